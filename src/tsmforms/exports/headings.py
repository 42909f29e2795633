"""Headings compared: case, spaces and punctuation do not count."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

_MIN_KNOWN = 2
_SEARCHED_ROWS = 20


def fold(heading: str) -> str:
    """A heading's letters and digits alone.

    >>> fold("School e-mail") == fold("school  EMAIL")
    True
    """
    return "".join(c for c in heading.casefold() if c.isalnum())


def hits(row: Iterable[str], known: Collection[str]) -> int:
    """How many cells of a row are headings that are known (folded)."""
    return sum(1 for cell in row if cell and fold(cell) in known)


def find_header(rows: Sequence[Sequence[str]], known: Collection[str]) -> int | None:
    """Which row is the header: the first with two known headings, else the first that is not blank.

    Exports have a title above the header now and then.
    """
    searched = rows[:_SEARCHED_ROWS]
    for position, row in enumerate(searched):
        if hits(row, known) >= _MIN_KNOWN:
            return position
    return next((position for position, row in enumerate(searched) if any(cell.strip() for cell in row)), None)
