"""Ranges, sums, percentages and forms of text at their edges."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tsmforms.rules import parameter_faults
from tsmforms.rules.figures import FIGURE_PREDICATES, FORMATS, any_of_words

from .forms import FORM
from .judged import found, predicate

RANGE = predicate(FIGURE_PREDICATES, "range")
SUM = predicate(FIGURE_PREDICATES, "equals_sum")
PERCENTAGE = predicate(FIGURE_PREDICATES, "matches_percentage")


def test_one_of_several_numbers_inside_the_bounds_is_enough_and_unanswered_ones_do_not_count() -> None:
    args = {"on": "a", "or": ("b",), "at_least": 10, "at_most": 20}
    assert found(RANGE, args, {"a": 9, "b": 20}) == []
    assert found(RANGE, args, {"b": 21}) == ["b"]
    assert found(RANGE, args, {}) == []


@pytest.mark.parametrize(
    ("on", "low", "high"),
    [("rate", "5", "4.9"), ("meeting_date", "2026-01-05", "2026-01-04"), ("opens", "09:01", "09:00")],
)
def test_bounds_the_wrong_way_round_are_a_fault_of_the_spec(on: str, low: str, high: str) -> None:
    def at(**bounds: Any) -> list[str]:
        return [one[0] for one in parameter_faults("range", {"on": on, **bounds}, FORM.leaves, FORM.containers)]

    assert at(at_least=low, at_most=high) == ["at_most"]
    assert at(at_least=high, at_most=low) == at(at_least=low, at_most=low) == []


def test_a_sum_is_off_only_beyond_its_tolerance_and_waits_for_every_addend() -> None:
    args = {"on": "sum", "addends": ("a", "b"), "tolerance": Decimal("0.5")}
    assert found(SUM, args, {"sum": 10, "a": 4}) == []
    assert found(SUM, args, {"sum": 10, "a": 4, "b": Decimal("6.5")}) == []
    assert found(SUM, args, {"sum": 10, "a": 4, "b": Decimal("6.6")}) == ["sum"]


@pytest.mark.parametrize(
    ("written", "fits"), [("66.7", True), ("67", True), ("66.67", True), ("66.6", False), ("66", False)]
)
def test_two_of_three_sessions_are_right_however_many_places_they_are_rounded_to(written: str, fits: bool) -> None:
    args = {"on": "percent", "attended": "attended", "possible": "possible"}
    figures = {"percent": Decimal(written), "attended": 2, "possible": 3}
    assert found(PERCENTAGE, args, figures) == ([] if fits else ["percent"])


def test_of_no_possible_sessions_no_percentage_is_right() -> None:
    args = {"on": "percent", "attended": "attended", "possible": "possible"}
    assert found(PERCENTAGE, args, {"percent": Decimal(0), "attended": 0, "possible": 0}) == ["percent"]


def test_every_form_of_text_fits_its_good_samples_and_not_its_bad_ones() -> None:
    for name, form in FORMATS.items():
        assert form.good, name
        assert [text for text in form.good if not form.fits(text)] == [], name
        assert [text for text in form.bad if form.fits(text)] == [], name


@pytest.mark.parametrize(
    ("text", "found_in"),
    [
        ("You will be FINED.", True),
        ("refined", False),
        ("a  Penalty\nnotice", True),
        ("penalty notices", False),
        ("fined", True),
    ],
)
def test_a_word_is_found_whole_whatever_its_case_and_a_phrase_over_a_line_break(text: str, found_in: bool) -> None:
    assert bool(any_of_words(("fined", "penalty notice")).search(text)) is found_in
