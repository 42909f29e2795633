"""Predicates on the register: sessions against the national threshold, codes against the day of their session."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from tsmforms.attendance import Session, ten_in_ten
from tsmforms.attendance.sessions import Half, once
from tsmforms.calendar import Calendar, Term, monday_of
from tsmforms.codes import CODE_SETS, CODES_2024, code_class, codes_in_force, tidy_code
from tsmforms.convert.show import show_date
from tsmforms.diagnostics import Severity
from tsmforms.law import LawNumber, law
from tsmforms.model.answers import Value
from tsmforms.model.spec import Args
from tsmforms.rules.model import (
    DATES,
    TABLE,
    Case,
    Evaluation,
    Fault,
    Finding,
    Names,
    Param,
    Predicate,
    parameters,
)
from tsmforms.rules.samples import FIRST_DAY, Sampler
from tsmforms.rules.schooltime import not_known

_CODE_KINDS = frozenset({"attendance_code", "text", "choice"})
_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(weeks=1)
_MONDAY = FIRST_DAY + 3 * _DAY
_WEEKDAYS = 5
_SESSIONS_A_WEEK = 2 * _WEEKDAYS
_HALVES: Mapping[str, Half] = {"am": "am", "pm": "pm"}
_CHANGES = tuple(one.in_force_from for one in CODE_SETS if one.in_force_from)


# --- threshold_met


def _check_threshold(args: Args, run: Evaluation) -> Sequence[Finding]:
    sessions = list(_sessions(args, run))
    wanted = args["at_least"]
    if not sessions or _is_met(args, run, sessions):
        return ()
    finding = Finding(args["on"])
    counted = sorted(session.date for session in once(sessions)[0] if session.code in args["codes"])
    ends = list(zip(counted, counted[wanted - 1 :], strict=False))
    known = run.calendar is not None and all(run.calendar.covers_all(first, last) for first, last in ends)
    if known or not ends:
        return (finding,)
    unknown = "was counted without knowing which weeks have school"
    return finding, attrs.evolve(not_known(finding), message=unknown)


def _is_met(args: Args, run: Evaluation, sessions: Sequence[Session]) -> bool:
    return ten_in_ten(
        sessions,
        run.calendar,
        args["codes"],
        at_least=args["at_least"],
        school_weeks=args["school_weeks"],
        since=_framework().since,
        on_any_day=True,
    ).met


def _framework() -> LawNumber:
    return law("attendance")["threshold_sessions"]


def _sessions(args: Args, run: Evaluation) -> Iterator[Session]:
    """The sessions of which both the date and the code are answered."""
    dates, codes = run.every(args["date"]), run.every(args["code"])
    halves = run.every(args["half"]) if "half" in args else dates
    for date_path, code_path, half_path in zip(dates, codes, halves, strict=True):
        day, code, half = (run.values.get(path) for path in (date_path, code_path, half_path))
        if isinstance(day, datetime.date) and isinstance(code, str):
            yield Session(day, _HALVES.get(str(half)), tidy_code(code))


def _threshold_words(args: Args, names: Names, must: str) -> str:
    return f"{names(args['on'])} {must} have at least {_threshold(args)}"


def _threshold(args: Args) -> str:
    *others, last = args["codes"]
    codes = f"{', '.join(others)} or {last}" if others else last
    weeks = args["school_weeks"]
    span = "one school week" if weeks == 1 else f"{weeks} school weeks in a row"
    number = "1 session" if args["at_least"] == 1 else f"{args['at_least']} sessions"
    return (
        f"{number} with the code {codes} in {span}; a week without school "
        f"does not count as one of them, nor a session before {show_date(_framework().since, long=True)}"
    )


def _threshold_faults(raw: Args) -> list[Fault]:
    if raw["at_least"] > raw["school_weeks"] * _SESSIONS_A_WEEK:
        return [("at_least", f"{raw['school_weeks']} school weeks have not so many sessions", None)]
    return [("at_least", '"at_least" should be 1 or more', None)] if raw["at_least"] == 0 else []


def _threshold_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    wanted, code = args["at_least"], args["codes"][0]
    other = next(one for one in CODES_2024 if one not in args["codes"])
    days = [_MONDAY + _WEEK * (n // _SESSIONS_A_WEEK) + _DAY * (n % _WEEKDAYS) for n in range(wanted)]

    def case(
        name: str,
        days: list[datetime.date],
        expect: Severity | None,
        calendar: Calendar | None = None,
        first_code: str = code,
    ) -> Case:
        values: dict[str, Value] = {}
        for n, day in enumerate(days):
            values[args["date"].replace("[]", f".{n}", 1)] = day
            values[args["code"].replace("[]", f".{n}", 1)] = code if n else first_code
        return Case(name, values, expect, FIRST_DAY, calendar)

    yield case("as many as are needed", days, None)
    too_early = monday_of(_framework().since) - _WEEK * (wanted // _SESSIONS_A_WEEK + 1) - days[0]
    yield case("all from before the threshold was in force", [day + too_early for day in days], severity)
    yield case("one has a code that does not count", days, severity, first_code=other)
    if wanted > 1:
        yield case("one too few", days[1:], severity)
        yield from _spread_cases(case, days[1:], args["school_weeks"], severity)


def _spread_cases(
    case: Callable[..., Case], others: list[datetime.date], weeks: int, severity: Severity
) -> Iterator[Case]:
    """One session weeks before the others, with every week open and with the week after the first one closed."""
    first = monday_of(others[-1]) - _WEEK * (weeks - 1)
    last_friday = first - 3 * _DAY
    term = (Term(first - 10 * _WEEK, _MONDAY + 10 * _WEEK),)
    closed = Calendar(term, frozenset(first + n * _DAY for n in range(_WEEKDAYS)))
    yield case("spread over as many weeks as may be", [first, *others], None)
    yield case("a week too many, every week has school", [last_friday, *others], severity, Calendar(term))
    yield case("a week too many, term dates not known", [last_friday, *others], severity)
    if monday_of(others[0]) > first:
        yield case("a week too many, one of them closed", [last_friday, *others], None, closed)


# --- below_threshold


def _check_below(args: Args, run: Evaluation) -> Sequence[Finding]:
    sessions = list(_sessions(args, run))
    return (Finding(args["on"]),) if sessions and _is_met(args, run, sessions) else ()


def _below_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    """Those of the threshold, the other way round; where term dates are not known, too."""
    for case in _threshold_cases(args, sampler, severity):
        yield attrs.evolve(case, expect=None if case.expect else severity)


# --- codes_in_force


def _check_code(args: Args, run: Evaluation) -> Sequence[Finding]:
    code, day = run.value(args["on"]), run.value(args["date"])
    if not isinstance(code, str) or day is None or code_class(tidy_code(code), day):
        return ()
    return (Finding(args["on"], (args["date"],)),)


def _code_words(args: Args, names: Names, must: str) -> str:
    changes = " and on ".join(show_date(day, long=True) for day in _CHANGES)
    return (
        f"{names(args['on'])} {must} be a register code that was in force on {names(args['date'])}; the codes "
        f"changed on {changes}"
    )


def _code_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    """Where the codes changed: a code that came, one that went, one that stayed."""
    change = _CHANGES[-1]
    old, new = codes_in_force(change - _DAY).codes, codes_in_force(change).codes
    came, went, stayed = min(set(new) - set(old)), min(set(old) - set(new)), min(set(new) & set(old))
    for name, code, before, after in (
        ("a code that came", came, severity, None),
        ("one that went", went, None, severity),
        ("one that stayed", stayed, None, None),
        ("no code at all", "none", severity, severity),
    ):
        yield Case(f"{name}, the day before the change", {args["on"]: code, args["date"]: change - _DAY}, before)
        yield Case(f"{name}, the day of the change", {args["on"]: code, args["date"]: change}, after)


_OF_THRESHOLD = parameters(
    Param("on", "path", "the list of sessions, no printed rows", required=True, kinds=TABLE, containers=True),
    Param("date", "column", "the column of their dates", required=True, kinds=DATES),
    Param("code", "column", "the column of their codes", required=True, kinds=_CODE_KINDS),
    Param(
        "half",
        "column",
        "the column that says whether it was the morning (am) or the afternoon (pm); where "
        "none is said, a day has at most two sessions",
        kinds=frozenset({"choice"}),
        words=tuple(_HALVES),
    ),
    Param("codes", "codes", "the codes that count", required=True),
    Param("at_least", "integer", "how many sessions are needed", required=True),
    Param("school_weeks", "integer", "in how many school weeks", required=True),
)

REGISTER_PREDICATES = (
    Predicate(
        name="threshold_met",
        meaning="a list of sessions has so many with certain codes in so many school weeks in a "
        "row, none of them before the national threshold was in force; a school week is one with at least one session, and the weeks may lie in two terms or two school years",
        code="R0236",
        parameters=_OF_THRESHOLD,
        fault="does not reach the threshold",
        check=_check_threshold,
        sentence=_threshold_words,
        cases=_threshold_cases,
        faults=_threshold_faults,
        limits=lambda _args, _kind: "so many sessions or more; school weeks, the first and the last count",
    ),
    Predicate(
        name="below_threshold",
        meaning="a list of sessions has fewer with certain codes than meet a threshold, counted as `threshold_met` does",
        code="R0275",
        parameters=_OF_THRESHOLD,
        fault="reaches the threshold",
        check=_check_below,
        sentence=lambda args, names, must: f"{names(args['on'])} {must} have fewer than {_threshold(args)}",
        cases=_below_cases,
        faults=_threshold_faults,
        limits=lambda _args, _kind: "so many sessions are too many; school weeks, the first and the last count",
    ),
    Predicate(
        name="codes_in_force",
        meaning="a register code was in force on the day of its session",
        code="R0237",
        parameters=parameters(
            Param("on", "path", "the code", required=True, kinds=_CODE_KINDS),
            Param("date", "path", "the date of the session", required=True, kinds=DATES),
        ),
        fault="is not a register code of that date",
        check=_check_code,
        sentence=_code_words,
        cases=_code_cases,
    ),
)
