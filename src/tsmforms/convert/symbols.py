"""Symbol fonts: what the codes of their ticks and boxes mean as characters."""

from __future__ import annotations

import re
from collections.abc import Mapping

TICKS = frozenset("☒☑✓✔✗✘✕✖🗹🗸√")
"""Characters that mark."""

DOTS = frozenset("•●⬤■◼▪◉⦿")
"""What fills a round or square box that is marked."""

EMPTY = frozenset("☐□▢◻○◯⚪❏❐❑❒")
"""A box with nothing in it."""

_WINGDINGS = {0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x78: "☒",
              0x6C: "●", 0x6E: "■", 0x9F: "•", 0xA1: "○", 0xA7: "▪"}
_WINGDINGS_2 = {0xA3: "☐", 0x2A: "☐", 0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0x51: "☒", 0x54: "☒", 0x98: "●",
                0x97: "•"}
_WEBDINGS = {0x61: "✓", 0x63: "☐", 0x72: "✗", 0x67: "■", 0x6E: "●", 0x31: "☐"}
_DINGBATS = {0x33: "✓", 0x34: "✔", 0x35: "✕", 0x36: "✖", 0x37: "✗", 0x38: "✘", 0x6C: "●", 0x6E: "■", 0x6F: "☐",
             0x70: "☐", 0x71: "☐", 0x72: "☐"}
_SYMBOL = {0xB7: "•", 0xD6: "√", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
           0xAE: "→", 0xAC: "←", 0xB0: "°", 0xA2: "′", 0xB2: "″", 0xBC: "…", 0x6E: "ν"}
_STAND_IN = {**_WINGDINGS, 0xB7: "•"}
_FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS, "wingdings2": _WINGDINGS_2, "webdings": _WEBDINGS, "zapfdingbats": _DINGBATS,
    "itczapfdingbats": _DINGBATS, "dingbats": _DINGBATS, "symbol": _SYMBOL}
_SUBSET = re.compile(r"[A-Z]{6}\+")
_STYLE = re.compile(r"[\s_-]|regular|mt\Z|,.*")


def symbol(font: str, code: int) -> str | None:
    """The character that a symbol font draws for a code; None where the font or the code is not known.

    Args:
        font: Its name as the file writes it: `Wingdings`, `ABCDEF+Wingdings-Regular`.
        code: The code, or its place in the private-use area (U+F0xx), where such codes are kept.

    A font that stands in for another keeps the codes of the private-use area: there a dot is that of Symbol, all else
    that of Wingdings.

    >>> symbol("Wingdings", 0xF0FC)
    '✓'
    """
    known = _FONTS.get(_STYLE.sub("", _SUBSET.sub("", font).lower()))
    if 0xF000 <= code <= 0xF0FF:
        return (known or _STAND_IN).get(code & 0xFF)
    return known.get(code) if known and code < 0x100 else None
