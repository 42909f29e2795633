"""Names of cells as a sheet of a workbook counts them. For readers; writers have openpyxl loaded, which knows too."""

from __future__ import annotations

from functools import lru_cache


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
