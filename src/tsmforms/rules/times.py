"""Predicates about minutes, years and age: time between two times, dates in some years, compulsory school age."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from tsmforms.attendance import years_before
from tsmforms.calendar.ages import COMPULSORY_AGE, compulsory_school_age
from tsmforms.diagnostics import Severity
from tsmforms.model.answers import Value
from tsmforms.model.spec import Args
from tsmforms.rules.model import (
    BOTH,
    DATES,
    TODAY,
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

_TIMES = frozenset({"time"})
_HOUR = 60
_LAST_MINUTE = 24 * _HOUR - 1
_DAY = datetime.timedelta(days=1)
_A_CHILD = 10
"""Years of somebody who is of compulsory school age."""


# --- minutes_between


def _check_minutes(args: Args, run: Evaluation) -> Sequence[Finding]:
    end, start = run.value(args["on"]), run.value(args["from"])
    if end is None or start is None:
        return ()
    minutes = _minute(end) - _minute(start)
    low, high = args.get("at_least"), args.get("at_most")
    outside = (low is not None and minutes < low) or (high is not None and minutes > high)
    return (Finding(args["on"], (args["from"],)),) if outside else ()


def _minute(time: datetime.time) -> int:
    """Whole minutes since midnight; seconds do not count."""
    return time.hour * _HOUR + time.minute


def _minutes_words(args: Args, names: Names, must: str) -> str:
    low, high = args.get("at_least"), args.get("at_most")
    end, start = names(args["on"]), names(args["from"])
    if low is None:
        return f"{end} {must} be no later than {_minutes(high)} after {start}"
    if high is None:
        return f"{end} {must} be {_minutes(low)} or more after {start}"
    return f"{end} {must} be from {low} to {_minutes(high)} after {start}, both included"


def _minutes(number: object) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"


def _minutes_faults(raw: Args) -> list[Fault]:
    low, high = raw.get("at_least"), raw.get("at_most")
    if low is None and high is None:
        return [("predicate", '"minutes_between" needs "at_least", "at_most" or both', None)]
    if low is not None and high is not None and low > high:
        return [("at_most", '"at_most" is smaller than "at_least"', None)]
    return [
        (name, f'"{name}" is a day or more; both times are of one day', None)
        for name in ("at_least", "at_most")
        if raw.get(name, 0) > _LAST_MINUTE - 1
    ]


def _minutes_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    low, high = args.get("at_least"), args.get("at_most")
    start = min(9 * _HOUR, _LAST_MINUTE - 1 - max(low or 0, high or 0))

    def case(name: str, minutes: int, expect: Severity | None) -> Case:
        times = {args["from"]: max(start, -minutes), args["on"]: max(start, -minutes) + minutes}
        return Case(name, {path: datetime.time(*divmod(minute, _HOUR)) for path, minute in times.items()}, expect)

    if low is not None:
        yield case("a minute too few", low - 1, severity)
        yield case("the fewest minutes", low, None)
    if high is not None:
        yield case("the most minutes", high, None)
        yield case("a minute too many", high + 1, severity)


# --- count_within


def _prepare_count_within(args: dict[str, object]) -> dict[str, object]:
    """The column becomes a list of paths, so that `*` becomes every printed row."""
    return {**args, "dates": (args["dates"],)}


def _check_count_within(args: Args, run: Evaluation) -> Sequence[Finding]:
    end = run.value(args["on"])
    if end is None:
        return ()
    before = years_before(end, args["years"])
    counted = [path for path in _counted(args, run) if before < run.values[path] <= end]  # type: ignore[operator]
    return (Finding(args["on"], tuple(counted)),) if len(counted) > args["at_most"] else ()


def _counted(args: Args, run: Evaluation) -> list[str]:
    """The answered dates whose row is not marked as one that does not count."""
    dates = [one for path in args["dates"] for one in run.every(path) if one in run.values]
    if "except" not in args:
        return dates
    mark = args["except"].rpartition(".")[2]
    return [path for path in dates if run.values.get(f"{path.rpartition('.')[0]}.{mark}") is not True]


def _count_within_words(args: Args, names: Names, must: str) -> str:
    years, most = args["years"], args["at_most"]
    span = "the year that ends" if years == 1 else f"the {years} years that end"
    number = "no date" if most == 0 else "at most 1 date" if most == 1 else f"at most {most} dates"
    mark = names(args["except"]).strip('"').rpartition(": ")[2] if "except" in args else ""
    but = f'; a row in which "{mark}" is answered yes does not count' if mark else ""
    return f"in {span} on {names(args['on'])} there {must} be {number} of {names(args['dates'][0])}{but}"


def _count_within_faults(raw: Args) -> list[Fault]:
    if raw["years"] < 1:
        return [("years", '"years" should be 1 or more', None)]
    dates, mark = raw["dates"].rpartition(".")[0], raw.get("except", raw["dates"]).rpartition(".")[0]
    if not dates.endswith(("[]", ".*")):
        return [("dates", '"dates" should be a column of a list or of printed rows', None)]
    return [("except", '"except" should be a column of the same rows as "dates"', None)] if mark != dates else []


def _count_within_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    paths = [
        path.replace("[]", f".{n}", 1)
        for path in args["dates"]
        for n in (range(args["at_most"] + 1) if "[]" in path else (0,))
    ][: args["at_most"] + 1]
    before = years_before(FIRST_DAY, args["years"])
    within: dict[str, Value] = {args["on"]: FIRST_DAY} | {
        path: FIRST_DAY - _DAY * (n + 1) for n, path in enumerate(paths)
    }
    for name, day, expect in (
        ("one too many, on the day itself", FIRST_DAY, severity),
        ("one too many, on the first day that counts", before + _DAY, severity),
        ("one on the day the years begin after", before, None),
        ("one a day before that", before - _DAY, None),
        ("one a day later than the date", FIRST_DAY + _DAY, None),
    ):
        yield Case(name, {**within, paths[0]: day}, expect)
    if "except" in args:
        mark = f"{paths[0].rpartition('.')[0]}.{args['except'].rpartition('.')[2]}"
        yield Case("one that does not count", {**within, mark: True}, None)
        yield Case("one that is not excepted", {**within, mark: False}, severity)


# --- compulsory_age


def _check_age(args: Args, run: Evaluation) -> Sequence[Finding]:
    born, day = run.value(args["on"]), run.value(args["at"])
    if born is None or day is None:
        return ()
    first, last = compulsory_school_age(born)
    return () if first <= day <= last else (Finding(args["on"], (args["at"],)),)


def _age_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    born = years_before(FIRST_DAY, _A_CHILD)
    first, last = compulsory_school_age(born)
    for name, day, expect in (
        ("a day too young", first - _DAY, severity),
        ("the first day", first, None),
        ("the last day", last, None),
        ("a day too old", last + _DAY, severity),
    ):
        at = {} if args["at"] == TODAY else {args["at"]: day}
        yield Case(name, {args["on"]: born, **at}, expect, day)


TIME_PREDICATES = (
    Predicate(
        name="minutes_between",
        meaning="a time of day is so many minutes after another; both ends count",
        code="R0230",
        parameters=parameters(
            Param("on", "path", "the time that is judged", required=True, kinds=_TIMES),
            Param("from", "path", "the time it is counted from", required=True, kinds=_TIMES),
            Param("at_least", "integer", "the fewest whole minutes; 0 lets it not be earlier"),
            Param("at_most", "integer", "the most whole minutes"),
        ),
        fault="is not as many minutes later as it may be",
        check=_check_minutes,
        sentence=_minutes_words,
        cases=_minutes_cases,
        faults=_minutes_faults,
        limits=lambda _args, _kind: f"{BOTH}; minutes",
    ),
    Predicate(
        name="count_within",
        meaning="at most so many dates of a column lie in the years that end on a date: after the "
        "same day so many years before, up to the date itself",
        code="R0231",
        parameters=parameters(
            Param("on", "path", "the date on which the years end", required=True, kinds=DATES),
            Param("dates", "path", "the column of dates that are counted", required=True, kinds=DATES, every_row=True),
            Param("years", "integer", "how many years are looked back over", required=True),
            Param("at_most", "integer", "how many of the dates may lie in them", required=True),
            Param(
                "except",
                "path",
                "a column of the same rows; a row that it answers yes does not count",
                kinds=frozenset({"yes_no"}),
                every_row=True,
            ),
        ),
        fault="has too many earlier dates in the years before it",
        check=_check_count_within,
        sentence=_count_within_words,
        cases=_count_within_cases,
        faults=_count_within_faults,
        prepare=_prepare_count_within,
        limits=lambda _args, _kind: "the date itself counts, the same date so many years before does not",
    ),
    Predicate(
        name="compulsory_age",
        code="R0232",
        meaning=f"somebody is of compulsory school age on a date, {COMPULSORY_AGE.in_words}",
        parameters=parameters(
            Param("on", "path", "the date of birth", required=True, kinds=DATES),
            Param("at", "path_or_today", "the date of which it is asked, or `today`", required=True, kinds=DATES),
        ),
        fault="is of somebody who is not of compulsory school age",
        check=_check_age,
        sentence=lambda args, names, must: (
            f"{names(args['on'])} {must} be that of somebody who is of compulsory school age "
            f"{'' if args['at'] == TODAY else 'on '}{names(args['at'])}; that is {COMPULSORY_AGE.in_words}"
        ),
        cases=_age_cases,
        limits=lambda _args, _kind: "the first and the last day count",
    ),
)
