"""School years that head the rows or columns of a table: which of the form's rows each is.

The form names such rows by the years of the source ("2021/2022"). A later copy
has later years in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tsmforms.model.outline import Outline
from tsmforms.reading.originals.folding import fold
from tsmforms.reading.originals.wording import Ref, Wording

_SCHOOL_YEAR = re.compile(r"\s*(20\d\d)\s*[/\u2013-]\s*((?:20)?\d\d)\s*[:.]?\s*\Z")
_ASKED = re.compile(r"\b(?:academic|school) year\b", re.IGNORECASE)


def years_of(outline: Outline, wording: Wording) -> Mapping[str, frozenset[Ref]]:
    """The meaning of each school year that heads something in a document, by its folded words; none if it is not clear."""
    named = {
        begun: rows
        for key, refs in wording.refs.items()
        if (rows := frozenset(ref for ref in refs if ref.role == "step")) and (begun := _begun(key.replace(" ", "/")))
    }
    written: dict[int, set[str]] = {}
    before = ""
    for spot in outline.spots:
        begun = _begun(spot.text) if spot.table is not None else None
        if begun is not None and not _ASKED.search(before):
            written.setdefault(begun, set()).add(fold(spot.text))
        before = spot.text or before
    if not named or len(written) != len(named) or max(written) - min(written) != len(written) - 1:
        return {}
    return {
        words: named[row] for begun, row in zip(sorted(written), sorted(named), strict=True) for words in written[begun]
    }


def _begun(text: str) -> int | None:
    """The year in which a school year begins; None for other words."""
    match = _SCHOOL_YEAR.match(text)
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]) % 100:
        return None
    return int(match[1])


__all__ = ["years_of"]
