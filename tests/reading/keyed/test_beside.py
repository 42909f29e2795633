"""Words typed next to a box instead of into it: the answer of a box that is empty, and reported in any case."""

from __future__ import annotations

from tests.reading.scenes import around, codes, control, label, scene, values
from tsmforms.model.outline import Look, Run
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.beside import typed_beside
from tsmforms.reading.keyed.keys import keyed


def read(*blocks: object, is_other_version: bool = False) -> Findings:
    one = scene(*blocks, is_other_version=is_other_version)
    return typed_beside(one, keyed(one, Findings()))


def test_words_next_to_an_empty_box_are_its_answer_and_next_to_a_full_one_they_are_not() -> None:
    empty = read([[[*label("name", "Name"), *control("name"), Run("\nAnn")]]])
    assert (values(empty), codes(empty)) == ({"name": "Ann"}, [("D0106", "name")])
    full = read([[[*label("name", "Name"), *control("name", words="Ann"), Run(" Example")]]])
    assert (values(full), codes(full)) == ({"name": "Ann"}, [("D0106", "name")])


def test_what_the_form_prints_next_to_a_box_is_not_typed_there() -> None:
    found = read([[[Run("Name:"), *control("name"), Run("/")]]])
    assert (values(found), codes(found)) == ({"name": ""}, [])


def test_words_that_are_struck_through_are_not_typed_next_to_a_box() -> None:
    assert not codes(read([[[*control("name"), Run("Ann", Look(struck=True))]]]))


def test_in_a_sentence_only_what_is_in_the_bookmark_around_the_box_is_next_to_it() -> None:
    typed = read((Run("I, "), *around("name", *control("name"), Run("Ann")), Run(", agree")))
    assert (values(typed), codes(typed)) == ({"name": "Ann"}, [("D0106", "name")])
    assert not codes(read((Run("I, "), *control("name"), Run("Ann, agree"))))


def test_words_in_a_cell_of_two_boxes_are_reported_and_answer_neither() -> None:
    found = read([[[*control("name"), *control("absences"), Run("Ann")]]])
    assert (values(found), codes(found)) == ({"name": "", "absences": ""}, [("D0106", "name")])


def test_next_to_a_tick_box_a_mark_ticks_it_and_the_word_of_another_choice_ticks_that() -> None:
    yes, no = control("seen", "yes", "☐"), control("seen", "no", "☐")
    assert values(read([[[*yes, Run("X")], no]])) == {"seen#yes": True, "seen#no": False}
    assert values(read([[[*yes, Run("No")], no]])) == {"seen#yes": False, "seen#no": True}
    other = read([[[*yes, Run("Ask Ann")], no]])
    assert (values(other), codes(other)) == ({"seen#yes": False, "seen#no": False}, [("D0106", "seen")])


def test_a_question_that_is_ticked_is_not_answered_by_words_next_to_a_box() -> None:
    found = read([[[*control("seen", "yes", "☐"), Run("X")], control("seen", "no", "☒")]])
    assert values(found) == {"seen#yes": False, "seen#no": True}


def test_an_older_word_of_a_choice_is_printed_and_not_typed_once_for_each_choice_whose_word_is_missing() -> None:
    cell = [*control("seen", "yes", "☐"), Run("Yes"), *control("seen", "no", "☐"), Run("Never")]
    assert codes(read([[cell]])) == [("D0106", "seen")]
    assert not codes(read([[cell]], is_other_version=True))
    assert codes(read([[[*cell, *control("bring", "plan", "☐"), Run("Plan"), Run("Ann")]]], is_other_version=True))
