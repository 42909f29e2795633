"""Answers that are choices: which one is meant, and when none is taken."""

from __future__ import annotations

import pytest

from tsmforms.kinds import KINDS
from tsmforms.kinds.choices import MULTIPLE_CHOICE, RATING
from tsmforms.model import Choice, FieldSpec

CHOICES = (
    Choice("bus", "By bus", ("coach",)),
    Choice("walk", "On foot; alone"),
    Choice("other", "Bus", ()),
    Choice("car", "Car", ("coach",)),
)
ONE = FieldSpec("how", "How", KINDS["choice"], choices=CHOICES)
SEVERAL = FieldSpec("how", "How", MULTIPLE_CHOICE, choices=CHOICES)


@pytest.mark.parametrize(
    ("words", "code"),
    [("by  BUS", "bus"), ("bus", "other"), ("walk", "walk"), ("coach", None), ("foot", None), ("", None)],
)
def test_a_label_goes_before_a_code_and_an_alias_of_two_choices_means_neither(words: str, code: str | None) -> None:
    assert ONE.kind.parse(ONE, words).value == code


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("On foot; alone; Car", ("walk", "car")),
        ("Car\nBy bus", ("bus", "car")),
        ("Car; car", ("car",)),
        ("Car; by plane", None),
        (" ; ", None),
        ("Car;" * 201, None),
    ],
)
def test_several_choices_keep_the_order_of_the_form_and_a_label_may_have_a_semicolon(
    words: str, codes: tuple[str, ...] | None
) -> None:
    assert SEVERAL.kind.parse(SEVERAL, words).value == codes


def test_a_record_gives_codes_and_no_labels() -> None:
    assert ONE.kind.from_json is not None
    wrong = ONE.kind.from_json(ONE, "By bus")
    assert wrong is not None
    assert (wrong.value, wrong.problem.code if wrong.problem else "") == (None, "D0207")
    assert ONE.kind.from_json(ONE, 3) is None
    several = SEVERAL.kind.from_json
    assert several is not None
    assert several(SEVERAL, "bus") is None
    parsed = several(SEVERAL, ["car", "bus", "car"])
    assert parsed is not None
    assert parsed.value == ("bus", "car")


@pytest.mark.parametrize(
    ("words", "rating"), [("R", "red"), ("\u03b1", "amber"), ("GREEN", "green"), ("greenish", None), ("x", None)]
)
def test_a_rating_is_its_word_or_its_first_letter(words: str, rating: str | None) -> None:
    assert RATING.parse(FieldSpec("r", "R", RATING), words).value == rating


@pytest.mark.parametrize(
    ("words", "answer"), [("Yes.", True), ("n", False), ("Enclosed", True), ("true", None), ("1", None), (1, None)]
)
def test_yes_is_said_in_its_own_words_or_those_of_the_field_and_never_by_a_number(
    words: object, answer: bool | None
) -> None:
    own = FieldSpec("e", "E", KINDS["yes_no"], choices=(Choice("yes", "Enclosed"), Choice("no", "Not enclosed")))
    assert own.kind.parse(own, words).value is answer  # type: ignore[arg-type]
