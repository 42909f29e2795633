"""What somebody marked in a register: rows that are hidden or struck, comments, words that speak against a letter.

A register makes no letter, but its figures say to whom one is written next. So nothing that a person marked is
dropped in silence here either.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tsmforms.attendance import find_layout
from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.exports.grids import SheetGrid
from tsmforms.exports.source import COMMENTED, HIDDEN, STRUCK
from tsmforms.exports.stopwords import stop_words

_TOP = 40
_MOST_TOLD = 20
_LEFT_OUT = {HIDDEN: "is hidden in the workbook", STRUCK: "has words struck through"}


def marked(grid: SheetGrid) -> Iterator[Diagnostic]:
    """One for each row that was left out since it is hidden or struck through, and for each with a comment."""
    for number, why in sorted(grid.withheld.items()):
        place = Place(line=number)
        if why in _LEFT_OUT:
            yield Diagnostic(
                "D0521",
                "error",
                worded("D0521", left_out=_LEFT_OUT[why]),
                "show the row, or take the line through it away, to have it counted; or delete it",
                place=place,
            )
        elif why == COMMENTED:
            yield Diagnostic(
                "D0522",
                "warning",
                worded("D0522", "comment"),
                "read it before anybody is written to",
                place=place,
            )


def spoken_of(grid: SheetGrid) -> Iterator[Diagnostic]:
    """Columns and cells that are no part of a register and may say that somebody must not be written to."""
    top = [(row.line, row.cells) for row in islice(grid.rows(), _TOP)]
    layout = find_layout(top)
    if layout is None:
        return
    words, unused = stop_words(), set(layout.unused)
    columns = [at for at, heading in enumerate(layout.headings) if heading.strip() in unused]
    for at in columns:
        if meaning := words.heading(layout.heading(at)):
            yield Diagnostic(
                "D0522",
                "warning",
                worded("D0522", "column", heading=layout.heading(at), says=meaning.says),
                "look at it before anybody is written to",
                place=Place(line=layout.line, column=at + 1, column_name=layout.heading(at)),
            )
    told = 0
    for row in grid.rows():
        for at in columns:
            text = row.cells[at] if row.line > layout.line and at < len(row.cells) else ""
            meaning = words.cell(text, words.is_place(layout.heading(at))) if text else None
            if meaning and told < _MOST_TOLD:
                told += 1
                yield Diagnostic(
                    "D0522",
                    "warning",
                    worded("D0522", "cell", heading=layout.heading(at), says=meaning.says),
                    "read the row before anybody is written to",
                    place=Place(line=row.line, column=at + 1, column_name=layout.heading(at)),
                )
