"""`when` on figures, dates and computed values: printed where it is so, in each format, and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import tsmforms
from tests.specs.small import faults_of
from tsmforms.testing.text import document_text

LETTER = """\
form: visit_letter
edition: 2025-09
title: After our visit
kind: letter
legal_warning: none
fields:
  recipient: {label: Parent, type: person, parts: [surname]}
  authorised: {label: Authorised, type: integer}
  unauthorised: {label: Unauthorised, type: integer}
  visit_date: {label: Date of visit, type: date}
  posted: {label: Posted, type: date}
  child: {label: Child was there, type: yes_no}
  topics: {label: Topics, type: multiple_choice, choices: [Sleep, Buses]}
derived:
  missed: {sum: [authorised, unauthorised]}
  missed_days: {days: missed}
layout:
  - address: ["{recipient.surname}"]
  - prose: "Visit {visit_date}, posted {posted}, {authorised} and {unauthorised}, {topics}, there: {child}."
  - when: {field: unauthorised, at_least: 1}
    then: [{prose: Some absence was not authorised.}]
  - when: {field: unauthorised, at_most: 0}
    then: [{prose: Every absence was authorised.}]
  - when: {all_of: [{field: unauthorised, at_least: 1}, {field: authorised, at_least: 1}]}
    then: [{prose: Absence of both kinds.}]
  - when: {field: missed_days, at_least: 5.5}
    then: [{prose: More than a week was missed.}]
  - when: {field: posted, after: visit_date}
    then: [{prose: Posted later.}]
  - when: {field: visit_date, at_least: 2026-01-01}
    then: [{prose: Seen this year.}]
  - when: {field: child, is: true}
    then: [{prose: Your child came along.}]
  - when: {field: topics, is: [sleep], not: true}
    then: [{prose: We did not speak of sleep.}]
"""


def form_of(folder: Path, text: str) -> tsmforms.Form:
    path = folder / "spec.yaml"
    path.write_text(text, encoding="utf-8")
    return tsmforms.load_form(path)


def answers(**changed: Any) -> dict[str, Any]:
    usual = {
        "recipient": {"surname": "Example"},
        "authorised": 3,
        "unauthorised": 0,
        "visit_date": "2025-12-01",
        "posted": "2025-12-01",
        "child": False,
        "topics": ["sleep"],
    }
    return {**usual, **changed}


SENTENCES = {
    "Some absence was not authorised.": {"unauthorised": 1},
    "Absence of both kinds.": {"unauthorised": 1},
    "More than a week was missed.": {"authorised": 11},
    "Posted later.": {"posted": "2025-12-02"},
    "Seen this year.": {"visit_date": "2026-01-01"},
    "Your child came along.": {"child": True},
    "We did not speak of sleep.": {"topics": ["buses"]},
}


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_a_block_is_printed_where_its_condition_is_met_and_only_there(tmp_path: Path, format: str) -> None:
    form = form_of(tmp_path, LETTER)
    for sentence, changed in {"Every absence was authorised.": {}, **SENTENCES}.items():
        given = answers(**changed)
        data = form.write(given, format)
        words = " ".join(document_text(data).split())
        printed = [one for one in SENTENCES if one in words]
        assert sentence in words
        assert set(printed) <= {sentence, *(one for one, other in SENTENCES.items() if other == changed)}
        found = form.read(data)
        assert found.answers == given
        assert [d for d in found.diagnostics if d.severity != "info"] == []


def test_the_specimen_shows_every_block_that_may_be_printed(tmp_path: Path) -> None:
    words = " ".join(document_text(form_of(tmp_path, LETTER).blank("docx")).split())
    assert [one for one in SENTENCES if one not in words] == ["We did not speak of sleep."]


@pytest.mark.parametrize(
    ("written", "message"),
    {
        "{field: unauthorised, at_least: many}": '"many" is not an answer to "Unauthorised"',
        "{field: unauthorized, at_least: 1}": 'no such field: "unauthorized"',
        "{field: recipient, at_least: 1}": '"when" names one question; "recipient" is made of several',
        "{field: child, at_least: 1}": '"child" has no order, so it cannot be compared by "at_least"',
        "{field: topics, is: [sleap]}": '"sleap" is not an answer to "Topics"',
        "{field: visit_date, at_least: next week}": '"next week" is not an answer to "Date of visit"',
        "{field: visit_date, after: today}": '"when" of a layout compares with no "today"',
        "{field: visit_date, before: missed}": '"missed" is of type decimal, and cannot be compared',
        "{field: missed, least: 1}": 'unknown key "least"',
        "{at_least: 1}": '"when" should be {answered: FIELD}',
        "{all_of: unauthorised}": '"all_of" of "when" should be a list of conditions',
        "{all_of: [{field: missed, at_lest: 1}]}": '"when" should be {answered: FIELD}',
        "{not: true}": '"when" should be {answered: FIELD}',
    }.items(),
)
def test_a_condition_that_makes_no_sense_is_a_fault_at_its_line(tmp_path: Path, written: str, message: str) -> None:
    text = LETTER.replace("{field: unauthorised, at_least: 1}\n", written + "\n", 1)
    (fault,) = faults_of(tmp_path, text)
    assert message in fault.message
    assert fault.place.line == text[: text.index(written)].count("\n") + 1


FORM = """\
form: visit_note
edition: 2025-09
title: Visit note
kind: form
fields:
  name: {label: Name, type: text}
  outcome: {label: Outcome, type: choice, choices: {agreed: Agreed, other: Another way}}
  missed: {label: Sessions missed, type: integer}
  other_way: {label: Which way, type: text}
  help: {label: Help offered, type: text}
  ends: {label: Last words, type: text}
