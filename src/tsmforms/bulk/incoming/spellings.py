"""Spellings of school systems for what a form prints in one way."""

from __future__ import annotations

import re

_YEAR = re.compile(
    r"(?:(?:(?:nat(?:ional)?\s*)?curriculum\s*year|n\s*c\s*y(?:ea)?r?|ncy|nc|(?:year|yr)\s*(?:group|grp|gp)?|y)\s*[.-]?)?"
    r"\s*0*(\d{1,2})(?:\.0)?\Z",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"(?:year|yr|y)\s*-?\s*([a-z]+)\Z")
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
)
_NAMED = {
    **dict.fromkeys(("reception", "rec", "r", "yr", "year r", "y r", "year 0", "y0", "0", "yrr", "recep"), "Reception"),
    **dict.fromkeys(("fs2", "fs 2", "foundation 2", "foundation stage 2", "f2"), "Reception"),
    **dict.fromkeys(
        ("nursery", "nur", "fs1", "fs 1", "foundation 1", "foundation stage 1", "f1", "n1", "n2"), "Nursery"
    ),
    **dict.fromkeys(("nursery 1", "nursery 2"), "Nursery"),
    **dict.fromkeys(("lower sixth", "lower 6th", "l6", "l6th"), "Year 12"),
    **dict.fromkeys(("upper sixth", "upper 6th", "u6", "u6th"), "Year 13"),
}


def as_year_group(text: str) -> str:
    """A year group as forms print it; empty where the text is none.

    >>> as_year_group("Yr 7"), as_year_group("07"), as_year_group("NCY 11"), as_year_group("Rec")
    ('Year 7', 'Year 7', 'Year 11', 'Reception')
    """
    folded = " ".join(text.casefold().replace(".", " ").split()) if not text.strip().endswith(".0") else text.strip()
    if folded in _NAMED:
        return _NAMED[folded]
    words = _IN_WORDS.match(folded)
    if words and words[1] in _NUMBERS:
        return f"Year {_NUMBERS.index(words[1]) + 1}"
    found = _YEAR.match(folded)
    return f"Year {int(found[1])}" if found and int(found[1]) else ""
