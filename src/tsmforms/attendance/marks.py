"""The marks that a cell of a register holds."""

from __future__ import annotations

import re
from functools import lru_cache

from tsmforms.codes import tidy_code

UNMARKED = "-"
"""What systems print for a session whose register has no mark."""
_MARK = re.compile(r"[A-Z][0-9]?|[/\\#-]")
_BETWEEN = re.compile(r"[\s,;|]+")


@lru_cache(maxsize=1024)
def marks_in(text: str) -> tuple[str, ...] | None:
    """The marks in a cell, in order; none where it is empty, None where it holds anything else.

    Whether a mark is a code in force is for the day of its session to say.

    >>> marks_in("/\\\\ LU c1-")
    ('/', '\\\\', 'L', 'U', 'C1', '-')
    >>> marks_in("L 12") is None
    True
    """
    out: list[str] = []
    for part in filter(None, _BETWEEN.split(tidy_code(text))):
        found = _MARK.findall(part)
        if "".join(found) != part:
            return None
        out += found
    return tuple(out)
