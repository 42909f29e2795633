"""One question for a place and one place for a question; where two fit as well, neither."""

from __future__ import annotations

from tests.reading.originals.places import layout, wording
from tsmforms.reading.originals.assign import Assigned, assign
from tsmforms.reading.originals.candidates import Edge, edges_of
from tsmforms.reading.originals.places.sites import Site

SIZES = {"steps": 2}


def edge(site: Site, pattern: str, score: float) -> Edge:
    return Edge(site, wording().questions[pattern], "left", score, 1.0, None)


def sites(*texts: str) -> list[Site]:
    return [one for one in layout(*(f"Name: {text}" for text in texts)).sites if one.text in texts]


def pairs(found: Assigned) -> list[tuple[str, str]]:
    return sorted((one.question.pattern, one.site.text) for one in found.taken)


def test_each_place_has_its_best_question_and_what_is_far_below_falls_away() -> None:
    ann, bob = sites("Ann", "Bob")
    found = assign([edge(ann, "name", 1.0), edge(ann, "absences", 0.7), edge(bob, "absences", 1.0)], SIZES)
    assert (pairs(found), found.doubts) == ([("absences", "Bob"), ("name", "Ann")], ())


def test_two_places_that_fit_one_question_as_well_are_a_doubt() -> None:
    ann, bob = sites("Ann", "Bob")
    found = assign([edge(ann, "name", 1.0), edge(bob, "name", 0.95)], SIZES)
    assert pairs(found) == []
    assert sorted(one.site.text for group in found.doubts for one in group) == ["Ann", "Bob"]


def test_a_place_that_is_clearly_better_is_taken() -> None:
    ann, bob = sites("Ann", "Bob")
    assert pairs(assign([edge(ann, "name", 1.0), edge(bob, "name", 0.8)], SIZES)) == [("name", "Ann")]


def test_of_places_and_questions_that_fit_alike_the_order_of_the_form_tells() -> None:
    first, second = sites("3.9.26", "9:00")
    every = [edge(one, pattern, 1.0) for one in (first, second) for pattern in ("visit_date", "start")]
    assert pairs(assign(every, SIZES)) == [("start", "9:00"), ("visit_date", "3.9.26")]


def test_a_label_in_a_table_leads_to_one_place() -> None:
    found = layout([["Name", "Ann"], ["Start", "9:00"]])
    assert pairs(assign(edges_of(found, wording()), SIZES)) == [("name", "Ann"), ("start", "9:00")]
