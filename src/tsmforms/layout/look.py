"""The look of every page: type and colours, in one place for Word, PDF and Excel.

Colours are six hexadecimal digits. A line has a contrast of at least 3:1 with white and with every ground that it
edges (WCAG 2.2, 1.4.11), and words at least 4.5:1 (1.4.3); `tests/layout/test_look.py` measures both.
"""

from __future__ import annotations

from collections.abc import Mapping

INK = "1D2733"
"""Words."""
ACCENT = "1F3A5F"
"""Headings of forms; those of letters are in `LETTER_INK`."""
QUIET = "4D5966"
"""Notes, the foot, the letterhead's lines."""
LINE = "6B7783"
"""The lines of boxes and tables."""
HEAD = "E3EAF1"
"""The ground of a table's heading."""
LABEL = "F1F4F8"
"""The ground of a printed label next to a box."""
BOX = "FBFCFE"
"""The ground of a box on its own."""
LETTER_INK = "000000"
"""Words and headings of letters: post is printed in black."""

PALE: Mapping[str, str] = {"red": "FBE4E1", "amber": "FDF0D5", "green": "E2F1E4"}
"""The cells of ratings that may be chosen."""
TINT: Mapping[str, str] = {"red": "F3B8B3", "amber": "F9D690", "green": "B4DCB7"}
"""The headings of ratings."""
CHOSEN: Mapping[str, str] = {"red": "ED8D85", "amber": "FACC6B", "green": "8FCC94"}
"""The cells of ratings that are chosen: black on them has a contrast of 7:1 and more."""

OFFICE_FONT = "Arial"
"""The type of Word and Excel, which every office computer has; a PDF carries Noto Sans, as it needs its characters."""

LETTER_SIZES: Mapping[str, float] = {
    "body": 12,
    "heading1": 14,
    "heading2": 13,
    "heading3": 12,
    "note": 10,
    "table": 10.5,
    "contact": 9.5,
    "foot": 7.5,
}
"""Type sizes of letters in points, the same in Word and PDF."""


def typeset_look() -> dict[str, object]:
    """The look as a typst template takes it: colours with `#`, sizes in points."""
    plain = {"ink": INK, "accent": ACCENT, "quiet": QUIET, "line": LINE, "head": HEAD, "label": LABEL, "box": BOX}
    return {
        **{name: f"#{colour}" for name, colour in plain.items()},
        "pale": {code: f"#{colour}" for code, colour in PALE.items()},
        "tint": {code: f"#{colour}" for code, colour in TINT.items()},
        "letter": dict(LETTER_SIZES),
    }
