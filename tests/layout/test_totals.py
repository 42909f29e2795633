"""A total below a table: added up in each format, read past, and refused where there is nothing to add."""

from __future__ import annotations

from pathlib import Path

import pytest

import tsmforms
from tests.specs.small import faults_of
from tsmforms.testing.text import document_text

FORM = """\
form: costs
edition: 2025-09
title: Costs of a visit
kind: form
fields:
  name: {label: Name, type: text}
  costs:
    label: Costs
    max_rows: 6
    columns:
      what: {label: What, type: text}
      amount: {label: Amount, type: money}
      miles: {label: Miles, type: integer}
layout:
  - grid: [name]
  - table: {field: costs, blank_rows: 3, total: [amount, miles]}
"""


def form_of(folder: Path, text: str) -> tsmforms.Form:
    path = folder / "spec.yaml"
    path.write_text(text, encoding="utf-8")
    return tsmforms.load_form(path)


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_figures_are_added_up_below_the_table(tmp_path: Path, format: str) -> None:
    form = form_of(tmp_path, FORM)
    rows = [
        {"what": "Bus", "amount": 4.5, "miles": 12},
        {"what": "Lunch", "amount": 1200},
        {"what": "Walk", "miles": 1},
    ]
    answers = form.to_json({"name": "Ann", "costs": rows})["answers"]
    data = form.write(answers, format)
    words = " ".join(document_text(data).split())
    assert "£1,204.50" in words
    assert "Miles in total:" in words
    assert "13" in words
    found = form.read(data)
    assert found.answers == answers
    assert [(d.code, d.message) for d in found.diagnostics if d.severity != "info"] == []
    blank = form.read(form.blank(format))
    assert (blank.answers, [d.code for d in blank.diagnostics if d.severity != "info"]) == ({}, [])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("total: [amount, miles]", "total: [what]", '"what" is not a column of figures of "costs"'),
        ("total: [amount, miles]", "total: [cost]", '"cost" is not a column of figures of "costs"'),
        ("max_rows: 6\n", "rows: {a: {label: A}}\n", '"costs" is not a list of its own, and has no total'),
    ],
)
def test_a_total_of_nothing_is_a_fault_at_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = FORM.replace(old, new).replace(", blank_rows: 3" if "rows: {" in new else "zzz", "")
    faults = faults_of(tmp_path, text)
    assert message in [fault.message for fault in faults]
    assert {fault.place.line for fault in faults} == {text[: text.index("total: [")].count("\n") + 1}
