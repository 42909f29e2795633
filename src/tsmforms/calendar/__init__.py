"""School time: open days and closed school weeks, from plain arguments."""

from __future__ import annotations

import datetime
from functools import cached_property

import attrs

_TO_FRIDAY = 4
LONGEST_BREAK = datetime.timedelta(days=70)
"""A gap between two terms longer than any school holiday: a year is missing, and nothing is known of it."""


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

    @cached_property
    def known(self) -> tuple[Term, ...]:
        """The stretches this calendar speaks of: its terms, with the holidays between them.

        Before the first term, after the last, and in a gap longer than
        `LONGEST_BREAK`, nothing is known: such days are neither open nor closed.
        """
        out: list[Term] = []
        for term in sorted(self.terms, key=lambda t: (t.start, t.end)):
            if out and term.start - out[-1].end <= LONGEST_BREAK:
                out[-1] = Term(out[-1].start, max(out[-1].end, term.end))
            else:
                out.append(term)
        return tuple(out)

    def covers(self, day: datetime.date) -> bool:
        """Whether this calendar says anything of this day."""
        return self.covers_all(day, day)

    def covers_all(self, start: datetime.date, end: datetime.date) -> bool:
        """Whether this calendar speaks of every day from `start` to `end`, both included."""
        return any(stretch.start <= start and end <= stretch.end for stretch in self.known)


def closed_school_weeks(start: datetime.date, end: datetime.date, calendar: Calendar) -> int:
    """How many Monday-Fridays without a school session lie wholly between two dates.

    Both dates themselves are outside: a week counts when its Monday comes after
    `start` and its Friday before `end`. A week of which the calendar says
    nothing, or not of all its days, is unknown and does not count.
    """
    return sum(_closed_weeks(start, end, stretch, calendar) for stretch in calendar.known)


def _closed_weeks(start: datetime.date, end: datetime.date, stretch: Term, calendar: Calendar) -> int:
    """The closed weeks inside one stretch; the walk never leaves it, however far apart the dates are."""
    first = max(start.toordinal() + 1, stretch.start.toordinal())
    last = min(end.toordinal() - 1, stretch.end.toordinal())
    first_monday = first + (1 - first) % 7  # day 1 of the calendar's count was a Monday
    mondays = range(first_monday, last - _TO_FRIDAY + 1, 7)
    return sum(not _any_open(monday, calendar) for monday in mondays)


def _any_open(monday: int, calendar: Calendar) -> bool:
    return any(calendar.is_open(datetime.date.fromordinal(monday + n)) for n in range(5))