layout:
  - grid: [[name, outcome, missed]]
  - when: {field: outcome, is: [other]}
    then: [{heading: Another way}, {grid: [other_way]}]
  - when: {field: missed, at_least: 10}
    then: [{grid: [help]}]
  - grid: [ends]
"""


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_a_form_leaves_out_what_its_answers_settle_and_nothing_else(tmp_path: Path, format: str) -> None:
    form = form_of(tmp_path, FORM)
    both = {"Another way", "Help offered"}
    for given, printed in (
        ({}, both),
        ({"name": "Ann"}, both),
        ({"name": "Ann", "outcome": "agreed", "ends": "Bye"}, {"Help offered"}),
        ({"name": "Ann", "outcome": "agreed", "missed": 9, "ends": "Bye"}, set()),
        ({"outcome": "other", "missed": 10, "other_way": "By bus", "help": "A lift", "ends": "Bye"}, both),
    ):
        data = form.write(given, format) if given else form.blank(format)
        words = document_text(data)
        labels = {"Which way": "Another way", "Help offered": "Help offered"}
        assert {block for label, block in labels.items() if label in words} == printed, given
        found = form.read(data)
        assert found.answers == given
        assert [(d.code, d.message) for d in found.diagnostics if d.severity != "info"] == []


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_an_answer_in_a_block_that_a_form_leaves_out_is_refused(tmp_path: Path, format: str) -> None:
    form = form_of(tmp_path, FORM)
    data, said = form.render({"outcome": "agreed", "other_way": "By bus"}, format)
    assert data is None
    assert [(d.code, d.field) for d in said] == [("D0304", "other_way")]


def test_invented_records_of_a_form_answer_only_what_is_printed(tmp_path: Path) -> None:
    form = form_of(tmp_path, FORM)
    for seed in range(12):
        assert form.read(form.write(form.example(seed), "docx")).answers == form.example(seed)["answers"]


def test_a_block_of_a_repeat_has_no_condition(tmp_path: Path) -> None:
    text = FORM.replace("  ends: {", "  rows: {label: Rows, columns: {one: {label: One}}}\n  ends: {").replace(
        "  - grid: [ends]",
        "  - repeat: {field: rows, blocks: [{when: {field: one}, then: [{grid: [one]}]}]}\n  - grid: [ends]",
    )
    assert any('a "repeat" has no "when"' in fault.message for fault in faults_of(tmp_path, text))
