"""What lies exactly on a rule's bound, in a few words: whether it counts, and the unit it is counted in."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from tsmforms.model import FormSpec, Kind, RuleSpec
from tsmforms.model.spec import Args
from tsmforms.rules.binding import prepared
from tsmforms.rules.model import Span
from tsmforms.rules.schooltime import unit_of

_BOTH = "both ends count"


def _window(args: Args, _kind: Kind) -> str:
    spans: list[Span] = [args[name] for name in ("at_least", "at_most") if name in args]
    units = {word.rstrip("s") + "s" for span in spans for word in _words_of(span)}
    return f"{_BOTH}; {', '.join(sorted(units))}" if units else f"{_BOTH}; days"


def _words_of(span: Span) -> list[str]:
    return [" ".join(part.split(" ")[1:]) for part in str(span).split(" and ")]


def _order(args: Args, kind: Kind) -> str:
    same = {datetime.date: "the same day", datetime.time: "the same time"}.get(kind.type, "the same number")
    return f"{same} is {'a fault' if args.get('strict') else 'allowed'}"


def _sum(args: Args, _kind: Kind) -> str:
    near = args.get("tolerance")
    return f"up to {near} off is allowed" if near else "exactly"


_BOUNDS: Mapping[str, Callable[[Args, Kind], str]] = {
    "range": lambda _args, kind: f"{_BOTH}; {kind.unit}",
    "date_window": _window,
    "in_order": _order,
    "ascending": _order,
    "inside_period": lambda _args, kind: f"{_BOTH}; {kind.unit}",
    "count_between": lambda _args, _kind: f"{_BOTH}; entries",
    "equals_sum": _sum,
    "adds_up_to": _sum,
    "difference": lambda _args, kind: f"{_BOTH}; {kind.unit}",
    "matches_percentage": lambda _args, _kind: "half a unit of the last decimal place either way",
    "counts_rows": lambda _args, _kind: "exactly; rows",
    "share_between": lambda _args, _kind: "the share itself is reached, and no longer below; per cent, not rounded",
    "days_of_sessions": lambda _args, _kind: "exactly; half days",
    "target_met": lambda _args, _kind: "the target itself is met; as before is no improvement",
    "minutes_between": lambda _args, _kind: f"{_BOTH}; minutes",
    "count_within": lambda _args, _kind: "the date itself counts, the same date so many years before does not",
    "compulsory_age": lambda _args, _kind: "the first and the last day count",
    "school_days_between": lambda args, _kind: f"{_BOTH}; {unit_of(args).several}",
    "after_service": lambda _args, _kind: "the day of deemed receipt counts",
    "in_academic_year": lambda _args, _kind: "the first and the last day count",
    "threshold_met": lambda _args, _kind: "so many sessions or more; school weeks, the first and the last count",
}
WITHOUT_BOUND = frozenset(
    {
        "required",
        "required_when",
        "at_least_one_of",
        "one_of",
        "each_row",
        "implies",
        "unique",
        "format_check",
        "contains_no",
        "codes_in_force",
        "measurable",
    }
)
"""The predicates that ask for an answer or its form, and measure nothing."""


def boundary(rule: RuleSpec, spec: FormSpec) -> str:
    """What lies exactly on the rule's bound; empty where the rule measures nothing."""
    predicate, args = prepared(rule, spec)
    words = _BOUNDS.get(predicate.name)
    return words(args, args["kind"]) if words else ""
