"""Words made comparable."""

from __future__ import annotations

import pytest

from tsmforms.reading.originals.folding import bag, fold, is_blank, tidy, without_bullet
from tsmforms.reading.originals.scan import same_sense


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Child’s name:", "Childs name"),
        ("Inclusion & Welfare", "Inclusion and Welfare"),
        ("R \u0391 G", "R A G"),
        ("Date\u00a0of birth ?", "date of birth"),
    ],
)
def test_stops_case_and_apostrophes_do_not_count(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Name of pupil", "Pupil's name"),
        ("DoB", "Date of birth"),
        ("Tel", "Telephone"),
        ("E-mail", "Email"),
        ("Meeting date", "Date of the meeting"),
    ],
)
def test_order_plurals_and_abbreviations_do_not_count_in_a_bag(one: str, other: str) -> None:
    assert bag(fold(one)) == bag(fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("authorised absence year to date", "unauthorised absence year to date"),
        ("review 1 of this", "review 2 of this"),
        ("period from", "period to"),
        ("the end of it yes", "the end of it"),
    ],
)
def test_words_that_differ_in_sense_are_not_misspelt(one: str, other: str) -> None:
    assert not same_sense(one, other)


@pytest.mark.parametrize("text", ["", "....", "____", "\u2022", "dd/mm/yyyy", "20__ - 20__", "3."])
def test_what_a_form_prints_to_write_on_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "20", "E", "N/A", "-1", "none"])
def test_the_shortest_answers_are_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_an_answer_loses_the_line_it_was_written_on() -> None:
    assert tidy("____ 3.9.26 ____") == "3.9.26"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1. Ring", "Ring"),
        ("\u2022 Ring", "Ring"),
        ("71.4%. Anxious", "71.4%. Anxious"),
    ],
)
def test_a_bullet_is_no_part_of_a_line(line: str, words: str) -> None:
    assert without_bullet(line) == words
