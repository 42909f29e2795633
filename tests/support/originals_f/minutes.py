"""The second meeting's minutes: numbered lines with brackets to cross in Word; a grid with columns Yes and No in PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.originals_d import words
from tests.support.originals_d.meeting import AREAS, CODES, VIEWS
from tests.support.originals_d.minutes import MET, PLAN, PUPIL, QUESTIONS
from tests.support.originals_d.sheets import Book

from .hand import Hand, answer_to, cell, line, listed, pairs, pen

ACTIONS = {"action": "Action", "owner": "Who", "by_when": "By when"}


def numbered(paper: Hand, file: Path) -> None:
    """Word: numbered lines, answers on dotted tabs, brackets to cross, a heading for each area."""
    made = words.document("Calibri", 11)
    words.say(made.add_paragraph(), "MINUTES OF SCHOOL ATTENDANCE MEETING (SAM)", True, size=15)
    number = 0
    for text, path in [*PUPIL, *MET, ("Attendance", "attendance.percent"), ("SSG", "pupil.ssg"), *PLAN]:
        number += 1
        par = made.add_paragraph()
        words.leader(par, 9)
        words.say(par, f"{number}. {text}\t")
        pen(par, paper, paper.get(path))
    par = made.add_paragraph()
    words.say(par, f"{number + 1}. SEN code  ")
    code = paper.take("pupil.sen_code")
    words.choose(par, CODES, CODES.index(code) if code else None, "square")
    line(made, paper, f"{number + 2}. Present:", "present", below=True)
    line(made, paper, f"{number + 3}. Services Involved:", "services_involved")
    number += 3
    for text, path in QUESTIONS:
        number += 1
        par = made.add_paragraph()
        words.say(par, f"{number}. {text} ")
        words.choose(par, ["Yes", "No"], answer_to(paper, path), "square" if paper.style == "full" else "round", "   ")
    for area, name in AREAS.items():
        words.say(made.add_paragraph(), name.upper(), True)
        for view, text in VIEWS.items():
            line(made, paper, f"{text}:", f"discussion.{area}.{view}", below=paper.style == "messy")
    line(made, paper, "ADDITIONAL INFORMATION", "additional_information", below=True)
    line(made, paper, "Attendance aimed at from this meeting to its review:", "target_percent")
    _agreed(paper, made)
    words.save(made, file)


def _agreed(paper: Hand, made: Any) -> None:
    words.say(made.add_paragraph(), "Targets", True)
    listed(made, paper, "targets", {"target": "Target"}, count=True)
    words.say(made.add_paragraph(), "Actions", True)
    listed(made, paper, "actions", ACTIONS, spare=2, count=True)
    line(made, paper, "Date to review these actions:", "review_date")
    for text, path in (("Signature of Parent(s)", "parent_signature"), ("Signature of School", "school_signature")):
        par = made.add_paragraph()
        words.say(par, f"{text}: _________  Name: ")
        pen(par, paper, paper.get(f"{path}.name"))
        words.say(par, "   Date: ")
        pen(par, paper, paper.get(f"{path}.date"))
        paper.unclear.add(f"{path}.signed")


def grid(paper: Hand, file: Path) -> None:
    """Word, printed: pairs in rows, questions with a column for Yes and one for No, areas across."""
    made = words.document("Arial", 9)
    words.say(made.add_paragraph(), "Inventshire Council: School Attendance Meeting", True, size=14)
    words.say(made.add_paragraph(), "SAM minutes template - school to keep a copy on file", italic=True)
    pairs(made, paper, [*PUPIL, ("Attendance", "attendance.percent")], 2)
    made.add_paragraph()
    table = pairs(made, paper, [*MET, ("SSG", "pupil.ssg"), *PLAN], 2)
    words.label(table.cell(3, 2), "SEN code", tint="DEEAF6")
    words.say(table.cell(3, 3).paragraphs[0], paper.take("pupil.sen_code") or "")
    made.add_paragraph()
    table = words.grid(made, 4, 3, [12, 2, 2])
    for column, text in enumerate(("Please tick", "Yes", "No")):
        words.label(table.cell(0, column), text, tint="DEEAF6")
    for row, (text, path) in enumerate(QUESTIONS, 1):
        words.say(table.cell(row, 0).paragraphs[0], text)
        chosen = answer_to(paper, path)
        if chosen is not None:
            words.say(table.cell(row, 1 + chosen).paragraphs[0], "✔" if paper.style == "full" else "X")
    made.add_paragraph()
    pairs(made, paper, [("Present", "present"), ("Services Involved", "services_involved")], 1)
    made.add_paragraph()
    table = words.grid(made, 4, 4, [4, 4.6, 4.6, 4.6])
    for column, name in enumerate(AREAS.values(), 1):
        words.label(table.cell(0, column), name, tint="DEEAF6")
    for row, (view, text) in enumerate(VIEWS.items(), 1):
        words.label(table.cell(row, 0), text)
        for column, area in enumerate(AREAS, 1):
            cell(table.cell(row, column), paper, f"discussion.{area}.{view}")
    made.add_paragraph()
    pairs(
        made,
        paper,
        [
            ("Additional Information", "additional_information"),
            ("Attendance aimed at from this meeting to its review", "target_percent"),
        ],
        1,
    )
    _agreed(paper, made)
    words.save(made, file)


def book(paper: Hand, file: Path) -> None:
    """Excel: pairs in rows, areas below each other, short lists at the right."""
    made = Book("SAM", 34, 34, 34, 34)
    made.say("A1", "School Attendance Meeting (SAM) minutes", merge="D1", tint="C9C9C9")
    items = [
        *PUPIL,
        *MET,
        ("Attendance", "attendance.percent"),
        ("SEN code", "pupil.sen_code"),
        *PLAN,
        ("SSG", "pupil.ssg"),
    ]
    for index, (text, path) in enumerate(items):
        row, side = divmod(index, 2)
        made.say(f"{'AC'[side]}{row + 3}", text, tint="EDEDED")
        made.answer(paper, f"{'BD'[side]}{row + 3}", path, na=False)
    row = 10
    for text, path in (("Present", "present"), ("Services Involved", "services_involved")):
        made.say(f"A{row}", text, tint="EDEDED")
        made.answer(paper, f"B{row}", path, merge=f"D{row}", na=False)
        row += 1
    for text, path in QUESTIONS:
        made.say(f"A{row}", text, bold=False, merge=f"C{row}")
        value = paper.take(path)
        made.fill(f"D{row}", None if value is None else "Yes" if value else "No")
        made.options(f"D{row}", "Yes", "No")
        row += 1
    row += 1
    for column, text in zip("BCD", VIEWS.values(), strict=True):
        made.say(f"{column}{row}", text, tint="EDEDED")
    for area, name in AREAS.items():
        row += 1
        made.say(f"A{row}", name, tint="EDEDED")
        for column, view in zip("BCD", VIEWS, strict=True):
            made.answer(paper, f"{column}{row}", f"discussion.{area}.{view}", na=False)
    _agreed_in(paper, made, row + 2)
    made.save(file)


def _agreed_in(paper: Hand, made: Book, row: int) -> None:
    for text, path in (
        ("Additional Information", "additional_information"),
        ("Attendance aimed at from this meeting to its review", "target_percent"),
        ("Date to review these actions", "review_date"),
    ):
        made.say(f"A{row}", text, tint="EDEDED")
        made.answer(paper, f"B{row}", path, merge=f"D{row}", na=False)
        row += 1
    made.say(f"A{row}", "Targets", tint="C9C9C9", merge=f"D{row}")
    for index in range(3):
        made.say(f"A{row + 1 + index}", f"Target {index + 1}", bold=False)
        made.answer(paper, f"B{row + 1 + index}", f"targets.{index}.target", merge=f"D{row + 1 + index}", na=False)
    row += 5
    made.say(f"A{row}", "Actions", tint="C9C9C9", merge=f"D{row}")
    for column, (one, text) in zip("ABC", ACTIONS.items(), strict=True):
        made.say(f"{column}{row + 1}", text)
        for index in range(3):
            made.answer(paper, f"{column}{row + 2 + index}", f"actions.{index}.{one}", na=False)
    row += 6
    for text, path in (("Signature of Parent(s)", "parent_signature"), ("Signature of School", "school_signature")):
        made.say(f"A{row}", text)
        made.answer(paper, f"B{row}", f"{path}.name", na=False)
        made.say(f"C{row}", "Date")
        made.answer(paper, f"D{row}", f"{path}.date", na=False)
        paper.unclear.add(f"{path}.signed")
        row += 1


COPIES = (
    ("minutes_numbered_full", ".docx", 241, "full", numbered),
    ("minutes_numbered_messy", ".docx", 242, "messy", numbered),
    ("minutes_grid_print", ".docx.pdf", 243, "full", grid),
    ("minutes_grid_marked", ".docx", 244, "terse", grid),
    ("minutes_book_messy", ".xlsx", 245, "messy", book),
)
