"""The first meeting: label and answer in one cell in Word; numbered questions with notes in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.originals_d import words
from tests.support.originals_d.meeting import AREAS, CODES, VIEWS
from tests.support.originals_d.sheets import Book

from .hand import Hand, cell, glued, pen

ASKED = {
    "worried": "What are we worried about?",
    "going_well": "What is going well?",
    "next_steps": "Next Steps",
}
PLAN = [
    ("Date Last Reviewed", "support_plan.last_reviewed"),
    ("Date of plan", "support_plan.plan_date"),
    ("Review date", "support_plan.review_date"),
]


def cells(paper: Hand, file: Path) -> None:
    """Word: one table of merged cells, each with its label and its answer; the areas as a table in a cell."""
    made = words.document("Arial", 10)
    words.caption(made, "Attendance: Initial Concerns Meeting (Meeting 1)")
    table = words.grid(made, 6, 6)
    trio = [
        ("Child's name", "pupil.name"),
        ("D.O.B.", "pupil.date_of_birth"),
        ("Class / Year group", "pupil.class_or_year"),
    ]
    for index, (text, path) in enumerate(trio):
        glued(table.cell(0, index * 2).merge(table.cell(0, index * 2 + 1)), paper, text, path)
    glued(table.cell(1, 0).merge(table.cell(1, 1)), paper, "Attendance", "attendance.percent")
    par = table.cell(1, 2).merge(table.cell(1, 3)).paragraphs[0]
    words.say(par, "SEN code: ", True)
    code = paper.take("pupil.sen_code")
    how = {"full": "ballot", "terse": "highlight", "messy": "round"}[paper.style]
    words.choose(par, CODES, CODES.index(code) if code else None, how)
    glued(table.cell(1, 4).merge(table.cell(1, 5)), paper, "SSG", "pupil.ssg")
    words.label(table.cell(2, 0).merge(table.cell(2, 5)), "One page support plan / Myplan / EHCP (please state)")
    for index, (text, path) in enumerate(PLAN):
        glued(table.cell(3, index * 2).merge(table.cell(3, index * 2 + 1)), paper, text, path)
    glued(table.cell(4, 0).merge(table.cell(4, 5)), paper, "Present (full names and roles)", "present")
    glued(table.cell(5, 0).merge(table.cell(5, 5)), paper, "Services Involved", "services_involved")
    made.add_paragraph()
    par = made.add_paragraph()
    words.say(par, "Date of meeting: ", True)
    pen(par, paper, paper.get("meeting_date"))
    words.say(par, "     Period from: ", True)
    pen(par, paper, paper.get("attendance.period_from"))
    words.say(par, " to: ", True)
    pen(par, paper, paper.get("attendance.period_to"))
    outer = words.grid(made, 1, 1)
    inner = words.nested(outer.cell(0, 0), 4, 4, made)
    for column, text in enumerate(ASKED.values(), 1):
        words.label(inner.cell(0, column), text, tint="E4DFEC")
    for row, (area, name) in enumerate(AREAS.items(), 1):
        words.label(inner.cell(row, 0), name, tint="E4DFEC")
        for column, view in enumerate(VIEWS, 1):
            cell(inner.cell(row, column), paper, f"discussion.{area}.{view}")
    par = made.add_paragraph()
    words.say(par, "Additional Information: ", True)
    pen(par, paper, paper.get("additional_information"))
    _signed(paper, made)
    words.save(made, file)


def _signed(paper: Hand, made: Any) -> None:
    words.say(made.add_paragraph(), "I confirm that I understand the points agreed as outlined above.", italic=True)
    table = words.grid(made, 2, 4)
    for row, (text, path) in enumerate(
        (("Signature of Parent(s)", "parent_signature"), ("Signature of School", "school_signature"))
    ):
        words.label(table.cell(row, 0), text)
        cell(table.cell(row, 1), paper, f"{path}.name", "(print name)")
        words.label(table.cell(row, 2), "Date")
        cell(table.cell(row, 3), paper, f"{path}.date")
        paper.unclear.add(f"{path}.signed")
    par = made.add_paragraph()
    words.say(par, "Date to review these points: ", True)
    pen(par, paper, paper.get("review_date"))


def sheet(paper: Hand, file: Path) -> None:
    """Excel: question number, question, note and answer in a row; the areas one after the other."""
    book = Book("Initial concerns", 5, 42, 24, 70)
    book.say("A1", "Attendance Initial Concerns Meeting", merge="D1", tint="B4C6E7")
    for column, text in zip("ABCD", ("Q", "Question", "Note", "Response"), strict=True):
        book.say(f"{column}3", text, tint="D9E1F2")
    lines: list[tuple[str, str, str]] = [
        ("Child's name", "", "pupil.name"),
        ("Date of Birth", "dd/mm/yyyy", "pupil.date_of_birth"),
        ("Class/Year group", "", "pupil.class_or_year"),
        ("Attendance", "per cent, to one place", "attendance.percent"),
        ("Period from", "dd/mm/yyyy", "attendance.period_from"),
        ("Period to", "dd/mm/yyyy", "attendance.period_to"),
        ("SEN code", "N, K or E", "pupil.sen_code"),
        ("SSG", "", "pupil.ssg"),
        ("One page support plan/Myplan/EHCP Date Last Reviewed", "if there is one", "support_plan.last_reviewed"),
        ("Date of plan", "", "support_plan.plan_date"),
        ("Review date", "", "support_plan.review_date"),
        ("Present", "full names and roles", "present"),
        ("Services Involved", "", "services_involved"),
    ]
    for area, name in AREAS.items():
        lines += [(f"{name}: {ASKED[view]}", "", f"discussion.{area}.{view}") for view in VIEWS]
    lines += [
        ("Additional Information", "anything else", "additional_information"),
        ("Date of meeting", "", "meeting_date"),
        ("Date to review these points", "", "review_date"),
        ("Signature of Parent(s)", "type your name", "parent_signature.name"),
        ("Date", "", "parent_signature.date"),
        ("Signature of School", "type your name", "school_signature.name"),
        ("Position", "", "school_signature.position"),
        ("Date", "", "school_signature.date"),
    ]
    for number, (text, note, path) in enumerate(lines, 1):
        row = number + 3
        book.say(f"A{row}", str(number), bold=False)
        book.say(f"B{row}", text)
        book.say(f"C{row}", note, bold=False, italic=True)
        book.answer(paper, f"D{row}", path, na=False)
    paper.unclear |= {"parent_signature.signed", "school_signature.signed"}
    book.save(file)


COPIES = (
    ("meeting_cells_full", ".docx", 231, "full", cells),
    ("meeting_cells_messy", ".docx", 232, "messy", cells),
    ("meeting_cells_print", ".docx.pdf", 233, "terse", cells),
    ("meeting_sheet_messy", ".xlsx", 234, "messy", sheet),
    ("meeting_sheet_print", ".xlsx.pdf", 235, "full", sheet),
)
