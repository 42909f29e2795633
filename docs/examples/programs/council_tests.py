"""A council's own tests of the form it uses: run `pytest council_tests.py`, with PROFILE set to its profile's file.

They need the extra `testing`: `pip install tsmforms[testing]`.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import tsmforms
from tsmforms.records import SamMinutes, SamMinutesActionsRow
from tsmforms.testing import writable

PROFILE = os.environ.get("PROFILE")
FORM = tsmforms.form("sam_minutes", profile=Path(PROFILE) if PROFILE else None)
MEETING = datetime.date(2026, 1, 14)


@pytest.mark.parametrize("format", FORM.formats)
def test_an_example_comes_back_as_it_was_sent(format: tsmforms.FormatName) -> None:
    example = FORM.example(seed=7)
    assert FORM.same(FORM.read(FORM.write(example, format)), example)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(writable(FORM, "docx"))
def test_whatever_is_typed_comes_back(answers: dict[str, Any]) -> None:
    assert FORM.same(FORM.read(FORM.write(answers, "docx")), answers)


def test_a_review_in_five_weeks_is_too_late() -> None:
    record = SamMinutes(
        meeting_date=MEETING,
        review_date=MEETING + datetime.timedelta(weeks=5),
        actions=(SamMinutesActionsRow(action="Ring the parents", owner="Mr Example"),),
    )
    assert "review_date" in {d.field for d in FORM.check(record, today=MEETING) if d.severity == "error"}


def test_the_questions_are_ours() -> None:
    labels = [leaf.field.label for leaf in FORM.spec.leaves.values()]
    assert "Date of meeting" in labels
    assert len(labels) == len(FORM.spec.leaves)
