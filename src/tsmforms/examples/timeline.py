"""Invented dates and times that keep to every rule: points on a line with distances between them.

Points are whole numbers (days or minutes). Each point is set in turn to the place
nearest to its wish that the distances still allow; since the distances left open
by the points already set are narrowed after each, no later point is ever stuck.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

import attrs

from tsmforms.calendar import Calendar, Term, is_school_day

_DAY = datetime.timedelta(days=1)


def _span(start: str, end: str) -> tuple[datetime.date, datetime.date]:
    return datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)


_CLOSED = (
    _span("2025-10-27", "2025-10-31"),
    _span("2026-02-16", "2026-02-20"),
    _span("2026-05-04", "2026-05-04"),
    _span("2026-05-25", "2026-05-29"),
)
INVENTED_YEAR = Calendar(
    terms=(
        Term(*_span("2025-09-04", "2025-12-19")),
        Term(*_span("2026-01-06", "2026-03-27")),
        Term(*_span("2026-04-13", "2026-07-17")),
    ),
    closed_days=frozenset(start + _DAY * n for start, end in _CLOSED for n in range((end - start).days + 1)),
)
"""School days of an invented school in 2025/26: examples are dated on them.

Days that many schools give to staff training, at the start of a term, are none of them.
"""
FIRST_DAY = INVENTED_YEAR.terms[0].start
LAST_DAY = INVENTED_YEAR.terms[-1].end
_FEWEST_DAYS = 120


@lru_cache(maxsize=8)
def open_days(year: Calendar) -> tuple[datetime.date, ...]:
    """The school days of the invented year, in order."""
    days = (FIRST_DAY + _DAY * n for n in range((LAST_DAY - FIRST_DAY).days + 1))
    return tuple(day for day in days if year.is_open(day))


INVENTED_DAYS = open_days(INVENTED_YEAR)


@lru_cache(maxsize=8)
def year_under(calendar: Calendar | None) -> Calendar:
    """The invented year without the days that a school's own calendar closes.

    A calendar that leaves less than a good part of the year is not followed: it is of no school like the invented one.
    """
    closed = {day for day in INVENTED_DAYS if calendar and not is_school_day(day, calendar)}
    if len(INVENTED_DAYS) - len(closed) < _FEWEST_DAYS:
        return INVENTED_YEAR
    return attrs.evolve(INVENTED_YEAR, closed_days=INVENTED_YEAR.closed_days | closed)


@attrs.frozen
class Distance:
    """`least` <= second - first, and <= `most` where there is one."""

    first: str
    second: str
    least: int = 0
    most: int | None = None


Bounds: TypeAlias = dict[str, tuple[int, int]]
Wish: TypeAlias = Callable[[str, Mapping[str, int]], int]
"""Where a point would like to lie, given the points that are set."""


def place(
    order: Sequence[str],
    bounds: Mapping[str, tuple[int, int]],
    distances: Sequence[Distance],
    wish: Wish,
    fits: Callable[[str, int], bool],
) -> dict[str, int]:
    """A place for each point, in the order given.

    Args:
        order: The points, those that others are counted from first.
        bounds: The first and last place of each.
        distances: What must hold between two of them; one that contradicts the others is left out.
        wish: Where a point would like to lie.
        fits: Whether a place is a good one (a school day); if none is, any allowed place is taken.
    """
    open_bounds = dict(bounds)
    kept: list[Distance] = []
    for distance in distances:
        if (narrowed := _narrowed(open_bounds, [*kept, distance])) is not None:
            kept.append(distance)
            open_bounds = narrowed
    out: dict[str, int] = {}
    for name in order:
        out[name] = _nearest(name, wish(name, out), open_bounds[name], fits)
        open_bounds = _narrowed({**open_bounds, name: (out[name], out[name])}, kept) or open_bounds
    return out


def _nearest(name: str, wish: int, bounds: tuple[int, int], fits: Callable[[str, int], bool]) -> int:
    low, high = bounds
    wish = min(max(wish, low), high)
    for away in range(high - low + 1):
        for candidate in (wish + away, wish - away):
            if low <= candidate <= high and fits(name, candidate):
                return candidate
    return wish


def _narrowed(bounds: Bounds, distances: Iterable[Distance]) -> Bounds | None:
    """Bounds with every distance taken into account; None where nothing is left."""
    known = list(distances)
    out = dict(bounds)
    for _ in range(len(out) + 1):
        before = dict(out)
        for distance in known:
            _narrow(out, distance)
        if any(low > high for low, high in out.values()):
            return None
        if out == before:
            return out
    return None


def _narrow(bounds: Bounds, distance: Distance) -> None:
    (low1, high1), (low2, high2) = bounds[distance.first], bounds[distance.second]
    low2, high1 = max(low2, low1 + distance.least), min(high1, high2 - distance.least)
    if distance.most is not None:
        high2, low1 = min(high2, high1 + distance.most), max(low1, low2 - distance.most)
    bounds[distance.first], bounds[distance.second] = (low1, high1), (low2, high2)
