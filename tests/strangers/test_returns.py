"""Returned Word files that other programs typed into: what is certain is read, the rest is told where it stands."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest

import tsmforms
from tsmforms.documents import Form
from tsmforms.documents.returns import Return

RATING = "improving_absence.leader_in_slt.rating"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


@lru_cache(maxsize=2)
def form(name: str) -> Form:
    return tsmforms.form(name)


def blank_of(name: str) -> Any:
    import docx

    return docx.Document(io.BytesIO(form(name).blank("docx")))


def returned(name: str, document: Any) -> Return:
    out = io.BytesIO()
    document.save(out)
    return form(name).read(out.getvalue())


def told(found: Return, severity: str = "error") -> list[tuple[str, str | None]]:
    return [(d.code, d.field) for d in found.diagnostics if d.severity == severity]


def rated(change: Callable[[list[Any]], None]) -> Return:
    """The blank audit with its first row of Red, Amber and Green (cells 1 to 3) changed."""
    document = blank_of("rag_audit")
    change(document.tables[1].rows[1].cells)
    return returned("rag_audit", document)


def rating_of(found: Return) -> object:
    return found.answers.get("improving_absence", {}).get("leader_in_slt", {}).get("rating")


def show(cell: Any, glyph: str) -> None:
    """Another character in the box of a cell, its stored state left."""
    for text in cell._tc.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        text.text = glyph


def store(cell: Any, state: str) -> None:
    for checked in cell._tc.iter(f"{_W14}checked"):
        checked.set(f"{_W14}val", state)


@pytest.mark.parametrize("mark", ["☒", "X", "✓", "A", "a", "Amber", " AMBER "])
def test_a_mark_or_the_colours_own_name_typed_over_its_box_is_its_rating(mark: str) -> None:
    def typed(cells: list[Any]) -> None:
        cells[2].text = mark

    found = rated(typed)
    assert rating_of(found) == "amber"
    assert told(found) == []


@pytest.mark.parametrize("mark", ["☒", "X", "A"])
def test_a_mark_or_letter_typed_beside_its_box_is_its_rating_and_told(mark: str) -> None:
    found = rated(lambda cells: cells[2].paragraphs[0].add_run(mark))
    assert rating_of(found) == "amber"
    assert told(found, "warning") == [("D0106", RATING)]


@pytest.mark.parametrize(("word", "code"), [("R", "D0207"), ("Red", "D0207"), ("partly", "D0219")])
def test_another_colours_name_or_words_in_a_box_are_told_and_are_no_rating(word: str, code: str) -> None:
    def typed(cells: list[Any]) -> None:
        cells[2].text = word

    found = rated(typed)
    assert rating_of(found) is None
    assert told(found) == [(code, RATING)]


def test_a_rating_moved_by_its_characters_alone_is_told_with_both_senses_and_is_none() -> None:
    def moved(cells: list[Any]) -> None:
        store(cells[1], "1")
        show(cells[2], "☒")

    found = rated(moved)
    assert rating_of(found) is None
    said = [(d.message, d.found) for d in found.diagnostics if d.code == "D0101"]
    assert [raw for _, raw in said] == ["☐", "☒"]
    assert "Red" in said[0][0]
    assert "no mark and is stored as marked" in said[0][0]
    assert "Amber" in said[1][0]
    assert "a mark and is stored without one" in said[1][0]
    assert all(d.place and d.place.table == 2 and d.place.row == 2 for d in found.diagnostics if d.code == "D0101")


def test_a_mark_beside_another_box_does_not_settle_a_box_that_contradicts_itself() -> None:
    def moved(cells: list[Any]) -> None:
        store(cells[1], "1")
        cells[2].paragraphs[0].add_run("X")

    found = rated(moved)
    assert rating_of(found) is None
    assert ("D0101", RATING) in told(found)
    assert ("D0106", RATING) in told(found, "warning")


# --- cells of a grid typed over with their label


@pytest.mark.parametrize(
    "words", ["Child's name: Ada Strange", "Child's name\nAda Strange", "CHILD'S NAME : Ada Strange", "Ada Strange"]
)
def test_the_one_cell_of_a_grid_that_was_typed_over_is_read(words: str) -> None:
    document = blank_of("sam_minutes")
    document.tables[0].rows[0].cells[0].text = words
    found = returned("sam_minutes", document)
    assert found.answers == {"pupil": {"name": "Ada Strange"}}
    assert found.evidence["pupil.name"][0].confidence < 1
    assert told(found) == []


def test_words_of_cells_typed_over_that_may_answer_several_questions_are_told_where_they_stand() -> None:
    document = blank_of("sam_minutes")
    row = {cell._tc: cell for cell in document.tables[0].rows[0].cells}  # a wide cell is in it once for each column
    name, birth, *_ = row.values()
    name.text, birth.text = "Ada Strange", "3 May 2014"
    found = returned("sam_minutes", document)
    assert not found.answers
    said = [d for d in found.diagnostics if d.code == "D0107"]
    assert [(d.severity, d.found) for d in said] == [("error", "Ada Strange"), ("error", "3 May 2014")]
    assert [(d.place.table, d.place.row, d.place.cell) for d in said if d.place] == [(1, 1, 1), (1, 1, 2)]
    assert not any("Strange" in d.message or "2014" in d.message for d in said)


@pytest.mark.parametrize("words", ["Name of pupil: Ada Strange", "Name\nAda Strange"])
def test_a_cell_typed_over_with_a_label_of_ones_own_is_told_and_not_guessed(words: str) -> None:
    document = blank_of("sam_minutes")
    document.tables[0].rows[0].cells[0].text = words
    found = returned("sam_minutes", document)
    assert not found.answers
    assert told(found) == [("D0107", None)]


@pytest.mark.parametrize("name", ["sam_minutes", "rag_audit", "sam_plan", "parenting_contract"])
def test_printed_cells_of_a_blank_form_are_never_taken_for_answers(name: str) -> None:
    assert told(returned(name, blank_of(name))) == []
    assert told(returned(name, blank_of(name)), "warning") == []
