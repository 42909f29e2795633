"""A session of the register."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import Literal

import attrs

from tsmforms.calendar import Calendar, add_school_days

Half = Literal["am", "pm"]
_HALVES_OF_A_DAY = 2


@attrs.frozen
class Session:
    """Half a school day of one pupil, with its register code as the code sets write it.

    `half` is None where a list names the day only.
    """

    date: datetime.date
    half: Half | None
    code: str

    @property
    def order(self) -> tuple[datetime.date, str]:
        """In the order of time; a session of an unnamed half stands before the others of its day."""
        return self.date, self.half or ""


def once(sessions: Iterable[Session]) -> tuple[tuple[Session, ...], tuple[Session, ...]]:
    """Sessions in the order of time, each once; and those that stand again, which count for nothing.

    A named half of a day can be there once, a day without named halves twice.
    Whoever holds two codes for one session settles that first; here the order
    of the codes decides, so that the order of the sessions never does.
    """
    kept: list[Session] = []
    again: list[Session] = []
    seen: dict[tuple[datetime.date, str], int] = {}
    for session in sorted(sessions, key=lambda one: (one.order, one.code)):
        seen[session.order] = seen.get(session.order, 0) + 1
        allowed = 1 if session.half else _HALVES_OF_A_DAY
        (kept if seen[session.order] <= allowed else again).append(session)
    return tuple(kept), tuple(again)


def unexplained(
    sessions: Iterable[Session], on: datetime.date, calendar: Calendar | None, *, codes: Collection[str], days: int
) -> tuple[Session, ...]:
    """The sessions that still wait for a reason on a day, though their time for it is over.

    Args:
        sessions: The register of one pupil.
        on: The day that is asked about.
        calendar: When school is open.
        codes: The codes that stand until a reason is known.
        days: How many school days after the session a reason may be recorded.
    """
    waiting = (session for session in sessions if session.code in codes)
    return tuple(session for session in waiting if add_school_days(session.date, days, calendar) < on)
