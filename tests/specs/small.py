"""A small spec to break in one place, and a letter."""

from __future__ import annotations

from pathlib import Path

from tsmforms.diagnostics import Diagnostic
from tsmforms.model import FormSpec
from tsmforms.specs import load_spec, read_spec

FORM = """\
form: visit_note
edition: 2025-09
title: Visit note
kind: form
filled_by: The officer
sources:
  - {document: our-own, part: Visits}

choices:
  reason:
    - {code: illness, label: Illness}
    - {code: other, label: Something else}

fields:
  name: {label: Name, type: text, required: true}
  visit_date: {label: Date of visit, type: date}
  reason: {label: Reason, type: choice, choices: reason}
  steps:
    label: Steps
    type: list
    max_rows: 5
    columns:
      step: {label: Step, type: text}
      by_when: {label: By when, type: date}

layout:
  - heading: The visit
  - grid:
      - [name, visit_date, reason]
  - table: {field: steps, blank_rows: 2}

rules:
  - id: VISIT-ORDER
    predicate: in_order
    on: visit_date
    before: today
    message: The visit has not been yet
    source: {document: our-own, part: Visits}
"""

LETTER = """\
form: visit_letter
edition: 2025-09
title: After our visit
kind: letter
fields:
  recipient: {label: Parent, type: person, parts: [surname]}
  code: {label: Way, type: choice, choices: [{code: ring, label: Ring}, {code: write, label: Write}]}
  phone_words: {label: Words for a call, type: text}
  letter_words: {label: Words for a letter, type: text}
layout:
  - address: ["{recipient.surname}"]
  - prose: "We will get in touch: {code}."
  - when: {field: code, is: [ring]}
    then:
      - prose: "{phone_words}"
  - when: {field: code, is: [write]}
    then:
      - prose: "{letter_words}"
legal_warning: none
"""


def with_line(old: str, new: str, text: str = FORM) -> str:
    """The spec with one piece replaced, which stands in it once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def spec_of(folder: Path, text: str) -> FormSpec:
    """The spec of a text."""
    path = folder / "spec.yaml"
    path.write_text(text, encoding="utf-8")
    return load_spec(path)


def faults_of(folder: Path, text: str) -> tuple[Diagnostic, ...]:
    """Its faults."""
    path = folder / "spec.yaml"
    path.write_text(text, encoding="utf-8")
    return read_spec(path)[1]
