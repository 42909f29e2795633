"""The checklist of support: boxes in one wide table in Word; blocks of labelled cells in Excel."""

from __future__ import annotations

from pathlib import Path

from tests.support.originals_d import words
from tests.support.originals_d.sheets import Book
from tests.support.originals_d.specs import rows
from tests.support.originals_d.support import FORM, HEAD

from .hand import Hand, cell, pairs, pen

WORDS = {"done": "Done", "not_applicable": "N/A", "outstanding": "Outstanding"}


def boxed(paper: Hand, file: Path) -> None:
    """Word: question, date, who and what, and a last cell with the three words to mark."""
    made = words.document("Arial", 9, wide=True)
    table = words.grid(made, 1, 2, [18, 8])
    words.say(table.cell(0, 0).paragraphs[0], "CHALLENGE AND SUPPORT CHECKLIST", True, size=14)
    words.say(table.cell(0, 1).paragraphs[0], "[School logo here]", italic=True)
    words.say(made.add_paragraph(), "Tier 2: use this list before a referral. Mark one word in the last column.")
    pairs(made, paper, HEAD, 3, "FFF2CC")
    made.add_paragraph()
    steps = rows(FORM, "steps")
    how = {"full": "sdt", "terse": "bold", "messy": "round"}[paper.style]
    table = words.grid(made, len(steps) + 1, 6, [1, 8.5, 3, 3.5, 6.5, 4])
    heads = ("", "Challenging and Improving low/declining attendance", "Date", "Name", "Action", "Status")
    for column, text in enumerate(heads):
        words.label(table.cell(0, column), text, tint="FFF2CC")
    for row, (key, text) in enumerate(steps.items(), 1):
        words.say(table.cell(row, 0).paragraphs[0], str(row))
        words.say(table.cell(row, 1).paragraphs[0], text)
        for column, one in enumerate(("date", "name", "action"), 2):
            cell(table.cell(row, column), paper, f"steps.{key}.{one}")
        status = paper.take(f"steps.{key}.status")
        chosen = None if status is None else list(WORDS).index(status)
        words.choose(table.cell(row, 5).paragraphs[0], list(WORDS.values()), chosen, how, "\n")
    words.save(made, file)


def asked(paper: Hand, file: Path) -> None:
    """Word: each question as a heading, then one row of labelled cells, then the action below its label."""
    made = words.document("Cambria", 10)
    words.say(made.add_paragraph(), "Ideas for challenging and improving attendance", True, size=16)
    words.say(made.add_paragraph(), "Challenge and support checklist", True, size=12)
    pairs(made, paper, HEAD, 2, "D9D9D9")
    for number, (key, text) in enumerate(rows(FORM, "steps").items(), 1):
        made.add_heading(f"{number} {text}", 3)
        table = words.grid(made, 2, 3)
        for column, one in enumerate(("date", "name")):
            par = table.cell(0, column).paragraphs[0]
            words.say(par, f"{one.title()}: ", True)
            pen(par, paper, paper.get(f"steps.{key}.{one}"))
        par = table.cell(0, 2).paragraphs[0]
        words.say(par, "Status: ", True)
        status = paper.take(f"steps.{key}.status")
        words.say(par, WORDS.get(status, ""))
        par = table.cell(1, 0).merge(table.cell(1, 2)).paragraphs[0]
        words.say(par, "Action: ", True)
        pen(par, paper, paper.get(f"steps.{key}.action"))
    words.save(made, file)


def blocks(paper: Hand, file: Path) -> None:
    """Excel: the question across the sheet; below it labels and answers in one row, and the action in the next."""
    book = Book("Tier 2", 14, 22, 14, 26, 14, 22)
    book.say("A1", "Challenge and Support checklist - Tier 2", merge="F1", tint="FFE699")
    for index, (text, path) in enumerate(HEAD):
        row, side = divmod(index, 3)
        book.say(f"{'ACE'[side]}{row + 3}", text)
        book.answer(paper, f"{'BDF'[side]}{row + 3}", path, na=False)
    row = 6
    for number, (key, text) in enumerate(rows(FORM, "steps").items(), 1):
        book.say(f"A{row}", f"{number}. {text}", merge=f"F{row}", tint="FFF2CC")
        for side, one in enumerate(("date", "name")):
            book.say(f"{'AC'[side]}{row + 1}", one.title())
            book.answer(paper, f"{'BD'[side]}{row + 1}", f"steps.{key}.{one}", na=False)
        book.say(f"E{row + 1}", "Status")
        book.fill(f"F{row + 1}", WORDS.get(paper.take(f"steps.{key}.status")))
        book.say(f"A{row + 2}", "Action")
        book.answer(paper, f"B{row + 2}", f"steps.{key}.action", merge=f"F{row + 2}", na=False)
        row += 3
    book.save(file)


COPIES = (
    ("support_boxed_full", ".docx", 221, "full", boxed),
    ("support_boxed_messy", ".docx", 222, "messy", boxed),
    ("support_asked_print", ".docx.pdf", 223, "terse", asked),
    ("support_blocks_messy", ".xlsx", 224, "messy", blocks),
    ("support_blocks_print", ".xlsx.pdf", 225, "full", blocks),
)
