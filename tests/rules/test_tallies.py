"""Totals, rows that count, differences and targets, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tsmforms.rules import parameter_faults
from tsmforms.rules.tallies import TALLY_PREDICATES, counted, suggested

from .forms import FORM
from .judged import found, predicate, run

TOTAL = predicate(TALLY_PREDICATES, "adds_up_to")
DIFFERENCE = predicate(TALLY_PREDICATES, "difference")
TARGET = {"achieved": "now", "target": "target", "before": "before", "attended": "attended", "possible": "possible"}


@pytest.mark.parametrize(
    ("figures", "right"),
    [
        ({"now": "90", "before": "80"}, ("yes",)),
        ({"now": "89.9", "before": "80"}, ("some_improvement",)),
        ({"now": "80", "before": "80"}, ("no",)),
        ({"now": "89.9"}, ("some_improvement", "no")),
        ({}, ()),
    ],
)
def test_a_target_is_met_at_the_figure_itself_and_as_before_is_no_improvement(
    figures: dict[str, str], right: tuple[str, ...]
) -> None:
    values = {name: Decimal(figure) for name, figure in figures.items()}
    assert suggested(TARGET, {"target": Decimal(90), **values}) == right


def test_sessions_judge_a_target_and_not_the_percentage_that_was_rounded_up_to_it() -> None:
    """179 of 200 is 89.5 per cent, which is written as 90."""
    rounded = {"now": Decimal(90), "target": Decimal(90), "before": Decimal(80)}
    assert suggested(TARGET, {**rounded, "attended": 179, "possible": 200}) == ("some_improvement",)
    assert suggested(TARGET, {**rounded, "attended": 180, "possible": 200}) == ("yes",)
    assert suggested(TARGET, {**rounded, "attended": 0, "possible": 0}) == ("yes",), (
        "without sessions the figure judges"
    )


def test_a_total_is_judged_when_every_single_number_is_answered_and_a_column_by_the_rows_there_are() -> None:
    args = {"on": "a", "fields": ("a", "rows[].n"), "total": Decimal(100), "tolerance": Decimal(1)}
    assert found(TOTAL, args, {"rows.0.n": 7}) == []
    assert found(TOTAL, args, {"a": 60, "rows.0.n": 30, "rows.3.n": Decimal("9.0")}) == []
    assert found(TOTAL, args, {"a": 60, "rows.0.n": 30, "rows.3.n": Decimal("8.9")}) == ["a"]


def test_rows_are_counted_up_to_the_most_itself() -> None:
    values = {"rows.0.n": Decimal(50), "rows.1.n": Decimal("50.1"), "rows.2.name": "Ann"}
    assert counted({"of": ("rows[].n",), "at_most": 50}, run(values)) == ["rows.0.n"]
    assert counted({"of": ("rows[].n",)}, run(values)) == ["rows.0.n", "rows.1.n"]


@pytest.mark.parametrize(
    ("of", "expected"), [("actions[].owner", ["at_most"]), ("actions[].hours", []), ("audit.*.count", [])]
)
def test_only_a_column_of_numbers_can_be_counted_up_to_a_figure(of: str, expected: list[str]) -> None:
    params: dict[str, Any] = {"on": "possible", "of": of, "at_most": 3}
    assert [fault[0] for fault in parameter_faults("counts_rows", params, FORM.leaves, FORM.containers)] == expected


@pytest.mark.parametrize(("value", "expected"), [(-3, ["a"]), (-2, []), (5, []), (6, ["a"])])
def test_a_difference_may_be_below_nothing_and_both_bounds_count(value: int, expected: list[str]) -> None:
    args = {"on": "a", "from": "b", "at_least": Decimal(-2), "at_most": Decimal(5)}
    assert found(DIFFERENCE, args, {"a": 10 + value, "b": Decimal(10)}) == expected
