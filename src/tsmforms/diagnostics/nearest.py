"""The known name that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable

_LEAST_ALIKE = 60
"""Of a hundred."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name nearest to this one, if any is near.

    >>> nearest("requird", ["label", "required"]), nearest("xyz", ["label", "required"])
    ('required', None)
    """
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE)
    return found[0] if found else None
