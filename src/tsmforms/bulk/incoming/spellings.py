"""Spellings of school systems for what a form prints in one way."""

from __future__ import annotations

import re

_YEAR = re.compile(
    r"(?:(?:nat(?:ional)?\s*)?curriculum\s*year|nc\s*y(?:ea)?r?|ncy|year\s*group|year|yr|y)?\s*\.?\s*0*(\d{1,2})(?:\.0)?\Z",
    re.IGNORECASE,
)
_RECEPTION = frozenset({"reception", "rec", "r", "yr", "year r", "y r", "year 0", "y0", "0", "yrr", "recep"})


def as_year_group(text: str) -> str:
    """A year group as forms print it; empty where the text is none.

    >>> as_year_group("Yr 7"), as_year_group("07"), as_year_group("NCY 11"), as_year_group("Rec")
    ('Year 7', 'Year 7', 'Year 11', 'Reception')
    """
    folded = " ".join(text.casefold().replace(".", " ").split()) if not text.strip().endswith(".0") else text.strip()
    if folded in _RECEPTION:
        return "Reception"
    found = _YEAR.match(folded)
    return f"Year {int(found[1])}" if found and int(found[1]) else ""
