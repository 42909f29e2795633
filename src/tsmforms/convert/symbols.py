"""Symbol fonts: ticks, crosses, boxes and circles, Greek letters and signs of mathematics by their codes.

A font such as Wingdings has glyphs of its own at the codes of ordinary letters:
"ü" shows a tick. Every empty or ticked box becomes one of the boxes that forms use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

TICKS = frozenset("☒☑✓✔✗✘✕✖🗹🗸√")
"""Characters that mark."""

DOTS = frozenset("•●⬤■◼▪◉⦿")
"""What fills a round or square box that is marked."""

EMPTY = frozenset("☐□▢◻○◯⚪❏❐❑❒")
"""A box with nothing in it."""


def _from(start: int, characters: str) -> dict[int, str]:
    return {start + n: character for n, character in enumerate(characters) if character != " "}


_WINGDINGS = {
    **_from(0x21, "✏✂✁"),
    **_from(0x3E, "✇✍"),
    **_from(0x41, "✌👌👍👎☜☞☝☟"),
    **_from(0x4A, "☺😐☹"),
    **_from(0x5E, "♈♉♊♋♌♍♎♏♐♑♒♓"),
    **_from(0x6A, "🙰🙵●○■☐☐☐☐⬧⧫◆❖⬥☒"),
    **_from(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    **_from(0x9E, "·•"),
    **_from(0xA1, "○○○◉◎○▪☐"),
    **_from(0xAA, "✦★✶✴✹✵"),
    0xD8: "➢",
    **_from(0xDF, "←→↑↓↖↗↙↘"),
    0xE8: "➔",
    **_from(0xEF, "⇦⇨⇧⇩⬄⇳"),
    **_from(0xFB, "✗✓☒☑"),
}
_WINGDINGS_2 = {
    0x2A: "☐",
    **_from(0x4F, "✗✓☒☑☒☒⊗⊗"),
    **_from(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    **_from(0x95, "•●●●○○○○◉◉■■■■☐☐"),
}
_WINGDINGS_3 = {**_from(0x21, "←→↑↓↖↗↙↘"), **_from(0x70, "▲▼△▽◀▶◁▷")}
_WEBDINGS = {0x59: "♥", 0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x3D: "●", 0x69: "ℹ"}
_MARLETT = {0x61: "✓", 0x62: "✓", 0x68: "●", 0x69: "●", 0x72: "✗"}
_SYMBOL = {
    0x22: "∀",
    0x24: "∃",
    0x27: "∋",
    0x2A: "∗",
    0x2D: "−",
    0x40: "≅",
    0x5C: "∴",
    0x5E: "⊥",
    0x60: "‾",
    0x7E: "∼",
    **_from(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"),
    **_from(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
    **_from(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"),
    0xF1: "〉",
    0xF2: "∫",
    **{
        code: chr(code)
        for code in (
            *range(0x20, 0x22),
            0x23,
            0x25,
            0x26,
            0x28,
            0x29,
            0x2B,
            0x2C,
            *range(0x2E, 0x40),
            0x5B,
            0x5D,
            0x5F,
            0x7B,
            0x7C,
            0x7D,
        )
    },
}

_DINGBATS = {
    0x33: "✓",
    0x34: "✔",
    0x35: "✕",
    0x36: "✖",
    0x37: "✗",
    0x38: "✘",
    0x6C: "●",
    0x6E: "■",
    0x6F: "☐",
    0x70: "☐",
    0x71: "☐",
    0x72: "☐",
}

_STAND_IN = {**_WINGDINGS, 0xB7: "•"}
_FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings2": _WINGDINGS_2,
    "wingdings3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "marlett": _MARLETT,
    "zapfdingbats": _DINGBATS,
    "itczapfdingbats": _DINGBATS,
    "dingbats": _DINGBATS,
    "symbol": _SYMBOL,
}
_SUBSET = re.compile(r"[A-Z]{6}\+")
_STYLE = re.compile(r"[\s_-]|regular|mt\Z|,.*")


@lru_cache(maxsize=256)
def glyphs_of(font: str) -> Mapping[int, str] | None:
    """Code to character of a symbol font, by its name as a file writes it; None for any other font."""
    return _FONTS.get(_STYLE.sub("", _SUBSET.sub("", font.strip()).lower()))


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
    known = glyphs_of(font)
    if 0xF000 <= code <= 0xF0FF:
        return (known or _STAND_IN).get(code & 0xFF)
    return known.get(code) if known and code < 0x100 else None
