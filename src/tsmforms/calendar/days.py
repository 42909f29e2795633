"""School days counted and stepped over."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

from tsmforms.calendar.england import bank_holidays
from tsmforms.calendar.school import FRIDAY, Calendar, Closed
from tsmforms.calendar.steps import day_of, nth_day
from tsmforms.calendar.weeks import monday_of, weekdays_between


def is_school_day(day: datetime.date, calendar: Calendar | None) -> bool:
    """Whether there is a session on this day; a weekday that nobody speaks of is taken for one."""
    if calendar is None:
        return day.weekday() <= FRIDAY
    return calendar.is_open(day) or _presumed(day, calendar)


def _presumed(day: datetime.date, calendar: Calendar) -> bool:
    """Outside what the calendar speaks of, every weekday it does not name is presumed open.

    Bank holidays are left out of account there, as they are without a calendar.
    """
    return (
        day.weekday() <= FRIDAY
        and not calendar.covers(day)
        and day not in calendar.closed_days
        and day not in calendar.inset
    )


def why_no_school(day: datetime.date, calendar: Calendar | None) -> Closed | None:
    """Why there is no school on a day; None where there is, or where nobody speaks of a weekday.

    Where no calendar speaks of the day, weekends and the bank holidays of England are closed.
    """
    known = calendar.why_closed(day) if calendar else "unknown"
    if known != "unknown":
        return known
    if day.weekday() > FRIDAY:
        return "weekend"
    return "bank_holiday" if day in bank_holidays(day.year) else None


def school_days_between(start: datetime.date, end: datetime.date, calendar: Calendar | None) -> int:
    """How many school days lie between two dates, both ends included; none where the end comes first."""
    return weekdays_between(start, end) - sum(1 for _ in _closed_weekdays(start, end, calendar))


def school_weeks_between(start: datetime.date, end: datetime.date, calendar: Calendar | None) -> int:
    """How many weeks have a school day between two dates, both ends included.

    A week of which only closed days lie between the dates does not count.
    """
    closed = Counter(monday_of(day) for day in _closed_weekdays(start, end, calendar))
    sunday = datetime.timedelta(days=6)
    without = sum(
        count == weekdays_between(max(start, monday), min(end, monday + sunday)) for monday, count in closed.items()
    )
    return _weeks_with_a_weekday(start, end) - without


def _weeks_with_a_weekday(start: datetime.date, end: datetime.date) -> int:
    if not weekdays_between(start, end):
        return 0
    first = start.toordinal() + (7 - start.weekday() if start.weekday() > FRIDAY else 0)
    return (end.toordinal() - monday_of(day_of(first)).toordinal()) // 7 + 1


def _closed_weekdays(start: datetime.date, end: datetime.date, calendar: Calendar | None) -> Iterator[datetime.date]:
    """The weekdays from `start` to `end` without a session.

    The walk never leaves what the calendar speaks of, however far apart the dates are.
    """
    if calendar is None:
        return
    for stretch in calendar.known:
        for at in range(max(start, stretch.start).toordinal(), min(end, stretch.end).toordinal() + 1):
            day = day_of(at)
            if day.weekday() <= FRIDAY and not calendar.is_open(day):
                yield day
    for day in calendar.closed_days | calendar.inset:
        if start <= day <= end and day.weekday() <= FRIDAY and not calendar.covers(day):
            yield day


def next_school_day(day: datetime.date, calendar: Calendar | None) -> datetime.date:
    """The first school day after a date."""
    return add_school_days(day, 1, calendar)


def add_school_days(day: datetime.date, count: int, calendar: Calendar | None) -> datetime.date:
    """The `count`-th school day after a date, which itself does not count; before it where negative.

    Zero is the date itself, be it a school day or not.
    """
    return nth_day(day, count, lambda one: is_school_day(one, calendar))
