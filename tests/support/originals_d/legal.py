"""The legal checklist: a box before each step and parents across in Word; two sheets printed from Excel."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import words
from .paper import Inventor, Paper
from .sheets import Book
from .specs import numbered, rows

FORM = "legal_process_checklist"
MEETINGS = {
    "initial_concerns": "Initial concerns meeting",
    "sam": "School attendance meeting (SAM)",
    "sam_review": "Review of a SAM",
    "sap": "School attendance panel (SAP)",
    "contract": "Contract meeting",
    "other": "Another meeting",
}
CAME = {"attended": "Parents came", "not_attended": "Parents did not come"}
PARENT = {
    "name": "Name",
    "responsibility": "Parental responsibility",
    "day_to_day": "Day-to-day care",
    "days": "Which days",
    "informed_on": "Informed in writing on",
    "checked_on": "Details checked on",
}
HEAD = [
    ("Pupil's name", "pupil.name"),
    ("Date of birth", "pupil.date_of_birth"),
    ("Class/Year group", "pupil.class_or_year"),
    ("Completed on", "completed_on"),
    ("Completed by", "completed_by"),
]


def data(make: Inventor) -> Mapping[str, Any]:
    found: dict[str, Any] = {
        "pupil.name": make.name(),
        "pupil.date_of_birth": make.born(),
        "pupil.class_or_year": f"Year {make.whole(11)}",
        "completed_on": make.day(90),
        "completed_by": make.name(),
        "not_dated": make.remark(),
        "contract.made_on": make.day(30),
        "contract.rationale": make.remark(),
        "certificate_attached": make.flag(),
        "evidence_until": make.day(150),
    }
    found |= {f"steps.{key}.date": make.day(5, 70) for key in rows(FORM, "steps")}
    for row in range(3):
        found |= {f"meetings.{row}.meeting": make.rng.choice(list(MEETINGS)), f"meetings.{row}.date": make.day(20, 30)}
        found |= {f"meetings.{row}.outcome": make.rng.choice(list(CAME)), f"meetings.{row}.copy_sent": make.day(52)}
    for row in range(2):
        found |= {
            f"parents.{row}.name": make.name(),
            f"parents.{row}.responsibility": make.flag(),
            f"parents.{row}.day_to_day": make.flag(),
        }
        found |= {
            f"parents.{row}.days": make.rng.choice(["Mon to Wed", "All week", "Weekends"]),
            f"parents.{row}.informed_on": make.day(30),
            f"parents.{row}.checked_on": make.day(40),
        }
    return found


def boxes(paper: Paper, file: Path) -> None:
    """Word: pupil in a row of pairs, a box and a date for each step, meetings as lines, parents across."""
    made = words.document("Calibri", 11)
    words.say(made.add_paragraph(), "ATTENDANCE LEGAL PROCESS CHECKLIST", True, size=15)
    words.say(
        made.add_paragraph(), "to be completed PRIOR to considering legal prosecution for attendance", italic=True
    )
    table = words.grid(made, 3, 4)
    for index, (text, path) in enumerate(HEAD):
        row, side = divmod(index, 2)
        words.label(table.cell(row, side * 2), text, tint="E7E6E6")
        words.fill(table.cell(row, side * 2 + 1), paper.bits(path, na=False))
    made.add_paragraph()
    steps = numbered(rows(FORM, "steps"), "{n}) {text}")
    table = words.grid(made, len(steps) + 1, 3, [1.5, 3.5, 13])
    for column, text in enumerate(("✓", "Date", "Step")):
        words.label(table.cell(0, column), text)
    for row, (key, text) in enumerate(steps.items(), 1):
        words.tick(table.cell(row, 0).paragraphs[0], f"steps.{key}.date" in paper.answers)
        words.fill(table.cell(row, 1), paper.bits(f"steps.{key}.date"))
        words.label(table.cell(row, 2), text, False)
    for text, path in (
        ("Steps without a date, and why", "not_dated"),
        ("Attendance contract made on", "contract.made_on"),
        ("If there is none, why it was not appropriate", "contract.rationale"),
    ):
        par = made.add_paragraph()
        words.say(par, f"{text}: ", True)
        words.put(par, paper.bits(path, na=False))
    _meetings(paper, made)
    words.say(made.add_paragraph(), "Parents and carers", True)
    table = words.grid(made, len(PARENT), 3)
    for row, (one, text) in enumerate(PARENT.items()):
        words.label(table.cell(row, 0), text)
        for column in (0, 1):
            cell, path = table.cell(row, column + 1), f"parents.{column}.{one}"
            if one in {"responsibility", "day_to_day"}:
                words.yes_no(paper, cell.paragraphs[0], path, "bold" if paper.style == "terse" else "struck", " / ")
            else:
                words.fill(cell, paper.bits(path, na=False))
    par = made.add_paragraph()
    words.say(par, "Registration certificate attached  ", True)
    words.yes_no(paper, par, "certificate_attached", "sdt")
    par = made.add_paragraph()
    words.say(par, "Evidence is valid until: ", True)
    words.picker(
        par,
        paper.take("evidence_until"),
        paper.written(paper.answers["evidence_until"]) if "evidence_until" in paper.answers else "",
    )
    words.save(made, file)


def _meetings(paper: Paper, made: Any) -> None:
    words.say(made.add_paragraph(), "Meetings offered to the parents", True)
    table = words.grid(made, 4, 4)
    for column, text in enumerate(("Held on", "Meeting", "Who came", "Record sent to the parents on")):
        words.label(table.cell(0, column), text)
    for row in range(3):
        path = f"meetings.{row}"
        words.fill(table.cell(row + 1, 0), paper.bits(f"{path}.date"))
        words.legacy_list(
            table.cell(row + 1, 1).paragraphs[0],
            ["Select", *MEETINGS.values()],
            list(MEETINGS).index(paper.take(f"{path}.meeting")) + 1,
        )
        outcome = paper.take(f"{path}.outcome")
        words.choose(
            table.cell(row + 1, 2).paragraphs[0],
            list(CAME.values()),
            list(CAME).index(outcome) if outcome else None,
            "struck",
            " / ",
        )
        words.fill(table.cell(row + 1, 3), paper.bits(f"{path}.copy_sent"))


def sheets(paper: Paper, file: Path) -> None:
    """Excel: the date before the step, hints in a column of their own; a second sheet with lists."""
    book = Book("Checklist", 6, 16, 18, 90)
    book.say("A1", "Tier 3: Enforcing Support - Attendance Legal Process Checklist", merge="D1", tint="FFD966")
    for row, (text, path) in enumerate(HEAD, 3):
        book.say(f"A{row}", text, merge=f"B{row}")
        book.answer(paper, f"C{row}", path, na=False)
    for column, text in zip("ABCD", ("Ref", "Date", "", "Step"), strict=True):
        book.say(f"{column}9", text, tint="FFF2CC")
    for row, (key, text) in enumerate(rows(FORM, "steps").items(), 10):
        book.say(f"A{row}", f"L{row - 9}", bold=False)
        book.answer(paper, f"B{row}", f"steps.{key}.date")
        book.say(f"C{row}", "dd/mm/yyyy", bold=False, italic=True)
        book.say(f"D{row}", text, bold=False)
    book.say("A26", "Steps without a date, and why", merge="D26", tint="FFF2CC")
    book.answer(paper, "A27", "not_dated", merge="D28", na=False)
    book.turn("Evidence", 34, 26, 26, 26, 22, 22)
    book.say("A1", "MEETINGS OFFERED TO THE PARENTS", merge="D1", tint="FFD966")
    for column, (one, text) in zip(
        "ABCD",
        {
            "meeting": "Meeting",
            "date": "Held on",
            "outcome": "Who came",
            "copy_sent": "Record sent to the parents on",
        }.items(),
        strict=True,
    ):
        book.say(f"{column}2", text)
        for row in range(3):
            path = f"meetings.{row}.{one}"
            if one in {"meeting", "outcome"}:
                value = paper.take(path)
                book.fill(f"{column}{row + 3}", {**MEETINGS, **CAME}.get(value))
            else:
                book.answer(paper, f"{column}{row + 3}", path)
    book.say("A8", "Attendance contract made on")
    book.answer(paper, "B8", "contract.made_on", na=False)
    book.say("A9", "If there is none, why it was not appropriate")
    book.answer(paper, "B9", "contract.rationale", merge="D9", na=False)
    book.say("A11", "PARENTS AND CARERS", merge="F11", tint="FFD966")
    for column, (one, text) in zip("ABCDEF", PARENT.items(), strict=True):
        book.say(f"{column}12", text)
        for row in range(2):
            book.answer(paper, f"{column}{row + 13}", f"parents.{row}.{one}", na=False)
    book.say("A16", "Registration certificate attached")
    book.answer(paper, "B16", "certificate_attached", na=False)
    book.say("C16", "Evidence is valid until")
    book.answer(paper, "D16", "evidence_until", na=False)
    book.save(file)


COPIES = (
    ("legal_boxes_terse", ".docx", 71, "terse", boxes),
    ("legal_boxes_messy", ".docx", 72, "messy", boxes),
    ("legal_sheets_full", ".xlsx", 73, "full", sheets),
    ("legal_sheets_print", ".xlsx.pdf", 74, "terse", sheets),
)
