"""Headings that count repeated blocks and name no list of the form: "Pupil 1", "Pupil 2" in a list of live cases."""

from __future__ import annotations

import re
from collections.abc import Iterable

_COUNTED = re.compile(r"\s*([^\W\d_][^\d\n:]{1,30}?)\s*(?:no\.?\s*|#\s*)?(\d{1,2})\s*[.):]?\s*\Z", re.IGNORECASE)


def counted(texts: Iterable[str]) -> frozenset[str]:
    """Of the texts of cells and paragraphs those that are one of a row of such headings: the same words and 1, 2, 3."""
    found: dict[str, dict[int, str]] = {}
    several: set[str] = set()
    for text in texts:
        match = _COUNTED.match(text)
        if match is None:
            continue
        words, number = match[1].strip().casefold(), int(match[2])
        if number in found.setdefault(words, {}):
            several.add(words)
        found[words][number] = text
    return frozenset(text for words, numbers in found.items() if words not in several and len(numbers) > 1
                     and sorted(numbers) == list(range(1, len(numbers) + 1)) for text in numbers.values())
