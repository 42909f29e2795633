"""Every bound in time of every form, tried on both sides in term and over half-term, Christmas and the summer.

What is right is counted here by hand, day by day over the school's own days, and not by the library. Where it changes
from one day to the next, the record of each of the two days is judged by all rules of its form: the day that is not
right adds one diagnostic to a day that is, and no other.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise

import attrs
import pytest

from tsmforms.calendar import Calendar, Term
from tsmforms.examples.make import example_values
from tsmforms.keys import pattern
from tsmforms.model import RuleSpec
from tsmforms.model.answers import Value
from tsmforms.rules import boundaries, evaluate
from tsmforms.specs import registry

Day = datetime.date
DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(weeks=1)
JUDGED = Day(2028, 8, 31)
WEEKS = 56
"""So many weeks after its start every bound has been reached, however long the holidays."""
TERMS = (
    (Day(2025, 9, 3), Day(2025, 10, 24)),
    (Day(2025, 11, 3), Day(2025, 12, 19)),
    (Day(2026, 1, 5), Day(2026, 2, 13)),
    (Day(2026, 2, 23), Day(2026, 3, 27)),
    (Day(2026, 4, 13), Day(2026, 5, 22)),
    (Day(2026, 6, 1), Day(2026, 7, 21)),
    (Day(2026, 9, 2), Day(2026, 10, 23)),
    (Day(2026, 11, 2), Day(2026, 12, 18)),
    (Day(2027, 1, 4), Day(2027, 7, 21)),
    (Day(2027, 9, 2), Day(2027, 12, 17)),
)
WITH_HOLIDAYS = Calendar(tuple(Term(*term) for term in TERMS))
WITHOUT = Calendar((Term(Day(2025, 9, 1), Day(2028, 7, 31)),))
NO_POST = {Day(2025, 12, 25), Day(2025, 12, 26), Day(2026, 1, 1), Day(2026, 8, 31)}
"""The bank holidays near the dates below."""
SEASONS: dict[str, tuple[Day, Calendar]] = {
    "term": (Day(2025, 10, 21), WITHOUT),
    "half-term": (Day(2025, 10, 21), WITH_HOLIDAYS),
    "Christmas": (Day(2025, 12, 16), WITH_HOLIDAYS),
    "summer": (Day(2026, 7, 14), WITH_HOLIDAYS),
}
"""The first of the days from which a window is counted, all in the last full week before the holiday."""


def is_open(day: Day, calendar: Calendar) -> bool:
    return day.weekday() < 5 and any(term.start <= day <= term.end for term in calendar.terms)


def days_of(first: Day, last: Day) -> list[Day]:
    return [first + DAY * n for n in range((last - first).days + 1)]


def week_of(day: Day) -> list[Day]:
    return days_of(day - DAY * day.weekday(), day - DAY * (day.weekday() - 4))


def open_in_week(day: Day, calendar: Calendar) -> bool:
    return any(is_open(one, calendar) for one in week_of(day))


def later(day: Day, span: Mapping[str, int], calendar: Calendar) -> Day:
    """So many days, weeks, months or school days after a day."""
    ((unit, number),) = span.items()
    if unit == "months":
        year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
        return Day(year, month + 1, day.day)
    if unit == "school_days":
        while number:
            day += DAY
            number -= is_open(day, calendar)
        return day
    return day + datetime.timedelta(**{unit: number})


Right = Callable[[RuleSpec, list[Day], Calendar], list[str | None]]
"""What is right of each of some days in a row, the first of which is the day before the start: a severity, or None."""


def _of_window(rule: RuleSpec, days: list[Day], calendar: Calendar) -> list[str | None]:
    """Each week without school wholly between the two dates gives seven days more, where the rule says so."""
    params, start = rule.params, days[1]
    soft = "info" if "info" in (params.get("in_extension"), rule.severity) else "warning"
    low = later(start, params["at_least"], calendar) if "at_least" in params else days[0]
    high = later(start, params["at_most"], calendar) if "at_most" in params else days[-1]
    closed = [day for day in days if day > start and day.weekday() == 0 and not open_in_week(day, calendar)]
    if params.get("extend_by", "none") == "none":
        closed = []

    def right(day: Day) -> str | None:
        if low <= day <= high:
            return None
        more = WEEK * sum(monday + 4 * DAY < day for monday in closed)
        return soft if high < day <= high + more else rule.severity

    return [right(day) for day in days]


def _of_count(rule: RuleSpec, days: list[Day], calendar: Calendar) -> list[str | None]:
    """Both days count. Of school weeks each is counted once, on its first day that is open."""
    low, high, unit = rule.params.get("at_least", 0), rule.params.get("at_most", 10_000), rule.params["unit"]
    out: list[str | None] = []
    counted: set[Day] = set()
    for day in days:
        monday = week_of(day)[0]
        if unit == "school_weeks" and is_open(day, calendar) and day > days[0]:
            counted.add(monday)
        elif unit != "school_weeks" and day.weekday() < 5 and day > days[0] and open_in_week(day, calendar):
            counted.add(day)
        out.append(None if low <= len(counted) <= high else rule.severity)
    return out


def _of_post(rule: RuleSpec, days: list[Day], _calendar: Calendar) -> list[str | None]:
    """By second class post: four working days of the post."""
    arrived, left = days[1], 4
    while left:
        arrived += DAY
        left -= arrived.weekday() < 5 and arrived not in NO_POST
    arrived += datetime.timedelta(**rule.params.get("at_least", {"days": 0}))
    return [None if day >= arrived else rule.severity for day in days]


KINDS: dict[str, tuple[str, Right]] = {
    "date_window": ("from", _of_window),
    "school_days_between": ("from", _of_count),
    "after_service": ("posted", _of_post),
}
BORN = ("date_of_birth", "born")


@attrs.frozen
class Bound:
    """A rule on the days from one date to another, with the answers that make it apply."""

    form: str
    rule: RuleSpec
    on: str
    start: str
    given: Mapping[str, Value]


def _bound(form: str, rule: RuleSpec) -> Bound:
    """The two dates where they are asked, in the first row of a list; what else the rule's own cases answer."""
    values = next(case.values for case in boundaries(rule, registry().spec(form)) if case.expect)
    start = rule.params[KINDS[rule.predicate][0]]
    paths = {pattern(path): path for path in values}
    given = {path: value for path, value in values.items() if not isinstance(value, Day)}
    if "post_class" in rule.params:
        given[rule.params["post_class"]] = "second"
    return Bound(form, rule, paths[rule.on], paths[start], given)


