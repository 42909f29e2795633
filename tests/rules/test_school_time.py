"""Periods in school time, dates after a letter arrived, academic years: the vectors of the sources, on both sides."""

from __future__ import annotations

import datetime
from datetime import date
from typing import Any

import pytest

from tsmforms.calendar import Calendar, Term
from tsmforms.model import Choice, RuleSpec
from tsmforms.rules import evaluate_rule, explain, parameter_faults

from .forms import FORM, TODAY, form, leaf, rule

IMPROVEMENT = rule("school_days_between", "ends", **{"from": "starts"}, at_least=15, at_most=30)
RECEIVED = rule("after_service", "starts", posted="meeting_date", post_class="post")
YEAR = rule("in_academic_year", "meeting_date", year="year")
AUTUMN = Calendar(
    (
        Term(date(2026, 9, 1), date(2026, 10, 23)),
        Term(date(2026, 11, 2), date(2026, 12, 18)),
        Term(date(2027, 1, 4), date(2027, 2, 12)),
        Term(date(2027, 2, 22), date(2027, 3, 24)),
    )
)


def found(one: RuleSpec, values: dict[str, Any], calendar: Calendar | None = None) -> list[tuple[str, str]]:
    return [(said.code, said.severity) for said in evaluate_rule(one, FORM, values, today=TODAY, calendar=calendar)]


def faults(predicate: str, **params: Any) -> list[tuple[str, str | None]]:
    return [(fault[0], fault[2]) for fault in parameter_faults(predicate, params, FORM.leaves, FORM.containers)]


# --- school_days_between


@pytest.mark.parametrize(
    ("starts", "ends", "fits"),
    [
        (date(2026, 11, 2), date(2026, 11, 20), True),
        (date(2026, 11, 4), date(2026, 11, 24), True),
        (date(2026, 11, 2), date(2026, 12, 11), True),
        (date(2026, 11, 2), date(2026, 12, 14), False),
        (date(2026, 11, 30), date(2027, 1, 22), True),
        (date(2026, 11, 2), date(2026, 11, 19), False),
        (date(2026, 11, 4), date(2026, 11, 23), False),
        (date(2026, 11, 30), date(2027, 1, 25), False),
    ],
)
def test_an_improvement_period_has_15_to_30_weekdays_of_school_weeks(starts: date, ends: date, fits: bool) -> None:
    assert found(IMPROVEMENT, {"starts": starts, "ends": ends}, AUTUMN) == ([] if fits else [("R0233", "error")])


@pytest.mark.parametrize(
    ("starts", "ends", "weekdays"),
    [
        (date(2026, 10, 19), date(2026, 11, 12), 14),
        (date(2026, 10, 19), date(2026, 11, 13), 15),
        (date(2026, 10, 12), date(2026, 11, 27), 30),
        (date(2026, 10, 12), date(2026, 11, 30), 31),
        (date(2026, 11, 9), date(2026, 11, 26), 14),
        (date(2026, 11, 9), date(2026, 11, 27), 15),
        (date(2026, 11, 9), date(2026, 12, 18), 30),
        (date(2026, 11, 6), date(2026, 12, 18), 31),
    ],
)
def test_14_and_31_are_too_few_and_too_many_with_a_holiday_inside_and_without(
    starts: date, ends: date, weekdays: int
) -> None:
    fits = 15 <= weekdays <= 30
    assert found(IMPROVEMENT, {"starts": starts, "ends": ends}, AUTUMN) == ([] if fits else [("R0233", "error")])


def test_a_bank_holiday_or_training_day_inside_a_school_week_counts_as_a_weekday_and_not_as_a_school_day() -> None:
    spring = Calendar((Term(date(2026, 4, 13), date(2026, 7, 17)),), frozenset({date(2026, 5, 4)}))
    values = {"starts": date(2026, 4, 27), "ends": date(2026, 5, 15)}
    days = rule("school_days_between", "ends", **{"from": "starts"}, at_least=15, unit="school_days")
    assert found(IMPROVEMENT, values, spring) == []
    assert found(days, values, spring) == [("R0233", "error")]
    assert found(days, {**values, "ends": date(2026, 5, 18)}, spring) == []


def test_without_term_dates_an_info_says_so_only_where_they_might_allow_it() -> None:
    start = date(2026, 11, 30)
    assert found(IMPROVEMENT, {"starts": start, "ends": date(2027, 1, 8)}) == []
    assert found(IMPROVEMENT, {"starts": start, "ends": date(2026, 12, 17)}) == [("R0233", "error")]
    assert found(IMPROVEMENT, {"starts": start, "ends": date(2027, 1, 22)}) == [("R0233", "error"), ("R0216", "info")]
    partly = Calendar((Term(date(2026, 9, 1), date(2026, 12, 18)),))
    late = {"starts": start, "ends": date(2027, 1, 22)}
    assert found(IMPROVEMENT, late, partly) == [("R0233", "error"), ("R0216", "info")]
    weekdays = rule("school_days_between", "ends", **{"from": "starts"}, at_most=30, unit="weekdays")
    assert found(weekdays, late) == [("R0233", "error")]


