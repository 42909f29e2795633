"""Predicates on days that exist for school: a date is a school day, figures and sessions that the dates leave room for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

import attrs

from tsmforms.calendar import Calendar, Closed, Term, academic_year_of, school_days_between, why_no_school
from tsmforms.calendar.ages import compulsory_school_age
from tsmforms.codes import code_class, tidy_code
from tsmforms.diagnostics import Severity
from tsmforms.model.answers import Value
from tsmforms.model.spec import Args
from tsmforms.rules.model import DATES, TABLE, Case, Evaluation, Fault, Finding, Names, Param, Predicate, parameters
from tsmforms.rules.samples import FIRST_DAY, Sampler
from tsmforms.rules.wording import SESSIONS_A_DAY

_INTEGER = frozenset({"integer"})
_CODES = frozenset({"attendance_code", "text", "choice"})
_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(weeks=1)
_MONDAY = FIRST_DAY + 3 * _DAY
_FRIDAY = 4
_WEEKDAYS = 5
_GOOD_FRIDAY = datetime.date(2026, 4, 3)
_UNAUTHORISED = "unauthorised"
_HALVES = ("am", "pm")


def _term(last: datetime.date) -> tuple[Term, ...]:
    return (Term(FIRST_DAY - 10 * _WEEK, last),)


def _second_week_closed(last: datetime.date) -> Calendar:
    """The Monday to Friday after the first one closed."""
    return Calendar(_term(last), frozenset(_MONDAY + _WEEK + n * _DAY for n in range(_WEEKDAYS)))


# --- on_school_day


_WHY: Mapping[Closed, str] = {
    "weekend": "a weekend",
    "bank_holiday": "a bank holiday",
    "inset": "a day of staff training",
    "closed": "a day on which school is closed",
    "holiday": "the school holidays",
}


def _check_school_day(args: Args, run: Evaluation) -> Sequence[Finding]:
    day = run.value(args["on"])
    why = None if day is None else why_no_school(day, run.calendar)
    return () if why is None else (Finding(args["on"], why=_WHY[why]),)


def _school_day_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    calendar = attrs.evolve(_second_week_closed(_MONDAY + 4 * _WEEK), inset=frozenset({_MONDAY}), bank_holidays=True)
    for name, day, known, expect in (
        ("a Friday, no term dates", FIRST_DAY, None, None),
        ("a Saturday, no term dates", FIRST_DAY + _DAY, None, severity),
        ("a Sunday, no term dates", FIRST_DAY + 2 * _DAY, None, severity),
        ("a Monday, no term dates", _MONDAY, None, None),
        ("a bank holiday, no term dates", _GOOD_FRIDAY, None, severity),
        ("a day of the term", FIRST_DAY, calendar, None),
        ("a Saturday of the term", FIRST_DAY + _DAY, calendar, severity),
        ("a training day", _MONDAY, calendar, severity),
        ("the day after it", _MONDAY + _DAY, calendar, None),
        ("a day of a closed week", _MONDAY + _WEEK, calendar, severity),
        ("a bank holiday of the term", _GOOD_FRIDAY, calendar, severity),
        ("a weekday of which the term dates say nothing", _MONDAY + 9 * _WEEK, calendar, None),
    ):
        yield Case(name, {args["on"]: day}, expect, FIRST_DAY, known)


# --- sessions_exist


def _check_exist(args: Args, run: Evaluation) -> Sequence[Finding]:
    number, start, end = run.values.get(args["on"]), run.value(args["from"]), run.value(args["to"])
    if not isinstance(number, int) or start is None or end is None or end < start:
        return ()
    until = run.value(args["until"]) if "until" in args else None
    last = end if until is None else min(end, max(until, start))
    most = SESSIONS_A_DAY * school_days_between(start, last, run.calendar)
    related = (args["from"], args["to"], *((args["until"],) if until is not None and until < end else ()))
    return () if number <= most else (Finding(args["on"], related),)


def _exist_words(args: Args, names: Names, must: str) -> str:
    until = f", or to {names(args['until'])} if that is earlier" if "until" in args else ""
    return (
        f"{names(args['on'])} {must} be at most {SESSIONS_A_DAY} for each school day from {names(args['from'])} to "
        f"{names(args['to'])}{until}, all these days counted; without term dates every Monday to Friday is a school day"
    )


def _exist_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    friday = _MONDAY + _FRIDAY * _DAY
    week = SESSIONS_A_DAY * _WEEKDAYS
    closed = _second_week_closed(friday + 9 * _WEEK)
    for name, end, calendar, most in (
        ("one week", friday, None, week),
        ("two weeks", friday + _WEEK, None, 2 * week),
        ("two weeks, the second closed", friday + _WEEK, closed, week),
        ("three weeks, the second closed", friday + 2 * _WEEK, closed, 2 * week),
        ("one day", _MONDAY, None, SESSIONS_A_DAY),
    ):
        dates: dict[str, Value] = {args["from"]: _MONDAY, args["to"]: end}
        yield Case(f"{name}: as many as there are", {**dates, args["on"]: most}, None, FIRST_DAY, calendar)
        yield Case(f"{name}: one too many", {**dates, args["on"]: most + 1}, severity, FIRST_DAY, calendar)
    if "until" in args:
        early: dict[str, Value] = {args["from"]: _MONDAY, args["to"]: friday, args["until"]: _MONDAY}
        yield Case("ended early: as many as there are", {**early, args["on"]: SESSIONS_A_DAY}, None)
        yield Case("ended early: one too many", {**early, args["on"]: SESSIONS_A_DAY + 1}, severity)


# --- school_days_exist


def _check_days(args: Args, run: Evaluation) -> Sequence[Finding]:
    number, start, end = run.values.get(args["on"]), run.value(args["from"]), run.value(args["to"])
    if not isinstance(number, int) or start is None or end is None or end < start:
        return ()
    there_are = school_days_between(start, end, run.calendar)
    if not args.get("not_fewer"):
        return () if number <= there_are else (_of_dates(args),)
    known = run.calendar is not None and run.calendar.covers_all(start, end)
    return (_of_dates(args),) if known and number < there_are else ()


def _of_dates(args: Args) -> Finding:
    return Finding(args["on"], (args["from"], args["to"]))


def _days_words(args: Args, names: Names, must: str) -> str:
    if args.get("not_fewer"):
        return (
            f"{names(args['on'])} {must} not be less than the number of school days from {names(args['from'])} to "
            f"{names(args['to'])}, both counted; judged where term dates speak of all of them"
        )
    return (
        f"{names(args['on'])} {must} be at most the number of school days from {names(args['from'])} to "
        f"{names(args['to'])}, both counted; without term dates every Monday to Friday is a school day"
    )


def _days_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    friday = _MONDAY + _FRIDAY * _DAY
    closed = _second_week_closed(friday + 9 * _WEEK)
    for name, end, calendar, most in (
        ("one day", _MONDAY, None, 1),
        ("one week", friday, None, _WEEKDAYS),
        ("one week and its weekend", friday + 2 * _DAY, None, _WEEKDAYS),
        ("two weeks, the second closed", friday + _WEEK, closed, _WEEKDAYS),
    ):
        dates: dict[str, Value] = {args["from"]: _MONDAY, args["to"]: end}
        more, fewer = (None, severity) if args.get("not_fewer") else (severity, None)
        yield Case(f"{name}: as many as there are", {**dates, args["on"]: most}, None, FIRST_DAY, calendar)
        yield Case(f"{name}: one too many", {**dates, args["on"]: most + 1}, more, FIRST_DAY, calendar)
        one_fewer = {**dates, args["on"]: most - 1}
        yield Case(f"{name}: one fewer", one_fewer, fewer if calendar else None, FIRST_DAY, calendar)


# --- half_days_listed


def half_days(args: Args, run: Evaluation) -> int | None:
    """How many different half-days a list names; None where a row lacks its date or its part, or there is none."""
    found: set[tuple[object, str]] = set()
    for date_path, part_path in zip(run.every(args["date"]), run.every(args["part"]), strict=True):
        day, part = run.values.get(date_path), run.values.get(part_path)
        if day is None or part is None:
            return None
        found |= {(day, half) for half in ((str(part),) if part in _HALVES else _HALVES)}
    return len(found) or None


def _check_listed(args: Args, run: Evaluation) -> Sequence[Finding]:
    listed, figures = half_days(args, run), [run.values.get(path) for path in args["of"]]
    if listed is None or not all(isinstance(one, int) for one in figures):
        return ()
    missed = sum(one for one in figures if isinstance(one, int))
    right = listed <= missed if args.get("some") else listed == missed
    return () if right else (Finding(args["on"], tuple(args["of"])),)


def _listed_words(args: Args, names: Names, must: str) -> str:
    number = "at most" if args.get("some") else "exactly"
    figures = " + ".join(names(path) for path in args["of"])
    return f"{names(args['on'])} {must} list {number} as many half-days as {figures}, a whole day being two"


def _listed_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    first, *rest = args["of"]
    tuesday = _MONDAY + _DAY
    whole = [one.code for one in sampler.field(args["part"]).choices if one.code not in _HALVES][:1]
    three = [(_MONDAY, "am"), (_MONDAY, "pm"), (tuesday, "am")]
    tried = [
        ("as many as were missed", 3, three, None),
        ("fewer than were missed", 4, three, None if args.get("some") else severity),
        ("more than were missed", 2, three, severity),
        ("the same half twice", 3, [*three, three[0]], None),
        *(("a whole day is two", 2, [(_MONDAY, one)], None) for one in whole),
        *(("a whole day is not one", 1, [(_MONDAY, one)], severity) for one in whole),
    ]
    for name, missed, rows, expect in tried:
        values: dict[str, Value] = {first: missed, **dict.fromkeys(rest, 0)}
        for n, (day, part) in enumerate(rows):
            values[args["date"].replace("[]", f".{n}", 1)] = day
            values[args["part"].replace("[]", f".{n}", 1)] = part
        yield Case(name, values, expect)


# --- covers_sessions


def listed_between(args: Args, run: Evaluation) -> int:
    """How many different unauthorised sessions of a list lie in the period of the figures."""
    start, end = run.value(args["from"]), run.value(args["to"])
    seen: set[object] = set()
    for date_path, code_path, half_path in zip(*_columns(args, run), strict=True):
        day, code = run.values.get(date_path), run.values.get(code_path)
        if not isinstance(day, datetime.date) or not isinstance(code, str) or not start <= day <= end:
            continue
        if why_no_school(day, run.calendar) is None and code_class(tidy_code(code), day) == _UNAUTHORISED:
            half = run.values.get(half_path) if half_path else None
            seen.add((day, half) if half else date_path)
    return len(seen)


def _columns(args: Args, run: Evaluation) -> tuple[list[str], list[str], list[str]]:
    dates = run.every(args["date"])
    halves = run.every(args["half"]) if "half" in args else [""] * len(dates)
    return dates, run.every(args["code"]), halves


def _check_covers(args: Args, run: Evaluation) -> Sequence[Finding]:
    number, start, end = run.values.get(args["on"]), run.value(args["from"]), run.value(args["to"])
    if not isinstance(number, int) or start is None or end is None or listed_between(args, run) <= number:
        return ()
    return (Finding(args["on"], (args["from"], args["to"])),)


def _covers_words(args: Args, names: Names, must: str) -> str:
    return (
        f"{names(args['on'])} {must} not be less than the number of unauthorised sessions listed from "
        f"{names(args['from'])} to {names(args['to'])}, both included"
    )


def _covers_faults(raw: Args) -> list[Fault]:
    return [
        (name, f'"{name}" should be a column: a path with []', None)
        for name in ("date", "code", "half")
        if name in raw and "[]" not in raw[name]
    ]


def _covers_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    def case(name: str, number: int, days: Sequence[datetime.date], expect: Severity | None, code: str = "O") -> Case:
        values: dict[str, Value] = {args["from"]: _MONDAY, args["to"]: _MONDAY + _WEEK, args["on"]: number}
        for n, day in enumerate(days):
            values[args["date"].replace("[]", f".{n}", 1)] = day
            values[args["code"].replace("[]", f".{n}", 1)] = code
        return Case(name, values, expect)

    three = [_MONDAY + n * _DAY for n in range(3)]
    yield case("as many as are listed", 3, three, None)
    yield case("one fewer", 2, three, severity)
    yield case("one fewer, and one lies before the period", 2, [*three[:2], FIRST_DAY], None)
    yield case("the first and the last day count", 1, [_MONDAY, _MONDAY + _WEEK], severity)
    yield case("absence that was authorised", 0, three, None, "I")


# --- same_academic_year


def _check_same_year(args: Args, run: Evaluation) -> Sequence[Finding]:
    day, other = run.value(args["on"]), run.value(args["as"])
    if day is None or other is None or academic_year_of(day) == academic_year_of(other):
        return ()
    return (Finding(args["on"], (args["as"],)),)


def _same_year_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    last = datetime.date(2026, 7, 31)
    for name, day, other, expect in (
        ("both on the last day of a year", last, last, None),
        ("the first day of a year, and the last of the year before", last + _DAY, last, severity),
        ("the last day of a year, and the first of the next", last, last + _DAY, severity),
        ("the first and the last day of one year", last, datetime.date(2025, 8, 1), None),
    ):
        yield Case(name, {args["on"]: day, args["as"]: other}, expect)


# --- year_group_fits

YEAR_GROUPS = ("N1", "N2", "R", *(str(n) for n in range(1, 15)))
_TO_YEAR_ONE = 5
"""Whoever is five when a school year starts is in Year 1 in it."""
_SEPTEMBER = 9


def year_group_of(born: datetime.date, day: datetime.date) -> int:
    """The year group, as a place among all of them, in which a child of this age is taught as a rule."""
    return _school_year(day) - _school_year(born) - 1 - _TO_YEAR_ONE + YEAR_GROUPS.index("1")


def _school_year(day: datetime.date) -> int:
    return day.year if day.month >= _SEPTEMBER else day.year - 1


def _check_group(args: Args, run: Evaluation) -> Sequence[Finding]:
    group, born, day = (run.value(args[name]) for name in ("on", "born", "at"))
    if group is None or born is None or day is None or group not in YEAR_GROUPS:
        return ()
    first, last = compulsory_school_age(born)
    if not first <= day <= last:
        return ()
    apart = abs(YEAR_GROUPS.index(group) - year_group_of(born, day))
    return () if apart <= args["at_most"] else (Finding(args["on"], (args["born"], args["at"])),)


def _group_words(args: Args, names: Names, must: str) -> str:
    years = "1 year" if args["at_most"] == 1 else f"{args['at_most']} years"
    return (
        f"{names(args['on'])} {must} be at most {years} away from the year group of a child born on "
        f"{names(args['born'])}, on {names(args['at'])}"
    )


def _group_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    """A child born on the last day of August is in Year 7 in the school year in which it is twelve at the end."""
    born, at, seven = datetime.date(2014, 8, 31), datetime.date(2026, 3, 6), YEAR_GROUPS.index("7")
    assert year_group_of(born, at) == seven
    far = args["at_most"]
    for name, group, day, expect in (
        ("the usual year group", seven, born, None),
        ("as far below it as may be", seven - far, born, None),
        ("one below that", seven - far - 1, born, severity),
        ("one above the most", seven + far + 1, born, severity),
        ("born a day later, so a year below", seven + far, born + _DAY, severity),
        ("not of compulsory school age", YEAR_GROUPS.index("N1"), at, None),
    ):
        yield Case(name, {args["on"]: YEAR_GROUPS[group], args["born"]: day, args["at"]: at}, expect)


_FROM = Param("from", "path", "the first day of the period", required=True, kinds=DATES)
_TO = Param("to", "path", "its last day", required=True, kinds=DATES)

SCHOOL_DAY_PREDICATES = (
    Predicate(
        name="on_school_day",
        meaning="a date is a day on which there is school; without term dates that speak of it, one that is neither "
        "at a weekend nor a bank holiday of England",
        code="R0270",
        parameters=parameters(Param("on", "path", "the date that is judged", required=True, kinds=DATES)),
        fault="is not on a school day",
        check=_check_school_day,
        sentence=lambda args, names, must: (
            f"{names(args['on'])} {must} be a school day; without term dates, neither at a weekend nor a bank holiday"
        ),
        cases=_school_day_cases,
        limits=lambda _args, _kind: "the first and the last day of a term are school days",
    ),
    Predicate(
        name="sessions_exist",
        meaning=f"a number of sessions is at most {SESSIONS_A_DAY} for each school day of its period, both ends "
        "counted; without term dates every Monday to Friday is a school day",
        code="R0271",
        parameters=parameters(
            Param("on", "path", "the number of sessions", required=True, kinds=_INTEGER),
            _FROM,
            _TO,
            Param("until", "path", "where the period may have ended before its last day: when", kinds=DATES),
        ),
        fault="is more than there are sessions between the two dates",
        check=_check_exist,
        sentence=_exist_words,
        cases=_exist_cases,
        limits=lambda _args, _kind: "so many are allowed; both days count",
    ),
    Predicate(
        name="school_days_exist",
        meaning="a number of school days is at most that of the school days between two dates, both counted; without "
        "term dates every Monday to Friday is a school day",
        code="R0276",
        parameters=parameters(
            Param("on", "path", "the number of days", required=True, kinds=_INTEGER),
            _FROM,
            _TO,
            Param(
                "not_fewer",
                "boolean",
                "it is judged the other way: whether it is less than all of them, where term dates speak of all",
            ),
        ),
        fault="is more than there are school days between the two dates",
        check=_check_days,
        sentence=_days_words,
        cases=_days_cases,
        limits=lambda _args, _kind: "so many are allowed; both days count",
    ),
    Predicate(
        name="half_days_listed",
        meaning="the half-days of a list, each once and a whole day as two, are as many as the figures of missed "
        "half-days say; rows are judged when each has its date and its part",
        code="R0277",
        parameters=parameters(
            Param("on", "path", "the list of days, no printed rows", required=True, kinds=TABLE, containers=True),
            Param("date", "column", "the column of the dates", required=True, kinds=DATES),
            Param(
                "part",
                "column",
                "the column that says whether it was the morning (am) or the afternoon (pm); any other is a whole day",
                required=True,
                kinds=frozenset({"choice"}),
            ),
            Param("of", "paths", "the figures, which are added", required=True, kinds=_INTEGER),
            Param("some", "boolean", "whether the list may have fewer: it names some of the days"),
        ),
        fault="lists another number of half-days than were missed",
        check=_check_listed,
        sentence=_listed_words,
        cases=_listed_cases,
        limits=lambda _args, _kind: "as many; half-days",
    ),
    Predicate(
        name="covers_sessions",
        meaning="a figure of unauthorised absence is not less than the unauthorised sessions that are listed for its "
        "period; each session counts once, by the class of its code on its day",
        code="R0272",
        parameters=parameters(
            Param("on", "path", "the figure", required=True, kinds=_INTEGER),
            _FROM,
            _TO,
            Param("date", "path", "the column of the dates", required=True, kinds=DATES, every_row=True),
            Param("code", "path", "the column of the codes", required=True, kinds=_CODES, every_row=True),
            Param("half", "path", "the column of the halves", kinds=frozenset({"choice"}), every_row=True),
        ),
        fault="is less than the sessions that are listed",
        check=_check_covers,
        sentence=_covers_words,
        cases=_covers_cases,
        faults=_covers_faults,
        limits=lambda _args, _kind: "as many are enough; both days of the period count",
    ),
    Predicate(
        name="same_academic_year",
        meaning="two dates are in one academic year, which begins on 1 August",
        code="R0273",
        parameters=parameters(
            Param("on", "path", "the date that is judged", required=True, kinds=DATES),
            Param("as", "path", "the other date", required=True, kinds=DATES, also="of"),
        ),
        fault="is in another academic year",
        check=_check_same_year,
        sentence=lambda args, names, must: f"{names(args['on'])} {must} be in the academic year of {names(args['as'])}",
        cases=_same_year_cases,
        limits=lambda _args, _kind: "the first and the last day count",
    ),
    Predicate(
        name="year_group_fits",
        meaning="a year group is not far from the one that fits a date of birth; judged for children of compulsory "
        "school age, since another rule says who is not",
        code="R0274",
        parameters=parameters(
            Param("on", "path", "the year group", required=True, kinds=frozenset({"choice"}), words=YEAR_GROUPS),
            Param("born", "path", "the date of birth", required=True, kinds=DATES),
            Param("at", "path", "the day on which the child is in it", required=True, kinds=DATES),
            Param("at_most", "integer", "how many years away it may be", required=True),
        ),
        fault="is far from the year group of this age",
        check=_check_group,
        sentence=_group_words,
        cases=_group_cases,
        limits=lambda _args, _kind: "so many years are allowed",
    ),
)
