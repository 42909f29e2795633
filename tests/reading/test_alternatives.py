"""Choices that stand out where nobody ticked a box: of a question that takes several each is marked."""

from __future__ import annotations

import pytest

import tsmforms
from tests.survival import sheet, wordmarks
from tests.survival.handled import Handled, filled


def _read(handled: Handled | None) -> tsmforms.Return:
    assert handled is not None
    return tsmforms.read(handled.data)


@pytest.mark.parametrize("look", ["highlight", "the cell's colour"])
def test_each_choice_that_stands_out_in_word_is_read_where_several_may_be_marked(look: str) -> None:
    one = filled("tsm_agenda", 0, "docx")
    assert _read(wordmarks.CHANGES[look](one)).answers["bring"] == one.answers["bring"]


def test_choices_that_stand_out_are_reported() -> None:
    found = _read(wordmarks.CHANGES["highlight"](filled("tsm_agenda", 0, "docx")))
    assert "bring" in {note.field for note in found.diagnostics if note.code == "D0114"}


def test_a_ring_over_several_choices_of_one_paragraph_is_reported_and_not_read() -> None:
    found = _read(wordmarks.CHANGES["a ring"](filled("tsm_agenda", 0, "docx")))
    assert "mode" not in found.answers["meeting"]
    assert "meeting.mode" in {note.field for note in found.diagnostics if note.code == "D0114"}


def test_each_ring_over_a_cell_of_a_workbook_is_read_where_several_may_be_marked() -> None:
    one = filled("tsm_agenda", 0, "xlsx")
    assert _read(sheet.ringed(one)).answers["bring"] == one.answers["bring"]
