"""The audit: bullets without a table in Word; a sheet for each part, rated with coloured circles, in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.support.originals_d import words
from tests.support.originals_d.paper import Bit, Paper
from tests.support.originals_d.rag import COLOURS, FORM, SECTIONS
from tests.support.originals_d.sheets import Book
from tests.support.originals_d.specs import bare, rows

CASE = [
    ("Pupil Name / Form", "pupil"),
    ("Concerns / Information / Percentage / Outcome", "concerns"),
    ("Inclusion & Welfare Officer Advice / Actions agreed", "advice"),
]
SIDES = {
    "school_actions": "Trust / School's Agreed Actions (SMART)",
    "authority_actions": "Local Authority's Agreed Actions (SMART)",
}
ACTION = [("Action", "action"), ("Who", "owner"), ("By when", "by_when"), ("How we will know", "measure")]
DOTS = {"red": "\N{LARGE RED CIRCLE}", "amber": "\N{LARGE ORANGE CIRCLE}", "green": "\N{LARGE GREEN CIRCLE}"}


def bullets(paper: Paper, file: Path) -> None:
    """Word: a head in two columns without lines; each statement a bullet, its rating and evidence bullets below it."""
    made = words.document("Calibri", 11)
    words.say(made.add_paragraph(), "Targeting Support Meeting (TSM) audit", True, size=18)
    head = words.grid(made, 3, 4, [3.5, 5, 3.5, 5.5], style="Normal Table")
    pairs = [
        ("Name of Trust / School(s)", "school_name"),
        ("Date of Meeting", "meeting_date"),
        ("School Staff involved", "school_staff"),
        ("Education Welfare Officer", "education_welfare_officer"),
        ("Virtual or face-to-face", "venue.mode"),
        ("Place", "venue.place"),
    ]
    for index, (text, path) in enumerate(pairs):
        row, column = divmod(index, 2)
        words.label(head.cell(row, column * 2), text)
        if path == "venue.mode":
            mode = paper.take(path)
            shown = {"virtual": "Virtual", "face_to_face": "Face to face"}.get(mode or "", "")
            words.fill(head.cell(row, column * 2 + 1), [Bit(shown)])
        else:
            words.fill(head.cell(row, column * 2 + 1), paper.bits(path, na=False))
    for section, title in SECTIONS.items():
        made.add_heading(title, 2)
        for key, text in rows(FORM, section).items():
            _statement(paper, made, f"{section}.{key}", bare(text))
    par = made.add_paragraph()
    words.say(par, "Date on which the attendance policy was last reviewed: ")
    words.put(par, paper.bits("policy_reviewed", na=False))
    made.add_heading("Live cases", 2)
    for row in range(paper.rows("live_cases")):
        for at, (text, one) in enumerate(CASE):
            par = made.add_paragraph(style="List Bullet" if at == 0 else "List Bullet 2")
            words.say(par, f"{text}: ", at == 0)
            words.put(par, paper.bits(f"live_cases.{row}.{one}", na=False))
    made.add_heading("Additional Comments", 2)
    words.put(made.add_paragraph(), paper.bits("additional_comments", na=False))
    _both(paper, made)
    par = made.add_paragraph()
    words.say(par, "Date of next review:\t")
    words.put(par, paper.bits("next_review", na=False))
    made.add_heading("Signed and agreed by all attendees", 2)
    for row in range(3):
        par = made.add_paragraph(style="List Number")
        words.say(par, "Name: ")
        words.put(par, paper.bits(f"signatures.{row}.name", na=False))
        words.say(par, "     Position: ")
        words.put(par, paper.bits(f"signatures.{row}.position", na=False))
        paper.unclear.add(f"signatures.{row}.signed")
    words.save(made, file)


def _statement(paper: Paper, made: Any, path: str, text: str) -> None:
    words.say(made.add_paragraph(style="List Bullet"), text)
    par = made.add_paragraph(style="List Bullet 2")
    rating = paper.take(f"{path}.rating")
    words.say(par, "Rating: ")
    if paper.style == "full":
        for index, one in enumerate(("red", "amber", "green")):
            run = words.say(par, ("  " if index else "") + one.title())
            if one == rating:
                run._r.get_or_add_rPr().append(
                    parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{COLOURS[one]}"/>')
                )
    else:
        words.say(par, {"messy": str.upper, "terse": str.title}[paper.style](rating or ""), True)
    par = made.add_paragraph(style="List Bullet 2")
    words.say(par, "Evidence: ")
    words.put(par, paper.bits(f"{path}.evidence", na=False))


def _both(paper: Paper, made: Any) -> None:
    counts = {side: paper.rows(side) for side in SIDES}
    table = words.grid(made, 1 + len(SIDES) + sum(counts.values()), 4, [7, 3.5, 3, 4])
    for column, (text, _) in enumerate(ACTION):
        words.label(table.cell(0, column), text, tint="DDDDDD")
    at = 1
    for side, title in SIDES.items():
        words.label(table.cell(at, 0).merge(table.cell(at, 3)), title, tint="F3F3F3")
        for row in range(counts[side]):
            at += 1
            for column, (_, one) in enumerate(ACTION):
                words.fill(table.cell(at, column), paper.bits(f"{side}.{row}.{one}", na=False))
        at += 1


def circles(paper: Paper, file: Path) -> None:
    """Excel: three sheets of statements with coloured circles, evidence before the rating; the rest on a fourth."""
    book = Book("Start here", 30, 34, 30, 34)
    book.say("A1", "Targeting Support Meetings (TSM's) RAG audit", merge="D1")
    pairs = [
        ("Name of Trust / School(s):", "school_name"),
        ("Date of Meeting:", "meeting_date"),
        ("School Staff involved:", "school_staff"),
        ("Education Welfare Officer:", "education_welfare_officer"),
        ("Place:", "venue.place"),
        ("Date on which the attendance policy was last reviewed:", "policy_reviewed"),
    ]
    for index, (text, path) in enumerate(pairs):
        row, column = 3 + index // 2 * 2, "AC"[index % 2]
        book.say(f"{column}{row}", text)
        book.answer(paper, f"{chr(ord(column) + 1)}{row}", path, na=False)
    book.say("A10", "Additional Comments")
    book.answer(paper, "B10", "additional_comments", merge="D10", na=False)
    book.say("A12", "Date of next review")
    book.answer(paper, "B12", "next_review", na=False)
    for section, title in SECTIONS.items():
        book.turn(title.split(" ")[0], 62, 60, 12)
        book.say("A1", title, merge="C1", tint="E2EFDA")
        for column, text in zip("ABC", ("What we look at", "Evidence", "Rating"), strict=True):
            book.say(f"{column}2", text)
        for row, (key, text) in enumerate(rows(FORM, section).items(), 3):
            book.say(f"A{row}", text, bold=False)
            book.answer(paper, f"B{row}", f"{section}.{key}.evidence", na=False)
            rating = paper.take(f"{section}.{key}.rating")
            word = f" {rating.title()}" if rating and paper.style == "messy" else ""
            book.fill(f"C{row}", f"{DOTS[rating]}{word}" if rating else None)
    _last(paper, book)
    book.save(file)


def _last(paper: Paper, book: Book) -> None:
    """The sheet of cases, actions and signatures."""
    book.turn("Actions", 16, 50, 26, 18, 34)
    at = 1
    book.say(f"A{at}", "Live cases", merge=f"E{at}", tint="E2EFDA")
    for column, (text, one) in zip("BCE", CASE, strict=True):
        book.say(f"{column}2", text, merge="D2" if column == "C" else "")
        for row in range(3):
            merge = f"D{row + 3}" if column == "C" else ""
            book.answer(paper, f"{column}{row + 3}", f"live_cases.{row}.{one}", merge=merge, na=False)
    at = 8
    for side, title in SIDES.items():
        count = paper.rows(side)
        book.say(f"A{at}", title, merge=f"A{at + count}", tint="E2EFDA")
        for column, (text, one) in zip("BCDE", ACTION, strict=True):
            book.say(f"{column}{at}", text)
            for row in range(count):
                book.answer(paper, f"{column}{at + 1 + row}", f"{side}.{row}.{one}", na=False)
        at += count + 3
    book.say(f"A{at}", "Signed and agreed by all attendees", merge=f"E{at}", tint="E2EFDA")
    for column, (text, one) in zip("BC", [("Name", "name"), ("Position", "position")], strict=True):
        book.say(f"{column}{at + 1}", text)
        for row in range(3):
            book.answer(paper, f"{column}{at + 2 + row}", f"signatures.{row}.{one}", na=False)
            paper.unclear.add(f"signatures.{row}.signed")


COPIES = (
    ("rag_bullets_full", ".docx", 111, "full", bullets),
    ("rag_bullets_messy", ".docx", 112, "messy", bullets),
    ("rag_bullets_print", ".docx.pdf", 113, "terse", bullets),
    ("rag_circles_terse", ".xlsx", 114, "terse", circles),
    ("rag_circles_messy", ".xlsx", 115, "messy", circles),
)
