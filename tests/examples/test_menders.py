"""How figures and school time of an invented record are put right, each on a few answers."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.rules.forms import FORM
from tsmforms.examples.asked import Draft
from tsmforms.examples.school import SCHOOL_MENDERS
from tsmforms.examples.tallies import TALLY_MENDERS


def mended(how: Callable[[Draft, Any], None], args: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    draft = Draft(FORM, random.Random(1), None, "seed", values=dict(values))  # type: ignore[arg-type]
    how(draft, args)
    return draft.values


@pytest.mark.parametrize(
    ("born", "group"),
    [(date(2014, 8, 31), "7"), (date(2014, 9, 1), "6"), (date(1990, 1, 1), "14"), (date(2026, 1, 1), "N1")],
)
def test_a_year_group_is_the_one_of_the_age_and_never_beyond_the_list(born: date, group: str) -> None:
    args = {"on": "year_group", "born": "born", "at": "meeting_date"}
    values = {"year_group": "3", "born": born, "meeting_date": date(2026, 3, 6)}
    assert mended(SCHOOL_MENDERS["year_group_fits"], args, values)["year_group"] == group


def test_an_academic_year_is_that_of_the_date_and_a_code_that_was_in_force_stays() -> None:
    year = mended(
        SCHOOL_MENDERS["in_academic_year"], {"on": "born", "year": "year"}, {"born": date(2026, 8, 1), "year": "x"}
    )
    assert year["year"] == "2026/27"
    args, day = {"on": "sessions.0.code", "date": "sessions.0.day"}, {"sessions.0.day": date(2026, 3, 6)}
    assert mended(SCHOOL_MENDERS["codes_in_force"], args, {**day, "sessions.0.code": "O"})["sessions.0.code"] == "O"
    assert mended(SCHOOL_MENDERS["codes_in_force"], args, {**day, "sessions.0.code": "H"})["sessions.0.code"] != "H"


@pytest.mark.parametrize(("on", "other", "expected"), [(10, 10, (11, 10)), (20, 10, (13, 10)), (12, 10, (12, 10))])
def test_a_figure_moves_until_it_is_as_far_from_the_other_as_it_has_to_be(
    on: int, other: int, expected: tuple[int, int]
) -> None:
    args = {"on": "attended", "from": "possible", "at_least": Decimal(1), "at_most": Decimal(3)}
    values = mended(TALLY_MENDERS["difference"], args, {"attended": on, "possible": other})
    assert (values["attended"], values["possible"]) == expected


def test_a_percentage_that_would_leave_its_limits_moves_the_other() -> None:
    args = {"on": "percent", "from": "second_percent", "at_least": Decimal(5)}
    values = mended(TALLY_MENDERS["difference"], args, {"percent": Decimal(99), "second_percent": Decimal(98)})
    assert (values["percent"], values["second_percent"]) == (100, 95)


def test_rows_are_counted_and_forbidden_words_go() -> None:
    args = {"on": "possible", "of": ("actions[].owner",)}
    rows = {"possible": 9, "actions.0.owner": "A", "actions.4.owner": "B"}
    assert mended(TALLY_MENDERS["counts_rows"], args, rows)["possible"] == 2
    words = {"on": "reason", "words": ("fined",)}
    assert mended(TALLY_MENDERS["contains_no"], words, {"reason": "Fined"})["reason"] == "Example"
    assert mended(TALLY_MENDERS["contains_no"], words, {"reason": "refined"})["reason"] == "refined"
