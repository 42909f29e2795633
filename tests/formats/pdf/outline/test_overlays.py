"""What somebody put on a page with a viewer's tools: notes, highlights, rings."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.formats.pdf.outline.made import page
from tsmforms.formats.pdf.outline.annotated import annotated
from tsmforms.formats.pdf.outline.drawings import Fill
from tsmforms.formats.pdf.outline.overlays import colour, marked_by_tools, overlays
from tsmforms.model.marking import MARK_AUTHOR

RECT = (10.0, 20.0, 30.0, 40.0)


def noted(kind: str, **keys: Any) -> Any:
    return Dictionary(Subtype=Name(f"/{kind}"), Rect=Array(list(RECT)), **keys)


def over(*notes: Any) -> Any:
    pdf = Pdf.new()
    page(pdf, Annots=Array(list(notes)))
    return annotated(pdf)


@pytest.mark.parametrize(
    ("parts", "digits"),
    [
        ([], None),
        ([0.5], "808080"),
        ([1, 0, 0], "FF0000"),
        ([0, 1, 1, 0], "FF0000"),  # no cyan, all magenta and yellow
        ([0, 0, 0, 1], "000000"),
        ([0, 0, 0, 0.5], "808080"),
        ([2, -1, 0], "FF0000"),
        ([1, 0], None),
    ],
)
def test_a_colour_is_one_grey_three_or_four_numbers(parts: list[float], digits: str | None) -> None:
    assert colour(parts) == digits


def test_a_note_has_its_words_its_sort_and_its_colour_and_ours_is_none() -> None:
    notes = (
        noted("FreeText", Contents=String(" Ann "), C=Array([1, 1, 0])),
        noted("Text", RC=String("<p>Ann &amp; <b>Bob</b></p>")),
        noted("Text", Contents=Name("/Ann"), F=2),
        noted("Text", Contents=String("ours"), T=String(MARK_AUTHOR)),
        noted("Widget"),
        noted("Link"),
    )
    found = list(overlays(over(*notes), count(5)))
    assert [(one.number, one.text, one.style, one.fill, one.hidden) for one in found] == [
        (5, "Ann", "FreeText", "FFFF00", False),
        (6, "Ann & Bob", "Text", None, False),
        (7, "", "Text", None, True),
    ]


def test_tools_mark_the_areas_that_they_name_else_their_rectangle() -> None:
    quads = Array([10, 40, 20, 40, 10, 30, 20, 30, 25, 40, 30, 40, 25, 30, 30, 30, 99])
    marked = marked_by_tools(over(noted("StrikeOut", QuadPoints=quads), noted("Underline"), noted("Squiggly")))[1]
    assert list(marked.struck) == [(10, 30, 20, 40), (25, 30, 30, 40)]
    assert list(marked.underlined) == [RECT, RECT]


def test_a_highlight_without_a_colour_is_yellow() -> None:
    marked = marked_by_tools(over(noted("Highlight"), noted("Highlight", C=Array([0, 1, 0]))))[1]
    assert list(marked.fills) == [Fill(RECT, "FFFF00"), Fill(RECT, "00FF00")]


@pytest.mark.parametrize(
    ("stroke", "is_ring"),
    [
        ([0, 0, 10, 0, 10, 10, 0, 3.9], True),  # ends near where it began
        ([0, 0, 10, 0, 10, 10, 0, 4.1], False),
        ([0, 0, 10, 0, 0, 0], False),  # there and back
        ([0, 0, 10, 0, 10, 10, 0], False),
    ],
)
def test_a_line_by_hand_is_a_ring_if_it_goes_round(stroke: list[float], is_ring: bool) -> None:
    marked = marked_by_tools(over(noted("Ink", InkList=Array([Array(stroke)]))))
    assert list(marked[1].rings) == ([RECT] if is_ring else [])


def test_a_circle_is_a_ring_and_our_own_is_not() -> None:
    assert list(marked_by_tools(over(noted("Circle")))[1].rings) == [RECT]
    assert not marked_by_tools(over(noted("Circle", T=String(MARK_AUTHOR))))
