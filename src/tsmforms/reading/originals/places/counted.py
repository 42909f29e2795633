"""Headings that count repeated blocks and name no list of the form: "Pupil 1", "Pupil 2" in a list of live cases."""

from __future__ import annotations

import re
from collections.abc import Iterable

_COUNTED = re.compile(r"\s*([^\W\d_][^\d\n:]{1,30}?)\s*(?:no\.?\s*|#\s*)?(\d{1,2})\s*[.):]?\s*\Z", re.IGNORECASE)


def counted(texts: Iterable[str]) -> frozenset[str]:
    """Of the texts of cells and paragraphs those that are such headings: the same words and 1, 2, 3.

    One alone is a heading where the next text begins with its words: "Pupil 1" above "Pupil name".
    """
    found: dict[str, dict[int, str]] = {}
    several: set[str] = set()
    named: set[str] = set()
    last = ""
    for text in texts:
        if last and text.strip().casefold().startswith(f"{last} "):
            named.add(last)
        match = _COUNTED.match(text)
        last = match[1].strip().casefold() if match is not None else ""
        if match is None:
            continue
        if int(match[2]) in found.setdefault(last, {}):
            several.add(last)
        found[last][int(match[2])] = text
    return frozenset(
        text
        for words, numbers in found.items()
        if words not in several
        and (len(numbers) > 1 or words in named)
        and sorted(numbers) == list(range(1, len(numbers) + 1))
        for text in numbers.values()
    )
