"""Words that are struck through, deleted or hidden are reported, at the question whose box they are in."""

from __future__ import annotations

import pytest

from tests.reading.scenes import control, scene
from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.layout import Printed
from tsmforms.model.outline import Look, Run, Spot
from tsmforms.reading.findings import Findings
from tsmforms.reading.gone import gone
from tsmforms.reading.ground import Ground

STRUCK = Look(struck=True)


def said(
    *blocks: object, before: Findings | None = None, ground: Ground | None = None
) -> list[tuple[str | None, str | None]]:
    one = scene(*blocks, ground=ground or Ground(Printed(frozenset({"the visit"}))))
    return [(note.field, note.found) for note in gone(one, before or Findings()).notes]


@pytest.mark.parametrize(
    ("look", "words"),
    [
        (STRUCK, "struck through"),
        (Look(deleted=True), "deleted"),
        (Look(hidden=True), "hidden"),
        (Look(struck=True, deleted=True), "struck through"),
    ],
)
def test_it_is_said_how_words_are_gone(look: Look, words: str) -> None:
    (note,) = gone(scene((*control("name", words="Ann", look=look),)), Findings()).notes
    assert (note.code, note.field, note.found) == ("D0111", "name", "Ann")
    assert words in note.message


def test_words_gone_outside_boxes_are_reported_unless_the_form_prints_them() -> None:
    assert said((Run("Ask Ann", STRUCK),), (Run("The visit", STRUCK),), (Run("  ", STRUCK),)) == [(None, "Ask Ann")]


def test_the_word_of_a_choice_next_to_its_box_is_not_reported_but_other_words_there_are() -> None:
    box = control("seen", "yes", "☐")
    assert said((*box, Run("Yes", STRUCK))) == []
    assert said((*box, Run("Yes, with Ann", STRUCK))) == [("seen", "Yes, with Ann")]


def test_a_question_that_is_reported_as_contradicting_itself_is_not_reported_again() -> None:
    note = Diagnostic("D0101", "error", "", field="name")
    assert said((*control("name", words="Ann", look=STRUCK),), before=Findings(notes=(note,))) == []


def test_what_is_gone_in_a_header_or_footer_is_not_an_answer() -> None:
    assert said(Spot(0, Place(), [Run("Draft", STRUCK)], "footer")) == []


def test_thirty_places_without_a_question_are_named_and_every_one_with_a_question() -> None:
    strays = [(Run(f"Note {n}", STRUCK),) for n in range(40)]
    found = said(*strays, (*control("name", words="Ann", look=STRUCK),))
    assert len(found) == 31
    assert ("name", "Ann") in found


def test_on_a_copy_without_boxes_struck_choices_that_were_read_are_not_reported() -> None:
    used = Findings(used=frozenset({0, 1}))
    assert said((Run("Yes / No", STRUCK),), (Run("Yes, Ann", STRUCK),), before=used) == [(None, "Yes, Ann")]
    assert said((Run("Yes / No", STRUCK),)) == [(None, "Yes / No")]
