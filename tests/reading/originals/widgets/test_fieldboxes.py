"""The fields of a page as places for answers, and the printed words around them."""

from __future__ import annotations

from typing import Any

import pytest

from tsmforms.diagnostics import Place
from tsmforms.model.outline import End, Key, Outline, Piece, Rect, Run, Spot, Start, Word, words_of
from tsmforms.reading.originals.widgets.fieldboxes import EMPTY, MARKED, UNCLEAR, FieldBox, field_boxes, printed_parts

RECT: Rect = (100.0, 100.0, 200.0, 112.0)


def field(words: str = "", rect: Rect = RECT, hidden: bool = False, **key: Any) -> Spot:
    of = Key("acroform", "x", **key)
    inside: list[Piece] = [Run(words)] if words else []
    return Spot(0, Place(page=1), [Start(of), *inside, End(of)], rect=rect, hidden=hidden)


def boxes(*spots: Spot) -> list[FieldBox]:
    return field_boxes(Outline("pdf", spots)).get(1, [])


def shown(words: str, **key: Any) -> str:
    (box,) = boxes(field(words, **key))
    return words_of(box.pieces)


@pytest.mark.parametrize(
    "spot",
    [
        field(hidden=True),
        field(rect=(100, 100, 102, 112)),  # seen by nobody
        field(widget="other"),
        field(widget="picture"),
        Spot(0, Place(page=1), [Run("Ann")], rect=RECT),
        Spot(0, Place(), [], rect=RECT),
    ],
)
def test_what_nobody_fills_in_is_no_field(spot: Spot) -> None:
    assert boxes(spot) == []


@pytest.mark.parametrize(
    ("words", "key", "text"),
    [
        ("Ann", {}, "Ann"),
        ("Click here to enter text", {}, ""),
        ("Please type your name here", {}, ""),
        ("Here is Ann", {}, "Here is Ann"),
        ("Choose one", {"widget": "list"}, ""),
        ("Choose one", {}, "Choose one"),
        ("--", {"widget": "list"}, ""),
        ("Name of pupil", {"alias": "Name of pupil:"}, ""),  # its own tooltip
    ],
)
def test_a_prompt_of_the_blank_form_is_nobodys_answer(words: str, key: dict[str, Any], text: str) -> None:
    assert shown(words, **key) == text


@pytest.mark.parametrize(
    ("words", "stored", "sign"),
    [("X", True, MARKED), ("", False, EMPTY), ("", None, EMPTY), ("X", False, UNCLEAR), ("", True, UNCLEAR)],
)
def test_a_tick_box_that_shows_something_other_than_it_stores_is_not_clear(
    words: str, stored: bool | None, sign: str
) -> None:
    assert shown(words, widget="tick", stored=stored) == sign


def test_words_are_in_parts_up_to_a_wide_gap_or_a_field_and_those_under_a_field_are_its_own() -> None:
    (box,) = boxes(field())
    words = [
        Word(text, 1, (left, 101.0, left + 6 * len(text), 111.0))
        for text, left in (
            ("Name", 20.0),
            ("of", 48.0),
            ("pupil", 64.0),
            ("Ann", 120.0),
            ("(years)", 205.0),
            ("Start", 300.0),
            ("____", 400.0),
        )
    ]
    parts, under = printed_parts(words, [box])
    assert [part.text for part in parts] == ["Name of pupil", "(years)", "Start"]
    assert [word.text for word in under[0]] == ["Ann"]
