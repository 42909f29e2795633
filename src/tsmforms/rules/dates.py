"""Predicates about order and time: date windows with closed school weeks, order, periods."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from tsmforms.calendar import Calendar, Term, closed_school_weeks
from tsmforms.diagnostics import Severity
from tsmforms.model import Kind
from tsmforms.model.answers import Known, Value
from tsmforms.model.spec import Args
from tsmforms.rules.model import (
    BOTH,
    DATES,
    ORDERED,
    TODAY,
    Case,
    Evaluation,
    Fault,
    Finding,
    Names,
    Param,
    Predicate,
    Span,
    parameters,
    same_allowed,
)
from tsmforms.rules.samples import FIRST_DAY, Sampler
from tsmforms.rules.schooltime import not_known
from tsmforms.rules.sheet import Sheet, SheetMark, T

_ON_DATE = Param("on", "path", "the date that is judged", required=True, kinds=DATES)
_NOTHING = "none"
_CALENDAR = frozenset({"weeks", "months"})
_WEEK = datetime.timedelta(days=7)


# --- date_window


def _check_window(args: Args, run: Evaluation) -> Sequence[Finding]:
    day, start = run.value(args["on"]), run.value(args["from"])
    if day is None or start is None:
        return ()
    low: Span | None = args.get("at_least")
    high: Span | None = args.get("at_most")
    finding = Finding(args["on"], (args["from"],))
    if low is not None and day < low.after(start, run.calendar):
        return (finding,)
    if high is None or day <= high.after(start, run.calendar):
        return ()
    if "extend_by" in args:
        return _past_the_bound(finding, start, day, high, run.calendar, args.get("in_extension"))
    return (finding, not_known(finding)) if high.school_days and not _covered(start, day, run.calendar) else (finding,)


def _covered(start: datetime.date, day: datetime.date, calendar: Calendar | None) -> bool:
    return calendar is not None and calendar.covers_all(start, day)


def _past_the_bound(
    finding: Finding,
    start: datetime.date,
    day: datetime.date,
    high: Span,
    calendar: Calendar | None,
    in_extension: str | None,
) -> Sequence[Finding]:
    """A date past the plain bound: a closed school week between the two dates allows seven days more."""
    closed = closed_school_weeks(start, day, calendar) if calendar else 0
    if day <= attrs.evolve(high, weeks=high.weeks + closed).after(start):
        return (
            attrs.evolve(
                finding,
                severity="info" if in_extension == "info" else "warning",
                message="is later than usual, and allowed because school is closed for "
                f"{'a whole week' if closed == 1 else f'{closed} whole weeks'} between the two dates",
                help="Keep this date only if an earlier one in school time does not work.",
            ),
        )
    if _covered(start, day, calendar):
        return (finding,)
    return (
        finding,
        attrs.evolve(
            finding,
            severity="info",
            code="R0216",
            message="was judged without knowing whether school is closed for a week between the two dates",
            help="Use a profile whose term dates cover both dates; a week without school allows 7 days more.",
        ),
    )


def _window_words(args: Args, names: Names, must: str) -> str:
    start = names(args["from"])
    day = f"{names(args['on'])} {must}"
    low, high = args.get("at_least"), args.get("at_most")
    said = "a note" if args.get("in_extension") == "info" else "a warning"
    closed = f"; each whole week without school between them allows 7 days more, with {said}"
    more = closed if "extend_by" in args else ""
    if low is None:
        return f"{day} be no later than {high} after {start}{more}"
    if high is None:
        return f"{day} be {low} or more after {start}"
    if low == high:
        return (
            f"{day} be the same day as {start}{more}"
            if low == Span()
            else f"{day} be exactly {low} after {start}{more}"
        )
    number, unit = str(low).split(" ", 1)
    opens = number if str(high).split(" ", 1)[1] == unit and " and " not in unit else str(low)
    return f"{day} be from {opens} to {high} after {start}, both included{more}"


def _window_faults(raw: Args) -> list[Fault]:
    if "at_least" not in raw and "at_most" not in raw:
        return [("predicate", '"date_window" needs "at_least", "at_most" or both', None)]
    high = raw.get("at_most")
    if raw.get("extend_by", _NOTHING) != _NOTHING and not (isinstance(high, dict) and _CALENDAR & set(high)):
        return [("extend_by", '"extend_by" needs an "at_most" in weeks or months', None)]
    if "in_extension" in raw and "extend_by" not in raw:
        return [("in_extension", '"in_extension" needs "extend_by"', None)]
    low = raw.get("at_least")
    if low and high and Span(**low).after(FIRST_DAY) > Span(**high).after(FIRST_DAY):
        return [("at_most", '"at_most" is shorter than "at_least"', None)]
    return []


def _prepare_window(args: dict[str, object]) -> dict[str, object]:
    """Extended by nothing is not extended: a setting may say so."""
    return {name: value for name, value in args.items() if (name, value) != ("extend_by", _NOTHING)}


def _window_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    low, high = args.get("at_least"), args.get("at_most")

    def case(name: str, day: datetime.date, expect: Severity | None, calendar: Calendar | None = None) -> Case:
        values: dict[str, Value] = {args["on"]: day}
        if args["from"] != TODAY:
            values[args["from"]] = FIRST_DAY
        return Case(name, values, expect, FIRST_DAY, calendar)

    if low is not None:
        first = low.after(FIRST_DAY)
        yield case("a day before the first", first - datetime.timedelta(days=1), severity)
        yield case("the first day", first, None)
        if first > FIRST_DAY + datetime.timedelta(days=1):
            yield case("before the date it is counted from", FIRST_DAY - datetime.timedelta(days=1), severity)
    if high is not None:
        last = high.after(FIRST_DAY)
        yield case("the last day", last, None)
        yield case("a day after the last", last + datetime.timedelta(days=1), severity)
        if "extend_by" in args:
            yield from _extension_cases(case, last, severity, args.get("in_extension") == "info")
        if high.school_days:
            yield from _school_day_cases(case, last, severity)


def _one_week_closed(last: datetime.date) -> Calendar:
    """The first Monday-Friday after `FIRST_DAY` closed."""
    monday = FIRST_DAY + datetime.timedelta(days=3)
    return Calendar(_term(last), frozenset(monday + datetime.timedelta(days=n) for n in range(5)))


def _term(last: datetime.date) -> tuple[Term, ...]:
    return (Term(FIRST_DAY - 10 * _WEEK, last + 10 * _WEEK),)


def _school_day_cases(case: Known, last: datetime.date, severity: Severity) -> Iterator[Case]:
    closed = _one_week_closed(last)
    yield case("the last day, a week of school closed", last + _WEEK, None, closed)
    yield case("a day after it, a week closed", last + _WEEK + datetime.timedelta(days=1), severity, closed)


def _extension_cases(case: Known, last: datetime.date, severity: Severity, is_noted: bool) -> Iterator[Case]:
    """With a week closed, and with none."""
    closed = _one_week_closed(last)
    softer: Severity = "warning" if severity == "error" else severity
    softer = "info" if is_noted else softer
    yield case("a day after the last, a week of school closed", last + datetime.timedelta(days=1), softer, closed)
    yield case("seven days after the last, a week closed", last + _WEEK, softer, closed)
    yield case("eight days after the last, a week closed", last + _WEEK + datetime.timedelta(days=1), severity, closed)
    yield case(
        "a day after the last, no week closed", last + datetime.timedelta(days=1), severity, Calendar(_term(last))
    )


# --- in_order


def _check_order(args: Args, run: Evaluation) -> Sequence[Finding]:
    value = run.value(args["on"])
    if value is None:
        return ()
    others = {
        word: other for word in ("before", "after") if word in args and (other := run.value(args[word])) is not None
    }
    pairs = {word: (value, other) if word == "before" else (other, value) for word, other in others.items()}
    for word, pair in pairs.items():
        if _wrong(*pair, args):
            return (Finding(args["on"], (args[word],)),)
    for word, (first, second) in pairs.items():
        if "apart" in args and args["apart"].after(first) > second:
            return (Finding(args["on"], (args[word],), "warning", why=f"they are less than {args['apart']} apart"),)
    return ()


def _wrong(first: object, second: Known, args: Args) -> bool:
    return bool(first > second or (first == second and args.get("strict", False)))


_ORDER_WORDS = {
    ("before", True): "be before {}",
    ("before", False): "not be after {}",
    ("after", True): "be after {}",
    ("after", False): "not be before {}",
}
_NUMBER_WORDS = {
    ("before", True): "be less than {}",
    ("before", False): "not be more than {}",
    ("after", True): "be more than {}",
    ("after", False): "not be less than {}",
}


def _order_words(args: Args, names: Names, must: str) -> str:
    strict = args.get("strict", False)
    words = _NUMBER_WORDS if args["kind"].is_number else _ORDER_WORDS
    apart = f"; less than {args['apart']} apart is a warning" if "apart" in args else ""
    order = " and ".join(words[word, strict].format(names(args[word])) for word in ("before", "after") if word in args)
    return f"{names(args['on'])} {must} {order}{apart}"


def _order_faults(raw: Args) -> list[Fault]:
    if "before" not in raw and "after" not in raw:
        return [("predicate", '"in_order" needs "before", "after" or both', None)]
    return []


def _order_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    for word, sign in (("before", 1), ("after", -1)):
        if word not in args or args[word] == args["on"]:
            continue
        if "apart" in args:
            yield from _apart_cases(args, word, severity)
            continue
        for n, expect in ((3 - sign, None), (3, severity if args.get("strict") else None), (3 + sign, severity)):
            values = {**sampler.answer(args[word], 3), **sampler.answer(args["on"], n)}
            name = "the same" if n == 3 else "the right way round" if expect is None else "the wrong way round"
            yield Case(f"{word}: {name}", values, expect, FIRST_DAY + datetime.timedelta(days=3))


def _apart_cases(args: Args, word: str, severity: Severity) -> Iterator[Case]:
    day, softer = datetime.timedelta(days=1), "warning" if severity == "error" else severity
    soonest = args["apart"].after(FIRST_DAY)
    first, second = (args["on"], args[word]) if word == "before" else (args[word], args["on"])
    for name, later, expect in (
        ("the wrong way round", FIRST_DAY - day, severity),
        ("the same", FIRST_DAY, severity if args.get("strict") else softer),
        ("a day less apart than it should be", soonest - day, softer),
        ("just so far apart", soonest, None),
    ):
        yield Case(f"{word}: {name}", {first: FIRST_DAY, second: later}, expect)


# --- ascending


def _prepare_ascending(args: dict[str, object]) -> dict[str, object]:
    return {**args, "columns": (args["on"],)}


def _check_ascending(args: Args, run: Evaluation) -> Sequence[Finding]:
    """Each answer is held against the one before it; rows without an answer are left out."""
    paths = [path for column in args["columns"] for path in run.every(column) if path in run.values]
    return [
        Finding(path, (before,))
        for before, path in pairwise(paths)
        if _wrong(run.values[before], run.values[path], args)
    ]


def _ascending_words(args: Args, names: Names, must: str) -> str:
    more, less = ("more", "less") if args["kind"].is_number else ("later", "earlier")
    how = f"be {more} than" if args.get("strict") else f"not be {less} than"
    return f"{names(args['on'])} {must} {how} that of the row before it"


def _ascending_faults(raw: Args) -> list[Fault]:
    on = raw.get("on")
    if isinstance(on, str) and "[]" not in on and "*" not in on:
        return [("on", '"ascending" judges a column: a path with [] or *', None)]
    return []


def _ascending_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    paths = list(dict.fromkeys(path.replace("[]", f".{n}") for path in args["columns"] for n in range(3)))
    first, *_, last = paths
    for name, n, expect in (
        ("the right way round", 3, None),
        ("the same", 2, severity if args.get("strict") else None),
        ("the wrong way round", 1, severity),
    ):
        yield Case(name, {**sampler.answer(first, 2), **sampler.answer(last, n)}, expect)


# --- inside_period


def _check_inside(args: Args, run: Evaluation) -> Sequence[Finding]:
    value, start, end = (run.value(args[name]) for name in ("on", "start", "end"))
    if value is None:
        return ()
    early = start is not None and value < start
    late = end is not None and value > end
    return (Finding(args["on"], (args["start"], args["end"])),) if early or late else ()


def _inside_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    if TODAY in (args["start"], args["end"]):
        return
    period = {**sampler.answer(args["start"], 1), **sampler.answer(args["end"], 4)}
    for n, name, expect in (
        (0, "before the first", severity),
        (1, "the first", None),
        (4, "the last", None),
        (5, "after the last", severity),
    ):
        yield Case(name, {**period, **sampler.answer(args["on"], n)}, expect)


def _window_limits(args: Args, _kind: Kind) -> str:
    spans: list[Span] = [args[name] for name in ("at_least", "at_most") if name in args]
    units = {word.rstrip("s") + "s" for span in spans for word in _units_of(span)}
    return f"{BOTH}; {', '.join(sorted(units))}" if units else f"{BOTH}; days"


def _units_of(span: Span) -> list[str]:
    return [" ".join(part.split(" ")[1:]) for part in str(span).split(" and ")]


def _mark_severity(args: Args) -> Severity | None:
    """What a sheet may say for certain of a date past the plain bound."""
    return ("info" if args.get("in_extension") == "info" else "warning") if "extend_by" in args else None


def _mark_window(args: Args, sheet: Sheet[T]) -> Iterator[SheetMark[T]]:
    """A date in the extension by closed weeks is a warning for certain; which weeks are closed no sheet says."""
    on, start = args["on"], args["from"]
    known, day = sheet.known(on, start), sheet.number(on)
    if "at_least" in args:
        first = sheet.after(args["at_least"], sheet.number(start))
        yield SheetMark(on, sheet.all_of(*known, sheet.compare(day, "<", first)))
    if "at_most" in args:
        last = sheet.after(args["at_most"], sheet.number(start))
        late = sheet.all_of(*known, sheet.compare(day, ">", last))
        yield SheetMark(on, late, _mark_severity(args))


def _mark_order(args: Args, sheet: Sheet[T]) -> Iterator[SheetMark[T]]:
    on, sign = args["on"], ">=" if args.get("strict", False) else ">"
    pairs = [(on, args[word]) if word == "before" else (args[word], on) for word in ("before", "after") if word in args]
    yield SheetMark(
        on, sheet.any_of(_too_late(first, sheet.number(first), sign, second, sheet) for first, second in pairs)
    )
    if "apart" in args:
        near = [(one, sheet.after(args["apart"], sheet.number(one)), other) for one, other in pairs]
        yield SheetMark(
            on, sheet.any_of(_too_late(one, soonest, ">", other, sheet) for one, soonest, other in near), "warning"
        )


def _too_late(first: str, day: T, sign: str, second: str, sheet: Sheet[T]) -> T:
    """Both dates are known, and the first, or what is counted from it, lies behind the second."""
    return sheet.all_of(*sheet.known(first, second), sheet.compare(day, sign, sheet.number(second)))


def _mark_period(args: Args, sheet: Sheet[T]) -> Iterator[SheetMark[T]]:
    on = args["on"]
    beyond = [
        sheet.all_of(*sheet.known(on, args[name]), sheet.compare(sheet.number(on), sign, sheet.number(args[name])))
        for name, sign in (("start", "<"), ("end", ">"))
    ]
    yield SheetMark(on, sheet.any_of(beyond))


DATE_PREDICATES = (
    Predicate(
        name="date_window",
        meaning="a date is so long after another; both ends count",
        code="R0206",
        parameters=parameters(
            _ON_DATE,
            Param(
                "from",
                "path_or_today",
                "the date it is counted from, or `today`",
                required=True,
                kinds=DATES,
                also="of",
            ),
            Param("at_least", "span", "how long after it the window opens"),
            Param("at_most", "span", "how long after it the window closes"),
            Param(
                "extend_by",
                "word",
                "each Monday to Friday without a school session lying wholly between the two "
                "dates allows 7 days more; a date in that extension is a warning; none allows nothing more",
                words=("closed_school_weeks", _NOTHING),
            ),
            Param(
                "in_extension",
                "word",
                "how grave a date in that extension is, a warning if not said",
                words=("warning", "info"),
            ),
        ),
        fault="is outside the dates that are allowed",
        check=_check_window,
        sentence=_window_words,
        cases=_window_cases,
        faults=_window_faults,
        prepare=_prepare_window,
        limits=_window_limits,
        mark=_mark_window,
    ),
    Predicate(
        name="in_order",
        meaning="a date, time or number comes before or after another",
        code="R0207",
        parameters=parameters(
            Param("on", "path", "what is judged", required=True, kinds=ORDERED),
            Param("before", "path_or_today", "what it comes before, or `today`", kinds=ORDERED),
            Param("after", "path_or_today", "what it comes after, or `today`", kinds=ORDERED),
            Param("strict", "boolean", "whether equal is a fault too; it is none if not said"),
            Param("apart", "span", "of dates: how far apart the two should be; nearer, they are a warning"),
        ),
        fault="is out of order",
        check=_check_order,
        sentence=_order_words,
        cases=_order_cases,
        faults=_order_faults,
        limits=same_allowed,
        mark=_mark_order,
    ),
    Predicate(
        name="ascending",
        meaning="the answers of a column follow each other in order, from the first row to the last; "
        "rows without an answer are left out",
        code="R0260",
        parameters=parameters(
            Param("on", "path", "the column: a path with [] or *", required=True, kinds=ORDERED),
            Param("strict", "boolean", "whether equal is a fault too; it is none if not said"),
        ),
        fault="is before the one above it",
        check=_check_ascending,
        sentence=_ascending_words,
        cases=_ascending_cases,
        faults=_ascending_faults,
        prepare=_prepare_ascending,
        whole=True,
        limits=same_allowed,
    ),
    Predicate(
        name="inside_period",
        meaning="a date or time is inside a period; both ends count",
        code="R0208",
        parameters=parameters(
            Param("on", "path", "what is judged", required=True, kinds=ORDERED),
            Param(
                "start",
                "path_or_today",
                "the start of the period, or `today`",
                required=True,
                kinds=ORDERED,
                also="from",
            ),
            Param("end", "path_or_today", "the end of the period, or `today`", required=True, kinds=ORDERED, also="to"),
        ),
        fault="is outside the period",
        check=_check_inside,
        sentence=lambda args, names, must: (
            f"{names(args['on'])} {must} lie from {names(args['start'])} to {names(args['end'])}, both included"
        ),
        cases=_inside_cases,
        limits=lambda _args, kind: f"{BOTH}; {kind.unit}",
        mark=_mark_period,
    ),
)
