"""Colours of a workbook as six digits: plain ones, those of the theme with their tint, those of the palette."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from tsmforms.intake import local_name
from tsmforms.model.outline import Colour

if TYPE_CHECKING:
    from lxml import etree

_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})\Z")
_PRIMARIES = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
PALETTE: tuple[Colour, ...] = (
    *_PRIMARIES,
    *_PRIMARIES,
    "800000",
    "008000",
    "000080",
    "808000",
    "800080",
    "008080",
    "C0C0C0",
    "808080",
    "9999FF",
    "993366",
    "FFFFCC",
    "CCFFFF",
    "660066",
    "FF8080",
    "0066CC",
    "CCCCFF",
    "000080",
    "FF00FF",
    "FFFF00",
    "00FFFF",
    "800080",
    "800000",
    "008080",
    "0000FF",
    "00CCFF",
    "CCFFFF",
    "CCFFCC",
    "FFFF99",
    "99CCFF",
    "FF99CC",
    "CC99FF",
    "FFCC99",
    "3366FF",
    "33CCCC",
    "99CC00",
    "FFCC00",
    "FF9900",
    "FF6600",
    "666699",
    "969696",
    "003366",
    "339966",
    "003300",
    "333300",
    "993300",
    "993366",
    "333399",
    "333333",
)
"""The palette of the standard (ECMA-376 part 1, 18.8.27); 64 and 65 are the window's own and have no colour here."""

_THEME_ORDER = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
"""Theme colours as cells count them: light before dark, unlike in the theme itself."""


@attrs.frozen
class Colours:
    """What numbers of a workbook's colours stand for."""

    theme: Mapping[str, Colour]
    palette: Sequence[Colour] = PALETTE

    def of(self, element: etree._Element | None) -> Colour | None:
        """The colour that an element such as `<color theme="4" tint="-0.25"/>` names; None for the window's own."""
        if element is None or element.get("auto") in ("1", "true"):
            return None
        base = self._base(element)
        tint = _fraction(element.get("tint"))
        return tinted(base, tint) if base and tint else base

    def _base(self, element: etree._Element) -> Colour | None:
        if (rgb := element.get("rgb")) is not None:
            return plain_colour(rgb)
        if (theme := _index(element.get("theme"))) is not None:
            return self.theme.get(_THEME_ORDER[theme]) if theme < len(_THEME_ORDER) else None
        number = _index(element.get("indexed"))
        return self.palette[number] if number is not None and number < len(self.palette) else None


def plain_colour(text: str) -> Colour | None:
    """The last six digits of `FF1A1A1A`; how transparent it is, Excel ignores."""
    match = _RGB.match(text)
    return match[1].upper() if match else None


def tinted(colour: Colour, tint: float) -> Colour:
    """A colour made darker (below 0) or lighter, by its luminance, as ECMA-376 18.8.3 has it.

    >>> tinted("000000", 0.5)
    '808080'
    """
    hue, light, saturation = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = colorsys.hls_to_rgb(hue, light, saturation)
    return "".join(f"{round(255 * part):02X}" for part in (red, green, blue))


def theme_colours(root: etree._Element) -> dict[str, Colour]:
    """Name to colour of a theme; where it names a colour of the system, that which the writer saw."""
    scheme = next(root.iter("{*}clrScheme"), None)
    out: dict[str, Colour] = {}
    for entry in () if scheme is None else scheme:
        value = next((v for e in entry if (v := e.get("lastClr") or e.get("val"))), "")
        if colour := plain_colour(value):
            out[local_name(entry)] = colour
    return out


def palette_of(root: etree._Element) -> Sequence[Colour]:
    """The palette of a styles part: its own where it has one."""
    own = next(root.iter("{*}indexedColors"), None)
    found = [plain_colour(str(e.get("rgb", ""))) or "000000" for e in (() if own is None else own)]
    return [*found, *PALETTE[len(found) :]]


def _index(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else None


def _fraction(text: str | None) -> float:
    """A tint from -1 to 1; 0 where there is none that could be meant."""
    try:
        number = float(text) if text else 0.0
    except ValueError:
        return 0.0
    return number if -1 <= number <= 1 else 0.0
