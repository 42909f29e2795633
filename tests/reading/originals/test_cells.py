"""A cell or paragraph with the labels in it: whether it is a label, or a label with its answer."""

from __future__ import annotations

import pytest

from tests.reading.originals.places import cell
from tsmforms.reading.originals.places.cells import unjoined, with_ends


@pytest.mark.parametrize(
    ("text", "is_label"),
    [
        ("Name", True),
        ("Name:", True),
        ("Name: ______", True),
        ("Name: Ann", False),
        ("Ann\nStart:", True),  # the label of what follows
        ("Ann", False),
        ("Date of visit", True),
    ],
)
def test_a_cell_is_a_label_if_nothing_else_is_in_it(text: str, is_label: bool) -> None:
    assert (cell(text).whole is not None) is is_label


def test_a_cell_begins_with_a_label_though_its_answer_follows() -> None:
    assert cell("Name: Ann").head is not None
    assert cell("Ann, Name: Bob").head is None


def test_the_words_behind_a_label_end_where_the_next_begins() -> None:
    found = cell("Name: Ann  Start: 9:00")
    assert [found.text[label.behind : end].strip() for label, end in with_ends(found)] == ["Ann", "9:00"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("A. Example on (", "A. Example "),
        ("A. Example on ", "A. Example "),
        ("A. Example | ", "A. Example"),
        ("Simon", "Simon"),  # no word that leads on
        ("A. Example [", "A. Example "),
    ],
)
def test_a_word_that_leads_on_to_the_next_label_is_not_part_of_an_answer(text: str, answer: str) -> None:
    assert text[: unjoined(text, 0, len(text))] == answer
