"""Predicates on school time and post: school days of a period, a date after a letter arrived, an academic year."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from tsmforms.calendar import (
    POST,
    AcademicYear,
    Calendar,
    PostClass,
    Term,
    academic_year_of,
    deemed_receipt,
    parse_academic_year,
    school_days_between,
    school_weeks_between,
    weekdays_between,
    weekdays_of_school_weeks,
)
from tsmforms.convert.show import show_date
from tsmforms.diagnostics import Severity
from tsmforms.model.answers import Value
from tsmforms.model.spec import Args
from tsmforms.rules.model import (
    BOTH,
    DATES,
    TEXTS,
    Case,
    Evaluation,
    Fault,
    Finding,
    Names,
    Param,
    Predicate,
    Span,
    parameters,
)
from tsmforms.rules.samples import FIRST_DAY, Sampler

_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(weeks=1)
_MONDAY = FIRST_DAY + 3 * _DAY
_WEEKDAYS = 5
_UNKNOWN = "was counted without knowing whether school is closed between the two dates"
_NO_TERM_DATES = "Use a profile whose term dates cover both dates; what falls into a closed week does not count."


# --- school_days_between


@attrs.frozen
class Unit:
    """What is counted from one date to another: how, what it is called, how many of them a full week has.

    `by_calendar`: term dates make the count smaller.
    """

    count: Callable[[datetime.date, datetime.date, Calendar | None], int]
    one: str
    several: str
    in_a_week: int = _WEEKDAYS
    by_calendar: bool = True

    def words(self, number: object) -> str:
        """So many of them."""
        return f"{number} {self.one if number == 1 else self.several}"

    def last_day(self, start: datetime.date, number: int) -> datetime.date:
        """The last day of a period of so many that starts on a weekday, where every week has school."""
        weeks, days = divmod(number - 1, self.in_a_week)
        weekend = 2 * (start.weekday() + days >= _WEEKDAYS)
        return start + _WEEK * weeks + _DAY * (days + weekend)

    def nth(self, number: int) -> datetime.date:
        """The last day of a period of so many, from `_MONDAY`."""
        return self.last_day(_MONDAY, number)


UNITS: Mapping[str, Unit] = {
    "weekdays_of_school_weeks": Unit(
        weekdays_of_school_weeks,
        "weekday (Monday to Friday) of a school week",
        "weekdays (Monday to Friday) of school weeks",
    ),
    "school_days": Unit(school_days_between, "school day", "school days"),
    "weekdays": Unit(
        lambda start, end, _: weekdays_between(start, end),
        "weekday (Monday to Friday)",
        "weekdays (Monday to Friday)",
        by_calendar=False,
    ),
    "school_weeks": Unit(school_weeks_between, "school week", "school weeks", in_a_week=1),
}
USUAL_UNIT = "weekdays_of_school_weeks"
"""The unit where a rule names none."""


def unit_of(args: Args) -> Unit:
    """The unit a rule counts in."""
    return UNITS[args.get("unit", USUAL_UNIT)]


def _check_school_days(args: Args, run: Evaluation) -> Sequence[Finding]:
    end, start = run.value(args["on"]), run.value(args["from"])
    if end is None or start is None:
        return ()
    unit = unit_of(args)
    count = unit.count(start, end, run.calendar)
    finding = Finding(args["on"], () if args["on"] == args["from"] else (args["from"],))
    if count < args.get("at_least", 0):
        return (finding,)
    if count <= args.get("at_most", count):
        return ()
    known = not unit.by_calendar or (run.calendar is not None and run.calendar.covers_all(start, end))
    return (finding,) if known else (finding, not_known(finding))


def not_known(finding: Finding) -> Finding:
    """That a date past a bound was judged without the term dates that might allow it."""
    return attrs.evolve(finding, severity="info", code="R0216", message=_UNKNOWN, help=_NO_TERM_DATES)


def _school_days_words(args: Args, names: Names, must: str) -> str:
    low, high, unit = args.get("at_least"), args.get("at_most"), unit_of(args)
    if args["on"] == args["from"]:
        return f"{names(args['on'])} {must} be a {unit.one}"
    if low is None or high is None:
        number = f"at least {unit.words(low)}" if high is None else f"at most {unit.words(high)}"
    else:
        number = unit.words(high) if low == high else f"from {low} to {unit.words(high)}"
    return f"from {names(args['from'])} to {names(args['on'])}, both days counted, there {must} be {number}"


def _school_days_faults(raw: Args) -> list[Fault]:
    low, high = raw.get("at_least"), raw.get("at_most")
    if low is None and high is None:
        return [("predicate", '"school_days_between" needs "at_least", "at_most" or both', None)]
    if low is not None and high is not None and low > high:
        return [("at_most", '"at_most" is smaller than "at_least"', None)]
    if raw["on"] == raw["from"] and (low, high) != (1, None):
        return [("from", 'of one day only "at_least: 1" can be asked', None)]
    return [(name, f'"{name}" should be 1 or more', None) for name in ("at_least", "at_most") if raw.get(name) == 0]


def _school_days_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    low, high, unit = args.get("at_least"), args.get("at_most"), unit_of(args)

    def case(name: str, end: datetime.date, expect: Severity | None, calendar: Calendar | None = None) -> Case:
        return Case(name, {args["from"]: _MONDAY, args["on"]: end}, expect, FIRST_DAY, calendar)

    if low is not None:
        yield case("one too few", unit.nth(low) - _DAY if low > 1 else _MONDAY - _DAY, severity)
        yield case("the fewest", unit.nth(low), None)
        yield case("the fewest, every week has school", unit.nth(low), None, _open_until(unit.nth(low)))
    if high is not None:
        yield case("the most", unit.nth(high), None)
        yield case("one too many", unit.nth(high + 1), severity)
        yield case("one too many, every week has school", unit.nth(high + 1), severity, _open_until(unit.nth(high)))
    yield from _closed_week_cases(case, low or 0, high or 0, unit, severity)


def _closed_week_cases(
    case: Callable[..., Case], low: int, high: int, unit: Unit, severity: Severity
) -> Iterator[Case]:
    """With the second week closed: what falls into it does not count."""
    if not unit.by_calendar:
        return
    closed = attrs.evolve(
        _open_until(unit.nth(max(low, high))),
        closed_days=frozenset(_MONDAY + _WEEK + n * _DAY for n in range(_WEEKDAYS)),
    )
    week = unit.in_a_week
    if low > week:
        yield case("one too few, for a week is closed", unit.nth(low + week - 1), severity, closed)
        yield case("the fewest, next to a closed week", unit.nth(low + week), None, closed)
    if high > week:
        yield case("the most, next to a closed week", unit.nth(high + week), None, closed)
        yield case("one too many, next to a closed week", unit.nth(high + week + 1), severity, closed)


def _open_until(day: datetime.date) -> Calendar:
    return Calendar((Term(FIRST_DAY - 10 * _WEEK, day + 10 * _WEEK),))


# --- after_service


def _check_service(args: Args, run: Evaluation) -> Sequence[Finding]:
    day, posted = run.value(args["on"]), run.value(args["posted"])
    if day is None or posted is None:
        return ()
    post_class = run.value(args["post_class"]) if "post_class" in args else None
    if day >= _earliest(args, posted, post_class, run.calendar):
        return ()
    related = (args["posted"], args["post_class"]) if post_class else (args["posted"],)
    return (Finding(args["on"], related),)


def _earliest(
    args: Args, posted: datetime.date, post_class: PostClass | None, calendar: Calendar | None
) -> datetime.date:
    received = deemed_receipt(posted, post_class)
    later: Span | None = args.get("at_least")
    return later.after(received, calendar) if later else received


def _service_words(args: Args, names: Names, must: str) -> str:
    after = f"{args['at_least']} or more after" if "at_least" in args else "on or after"
    by_class = f"{POST.days[POST.assumed]} working days after it"
    if "post_class" in args:
        every = ", ".join(f"{days} working days after it by {name} class" for name, days in POST.days.items())
        by_class = f"{every} ({POST.assumed} class where {names(args['post_class'])} is not answered)"
    return (
        f"{names(args['on'])} {must} be {after} the day on which a letter posted on {names(args['posted'])} is "
        f"taken to have arrived: {by_class}"
    )


def _service_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    classes: tuple[PostClass | None, ...] = ("first", "second", None) if "post_class" in args else (None,)
    for post_class in classes:
        earliest = _earliest(args, FIRST_DAY, post_class, None)
        answered: dict[str, Value] = {args["post_class"]: post_class} if post_class else {}
        name = f"{post_class} class" if post_class else "no class said"
        for words, day, expect in (("a day too early", earliest - _DAY, severity), ("the first day", earliest, None)):
            yield Case(f"{name}: {words}", {args["posted"]: FIRST_DAY, **answered, args["on"]: day}, expect)


# --- in_academic_year


def _check_year(args: Args, run: Evaluation) -> Sequence[Finding]:
    day, text = run.value(args["on"]), run.value(args["year"])
    year = parse_academic_year(text) if isinstance(text, str) else None
    if day is None or year is None or day in year:
        return ()
    return (Finding(args["on"], (args["year"],)),)


def _year_words(args: Args, names: Names, must: str) -> str:
    first, last = (show_date(day, long=True).rpartition(" ")[0] for day in _span_of(_YEAR))
    return (
        f"{names(args['on'])} {must} lie in the academic year of {names(args['year'])}, from {first} to {last}, "
        "both included"
    )


_YEAR = academic_year_of(FIRST_DAY)


def _span_of(year: AcademicYear) -> tuple[datetime.date, datetime.date]:
    return year.first, year.last


def _year_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    for name, day, expect in (
        ("the day before", _YEAR.first - _DAY, severity),
        ("the first day", _YEAR.first, None),
        ("the last day", _YEAR.last, None),
        ("the day after", _YEAR.last + _DAY, severity),
    ):
        yield Case(name, {args["year"]: _YEAR.name, args["on"]: day}, expect)


SCHOOL_TIME_PREDICATES = (
    Predicate(
        name="school_days_between",
        meaning="from one date to another, both counted, there are so many days or weeks of school",
        code="R0233",
        parameters=parameters(
            Param("on", "path", "the last day of the period, which is judged", required=True, kinds=DATES),
            Param(
                "from",
                "path",
                "the first day of the period; the same date asks whether it counts itself",
                required=True,
                kinds=DATES,
            ),
            Param("at_least", "integer", "the fewest there may be"),
            Param("at_most", "integer", "the most there may be"),
            Param("unit", "word", f"what is counted; `{USUAL_UNIT}` if not said", words=tuple(UNITS)),
        ),
        fault="does not make the period as long as it may be",
        check=_check_school_days,
        sentence=_school_days_words,
        cases=_school_days_cases,
        faults=_school_days_faults,
        limits=lambda args, _kind: f"{BOTH}; {unit_of(args).several}",
    ),
    Predicate(
        name="after_service",
        meaning="a date is not before the day on which a posted letter is taken to have arrived; "
        "bank holidays of England and weekends are not working days",
        code="R0234",
        parameters=parameters(
            Param("on", "path", "the date that is judged", required=True, kinds=DATES),
            Param("posted", "path", "the date of posting", required=True, kinds=DATES, also="of"),
            Param(
                "post_class",
                "path",
                f"the class of post, by its codes {' and '.join(POST.days)}; {POST.assumed} where it is unanswered",
                kinds=frozenset({"choice"}),
                words=tuple(POST.days),
            ),
            Param("at_least", "span", "how long after the letter arrived, where that is asked"),
        ),
        fault="is before the letter can have arrived",
        check=_check_service,
        sentence=_service_words,
        cases=_service_cases,
        limits=lambda _args, _kind: "the day of deemed receipt counts",
    ),
    Predicate(
        name="in_academic_year",
        meaning="a date is in the academic year that a text such as 2026/27 names; a text "
        "that names none is not judged",
        code="R0235",
        parameters=parameters(
            Param("on", "path", "the date that is judged", required=True, kinds=DATES),
            Param("year", "path", "the academic year", required=True, kinds=TEXTS),
        ),
        fault="is not in the academic year",
        check=_check_year,
        sentence=_year_words,
        cases=_year_cases,
        limits=lambda _args, _kind: "the first and the last day count",
    ),
)
