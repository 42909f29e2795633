"""Characters that Word writes in a symbol font: as `w:sym`, or as ordinary text set in that font."""

from __future__ import annotations

from collections.abc import Mapping

from tsmforms.convert.symbols import glyphs_of


def symbol(font: str, code: str) -> str:
    """The character of a `w:sym`: its font's glyph where it is known, otherwise the code itself."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    glyph = (glyphs_of(font) or {}).get(number & 0xFF)
    if glyph:
        return glyph
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000 else ""


def in_font(words: str, glyphs: Mapping[int, str]) -> str:
    """Words set in a symbol font as the characters they show; what the font's table lacks stays as it is."""
    return "".join(glyphs.get(_code(character), character) for character in words)


def _code(character: str) -> int:
    number = ord(character)
    return number & 0xFF if 0xF000 <= number < 0xF100 else number
