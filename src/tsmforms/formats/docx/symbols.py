"""Ticks and boxes, however they were made: characters, symbol fonts, letters typed into the box."""

from __future__ import annotations

MARKS = frozenset("☒☑✓✔✗✘✕✖🗹🗸xXyY√/")
"""What counts as a mark."""

EMPTY = frozenset("☐□▢◻")
"""A box with nothing in it."""

_WINGDINGS = {0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x78: "☒"}
_WINGDINGS_2 = {0xA3: "☐", 0x2A: "☐", 0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0x51: "☒"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(font: str, code: str) -> str:
    """The character of a `w:sym`: its font's glyph for a tick or box, otherwise the code itself."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    glyph = _FONTS.get(font.strip().lower(), {}).get(number & 0xFF)
    if glyph:
        return glyph
    return chr(number) if 0x20 <= number < 0xD800 else ""


def is_marked(text: str) -> bool | None:
    """Whether a box is marked; None where what stands in it is neither a mark nor nothing.

    >>> is_marked("☐"), is_marked(" X "), is_marked("see below")
    (False, True, None)
    """
    characters = {c for c in text if not c.isspace() and c not in "\ufe0e\ufe0f\u200b"}
    if not characters or characters <= EMPTY:
        return False
    # A mark typed beside the empty box of the form is a mark.
    return True if characters - EMPTY <= MARKS else None
