"""Returned files that were read wrongly once, and what is right: see tests/corpus/cases/README.md."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import tsmforms
from tests.strangers.hostile import codes, said
from tsmforms.model import Return

CASES = Path(__file__).resolve().parents[1] / "corpus/cases"
RATING = "improving_absence.leader_in_slt.rating"


@cache
def case(name: str) -> Return:
    return tsmforms.read(CASES / name)


def audit(found: Return) -> Any:
    return found.answers["improving_absence"]


def test_every_case_has_a_line_in_the_readme() -> None:
    told = (CASES / "README.md").read_text(encoding="utf-8")
    assert all(f"`{path.name}`" in told for path in CASES.iterdir() if path.name != "README.md")


def test_answers_of_printed_rows_that_changed_places_go_with_the_labels_beside_them() -> None:
    found = case("a_swap_statements.xlsx")
    assert [d.field for d in said(found, "D0113")] == [
        "improving_absence.in_development_plan",
        "improving_absence.leader_in_slt",
    ]
    for row in ("leader_in_slt", "in_development_plan"):
        place = found.evidence[f"improving_absence.{row}.rating"][0].place
        assert place
        assert (place.cell_ref or "").endswith("23" if row == "leader_in_slt" else "22")


def test_a_rating_shown_by_the_colour_of_its_cell_is_read_and_reported() -> None:
    for name in ("b2_colour.xlsx", "c_shaded.docx"):
        found = case(name)
        assert found.answers == {"improving_absence": {"leader_in_slt": {"rating": "red"}}}
        assert [(d.code, d.field) for d in said(found)] == [("D0114", RATING)]
        assert found.evidence[RATING][0].method == "mark"


def test_a_highlighted_choice_is_read_and_reported() -> None:
    found = case("c2_highlight.docx")
    assert found.answers == {"policy": {"on_website": True}}
    assert [(d.code, d.field) for d in said(found)] == [("D0114", "policy.on_website")]


def test_words_struck_through_in_a_workbook_are_no_answer_and_reported() -> None:
    found = case("b_struck.xlsx")
    assert "additional_information" not in found.answers
    assert [(d.code, d.field) for d in said(found)] == [("D0111", "additional_information")]


def test_words_written_onto_the_page_over_a_box_are_reported_at_its_question() -> None:
    found = case("d_overlay.pdf")
    assert [(d.code, d.field, d.found) for d in said(found)] == [("D0107", "pupil.name", "Sam Specimen")]


def test_lists_of_pages_that_are_missing_are_reported() -> None:
    assert {("D0103", "targets"), ("D0103", "actions"), ("D0103", "parent_signature.name")} <= codes(
        case("e_page1.pdf")
    )


def test_stray_words_are_reported_though_the_form_or_an_example_has_the_same() -> None:
    for name, words in (
        ("f1_stray.docx", "Yes"),
        ("f3_stray.docx", "Red"),
        ("f2_stray.docx", "Ring home before 09:30 on any day of absence."),
    ):
        found = case(name)
        assert found.answers == {}
        assert [(d.code, d.found) for d in said(found)] == [("D0107", words)]


def test_another_choice_typed_next_to_a_tick_box_is_read_and_reported() -> None:
    found = case("g_green_beside.docx")
    assert audit(found) == {"leader_in_slt": {"rating": "green"}}
    assert [(d.code, d.field) for d in said(found)] == [("D0106", RATING)]
    assert found.evidence[RATING][0].method == "mark"


def test_a_note_whose_contents_are_no_text_is_reported_without_words() -> None:
    found = case("i_contents_array.pdf")
    assert [(d.code, d.found) for d in said(found)] == [("D0107", None)]


def test_a_list_whose_table_was_deleted_is_reported_once() -> None:
    assert [(d.code, d.field) for d in said(case("j_list_table_deleted.docx"))] == [("D0103", "actions")]