@pytest.mark.parametrize(
    ("ends", "fits"),
    [
        (date(2026, 11, 6), False),
        (date(2026, 11, 9), True),
        (date(2026, 12, 4), True),
        (date(2026, 12, 7), False),
    ],
)
def test_school_weeks_leave_out_the_week_that_is_closed(ends: date, fits: bool) -> None:
    weeks = rule("school_days_between", "ends", **{"from": "starts"}, at_least=3, at_most=6, unit="school_weeks")
    values = {"starts": date(2026, 10, 21), "ends": ends}
    assert found(weeks, values, AUTUMN) == ([] if fits else [("R0233", "error")])


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        (date(2026, 10, 23), True),
        (date(2026, 10, 26), False),
        (date(2026, 11, 1), False),
        (date(2026, 11, 2), True),
    ],
)
def test_a_date_counted_from_itself_is_a_school_day_or_is_not(day: date, fits: bool) -> None:
    itself = rule("school_days_between", "starts", **{"from": "starts"}, at_least=1, unit="school_days")
    said = evaluate_rule(itself, FORM, {"starts": day}, today=TODAY, calendar=AUTUMN)
    assert [(one.code, one.related) for one in said] == ([] if fits else [("R0233", ())])
    assert explain(itself, FORM) == '"Start of the period" must be a school day.'


def test_a_period_that_ends_before_it_starts_has_no_day() -> None:
    assert found(IMPROVEMENT, {"starts": date(2026, 11, 20), "ends": date(2026, 11, 2)}) == [("R0233", "error")]


@pytest.mark.parametrize("values", [{}, {"starts": TODAY}, {"ends": TODAY}])
def test_a_period_without_both_dates_is_not_judged(values: dict[str, date]) -> None:
    assert found(IMPROVEMENT, values) == []


@pytest.mark.parametrize("calendar", [None, AUTUMN])
@pytest.mark.parametrize("unit", ["weekdays_of_school_weeks", "school_days", "weekdays", "school_weeks"])
def test_a_period_of_all_time_is_counted_and_never_raises(unit: str, calendar: Calendar | None) -> None:
    most = rule("school_days_between", "ends", **{"from": "starts"}, at_most=30, unit=unit)
    assert found(most, {"starts": date.min, "ends": date.max}, calendar)[0] == ("R0233", "error")


@pytest.mark.parametrize(
    ("params", "at", "near"),
    [
        ({"from": "starts"}, "predicate", None),
        ({"from": "starts", "at_least": 30, "at_most": 15}, "at_most", None),
        ({"from": "starts", "at_least": 0}, "at_least", None),
        ({"from": "starts", "at_least": {"weeks": 3}}, "at_least", None),
        ({"from": "starts", "at_least": 1, "unit": "schooldays"}, "unit", "school_days"),
        ({"from": "startz", "at_least": 1}, "from", "starts"),
        ({"from": "ends", "at_least": 2}, "from", None),
        ({"at_least": 1}, "from", None),
    ],
)
def test_periods_that_make_no_sense_are_faults_of_the_spec(params: dict[str, Any], at: str, near: str | None) -> None:
    assert (at, near) in faults("school_days_between", on="ends", **params)


# --- after_service


@pytest.mark.parametrize(
    ("posted", "post_class", "received"),
    [
        (date(2026, 11, 27), "first", date(2026, 12, 1)),
        (date(2026, 11, 27), "second", date(2026, 12, 3)),
        (date(2026, 12, 23), "first", date(2026, 12, 29)),
        (date(2026, 12, 23), "second", date(2026, 12, 31)),
        (date(2026, 12, 24), "first", date(2026, 12, 30)),
        (date(2026, 12, 24), "second", date(2027, 1, 4)),
        (date(2026, 12, 24), None, date(2027, 1, 4)),
    ],
)
def test_a_period_starts_on_the_day_of_deemed_receipt_and_not_before(
    posted: date, post_class: str | None, received: date
) -> None:
    values = {"meeting_date": posted, **({"post": post_class} if post_class else {})}
    assert found(RECEIVED, {**values, "starts": received}) == []
    assert found(RECEIVED, {**values, "starts": received - datetime.timedelta(days=1)}) == [("R0234", "error")]


@pytest.mark.parametrize(
    ("span", "first"),
    [
        ({"days": 2}, date(2027, 1, 6)),
        ({"school_days": 1}, date(2027, 1, 5)),
        ({"working_days": 1}, date(2027, 1, 5)),
    ],
)
def test_so_long_after_it_arrived(span: dict[str, int], first: date) -> None:
    later = rule("after_service", "starts", posted="meeting_date", at_least=span)
    posted = {"meeting_date": date(2026, 12, 24)}
    assert found(later, {**posted, "starts": first}, AUTUMN) == []
    assert found(later, {**posted, "starts": first - datetime.timedelta(days=1)}, AUTUMN) == [("R0234", "error")]


