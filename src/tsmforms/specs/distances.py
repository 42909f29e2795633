"""What rules say of the distance between two dates or times of an invented record, and where a date would best lie."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

import attrs

from tsmforms.model import RuleSpec
from tsmforms.rules.conditions import AnyCondition, Together
from tsmforms.rules.model import Args, Span
from tsmforms.specs.timeline import Distance

_WEEK = 7

Bound: TypeAlias = "tuple[tuple[RuleSpec, Args], ...]"
"""Rules with the parameters of each row."""


def distances(rules: Bound, points: list[str]) -> Iterator[Distance]:
    """The distances that rules ask for between two of these points: days between dates, minutes between times."""
    known = set(points)
    for rule, args in rules:
        for distance in _DISTANCES.get(rule.predicate, _no_distance)(args):
            if distance.first in known and distance.second in known:
                yield distance


def _no_distance(args: Args) -> list[Distance]:
    return []


def _window_distance(args: Args) -> list[Distance]:
    least = _days(args["at_least"], 31) if "at_least" in args else 0
    return [Distance(args["from"], args["on"], least, _days(args["at_most"], 28) if "at_most" in args else None)]


def _days(span: Span, month: int) -> int:
    return span.days + _WEEK * span.weeks + month * span.months


def _order_distance(args: Args) -> list[Distance]:
    least = int(args.get("strict", False))
    out = [Distance(args["on"], args["before"], least)] if "before" in args else []
    return [*out, Distance(args["after"], args["on"], least)] if "after" in args else out


def _compared_distances(condition: AnyCondition) -> list[Distance]:
    """What must then hold may be an order of two dates."""
    if isinstance(condition, Together) and not condition.every:
        return []
    return [Distance(first, second, 1) for one in condition.parts()
            for first, second in ((one.path, one.before), (one.after, one.path)) if first and second]


_DISTANCES: Mapping[str, Callable[[Args], list[Distance]]] = {
    "date_window": _window_distance,
    "in_order": _order_distance,
    "inside_period": lambda args: [Distance(args["start"], args["on"]), Distance(args["on"], args["end"])],
    "minutes_between": lambda args: [Distance(args["from"], args["on"], args.get("at_least", 0), args.get("at_most"))],
    "implies": lambda args: _compared_distances(args["then"]),
}


# --- where a date that is counted from another would best lie


@attrs.frozen
class Window:
    """A date is counted from `start`; `wish` says where it would best lie, given that date."""

    start: str
    wish: Callable[[datetime.date], int]


def window_of(rule: RuleSpec, args: Args) -> Window | None:
    """How a rule counts its date from another; None where it does not."""
    make = _WINDOWS.get(rule.predicate)
    return make(args) if make else None


def _inside(args: Args, start: datetime.date) -> int:
    """The middle of a window, whole weeks from its start where that lies inside."""
    low = args["at_least"].after(start).toordinal() if "at_least" in args else start.toordinal()
    high = args["at_most"].after(start).toordinal() if "at_most" in args else low + _WEEK
    middle = (low + high) // 2
    weeks = start.toordinal() + (middle - start.toordinal()) // _WEEK * _WEEK
    return weeks if low <= weeks <= high else middle


_WINDOWS: Mapping[str, Callable[[Args], Window]] = {
    "date_window": lambda args: Window(args["from"], lambda start: _inside(args, start)),
}
