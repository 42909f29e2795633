"""Whether the box of a choice is marked, whatever program or person put the mark there."""

from __future__ import annotations

import pytest

from tsmforms.model import Choice
from tsmforms.reading.marks import Mark, is_glyph, mark_of, own_words

YES, NO = Choice("yes", "Yes"), Choice("no", "No")
RED, AMBER, GREEN = Choice("red", "Red"), Choice("amber", "Amber"), Choice("green", "Green")
LONG = [Choice(name, name.title()) for name in ("illness", "transport", "family", "other")]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("✓", "marked"),
        ("☒", "marked"),
        ("xx", "marked"),
        ("/", "marked"),
        ("1", "marked"),
        ("✗ \ufe0e", "marked"),  # a sign that only picks the look of the character before it
        ("☐ x", "marked"),  # typed next to the form's empty box
        ("☐", "empty"),
        ("☐ ___", "empty"),
        ("0", "empty"),
        ("", "empty"),
        ("✓ Ann", "unclear"),
        ("?", "unclear"),
        ("2", "unclear"),
    ],
)
def test_a_mark_is_not_an_empty_box_and_not_a_word(text: str, mark: Mark) -> None:
    assert mark_of(text, Choice("agreed", "Agreed")) == mark


@pytest.mark.parametrize(
    ("text", "choice", "others", "mark"),
    [
        ("No", NO, [YES], "marked"),
        ("No", YES, [NO], "other choice"),
        ("n.", YES, [NO], "other choice"),
        ("✓ No", NO, [YES], "marked"),
        ("R", RED, [AMBER, GREEN], "marked"),
        ("🟢", GREEN, [RED, AMBER], "marked"),
        ("🟢", RED, [AMBER, GREEN], "other choice"),
        ("I", LONG[0], LONG[1:], "unclear"),  # initials tell two or three choices apart, not a list of them
        ("No", Choice("agreed", "Agreed"), [], "empty"),
    ],
)
def test_the_word_of_a_choice_comes_before_what_it_would_mean_as_a_mark(
    text: str, choice: Choice, others: list[Choice], mark: Mark
) -> None:
    assert mark_of(text, choice, others) == mark


def test_an_initial_that_two_choices_share_is_the_word_of_neither() -> None:
    assert own_words(Choice("one", "Attended"), [Choice("two", "Absent")]) == {"attended", "one"}
    assert own_words(Choice("one", "Attended"), [Choice("two", "Missed")]) == {"attended", "one", "a"}
    assert own_words(Choice("one", "Attended"), []) == {"attended", "one"}


@pytest.mark.parametrize(
    ("text", "is_mark"),
    [("☒", True), ("☐ ☒", True), ("☐", False), ("○", False), ("", None), (" ", None), ("x y", None), ("☐ Yes", None)],
)
def test_a_text_is_a_mark_or_an_empty_box_only_if_there_is_nothing_else(text: str, is_mark: bool | None) -> None:
    assert is_glyph(text) is is_mark
