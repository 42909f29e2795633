"""Rules as a spec file writes them: faults with line, column and the nearest known name."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from tsmforms.calendar import Calendar, Term
from tsmforms.diagnostics import Diagnostic
from tsmforms.specs import read_spec

from .forms import TODAY

SPEC = """\
form: invented
edition: 2026-01
title: Invented form
fields:
  meeting_date: {label: Date of meeting, type: date}
  review_date: {label: Date to review these actions, type: date}
layout:
  - grid: [[meeting_date, review_date]]
rules:
  - id: INVENTED-1
    predicate: date_window
    on: review_date
    from: meeting_date
    at_most: {weeks: 4}
    message: The date to review these actions is too late
    source: {document: meeting-guidance}
"""


def faults(tmp_path: Path, old: str, new: str) -> tuple[Diagnostic, ...]:
    path = tmp_path / "invented.yaml"
    assert old in SPEC
    path.write_text(SPEC.replace(old, new), encoding="utf-8")
    return read_spec(path)[1]


def test_the_spec_of_these_tests_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, "weeks: 4", "weeks: 4") == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("from: meeting_date", "from: meeting_dte", 13, "meeting_date"),
        ("at_most: {weeks: 4}", "at_mots: {weeks: 4}", 14, "at_most"),
        ("on: review_date", "on: reveiw_date", 12, "review_date"),
        ("predicate: date_window", "predicate: date_windo", 11, "date_window"),
        ("weeks: 4", "weeks: 4.5", 14, ""),
        ("    message", "    where: {field: review_date, afetr: meeting_date}\n    message", 15, "after"),
        ("    message", "    where: {any_of: [{answered: meeting_dat}]}\n    message", 15, "meeting_date"),
        ("    message", "    were: {answered: meeting_date}\n    message", 15, "where"),
        ("    message", "    in_force: {from: August}\n    message", 15, "2024-08-19"),
    ],
)
def test_a_fault_in_a_rule_has_its_line_and_the_nearest_name(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    found = faults(tmp_path, old, new)
    assert [one.place.line for one in found if one.place][:1] == [line]
    assert words in found[0].help


def test_a_calendar_travels_to_a_worker() -> None:
    calendar = Calendar((Term(TODAY, TODAY),))
    assert calendar.covers(TODAY)
    assert pickle.loads(pickle.dumps(calendar)) == calendar
