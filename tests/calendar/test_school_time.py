"""School days, school weeks, and the unit of a period of improvement, on both sides of each boundary."""

from __future__ import annotations

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsmforms.calendar import (
    Calendar,
    Term,
    add_school_days,
    is_school_day,
    is_school_week,
    monday_of,
    next_school_day,
    school_days_between,
    school_weeks_between,
    weekdays_between,
    weekdays_of_school_weeks,
)

YEAR = Calendar(
    terms=(
        Term(date(2026, 9, 2), date(2026, 10, 23)),
        Term(date(2026, 11, 2), date(2026, 12, 18)),
        Term(date(2027, 1, 4), date(2027, 5, 28)),
    ),
    closed_days=frozenset(date(2027, 3, 29) + datetime.timedelta(days=n) for n in range(5)) | {date(2026, 8, 27)},
    inset=frozenset({date(2026, 11, 6), date(2026, 8, 28)}),
    bank_holidays=True,
)
"""Half term 26 to 30 October, two weeks at Christmas, a week at Easter; INSET on Friday 6 November and in August."""
DAY = datetime.timedelta(days=1)


# --- the unit of a period of improvement


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 11, 2), date(2026, 11, 20), 15),
        (date(2026, 11, 2), date(2026, 11, 19), 14),
        (date(2026, 11, 4), date(2026, 11, 24), 15),
        (date(2026, 11, 2), date(2026, 12, 11), 30),
        (date(2026, 11, 2), date(2026, 12, 14), 31),
        (date(2026, 11, 30), date(2027, 1, 22), 30),
        (date(2026, 11, 30), date(2027, 1, 25), 31),
    ],
)
def test_a_period_of_improvement_counts_the_weekdays_of_school_weeks(start: date, end: date, count: int) -> None:
    assert weekdays_of_school_weeks(start, end, YEAR) == count


def test_without_a_calendar_every_week_is_a_school_week() -> None:
    assert weekdays_of_school_weeks(date(2026, 11, 30), date(2027, 1, 22), None) == 40
    assert weekdays_of_school_weeks(date(2026, 11, 2), date(2026, 12, 11), None) == 30


def test_bank_holidays_and_training_days_inside_a_school_week_count() -> None:
    assert weekdays_of_school_weeks(date(2027, 5, 3), date(2027, 5, 7), YEAR) == 5, "3 May is a bank holiday"
    assert school_days_between(date(2027, 5, 3), date(2027, 5, 7), YEAR) == 4
    assert weekdays_of_school_weeks(date(2026, 11, 2), date(2026, 11, 6), YEAR) == 5
    assert school_days_between(date(2026, 11, 2), date(2026, 11, 6), YEAR) == 4


def test_a_period_that_begins_or_ends_inside_a_closed_week_leaves_its_days_out() -> None:
    assert weekdays_of_school_weeks(date(2026, 10, 28), date(2026, 11, 3), YEAR) == 2
    assert weekdays_of_school_weeks(date(2026, 10, 22), date(2026, 10, 28), YEAR) == 2
    assert weekdays_of_school_weeks(date(2026, 10, 27), date(2026, 10, 28), YEAR) == 0


def test_a_week_the_calendar_does_not_wholly_speak_of_is_a_school_week() -> None:
    assert weekdays_of_school_weeks(date(2027, 8, 2), date(2027, 8, 6), YEAR) == 5, "after the last term"
    assert is_school_week(date(2026, 9, 1), YEAR), "the first term begins on its Wednesday"
    assert not is_school_week(date(2026, 10, 26), YEAR)
    assert is_school_week(date(2026, 10, 26), None)


def test_an_end_before_the_start_has_no_days() -> None:
    for count in (weekdays_of_school_weeks, school_days_between, school_weeks_between):
        assert count(date(2026, 11, 20), date(2026, 11, 2), YEAR) == 0
        assert count(date(2026, 11, 20), date(2026, 11, 2), None) == 0


def test_dates_at_the_ends_of_time_are_counted_at_once() -> None:
    all_weekdays = weekdays_between(date.min, date.max)
    assert weekdays_of_school_weeks(date.min, date.max, YEAR) == all_weekdays - 4 * 5
    assert all_weekdays > school_days_between(date.min, date.max, YEAR) > all_weekdays - 40
    assert school_weeks_between(date.min, date.max, YEAR) == school_weeks_between(date.min, date.max, None) - 4
    assert add_school_days(date.max, 3, YEAR) == next_school_day(date.max, None) == date.max
    assert add_school_days(date.min, -3, YEAR) == date.min


