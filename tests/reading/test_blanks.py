"""Lines to write on inside printed words, and what each of them is for."""

from __future__ import annotations

import pytest

from tests.reading.scenes import control
from tsmforms.model.outline import Look, Piece, Run
from tsmforms.reading.blanks import blanks, printed, tidy

LINE = Look(underlined=True)


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("Name: ______", ["Name"]),
        ("Date __ / __ / ____", ["Date"]),  # three short lines of a date are one place
        ("Name ____ Date ____", ["Name", "Date"]),
        ("__________ (signed)", ["(signed)"]),  # nothing is before it
        ("Ring ......", ["Ring"]),
        ("Ring …", []),
        ("Ring ……", ["Ring"]),
        ("Wait...", []),  # three dots are how a sentence trails off
        ("a_b", []),
        ("__", []),
    ],
)
def test_a_line_to_write_on_is_known_by_the_words_before_it_else_by_those_behind_it(
    words: str, labels: list[str]
) -> None:
    assert list(blanks(words)) == labels


def test_of_a_long_sentence_the_end_is_the_label() -> None:
    (label,) = blanks(f"{'a' * 200} the school ____")
    assert label.startswith("…a")
    assert label.endswith("the school")
    assert len(label) == 120


def test_a_label_has_no_line_no_bullet_and_no_colon() -> None:
    assert tidy(" •\u00a0Name of\n pupil: ____ ") == "Name of pupil"


@pytest.mark.parametrize(
    ("run", "seen"),
    [
        (Run("   ", LINE), "___"),
        (Run("      ", LINE), "______"),
        (Run("\t", LINE), "___"),
        (Run("  ", LINE), "  "),  # two underlined spaces are a slip of the pen
        (Run("   "), "   "),
        (Run("Ann", LINE), "Ann"),
        (Run("Ann", Look(struck=True)), ""),
        (Run("Click here", Look(prompt=True)), ""),
    ],
)
def test_underlined_spaces_are_a_line_to_write_on(run: Run, seen: str) -> None:
    assert printed([run]) == seen


def test_what_is_in_a_box_is_not_printed() -> None:
    pieces: list[Piece] = [Run("Name: "), *control("name", words="Ann"), Run(" here")]
    assert printed(pieces) == "Name:  here"
