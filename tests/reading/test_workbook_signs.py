"""A workbook in which choices are shown by the look of their cells, with nothing ticked."""

from __future__ import annotations

from collections import Counter

import pytest

import tsmforms
from tests.survival.handled import Handled, filled
from tests.survival.matrix import HANDLINGS

RATED = 32
"""Thirty-one ratings, and one choice of two."""


def shown_by(sign: str) -> Handled:
    handling = next(one for one in HANDLINGS if one.format == "xlsx" and one.name == f"choice shown by {sign}")
    assert handling.change is not None
    handled = handling.change(filled("rag_audit", 0, "xlsx"))
    assert handled is not None
    return handled


@pytest.mark.parametrize("sign", ["the cell's colour", "a ring"])
def test_the_choice_whose_cell_stands_out_is_read_as_a_mark_and_reported(sign: str) -> None:
    found = tsmforms.read(shown_by(sign).data)
    assert found.answers == filled("rag_audit", 0, "xlsx").answers
    assert sum(evidence[0].method == "mark" for evidence in found.evidence.values()) == RATED
    assert Counter((d.code, d.severity) for d in found.diagnostics) == {("D0114", "warning"): RATED}


def test_bold_settles_nothing_where_every_box_of_a_question_has_its_letter() -> None:
    found = tsmforms.read(shown_by("bold").data)
    assert Counter((d.code, d.severity) for d in found.diagnostics) == {("D0102", "error"): RATED}
    assert not any(evidence[0].method == "mark" for evidence in found.evidence.values())


def test_the_choice_left_when_the_others_were_struck_is_read_and_what_was_struck_is_reported() -> None:
    found = tsmforms.read(shown_by("striking the others").data)
    assert found.answers == filled("rag_audit", 0, "xlsx").answers
    assert Counter((d.code, d.severity) for d in found.diagnostics) == {("D0111", "warning"): 2 * RATED - 1}
