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


def find_header(rows: Sequence[Sequence[str]], known: Collection[str], header_rows: int = 1) -> int | None:
    """Which row is the header (the first of several): the first with two known headings, else the first not blank.

    Exports have a title above the header now and then.
    """
    searched = rows[:_SEARCHED_ROWS]
    for position in range(len(searched)):
        if hits(joined_headings(rows[position : position + header_rows]), known) >= _MIN_KNOWN:
            return position
    return next((position for position, row in enumerate(searched) if any(cell.strip() for cell in row)), None)


def joined_headings(rows: Sequence[Sequence[str]]) -> list[str]:
    """The headings of several rows as one each; what stands above counts for the columns right of it that have none.

    >>> joined_headings([["Id", "Parent 1", ""], ["", "Forename", "Surname"]])
    ['Id', 'Parent 1 Forename', 'Parent 1 Surname']
    """
    if len(rows) == 1:
        return [cell.strip() for cell in rows[0]]
    width = max(map(len, rows), default=0)
    padded = [[*(cell.strip() for cell in row), *[""] * (width - len(row))] for row in rows]
    *above, last = padded
    out = []
    reach = [""] * len(above)
    for at in range(width):
        reach = [row[at] or carried for row, carried in zip(above, reach, strict=True)]
        own = last[at]
        words = [*(reach if own else [row[at] for row in above]), own]
        out.append(" ".join(dict.fromkeys(filter(None, words))))
    return out
