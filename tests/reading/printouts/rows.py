"""Rows of a form and rows of a file in a few words, for tests of how one is laid against the other."""

from __future__ import annotations

from typing import Literal

from tests.formats.pdf.trees import field
from tsmforms.diagnostics import Place
from tsmforms.layout import Inline, Slot, Text
from tsmforms.model.outline import Run, Spot
from tsmforms.reading.printouts.expected import Strip
from tsmforms.reading.printouts.pagelines import Line, PageRow, Passage

Kind = Literal["row", "header", "entry", "heading", "words"]


def strip(kind: Kind, *cells: str, list: str = "") -> Strip:
    """A row of the form; in a cell `{name}` is a box, what is around it printed."""
    return Strip(kind, tuple(_inlines(cell) for cell in cells), list)


def _inlines(text: str) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for n, part in enumerate(text.replace("}", "{").split("{")):
        if n % 2:
            out.append(Slot(part, field(part.rpartition(".")[2], part)))
        elif part:
            out.append(Text(part))
    return tuple(out)


def row(*cells: str, grid: int | None = 1, page: int = 1, number: int = 0, follows: tuple[int, ...] = ()) -> PageRow:
    """A row of a file; outside tables (`grid` None) a line."""
    passages = tuple(Passage(tuple(map(Line, cell.split("\n"))), Place(page=page)) for cell in cells)
    spots = tuple(Spot(number + n, Place(page=page), [Run(cell)]) for n, cell in enumerate(cells))
    return PageRow(passages, spots, page, grid, follows)


def line(words: str, page: int = 1, number: int = 0) -> PageRow:
    """A line outside tables."""
    return row(words, grid=None, page=page, number=number)
