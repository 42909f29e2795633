"""How many lines a text takes in a box, and how high a row must be. Ten-point Arial, in units of one digit."""

from __future__ import annotations

import math
import textwrap

LINE_POINTS = 13.0
PADDING_POINTS = 3.5
TALLEST_POINTS = 409.0
"""Excel's own limit for the height of a row."""

_CHARS_PER_UNIT = 1.02
_WIDE_CHARS_PER_UNIT = 0.78


def lines_of(text: str, width: float, scale: float = 1.0) -> int:
    """Lines of wrapped text in a box of this width; `scale` is the size of the type to ten points."""
    room = _room(width, scale)
    if len(text) <= room * 0.8 and "\n" not in text and "\t" not in text:
        return 1
    if _is_wide(text):
        room = max(1, int(room * _WIDE_CHARS_PER_UNIT))
    total = sum(_wrapped(paragraph.expandtabs(8), room) for paragraph in text.split("\n"))
    return max(1, total)


def _room(width: float, scale: float) -> int:
    return max(1, int((width - 1.2) * _CHARS_PER_UNIT / scale))


def _wrapped(paragraph: str, room: int) -> int:
    if len(paragraph) <= room:
        return 1
    if len(paragraph) > 20 * room:  # too long to wrap word by word: the share of line ends is known
        return math.ceil(len(paragraph) * 1.08 / room)
    return len(textwrap.wrap(paragraph, room, drop_whitespace=False, break_on_hyphens=False)) or 1


def _is_wide(text: str) -> bool:
    """Mostly capitals, or letters of a script wider than Latin."""
    sample = text[:400]
    return sum(c.isupper() or ord(c) > 0x2E80 for c in sample) * 2 > len(sample)


def points_for(lines: int, scale: float = 1.0) -> float:
    """The height of a row for so many lines, at most what Excel allows."""
    return min(TALLEST_POINTS, round(lines * LINE_POINTS * scale + PADDING_POINTS, 1))
