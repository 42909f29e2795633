"""The checklist of support: headings repeated under each step in Word; grouped steps with typed status in Excel."""

from __future__ import annotations

from pathlib import Path

from tests.support.originals_d import words
from tests.support.originals_d.paper import Paper
from tests.support.originals_d.sheets import Book
from tests.support.originals_d.specs import bare, rows
from tests.support.originals_d.support import FORM, HEAD, STATUS

GROUPS = ("First days", "In school", "With the family", "Needs and services")


def strips(paper: Paper, file: Path) -> None:
    """Word: each step a strip of three rows: its text, four headings, four boxes; the status to circle or typed."""
    made = words.document("Calibri", 10)
    words.say(made.add_paragraph(), "Challenge and Support checklist", True, size=16)
    words.say(made.add_paragraph(), "Tier 2: Ideas for challenging and improving attendance", italic=True)
    head = words.grid(made, 2, 6, [2.8, 3.2, 2.8, 3.2, 2.8, 3.2])
    for index, (text, path) in enumerate(HEAD):
        row, column = divmod(index, 3)
        words.label(head.cell(row, column * 2), f"{text}:")
        words.fill(head.cell(row, column * 2 + 1), paper.bits(path, na=False))
    made.add_paragraph()
    steps = rows(FORM, "steps")
    table = words.grid(made, 3 * len(steps), 4, [4, 3, 4, 7])
    for at, (key, text) in enumerate(steps.items()):
        top = at * 3
        words.label(table.cell(top, 0).merge(table.cell(top, 3)), f"{at + 1}) {bare(text)}", tint="E7E6E6")
        for column, title in enumerate(("Status", "Date", "Name", "Action")):
            words.say(table.cell(top + 1, column).paragraphs[0], title, italic=True, size=8)
        status = paper.take(f"steps.{key}.status")
        box = table.cell(top + 2, 0).paragraphs[0]
        if paper.style == "messy":
            words.choose(box, list(STATUS.values()), list(STATUS).index(status) if status else None, "ring", " / ")
        else:
            words.say(box, STATUS.get(status, ""))
        for column, one in enumerate(("date", "name", "action"), 1):
            words.fill(table.cell(top + 2, column), paper.bits(f"steps.{key}.{one}", na=False))
    words.save(made, file)


def grouped(paper: Paper, file: Path) -> None:
    """Excel: bars part the steps into groups; action and status left of the name and the date, hints in the head."""
    book = Book("Checklist", 58, 50, 16, 24, 20)
    book.say("A1", "Challenge and Support checklist (Tier 2)", merge="E1", tint="DDD9C4")
    for row, (text, path) in enumerate(HEAD, 3):
        book.say(f"A{row}", text)
        book.answer(paper, f"B{row}", path, na=False)
        if path in {"started", "pupil.date_of_birth"}:
            book.say(f"C{row}", "(day, month, year)", bold=False, italic=True)
    for column, text in zip("ABCDE", ("What to try", "Action", "Status", "Name", "Date"), strict=True):
        book.say(f"{column}10", text, tint="DDD9C4")
    row = 10
    for at, (key, text) in enumerate(rows(FORM, "steps").items()):
        if at % 5 == 0:
            row += 1
            book.say(f"A{row}", GROUPS[at // 5], merge=f"E{row}", tint="EEECE1")
        row += 1
        book.say(f"A{row}", f"{at + 1} - {text}", bold=False)
        book.answer(paper, f"B{row}", f"steps.{key}.action", na=False)
        status = paper.take(f"steps.{key}.status")
        book.fill(
            f"C{row}", STATUS.get(status) and STATUS[status].lower() if paper.style == "messy" else STATUS.get(status)
        )
        book.options(f"C{row}", *STATUS.values())
        book.answer(paper, f"D{row}", f"steps.{key}.name", na=False)
        book.answer(paper, f"E{row}", f"steps.{key}.date", na=False)
    book.save(file)


COPIES = (
    ("support_strips_full", ".docx", 161, "full", strips),
    ("support_strips_messy", ".docx", 162, "messy", strips),
    ("support_strips_print", ".docx.pdf", 163, "terse", strips),
    ("support_grouped_messy", ".xlsx", 164, "messy", grouped),
    ("support_grouped_print", ".xlsx.pdf", 165, "full", grouped),
)
