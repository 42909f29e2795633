"""School time: open days and closed school weeks, from plain arguments."""

from __future__ import annotations

import datetime

import attrs

_WEEK = datetime.timedelta(days=7)


@attrs.frozen
class Term:
    """A range of dates in which school is open, both ends included."""

    start: datetime.date
    end: datetime.date


@attrs.frozen
class Calendar:
    """Terms and the single days inside them on which school is closed."""

    terms: tuple[Term, ...] = ()
    closed_days: frozenset[datetime.date] = frozenset()

    def is_open(self, day: datetime.date) -> bool:
        """Whether there is a school session on this day."""
        return (
            day.weekday() < 5
            and day not in self.closed_days
            and any(term.start <= day <= term.end for term in self.terms)
        )

    def covers(self, day: datetime.date) -> bool:
        """Whether this calendar says anything of this day: it lies between the first and the last term."""
        return bool(self.terms) and min(t.start for t in self.terms) <= day <= max(t.end for t in self.terms)


def closed_school_weeks(start: datetime.date, end: datetime.date, calendar: Calendar) -> int:
    """How many Monday-Fridays without a school session lie wholly between two dates.

    Both dates themselves are outside: a week counts when its Monday comes after
    `start` and its Friday before `end`. A week outside everything the calendar
    covers is unknown and does not count.
    """
    monday = start + datetime.timedelta(days=7 - start.weekday())
    count = 0
    while monday + datetime.timedelta(days=4) < end:
        days = [monday + datetime.timedelta(days=n) for n in range(5)]
        if all(calendar.covers(day) and not calendar.is_open(day) for day in days):
            count += 1
        monday += _WEEK
    return count
