"""Printed pages: lines that the page broke are joined, those that a person broke are kept."""

from __future__ import annotations

from collections.abc import Sequence

import tsmforms
from tests.reading.papers import answers
from tsmforms.diagnostics import Place
from tsmforms.model.outline import Outline, Page, Rect, Run, Spot, Word
from tsmforms.reading.originals.labelled import labelled

LETTER = 5.0


def page(*lines: str, cells: Sequence[tuple[str, int, int, int, Rect]] = ()) -> Outline:
    """Lines of a page 300 points wide, one below the other, and cells: words, page, row, column, rectangle."""
    spots: list[Spot] = []
    words: list[Word] = []
    for number, text in enumerate(lines):
        top = 800.0 - 14 * number
        rect = (50.0, top - 11, 50.0 + LETTER * len(text), top)
        spots.append(Spot(len(spots), Place(page=1, rect=rect), (Run(text),), part="page", rect=rect))
        words.append(Word(text, 1, rect))
    for text, on, row, column, rect in cells:
        spots.append(
            Spot(
                len(spots),
                Place(page=on, rect=rect),
                (Run(text),),
                part="page",
                table=on,
                row=row,
                column=column,
                rect=rect,
            )
        )
    return Outline("pdf", tuple(spots), pages=(Page(1, 350, 842, words=tuple(words)),))


def read(form: str, outline: Outline) -> dict[str, object]:
    return answers(labelled(outline, tsmforms.form(form).spec))


def test_a_label_that_goes_on_in_the_next_line_is_one_label() -> None:
    outline = page(
        "We have listened to your child and discussed with them the reasons for their",
        "absence. They have shared with us that:",
        "Lunch is the worst hour.",
    )
    assert read("parenting_contract", outline) == {"child_views": "Lunch is the worst hour."}


def test_two_short_lines_are_two_paragraphs() -> None:
    outline = page(
        "Signed (Parent/s):",
        "Ann Example",
        "Bob Example",
        "Signed by the Child (age appropriate) in the presence of everybody else at it",
    )
    found = read("parenting_contract", outline)
    assert (found["parent_signatures.0.name"], found["parent_signatures.1.name"]) == ("Ann Example", "Bob Example")


def test_a_row_that_the_end_of_a_page_has_cut_is_one_row() -> None:
    left, right = (50.0, 60.0, 200.0, 80.0), (200.0, 60.0, 350.0, 80.0)
    outline = page(
        cells=[
            ("Notify Social Worker immediately of any absence", 1, 0, 0, left),
            ("\u2612 Yes \u2610 No", 1, 0, 1, right),
            ("even when reason is provided", 2, 0, 0, left),
            ("", 2, 0, 1, right),
            ("Early Help", 2, 1, 0, left),
            ("\u2610 Yes \u2612 No", 2, 1, 1, right),
        ]
    )
    assert read("termly_record", outline) == {
        "interventions.social_worker_told.used": "yes",
        "interventions.early_help.used": "no",
    }
