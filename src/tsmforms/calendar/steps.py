"""Steps from day to day that end at the last date there is, and do not fail."""

from __future__ import annotations

import datetime
from collections.abc import Callable

_FIRST, _LAST = datetime.date.min.toordinal(), datetime.date.max.toordinal()


def day_of(ordinal: int) -> datetime.date:
    """The date of an ordinal; the first or last date there is where it lies beyond."""
    return datetime.date.fromordinal(min(max(ordinal, _FIRST), _LAST))


def nth_day(day: datetime.date, count: int, counts: Callable[[datetime.date], bool]) -> datetime.date:
    """The `count`-th day after a date of those that count; before it where negative."""
    step, left, at = (1 if count > 0 else -1), abs(count), day.toordinal()
    while left and _FIRST <= at + step <= _LAST:
        at += step
        left -= counts(day_of(at))
    return day_of(at)
