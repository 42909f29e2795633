"""The legal checklist: Yes and No columns before the date in Word; lettered lines with the date behind a tab in PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.originals_d import words
from tests.support.originals_d.legal import CAME, FORM, MEETINGS, PARENT
from tests.support.originals_d.sheets import Book
from tests.support.originals_d.specs import rows

from .hand import Hand, answer_to, cell, glued, line, pairs, pen

HEAD = [
    ("Name of pupil", "pupil.name"),
    ("DOB", "pupil.date_of_birth"),
    ("Class/Year group", "pupil.class_or_year"),
    ("Completed by", "completed_by"),
    ("Completed on", "completed_on"),
]


def columns(paper: Hand, file: Path) -> None:
    """Word: a tick below Yes or No, a date and room for comments; meetings and parents as tables."""
    made = words.document("Calibri", 10)
    words.say(made.add_paragraph(), "Inventshire Council", True, size=18)
    words.say(made.add_paragraph(), "Legal Process Checklist - Attendance (Tier 3)", True, size=14)
    table = words.grid(made, 2, 3)
    for index, (text, path) in enumerate(HEAD):
        glued(table.cell(*divmod(index, 3)), paper, text, path)
    made.add_paragraph()
    steps = rows(FORM, "steps")
    table = words.grid(made, len(steps) + 1, 5, [9.5, 1, 1, 3, 3.5])
    for column, text in enumerate(("Prior to considering legal action", "Yes", "No", "Date", "Comments")):
        words.label(table.cell(0, column), text, tint="FBE4D5")
    for row, (key, text) in enumerate(steps.items(), 1):
        words.say(table.cell(row, 0).paragraphs[0], text)
        done = f"steps.{key}.date" in paper.answers
        words.say(table.cell(row, 1 if done else 2).paragraphs[0], "✓" if paper.style == "full" else "X")
        cell(table.cell(row, 3), paper, f"steps.{key}.date")
    line(made, paper, "Steps without a date, and why:", "not_dated", below=True)
    words.say(made.add_paragraph(), "Meetings offered to the parents", True)
    table = words.grid(made, 5, 4)
    for column, text in enumerate(("Meeting", "Held on", "Who came", "Record sent to the parents on")):
        words.label(table.cell(0, column), text, tint="FBE4D5")
    for row in range(3):
        meeting, came = paper.take(f"meetings.{row}.meeting"), paper.take(f"meetings.{row}.outcome")
        words.say(table.cell(row + 1, 0).paragraphs[0], MEETINGS[meeting])
        cell(table.cell(row + 1, 1), paper, f"meetings.{row}.date")
        words.say(table.cell(row + 1, 2).paragraphs[0], CAME.get(came, ""))
        cell(table.cell(row + 1, 3), paper, f"meetings.{row}.copy_sent")
    made.add_paragraph()
    pairs(
        made,
        paper,
        [
            ("Attendance contract made on", "contract.made_on"),
            ("If there is none, why it was not appropriate", "contract.rationale"),
        ],
        1,
    )
    words.say(made.add_paragraph(), "Parents and carers", True)
    _parents(paper, made)
    par = made.add_paragraph()
    words.say(par, "Registration certificate attached (delete as applicable): ", True)
    words.choose(par, ["YES", "NO"], answer_to(paper, "certificate_attached"), "struck", " / ")
    line(made, paper, "Evidence is valid until:", "evidence_until")
    words.save(made, file)


def _parents(paper: Hand, made: Any) -> None:
    table = words.grid(made, 3, len(PARENT))
    for column, (one, text) in enumerate(PARENT.items()):
        words.label(table.cell(0, column), text, tint="FBE4D5")
        for row in range(2):
            at = table.cell(row + 1, column)
            path = f"parents.{row}.{one}"
            if one in {"responsibility", "day_to_day"}:
                how = {"full": "sdt", "messy": "ring", "terse": "highlight"}[paper.style]
                words.choose(at.paragraphs[0], ["Yes", "No"], answer_to(paper, path), how, " / ")
            else:
                cell(at, paper, path)


def lettered(paper: Hand, file: Path) -> None:
    """Word: (a), (b), (c) with the date behind a dotted tab; every entry of a list as a line of labels and answers."""
    made = words.document("Times New Roman", 11)
    words.caption(made, "Attendance Legal Process Checklist")
    par = made.add_paragraph()
    for index, (text, path) in enumerate(HEAD[:3]):
        words.leader(par, 6 * (index + 1), dots=False)
        words.say(par, ("\t" if index else "") + f"{text}: ", True)
        pen(par, paper, paper.get(path))
    par = made.add_paragraph()
    for index, (text, path) in enumerate(HEAD[3:]):
        words.leader(par, 9 * (index + 1), dots=False)
        words.say(par, ("\t" if index else "") + f"{text}: ", True)
        pen(par, paper, paper.get(path))
    words.say(made.add_paragraph(), "To be completed PRIOR to considering legal prosecution for attendance", True)
    for letter, (key, text) in zip("abcdefghijklmnopq", rows(FORM, "steps").items(), strict=False):
        par = made.add_paragraph()
        words.say(par, f"({letter}) {text}")
        par = made.add_paragraph()
        words.leader(par, 8)
        words.say(par, "Date completed\t")
        pen(par, paper, paper.get(f"steps.{key}.date"))
    line(made, paper, "Steps without a date, and why -", "not_dated")
    words.say(made.add_paragraph(), "Meetings offered to the parents", True)
    for row in range(3):
        par = made.add_paragraph()
        words.say(par, f"{row + 1}. Meeting: {MEETINGS[paper.take(f'meetings.{row}.meeting')]}   Held on: ")
        pen(par, paper, paper.get(f"meetings.{row}.date"))
        words.say(par, "   Who came: ")
        words.say(par, CAME.get(paper.take(f"meetings.{row}.outcome"), ""))
        words.say(par, "   Record sent to the parents on: ")
        pen(par, paper, paper.get(f"meetings.{row}.copy_sent"))
    line(made, paper, "Attendance contract made on:", "contract.made_on")
    line(made, paper, "If there is none, why it was not appropriate:", "contract.rationale")
    words.say(made.add_paragraph(), "Parents and carers", True)
    for row in range(2):
        _parent(paper, made, f"parents.{row}")
    par = made.add_paragraph()
    words.say(par, "Registration certificate attached ")
    words.choose(par, ["Yes", "No"], answer_to(paper, "certificate_attached"), "square")
    line(made, paper, "Evidence is valid until:", "evidence_until")
    words.save(made, file)


def _parent(paper: Hand, made: Any, path: str) -> None:
    par = made.add_paragraph()
    words.say(par, "Name: ")
    pen(par, paper, paper.get(f"{path}.name"))
    for one in ("responsibility", "day_to_day"):
        par = made.add_paragraph()
        words.say(par, f"{PARENT[one]} ")
        words.choose(par, ["Yes", "No"], answer_to(paper, f"{path}.{one}"), "square")
    for one in ("days", "informed_on", "checked_on"):
        par = made.add_paragraph()
        words.say(par, f"{PARENT[one]}: ")
        pen(par, paper, paper.get(f"{path}.{one}"))


def tracker(paper: Hand, file: Path) -> None:
    """Excel: steps in two lines each, the date below its step; the lists side by side."""
    book = Book("Checklist", 50, 22, 4, 30, 22, 22, 26)
    book.say("A1", "ATTENDANCE LEGAL PROCESS CHECKLIST", merge="G1", tint="F4B084")
    for row, (text, path) in enumerate(HEAD, 2):
        book.say(f"A{row}", text)
        book.answer(paper, f"B{row}", path, na=False)
    book.say("A8", "Step", tint="F8CBAD")
    book.say("B8", "Date (dd/mm/yy)", tint="F8CBAD")
    row = 9
    for number, (key, text) in enumerate(rows(FORM, "steps").items(), 1):
        book.say(f"A{row}", f"Step {number} - {text}", bold=False)
        book.answer(paper, f"B{row}", f"steps.{key}.date", na=False)
        row += 1
    for text, path in (
        ("Steps without a date, and why", "not_dated"),
        ("Attendance contract made on", "contract.made_on"),
        ("If there is none, why it was not appropriate", "contract.rationale"),
        ("Evidence is valid until", "evidence_until"),
    ):
        row += 1
        book.say(f"A{row}", text)
        book.answer(paper, f"B{row}", path, na=False)
    book.say(f"A{row + 1}", "Registration certificate attached (Y/N)")
    value = paper.take("certificate_attached")
    book.fill(f"B{row + 1}", None if value is None else "Y" if value else "N")
    book.say("D8", "Meetings offered to the parents", merge="G8", tint="F8CBAD")
    for column, (one, text) in zip(
        "DEFG",
        (
            ("meeting", "Meeting"),
            ("date", "Held on"),
            ("outcome", "Who came"),
            ("copy_sent", "Record sent to the parents on"),
        ),
        strict=True,
    ):
        book.say(f"{column}9", text)
        for index in range(3):
            path = f"meetings.{index}.{one}"
            if one in {"meeting", "outcome"}:
                book.fill(f"{column}{10 + index}", {**MEETINGS, **CAME}.get(paper.take(path)))
            else:
                book.answer(paper, f"{column}{10 + index}", path, na=False)
    book.say("D15", "Parents and carers", merge="F15", tint="F8CBAD")
    for row, (one, text) in enumerate(PARENT.items(), 16):
        book.say(f"D{row}", text)
        for column, index in zip("EF", range(2), strict=True):
            path = f"parents.{index}.{one}"
            if one in {"responsibility", "day_to_day"}:
                value = paper.take(path)
                book.fill(f"{column}{row}", None if value is None else "Y" if value else "N")
            else:
                book.answer(paper, f"{column}{row}", path, na=False)
    book.save(file)


COPIES = (
    ("legal_columns_full", ".docx", 211, "full", columns),
    ("legal_columns_messy", ".docx", 212, "messy", columns),
    ("legal_lettered_print", ".docx.pdf", 213, "full", lettered),
    ("legal_lettered_marked", ".docx", 214, "terse", lettered),
    ("legal_tracker_messy", ".xlsx", 215, "messy", tracker),
)
