"""Days that exist for school: figures against a calendar counted by hand, half-days, year groups at 31 August."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tsmforms.calendar import Calendar, Term
from tsmforms.rules.schooldays import SCHOOL_DAY_PREDICATES, YEAR_GROUPS, half_days, listed_between, year_group_of

from .judged import found, predicate, run

EXIST = predicate(SCHOOL_DAY_PREDICATES, "sessions_exist")
ON_SCHOOL_DAY = predicate(SCHOOL_DAY_PREDICATES, "on_school_day")
SAME_YEAR = predicate(SCHOOL_DAY_PREDICATES, "same_academic_year")
LISTED = predicate(SCHOOL_DAY_PREDICATES, "half_days_listed")
FITS = predicate(SCHOOL_DAY_PREDICATES, "year_group_fits")
HALVES: dict[str, Any] = {"on": "rows", "date": "rows[].day", "part": "rows[].part", "of": ("missed",)}
MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)


@pytest.mark.parametrize(
    ("sessions", "until", "expected"),
    [
        (10, None, []),
        (11, None, ["n"]),
        (4, TUESDAY, []),
        (5, TUESDAY, ["n"]),
        (10, date(2026, 3, 9), []),
        (2, date(2026, 2, 1), []),
    ],
)
def test_a_week_has_ten_sessions_and_one_that_ended_on_tuesday_four(
    sessions: int, until: date | None, expected: list[str]
) -> None:
    args = {"on": "n", "from": "start", "to": "end", "until": "until"}
    values = {"n": sessions, "start": MONDAY, "end": FRIDAY, **({"until": until} if until else {})}
    assert found(EXIST, args, values) == expected


def test_a_day_of_training_takes_two_sessions_out_of_the_week() -> None:
    calendar = Calendar((Term(date(2026, 1, 5), date(2026, 3, 27)),), inset=frozenset({TUESDAY}))
    values = {"n": 9, "start": MONDAY, "end": FRIDAY}
    assert found(EXIST, {"on": "n", "from": "start", "to": "end"}, values, calendar) == ["n"]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 3, 7), "a weekend"),
        (date(2026, 4, 3), "a bank holiday"),
        (date(2026, 2, 18), "the school holidays"),
        (TUESDAY, None),
        (date(2026, 9, 1), None),
    ],
)
def test_a_date_without_school_says_why(day: date, why: str | None) -> None:
    terms = (Term(date(2026, 1, 5), date(2026, 2, 13)), Term(date(2026, 2, 23), date(2026, 3, 27)))
    findings = ON_SCHOOL_DAY.check({"on": "day"}, run({"day": day}, Calendar(terms)))
    assert [one.why for one in findings] == ([why] if why else [])


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([(MONDAY, "am"), (MONDAY, "pm"), (MONDAY, "am")], 2),
        ([(MONDAY, "whole_day"), (MONDAY, "pm")], 2),
        ([(MONDAY, "am"), (TUESDAY, None)], None),
        ([], None),
    ],
)
def test_half_days_count_once_and_a_row_without_its_part_makes_the_list_unjudged(
    rows: list[tuple[date, str | None]], number: int | None
) -> None:
    values: dict[str, Any] = {f"rows.{n}.day": day for n, (day, _) in enumerate(rows)}
    values |= {f"rows.{n}.part": part for n, (_, part) in enumerate(rows) if part}
    assert half_days(HALVES, run(values)) == number


def test_a_list_that_names_some_of_the_days_may_have_fewer_and_never_more() -> None:
    values = {"rows.0.day": MONDAY, "rows.0.part": "am"}
    assert found(LISTED, {**HALVES, "some": True}, {**values, "missed": 2}) == []
    assert found(LISTED, HALVES, {**values, "missed": 2}) == ["rows"]
    assert found(LISTED, {**HALVES, "some": True}, {**values, "missed": 0}) == ["rows"]


def test_sessions_listed_are_those_of_unauthorised_codes_on_school_days_of_the_period_each_once() -> None:
    rows = [
        (MONDAY, "O", "am"), (MONDAY, "o", "am"), (MONDAY, "O", "pm"), (MONDAY, "I", "am"),
        (FRIDAY, "G", "pm"), (date(2026, 3, 7), "O", "am"), (date(2026, 3, 9), "O", "am"), (TUESDAY, "U", "am"),
    ]  # fmt: skip
    names = ("day", "code", "half")
    values: dict[str, Any] = {
        f"rows.{n}.{name}": one for n, row in enumerate(rows) for name, one in zip(names, row, strict=True)
    }
    args = {"from": "start", "to": "end", "date": "rows[].day", "code": "rows[].code", "half": "rows[].half"}
    assert listed_between(args, run({**values, "start": MONDAY, "end": FRIDAY})) == 4, "two of Monday, Friday's, and U"


@pytest.mark.parametrize(
    ("born", "day", "group"),
    [
        (date(2014, 8, 31), date(2026, 3, 6), "7"),
        (date(2014, 9, 1), date(2026, 3, 6), "6"),
        (date(2014, 9, 1), date(2026, 9, 1), "7"),
        (date(2020, 9, 1), date(2025, 9, 2), "R"),
        (date(2009, 9, 1), date(2026, 8, 31), "11"),
    ],
)
def test_a_child_who_is_eleven_on_31_august_starts_year_seven_the_next_day(born: date, day: date, group: str) -> None:
    assert YEAR_GROUPS[year_group_of(born, day)] == group


def test_a_year_group_is_judged_only_of_compulsory_school_age() -> None:
    args = {"on": "group", "born": "born", "at": "at", "at_most": 1}
    child = {"born": date(2014, 8, 31), "at": date(2026, 3, 6)}
    assert [found(FITS, args, {**child, "group": group}) for group in ("5", "6", "8", "9")] == [
        ["group"],
        [],
        [],
        ["group"],
    ]
    assert found(FITS, args, {**child, "born": date(2023, 1, 1), "group": "9"}) == []


def test_an_academic_year_begins_on_the_first_of_august() -> None:
    args = {"on": "a", "as": "b"}
    assert found(SAME_YEAR, args, {"a": date(2026, 7, 31), "b": date(2025, 8, 1)}) == []
    assert found(SAME_YEAR, args, {"a": date(2026, 8, 1), "b": date(2026, 7, 31)}) == ["a"]
