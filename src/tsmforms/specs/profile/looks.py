"""What a profile changes of the look: colours that can be told apart, and the type that Word and Excel name."""

from __future__ import annotations

import re

from tsmforms.diagnostics import worded
from tsmforms.layout.look import Palette
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.yamltree import Faults, Located
from tsmforms.model import OwnLook

PDF_FONT = "Liberation Sans"
"""The one family that a PDF carries; its characters are as wide as those of the fonts in `_AS_WIDE`."""
_AS_WIDE = frozenset({"Arial", "Liberation Sans", "Helvetica"})

LOOK_KEYS = {
    "colours": MappingKey("raw", "colours, six hexadecimal digits each, such as 1F3A5F"),
    "font": MappingKey("text", "the type that Word and Excel name; Arial if it does not say"),
    "pdf_font": MappingKey(
        "text", f"has to say {PDF_FONT} where the font is another: it is what a PDF is set in", one_of=(PDF_FONT,)
    ),
}
COLOUR_KEYS = {
    "words": MappingKey("text", "words of forms"),
    "headings": MappingKey("text", "headings of forms"),
    "notes": MappingKey("text", "notes, the foot, and the letterhead's lines"),
    "lines": MappingKey("text", "the lines of boxes and tables"),
    "table_heads": MappingKey("text", "the ground of a table's heading"),
    "labels": MappingKey("text", "the ground of a printed label next to a box"),
    "boxes": MappingKey("text", "the ground of a box on its own"),
    "letters": MappingKey("text", "words and headings of letters"),
}
_NAMES = {
    "words": "ink",
    "headings": "accent",
    "notes": "quiet",
    "lines": "line",
    "table_heads": "head",
    "labels": "label",
    "boxes": "box",
    "letters": "letter",
}
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")
_FONT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .&-]{0,30}")


def read_look(node: Located, faults: Faults) -> OwnLook:
    """The look that a profile names; a fault where a colour could not be seen, or a PDF would be in another type."""
    args = read_mapping(node, LOOK_KEYS, "the look", faults)
    colours = _colours(args["colours"], faults) if "colours" in args else ()
    return OwnLook(colours, _font(node, args.get("font", ""), "pdf_font" in args, faults))


def _colours(node: Located, faults: Faults) -> tuple[tuple[str, str], ...]:
    args = read_mapping(node, COLOUR_KEYS, "the colours", faults)
    found = {}
    for name, text in args.items():
        if match := _COLOUR.fullmatch(text):
            found[_NAMES[name]] = match[1].upper()
        else:
            faults.add(
                "S0015",
                worded("S0015", "colour"),
                node.mapping()[name].location,
                "write six hexadecimal digits in quotes, such as '1F3A5F'",
                len(text) or 1,
            )
    said = {ours: name for name, ours in _NAMES.items()}
    for one, ground, least in Palette(**found).alike:
        name = said[one] if one in found else said.get(ground, said[one])
        behind = said.get(ground, "white paper")
        faults.add(
            "S0015",
            worded("S0015", "alike", one=said[one], other=behind, least=least),
            node.mapping()[name].location if name in node.mapping() else node.location,
            "take a darker colour for words and lines, or a lighter one for the ground",
        )
    return tuple(sorted(found.items()))


def _font(node: Located, font: str, is_said: bool, faults: Faults) -> str:
    if not font:
        return ""
    where = node.mapping()["font"].location
    if not _FONT.fullmatch(font):
        faults.add("S0015", worded("S0015", "font_name"), where, "write its name as Word shows it", len(font))
    elif font not in _AS_WIDE and not is_said:
        faults.add(
            "S0015",
            worded("S0015", "font", ours=PDF_FONT),
            where,
            f"write Arial, which is as wide, or say it: pdf_font: {PDF_FONT}",
            len(font),
        )
    return font
