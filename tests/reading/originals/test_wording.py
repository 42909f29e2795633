"""The words of a form by what they mean: labels, rows, choices, headings, and what is left of a label."""

from __future__ import annotations

import pytest

from tests.reading.originals.places import wording
from tests.reading.scenes import box
from tsmforms.reading.originals.wording import Ref, choice_words, wording_of
from tsmforms.specs import registry


def refs(words: str) -> set[tuple[str, str, str | None]]:
    return {(ref.role, ref.path, ref.code) for ref in wording().refs.get(words, ())}


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("name", ("own", "name", None)),
        ("attendance", ("own", "share", None)),
        ("attendance %", ("own", "share", None)),  # what councils print for it
        ("at home", ("step", "concerns.home", None)),
        ("concerns", ("step", "concerns", None)),
        ("steps", ("step", "steps", None)),
        ("yes", ("choice", "seen", "yes")),
        ("n", ("choice", "seen", "no")),
        ("diary", ("choice", "bring", "diary")),
        ("the visit", ("heading", "the visit", None)),
        ("visit note", ("title", "", None)),
    ],
)
def test_each_word_of_the_form_has_its_meaning(words: str, meaning: tuple[str, str, str | None]) -> None:
    found = refs(words) if words != "attendance %" else refs(words) | refs("attendance")
    assert meaning in {(role, path.casefold(), code) for role, path, code in found}


def test_a_question_knows_the_rows_and_lists_it_lies_in() -> None:
    worried = wording().questions["concerns.home.worried"]
    assert [(step.path, step.is_row) for step in worried.steps][-1] == ("concerns.home", True)
    assert (worried.list, worried.parent) == (None, "concerns.home")
    assert (wording().questions["steps[].step"].list, wording().questions["name"].parent) == ("steps", "")


def test_questions_are_in_the_order_in_which_they_are_printed() -> None:
    order = {pattern: question.order for pattern, question in wording().questions.items()}
    assert order["name"] < order["visit_date"] < order["absences"] < order["seen"] < order["concerns.home.worried"]


def test_a_label_that_is_the_choices_themselves_is_no_label() -> None:
    assert all(role != "own" for role, _, _ in refs("yes no"))


def test_a_choice_is_written_as_its_label_or_its_letter() -> None:
    assert set(choice_words(box("seen", "yes").field)) == {("yes", "Yes"), ("yes", "Y"), ("no", "No"), ("no", "N")}
    assert ("diary", "D") not in set(choice_words(box("bring", "diary").field))


def test_the_words_of_a_group_are_left_out_of_the_labels_of_its_questions() -> None:
    found = wording_of(registry().spec("sam_minutes")).refs["name"]
    assert Ref("own", "pupil.name", by="rest") in found
