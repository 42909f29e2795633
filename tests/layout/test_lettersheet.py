"""The sheet of a letter: its zones do not touch what may not be printed on, and no other module has a measure of it."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from tsmforms.layout import lettersheet
from tsmforms.layout.lettersheet import CONTACT, LETTERHEAD, LOGO, NOTIFY_FIRST_PAGE, NOTIFY_PAGE, WINDOW, Zone
from tsmforms.layout.look import ADDRESS

SRC = Path(lettersheet.__file__).parents[1]
MEASURES = re.compile(r"\b(?:24\.6|39\.5|95\.4|26\.8|66\.3|69\.3|21\.6|36\.5|165\.4|102\.4)(?:mm)?\b")


def lies_in(inner: Zone, outer: Zone) -> bool:
    within = outer.left <= inner.left and outer.top <= inner.top
    return within and inner.right <= outer.right and inner.bottom <= outer.bottom


def overlap(one: Zone, other: Zone) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


@pytest.mark.parametrize(("zone", "allowed"), [(LETTERHEAD, 0), (WINDOW, 1), (CONTACT, 2), (LOGO, 2)])
def test_each_part_of_a_letter_is_where_notify_lets_it_print(zone: Zone, allowed: int) -> None:
    assert lies_in(zone, NOTIFY_FIRST_PAGE[allowed])


def test_no_two_parts_of_a_letter_share_a_place() -> None:
    assert [pair for pair in combinations((LETTERHEAD, WINDOW, CONTACT, LOGO), 2) if overlap(*pair)] == []


def test_text_and_foot_are_inside_what_may_be_printed() -> None:
    left, right = lettersheet.MARGIN_LEFT, lettersheet.PAGE_WIDTH - lettersheet.MARGIN
    text = Zone(left, lettersheet.MARGIN, right - left, lettersheet.PAGE_HEIGHT - 2 * lettersheet.MARGIN)
    assert text.width == lettersheet.BODY_WIDTH
    assert lies_in(text, NOTIFY_PAGE)
    assert all(zone.bottom <= lettersheet.BODY_TOP for zone in (LETTERHEAD, WINDOW, CONTACT, LOGO))


def test_the_lines_of_an_address_fill_the_window_and_no_more() -> None:
    pitch = ADDRESS[1] * 25.4 / 72
    assert lettersheet.ADDRESS_LINES * pitch <= WINDOW.height < (lettersheet.ADDRESS_LINES + 1) * pitch


def test_typst_is_given_places_from_the_corner_of_the_text() -> None:
    sheet = lettersheet.typeset_sheet()
    assert sheet["window"] == {"dx": 0.0, "dy": 19.5, "width": 95.4, "height": 26.8}
    assert (sheet["left"], sheet["margin"], sheet["body"]) == (24.6, 20.0, 75.0)


def test_no_other_module_has_a_measure_of_the_sheet() -> None:
    """So that a format cannot keep an older envelope than the others."""
    others = (p for p in SRC.rglob("*") if p.suffix in {".py", ".typ"} and p.name != "lettersheet.py")
    assert [(p.name, found) for p in others for found in MEASURES.findall(p.read_text("utf-8"))] == []
