"""Small invented forms, and tools to change a workbook as a person or another program would."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree

from tsmforms.documents import Form
from tsmforms.specs import load_spec

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = "xl/worksheets/sheet1.xml"
WORKBOOK = "xl/workbook.xml"

FORM = """
form: sample
edition: 2026-09
title: A sample of every box
kind: form
fields:
  name: {label: Pupil's name, type: text, max_length: 80}
  meeting_date: {label: Date of meeting, type: date}
  start: {label: Start, type: time}
  count: {label: Sessions missed, type: integer, min: 0, max: 400}
  ratio: {label: Ratio, type: decimal}
  percent: {label: Attendance, type: percentage}
  fine: {label: Amount, type: money}
  attended: {label: Parent attended, type: yes_no, as: dropdown}
  year: {label: Year group, type: choice, choices: [{code: "1", label: Year 1}, {code: R, label: Reception}]}
  venue: {label: Venue, type: choice, as: dropdown, choices: [{code: a, label: "School, room 1"}, {code: b, label: Online}]}
  help:
    label: Help asked for
    type: multiple_choice
    choices: [{code: bus, label: Bus pass}, {code: club, label: Breakfast club}]
  upn: {label: UPN, type: upn}
  address: {type: address, label: Address}
  notes: {label: Notes, type: long_text, max_length: 40000}
  audit:
    label: Audit
    type: rows
    rows: {leader: There is a leader, policy: There is a policy}
    columns: {rating: {label: Rating, type: rating}, evidence: {label: Evidence, type: long_text}}
  actions:
    label: Actions
    type: list
    max_rows: 8
    columns:
      action: {label: Action, type: long_text}
      owner: {label: Who, type: text}
      by_when: {label: By when, type: date}
  parent: {label: Parent, type: signature}
layout:
  - heading: About
  - grid: [[name, meeting_date, start], [count, ratio, percent], [fine, attended, year], [venue], [upn]]
  - grid: [[address], [help], [notes]]
  - table: {field: audit}
  - table: {field: actions, blank_rows: 3}
  - prose: Please sign below.
  - signatures: [parent]
"""

LETTER = """
form: sample_letter
edition: 2026-09
title: A sample letter
kind: letter
legal_warning: none
fields:
  recipient: {type: person, label: Parent, parts: [title, surname]}
  address: {type: address, label: Address}
  issue_date: {label: Date of letter, type: date}
  percent: {label: Attendance, type: percentage}
  actions:
    label: Actions
    type: list
    max_rows: 2
    columns: {action: {label: Action, type: text}, owner: {label: Who, type: text}}
layout:
  - address: ["{recipient.title} {recipient.surname}", "{address.lines}", "{address.postcode}"]
  - prose: "Written on {issue_date}. Attendance was {percent}."
  - bullet_list: {field: actions, text: "{action}: {owner}"}
"""

NESTED = """
form: nested
edition: 2026-09
title: Nested and derived
kind: form
fields:
  possible: {label: Possible, type: integer}
  attended: {label: Attended, type: integer}
  officer: {label: Officer, type: text}
  kinds:
    label: Kinds
    type: multiple_choice
    choices: [{code: a, label: A kind of support with a long label}, {code: b, label: Second}, {code: c, label: Third}]
  agreed: {label: Agreed, type: yes_no, as: options}
  terms:
    label: Terms
    type: rows
    rows: {autumn: Autumn, spring: Spring, summer: Summer}
    columns:
      rate: {label: Attendance, type: percentage}
      rag: {label: Rating, type: rating}
      note: {label: Note, type: long_text}
  attendees:
    label: Attendees
    type: list
    columns:
      who: {type: person, label: Who, parts: [forename, surname]}
      came: {label: Came, type: yes_no, as: dropdown}
  pupils:
    label: Pupils
    type: list
    max_rows: 3
    columns:
      name: {label: Name, type: text}
      picture: {type: image, label: Dashboard}
      steps: {label: Steps, type: list, columns: {step: {label: Step, type: text}, done: {label: Done, type: date}}}
derived:
  pc: {percent: [attended, possible]}
layout:
  - prose: "Attended {attended} of {possible}, which is {pc} in all."
  - prose: "Share {pc}."
  - bullets: ["First point", "Officer: {officer}"]
  - checklist: kinds
  - grid: [[agreed]]
  - term_columns: {field: terms}
  - table: {field: attendees, blank_rows: 2}
  - {page_break: true}
  - repeat:
      field: pupils
      count: 2
      title: Pupil
      blocks:
        - grid: [[name]]
        - image: {field: picture}
        - table: {field: steps, blank_rows: 2}
"""

ANSWERS: dict[str, Any] = {
    "name": "Anna Example",
    "meeting_date": "2026-09-14",
    "start": "08:50",
    "count": 12,
    "ratio": 1.25,
    "percent": 87.5,
    "fine": 12.5,
    "attended": True,
    "year": "R",
    "venue": "a",
    "help": ["bus", "club"],
    "upn": "H801200001001",
    "address": {"lines": ["1 Example Road", "Anytown"], "postcode": "ZZ99 3WZ"},
    "notes": "First line\nsecond line",
    "audit": {"leader": {"rating": "red", "evidence": "Seen"}, "policy": {"rating": "green"}},
    "actions": [{"action": "Call home", "owner": "Mr Example", "by_when": "2026-09-21"}, {"action": "Meet again"}],
    "parent": {"name": "B Example", "signed": True, "date": "2026-09-14"},
}


NESTED_ANSWERS: dict[str, Any] = {
    "possible": 10,
    "attended": 8,
    "officer": "Mr Example",
    "kinds": ["a", "c"],
    "agreed": False,
    "terms": {"autumn": {"rate": 90, "rag": "red", "note": "n"}, "summer": {"rag": "green"}},
    "attendees": [{"who": {"forename": "A", "surname": "B"}, "came": True}, {"who": {"surname": "C"}}, {"came": False}],
    "pupils": [
        {"name": "P1", "steps": [{"step": "s1", "done": "2026-01-02"}, {"step": "s2"}, {"step": "s3"}]},
        {"name": "P2", "picture": {"alt": "A graph"}},
        {"name": "P3", "steps": [{"step": "z"}]},
    ],
}


def form_of(text: str, folder: Path) -> Form:
    """The form of a spec written in a test."""
    path = folder / "sample.yaml"
    path.write_text(text, encoding="utf-8")
    return Form(load_spec(path))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return out.getvalue()


def edited(data: bytes, part: str, change: Callable[[Any], None]) -> bytes:
    """The file with one part's tree changed."""
    content = parts(data)
    root = etree.fromstring(content[part])
    change(root)
    return packed({**content, part: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def reference(data: bytes, name: str) -> str:
    """The first cell of a defined name."""
    root = etree.fromstring(parts(data)[WORKBOOK])
    text = next(e.text for e in root.iter(f"{MAIN}definedName") if e.get("name") == name)
    return re.split("[!:]", text)[1].replace("$", "")


def with_cell(data: bytes, name: str, attributes: dict[str, str], inner: str, ref: str | None = None) -> bytes:
    """The file with the content of a named cell (or the cell at `ref`) replaced; its style stays."""
    ref = ref or reference(data, name)

    def change(root: Any) -> None:
        cell = next(c for c in root.iter(f"{MAIN}c") if c.get("r") == ref)
        for key in set(cell.attrib) - {"r", "s"}:
            del cell.attrib[key]
        cell.attrib.update(attributes)
        cell[:] = list(etree.fromstring(f'<c xmlns="{MAIN[1:-1]}">{inner}</c>'))

    return edited(data, SHEET, change)


def with_text(data: bytes, name: str, text: str, ref: str | None = None) -> bytes:
    return with_cell(data, name, {"t": "inlineStr"}, f'<is><t xml:space="preserve">{text}</t></is>', ref)


def with_number(data: bytes, name: str, number: str) -> bytes:
    return with_cell(data, name, {}, f"<v>{number}</v>")


def with_row_inserted(data: bytes, before: int) -> bytes:
    """The file as Excel leaves it when a row was inserted: cells, merged cells and names below move down."""

    def moved(text: str) -> str:
        return re.sub(r"(\$?[A-Z]{1,3}\$?)(\d+)", lambda m: m[1] + str(int(m[2]) + (int(m[2]) >= before)), text)

    def change_sheet(root: Any) -> None:
        for row in root.iter(f"{MAIN}row"):
            row.set("r", moved("A" + row.get("r"))[1:])
        for cell in root.iter(f"{MAIN}c"):
            cell.set("r", moved(cell.get("r")))
        for element in root.iter(f"{MAIN}mergeCell"):
            element.set("ref", moved(element.get("ref")))
        new = etree.Element(f"{MAIN}row", r=str(before))
        rows = root.find(f"{MAIN}sheetData")
        rows.insert([int(r.get("r")) for r in rows].index(before + 1), new)

    def change_names(root: Any) -> None:
        for element in root.iter(f"{MAIN}definedName"):
            sheet, _, area = element.text.partition("!")
            element.text = f"{sheet}!{moved(area)}"

    return edited(edited(data, SHEET, change_sheet), WORKBOOK, change_names)


def with_new_cell(data: bytes, ref: str, text: str) -> bytes:
    """The file with a cell of text put into a row that has none at this place."""
    number = int(re.sub("[A-Z]", "", ref))

    def change(root: Any) -> None:
        row = next(r for r in root.iter(f"{MAIN}row") if r.get("r") == str(number))
        for cell in [c for c in row if c.get("r") == ref]:
            row.remove(cell)
        row.append(etree.fromstring(f'<c xmlns="{MAIN[1:-1]}" r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'))

    return edited(data, SHEET, change)
