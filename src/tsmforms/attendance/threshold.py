"""The national threshold: so many sessions of unauthorised absence in so many school weeks, rolling.

A school week is an ISO week with a session. A window is the week of a counted
session with the school weeks before it, so holidays use none of it up; it may
span terms and school years. A session on a day without school counts for nothing.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import attrs

from tsmforms.attendance.sessions import Session, once
from tsmforms.calendar import Calendar, is_school_week, monday_of, why_no_school

_WEEK = datetime.timedelta(days=7)
_TO_FRIDAY = datetime.timedelta(days=4)
UNESTABLISHED = "N"
"""The code of an absence whose reason is not yet established."""


@attrs.frozen
class RollingWindow:
    """School weeks in a row, by their Mondays, with the sessions counted in them.

    `reached_on` is the day of the session with which the threshold is met; None where it is not.
    """

    weeks: tuple[datetime.date, ...]
    sessions: tuple[Session, ...]
    reached_on: datetime.date | None

    @property
    def start(self) -> datetime.date:
        """The Monday of its first week."""
        return self.weeks[0]

    @property
    def end(self) -> datetime.date:
        """The Friday of its last week; a later day where a session was counted on one."""
        return max(self.weeks[-1] + _TO_FRIDAY, *(one.date for one in self.sessions))

    @property
    def met(self) -> bool:
        """Whether it holds sessions enough."""
        return self.reached_on is not None

    @property
    def by_code(self) -> Mapping[str, int]:
        """How many sessions of each code."""
        return dict(sorted(Counter(one.code for one in self.sessions).items()))


@attrs.frozen
class ThresholdFinding:
    """What a register says of the threshold.

    Attributes:
        latest: The window that ends in the week of the latest counted session; None where none counts.
        earlier: Every window that ends before it and meets the threshold, the oldest first.
        first_reached_on: The day on which the threshold was first met.
        unestablished: Sessions whose reason is still to be established, counted or not.
        on_closed_days: Sessions with a code that counts, on days without school; they were not counted.
        repeated: Sessions that stand a second time; they were not counted again.
        too_early: Sessions with a code that counts, from before the threshold was in force; they were not counted.
    """

    latest: RollingWindow | None
    earlier: tuple[RollingWindow, ...]
    first_reached_on: datetime.date | None
    unestablished: tuple[Session, ...] = ()
    on_closed_days: tuple[Session, ...] = ()
    repeated: tuple[Session, ...] = ()
    too_early: tuple[Session, ...] = ()

    @property
    def met(self) -> bool:
        """Whether any window meets the threshold."""
        return self.window is not None and self.window.met

    @property
    def window(self) -> RollingWindow | None:
        """The latest window that meets the threshold; where none does, the latest there is."""
        if self.latest is None or self.latest.met or not self.earlier:
            return self.latest
        return self.earlier[-1]


def ten_in_ten(
    sessions: Iterable[Session],
    calendar: Calendar | None,
    codes: Collection[str],
    *,
    at_least: int,
    school_weeks: int,
    weeks: Collection[datetime.date] | None = None,
    since: datetime.date = datetime.date.min,
    on_any_day: bool = False,
) -> ThresholdFinding:
    """Whether the sessions of one pupil meet the threshold, and with which of them.

    Args:
        sessions: Of one pupil, in any order; all of them, or those of absence alone.
        calendar: When school is open; a week that it knows nothing of counts as a school week.
        codes: The codes that count.
        at_least: How many sessions meet the threshold.
        school_weeks: How many school weeks a window has.
        weeks: The Mondays of all school weeks that a whole register shows, for what the calendar does not speak of;
            nothing is then known before the first of them.
        since: The day from which the threshold is in force; no session before it counts.
        on_any_day: Whether sessions on days without school count, for whoever judges each day by a rule of its own.
    """

    def has_school(session: Session) -> bool:
        return why_no_school(session.date, calendar) is None

    kept, repeated = once(sessions)
    coded = [one for one in kept if one.code in codes]
    in_force = [one for one in coded if one.date >= since]
    counted = [one for one in in_force if on_any_day or has_school(one)]
    windows = _windows(counted, _open_weeks(calendar, weeks), at_least, school_weeks)
    met = [window for window in windows if window.met]
    return ThresholdFinding(
        latest=windows[-1] if windows else None,
        earlier=tuple(window for window in windows[:-1] if window.met),
        first_reached_on=met[0].reached_on if met else None,
        unestablished=tuple(one for one in kept if one.code == UNESTABLISHED and (on_any_day or has_school(one))),
        on_closed_days=_without(in_force, counted),
        repeated=repeated,
        too_early=tuple(one for one in coded if one.date < since),
    )


def _without(sessions: Sequence[Session], others: Collection[Session]) -> tuple[Session, ...]:
    known = set(others)
    return tuple(one for one in sessions if one not in known)


def _open_weeks(
    calendar: Calendar | None, weeks: Collection[datetime.date] | None
) -> Callable[[datetime.date], bool | None]:
    """Whether a Monday begins a school week; None where nothing that lies further back can be known."""
    first = min(weeks, default=datetime.date.max) if weeks is not None else datetime.date.min

    def is_open(monday: datetime.date) -> bool | None:
        if weeks is None or (calendar and _speaks_of(calendar, monday)):
            return is_school_week(monday, calendar)
        return monday in weeks if monday >= first else None

    return is_open


def _speaks_of(calendar: Calendar, monday: datetime.date) -> bool:
    """Whether a calendar settles a week: by all of its days, or by one that is open."""
    days = [monday + datetime.timedelta(days=n) for n in range(_TO_FRIDAY.days + 1)]
    return calendar.covers_all(monday, days[-1]) or any(map(calendar.is_open, days))


def _windows(
    counted: Sequence[Session], is_open: Callable[[datetime.date], bool | None], at_least: int, length: int
) -> list[RollingWindow]:
    """The window of each week with a counted session, the oldest first."""
    if not counted:
        return []
    ends = sorted({monday_of(one.date) for one in counted})
    out = []
    for end in ends:
        own = _weeks_up_to(end, ends, is_open, length)
        inside = tuple(one for one in counted if own[0] <= monday_of(one.date) <= end)
        out.append(RollingWindow(own, inside, inside[at_least - 1].date if len(inside) >= at_least else None))
    return out


def _weeks_up_to(
    end: datetime.date,
    with_session: Sequence[datetime.date],
    is_open: Callable[[datetime.date], bool | None],
    length: int,
) -> tuple[datetime.date, ...]:
    """The school weeks of the window that ends with this one, in order: fewer than asked for where no more are known.

    A week with a counted session is one, whatever the calendar says. The walk goes back from the end as far as the
    window reaches, so sessions far apart cost nothing.
    """
    own = [end]
    monday = end
    while len(own) < length and monday > datetime.date.min + _WEEK:
        monday -= _WEEK
        opened = True if monday in with_session else is_open(monday)
        if opened is None and monday < with_session[0]:
            break
        if opened:
            own.append(monday)
    return tuple(reversed(own))
