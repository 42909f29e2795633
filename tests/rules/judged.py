"""One predicate asked by itself: typed parameters and a few answers in, paths and severities out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tsmforms.calendar import Calendar
from tsmforms.rules.model import Evaluation, Predicate

from .forms import TODAY


def predicate(group: Sequence[Predicate], name: str) -> Predicate:
    """The predicate of this name."""
    return next(one for one in group if one.name == name)


def run(values: Mapping[str, Any], calendar: Calendar | None = None, today: date = TODAY) -> Evaluation:
    """Answers under judgement."""
    return Evaluation(dict(values), today, calendar)


def found(
    one: Predicate, args: Mapping[str, Any], values: Mapping[str, Any], calendar: Calendar | None = None
) -> list[Any]:
    """What the predicate finds in these answers: each path, with its severity where it is not the rule's own."""
    return [
        (finding.path, finding.severity) if finding.severity else finding.path
        for finding in one.check(args, run(values, calendar))
    ]
