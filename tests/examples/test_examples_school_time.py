"""An invented record obeys every rule of school time, post and the register at once, as a notice to a parent asks."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.specs.small import spec_of
from tsmforms.calendar import deemed_receipt, weekdays_of_school_weeks
from tsmforms.examples.make import JUDGED, example_values
from tsmforms.examples.timeline import INVENTED_YEAR
from tsmforms.model import FormSpec
from tsmforms.rules import evaluate

NOTICE = """\
form: invented_notice
edition: 2025-09
title: Invented notice
kind: form
filled_by: The officer
sources:
  - {document: our-own, part: Notices}

choices:
  post:
    - {code: first, label: First class}
    - {code: second, label: Second class}

fields:
  academic_year: {label: Academic year, type: text}
  pupil: {group: pupil, use: [name, date_of_birth]}
  issue_date: {label: Date of notice, type: date}
  posted: {label: Date posted, type: date}
  post_class: {label: Class of post, type: choice, choices: post}
  sessions:
    label: Sessions
    type: list
    max_rows: 20
    columns:
      date: {label: Date, type: date}
      code: {label: Code, type: attendance_code}
  counted_from: {label: Counted from, type: date}
  counted_to: {label: Counted to, type: date}
  earlier:
    label: Earlier notices
    type: list
    max_rows: 4
    columns:
      issued: {label: Issued, type: date}
      withdrawn: {label: Withdrawn, type: yes_no}
  starts: {label: First day, type: date}
  ends: {label: Last day, type: date}
  review: {label: Review, type: date}
  opens: {label: Register opens, type: time}
  closes: {label: Register closes, type: time}

layout:
  - grid: [[academic_year, pupil.name, pupil.date_of_birth], [issue_date, posted, post_class]]
  - grid: [[counted_from, counted_to, starts], [ends, review], [opens, closes]]
  - table: {field: sessions}
  - table: {field: earlier}

rules:
"""
RULES = (
    "predicate: in_academic_year, on: issue_date, year: academic_year",
    "predicate: compulsory_age, on: pupil.date_of_birth, at: issue_date",
    "predicate: date_window, on: posted, from: issue_date, at_most: {working_days: 2}",
    "predicate: in_order, on: posted, after: issue_date",
    "predicate: after_service, on: starts, posted: posted, post_class: post_class",
    "predicate: school_days_between, on: ends, from: starts, at_least: 15, at_most: 30",
    "predicate: threshold_met, on: sessions, date: date, code: code, codes: [G, N, O, U],"
    " at_least: 10, school_weeks: 10",
    "predicate: codes_in_force, on: 'sessions[].code', date: 'sessions[].date'",
    "predicate: inside_period, on: 'sessions[].date', start: counted_from, end: counted_to",
    "predicate: in_order, on: counted_to, before: issue_date",
    "predicate: unique, on: 'sessions[].date'",
    "predicate: count_within, on: issue_date, dates: 'earlier[].issued', years: 3, at_most: 1,"
    " except: 'earlier[].withdrawn'",
    "predicate: in_order, on: 'earlier[].issued', before: issue_date, strict: true",
    "predicate: date_window, on: review, from: ends, at_least: {school_days: 1}, at_most: {school_days: 10}",
    "predicate: minutes_between, on: closes, from: opens, at_least: 5, at_most: 30",
)


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> FormSpec:
    folder: Path = tmp_path_factory.mktemp("notice")
    rules = (
        f"  - {{id: N-{n}, {rule}, message: Broken, source: {{document: our-own, part: Notices}}}}\n"
        for n, rule in enumerate(RULES)
    )
    return spec_of(folder, NOTICE + "".join(rules))


@pytest.fixture(scope="module")
def records(spec: FormSpec) -> list[dict[str, Any]]:
    return [example_values(spec, str(seed)) for seed in range(25)]


def test_no_rule_is_broken_and_no_question_left_out(spec: FormSpec, records: list[dict[str, Any]]) -> None:
    for values in records:
        assert evaluate(spec, values, today=JUDGED) == ()
        assert {path.partition(".")[0] for path in values} == {field.key for field in spec.fields}


def test_the_period_is_long_enough_with_a_closed_week_inside_it_too(records: list[dict[str, Any]]) -> None:
    for values in records:
        assert values["starts"] >= deemed_receipt(values["posted"], values["post_class"])
        assert 15 <= weekdays_of_school_weeks(values["starts"], values["ends"], INVENTED_YEAR) <= 30


def test_sessions_lie_on_school_days_before_the_notice(records: list[dict[str, Any]]) -> None:
    for values in records:
        days = [value for path, value in values.items() if path.startswith("sessions.") and path.endswith(".date")]
        assert 10 <= len(days) <= 20
        assert all(INVENTED_YEAR.is_open(day) and day <= values["issue_date"] for day in days)


def test_earlier_notices_are_weekdays_in_order_and_one_of_them_counts(records: list[dict[str, Any]]) -> None:
    for values in records:
        days = [value for path, value in values.items() if path.startswith("earlier.") and path.endswith(".issued")]
        assert days == sorted(set(days))
        assert all(day.weekday() < 5 for day in days)
        assert len([day for day in days if day > values["issue_date"] - datetime.timedelta(days=3 * 365)]) == 1
