"""Marks on a returned file: what is said where, under the name by which readers know them for ours."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from tsmforms.diagnostics import Place

MARK_AUTHOR = "tsmforms"
"""The author of every mark that this library writes into a returned file; readers pass exactly these over."""
_END = f"(end of {MARK_AUTHOR})"
_SIGNED = re.compile(rf"\s*^{MARK_AUTHOR}:\r?$.*?^{re.escape(_END)}\s*", re.MULTILINE | re.DOTALL)


@attrs.frozen
class ReturnMark:
    """What is said at one place of a returned file; without a place it is said at its beginning."""

    place: Place | None
    text: str


def signed(text: str) -> str:
    """Our words as they are in a note, so that they are known for ours where a program drops the note's author."""
    return f"{MARK_AUTHOR}:\n{text}\n{_END}"


def unsigned(pieces: Sequence[str]) -> tuple[str, ...]:
    """The pieces of a note's text without our signed words; somebody else's words before and after them stay."""
    gone = [one.span() for one in _SIGNED.finditer("".join(pieces))]
    if not gone:
        return tuple(pieces)
    left, at = [], 0
    for piece in pieces:
        kept, start = "", 0
        for span in gone:
            begin, end = (min(max(one - at, 0), len(piece)) for one in span)
            kept, start = kept + piece[start:begin], max(start, end)
        left.append(kept + piece[start:])
        at += len(piece)
    return tuple(left)
