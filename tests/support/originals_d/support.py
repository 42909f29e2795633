"""The checklist of support: a column for each status in Excel; cards in pairs in Word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import words
from .paper import Inventor, Paper
from .sheets import Book
from .specs import bare, numbered, rows

FORM = "challenge_and_support_checklist"
STATUS = {"done": "Done", "not_applicable": "N/A", "outstanding": "To do"}
HEAD = [
    ("Pupil's name", "pupil.name"),
    ("Date of birth", "pupil.date_of_birth"),
    ("Class/Year group", "pupil.class_or_year"),
    ("Checklist begun on", "started"),
    ("Kept by", "completed_by"),
    ("Referred to NCC on", "referral_date"),
]


def data(make: Inventor) -> Mapping[str, Any]:
    found: dict[str, Any] = {
        "pupil.name": make.name(),
        "pupil.date_of_birth": make.born(),
        "pupil.class_or_year": f"Year {make.whole(11)}",
        "started": make.day(),
        "completed_by": make.name(),
        "referral_date": make.day(60),
    }
    for key in rows(FORM, "steps"):
        found[f"steps.{key}.status"] = make.rng.choice(list(STATUS))
        found |= {
            f"steps.{key}.date": make.day(10, 50),
            f"steps.{key}.name": make.name(),
            f"steps.{key}.action": make.remark(),
        }
    return found


def columns(paper: Paper, file: Path) -> None:
    """Excel: a mark below the status; date, name and action to the right."""
    book = Book("Tier 2", 5, 60, 8, 8, 8, 14, 22, 55)
    book.say("A1", "Tier 2: Challenge and Support", merge="H1", tint="BDD7EE")
    book.say("A2", "Ideas for challenging and improving attendance - CHECKLIST", merge="H2")
    for row, ((left, one), (right, other)) in enumerate(zip(HEAD[::2], HEAD[1::2], strict=True), 4):
        book.say(f"A{row}", left, merge=f"B{row}")
        book.answer(paper, f"C{row}", one, merge=f"F{row}", na=False)
        book.say(f"G{row}", right)
        book.answer(paper, f"H{row}", other, na=False)
    book.say("C8", "Status (mark one)", merge="E8", tint="DDEBF7")
    for column, text in zip(
        "ABCDEFGH",
        ("No", "Challenging and improving low/declining attendance", *STATUS.values(), "Date", "Name", "Action"),
        strict=True,
    ):
        book.say(f"{column}9", text, tint="DDEBF7")
    mark = {"full": "✓", "messy": "x", "terse": "1"}[paper.style]
    for row, (key, text) in enumerate(rows(FORM, "steps").items(), 10):
        book.say(f"A{row}", str(row - 9), bold=False)
        book.say(f"B{row}", text, bold=False)
        status = paper.take(f"steps.{key}.status")
        for column, one in zip("CDE", STATUS, strict=True):
            book.fill(f"{column}{row}", mark if one == status else None)
        for column, one in zip("FGH", ("date", "name", "action"), strict=True):
            book.answer(paper, f"{column}{row}", f"steps.{key}.{one}", na=False)
    book.save(file)


def cards(paper: Paper, file: Path) -> None:
    """Word: two steps next to each other, each a card with a small table in it."""
    made = words.document("Verdana", 9)
    words.say(made.add_paragraph(), "Challenge and Support checklist (Tier 2)", True, size=14)
    for pair in (HEAD[:2], HEAD[2:4], HEAD[4:]):
        par = made.add_paragraph()
        for index, (text, path) in enumerate(pair):
            words.leader(par, 9 * (index + 1), dots=False)
            words.say(par, ("\t" if index else "") + f"{text}: ", True)
            words.put(par, paper.bits(path, na=False))
    how = {"terse": "wing", "messy": "ring", "full": "ballot"}[paper.style]
    steps = list(numbered(rows(FORM, "steps"), "Q{n}  {text}").items())
    outer = words.grid(made, len(steps) // 2, 2)
    for index, (key, text) in enumerate(steps):
        cell = outer.cell(*divmod(index, 2))
        words.label(cell, bare(text), tint="F2F2F2")
        inner = words.nested(cell, 2, 2, made)
        for at, (name, one) in enumerate([("Date", "date"), ("Name", "name")]):
            words.say(inner.cell(0, at).paragraphs[0], f"{name}: ", True)
            words.put(inner.cell(0, at).paragraphs[0], paper.bits(f"steps.{key}.{one}", na=False))
        words.say(inner.cell(1, 0).paragraphs[0], "Status: ", True)
        status = paper.take(f"steps.{key}.status")
        words.choose(
            inner.cell(1, 0).paragraphs[0], list(STATUS.values()), list(STATUS).index(status) if status else None, how
        )
        words.say(inner.cell(1, 1).paragraphs[0], "Action: ", True)
        words.put(inner.cell(1, 1).paragraphs[0], paper.bits(f"steps.{key}.action", na=False))
    words.save(made, file)


COPIES = (
    ("support_columns_full", ".xlsx", 61, "full", columns),
    ("support_columns_messy", ".xlsx", 62, "messy", columns),
    ("support_cards_terse", ".docx", 63, "terse", cards),
    ("support_cards_messy", ".docx", 64, "messy", cards),
    ("support_cards_print", ".docx.pdf", 65, "full", cards),
)
