"""Ten sessions in ten school weeks, and register codes on the day of their session: on both sides."""

from __future__ import annotations

import datetime
from datetime import date
from typing import Any

import pytest

from tsmforms.calendar import Calendar, Term
from tsmforms.rules import evaluate_rule, explain, parameter_faults
from tsmforms.rules.register import REGISTER_PREDICATES

from .forms import FORM, TODAY, rule
from .judged import found as asked
from .judged import predicate

THRESHOLD = rule(
    "threshold_met", "sessions", date="day", code="code", codes=["G", "N", "O", "U"], at_least=10, school_weeks=10
)
IN_FORCE = rule("codes_in_force", "sessions[].code", date="sessions[].day")
MONDAY = date(2026, 9, 7)
YEAR = Calendar(
    (
        Term(date(2026, 9, 1), date(2026, 10, 23)),
        Term(date(2026, 11, 2), date(2026, 12, 18)),
        Term(date(2027, 1, 4), date(2027, 2, 12)),
    )
)


def sessions(*days: date, code: str = "O") -> dict[str, Any]:
    values: dict[str, Any] = {}
    for n, day in enumerate(days):
        values |= {f"sessions.{n}.day": day, f"sessions.{n}.code": code}
    return values


def weekly(count: int, start: date = MONDAY, every: int = 7) -> list[date]:
    return [start + datetime.timedelta(days=every * n) for n in range(count)]


def found(values: dict[str, Any], calendar: Calendar | None = None) -> list[tuple[str, str]]:
    return [
        (said.code, said.severity) for said in evaluate_rule(THRESHOLD, FORM, values, today=TODAY, calendar=calendar)
    ]


NOT_MET = [("R0236", "error")]
PERHAPS = [("R0236", "error"), ("R0216", "info")]


@pytest.mark.parametrize(("count", "expected"), [(9, NOT_MET), (10, []), (11, [])])
def test_9_sessions_are_too_few_and_10_are_enough(count: int, expected: list[Any]) -> None:
    assert found(sessions(*weekly(count, every=1)), YEAR) == expected
    assert found(sessions(*weekly(count, every=1))) == expected


