"""How many lines a text takes in a box, and how high a row must be. Ten-point Arial, in units of one digit."""

from __future__ import annotations

LINE_POINTS = 12.75
PADDING_POINTS = 3.5
TALLEST_POINTS = 409.0
"""Excel's own limit for the height of a row."""

_EDGES = 2.2
"""What a cell keeps free at its edges, and before its words, so that none touches a line."""

_CHARS_PER_UNIT = 1.1
_WIDE_CHARS_PER_UNIT = 0.72
_WRAPPED_SHARE = 0.8  # what wrapping leaves of a line, at worst among ordinary words
_FIRST_WIDE = "\u2e80"


def lines_of(text: str, width: float, scale: float = 1.0) -> int:
    """Lines of wrapped text in a box of this width; `scale` is the size of the type to ten points."""
    room = _room(width, scale)
    if len(text) <= room * 0.7 and "\n" not in text and "\t" not in text:
        return 1
    if _is_wide(text[:400]):
        room = max(1, int(room * _WIDE_CHARS_PER_UNIT))
    return sum(_wrapped(paragraph, room) for paragraph in text.expandtabs(8).split("\n"))


def sure_room(width: float, lines: int) -> int:
    """Characters of one paragraph that fit into so many lines of this width whatever they are."""
    return int(_room(width, 1.0) * _WIDE_CHARS_PER_UNIT * max(1, lines) * _WRAPPED_SHARE)


def _room(width: float, scale: float) -> int:
    return max(1, int((width - _EDGES) * _CHARS_PER_UNIT / scale))


def _wrapped(paragraph: str, room: int) -> int:
    """Lines of one paragraph, broken at blanks, within a word where it is longer than a line."""
    lines, at, end = 1, 0, len(paragraph)
    while end - at > room:
        blank = paragraph.rfind(" ", at, at + room + 1)
        at = blank + 1 if blank > at else at + room
        lines += 1
    return lines


def _is_wide(sample: str) -> bool:
    """Mostly capitals, or letters of a script wider than Latin."""
    if not sample.isascii() and max(sample) > _FIRST_WIDE:
        return True
    return sum(map(str.isupper, sample)) * 2 > len(sample)


def points_for(lines: int, scale: float = 1.0) -> float:
    """The height of a row for so many lines, at most what Excel allows."""
    return min(TALLEST_POINTS, round(lines * LINE_POINTS * scale + PADDING_POINTS, 1))