def test_the_class_of_post_has_no_other_choice() -> None:
    courier = form(
        fields=(
            leaf("starts", "Start", "date"),
            leaf("posted", "Posted", "date"),
            leaf("post", "Post", "choice", choices=(Choice("frist", "First"), Choice("second", "2nd"))),
        )
    )
    (fault,) = parameter_faults(
        "after_service", {"on": "starts", "posted": "posted", "post_class": "post"}, courier.leaves, courier.containers
    )
    assert (fault[0], fault[2]) == ("post_class", "first")
    assert ("post_class", None) in faults("after_service", on="starts", posted="meeting_date", post_class="reason")
    assert ("posted", None) in faults("after_service", on="starts")


@pytest.mark.parametrize("day", [date.min, date.max])
def test_post_at_the_ends_of_time_raises_nothing(day: date) -> None:
    assert found(RECEIVED, {"meeting_date": day, "starts": date.max}) == []


# --- in_academic_year


@pytest.mark.parametrize("year", ["2026/27", "2026 - 2027", "2026-27"])
@pytest.mark.parametrize(
    ("day", "fits"),
    [(date(2026, 7, 31), False), (date(2026, 8, 1), True), (date(2027, 7, 31), True), (date(2027, 8, 1), False)],
)
def test_a_date_lies_in_its_academic_year(year: str, day: date, fits: bool) -> None:
    assert found(YEAR, {"year": year, "meeting_date": day}) == ([] if fits else [("R0235", "error")])


@pytest.mark.parametrize("year", ["this year", "2026", "2026/28"])
def test_a_text_that_names_no_academic_year_is_not_judged(year: str) -> None:
    assert found(YEAR, {"year": year, "meeting_date": TODAY}) == []
    assert found(YEAR, {"meeting_date": TODAY}) == []


# --- date_window in school days and working days


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        (date(2026, 10, 22), False),
        (date(2026, 10, 23), True),
        (date(2026, 11, 6), True),
        (date(2026, 11, 9), False),
    ],
)
def test_a_window_in_school_days_leaves_out_the_closed_week(day: date, fits: bool) -> None:
    window = rule(
        "date_window",
        "review_date",
        **{"from": "meeting_date"},
        at_least={"school_days": 5},
        at_most={"school_days": 10},
    )
    values = {"meeting_date": date(2026, 10, 16), "review_date": day}
    assert found(window, values, AUTUMN) == ([] if fits else [("R0206", "error")])


def test_past_a_bound_in_school_days_an_info_says_that_term_dates_were_not_known() -> None:
    window = rule("date_window", "review_date", **{"from": "meeting_date"}, at_most={"school_days": 10})
    values = {"meeting_date": date(2026, 10, 16), "review_date": date(2026, 10, 30)}
    assert found(window, values) == []
    late = {**values, "review_date": date(2026, 11, 2)}
    assert found(window, late) == [("R0206", "error"), ("R0216", "info")]
    assert found(window, late, AUTUMN) == []


@pytest.mark.parametrize(("day", "fits"), [(date(2026, 12, 30), True), (date(2026, 12, 31), False)])
def test_a_window_in_working_days_leaves_out_bank_holidays(day: date, fits: bool) -> None:
    window = rule("date_window", "review_date", **{"from": "meeting_date"}, at_most={"working_days": 2})
    values = {"meeting_date": date(2026, 12, 24), "review_date": day}
    assert found(window, values) == ([] if fits else [("R0206", "error")])


@pytest.mark.parametrize(
    ("params", "at"),
    [
        ({"at_most": {"school_days": 5, "days": 1}}, "at_most"),
        ({"at_least": {"working_days": 5, "weeks": 1}}, "at_least"),
        ({"at_most": {"schooldays": 5}}, "at_most"),
        ({"at_least": {"school_days": 6}, "at_most": {"days": 2}}, "at_most"),
        ({"at_most": {"school_days": 5}, "extend_by": "closed_school_weeks"}, "extend_by"),
    ],
)
def test_school_days_and_working_days_stand_alone(params: dict[str, Any], at: str) -> None:
    assert [
        fault[0]
        for fault in parameter_faults(
            "date_window", {"on": "review_date", "from": "meeting_date", **params}, FORM.leaves, FORM.containers
        )
    ] == [at]


def test_each_says_in_one_sentence_what_it_asks() -> None:
    assert explain(IMPROVEMENT, FORM) == (
        'From "Start of the period" to "End of the period", both days counted, there must be from 15 to 30 weekdays '
        "(Monday to Friday) of school weeks."
    )
    assert explain(RECEIVED, FORM) == (
        '"Start of the period" must be on or after the day on which a letter posted on "Date of meeting" is taken to '
        "have arrived: 2 working days after it by first class, 4 working days after it by second class (second class "
        'where "Class of post" is not answered).'
    )
    assert explain(YEAR, FORM) == (
        '"Date of meeting" must lie in the academic year of "Academic year", from 1 August to 31 July, both included.'
    )
