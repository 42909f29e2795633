"""What rules say of the distance between two dates or times of an invented record, and where a date would best lie."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import TypeAlias

import attrs

from tsmforms.calendar import deemed_receipt
from tsmforms.examples.timeline import INVENTED_DAYS, Distance
from tsmforms.model import RuleSpec
from tsmforms.model.spec import Args
from tsmforms.rules.conditions import AnyCondition, Together
from tsmforms.rules.model import Span
from tsmforms.rules.schooltime import unit_of

_WEEK = 7
_WEEKEND = 2
_SINCE_THE_LAST = 4
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31

Bound: TypeAlias = "tuple[tuple[RuleSpec, Args], ...]"
"""Rules with the parameters of each row."""


def distances(rules: Bound, points: list[str]) -> Iterator[Distance]:
    """The distances that rules ask for between two of these points: days between dates, minutes between times."""
    known = set(points)
    for rule, args in rules:
        for distance in _DISTANCES.get(rule.predicate, _no_distance)(args):
            if distance.first in known and distance.second in known:
                yield distance


def _no_distance(_args: Args) -> list[Distance]:
    return []


def _window_distance(args: Args) -> list[Distance]:
    least = _at_least(args["at_least"]) if "at_least" in args else 0
    return [Distance(args["from"], args["on"], least, _at_most(args["at_most"]) if "at_most" in args else None)]


@lru_cache(maxsize=32)
def _at_least(span: Span) -> int:
    """Days that are as long as this, from whichever school day of the invented year they are counted."""
    if span.school_days or span.working_days:
        return max(_length(span, day) for day in INVENTED_DAYS)
    return span.days + _WEEK * span.weeks + _LONGEST_MONTH * span.months


@lru_cache(maxsize=32)
def _at_most(span: Span) -> int:
    """Days that are no longer than this, likewise."""
    if span.school_days or span.working_days:
        return min(_length(span, day) for day in INVENTED_DAYS)
    return span.days + _WEEK * span.weeks + _SHORTEST_MONTH * span.months


def _length(span: Span, day: datetime.date) -> int:
    return (span.after(day) - day).days


def _period_distance(args: Args) -> list[Distance]:
    """A period of so many weekdays: long enough and short enough from whichever weekday it starts."""
    low, high = args.get("at_least"), args.get("at_most")
    week = unit_of(args).in_a_week
    least = _WEEK * ((low - 1) // week) + ((low - 1) % week and (low - 1) % week + _WEEKEND) if low else 0
    return [Distance(args["from"], args["on"], least, _WEEK * (high // week) + high % week - 1 if high else None)]


def _service_distance(args: Args) -> list[Distance]:
    """The longest that a letter of the invented year takes, and what must pass after that."""
    later = _at_least(args["at_least"]) if "at_least" in args else 0
    return [Distance(args["posted"], args["on"], _longest_post() + later)]


@lru_cache(maxsize=1)
def _longest_post() -> int:
    return max((deemed_receipt(day) - day).days for day in INVENTED_DAYS)


def _order_distance(args: Args) -> list[Distance]:
    least = int(args.get("strict", False)) + (_at_least(args["apart"]) if "apart" in args else 0)
    out = [Distance(args["on"], args["before"], least)] if "before" in args else []
    return [*out, Distance(args["after"], args["on"], least)] if "after" in args else out


def _ascending_distances(args: Args) -> list[Distance]:
    """Of printed rows each with every later one, since some may be unanswered."""
    least = int(args.get("strict", False))
    return [Distance(first, second, least) for first, second in combinations(args["columns"], 2)]


def _compared_distances(condition: AnyCondition) -> list[Distance]:
    """What must then hold may be an order of two dates."""
    if isinstance(condition, Together) and not condition.every:
        return []
    return [
        Distance(first, second, 1)
        for one in condition.parts()
        for first, second in ((one.path, one.before), (one.after, one.path))
        if first and second
    ]


_DISTANCES: Mapping[str, Callable[[Args], list[Distance]]] = {
    "date_window": _window_distance,
    "in_order": _order_distance,
    "ascending": _ascending_distances,
    "inside_period": lambda args: [Distance(args["start"], args["on"]), Distance(args["on"], args["end"])],
    "school_days_between": _period_distance,
    "after_service": _service_distance,
    "minutes_between": lambda args: [Distance(args["from"], args["on"], args.get("at_least", 0), args.get("at_most"))],
    "implies": lambda args: _compared_distances(args["then"]),
}


# --- where a date that is counted from another would best lie


@attrs.frozen
class DistanceWindow:
    """A date is counted from `start`; `wish` says where it would best lie, given that date."""

    start: str
    wish: Callable[[datetime.date], int]


def window_of(rule: RuleSpec, args: Args) -> DistanceWindow | None:
    """How a rule counts its date from another; None where it does not.

    A window that is open from the first day on says nothing of where a date best lies.
    """
    make = _WINDOWS.get(rule.predicate)
    return make(args) if make and args.get("at_least") != Span() else None


def _inside(args: Args, start: datetime.date) -> int:
    """The middle of a window, whole weeks from its start where that lies inside."""
    low = args["at_least"].after(start).toordinal() if "at_least" in args else start.toordinal()
    high = args["at_most"].after(start).toordinal() if "at_most" in args else low + _WEEK
    middle = (low + high) // 2
    weeks = start.toordinal() + (middle - start.toordinal()) // _WEEK * _WEEK
    return weeks if low <= weeks <= high else middle


def _long_enough(args: Args, start: datetime.date) -> int:
    """Two thirds up a period's bounds, so that a closed week or two leave it long enough."""
    low, high = args.get("at_least") or 1, args.get("at_most")
    count = low + (high - low) * 2 // 3 if high else low + unit_of(args).in_a_week
    return unit_of(args).last_day(start, count).toordinal()


_WINDOWS: Mapping[str, Callable[[Args], DistanceWindow]] = {
    "date_window": lambda args: DistanceWindow(args["from"], lambda start: _inside(args, start)),
    "school_days_between": lambda args: DistanceWindow(args["from"], lambda start: _long_enough(args, start)),
    "after_service": lambda args: DistanceWindow(args["posted"], lambda posted: posted.toordinal()),
}


def session_days(
    rules: Bound, days: list[str], centre: datetime.date, school_days: Sequence[datetime.date]
) -> dict[str, int]:
    """The sessions held against a threshold: one each school day, the last some days before the day of the meeting."""
    before = [day for day in school_days if day < centre][:-_SINCE_THE_LAST]
    out: dict[str, int] = {}
    for rule, args in rules:
        if rule.predicate in ("threshold_met", "below_threshold"):
            first, _, column = args["date"].partition("[]")
            rows = [path for path in days if path.startswith(f"{first}.") and path.endswith(column)]
            out |= {path: day.toordinal() for path, day in zip(reversed(rows), reversed(before), strict=False)}
    return out
