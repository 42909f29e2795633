"""Date windows: both ends count, and a closed school week allows seven days more, with a warning."""

from __future__ import annotations

import datetime
from datetime import date

import attrs
import pytest

from tsmforms.calendar import Calendar, Term
from tsmforms.diagnostics import Diagnostic, Severity
from tsmforms.rules import evaluate_rule, explain, parameter_faults

from .forms import FORM, TODAY, rule

MEETING = date(2026, 10, 5)
WINDOW = rule(
    "date_window",
    "review_date",
    **{"from": "meeting_date"},
    at_least={"weeks": 2},
    at_most={"weeks": 4},
    extend_by="closed_school_weeks",
    id="SAM-R1",
    message="The date to review these actions is not 2 to 4 weeks after the meeting",
    help="Choose another date.",
)
OPEN = Calendar((Term(date(2026, 9, 1), date(2026, 12, 18)),))
HALF_TERM = Calendar((Term(date(2026, 9, 1), date(2026, 10, 23)), Term(date(2026, 11, 2), date(2026, 12, 18))))


def judge(days: int, calendar: Calendar | None = None, meeting: date = MEETING) -> list[Diagnostic]:
    values = {"meeting_date": meeting, "review_date": meeting + datetime.timedelta(days=days)}
    return list(evaluate_rule(WINDOW, FORM, values, today=TODAY, calendar=calendar))


@pytest.mark.parametrize("calendar", [None, OPEN, HALF_TERM])
@pytest.mark.parametrize(
    ("days", "severity"), [(-1, "error"), (0, "error"), (13, "error"), (14, None), (21, None), (28, None)]
)
def test_up_to_the_plain_bound_no_calendar_matters(days: int, severity: str | None, calendar: Calendar | None) -> None:
    assert [found.severity for found in judge(days, calendar)] == ([severity] if severity else [])


def test_29_days_are_an_error_where_every_week_has_school() -> None:
    assert [found.severity for found in judge(29, OPEN)] == ["error"]


@pytest.mark.parametrize("days", [29, 35])
def test_29_to_35_days_are_a_warning_where_a_closed_week_lies_between(days: int) -> None:
    found = judge(days, HALF_TERM)
    assert [(one.code, one.severity, one.rule) for one in found] == [("R0206", "warning", "SAM-R1")]


def test_where_nothing_extends_a_window_a_closed_week_changes_nothing() -> None:
    plain = attrs.evolve(WINDOW, params={**WINDOW.params, "extend_by": "none"})
    values = {"meeting_date": MEETING, "review_date": MEETING + datetime.timedelta(days=29)}
    found = evaluate_rule(plain, FORM, values, today=TODAY, calendar=HALF_TERM)
    assert [(one.code, one.severity) for one in found] == [("R0206", "error")]
    assert [one.severity for one in evaluate_rule(plain, FORM, values, today=TODAY)] == ["error"], "and no info"
    assert "school" not in explain(plain, FORM)


@pytest.mark.parametrize("severity", ["warning", "info"])
def test_a_softer_rule_stays_as_soft_where_a_closed_week_lies_between(severity: Severity) -> None:
    soft = attrs.evolve(WINDOW, severity=severity)
    for days in (29, 36):
        values = {"meeting_date": MEETING, "review_date": MEETING + datetime.timedelta(days=days)}
        (found,) = evaluate_rule(soft, FORM, values, today=TODAY, calendar=HALF_TERM)
        assert found.severity == severity


def test_36_days_are_an_error_with_one_closed_week() -> None:
    assert [found.severity for found in judge(36, HALF_TERM)] == ["error"]


def test_a_closed_week_that_does_not_lie_wholly_between_allows_nothing() -> None:
    meeting = date(2026, 9, 30)
    assert [one.severity for one in judge(29, HALF_TERM, meeting)] == ["error"], "29 October is in the closed week"
    assert [one.severity for one in judge(31, HALF_TERM, meeting)] == ["warning"], "31 October is after its Friday"


def test_two_closed_weeks_allow_two_weeks_more() -> None:
    christmas = Calendar((Term(date(2026, 11, 2), date(2026, 12, 18)), Term(date(2027, 1, 4), date(2027, 2, 12))))
    meeting = date(2026, 12, 7)
    assert [judge(days, christmas, meeting)[0].severity for days in (29, 42, 43)] == ["warning", "warning", "error"]


def test_without_a_calendar_an_info_says_so_only_past_the_plain_bound() -> None:
    assert judge(28) == []
    assert [(one.code, one.severity) for one in judge(13)] == [("R0206", "error")]
    assert [(one.code, one.severity) for one in judge(29)] == [("R0206", "error"), ("R0216", "info")]


def test_weeks_the_calendar_says_nothing_of_are_unknown_and_an_info_says_so() -> None:
    found = judge(40, OPEN, meeting=date(2026, 12, 7))
    assert [(one.code, one.severity) for one in found] == [("R0206", "error"), ("R0216", "info")]


def test_the_fault_names_the_question_and_shows_both_dates() -> None:
    (found,) = judge(13, OPEN)
    assert found.message == "The date to review these actions is not 2 to 4 weeks after the meeting"
    assert (found.field, found.question) == ("review_date", "Date to review these actions")
    assert found.found == "18/10/2026"
    assert found.related == (("Date of meeting", "05/10/2026"),)
    assert str(found.source) == "meeting-guidance, Review date"


@pytest.mark.parametrize("values", [{}, {"meeting_date": MEETING}, {"review_date": MEETING}])
def test_an_unanswered_date_is_not_judged(values: dict[str, date]) -> None:
    assert evaluate_rule(WINDOW, FORM, values, today=TODAY) == ()


def test_dates_at_the_end_of_time_are_judged_and_never_raise() -> None:
    for meeting in (date.min, date.max, date(9999, 12, 1)):
        for review in (date.min, date.max):
            values = {"meeting_date": meeting, "review_date": review}
            assert isinstance(evaluate_rule(WINDOW, FORM, values, today=TODAY, calendar=OPEN), tuple)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 15), 12, date(2027, 3, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_months_last(start: date, months: int, end: date) -> None:
    window = rule("date_window", "review_date", **{"from": "meeting_date"}, at_most={"months": months})
    for days, faults in ((0, 0), (1, 1)):
        values = {"meeting_date": start, "review_date": end + datetime.timedelta(days=days)}
        assert len(evaluate_rule(window, FORM, values, today=TODAY)) == faults


@pytest.mark.parametrize(
    ("params", "key"),
    [
        ({}, "predicate"),
        ({"at_most": {"days": 28}, "extend_by": "closed_school_weeks"}, "extend_by"),
        ({"at_least": {"weeks": 4}, "at_most": {"weeks": 2}}, "at_most"),
        ({"at_most": {"weks": 4}}, "at_most"),
        ({"at_most": {"weeks": -1}}, "at_most"),
        ({"at_most": {"weeks": True}}, "at_most"),
        ({"at_most": 4}, "at_most"),
        ({"at_most": {"weeks": 4}, "extend_by": "holidays"}, "extend_by"),
    ],
)
def test_windows_that_make_no_sense_are_faults_of_the_spec(params: dict[str, object], key: str) -> None:
    faults = parameter_faults(
        "date_window", {"on": "review_date", "from": "meeting_date", **params}, FORM.leaves, FORM.containers
    )
    assert [fault[0] for fault in faults] == [key]
