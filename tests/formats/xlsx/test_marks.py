"""A rule as a mark in the workbook: its formula, what it says, and that it is right just inside and just outside."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import tsmforms
from tests.formats.xlsx.samples import form_of
from tests.formats.xlsx.test_libreoffice import saved
from tsmforms.documents import Form
from tsmforms.formats.xlsx.cells import value_cell
from tsmforms.formats.xlsx.marks import Box, FormulaMark, marks_of
from tsmforms.formats.xlsx.validations import prompt_of
from tsmforms.keys import pattern
from tsmforms.model import FormSpec, RuleSpec
from tsmforms.rules import DOCUMENT_DATES, boundaries, evaluate_rule

FORMS = ("sam_minutes", "challenge_and_support_checklist", "letter_1")

RULES = """
form: ruled
edition: 2026-09
title: A form with a rule of every kind that a workbook can judge
kind: form
fields:
  meeting_date: {label: Date of meeting, type: date}
  review_date: {label: Date of review, type: date, help: Three weeks after the meeting.}
  start: {label: Start, type: time}
  end: {label: End, type: time}
  possible: {label: Possible, type: integer}
  attended: {label: Attended, type: integer}
  missed: {label: Missed, type: integer}
  percent: {label: Attendance, type: percentage}
  aim: {label: Aim, type: percentage}
  invited: {label: Invited, type: yes_no}
  met: {label: Met, type: yes_no, as: options}
  reason: {label: Reason, type: text}
  parent_view: {label: Parent's view, type: text}
  child_view: {label: Child's view, type: text}
  actions:
    label: Actions
    type: list
    max_rows: 3
    columns:
      action: {label: Action, type: text}
      owner: {label: Who, type: text}
      by_when: {label: By when, type: date}
layout:
  - grid: [[meeting_date, review_date], [start, end], [possible, attended, missed], [percent, aim]]
  - grid: [[invited, met], [reason], [parent_view, child_view]]
  - table: {field: actions, blank_rows: 2}
rules:
  - {id: A, predicate: date_window, on: review_date, from: meeting_date, at_least: {weeks: 2}, at_most: {weeks: 4},
     extend_by: closed_school_weeks, severity: error}
  - {id: B, predicate: date_window, on: "actions[].by_when", from: meeting_date, at_most: {months: 1},
     severity: warning}
  - {id: C, predicate: in_order, on: start, before: end, strict: true, severity: error}
  - {id: D, predicate: inside_period, on: "actions[].by_when", start: meeting_date, end: review_date, severity: warning}
  - {id: E, predicate: range, on: start, at_least: "08:00", at_most: "18:00", severity: warning}
  - {id: F, predicate: difference, on: aim, from: percent, at_most: 20, severity: warning}
  - {id: G, predicate: equals_sum, on: possible, addends: [attended, missed], severity: error}
  - {id: H, predicate: matches_percentage, on: percent, attended: attended, possible: possible, severity: error}
  - {id: I, predicate: required_when, on: reason, when: {field: met, is: false}, severity: error}
  - {id: J, predicate: implies, on: invited, when: {field: met, is: true}, then: {field: invited, is: true},
     severity: warning}
  - {id: K, predicate: at_least_one_of, on: parent_view, fields: [parent_view, child_view], severity: warning}
  - {id: L, predicate: one_of, on: reason, fields: [reason, child_view], severity: warning}
  - {id: M, predicate: each_row, on: actions, columns: [action, owner], severity: warning}
  - {id: N, predicate: matches_percentage, on: aim, attended: attended, possible: possible, places: 1, severity: error}
  - {id: O, predicate: range, on: possible, at_least: 1, at_most: 400, severity: error}
  - {id: P, predicate: in_order, on: review_date, before: today, severity: warning}
  - {id: Q, predicate: date_window, on: review_date, from: meeting_date, at_most: {school_days: 20}, severity: error}
  - {id: R, predicate: required_when, on: "actions[].owner", when: {answered: reason}, severity: warning}
"""


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Form:
    words = "message: It does not fit, source: {document: school-policy-2024, part: Test}"
    return form_of(re.sub(r"(severity: \w+)}", rf"\1, {words}}}", RULES), tmp_path_factory.mktemp("ruled"))


def boxes_of(spec: FormSpec, rows: int = 2) -> dict[Box, str]:
    """A cell for each box of a form in which every list has so many entries, one below the other in column A."""
    found: list[Box] = []
    for path, leaf in spec.leaves.items():
        if leaf.field.box != "image":
            codes = [choice.code for choice in leaf.field.choices] if leaf.field.box == "options" else [None]
            found += [(one, code) for one in in_rows(path, rows) for code in codes]
    return {box: f"$A${row}" for row, box in enumerate(found, 1)}


def in_rows(path: str, rows: int) -> Iterator[str]:
    if "[]" not in path:
        yield path
        return
    for position in range(rows):
        yield from in_rows(path.replace("[]", f".{position}", 1), rows)


def cell_value(form: Form, path: str, value: Any, text: str) -> Any:
    """What the writer puts into the cell: a number, or text."""
    xml = value_cell("<c", form.spec.leaves[pattern(path)].field.kind.entry.shape, value, text)
    number = re.search("<v>(.*)</v>", xml)
    return float(number[1]) if number else text


def formula_of(form: Form, rule: str, path: str) -> list[str]:
    named = {box: f"${box[0]}" for box in boxes_of(form.spec)}
    return [mark.formula for mark in marks_of(form.spec, named) if (mark.rule, mark.path) == (rule, path)]


def test_a_date_window_is_two_marks_and_a_closed_week_may_soften_the_late_one(ruled: Form) -> None:
    marks = [mark for mark in marks_of(ruled.spec, boxes_of(ruled.spec)) if mark.rule == "A"]
    assert [(mark.severity, mark.path) for mark in marks] == [("error", "review_date"), ("warning", "review_date")]
    assert formula_of(ruled, "A", "review_date") == [
        "AND(ISNUMBER($review_date),ISNUMBER($meeting_date),N($review_date)<N($meeting_date)+14)",
        "AND(ISNUMBER($review_date),ISNUMBER($meeting_date),N($review_date)>N($meeting_date)+28)",
    ]


def test_what_a_workbook_cannot_know_is_not_marked(ruled: Form) -> None:
    """School days need the terms."""
    assert "Q" not in {mark.rule for mark in marks_of(ruled.spec, boxes_of(ruled.spec))}
    assert {mark.rule for mark in marks_of(ruled.spec, boxes_of(ruled.spec))} == set("ABCDEFGHIJKLMNOPR")


def test_the_cell_says_what_its_rules_ask_and_keeps_its_check(ruled: Form) -> None:
    book = openpyxl.load_workbook(io.BytesIO(ruled.blank("xlsx")))
    cell = book.defined_names["f.review_date"].attr_text.split("!")[1].replace("$", "")
    check = next(one for one in book["Form"].data_validations.dataValidation if cell in str(one.sqref).split())
    assert (check.type, check.errorStyle, check.operator) == ("date", "stop", "between")
    assert check.prompt.splitlines()[0] == "Three weeks after the meeting."
    assert '"Date of review" must be from 2 to 4 weeks after "Date of meeting", both included' in check.prompt
    assert len(check.prompt) <= 255


def test_a_note_holds_whole_sentences_as_far_as_excel_shows_them() -> None:
    assert prompt_of(["", "One.", "Two.", "One."]) == "One.\nTwo."
    assert prompt_of(["a" * 200 + ".", "b" * 60 + ".", "Short."]) == "a" * 200 + ".\nShort."
    cut = prompt_of(["word " * 60])
    assert len(cut) <= 255
    assert cut.endswith("word…")


def test_nothing_is_refused_that_is_only_marked(ruled: Form) -> None:
    """Only what cannot be read at all is stopped: the kinds of the boxes."""
    checks = openpyxl.load_workbook(io.BytesIO(ruled.blank("xlsx")))["Form"].data_validations.dataValidation
    assert {one.type for one in checks if one.showErrorMessage} <= {
        "date",
        "time",
        "whole",
        "decimal",
        "list",
        "textLength",
    }


# --- computed by LibreOffice

XLSX = "xlsx:Calc MS Excel 2007 XML"


def opened(data: bytes) -> Any:
    """A workbook with the results of its formulas."""
    with warnings.catch_warnings():  # LibreOffice writes whole columns as print area, which openpyxl leaves out
        warnings.filterwarnings("ignore", "Print area cannot be set")
        return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def example_of(form: Form) -> tuple[list[FormulaMark], dict[Box, str], dict[str, Any]]:
    """The form's example, held against every mark it has."""
    boxes = boxes_of(form.spec, rows=8)
    return list(marks_of(form.spec, boxes)), boxes, dict(form.values(form.example()["answers"])[0])


def cases_of(form: Form) -> Iterator[tuple[RuleSpec, str, list[FormulaMark], dict[Box, str], dict[str, Any]]]:
    """The cases at the edges of each rule, without school calendar, with the document's date where it has none."""
    boxes = boxes_of(form.spec)
    marks = marks_of(form.spec, boxes)
    dated = next(
        (
            path
            for path in (*DOCUMENT_DATES, *(one for one, leaf in form.spec.leaves.items() if leaf.required))
            if (path, None) in boxes
        ),
        None,
    )
    for rule in form.spec.rules:
        mine = [mark for mark in marks if mark.rule == rule.id]
        for case in boundaries(rule, form.spec) if mine else ():
            values = dict(case.values)
            if dated and rule.predicate in ("at_least_one_of", "one_of"):
                values = {dated: form.values(form.example()["answers"])[0][dated], **values}
            if all((path, None) in boxes or any(box[0] == path for box in boxes) for path in values):
                yield rule, case.name, mine, boxes, values


def add_case(book: Any, form: Form, marks: list[FormulaMark], boxes: dict[Box, str], values: dict[str, Any]) -> None:
    """A sheet of the answers, with the formulas in column C."""
    sheet = book.create_sheet()
    content = form.content(values)
    for path, text in content.texts.items():
        if (path, None) in boxes:
            sheet[boxes[path, None].replace("$", "")] = cell_value(form, path, values.get(path), text)
    for path, codes in content.marked.items():
        for code in codes:
            sheet[boxes[path, code].replace("$", "")] = "X"
    for row, mark in enumerate(marks, 1):
        sheet.cell(row, 3, f"={mark.formula}")


@pytest.mark.libreoffice
@pytest.mark.atlength
def test_a_formula_marks_what_the_check_finds_on_both_sides_of_every_edge(ruled: Form, tmp_path: Path) -> None:
    """Held against `check` for each edge of each rule that has marks; the forms'
    examples have none."""
    book: Any = openpyxl.Workbook()
    forms = (ruled, *(tsmforms.form(one) for one in FORMS))
    cases = [(form, *case) for form in forms for case in cases_of(form)]
    for form, _, _, marks, boxes, values in cases:
        add_case(book, form, marks, boxes, values)
    examples = [(form, *example_of(form)) for form in forms[1:]]
    for form, marks, boxes, values in examples:
        add_case(book, form, marks, boxes, values)
    out = io.BytesIO()
    book.save(out)
    computed = opened(saved(tmp_path, XLSX, cases=out.getvalue())["cases"])
    wrong, outside = [], 0
    for (form, rule, name, marks, _, values), sheet in zip(cases, computed.worksheets[1 : -len(examples)], strict=True):
        seen = {mark.path for row, mark in enumerate(marks, 1) if sheet.cell(row, 3).value is True}
        found = evaluate_rule(rule, form.spec, values, today=datetime.date.today())
        expected = {one.field for one in found if one.code != "R0216"} & {mark.path for mark in marks}
        outside += bool(expected)
        if seen != expected:
            wrong.append((form.id, rule.id, name, seen, expected))
    assert wrong == []
    assert outside > 40
    for (form, marks, _, _), sheet in zip(examples, computed.worksheets[-len(examples) :], strict=True):
        assert [mark for row, mark in enumerate(marks, 1) if sheet.cell(row, 3).value is True] == [], form.id


@pytest.mark.libreoffice
@pytest.mark.slow
def test_a_filled_workbook_shows_no_mark_and_one_with_a_wrong_date_does(tmp_path: Path) -> None:
    files: dict[str, bytes] = {}
    for one in ("sam_minutes", "letter_1"):
        form = tsmforms.form(one)
        answers = form.example()["answers"]
        files[one] = with_formulas(form.write(answers, "xlsx"))
        if one == "sam_minutes":
            files["late"] = with_formulas(form.write({**answers, "review_date": "2031-01-06"}, "xlsx"))
    shown = {name: marked(data) for name, data in saved(tmp_path, XLSX, **files).items()}
    assert "review_date" in shown.pop("late")
    assert {name: paths for name, paths in shown.items() if paths} == {}


def with_formulas(data: bytes) -> bytes:
    """The workbook with the formula of each mark in a sheet of its own, beside the cells it marks."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    extra = book.create_sheet("Marks")
    row = 0
    for area, rules in sheet.conditional_formatting._cf_rules.items():
        for rule in rules:
            row += 1
            formula = re.sub(r"(\$?[A-Z]{1,3}\$?\d+)", rf"{sheet.title}!\1", rule.formula[0])
            extra.cell(row, 1, str(area.sqref))
            extra.cell(row, 2, f"={formula}")
            extra.cell(row, 3, "rule" if rule.dxf.border else "rating")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def marked(data: bytes) -> list[str]:
    """The questions whose cells are marked by a rule."""
    book = opened(data)
    names = {
        one.attr_text.split("!")[1].replace("$", "").partition(":")[0]: name.removeprefix("f.")
        for name, one in book.defined_names.items()
        if "!" in (one.attr_text or "") and name.startswith("f.")
    }
    rows = ([cell.value for cell in row] for row in book["Marks"].iter_rows())
    return [
        names.get(area.split()[0].partition(":")[0], area)
        for area, value, what in rows
        if what == "rule" and value is True
    ]
