"""The page of the sources: no line of a document is left out, and everything it names is there."""

from __future__ import annotations

from itertools import pairwise

import pytest

import tsmforms
from tests.support.printed import printed
from tests.support.sourcespage import FOLDER, lists, mirrored, places_of, sections
from tsmforms.specs.settings import catalogue

DOCUMENTS = ("rag-audit-form", "termly-record-form", "meetings-page", "meeting-guidance", "school-policy-2024")


def test_the_five_documents_are_listed_from_their_first_line_to_their_last() -> None:
    found = sections()
    assert tuple(one["document"] for one in found) == DOCUMENTS
    for one in found:
        starts = [section["from"] for section in one["sections"]]
        assert starts[0] == 1
        assert all(first < second for first, second in pairwise([*starts, one["lines"] + 1]))


def test_every_section_is_somewhere_or_says_why_not() -> None:
    for one in sections():
        for section in one["sections"]:
            assert section.keys() <= {"from", "about", "forms", "also", "why"}, section
            assert section["about"]
            assert any(section.get(key) for key in ("forms", "also", "why")), section
            assert set(section.get("forms", ())) <= set(tsmforms.forms()), section


def test_a_setting_that_a_section_names_is_there() -> None:
    named = [
        word.strip(";,")
        for one in sections()
        for section in one["sections"]
        for word in section.get("also", "").split()
        if "." in word.strip(";,.") and "/" not in word
    ]
    assert len(named) > 8
    assert set(named) <= set(catalogue().settings)


def test_a_mirrored_form_stands_in_a_section_of_its_document() -> None:
    listed = {
        (one["document"], id) for one in sections() for section in one["sections"] for id in section.get("forms", ())
    }
    assert {(document, id) for id, document in mirrored().items()} <= listed


@pytest.mark.parametrize("id", [path.stem for path in lists()])
def test_everything_printed_has_a_place_in_its_form(id: str) -> None:
    places = places_of(tsmforms.form(id).spec)
    lost = [entry.line for entry in printed(FOLDER / f"{id}.tsv") if entry.kind != "ours" and entry.hash not in places]
    assert lost == []
