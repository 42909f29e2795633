"""Which of printed choices is meant at a place: a tick, a ring, what is left of those struck through, or a word alone."""

from __future__ import annotations

import pytest

from tests.formats.pdf.trees import RATING, field
from tests.reading.papers import runs
from tests.reading.scenes import box
from tsmforms.model import FieldSpec
from tsmforms.model.outline import Look, Run
from tsmforms.reading.originals.choosing import Chosen, chosen, rating_of

SEEN, BRING = box("seen", "yes").field, box("bring", "plan").field
RATED = field("rating", "Rating", "rating", choices=RATING)


def codes(text: str, of: FieldSpec = SEEN) -> list[str]:
    return sorted(chosen(of, runs(text)).codes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes", ["yes"]),
        ("yes.", ["yes"]),
        ("Yes / No", []),
        ("Yes ✓ / No", ["yes"]),
        ("✓ Yes  No", ["yes"]),
        ("☒ Yes ☐ No", ["yes"]),
        ("Yes ☐ No ☒", ["no"]),  # each box is behind its word
        ("[x] Yes [ ] No", ["yes"]),
        ("Yes / ((No))", ["no"]),
        ("==Yes== / No", ["yes"]),
        ("~~Yes~~ / No", ["no"]),
        ("**Yes** / No", ["yes"]),
        ("**Yes** / **No**", []),  # the form may print both so
        ("~~Yes~~", []),
        ("☐ Yes", []),
        ("Yesterday", []),
    ],
)
def test_one_of_two_choices_is_meant_by_a_sign_or_by_standing_alone(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_several_choices_may_each_have_their_tick() -> None:
    assert codes("☒ Diary ☐ Letter ☒ Plan", BRING) == ["diary", "plan"]
    assert codes("==Diary==, Letter, ==Plan==", BRING) == ["diary", "plan"]


def test_a_tick_between_two_choices_is_that_of_neither() -> None:
    read = chosen(SEEN, runs("Yes x No"))
    assert (read.codes, read.is_clear, read.printed) == (frozenset(), False, True)


def test_words_besides_the_choices_are_kept_and_make_it_unclear() -> None:
    read = chosen(SEEN, runs("Yes, by Ann"))
    assert (sorted(read.codes), read.is_clear, read.rest, read.typed) == (["yes"], False, "by Ann", True)
    assert chosen(SEEN, runs("Yes / No (delete as appropriate)")).rest == ""


def test_what_was_deleted_or_is_a_prompt_is_not_there() -> None:
    pieces = [Run("Yes", Look(deleted=True)), Run("No"), Run("Yes", Look(prompt=True))]
    assert sorted(chosen(SEEN, pieces).codes) == ["no"]


def test_a_rating_is_a_word_a_letter_or_a_coloured_sign() -> None:
    assert [codes(text, RATED) for text in ("Amber", "R", "🟢", "R A ((G))")] == [
        ["amber"],
        ["red"],
        ["green"],
        ["green"],
    ]


def test_other_words_are_none_of_the_choices() -> None:
    assert chosen(SEEN, runs("perhaps")) == Chosen(rest="perhaps", is_clear=False)
    assert chosen(SEEN, []) == Chosen()


@pytest.mark.parametrize(
    ("fill", "rating"),
    [
        ("FF0000", "red"),
        ("C00000", "red"),
        ("FFC000", "amber"),
        ("FFFF00", "amber"),
        ("00B050", "green"),
        ("92D050", "green"),
        ("FFFFFF", None),
        ("D9D9D9", None),
        ("0070C0", None),
        (None, None),
    ],
)
def test_a_colour_of_offices_palette_shows_the_rating_that_people_mean(fill: str | None, rating: str | None) -> None:
    assert rating_of(fill) == rating
