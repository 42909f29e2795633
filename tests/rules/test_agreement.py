"""Answers that say one thing twice: periods in common, codes that follow on, figures in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tsmforms.rules.agreement import AGREEMENT_PREDICATES, figures_of_attendance

from .judged import found, predicate

APART = predicate(AGREEMENT_PREDICATES, "periods_apart")
FOLLOWS = predicate(AGREEMENT_PREDICATES, "follows_on")
STARTS = predicate(AGREEMENT_PREDICATES, "starts_no_lower")


def period(number: int, first: int, last: int, **more: Any) -> dict[str, Any]:
    days = {"first": date(2026, 3, first), "last": date(2026, 3, last), **more}
    return {f"rows.{number}.{name}": value for name, value in days.items()}


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (period(1, 6, 9), []),
        (period(1, 5, 9), ["rows.1.first"]),
        (period(1, 2, 5), []),
        (period(1, 9, 6), []),
        (period(1, 4, 4, granted=False), []),
    ],
)
def test_periods_have_no_day_in_common_and_a_refused_or_impossible_one_does_not_count(
    second: dict[str, Any], expected: list[str]
) -> None:
    args = {"on": "rows[].first", "end": "rows[].last", "except": "rows[].granted"}
    assert found(APART, args, {**period(0, 2, 5), **second}) == expected


def test_only_one_row_begins_with_what_was_there_in_whatever_order_they_are_listed() -> None:
    args = {"on": "rows[].old", "from": "rows[].new", "with": ("rows[].day",)}

    def rows(*codes: str) -> dict[str, str]:
        return {
            f"rows.{n}.{name}": value
            for n, pair in enumerate(codes)
            for name, value in (("day", "Monday"), ("old", pair[0]), ("new", pair[1]))
        }

    assert found(FOLLOWS, args, rows("OU", "NO")) == []
    assert found(FOLLOWS, args, rows("NO", "LU")) == ["rows.1.old"]
    assert found(FOLLOWS, args, {**rows("NO", "LU"), "rows.1.day": "Tuesday"}) == []


def test_the_first_answered_figure_is_not_less_than_how_often_yes_was_said() -> None:
    args = {"on": "n", "columns": ("a.n", "b.n"), "of": ("x", "y", "z")}
    said = {"x": True, "y": True, "z": False}
    assert found(STARTS, args, {**said, "b.n": 2}) == []
    assert found(STARTS, args, {**said, "a.n": 1, "b.n": 9}) == ["a.n"]
    assert found(STARTS, args, {"a.n": 0}) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Attendance of 95.5 per cent, up from 80%", ("95.5", "80")),
        ("Be in school 95% of the time", ("95",)),
        ("95% in each test at school", ()),
        ("95%", ()),
        ("Attend 1,095% of sessions", ()),
        ("Attend 95 percentiles of sessions", ()),
    ],
)
def test_a_percentage_is_one_of_attendance_only_where_the_text_speaks_of_it_as_a_whole(
    text: str, figures: tuple[str, ...]
) -> None:
    assert figures_of_attendance(text) == tuple(map(Decimal, figures))
