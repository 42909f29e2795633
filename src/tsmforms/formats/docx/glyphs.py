"""Characters of symbol fonts: ticks, crosses, boxes and circles, Greek letters and signs of mathematics.

A font such as Wingdings has glyphs of its own at the codes of ordinary letters: "ü" shows a tick. Word writes
such a character as `w:sym`, at its code or at that code in the private use area (F0FC), or as ordinary text in
that font. Every empty or ticked box
becomes one of the boxes that forms use.
"""

from __future__ import annotations

from collections.abc import Mapping


def _from(start: int, characters: str) -> dict[int, str]:
    return {start + n: character for n, character in enumerate(characters) if character != " "}


_WINGDINGS = {
    **_from(0x21, "✏✂✁"), **_from(0x3E, "✇✍"), **_from(0x41, "✌👌👍👎☜☞☝☟"), **_from(0x4A, "☺😐☹"),
    **_from(0x5E, "♈♉♊♋♌♍♎♏♐♑♒♓"), **_from(0x6A, "🙰🙵●○■☐☐☐☐⬧⧫◆❖⬥☒"),
    **_from(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"), **_from(0x9E, "·•"),
    **_from(0xA1, "○○○◉◎○▪☐"), **_from(0xAA, "✦★✶✴✹✵"), 0xD8: "➢", **_from(0xDF, "←→↑↓↖↗↙↘"), 0xE8: "➔",
    **_from(0xEF, "⇦⇨⇧⇩⬄⇳"), **_from(0xFB, "✗✓☒☑"),
}
_WINGDINGS_2 = {
    0x2A: "☐", **_from(0x4F, "✗✓☒☑☒☒⊗⊗"), **_from(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    **_from(0x95, "•●●●○○○○◉◉■■■■☐☐"),
}
_WINGDINGS_3 = {**_from(0x21, "←→↑↓↖↗↙↘"), **_from(0x70, "▲▼△▽◀▶◁▷")}
_WEBDINGS = {0x59: "♥", 0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x3D: "●", 0x69: "ℹ"}
_MARLETT = {0x61: "✓", 0x62: "✓", 0x68: "●", 0x69: "●", 0x72: "✗"}
_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x60: "‾", 0x7E: "∼",
    **_from(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"), **_from(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
    **_from(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"),
    0xF1: "〉", 0xF2: "∫",
    **{code: chr(code) for code in (*range(0x20, 0x22), 0x23, 0x25, 0x26, 0x28, 0x29, 0x2B, 0x2C, *range(0x2E, 0x40),
                                    0x5B, 0x5D, 0x5F, 0x7B, 0x7C, 0x7D)},
}

FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": _WINGDINGS_3, "webdings": _WEBDINGS,
    "marlett": _MARLETT, "symbol": _SYMBOL,
}
"""Symbol fonts by their name in small letters: code to character."""


def symbol(font: str, code: str) -> str:
    """The character of a `w:sym`: its font's glyph where it is known, otherwise the code itself."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    glyph = FONTS.get(font.strip().casefold(), {}).get(number & 0xFF)
    if glyph:
        return glyph
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000 else ""


def in_font(words: str, glyphs: Mapping[int, str]) -> str:
    """Words set in a symbol font as the characters they show; what the font's table lacks stays as it is."""
    return "".join(glyphs.get(_code(character), character) for character in words)


def _code(character: str) -> int:
    number = ord(character)
    return number & 0xFF if 0xF000 <= number < 0xF100 else number
