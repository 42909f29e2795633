"""What columns and cells that no letter uses say against letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tsmforms.bulk.columns import Columns, FreeColumn
from tsmforms.bulk.incoming.columnfile import IGNORE
from tsmforms.bulk.versions import WANTED_AS
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.exports.stopwords import StopMeaning, stop_words
from tsmforms.layout.columns import DO_NOT_CONTACT


def heading_stops(columns: Columns) -> Iterator[Diagnostic]:
    """One for each heading that may say that a letter must not go, with the line to write in the columns file."""
    words = stop_words()
    for column in columns.free:
        meaning = words.heading(column.heading)
        if meaning:
            yield Diagnostic(
                "B0201",
                "error",
                worded("B0201", "may_say", heading=column.heading, says=meaning.says),
                f"write in the file for --columns: {line_for(column.heading, meaning)}",
            )


def flag_stops(flagged: Iterable[FreeColumn]) -> Iterator[Diagnostic]:
    """One for each column of yes and no that nobody said anything of."""
    words = stop_words()
    for column in flagged:
        if words.heading(column.heading) is None:
            yield Diagnostic(
                "B0201",
                "error",
                worded("B0201", "yes_and_no", heading=column.heading),
                f"write in the file for --columns: {line_for(column.heading, None)}",
            )


def line_for(heading: str, meaning: StopMeaning | None) -> str:
    """The line of a columns file that says what such a column is, and the one that writes it off."""
    key = f'"{heading}"' if any(c in heading for c in ":#{}[],&*?|<>=!%@`'\"-") else heading
    mark = meaning.mark if meaning else DO_NOT_CONTACT
    then = "letters are then made as its cells ask" if mark == WANTED_AS else "its yes then stops the letter"
    return f"{key}: {mark} ({then}), or {key}: {IGNORE}"


def cell_stop(columns: Columns, cells: Sequence[str]) -> Diagnostic | None:
    """Why a row may be one that no letter goes to, from its cells in columns that no letter uses."""
    words = stop_words()
    for column in columns.free:
        text = cells[column.at] if column.at < len(cells) else ""
        if text and (meaning := words.cell(text, column.is_place) or _relation(columns, column, text)):
            return Diagnostic(
                "B0202",
                "error",
                worded("B0202", heading=column.heading, says=meaning.says),
                "read the row; correct it, or decide by hand. A column that never speaks of letters can be written "
                f"off in the file for --columns: {column.heading}: {IGNORE}",
            )
    return None


def _relation(columns: Columns, column: FreeColumn, text: str) -> StopMeaning | None:
    """What a column of relations says against a letter, where a letter goes to the person of whom it speaks."""
    number = column.relation_of
    asked = number is not None and (not number or number in {one.number for one in columns.parents})
    return stop_words().relation(text) if asked else None
