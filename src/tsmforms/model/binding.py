"""A binding: where an original of a council or school asks the questions of a form, for a person to correct."""

from __future__ import annotations

from typing import Literal

import attrs

Relation = Literal["after", "right", "below", "columns"]
"""Where an answer is, seen from its label: behind it in the same cell or paragraph, in a cell to the right, in a cell
below, or in one column for each choice."""


@attrs.frozen
class Blank:
    """A blank inside a printed sentence: the sentence with `...` for each blank, and which of them, from 1."""

    sentence: str
    number: int


@attrs.frozen
class Bound:
    """Where one question of the form is answered in the original.

    Args:
        pattern: The question, as a path pattern.
        label: The words that the original prints for it; empty where the words of the row and column are enough.
        at: Where the answer is, seen from the label; None where only the label is known, and each copy is searched
            around it.
        away: How many cells away, to the right or below.
        numbers: Which of the labels with these words, from 1, where there are several; empty for the only one, and of
            a list for all.
        of: How many labels with these words there are; 0 where it is not said.
        row, column, heading: Words that have to be printed at the left of the answer, above it, or as the heading that
            it is under.
        blank: Where it is a blank inside a sentence.
        choices: Code and printed words of choices that the original words in another way.
        is_ignored: Whether the question is not to be read from this original.
        is_open: Whether no place is known, so that it is looked for in every copy.
        sure: How surely it was matched; None where a person wrote it.
    """

    pattern: str
    label: str = ""
    at: Relation | None = None
    away: int = 1
    numbers: tuple[int, ...] = ()
    of: int = 0
    row: str = ""
    column: str = ""
    heading: str = ""
    blank: Blank | None = None
    choices: tuple[tuple[str, str], ...] = ()
    is_ignored: bool = False
    is_open: bool = False
    sure: float | None = None


@attrs.frozen
class Binding:
    """What of an original was matched to a form.

    Args:
        form, edition: The form it is.
        format: docx, pdf or xlsx.
        printed: The labels that the original prints, in their order: a short number of each with a letter for where it
            is (see `tsmforms.reading.originals.printwords`).
        questions: Every question of the form, once.
        name: The name of its file, by which it is reported.
    """

    form: str
    edition: str
    format: str
    printed: tuple[str, ...]
    questions: tuple[Bound, ...]
    name: str = attrs.field(default="", eq=False)
