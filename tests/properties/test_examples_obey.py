"""Invented records obey every rule, without a profile and under the calendars of two: no error, no contradiction."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import tsmforms
from tests.support.everyday import in_turn
from tsmforms.examples.make import JUDGED, example_values
from tsmforms.specs import load_profile

PROFILES = Path(__file__).parents[2] / "docs" / "examples"
SEEDS = range(2000 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 20)
"""As many records of each form and profile: the few of every day, or those of `make soak`."""


NAMED = (None, "ourtown", "invented-high-school")


@pytest.mark.parametrize(("id", "profile"), in_turn([(id, p) for id in tsmforms.forms() for p in NAMED], 4))
def test_an_invented_record_breaks_no_rule_of_its_form(id: str, profile: str | None) -> None:
    form = tsmforms.form(id, profile=load_profile(PROFILES / f"{profile}.yaml") if profile else None)
    for seed in SEEDS:
        values = example_values(form.spec, str(seed), calendar=form.profile.calendar)
        found = [one for one in form.check_values(values, JUDGED) if one.severity != "info"]
        assert [(one.rule, one.field) for one in found] == [], f"seed {seed}"


def test_an_example_under_a_profile_is_dated_on_the_days_on_which_its_school_is_open() -> None:
    form = tsmforms.form("sam_minutes", profile=PROFILES / "ourtown.yaml")
    for seed in range(5):
        assert [one for one in form.check(form.example(seed), JUDGED) if one.severity != "info"] == []
