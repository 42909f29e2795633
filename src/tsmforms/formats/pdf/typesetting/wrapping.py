"""Breaking text into lines of a width, with the carried fonts' own widths."""

from __future__ import annotations

from functools import lru_cache

from tsmforms.formats.pdf.typesetting import fonts

_TAB = "    "


@lru_cache(maxsize=20000)
def _width(word: str) -> int:
    """Width of a word in 1/1000 em."""
    widths = fonts.widths()
    return sum(widths.get(char, 0) for char in word)


def wrapped_lines(text: str, width: float, size: float) -> list[str]:
    """The lines of a text in a box of this width (points) at this size.

    Breaks at spaces, and inside a word only where the word alone is wider than
    the box. Line breaks of the text are kept, tabs become four spaces.
    """
    limit = width * 1000 / size
    return [line for paragraph in text.replace("\t", _TAB).split("\n") for line in _wrap(paragraph, limit)]


def _wrap(paragraph: str, limit: float) -> list[str]:
    if _width(paragraph) <= limit:
        return [paragraph]
    lines: list[str] = []
    line: str | None = None
    used, space = 0.0, _width(" ")
    for given in paragraph.split(" "):
        word, wide = given, _width(given)
        if line is not None and used + space + wide > limit:
            lines.append(line)
            line = None
        head, used = ("", 0.0) if line is None else (line + " ", used + space)
        if wide > limit:
            *whole, word = _pieces(word, limit)
            lines += whole
            wide = _width(word)
        line, used = head + word, used + wide
    return [*lines, line or ""]


def _pieces(word: str, limit: float) -> list[str]:
    """A word wider than the line, cut into pieces that fit, one character at least."""
    pieces, piece, used = [], "", 0
    for char in word:
        wide = _width(char)
        if piece and used + wide > limit:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + char, used + wide
    return [*pieces, piece]


def line_width(text: str, size: float) -> float:
    """Width of one line in points."""
    return _width(text) * size / 1000
