"""Which form a document is that does not say so."""

from __future__ import annotations

import attrs
import pytest

import tsmforms
from tests.reading.papers import Block, paper
from tsmforms.reading.originals.which import Candidates, candidates

MEETING: tuple[Block, ...] = (
    [
        ["Child's name", "Ann Example"],
        ["SEN code", "K"],
        ["SSG", "level 2"],
        ["Present", "A. Example"],
        ["Services Involved", "none"],
    ],
    [["", "What are we worried about", "What is going well", "Next Steps"], ["Education", "x", "y", "z"]],
    [["Action", "Who", "By when"], ["Walk", "Ann", "3.9.26"]],
    "Date to review these actions: 3.9.26",
)


def found(*blocks: Block) -> Candidates:
    specs = [
        tsmforms.form(form).spec
        for form in (
            "sam_minutes",
            "sap_minutes",
            "rag_audit",
            "parenting_contract",
            "initial_concerns_meeting",
            "letter_1",
        )
    ]
    return candidates(paper(*blocks), specs)


def test_title_and_labels_name_the_form() -> None:
    chosen = found("Exampleshire - School Attendance Meeting (SAM) minutes", *MEETING).chosen
    assert chosen is not None
    assert chosen.form == "sam_minutes"
    assert chosen.why == "13 of its labels, and its title"


def test_forms_that_print_alike_are_both_named_without_their_title() -> None:
    result = found(*MEETING)
    assert result.chosen is None
    assert {one.form for one in result.tied} >= {"sam_minutes", "sap_minutes"}


@pytest.mark.parametrize("blocks", [("Minutes of the allotment society", "Date: 3.9.26"), ("",), ()], ids=str)
def test_another_document_is_no_form_of_ours_and_the_nearest_is_named(blocks: tuple[Block, ...]) -> None:
    result = found(*blocks)
    assert result.chosen is None
    assert result.tied == ()
    assert len(result.all) == 6


def test_editions_of_one_form_are_no_rivals() -> None:
    spec = tsmforms.form("rag_audit").spec
    newer = attrs.evolve(spec, edition="2099-01")
    result = candidates(
        paper(
            "Targeting Support Meeting (TSM) audit",
            "Improving Overall Absence",
            "Date of next review: 3.9.26",
            "Additional Comments:",
        ),
        [spec, newer],
    )
    assert [one.edition for one in result.all] == ["2099-01"]
