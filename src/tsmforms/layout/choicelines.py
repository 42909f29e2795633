"""Room for choices: as wide a column as the longest needs, and a line for each where they would break: in Word as in PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from tsmforms.layout.look import FORM_SIZES
from tsmforms.layout.nodes import Column

_WIDTHS: Mapping[int, str] = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    355: '"',
    389: "*",
    500: "Jckszvxy",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
}
"""Characters by their advance in thousandths of an em: Arial's and Liberation Sans's, which are the same."""
_ADVANCE = {character: advance for advance, characters in _WIDTHS.items() for character in characters}
_OTHER = 0.7
_RAGGED = 3
"""Lines on which choices that follow each other look like a heap."""
_BOX, _BETWEEN = 1.6, 1.0
"""A box with the space behind it, and the space between two choices, in ems."""


def words_width(words: str) -> float:
    """The width of words in Arial, in ems.

    >>> words_width("Yes")
    1.723
    """
    return sum(_ADVANCE.get(character, _OTHER * 1000) for character in words) / 1000


def choice_width(words: str) -> float:
    """The width of a choice with its box, in ems."""
    return _BOX + words_width(words)


def choice_lines(choices: Sequence[str], room: float) -> tuple[int, ...]:
    """How many choices are on each line of their cell: one, where following each other would save at most one line of many.

    Args:
        choices: Their words as printed.
        room: The width of the cell in ems.

    >>> choice_lines(["Yes", "No"], 10), choice_lines(["Yes", "No"], 6)
    ((2,), (1, 1))
    """
    lines, used = [0], 0.0
    for words in choices:
        wide = choice_width(words)
        if used and used + _BETWEEN + wide > room:
            lines, used = [*lines, 0], 0.0
        used += wide + (_BETWEEN if used else 0)
        lines[-1] += 1
    is_ragged = len(lines) >= max(_RAGGED, len(choices) - 1) or any(choice_width(one) > room for one in choices)
    return (1,) * len(choices) if is_ragged else tuple(lines)


_TEXT_WIDTH, _LANDSCAPE_WIDTH, _INSETS = 494.0, 740.0, 11.0
"""The width between the margins and the room beside a cell's words, in points: the narrowest of the formats'."""
_MOST = 0.36
"""The share of a table's width that a column may be given for its choices' sake."""


def with_room(
    columns: Sequence[Column], choices: Mapping[int, Sequence[str]], landscape: bool = False
) -> tuple[Column, ...]:
    """The columns of a table, those of choices wide enough for the longest with its box; the others give way.

    Args:
        columns: As their shares have them.
        choices: The words of the choices that have their boxes in one cell, by the number of their column.
        landscape: Whether the page lies on its side.
    """
    whole = sum(column.width for column in columns)
    page = _LANDSCAPE_WIDTH if landscape else _TEXT_WIDTH
    wider = {
        n: width
        for n, words in choices.items()
        if (width := min(_needed(words) / page, _MOST) * whole) > columns[n].width
    }
    if not wider:
        return tuple(columns)
    others = whole - sum(columns[n].width for n in wider)
    less = (whole - sum(wider.values())) / others
    return tuple(attrs.evolve(one, width=round(wider.get(n, one.width * less), 3)) for n, one in enumerate(columns))


def _needed(choices: Sequence[str]) -> float:
    """The width of a cell in which none of these choices breaks, in points."""
    return max(map(choice_width, choices)) * FORM_SIZES.table + _INSETS


def has_room(choices: Sequence[str], share: float, landscape: bool = False) -> bool:
    """Whether no choice breaks in a cell of this share of a page's width."""
    return not choices or _needed(choices) <= share * (_LANDSCAPE_WIDTH if landscape else _TEXT_WIDTH)
