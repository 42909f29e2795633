"""What a school says of its year: terms, and the days inside them without a session."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Literal

import attrs

from tsmforms.calendar.england import bank_holidays

FRIDAY = 4
LONGEST_BREAK = datetime.timedelta(days=70)
"""A gap between two terms longer than any school holiday: a year is missing, and nothing is known of it."""

Closed = Literal["weekend", "inset", "bank_holiday", "closed", "holiday", "unknown"]
"""Why there is no session on a day; `holiday` is a day between two terms, `unknown` one nobody speaks of."""


@attrs.frozen
class Term:
    """A range of dates in which school is open, both ends included."""

    start: datetime.date
    end: datetime.date


@attrs.frozen
class Calendar:
    """Terms and the single days inside them on which pupils have no session.

    `closed_days` are half-terms and the like, `inset` the days of staff training.
    With `bank_holidays`, those of England are closed too.
    """

    terms: tuple[Term, ...] = ()
    closed_days: frozenset[datetime.date] = frozenset()
    inset: frozenset[datetime.date] = frozenset()
    bank_holidays: bool = False

    def is_open(self, day: datetime.date) -> bool:
        """Whether there is a school session on this day."""
        return self.is_free(day) and any(term.start <= day <= term.end for term in self.terms)

    def is_free(self, day: datetime.date) -> bool:
        """Whether nothing but the terms could close this day: a weekday that no one has named."""
        return (
            day.weekday() <= FRIDAY
            and day not in self.closed_days
            and day not in self.inset
            and not (self.bank_holidays and day in bank_holidays(day.year))
        )

    def why_closed(self, day: datetime.date) -> Closed | None:
        """Why there is no session on this day; None where there is one."""
        if self.is_open(day):
            return None
        if day.weekday() > FRIDAY:
            return "weekend"
        if day in self.inset:
            return "inset"
        if self.bank_holidays and day in bank_holidays(day.year):
            return "bank_holiday"
        if day in self.closed_days:
            return "closed"
        return "holiday" if self.covers(day) else "unknown"

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