# --- days


def test_a_day_without_a_session_says_why() -> None:
    assert YEAR.why_closed(date(2026, 11, 2)) is None
    assert YEAR.why_closed(date(2026, 11, 6)) == "inset"
    assert YEAR.why_closed(date(2026, 11, 7)) == "weekend"
    assert YEAR.why_closed(date(2026, 10, 27)) == "holiday"
    assert YEAR.why_closed(date(2027, 3, 26)) == "bank_holiday"
    assert YEAR.why_closed(date(2027, 3, 31)) == "closed"
    assert YEAR.why_closed(date(2028, 3, 31)) == "unknown"


def test_bank_holidays_close_a_school_only_where_its_calendar_says_so() -> None:
    term = (Term(date(2027, 1, 4), date(2027, 5, 28)),)
    assert Calendar(term).is_open(date(2027, 5, 3))
    assert not Calendar(term, bank_holidays=True).is_open(date(2027, 5, 3))


def test_the_next_school_day_steps_over_weekends_holidays_and_training() -> None:
    assert next_school_day(date(2026, 11, 5), YEAR) == date(2026, 11, 9)
    assert next_school_day(date(2026, 10, 23), YEAR) == date(2026, 11, 2)
    assert next_school_day(date(2026, 10, 23), None) == date(2026, 10, 26)


def test_days_named_as_closed_outside_the_terms_are_closed() -> None:
    assert not is_school_day(date(2026, 8, 27), YEAR)
    assert not is_school_day(date(2026, 8, 28), YEAR)
    assert is_school_day(date(2026, 8, 26), YEAR), "nobody speaks of it"
    assert not is_school_day(date(2026, 8, 29), None), "a Saturday"


def test_zero_school_days_on_is_the_day_itself() -> None:
    assert add_school_days(date(2026, 10, 27), 0, YEAR) == date(2026, 10, 27)
    assert add_school_days(date(2026, 10, 27), 1, YEAR) == date(2026, 11, 2)
    assert add_school_days(date(2026, 10, 27), -1, YEAR) == date(2026, 10, 23)
    assert add_school_days(date(2026, 10, 20), 5, YEAR) == date(2026, 11, 3)


def test_a_school_week_needs_a_session_between_the_dates() -> None:
    assert school_weeks_between(date(2026, 10, 23), date(2026, 11, 2), YEAR) == 2
    assert school_weeks_between(date(2026, 11, 6), date(2026, 11, 9), YEAR) == 1, "only the INSET day of the first"
    assert school_weeks_between(date(2026, 11, 7), date(2026, 11, 8), YEAR) == 0
    assert school_weeks_between(date(2026, 11, 7), date(2026, 11, 8), None) == 0
    assert school_weeks_between(date(2026, 11, 1), date(2026, 11, 9), None) == 2


STARTS = st.dates(date(2026, 7, 1), date(2027, 7, 31))


@given(STARTS, st.integers(-3, 150), st.sampled_from([YEAR, Calendar(YEAR.terms), None]))
def test_counts_are_those_of_every_day_one_by_one(start: date, length: int, calendar: Calendar | None) -> None:
    end = start + length * DAY
    days = [start + n * DAY for n in range(length + 1)]
    weekdays = [day for day in days if day.weekday() < 5]
    school = [day for day in days if is_school_day(day, calendar)]
    assert weekdays_between(start, end) == len(weekdays)
    assert school_days_between(start, end, calendar) == len(school)
    assert school_weeks_between(start, end, calendar) == len({monday_of(day) for day in school})
    assert weekdays_of_school_weeks(start, end, calendar) == sum(is_school_week(day, calendar) for day in weekdays)


@given(STARTS, st.integers(1, 60), st.sampled_from([YEAR, None]))
def test_adding_school_days_and_counting_them_agree(start: date, count: int, calendar: Calendar | None) -> None:
    end = add_school_days(start, count, calendar)
    assert is_school_day(end, calendar)
    assert school_days_between(start + DAY, end, calendar) == count
    assert add_school_days(end + DAY, -1, calendar) == end
