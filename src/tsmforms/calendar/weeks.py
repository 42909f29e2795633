"""School weeks: Monday to Friday with a session, without one, or unknown."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from tsmforms.calendar.school import FRIDAY, Calendar
from tsmforms.calendar.steps import day_of

_WEEK = 7


def monday_of(day: datetime.date) -> datetime.date:
    """The Monday of a day's week, as ISO weeks run."""
    return day_of(day.toordinal() - day.weekday())


def weekdays_between(start: datetime.date, end: datetime.date) -> int:
    """How many Mondays to Fridays lie between two dates, both ends included; none where the end comes first."""
    return max(0, _weekdays_before(end.toordinal() + 1) - _weekdays_before(start.toordinal()))


def _weekdays_before(ordinal: int) -> int:
    """Weekdays from the first day of the count, a Monday, to the day before this one."""
    weeks, days = divmod(ordinal - 1, _WEEK)
    return weeks * (FRIDAY + 1) + min(days, FRIDAY + 1)


def is_school_week(day: datetime.date, calendar: Calendar | None) -> bool:
    """Whether the Monday to Friday of this day's week has a session.

    Without a calendar, and where the calendar does not speak of all five days,
    the week is taken for a school week.
    """
    monday = monday_of(day)
    friday = day_of(monday.toordinal() + FRIDAY)
    return calendar is None or not calendar.covers_all(monday, friday) or _any_open(monday.toordinal(), calendar)


def closed_school_weeks(start: datetime.date, end: datetime.date, calendar: Calendar) -> int:
    """How many Monday-Fridays without a school session lie wholly between two dates.

    Both dates themselves are outside: a week counts when its Monday comes after
    `start` and its Friday before `end`. A week of which the calendar says
    nothing, or not of all its days, is unknown and does not count.
    """
    return sum(1 for _ in _closed_mondays(start.toordinal() + 1, end.toordinal() - 1, calendar))


def weekdays_of_school_weeks(start: datetime.date, end: datetime.date, calendar: Calendar | None) -> int:
    """How many Mondays to Fridays between two dates, both ends included, lie in a school week.

    The unit in which a period of improvement is counted: bank holidays and
    training days inside a school week count, the weekdays of a closed week do
    not (see `is_school_week` for what is taken for one).
    """
    total = weekdays_between(start, end)
    if calendar is None or not total:
        return total
    first, last = start.toordinal() - start.weekday(), end.toordinal() + _WEEK
    closed = (
        weekdays_between(max(start, day_of(monday)), min(end, day_of(monday + FRIDAY)))
        for monday in _closed_mondays(first, last, calendar)
    )
    return total - sum(closed)


def _closed_mondays(first: int, last: int, calendar: Calendar) -> Iterator[int]:
    """The Mondays of the closed weeks that lie wholly from `first` to `last`, both included."""
    for stretch in calendar.known:
        yield from _closed_in(max(first, stretch.start.toordinal()), min(last, stretch.end.toordinal()), calendar)


def _closed_in(first: int, last: int, calendar: Calendar) -> Iterator[int]:
    """Within one stretch: the walk never leaves it, however far apart the dates are."""
    first_monday = first + (1 - first) % _WEEK  # day 1 of the calendar's count was a Monday
    return (monday for monday in range(first_monday, last - FRIDAY + 1, _WEEK) if not _any_open(monday, calendar))


def _any_open(monday: int, calendar: Calendar) -> bool:
    return any(calendar.is_open(day_of(monday + n)) for n in range(FRIDAY + 1))
