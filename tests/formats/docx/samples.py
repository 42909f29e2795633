"""Invented specs with everything that is awkward in Word, and the tools of these tests."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from tests.support.reading import Read
from tests.support.reading import docx as read
from tsmforms.documents import Form
from tsmforms.formats.docx.wml import W
from tsmforms.reading.merge import Merged, merge
from tsmforms.specs import load_spec, registry
from tsmforms.specs.values import json_from_values

AWKWARD_FORM = """
form: awkward
edition: 2025-09
title: Awkward & <strange>
kind: form
filled_by: Nobody
description: Names that templates stumble over.
sources: [{document: our-own-procedure, part: All}]
choices:
  size:
    - {code: "1", label: "One {{ size }}"}
    - {code: big one, label: Big}
    - {code: it's, label: It's}
  tick:
    - {code: agreed, label: I agree}
fields:
  items: {label: "Items {% raw %}", type: text}
  loop: {label: "Is it {# so #}?", type: yes_no, as: dropdown}
  row: {label: Row, type: long_text, lines: 3}
  values:
    type: group
    label: Values
    fields:
      keys: {label: Keys, type: date}
      count: {label: Count, type: integer}
  sizes: {label: Sizes, type: multiple_choice, choices: size}
  agreed: {label: Agreed, type: multiple_choice, choices: tick}
  mood: {label: Mood, type: rating}
  person: {label: Person seen, type: person}
  checks:
    label: Is it in place?
    type: rows
    rows: {bag: The bag, alarm: The alarm}
    columns:
      rating: {label: Rating, type: rating}
      note: {label: Note, type: long_text, lines: 1}
  pupils:
    label: Pupils
    type: list
    max_rows: 5
    columns:
      name: {label: Pupil, type: text}
      support: {label: Support, type: multiple_choice, choices: size}
      notes: {label: Notes, type: long_text}
      actions:
        label: Actions
        type: list
        max_rows: 4
        columns:
          what: {label: What, type: long_text}
          done: {label: Done, type: yes_no}
          rating: {label: Rating, type: rating}
  visits:
    label: Visits
    type: list
    max_rows: 6
    columns:
      on: {label: On, type: date}
      seen: {label: Seen, type: person}
layout:
  - heading: Everything
  - grid:
      - [items, loop]
      - [row]
      - [values.keys, values.count, mood]
      - [person]
      - [agreed]
  - checklist: sizes
  - table: {field: checks}

  - repeat:
      field: pupils
      title: Pupil
      count: 2
      blocks:
        - grid: [[name, support]]
        - prose: "Notes on number {number}: {notes}"
        - table: {field: actions, blank_rows: 2}
  - table: {field: visits, blank_rows: 2}
rules: []
"""

AWKWARD_LETTER = """
form: awkward_letter
edition: 2025-09
title: An awkward letter
kind: letter
legal_warning: none
filled_by: Nobody
description: Conditions of each sort.
sources: [{document: our-own-procedure, part: All}]
choices:
  way:
    - {code: post, label: Post}
    - {code: e-mail, label: E-mail}
fields:
  recipient: {label: Parent, type: person, parts: [title, forename, surname]}
  address: {label: Address, type: address}
  way: {label: Way, type: choice, choices: way}
  offer: {label: Offer, type: long_text}
  offers:
    label: Offer
    type: list
    max_rows: 3
    columns: {offer: {label: Offer, type: text}, owner: {label: Owner, type: text}}
  steps:
    label: Step
    type: list
    max_rows: 3
    columns: {step: {label: Next step, type: text}, by: {label: By, type: date}}
layout:
  - address: ["{recipient.title} {recipient.forename} {recipient.surname}", "{address.lines}", "{address.postcode}"]
  - heading: An offer
  - when: {field: offer}
    then: [{prose: "We offer: {offer}"}]
  - when: {field: offer, not: true}
    then: [{prose: "We have nothing to offer yet."}]
  - prose: "By {way}."
  - when: {field: way, is: [post, e-mail]}
    then: [{prose: "It is on its way."}]
  - when: {field: way, is: [post], not: true}
    then: [{prose: "It is not in the post."}]
  - bullet_list: {field: offers, text: "{owner} will give {offer}"}
  - table: {field: steps}
  - closing: ["Yours sincerely", "A Nobody"]
rules: []
"""


@lru_cache(maxsize=8)
def built_in(name: str) -> Form:
    return Form(registry().spec(name))


@lru_cache(maxsize=8)
def awkward(name: str = "awkward") -> Form:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.yaml"
        path.write_text(AWKWARD_FORM if name == "awkward" else AWKWARD_LETTER, encoding="utf-8")
        return Form(load_spec(path))


def filled(form: Form, answers: Mapping[str, Any], record_id: str | None = None) -> bytes:
    """The document of these answers, which must all be showable."""
    data, diagnostics = form.render(answers, "docx", record_id, is_open=True)
    assert data is not None, diagnostics
    return data


def merged(form: Form, data: bytes) -> tuple[Read, Merged]:
    reading = read(data, form.spec)
    return reading, merge(form.spec, reading.found)


def answers(form: Form, data: bytes) -> dict[str, Any]:
    """What a document answers, as JSON."""
    return json_from_values(form.spec, merged(form, data)[1].values)


def codes(form: Form, data: bytes) -> list[str]:
    """The codes of every diagnostic of reading a document."""
    reading, done = merged(form, data)
    return [d.code for d in (*reading.diagnostics, *done.diagnostics)]


def part(data: bytes, name: str = "word/document.xml") -> Any:
    """A part, parsed."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def edited(data: bytes, change: Callable[[Any], None], name: str = "word/document.xml") -> bytes:
    """The document with one part changed."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for member in source.namelist():
            content = source.read(member)
            if member == name:
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
            out.writestr(member, content)
    return target.getvalue()


def without(data: bytes, *names: str) -> bytes:
    """The document without some of its parts."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for member in source.namelist():
            if member not in names:
                out.writestr(member, source.read(member))
    return target.getvalue()


def controls(root: Any, tag: str) -> list[Any]:
    """The controls of this tag, in reading order."""
    return [c for c in root.iter(f"{W}sdt") if c.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == tag]


def unwrap(control: Any) -> None:
    """Delete a control and keep its words, as Word's "Remove Content Control" does."""
    parent, at = control.getparent(), control.getparent().index(control)
    for child in reversed(list(control.find(f"{W}sdtContent"))):
        parent.insert(at, child)
    parent.remove(control)


def type_into(control: Any, words: str) -> None:
    """Replace the words of a control."""
    texts = list(control.find(f"{W}sdtContent").iter(f"{W}t"))
    texts[0].text = words
    for other in texts[1:]:
        other.getparent().remove(other)
    flag = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if flag is not None:
        flag.getparent().remove(flag)
