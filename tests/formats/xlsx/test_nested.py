from __future__ import annotations

import io
from typing import Any

import openpyxl

from tests.formats.xlsx.samples import NESTED_ANSWERS, reference
from tsmforms.documents import Form


def texts(data: bytes) -> set[Any]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Form"]
    return {cell.value for row in sheet.iter_rows() for cell in row}


def test_lists_in_blocks_that_repeat_are_written_and_read(nested: Form) -> None:
    returned = nested.read(nested.write(NESTED_ANSWERS, "xlsx"))
    assert returned.answers == NESTED_ANSWERS
    assert returned.diagnostics == ()


def test_a_blank_has_its_copies_and_is_unanswered(nested: Form) -> None:
    blank = nested.blank("xlsx")
    assert {"Pupil 1", "Pupil 2"} <= texts(blank)
    assert "Pupil 3" not in texts(blank)
    assert (nested.read(blank).answers, nested.read(blank).diagnostics) == ({}, ())


def test_computed_words_stand_among_the_printed_ones(nested: Form) -> None:
    assert "Share 80%." in texts(nested.write(NESTED_ANSWERS, "xlsx"))
    assert "Share _____." in texts(nested.blank("xlsx"))


def test_more_copies_than_allowed_are_named(nested: Form) -> None:
    values, _ = nested.values({"pupils": [{"name": "P"}] * 4})
    assert [d.code for d in nested.writer("xlsx").problems(nested.content(values))] == ["D0306"]


def test_parts_of_one_answer_stand_below_each_other_in_a_table(nested: Form) -> None:
    blank = nested.blank("xlsx")
    rows = [
        int("".join(filter(str.isdigit, reference(blank, f"f.attendees._0.who.{part}"))))
        for part in ("forename", "surname")
    ]
    assert rows[1] == rows[0] + 1


def test_a_page_break_of_the_spec_is_one_of_the_sheet(nested: Form) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(nested.blank("xlsx")))["Form"]
    heading = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "Pupil 1")
    assert heading - 1 in [b.id for b in sheet.row_breaks.brk]
