"""Places without a label of their own, of which exactly one open question fits."""

from __future__ import annotations

from tests.reading.originals.places import layout, wording
from tests.reading.papers import Block
from tsmforms.reading.originals.assign import assign
from tsmforms.reading.originals.candidates import Edge, edges_of
from tsmforms.reading.originals.guessable import beside, by_crossing
from tsmforms.reading.originals.places.sites import Surroundings


def read(*blocks: Block) -> tuple[Surroundings, list[Edge]]:
    found = layout(*blocks)
    return found, list(assign(edges_of(found, wording()), {"steps": 2}).taken)


def crossed(*rows: list[str]) -> dict[str, str]:
    found, taken = read(list(rows))
    taken = [edge for edge in taken if edge.question.pattern != "visit_date"]
    return {edge.question.pattern: edge.site.text for edge in by_crossing(found, wording(), taken, ())}


def test_a_row_and_a_column_that_are_together_the_label_of_a_question_ask_it() -> None:
    assert crossed(["", "Date", "Place"], ["of visit", "3.9.26", "here"]) == {"visit_date": "3.9.26"}


def test_words_that_cannot_be_its_value_or_one_side_that_says_it_all_do_not() -> None:
    assert crossed(["", "Date", "Place"], ["of visit", "last week", "here"]) == {}
    assert crossed(["", "Date of visit"], ["visit", "3.9.26"]) == {}


def test_a_cell_right_of_yes_or_no_is_for_the_next_question_only_if_that_is_of_a_kind_of_its_own() -> None:
    found, taken = read([["Seen", "Yes", "3.9.26"]])
    assert [edge.question.pattern for edge in taken] == ["seen"]
    assert beside(found, wording(), taken, ()) == []  # what comes next, what to bring, is no date
