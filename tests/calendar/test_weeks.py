"""School weeks: open, closed, or unknown."""

from __future__ import annotations

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsmforms.calendar import Calendar, Term, closed_school_weeks

AUTUMN_1 = Term(date(2026, 9, 2), date(2026, 10, 23))
AUTUMN_2 = Term(date(2026, 11, 2), date(2026, 12, 18))
SPRING_1 = Term(date(2027, 1, 4), date(2027, 2, 12))
YEAR = Calendar((AUTUMN_1, AUTUMN_2, SPRING_1), frozenset({date(2026, 11, 6)}))
"""Half term is Monday 26 to Friday 30 October 2026; Christmas closes two weeks."""


def test_a_day_is_open_in_term_on_weekdays_that_are_not_closed() -> None:
    assert YEAR.is_open(date(2026, 9, 2))
    assert YEAR.is_open(date(2026, 10, 23))
    assert not YEAR.is_open(date(2026, 10, 24)), "a Saturday"
    assert not YEAR.is_open(date(2026, 10, 27)), "half term"
    assert not YEAR.is_open(date(2026, 11, 6)), "a single closed day"


@pytest.mark.parametrize(
    ("start", "end", "weeks"),
    [
        (date(2026, 10, 5), date(2026, 10, 23), 0),
        (date(2026, 10, 5), date(2026, 11, 2), 1),
        (date(2026, 10, 23), date(2026, 10, 31), 1),
        (date(2026, 10, 25), date(2026, 10, 31), 1),
        (date(2026, 10, 26), date(2026, 11, 9), 0),
        (date(2026, 10, 5), date(2026, 10, 30), 0),
        (date(2026, 12, 11), date(2027, 1, 11), 2),
        (date(2026, 9, 14), date(2027, 1, 25), 3),
        (date(2026, 11, 2), date(2026, 11, 2), 0),
        (date(2027, 1, 25), date(2026, 9, 14), 0),
    ],
)
def test_weeks_without_a_session_count_when_they_lie_wholly_between(start: date, end: date, weeks: int) -> None:
    assert closed_school_weeks(start, end, YEAR) == weeks


def test_a_week_with_one_session_is_open() -> None:
    thursday_only = Calendar(
        (Term(date(2026, 9, 7), date(2026, 10, 2)),),
        frozenset(date(2026, 9, 14) + datetime.timedelta(days=n) for n in (0, 1, 2, 4)),
    )
    assert closed_school_weeks(date(2026, 9, 7), date(2026, 9, 28), thursday_only) == 0


def test_a_week_closed_day_by_day_is_closed() -> None:
    training = Calendar(
        (Term(date(2026, 9, 7), date(2026, 10, 2)),),
        frozenset(date(2026, 9, 14) + datetime.timedelta(days=n) for n in range(5)),
    )
    assert closed_school_weeks(date(2026, 9, 7), date(2026, 9, 28), training) == 1


def test_weeks_before_the_first_term_and_after_the_last_are_unknown_not_closed() -> None:
    assert closed_school_weeks(date(2026, 7, 1), date(2026, 9, 10), YEAR) == 0
    assert closed_school_weeks(date(2027, 2, 8), date(2027, 3, 8), YEAR) == 0
    assert not YEAR.covers(date(2026, 9, 1))
    assert not YEAR.covers(date(2027, 2, 13))


def test_a_week_the_calendar_covers_in_part_is_unknown() -> None:
    starts_on_a_wednesday = Calendar((AUTUMN_1,), frozenset({date(2026, 9, 2), date(2026, 9, 3), date(2026, 9, 4)}))
    assert closed_school_weeks(date(2026, 8, 28), date(2026, 9, 7), starts_on_a_wednesday) == 0


def test_a_calendar_without_terms_knows_nothing() -> None:
    assert closed_school_weeks(date(2026, 1, 1), date(2027, 1, 1), Calendar()) == 0
    assert not Calendar().covers(date(2026, 1, 1))


def test_a_missing_year_between_two_terms_is_unknown_and_a_summer_is_closed() -> None:
    summer = Calendar((Term(date(2026, 6, 1), date(2026, 7, 21)), AUTUMN_1))
    assert closed_school_weeks(date(2026, 7, 20), date(2026, 9, 7), summer) == 5
    missing = Calendar((Term(date(2025, 6, 2), date(2025, 7, 21)), AUTUMN_1))
    assert closed_school_weeks(date(2025, 7, 20), date(2026, 9, 7), missing) == 0
    assert not missing.covers_all(date(2025, 7, 20), date(2026, 9, 7))
    assert missing.covers_all(date(2026, 9, 7), date(2026, 9, 8))


def test_terms_may_stand_in_any_order() -> None:
    turned = Calendar((SPRING_1, AUTUMN_1, AUTUMN_2))
    assert closed_school_weeks(date(2026, 10, 5), date(2027, 1, 11), turned) == 3


def test_dates_at_the_ends_of_time_are_counted_at_once() -> None:
    assert closed_school_weeks(date.min, date.max, YEAR) == 3
    assert closed_school_weeks(date.max, date.min, YEAR) == 0


def _by_hand(start: date, end: date) -> int:
    """Every Monday between, one by one."""
    count = 0
    day = start
    while (day := day + datetime.timedelta(days=1)) < end:
        week = [day + datetime.timedelta(days=n) for n in range(5)]
        known = all(YEAR.covers(one) for one in week)
        count += day.weekday() == 0 and week[-1] < end and known and not any(map(YEAR.is_open, week))
    return count


@given(st.dates(date(2026, 8, 1), date(2027, 3, 31)), st.integers(0, 120))
def test_the_count_is_that_of_every_monday_one_by_one(start: date, length: int) -> None:
    end = start + datetime.timedelta(days=length)
    assert closed_school_weeks(start, end, YEAR) == _by_hand(start, end)
