"""A workbook's sheet copied into a new one: names are gone, words, order and columns are as they were."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

from openpyxl import load_workbook

import tsmforms
from tests.survival.handled import filled
from tests.survival.sheet import copied

_FORM = "sam_review"


@cache
def _copy() -> bytes:
    return copied(filled(_FORM, 0, "xlsx")).data


def _read(change: Callable[[Any], object] = lambda _: None) -> tsmforms.Return:
    book = load_workbook(io.BytesIO(_copy()))
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    return tsmforms.read(out.getvalue())


def _cell(sheet: Any, words: str) -> Any:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == words)


@cache
def _as_copied() -> tsmforms.Return:
    return _read()


def test_every_answer_of_a_copied_sheet_is_read() -> None:
    assert _as_copied().answers == tsmforms.form(_FORM).example(0)["answers"]


def test_answers_of_a_copied_sheet_are_found_by_words_and_not_by_names() -> None:
    assert {one.method for found in _as_copied().evidence.values() for one in found} == {"label"}


def test_rows_moved_down_together_are_read() -> None:
    assert _read(_two_rows_on_top).answers == _read().answers


def _two_rows_on_top(sheet: Any) -> None:
    areas = [str(area) for area in sheet.merged_cells.ranges]
    for area in areas:
        sheet.unmerge_cells(area)
    sheet.insert_rows(1, 2)


def test_the_boxes_next_to_a_label_that_was_reworded_are_reported_and_not_read() -> None:
    def reword(sheet: Any) -> None:
        _cell(sheet, "Date of review meeting").value = "Something else"

    found = _read(reword)
    assert "meeting_date" not in found.answers
    assert "meeting_date" in {note.field for note in found.diagnostics if note.severity != "info"}
