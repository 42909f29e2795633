"""Text as typesetting must be given it: spaces that survive, and words that can be broken where they must."""

from __future__ import annotations

import re

from tsmforms.formats.pdf.typesetting.wrapping import line_width

_SPACES = re.compile(r"(?m)(?<= ) |^ ")
_LONG_WORD = re.compile(r"[^\s]{8,}")
_PARTS = re.compile(r"[^@./_-]*[@./_-]+|[^@./_-]+")
NO_BREAK_SPACE = "\u00a0"
BREAK_HERE = "\u200b"
"""A place to break a word, which letters of earlier versions contain."""


def visible(text: str, width: float, size: float, before: str = "") -> str:
    """Text whose leading spaces, double spaces and tabs survive, for a column of this width in points.

    A word wider than the column may be broken behind its punctuation, as in an
    e-mail address, and a part still wider between any two characters;
    typesetting would let it run off the page. `before` is what is printed in front of the text on its line.
    """
    if "\t" in text or "  " in text or text.startswith(" ") or "\n " in text:
        text = _SPACES.sub(NO_BREAK_SPACE, text.replace("\t", 4 * NO_BREAK_SPACE))
    if len(text) * size > width:
        text = _LONG_WORD.sub(lambda m: _breakable(m[0], width, size, _before(m, before)), text)
    return text


def _before(word: re.Match[str], before: str) -> str:
    """What is in front of a word since the last break that the text itself has."""
    _, newline, last = word.string[: word.start()].rpartition("\n")
    return last if newline else before + last


def _breakable(word: str, width: float, size: float, before: str = "") -> str:
    """The word in lines that fit: no character is added to it that a reader of the file would find in it.

    Its first line shares the column with what is before it, as an e-mail address does with "E-mail:".
    """
    if line_width(word, size) <= width:
        return word
    taken = line_width(before, size)
    lines = [""]
    for part in _PARTS.findall(word):
        for piece in part if line_width(part, size) > width else (part,):
            room = width - taken if len(lines) == 1 and taken < width else width
            if lines[-1] and line_width(lines[-1] + piece, size) > room:
                lines.append(piece)
            else:
                lines[-1] += piece
    return "\n".join(lines)


def squeezed(text: str) -> str:
    """Text without anything typesetting adds, drops or moves: no white space, no places to break."""
    return "".join(text.replace(BREAK_HERE, "").split())
