"""The audit: a document with control table, two pairs a row and tick columns in Word; one long sheet in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.originals_d import words
from tests.support.originals_d.rag import COLOURS, FORM, SECTIONS
from tests.support.originals_d.sheets import Book
from tests.support.originals_d.specs import rows

from .hand import Hand, cell, line, listed

CASES = {
    "pupil": "Pupil Name / Form",
    "concerns": "Concerns / Information / Percentage / Outcome",
    "advice": "Inclusion & Welfare Officer Advice / Actions agreed",
}
ACTIONS = {"action": "Action", "owner": "Who", "by_when": "By when", "measure": "How we will know"}
SIDES = {
    "school_actions": "Trust / School's Agreed Actions (SMART):",
    "authority_actions": "Local Authority's Agreed Actions (SMART):",
}
TITLES = {
    "improving_absence": "Section A: Improving Overall Absence",
    "reducing_persistent_absence": "Section B: Reducing Persistent / Severe Absenteeism",
    "term_time_holidays": "Section C: Tackling Holidays in Term Time",
}


def controlled(paper: Hand, file: Path) -> None:
    """Word: document control, head of two pairs a row with hints in the boxes, letters numbered, R A G columns."""
    made = words.document("Arial", 9)
    words.caption(made, "Inventshire Council | Targeting Support Meeting (TSM) Audit")
    words.footer(made, "OFFICIAL - SENSITIVE when complete                         Version 3.2")
    table = words.grid(made, 2, 4)
    for column, (text, value) in enumerate(
        (
            ("Document owner", "Education Welfare"),
            ("Version", "3.2"),
            ("Issued", "01/09/2024"),
            ("Next revision", "2026"),
        )
    ):
        words.label(table.cell(0, column), text, tint="7F7F7F")
        words.say(table.cell(1, column).paragraphs[0], value)
    made.add_paragraph()
    table = words.grid(made, 3, 4, [3.5, 5.5, 3.5, 5.5])
    for index, (text, path, hint) in enumerate(
        [
            ("Name of Trust / School(s)", "school_name", ""),
            ("Date of Meeting", "meeting_date", "DD/MM/YYYY"),
            ("School Staff involved", "school_staff", "Names and roles"),
            ("Education Welfare Officer", "education_welfare_officer", ""),
        ]
    ):
        row, side = divmod(index, 2)
        words.label(table.cell(row, side * 2), text, tint="E2EFD9")
        cell(table.cell(row, side * 2 + 1), paper, path, hint)
    words.label(table.cell(2, 0), "Venue (virtual or face-to-face)", tint="E2EFD9")
    mode = paper.take("venue.mode")
    how = {"full": "ballot", "terse": "struck", "messy": "ring"}[paper.style]
    chosen = ["virtual", "face_to_face"].index(mode) if mode else None
    words.choose(table.cell(2, 1).paragraphs[0], ["Virtual", "Face-to-face"], chosen, how, " / ")
    words.label(table.cell(2, 2), "Place", tint="E2EFD9")
    cell(table.cell(2, 3), paper, "venue.place")
    words.say(made.add_paragraph(), "Red: Not in place   Amber: Partly in place   Green: Wholly in place", True)
    for letter, (section, title) in zip("ABC", TITLES.items(), strict=True):
        words.say(made.add_paragraph(), title, True, size=12)
        _statements(paper, made, section, letter)
    _rest(paper, made)
    words.save(made, file)


def _statements(paper: Hand, made: Any, section: str, letter: str) -> None:
    texts = rows(FORM, section)
    table = words.grid(made, len(texts) + 1, 6, [1.2, 7, 0.9, 0.9, 0.9, 7])
    for column, text in enumerate(("Ref", "Standard", "R", "A", "G", "Evidence / comments")):
        words.label(table.cell(0, column), text)
    for column, colour in zip((2, 3, 4), COLOURS.values(), strict=True):
        words.shade(table.cell(0, column), colour)
    for row, (key, text) in enumerate(texts.items(), 1):
        words.say(table.cell(row, 0).paragraphs[0], f"{letter}{row}")
        words.say(table.cell(row, 1).paragraphs[0], text)
        rating = paper.take(f"{section}.{key}.rating")
        if rating:
            at = table.cell(row, 2 + list(COLOURS).index(rating))
            if paper.style == "terse":
                words.shade(at, COLOURS[rating])
            else:
                words.say(at.paragraphs[0], "✓" if paper.style == "full" else "x")
        cell(table.cell(row, 5), paper, f"{section}.{key}.evidence")


def _rest(paper: Hand, made: Any) -> None:
    line(made, paper, "Date on which the attendance policy was last reviewed:", "policy_reviewed")
    words.say(
        made.add_paragraph(),
        "Please complete the information in the first two columns below, prior to the meeting:",
        italic=True,
    )
    listed(made, paper, "live_cases", CASES)
    line(made, paper, "Additional Comments:", "additional_comments", below=True)
    for side, title in SIDES.items():
        words.say(made.add_paragraph(), title, True)
        listed(made, paper, side, ACTIONS, spare=2, count=True)
    line(made, paper, "Date of next review:", "next_review")
    words.say(made.add_paragraph(), "Signed and agreed by all attendees:", True)
    table = words.grid(made, 6, 4)
    for row in range(3):
        for at, text, one in ((0, "Name", "name"), (1, "Position", "position")):
            words.label(table.cell(row * 2 + at, 0), text, False)
            cell(table.cell(row * 2 + at, 1), paper, f"signatures.{row}.{one}")
        words.label(table.cell(row * 2, 2), "Signature", False)
        paper.unclear.add(f"signatures.{row}.signed")


def long(paper: Hand, file: Path) -> None:
    """Excel: everything on one sheet; the rating is a word between the statement and its evidence; a column more."""
    book = Book("Audit", 6, 62, 14, 60, 40)
    book.say("B1", "Inventshire Council - Attendance Service")
    book.say("B2", "TSM audit (Targeting Support Meeting audit)", tint="C6E0B4", merge="E2")
    head = [
        ("Name of Trust / School(s):", "school_name"),
        ("Date of Meeting:", "meeting_date"),
        ("School Staff involved:", "school_staff"),
        ("Education Welfare Officer:", "education_welfare_officer"),
        ("Place:", "venue.place"),
    ]
    for row, (text, path) in enumerate(head, 4):
        book.say(f"B{row}", text)
        book.answer(paper, f"C{row}", path, merge=f"D{row}", na=False)
    book.say("B9", "Virtual or face-to-face:")
    book.fill("C9", {"virtual": "virtual", "face_to_face": "face to face"}.get(paper.take("venue.mode")), "D9")
    row = 11
    for letter, (section, title) in zip("ABC", SECTIONS.items(), strict=True):
        for column, text in zip("ABCDE", ("Ref", title, "Red / Amber / Green", "Evidence", "LA use only"), strict=True):
            book.say(f"{column}{row}", text, tint="A9D08E")
        for number, (key, text) in enumerate(rows(FORM, section).items(), 1):
            row += 1
            book.say(f"A{row}", f"{letter}.{number}", bold=False)
            book.say(f"B{row}", text, bold=False)
            rating = paper.take(f"{section}.{key}.rating")
            book.fill(f"C{row}", rating and (rating.title() if paper.style != "messy" else rating[0]))
            book.options(f"C{row}", "Red", "Amber", "Green")
            if rating and paper.style == "full":
                book.tint(f"C{row}", COLOURS[rating])
            book.answer(paper, f"D{row}", f"{section}.{key}.evidence", na=False)
        row += 2
    for text, path in (
        ("Date on which the attendance policy was last reviewed:", "policy_reviewed"),
        ("Date of next review:", "next_review"),
        ("Additional Comments:", "additional_comments"),
    ):
        book.say(f"B{row}", text)
        book.answer(paper, f"C{row}", path, merge=f"D{row}", na=False)
        row += 1
    row = _table(paper, book, row + 1, "Live cases", "live_cases", CASES)
    for side, title in SIDES.items():
        row = _table(paper, book, row, title, side, ACTIONS)
    _table(
        paper, book, row, "Signed and agreed by all attendees:", "signatures", {"name": "Name", "position": "Position"}
    )
    paper.unclear |= {f"signatures.{one}.signed" for one in range(3)}
    book.save(file)


def _table(paper: Hand, book: Book, row: int, title: str, name: str, columns: dict[str, str]) -> int:
    book.say(f"B{row}", title, tint="A9D08E", merge=f"E{row}")
    for column, (one, text) in zip("BCDE", columns.items(), strict=False):
        book.say(f"{column}{row + 1}", text)
        for index in range(paper.rows(name)):
            book.answer(paper, f"{column}{row + 2 + index}", f"{name}.{index}.{one}", na=False)
    return row + paper.rows(name) + 4


COPIES = (
    ("rag_controlled_full", ".docx", 201, "full", controlled),
    ("rag_controlled_marked", ".docx", 202, "terse", controlled),
    ("rag_controlled_print", ".docx.pdf", 203, "messy", controlled),
    ("rag_long_messy", ".xlsx", 204, "messy", long),
    ("rag_long_print", ".xlsx.pdf", 205, "full", long),
)
