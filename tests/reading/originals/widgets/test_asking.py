"""Which printed words ask for what is in a field: those left of it, above it, or behind a tick box."""

from __future__ import annotations

import pytest

from tests.reading.originals.places import finder
from tsmforms.model.outline import Rect, Word
from tsmforms.reading.originals.widgets.asking import AskedBox, asked, known, text_of
from tsmforms.reading.originals.widgets.fieldboxes import FieldBox, PrintedPart


def box(left: float, bottom: float, width: float = 100, is_tick: bool = False) -> FieldBox:
    return FieldBox([], (left, bottom, left + width, bottom + 12), (), frozenset(), is_tick=is_tick)


def part(text: str, left: float, bottom: float) -> PrintedPart:
    rect: Rect = (left, bottom, left + 6 * len(text), bottom + 10)
    return PrintedPart([Word(text, 1, rect)])


def read(boxes: list[FieldBox], *parts: PrintedPart) -> list[AskedBox]:
    return asked(boxes, list(parts), finder())


def test_words_left_of_a_field_on_its_line_ask_for_it() -> None:
    (one,) = read([box(100, 500)], part("Name", 60, 501), part("Start", 60, 560))
    assert text_of(one.left) == "Name"


def test_words_right_above_a_field_ask_for_it_and_further_up_do_not() -> None:
    (one,) = read([box(100, 500)], part("Name", 100, 514))
    assert text_of(one.above) == "Name"
    (far,) = read([box(100, 500)], part("Name", 100, 540))
    assert far.above == []


def test_a_label_is_that_of_the_field_right_of_it_and_not_of_the_one_behind_that() -> None:
    first, second = read([box(100, 500, 50), box(200, 500, 50)], part("Name", 60, 501))
    assert (text_of(first.left), second.left) == ("Name", [])


def test_a_field_below_another_in_its_column_has_that_above_it() -> None:
    upper, lower = read([box(100, 480), box(100, 500)], part("Name", 100, 514))
    assert lower.upper is upper
    assert text_of(upper.above) == "Name"
    assert lower.above == []


def test_the_words_of_a_tick_box_are_behind_it() -> None:
    (one,) = read([box(100, 500, 12, is_tick=True)], part("Diary", 116, 501))
    assert text_of(one.left) == "Diary"


@pytest.mark.parametrize(("words", "is_numbered"), [("1.", True), ("Target 1", True), ("Name", False), ("", False)])
def test_a_number_left_of_a_field_asks_nothing(words: str, is_numbered: bool) -> None:
    (one,) = read([box(100, 500)], *([part(words, 40, 501)] if words else []))
    assert one.is_numbered is is_numbered


def test_words_are_known_with_their_colon() -> None:
    assert known(" Name: ", finder()) is not None
    assert known("Ann", finder()) is None