BOUNDS = [
    _bound(form, rule)
    for form in registry().forms()
    for rule in registry().spec(form).rules
    if rule.predicate in KINDS and not str(rule.params[KINDS[rule.predicate][0]]).endswith(BORN)
]


@cache
def _example(form: str) -> Mapping[str, Value]:
    """The form's example without its dates and figures: of these only those of a bound are judged."""
    values = example_values(registry().spec(form), "1")
    return {path: value for path, value in values.items() if isinstance(value, str | bool | tuple)}


def _said(bound: Bound, start: Day, day: Day, calendar: Calendar) -> set[tuple[str | None, str | None, str]]:
    values = {**_example(bound.form), **bound.given, bound.start: start, bound.on: day}
    found = evaluate(registry().spec(bound.form), values, today=JUDGED, calendar=calendar)
    return {(one.rule, one.field, one.severity) for one in found if one.severity != "info" or one.rule == bound.rule.id}


def _edges(said: Mapping[Day, str | None], calendar: Calendar) -> Iterator[tuple[Day, Day]]:
    """The days on which it changes what is right, each beside the nearest day that is in order, with school or without."""
    days = list(said)
    changed = [pair for pair in pairwise(days) if said[pair[0]] != said[pair[1]]]
    for wrong in sorted({day for pair in changed for day in pair if said[day]}):
        good = [day for day in days if said[day] is None]
        yield wrong, min(good, key=lambda day: (is_open(day, calendar) != is_open(wrong, calendar), abs(day - wrong)))


@pytest.mark.parametrize("season", SEASONS)
@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.rule.id)
def test_a_bound_in_time_is_kept_on_both_sides_in_every_season(bound: Bound, season: str) -> None:
    start, calendar = SEASONS[season]
    days = days_of(start - DAY, start + WEEK * WEEKS)
    said = dict(zip(days, KINDS[bound.rule.predicate][1](bound.rule, days, calendar), strict=True))
    if bound.rule.predicate != "date_window":
        del said[days[0]]
    edges = list(_edges(said, calendar))
    assert edges
    for day, twin in edges:
        where = f"from {start} to {day}, beside {twin}"
        in_order = _said(bound, start, twin, calendar)
        assert bound.rule.id not in {name for name, *_ in in_order}, where
        assert _said(bound, start, day, calendar) - in_order == {(bound.rule.id, bound.on, said[day])}, where


THRESHOLDS = {
    "NTI-THRESHOLD": ("notice_to_improve", "evidence.basis", "threshold", "evidence.sessions"),
    "NTI-DECISION-MET": ("notice_to_improve", "evidence.basis", "decision", "evidence.sessions"),
    "PNR-THRESHOLD": ("penalty_notice_referral", "basis", "threshold", "sessions"),
    "PNR-BELOW-MET": ("penalty_notice_referral", "basis", "below", "sessions"),
}


def _ten_sessions(start: Day, calendar: Calendar, in_week: int) -> list[tuple[Day, str]]:
    """Nine half-days from the start on, and one in a later week of school: in the tenth, or after it."""
    first = [day for day in days_of(start, start + WEEK) if is_open(day, calendar)][:4]
    more = [day for day in days_of(start, start + WEEK * WEEKS) if is_open(day, calendar) and day not in first]
    last = next(day for day in more if len({week_of(one)[0] for one in (*first, *more) if one <= day}) == in_week)
    return [*((day, half) for day in first for half in ("am", "pm")), (more[0], "am"), (last, "pm")]


@pytest.mark.parametrize("season", SEASONS)
@pytest.mark.parametrize("rule", THRESHOLDS)
def test_ten_sessions_in_ten_weeks_of_school_are_the_threshold_in_every_season(rule: str, season: str) -> None:
    form, basis, code, rows = THRESHOLDS[rule]
    start, calendar = SEASONS[season]

    def said(in_week: int) -> set[tuple[str | None, str]]:
        values = {path: value for path, value in _example(form).items() if not path.startswith(f"{rows}.")}
        for n, (day, half) in enumerate(_ten_sessions(start, calendar, in_week)):
            values |= {f"{rows}.{n}.date": day, f"{rows}.{n}.half": half, f"{rows}.{n}.code": "O"}
        found = evaluate(registry().spec(form), {**values, basis: code}, today=JUDGED, calendar=calendar)
        return {(one.rule, one.severity) for one in found if one.severity != "info"}

    inside, outside = said(10), said(11)
    wrong, right = (outside, inside) if code == "threshold" else (inside, outside)
    assert wrong - right == {(rule, "error")}
    assert rule not in {name for name, _ in right}


def test_bounds_of_every_sort_are_tried() -> None:
    assert {bound.rule.predicate for bound in BOUNDS} == set(KINDS)
    assert len(BOUNDS) > 60
