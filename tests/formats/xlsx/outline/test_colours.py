"""The colours of a workbook as six digits, as ECMA-376 part 1 counts, tints and names them."""

from __future__ import annotations

import pytest

from tests.formats.xlsx.workbooks import THEME
from tsmforms.formats.xlsx.outline.colours import PALETTE, Colours, palette_of, plain_colour, theme_colours, tinted
from tsmforms.intake import parse_xml

COLOURS = Colours(theme_colours(parse_xml(THEME.encode())))


@pytest.mark.parametrize(
    ("said", "colour"),
    [
        ('rgb="FF1a2b3c"', "1A2B3C"),
        ('rgb="1A2B3C"', "1A2B3C"),
        ('rgb="red"', None),
        ('theme="0"', "FFFFFF"),  # light before dark, unlike in the theme itself
        ('theme="1"', "000000"),
        ('theme="4"', "4472C4"),
        ('theme="12"', None),
        ('indexed="2"', "FF0000"),
        ('indexed="10"', "FF0000"),  # the first eight stand there twice
        ('indexed="64"', None),  # the window's own
        ('indexed="-1"', None),
        ('auto="1" rgb="FF1A2B3C"', None),
        ('rgb="FFFF0000" tint="x"', "FF0000"),
        ('rgb="FFFF0000" tint="2"', "FF0000"),
        ('rgb="FFFF0000" tint="0.4"', "FF6666"),
        ("", None),
    ],
)
def test_an_element_names_a_colour_in_one_of_four_ways(said: str, colour: str | None) -> None:
    assert COLOURS.of(parse_xml(f"<color {said}/>".encode())) == colour


@pytest.mark.parametrize(
    ("tint", "colour"), [(-1, "000000"), (-0.5, "800000"), (0, "FF0000"), (0.4, "FF6666"), (1, "FFFFFF")]
)
def test_a_tint_moves_the_luminance_and_keeps_the_hue(tint: float, colour: str) -> None:
    assert tinted("FF0000", tint) == colour


def test_a_palette_of_its_own_takes_the_place_of_the_first_colours_of_the_standard() -> None:
    own = b'<styleSheet><indexedColors><rgbColor rgb="00123456"/><rgbColor rgb="?"/></indexedColors></styleSheet>'
    found = palette_of(parse_xml(own))
    assert list(found[:3]) == ["123456", "000000", PALETTE[2]]
    assert len(found) == len(PALETTE) == 64


def test_how_transparent_a_colour_is_does_not_count() -> None:
    assert plain_colour("80FF0000") == plain_colour("FFFF0000") == "FF0000"
    assert plain_colour("FF000") is None
