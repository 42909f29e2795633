"""Predicates about how a plan is put: days beside their sessions, targets that can be measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tsmforms.diagnostics import Severity
from tsmforms.model.spec import Args
from tsmforms.rules.model import Case, Evaluation, Finding, Param, Predicate, parameters
from tsmforms.rules.samples import Sampler

SESSIONS_A_DAY = 2
"""A session is half a school day, in the morning or in the afternoon."""
_NUMBER_WORDS = (
    "no",
    "none",
    "never",
    "every",
    "each",
    "all",
    "always",
    "daily",
    "weekly",
    "fortnightly",
    "monthly",
    "once",
    "twice",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "half",
)
_MEASURE = re.compile(rf"\d|\b(?:{'|'.join(_NUMBER_WORDS)})\b", re.IGNORECASE)


# --- days_of_sessions


def _check_days(args: Args, run: Evaluation) -> Sequence[Finding]:
    days, sessions = run.values.get(args["on"]), run.values.get(args["sessions"])
    if not isinstance(days, int | Decimal) or not isinstance(sessions, int):
        return ()
    return () if days * SESSIONS_A_DAY == sessions else (Finding(args["on"], (args["sessions"],)),)


def _days_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    for name, days, expect in (
        ("half as many", "3.5", None),
        ("half a day more", "4", severity),
        ("as many", "7", severity),
    ):
        yield Case(name, {args["sessions"]: 7, args["on"]: Decimal(days)}, expect)
    yield Case("no sessions", {args["on"]: Decimal("3.5")}, None)


# --- measurable


def _check_measurable(args: Args, run: Evaluation) -> Sequence[Finding]:
    text = run.values.get(args["on"])
    return (Finding(args["on"]),) if isinstance(text, str) and not _MEASURE.search(text) else ()


def _measurable_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    for text, expect in (
        ("In school by 9am", None),
        ("In school every day", None),
        ("Home before TWO", None),
        ("Attend regularly", severity),
        ("Behave better, often", severity),
    ):
        yield Case(f'"{text}"', {args["on"]: text}, expect)


# --- changed_from


def _check_changed(args: Args, run: Evaluation) -> Sequence[Finding]:
    new, old = run.value(args["on"]), run.value(args["from"])
    if not isinstance(new, str) or not isinstance(old, str) or new.strip().upper() != old.strip().upper():
        return ()
    return (Finding(args["on"], (args["from"],)),)


def _changed_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    old = sampler.answer(args["from"], 1)
    (first,) = old.values()
    (on,) = sampler.answer(args["on"], 1)
    yield Case("the same", {**old, on: first}, severity)
    yield Case("the same in small letters", {**old, on: str(first).lower()}, severity)
    yield Case("another", {**old, **sampler.answer(args["on"], 2)}, None)
    yield Case("nothing before it", {on: first}, None)


_CHANGED = frozenset({"text", "attendance_code"})

PLAIN_PREDICATES = (
    Predicate(
        name="days_of_sessions",
        meaning="a number of days is that of the sessions, two to a day",
        code="R0250",
        parameters=parameters(
            Param("on", "path", "the days", required=True, kinds=frozenset({"decimal"})),
            Param("sessions", "path", "the sessions", required=True, kinds=frozenset({"integer"})),
        ),
        fault="does not match its sessions",
        check=_check_days,
        sentence=lambda args, names, must: f"{names(args['on'])} {must} be half of {names(args['sessions'])}",
        cases=_days_cases,
        limits=lambda _args, _kind: "exactly; half days",
    ),
    Predicate(
        name="measurable",
        meaning="text says how much, how often or by when: it contains a figure, or a word such as every, twice or none",
        code="R0251",
        parameters=parameters(Param("on", "path", "the text", required=True, kinds=frozenset({"text", "long_text"}))),
        fault="does not say how much, how often or by when",
        check=_check_measurable,
        sentence=lambda args, names, must: f"{names(args['on'])} {must} say how much, how often or by when",
        cases=_measurable_cases,
    ),
    Predicate(
        name="changed_from",
        meaning="text or a register code is not the same as another, whatever the case of its letters",
        code="R0278",
        parameters=parameters(
            Param("on", "path", "the new answer", required=True, kinds=_CHANGED),
            Param("from", "path", "the answer before", required=True, kinds=_CHANGED),
        ),
        fault="is the same as before",
        check=_check_changed,
        sentence=lambda args, names, must: f"{names(args['on'])} {must} differ from {names(args['from'])}",
        cases=_changed_cases,
    ),
)
