"""Blanks to write on: lines of underscores or dots, and underlined spaces, inside printed words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tsmforms.model.outline import End, Key, Piece, Run, Start

_UNIT = r"(?:_{2,}|\.{4,}|…{2,})"
_BLANK = re.compile(rf"{_UNIT}(?:\s?[/.\-:]?\s?{_UNIT})*")
"""A line to write on; of a date the three short ones are one."""
_LEAST = 3
_ENDS = " \t\n\u00a0\u2002:,;*•-–"
_LONGEST = 120


def blanks(words: str) -> Iterator[str]:
    """The label of each blank in a printed text: the words before it, else those behind it.

    >>> list(blanks("I, ________, am the parent of ______________ (name of pupil)."))
    ['I', 'am the parent of']
    """
    found = [match for match in _BLANK.finditer(words) if len(match[0]) >= _LEAST or "…" in match[0]]
    ends = [0, *(match.end() for match in found)]
    starts = [*(match.start() for match in found), len(words)]
    for number in range(len(found)):
        before, behind = tidy(words[ends[number] : starts[number]]), words[ends[number + 1] : starts[number + 1]]
        label = before if len(before) <= _LONGEST else f"…{before[1 - _LONGEST :]}"
        yield label or tidy(behind)[:_LONGEST]


def tidy(words: str) -> str:
    """The words as a label: without blanks, on one line, without what ends a label."""
    return " ".join(_BLANK.sub(" ", words).split()).strip(_ENDS)


def printed(pieces: Sequence[Piece]) -> str:
    """The words of a spot outside every key; underlined spaces as underscores, what is gone left out."""
    return "".join(words for words, depth in told(pieces) if not depth)


def told(pieces: Sequence[Piece]) -> Iterator[tuple[str, int]]:
    """The words of each run that counts, and in how many keys they are."""
    depth = 0
    for piece in pieces:
        if isinstance(piece, Start | End) and isinstance(piece.of, Key):
            depth += 1 if isinstance(piece, Start) else -1
        elif isinstance(piece, Run) and not (piece.look.is_gone or piece.look.prompt):
            yield _written(piece), depth


def _written(run: Run) -> str:
    is_line = run.look.underlined and run.text and not run.text.strip(" \t\u00a0\u2002")
    return "_" * max(_LEAST, len(run.text)) if is_line and (len(run.text) >= _LEAST or "\t" in run.text) else run.text
