"""The audit: a card for each statement in Word; colours before the statement in Excel."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import words
from .paper import Inventor, Paper
from .sheets import Book
from .specs import bare, numbered, rows

FORM = "rag_audit"
SECTIONS = {
    "improving_absence": "Improving Overall Absence",
    "reducing_persistent_absence": "Reducing Persistent / Severe Absenteeism",
    "term_time_holidays": "Tackling Holidays in Term Time",
}
COLOURS = {"red": "FF0000", "amber": "FFC000", "green": "00B050"}


def data(make: Inventor) -> Mapping[str, Any]:
    met = make.day()
    found: dict[str, Any] = {
        "school_name": f"{make.rng.choice(['Neverwas', 'Madeup Mill', 'Pretend Park'])} Academy",
        "meeting_date": met,
        "school_staff": "\n".join(make.people(3)),
        "education_welfare_officer": make.name(),
        "venue.mode": make.rng.choice(["virtual", "face_to_face"]),
        "venue.place": f"Room {make.whole(30)}, Nowhere House",
        "policy_reviewed": make.day(-200),
        "additional_comments": make.remark(),
        "next_review": make.day(60),
    }
    for section in SECTIONS:
        for key in rows(FORM, section):
            found[f"{section}.{key}.rating"] = make.rng.choice(list(COLOURS))
            found[f"{section}.{key}.evidence"] = make.remark()
    for row in range(3):
        found |= {f"live_cases.{row}.pupil": f"{make.name()} / {make.whole(11)}{make.rng.choice('ABC')}"}
        found |= {f"live_cases.{row}.{one}": make.remark() for one in ("concerns", "advice")}
        found |= {f"signatures.{row}.name": make.name(), f"signatures.{row}.position": make.role()}
    for side, count in (("school_actions", 3), ("authority_actions", 2)):
        for row in range(count):
            found |= {f"{side}.{row}.action": make.remark(), f"{side}.{row}.owner": make.name()}
            found |= {f"{side}.{row}.by_when": make.day(20), f"{side}.{row}.measure": make.few()}
    return found


def cards(paper: Paper, file: Path) -> None:
    """Word: text box at the top, then a small table for each statement, its rating a drop-down list."""
    made = words.document("Calibri", 10, wide=True)
    words.caption(made, "Fictionshire County Council - Inclusion & Welfare Service")
    words.say(made.add_paragraph(), "Targeting Support Meetings (TSM's) - RAG AUDIT", True, size=16)
    words.box(
        made.add_paragraph(),
        [
            ("Name of Trust / School(s):", paper.text("school_name")),
            ("Date of Meeting:", paper.text("meeting_date")),
            ("Education Welfare Officer:", paper.text("education_welfare_officer")),
        ],
    )
    par = made.add_paragraph()
    words.say(par, "School Staff involved: ", True)
    words.put(par, paper.bits("school_staff"))
    par = made.add_paragraph()
    words.say(par, "Venue (virtual or face-to-face): ", True)
    mode = paper.take("venue.mode")
    options = ["virtual", "face_to_face"]
    words.choose(par, ["Virtual", "Face to face"], options.index(mode) if mode else None, "round")
    words.say(par, "    Place: ", True)
    words.put(par, paper.bits("venue.place"))
    words.say(made.add_paragraph(), "Red: Not in place. Amber: Partly in place. Green: Wholly in place.", italic=True)
    for section, title in SECTIONS.items():
        words.say(made.add_paragraph(), title.upper(), True, size=12)
        for key, text in numbered(rows(FORM, section)).items():
            _card(paper, made, f"{section}.{key}", bare(text))
    par = made.add_paragraph()
    words.say(par, "Date on which the attendance policy was last reviewed: ", True)
    words.put(par, paper.bits("policy_reviewed", na=False))
    _cases(paper, made)
    par = made.add_paragraph()
    words.say(par, "Additional Comments", True)
    words.fill(words.grid(made, 1, 1).cell(0, 0), paper.bits("additional_comments"))
    for side, title in (
        ("school_actions", "Trust / School's Agreed Actions (SMART)"),
        ("authority_actions", "Local Authority's Agreed Actions (SMART)"),
    ):
        words.say(made.add_paragraph(), title, True, size=12)
        _actions(paper, made, side)
    par = made.add_paragraph()
    words.say(par, "Date of next review: ", True)
    words.picker(
        par,
        paper.answers.get("next_review"),
        paper.written(paper.take("next_review")) if "next_review" in paper.answers else "",
    )
    words.say(made.add_paragraph(), "Signed and agreed by all attendees", True, size=12)
    table = words.grid(made, 4, 2)
    for column, text in enumerate(("Name", "Position")):
        words.label(table.cell(0, column), text)
    for row in range(3):
        words.fill(table.cell(row + 1, 0), paper.bits(f"signatures.{row}.name"))
        words.fill(table.cell(row + 1, 1), paper.bits(f"signatures.{row}.position"))
        paper.unclear.add(f"signatures.{row}.signed")
    words.save(made, file)


def _card(paper: Paper, made: Any, path: str, text: str) -> None:
    table = words.grid(made, 2, 2, [5, 21.5])
    words.label(table.cell(0, 0).merge(table.cell(0, 1)), text, True, "EDEDED")
    rating = paper.take(f"{path}.rating")
    words.say(table.cell(1, 0).paragraphs[0], "RAG: ", True)
    words.drop(table.cell(1, 0).paragraphs[0], ["Red", "Amber", "Green"], rating and rating.title())
    words.say(table.cell(1, 1).paragraphs[0], "Evidence: ", True)
    words.put(table.cell(1, 1).paragraphs[0], paper.bits(f"{path}.evidence"))
    made.add_paragraph()


def _cases(paper: Paper, made: Any) -> None:
    words.say(made.add_paragraph(), "Live cases", True, size=12)
    for row in range(paper.rows("live_cases")):
        table = words.grid(made, 3, 2, [7, 19.5])
        for index, (text, one) in enumerate(
            [
                ("Pupil Name / Form", "pupil"),
                ("Concerns / Information / Percentage / Outcome", "concerns"),
                ("Inclusion & Welfare Officer Advice / Actions agreed", "advice"),
            ]
        ):
            words.label(table.cell(index, 0), text)
            words.fill(table.cell(index, 1), paper.bits(f"live_cases.{row}.{one}"))
        made.add_paragraph()


def _actions(paper: Paper, made: Any, side: str) -> None:
    names = {"by_when": "By when?", "owner": "Who?", "action": "Action", "measure": "How we will know"}
    table = words.grid(made, paper.rows(side) + 2, 4, [3, 5, 11, 7.5])
    for column, (one, text) in enumerate(names.items()):
        words.label(table.cell(0, column), text, True, "D9E2F3")
        for row in range(paper.rows(side)):
            words.fill(table.cell(row + 1, column), paper.bits(f"{side}.{row}.{one}"))


def colours(paper: Paper, file: Path) -> None:
    """Excel: the colour stands before the statement, as a fill with or without a letter."""
    book = Book("RAG", 8, 6, 60, 55, 16)
    book.say("A1", "TARGETING SUPPORT MEETING (TSM) AUDIT", merge="E1", tint="1F4E78")
    head = [
        ("Name of Trust / School(s)", "school_name"),
        ("Date of Meeting", "meeting_date"),
        ("School Staff involved", "school_staff"),
        ("Education Welfare Officer", "education_welfare_officer"),
        ("Place", "venue.place"),
    ]
    for row, (text, path) in enumerate(head, 3):
        book.say(f"A{row}", text, merge=f"C{row}")
        book.answer(paper, f"D{row}", path)
    book.say("E4", "format dd/mm/yyyy", bold=False, italic=True)
    book.say("A8", "Virtual or face-to-face", merge="C8")
    mode = paper.take("venue.mode")
    book.fill("D8", {"virtual": "Teams", "face_to_face": "Face-to-face"}.get(mode))
    book.options("D8", "Teams", "Face-to-face")
    book.say("A10", "RAG", tint="D9D9D9")
    book.say("B10", "No.", tint="D9D9D9")
    book.say("C10", "Statement", tint="D9D9D9")
    book.say("D10", "Evidence", tint="D9D9D9")
    row = 11
    for section, title in SECTIONS.items():
        book.say(f"A{row}", title, merge=f"E{row}", tint="DDEBF7")
        for number, (key, text) in enumerate(rows(FORM, section).items(), 1):
            row += 1
            rating = paper.take(f"{section}.{key}.rating")
            book.fill(f"A{row}", rating[0].upper() if rating and paper.style == "messy" else None)
            if rating:
                book.tint(f"A{row}", COLOURS[rating])
            book.say(f"B{row}", str(number), bold=False)
            book.say(f"C{row}", text, bold=False)
            book.answer(paper, f"D{row}", f"{section}.{key}.evidence")
        row += 2
    _below(paper, book, row)
    book.save(file)


def _below(paper: Paper, book: Book, row: int) -> None:
    book.say(f"A{row}", "Date on which the attendance policy was last reviewed", merge=f"C{row}")
    book.answer(paper, f"D{row}", "policy_reviewed", na=False)
    book.say(f"A{row + 1}", "Date of next review", merge=f"C{row + 1}")
    book.answer(paper, f"D{row + 1}", "next_review", na=False)
    book.say(f"A{row + 3}", "Additional Comments", merge=f"E{row + 3}")
    book.answer(paper, f"A{row + 4}", "additional_comments", merge=f"E{row + 6}")
    book.turn("Cases and actions", 34, 48, 48, 20)
    book.say("A1", "LIVE CASES", merge="D1", tint="DDEBF7")
    names = [
        ("Pupil Name / Form", "pupil"),
        ("Concerns / Information / Percentage / Outcome", "concerns"),
        ("Inclusion & Welfare Officer Advice / Actions agreed", "advice"),
    ]
    for column, (text, one) in zip("ABC", names, strict=True):
        book.say(f"{column}2", text)
        for index in range(3):
            book.answer(paper, f"{column}{index + 3}", f"live_cases.{index}.{one}")
    at = 8
    for side, title in (
        ("school_actions", "Trust / School's Agreed Actions (SMART)"),
        ("authority_actions", "Local Authority's Agreed Actions (SMART)"),
    ):
        book.say(f"A{at}", title, merge=f"D{at}", tint="DDEBF7")
        for column, (text, one) in zip(
            "ABCD",
            [("Who", "owner"), ("Action", "action"), ("How we will know", "measure"), ("By when", "by_when")],
            strict=True,
        ):
            book.say(f"{column}{at + 1}", text)
            for index in range(paper.rows(side)):
                book.answer(paper, f"{column}{at + 2 + index}", f"{side}.{index}.{one}")
        at += 8
    book.say(f"A{at}", "Signed and agreed by all attendees", merge=f"D{at}", tint="DDEBF7")
    for offset, (text, one) in enumerate([("Name", "name"), ("Position", "position")], 1):
        book.say(f"A{at + offset}", text)
        for column, index in zip("BCD", range(3), strict=True):
            book.answer(paper, f"{column}{at + offset}", f"signatures.{index}.{one}")
            paper.unclear.add(f"signatures.{index}.signed")


COPIES = (
    ("rag_cards_full", ".docx", 11, "full", cards),
    ("rag_cards_messy", ".docx", 12, "messy", cards),
    ("rag_colours_terse", ".xlsx", 13, "terse", colours),
    ("rag_colours_messy", ".xlsx", 14, "messy", colours),
    ("rag_colours_print", ".xlsx.pdf", 15, "terse", colours),
)
