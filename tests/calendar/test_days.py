"""School days counted and stepped over, by hand against a wall calendar of spring 2026."""

from __future__ import annotations

from datetime import date

import pytest

from tsmforms.calendar.days import (
    add_school_days,
    is_school_day,
    next_school_day,
    school_days_between,
    school_weeks_between,
    why_no_school,
)
from tsmforms.calendar.school import Calendar, Term

SPRING = Calendar(
    (Term(date(2026, 2, 23), date(2026, 3, 27)), Term(date(2026, 1, 5), date(2026, 2, 13))),
    closed_days=frozenset({date(2026, 3, 16)}),
    inset=frozenset({date(2026, 1, 5), date(2026, 4, 20)}),
)
"""Half term 16 to 20 February, staff training on 5 January and after Easter, one day closed by snow."""


@pytest.mark.parametrize(
    ("start", "end", "days", "weeks"),
    [
        (date(2026, 2, 9), date(2026, 2, 27), 10, 2),
        (date(2026, 2, 14), date(2026, 2, 22), 0, 0),
        (date(2026, 1, 5), date(2026, 1, 5), 0, 0),
        (date(2026, 3, 14), date(2026, 3, 16), 0, 0),
        (date(2026, 3, 15), date(2026, 3, 17), 1, 1),
        (date(2026, 3, 17), date(2026, 3, 16), 0, 0),
        (date(2026, 4, 18), date(2026, 4, 21), 1, 1),
    ],
)
def test_days_and_weeks_with_school_are_counted_from_either_end(start: date, end: date, days: int, weeks: int) -> None:
    assert school_days_between(start, end, SPRING) == days
    assert school_weeks_between(start, end, SPRING) == weeks


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 2, 23), -1, date(2026, 2, 13)),
        (date(2026, 2, 18), 0, date(2026, 2, 18)),
        (date(2026, 3, 13), 1, date(2026, 3, 17)),
        (date(2026, 3, 27), 1, date(2026, 3, 30)),
        (date(2026, 4, 17), 1, date(2026, 4, 21)),
    ],
)
def test_stepping_goes_over_holidays_and_closed_days_and_trusts_weekdays_nobody_speaks_of(
    day: date, count: int, expected: date
) -> None:
    assert add_school_days(day, count, SPRING) == expected
    assert count != 1 or next_school_day(day, SPRING) == expected


def test_a_bank_holiday_outside_the_calendar_is_stepped_on_and_still_said_to_be_closed() -> None:
    good_friday = date(2026, 4, 3)
    assert is_school_day(good_friday, SPRING)
    assert is_school_day(good_friday, None)
    assert why_no_school(good_friday, SPRING) == "bank_holiday"
    assert why_no_school(good_friday, None) == "bank_holiday"


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 1, 5), "inset"),
        (date(2026, 2, 17), "holiday"),
        (date(2026, 2, 21), "weekend"),
        (date(2026, 3, 16), "closed"),
        (date(2026, 3, 17), None),
        (date(2026, 4, 20), "inset"),
        (date(2026, 4, 22), None),
    ],
)
def test_why_there_is_no_school_is_the_reason_a_school_would_give(day: date, why: str | None) -> None:
    assert why_no_school(day, SPRING) == why
