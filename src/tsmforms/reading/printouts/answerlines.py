"""Lines of an answer put together: which line ends somebody typed, and which the page made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from tsmforms.model.outline import Word
from tsmforms.reading.printouts.pagelines import Line

_EXACT = 1.0
"""Points by which a word must have fitted for its line end to be a typed one."""
_LETTERS = 1.5
"""Widths of a letter that are left over at most where a word had to be broken."""
_SPACE = 0.26
"""Width of a space, as a share of the height of the words."""


@attrs.frozen
class Joined:
    """The words of an answer; `is_sure` whether each line end could be told."""

    text: str
    is_sure: bool = True


def joined(lines: Sequence[Line], left: float | None, right: float | None) -> Joined:
    """The lines of an answer as it was typed.

    A line end is the page's own where the next word would not have fitted; a
    word that was too wide for a line by itself is put together again.

    Args:
        lines: The lines in its box.
        left, right: The edges of its cell, where known.
    """
    lines = [line for line in lines if line.text.strip()]
    if not lines:
        return Joined("")
    room = _room(lines, left, right)
    start = min((line.words[0].rect[0] for line in lines if line.words), default=0.0)
    out, is_sure = lines[0].text.strip(), True
    for above, line in pairwise(lines):
        between, known = _between(above, line, start, room)
        out += between + line.text.strip()
        is_sure = is_sure and known
    return Joined(out, is_sure)


def _room(lines: Sequence[Line], left: float | None, right: float | None) -> float | None:
    """How far a line may reach: as near to the right edge as they begin from the left."""
    words = [line.words[0] for line in lines if line.words]
    if left is None or right is None or not words:
        return None
    return right - (min(word.rect[0] for word in words) - left)


def _between(above: Line, line: Line, start: float, room: float | None) -> tuple[str, bool]:
    """What stood between two lines, and whether that is known."""
    if room is None or not above.words or not line.words:
        return "\n", True
    last, first = above.words[-1], line.words[0]
    left_over = room - last.rect[2]
    begins = last.rect[0] <= start + _EXACT  # behind a label it would have moved to the next line
    if (begins and _is_broken_word(above, first, left_over)) or _is_broken_at_hyphen(above, first, left_over):
        return "", True
    spare = left_over - _width(first) - _SPACE * (last.rect[3] - last.rect[1])
    return ("\n", True) if spare > _EXACT else (" ", False)


def _is_broken_word(above: Line, first: Word, left_over: float) -> bool:
    """Whether a line is one word that goes on below: not another of its letters would have fitted."""
    return len(above.words) == 1 and left_over < _LETTERS * _width(first) / max(1, len(first.text))


def _is_broken_at_hyphen(above: Line, first: Word, left_over: float) -> bool:
    """Whether a line ends in a hyphen inside a word, whose next part would not have fitted."""
    if not above.text.endswith(("-", "/")) or not above.text[-2:-1].isalnum():
        return False
    part = len(first.text.replace("/", "-").partition("-")[0]) + 1
    return left_over < _width(first) * min(1.0, part / max(1, len(first.text)))


def _width(word: Word) -> float:
    return word.rect[2] - word.rect[0]
