"""Answers too long for their box: their whole text is on the continuation sheet at the end."""

from __future__ import annotations

from tests.formats.pdf.trees import field
from tests.reading.printouts.rows import line, row
from tsmforms.diagnostics import Place
from tsmforms.layout import Cell, Document, Grid, Slot
from tsmforms.model import Found
from tsmforms.reading.printouts.continued import continued, is_cut, parted

GRID = Grid(((Cell((Slot("name", field("name", "Name")),)), Cell((Slot("notes", field("notes", "Notes")),))),))
DOCUMENT = Document("visit", "2025-09", "", "Visit", False, (GRID,))
SHEET = [line("Continuation sheet"), line("Continuation: Notes"), line("He was late"), line("every day.")]


def box(path: str, value: str) -> Found:
    return Found(path, value, value, "label", Place())


def test_the_lines_from_the_title_of_the_sheet_on_are_not_the_forms() -> None:
    rows = [row("Name", "Ann"), *SHEET]
    assert [len(part) for part in parted(rows)] == [1, 4]
    assert [len(part) for part in parted([row("Continuation sheet")])] == [1, 0]  # in a table it is an answer


def test_a_box_that_ends_in_an_ellipsis_has_its_whole_text_from_the_sheet() -> None:
    (found,) = continued([box("notes", "He was…")], SHEET, DOCUMENT)
    assert found.value == found.raw == "He was late\nevery day."


def test_a_box_that_shows_all_of_its_text_or_begins_with_other_words_stays_as_it_is() -> None:
    for shown in ("He was", "She was…"):
        (found,) = continued([box("notes", shown)], SHEET, DOCUMENT)
        assert found.value == shown


def test_each_box_has_its_own_part_of_the_sheet() -> None:
    sheet = [*SHEET, line("Continuation: Name"), line("Ann of Ourtown")]
    found = continued([box("notes", "He was…"), box("name", "Ann…")], sheet, DOCUMENT)
    assert [one.value for one in found] == ["He was late\nevery day.", "Ann of Ourtown"]


def test_a_heading_that_is_there_twice_is_not_chosen_between() -> None:
    sheet = [*SHEET, line("Continuation: Notes"), line("He was ill")]
    assert continued([box("notes", "He was…")], sheet, DOCUMENT)[0].value == "He was…"


def test_only_words_that_end_in_an_ellipsis_are_cut() -> None:
    assert is_cut(box("notes", "He…"))
    assert not is_cut(box("notes", "He… was"))
    assert not is_cut(Found("seen", True, "", "label", Place(), option="yes"))
