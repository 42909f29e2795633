"""Which pieces of a paragraph or cell are a box's, its label's, or stand next to both."""

from __future__ import annotations

import pytest

from tests.reading.scenes import anchor, anchors, around, control, label
from tsmforms.model.outline import End, Key, Piece, Run, Start, words_of
from tsmforms.reading.keyed.regions import around as enclosed
from tsmforms.reading.keyed.regions import around_key, behind, beside, between, inside


def test_a_box_ends_at_its_own_end_and_not_at_that_of_a_box_within_it() -> None:
    inner, outer = Key("tag", "theirs"), Key("tag", "name")
    pieces = [Start(outer), Run("Ann "), Start(inner), Run("Example"), End(inner), Run(" Jr"), End(outer), Run(" no")]
    assert words_of(inside(anchor(*pieces))) == "Ann Example Jr"


def test_a_box_whose_end_is_in_another_paragraph_reaches_to_the_end_of_this_one() -> None:
    assert words_of(inside(anchor(*control("name", words="Ann")[:-1], Run(" Example")))) == "Ann Example"


def test_of_a_box_that_was_lifted_around_its_label_only_what_follows_the_label_is_the_answer() -> None:
    start, *_, end = control("name")
    assert words_of(inside(anchor(start, *label("name", "Name"), Run(": Ann"), end))) == "Ann"


@pytest.mark.parametrize(
    ("printed", "rest", "answer"),
    [
        ("Name", ": Ann", "Ann"),
        ("Name:", " Ann", "Ann"),
        ("Name:", ": Ann", ": Ann"),  # the second colon is not the form's
        ("Name", "\n: Ann", ": Ann"),  # after a line break the answer begins
        ("Name", "Ann\nExample", "Ann\nExample"),
    ],
)
def test_what_separates_a_label_from_its_answer_is_not_part_of_the_answer(printed: str, rest: str, answer: str) -> None:
    assert words_of(behind(anchor(*label("name", printed), Run(rest))) or ()) == answer


def test_an_answer_behind_a_label_ends_at_the_next_label_without_the_break_before_it() -> None:
    pieces = [*label("name", "Name"), Run(" Ann\n"), *label("visit_date", "Date of visit"), Run(" 3.9.26")]
    assert words_of(behind(anchor(*pieces)) or ()) == "Ann"
    assert words_of(behind(anchor(*pieces, at=1)) or ()) == "3.9.26"


def test_behind_a_label_that_ends_its_cell_there_is_nothing_not_even_an_empty_answer() -> None:
    assert behind(anchor(*label("name", "Name"))) is None


def test_the_only_bookmark_of_a_cell_owns_the_whole_cell_and_in_a_paragraph_what_it_encloses() -> None:
    pieces = (*around("name", Run("Ann")), Run(" Example"))
    assert words_of(enclosed(anchor(*pieces))) == "Ann"
    assert words_of(enclosed(anchors([[pieces]])[0])) == "Ann Example"


def test_words_next_to_a_box_count_only_within_the_bookmark_around_both() -> None:
    pieces: list[Piece] = [Run("I, "), *around("name", Run("Ms "), *control("name", words="Ann"), Run(" Example"))]
    assert [run.text for run in around_key(anchor(*pieces, Run(", agree"), at=1))] == ["Ms ", " Example"]
    assert around_key(anchor(Run("I, "), *control("name", words="Ann"), Run(", agree"))) == []


def test_what_is_on_a_label_or_in_a_box_is_not_next_to_it() -> None:
    one = anchor(*label("name", "Name"), Run(" x "), *control("name", words="Ann"), Run(" y"))
    assert [run.text for run in beside(one.spot)] == [" x ", " y"]
    assert [[run.text for run in runs] for runs in between(one.spot)] == [[], [], [" x "], [], [" y"]]
