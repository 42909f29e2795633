"""Which questions a place may answer, by the labels around it."""

from __future__ import annotations

import pytest

from tests.reading.originals.places import layout, wording
from tests.reading.papers import Block
from tsmforms.reading.originals.candidates import Edge, edges_of, holds_choices, is_of_kind, rows_known
from tsmforms.reading.originals.places.sites import Site


def site(words: str, *blocks: Block) -> Site:
    (found,) = [one for one in layout(*blocks).sites if one.text == words]
    return found


def edges(words: str, *blocks: Block) -> dict[str, Edge]:
    """The questions that the place with these words may answer."""
    return {e.question.pattern: e for e in edges_of(layout(*blocks), wording()) if e.site.text == words}


def test_a_label_leads_to_the_place_behind_it_right_of_it_or_below_it() -> None:
    assert [e.way for e in edges("Ann", "Name: Ann").values()] == ["inner"]
    assert [e.way for e in edges("Ann", [["Name", "Ann"]]).values()] == ["left"]
    assert [e.way for e in edges("Ann", [["Name", "Start"], ["Ann", "9:00"]]).values()] == ["above"]


def test_a_place_that_no_label_leads_to_answers_nothing() -> None:
    assert edges("Ann", [["Ann"]]) == {}


def test_a_value_of_another_kind_is_less_likely() -> None:
    fits, not_ = edges("3.9.26", "Date of visit: 3.9.26"), edges("Ann", "Date of visit: Ann")
    assert fits["visit_date"].score > not_["visit_date"].score


@pytest.mark.parametrize(
    ("words", "pattern", "fits"),
    [
        ("3.9.26", "visit_date", True),
        ("Ann", "visit_date", False),
        ("9:00", "start", True),
        ("3", "absences", True),
        ("three", "absences", False),
        ("Ann", "name", True),
    ],
)
def test_words_are_of_a_kind_if_they_can_be_read_as_a_value_of_it(words: str, pattern: str, fits: bool) -> None:
    assert is_of_kind(wording().questions[pattern], site(words, f"Name: {words}")) is fits


def test_a_question_of_a_printed_row_is_asked_only_in_that_row() -> None:
    table = [["", "Worried"], ["At home", "Sleep"], ["At school", "Maths"]]
    question = wording().questions["concerns.home.worried"]
    assert rows_known(site("Sleep", table), question) is not None
    assert rows_known(site("Maths", table), question) is None
    assert rows_known(site("Ann", "Name: Ann"), wording().questions["name"]) == 0.0


def test_printed_choices_are_the_answer_of_their_own_question_only() -> None:
    assert holds_choices(site("Yes / No", "Seen: Yes / No"), wording())
    assert not holds_choices(site("Yes", "Seen: Yes"), wording())
    assert not holds_choices(site("Yes / No, by Ann", "Seen: Yes / No, by Ann"), wording())
