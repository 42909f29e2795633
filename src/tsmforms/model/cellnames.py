"""Names of cells as a sheet of a workbook counts them, and of a sheet that is not data. For readers as well as writers."""

from __future__ import annotations

from functools import lru_cache

HIDDEN_SHEET = "_tsmforms"
"""The hidden sheet in which a workbook says what it is."""

PAPER_SHEET = "Letter on paper"
"""The sheet of a letter's workbook that repeats one row of its table, to print: whoever reads the table leaves it out."""


@lru_cache(maxsize=2048)
def column_letters(number: int) -> str:
    """The letters of a column, counted from 1.

    >>> column_letters(28)
    'AB'
    """
    out = ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out