def test_morning_and_afternoon_of_one_day_are_two_sessions_and_no_more() -> None:
    week = [MONDAY + datetime.timedelta(days=n // 2) for n in range(10)]
    assert found(sessions(*week), YEAR) == []
    assert found(sessions(*week[1:]), YEAR) == NOT_MET
    assert found(sessions(*week[1:], week[4]), YEAR) == NOT_MET, "three sessions on one day"


def test_a_morning_that_stands_twice_counts_once() -> None:
    halves = rule("threshold_met", "sessions", **{**THRESHOLD.params, "half": "half"})
    values = sessions(*(MONDAY + datetime.timedelta(days=n // 2) for n in range(10)))
    values |= {f"sessions.{n}.half": ("am", "pm")[n % 2] for n in range(10)}
    assert evaluate_rule(halves, FORM, values, today=TODAY, calendar=YEAR) == ()
    (said,) = evaluate_rule(halves, FORM, {**values, "sessions.3.half": "am"}, today=TODAY, calendar=YEAR)
    assert said.code == "R0236"


@pytest.mark.parametrize(("code", "expected"), [("G", []), ("N", []), ("U", []), ("I", NOT_MET), ("L", NOT_MET)])
def test_only_the_codes_of_the_rule_count(code: str, expected: list[Any]) -> None:
    days = weekly(10, every=1)
    mixed = {**sessions(*days), "sessions.3.code": code}
    assert found(mixed, YEAR) == expected


def test_the_tenth_session_lies_in_the_tenth_school_week_and_not_in_the_eleventh() -> None:
    start = date(2026, 11, 6)
    tenth = [date(2027, 1, 18) + datetime.timedelta(days=n // 2) for n in range(9)]
    inside, outside = [start, *tenth], [start, *(day + datetime.timedelta(days=7) for day in tenth)]
    assert found(sessions(*inside), YEAR) == [], "the week of 18 January is the tenth: two at Christmas do not count"
    assert found(sessions(*outside), YEAR) == NOT_MET


def test_a_closed_week_does_not_use_up_one_of_the_ten() -> None:
    days = weekly(10)
    eleven_weeks = [*days[:7], *(day + datetime.timedelta(days=7) for day in days[7:])]
    assert date(2026, 10, 26) not in eleven_weeks
    assert found(sessions(*eleven_weeks), YEAR) == []
    assert found(sessions(*eleven_weeks)) == PERHAPS, "term dates might allow it, and are not known"


def test_the_weeks_may_lie_in_two_terms_and_any_ten_of_them_will_do() -> None:
    early = [date(2026, 9, 1)]
    assert found(sessions(*early, *weekly(10, date(2026, 12, 14), every=4)), YEAR) == []


def test_the_order_of_the_rows_does_not_matter() -> None:
    assert found(sessions(*reversed(weekly(10, every=1))), YEAR) == []


def test_a_session_without_a_date_or_a_code_does_not_count_and_no_session_is_not_judged() -> None:
    values = sessions(*weekly(10, every=1))
    assert found({path: value for path, value in values.items() if path != "sessions.4.day"}, YEAR) == NOT_MET
    assert found({path: value for path, value in values.items() if path != "sessions.4.code"}, YEAR) == NOT_MET
    assert found({}) == []
    assert found({"sessions.0.old_code": "O"}) == []


def test_sessions_at_the_ends_of_time_raise_nothing() -> None:
    for calendar in (None, YEAR):
        assert found(sessions(*[date.min] * 5, *[date.max] * 5), calendar) == NOT_MET, "two of them a day count"


@pytest.mark.parametrize(
    ("params", "at", "near"),
    [
        ({"date": "dya"}, "date", "day"),
        ({"code": "day"}, "code", None),
        ({"date": "code"}, "date", None),
        ({"codes": []}, "codes", None),
        ({"codes": "O"}, "codes", None),
        ({"codes": ["o"]}, "codes", "O"),
        ({"codes": ["0"]}, "codes", None),
        ({"at_least": 0}, "at_least", None),
        ({"school_weeks": 0}, "at_least", None),
        ({"at_least": 101}, "at_least", None),
        ({"half": "code"}, "half", None),
        ({"on": "plan"}, "on", None),
        ({"on": "audit"}, "date", None),
        ({"atleast": 3}, "atleast", "at_least"),
    ],
)
def test_thresholds_that_make_no_sense_are_faults_of_the_spec(
    params: dict[str, Any], at: str, near: str | None
) -> None:
    whole = {"on": "sessions", **THRESHOLD.params, **params}
    assert (at, near) in [
        (fault[0], fault[2]) for fault in parameter_faults("threshold_met", whole, FORM.leaves, FORM.containers)
    ]


# --- codes_in_force


@pytest.mark.parametrize(
    ("code", "day", "fits"),
    [
        ("K", date(2024, 8, 18), False),
        ("K", date(2024, 8, 19), True),
        ("H", date(2024, 8, 18), True),
        ("H", date(2024, 8, 19), False),
        ("O", date(2024, 8, 18), True),
        ("O", date(2024, 8, 19), True),
        ("y", date(2024, 8, 18), True),
        ("Y", date(2026, 3, 6), False),
        ("nonsense", date(2026, 3, 6), False),
    ],
)
def test_a_code_is_of_the_set_of_its_session_s_day(code: str, day: date, fits: bool) -> None:
    said = evaluate_rule(IN_FORCE, FORM, sessions(day, code=code), today=TODAY)
    assert [one.code for one in said] == ([] if fits else ["R0237"])


def test_each_session_is_judged_by_its_own_day() -> None:
    values = {
        "sessions.0.day": date(2024, 7, 1),
        "sessions.0.code": "H",
        "sessions.1.day": date(2024, 9, 2),
        "sessions.1.code": "H",
        "sessions.2.code": "H",
    }
    said = evaluate_rule(IN_FORCE, FORM, values, today=TODAY)
    assert [one.field for one in said] == ["sessions.1.code"]


def test_each_says_in_one_sentence_what_it_asks() -> None:
    assert explain(THRESHOLD, FORM) == (
        '"Sessions" must have at least 10 sessions with the code G, N, O or U in 10 school weeks in a row; a week '
        "without school does not count as one of them, nor a session before 19 August 2024."
    )
    assert explain(IN_FORCE, FORM) == (
        '"Sessions, each row: Code" must be a register code that was in force on "Sessions, each row: Date"; the codes '
        "changed on 19 August 2024."
    )


# --- codes on the day of the change


@pytest.mark.parametrize(
    ("code", "day", "fits"),
    [
        ("Y", date(2024, 8, 18), True),
        ("Y", date(2024, 8, 19), False),
        ("Y1", date(2024, 8, 19), True),
        ("Y1", date(2024, 8, 18), False),
        (" o ", date(2024, 8, 19), True),
        ("H", date(2024, 8, 19), False),
    ],
)
def test_the_codes_of_2024_are_in_force_from_19_august_2024(code: str, day: date, fits: bool) -> None:
    one = predicate(REGISTER_PREDICATES, "codes_in_force")
    assert asked(one, {"on": "code", "date": "day"}, {"code": code, "day": day}) == ([] if fits else ["code"])


@pytest.mark.parametrize(("sessions_asked", "weeks", "at"), [(21, 2, ["at_least"]), (20, 2, []), (0, 2, ["at_least"])])
def test_a_threshold_is_of_at_least_one_session_and_no_more_than_its_weeks_have(
    sessions_asked: int, weeks: int, at: list[str]
) -> None:
    one = predicate(REGISTER_PREDICATES, "threshold_met")
    assert [fault[0] for fault in one.faults({"at_least": sessions_asked, "school_weeks": weeks})] == at
