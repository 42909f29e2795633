"""Colours of runs, paragraphs and cells: named highlights, shading, and the words for "none"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tsmforms.formats.docx.wml import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from tsmforms.model.outline import Colour

_HEX = re.compile(r"[0-9A-Fa-f]{6}\Z")
_PERCENT = re.compile(r"pct(\d{1,2})\Z")
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "white": "FFFFFF",
    "darkBlue": "00008B",
    "darkCyan": "008B8B",
    "darkGreen": "006400",
    "darkMagenta": "800080",
    "darkRed": "8B0000",
    "darkYellow": "808000",
    "darkGray": "A9A9A9",
    "lightGray": "D3D3D3",
}
_VAL, _FILL, _COLOR = f"{W}val", f"{W}fill", f"{W}color"


def colour(value: str | None) -> Colour | None:
    """A colour as the outline writes it; None for "auto" and what is not one."""
    return value.upper() if value and _HEX.match(value) else None


def highlight(name: str | None) -> Colour | None:
    """The colour of a named highlight; None for "none" (ECMA-376 part 1, 17.18.40)."""
    return _HIGHLIGHTS.get(name or "")


def shading(element: Element) -> Colour | None:
    """The colour of a `w:shd`: its fill, its pattern, or both mixed; None where it has no colour of its own."""
    pattern, fill = element.get(_VAL) or "clear", colour(element.get(_FILL))
    if pattern in ("clear", "nil"):
        return fill
    ink = colour(element.get(_COLOR)) or "000000"
    share = _PERCENT.match(pattern)
    return _mixed(ink, fill or "FFFFFF", int(share[1])) if share else ink


def _mixed(ink: Colour, paper: Colour, percent: int) -> Colour:
    pairs = ((int(ink[i : i + 2], 16), int(paper[i : i + 2], 16)) for i in (0, 2, 4))
    return "".join(f"{(a * percent + b * (100 - percent) + 50) // 100:02X}" for a, b in pairs)
