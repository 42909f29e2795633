"""What a tick box shows against what its file stores: where they differ, neither is chosen."""

from __future__ import annotations

import pytest

from tests.reading.scenes import anchors, box, codes, control, values
from tsmforms.diagnostics import Place
from tsmforms.model.outline import Spot, TypedCell
from tsmforms.reading.keyed.ticks import Tick, judge, settled, tick_of
from tsmforms.reading.marks import Mark

PLACE = Place(paragraph=1)


def tick(path: str, option: str, shown: Mark, stored: bool | None, is_drawn: bool = False) -> Tick:
    text = {"marked": "X", "empty": "☐", "unclear": "?", "other choice": "?"}[shown]
    return Tick(
        box(path, option), path, shown, stored, "" if is_drawn and shown == "empty" else text, PLACE, (), is_drawn
    )


def test_a_mark_that_is_shown_and_not_stored_leaves_a_question_of_one_answer_without_any() -> None:
    found = settled([tick("seen", "yes", "marked", False), tick("seen", "no", "empty", False)])
    assert values(found) == {"seen#yes": False, "seen#no": False}
    assert codes(found) == [("D0101", "seen")]
    assert found.settled == {"seen"}


def test_of_a_question_of_several_answers_only_the_box_that_contradicts_itself_is_left_open() -> None:
    found = settled([tick("bring", "diary", "marked", True), tick("bring", "plan", "empty", True)])
    assert values(found) == {"bring#diary": True, "bring#plan": False}
    assert codes(found) == [("D0101", "bring")]


@pytest.mark.parametrize(("shown", "words"), [("marked", "a mark"), ("empty", "no mark")])
def test_it_is_said_which_of_the_two_is_shown(shown: Mark, words: str) -> None:
    (note,) = settled([tick("seen", "yes", shown, shown == "empty")]).notes
    assert f"shows {words}" in note.message


@pytest.mark.parametrize("stored", [(True, False), (False, True)])
def test_two_marks_on_a_question_of_one_answer_stay_two_marks_whichever_is_stored(stored: tuple[bool, bool]) -> None:
    found = settled([tick("seen", "yes", "marked", stored[0]), tick("seen", "no", "marked", stored[1])])
    assert values(found) == {"seen#yes": True, "seen#no": True}
    assert not found.notes


def test_a_box_that_a_program_emptied_is_marked_if_it_is_stored_so_but_a_page_shows_what_it_shows() -> None:
    emptied = Tick(box("seen", "yes"), "seen", "empty", True, "", PLACE)
    assert values(settled([emptied])) == {"seen#yes": True}
    assert codes(settled([tick("seen", "yes", "empty", True, is_drawn=True)])) == [("D0101", "seen")]


def test_words_that_mark_nothing_are_reported_and_mark_nothing() -> None:
    found = settled([tick("seen", "yes", "unclear", None), tick("bring", "plan", "other choice", None)])
    assert values(found) == {"seen#yes": False, "bring#plan": False}
    assert codes(found) == [("D0219", "seen"), ("D0207", "bring")]


def test_a_mark_drawn_on_a_page_is_reported_by_the_word_of_its_choice() -> None:
    found = settled([tick("bring", "plan", "marked", True, is_drawn=True)])
    assert [one.raw for one in found.found] == ["Plan"]


@pytest.mark.parametrize(
    ("text", "mark"), [("No", "other choice"), ("yes", "marked"), ("y", "marked"), ("\u2612", "marked")]
)
def test_a_box_is_judged_among_the_choices_of_its_question(text: str, mark: Mark) -> None:
    assert judge(box("seen", "yes"), text) == mark


@pytest.mark.parametrize(
    ("cell", "text", "shown", "said"),
    [
        (TypedCell("1.0", "number"), "1", "marked", []),
        (TypedCell("0", "number"), "0", "empty", []),
        (TypedCell("TRUE", "bool"), "TRUE", "marked", []),
        (TypedCell("#N/A", "error"), "#N/A", "empty", ["D0220"]),
        (TypedCell("x", "text", formula=True, cached=False), "", "empty", ["D0106"]),
    ],
)
def test_a_cell_is_judged_by_what_it_stores(cell: TypedCell, text: str, shown: Mark, said: list[str]) -> None:
    (one,) = anchors(Spot(0, PLACE, control("bring", "plan", words=text), cell=cell))
    found = tick_of(one, (), PLACE)
    assert (found.shown, [note.code for note in found.notes]) == (shown, said)
