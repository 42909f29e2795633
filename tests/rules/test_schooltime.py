"""Periods counted in school days and weeks, deemed service of post, dates of an academic year: by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tsmforms.calendar import Calendar, Term
from tsmforms.rules import parameter_faults
from tsmforms.rules.model import Span
from tsmforms.rules.schooltime import SCHOOL_TIME_PREDICATES, UNITS

from .forms import FORM
from .judged import found, predicate

BETWEEN = predicate(SCHOOL_TIME_PREDICATES, "school_days_between")
SERVICE = predicate(SCHOOL_TIME_PREDICATES, "after_service")
IN_YEAR = predicate(SCHOOL_TIME_PREDICATES, "in_academic_year")
HALF_TERM = Calendar((Term(date(2026, 1, 5), date(2026, 2, 13)), Term(date(2026, 2, 23), date(2026, 3, 27))))


@pytest.mark.parametrize(
    ("unit", "number"), [("weekdays", 15), ("school_days", 10), ("weekdays_of_school_weeks", 10), ("school_weeks", 2)]
)
def test_three_weeks_with_half_term_in_the_middle_are_counted_in_each_unit(unit: str, number: int) -> None:
    assert UNITS[unit].count(date(2026, 2, 9), date(2026, 2, 27), HALF_TERM) == number


@pytest.mark.parametrize(
    ("start", "number", "last"),
    [
        (date(2026, 3, 2), 5, date(2026, 3, 6)),
        (date(2026, 3, 2), 6, date(2026, 3, 9)),
        (date(2026, 3, 6), 2, date(2026, 3, 9)),
        (date(2026, 3, 5), 10, date(2026, 3, 18)),
    ],
)
def test_the_last_day_of_so_many_weekdays_steps_over_weekends(start: date, number: int, last: date) -> None:
    assert UNITS["weekdays"].last_day(start, number) == last


def test_too_long_a_period_is_said_to_be_counted_without_term_dates_where_they_are_not_known() -> None:
    args: dict[str, Any] = {"on": "end", "from": "start", "at_most": 10}
    period = {"start": date(2026, 2, 9), "end": date(2026, 2, 27)}
    assert found(BETWEEN, args, period) == ["end", ("end", "info")]
    assert found(BETWEEN, args, period, HALF_TERM) == []
    assert found(BETWEEN, {**args, "unit": "weekdays"}, period) == ["end"], "which no term dates change"
    assert found(BETWEEN, {**args, "at_most": 9}, period, HALF_TERM) == ["end"]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"from": "starts"}, ["predicate"]),
        ({"from": "starts", "at_least": 3, "at_most": 2}, ["at_most"]),
        ({"from": "starts", "at_least": 0}, ["at_least"]),
        ({"from": "review_date", "at_least": 1}, []),
        ({"from": "review_date", "at_least": 1, "at_most": 1}, ["from"]),
    ],
)
def test_periods_that_make_no_sense_are_faults_of_the_spec(params: dict[str, Any], expected: list[str]) -> None:
    given = {"on": "review_date", **params}
    assert [
        fault[0] for fault in parameter_faults("school_days_between", given, FORM.leaves, FORM.containers)
    ] == expected


@pytest.mark.parametrize(
    ("post", "first_day"), [("first", date(2026, 4, 8)), ("second", date(2026, 4, 10)), (None, date(2026, 4, 10))]
)
def test_a_letter_posted_on_maundy_thursday_is_served_by_working_days_over_easter(
    post: str | None, first_day: date
) -> None:
    """2 April 2026: Good Friday and Easter Monday do not count, so working days are 7, 8, 9 and 10 April.

    First class is the second working day after posting, second class the fourth, which is assumed where none is said.
    """
    args = {"on": "day", "posted": "posted", "post_class": "post"}
    values = {"posted": date(2026, 4, 2), **({"post": post} if post else {})}
    assert found(SERVICE, args, {**values, "day": first_day}) == []
    assert found(SERVICE, args, {**values, "day": date.fromordinal(first_day.toordinal() - 1)}) == ["day"]


def test_a_span_after_service_is_counted_from_the_day_of_receipt() -> None:
    args = {"on": "day", "posted": "posted", "post_class": "post", "at_least": Span(days=10)}
    values = {"posted": date(2026, 3, 2), "post": "first"}
    assert found(SERVICE, args, {**values, "day": date(2026, 3, 14)}) == []
    assert found(SERVICE, args, {**values, "day": date(2026, 3, 13)}) == ["day"]


def test_a_year_that_is_none_is_not_judged() -> None:
    args = {"on": "day", "year": "year"}
    assert found(IN_YEAR, args, {"day": date(2026, 8, 1), "year": "2025/26"}) == ["day"]
    assert found(IN_YEAR, args, {"day": date(2026, 7, 31), "year": "2025/26"}) == []
    assert found(IN_YEAR, args, {"day": date(2026, 8, 1), "year": "2025/27"}) == []
