"""Where the cells of a sheet lie: merged ones, hidden rows and columns, widths and heights."""

from __future__ import annotations

import pytest

from tsmforms.formats.xlsx.outline.sheetlayout import Merge, SheetLayout, layout_of
from tsmforms.intake import parse_xml

PIXEL, POINT = 9_525, 12_700


def layout(*parts: str, rows: dict[int, str] | None = None) -> SheetLayout:
    """A layout of these parts of a sheet, and of rows by number from 0."""
    root = parse_xml(f"<worksheet>{''.join(parts)}</worksheet>".encode())
    written = {number: parse_xml(f"<row {said}/>".encode()) for number, said in (rows or {}).items()}
    return layout_of(root, written)


def test_a_sheet_that_says_nothing_has_columns_of_64_pixels_and_rows_of_15_points() -> None:
    assert layout().box(2, 1) == (64 * PIXEL, 30 * POINT, 128 * PIXEL, 45 * POINT)


def test_a_width_is_in_digits_of_seven_pixels_and_a_height_in_points() -> None:
    wide = '<cols><col min="2" max="3" width="10"/></cols>'
    found = layout('<sheetFormatPr defaultColWidth="5" defaultRowHeight="20"/>', wide, rows={0: 'ht="40"', 1: 'ht="x"'})
    assert [found.columns.start(n) for n in range(5)] == [PIXEL * n for n in (0, 35, 105, 175, 210)]
    assert [found.rows.start(n) for n in range(4)] == [POINT * n for n in (0, 40, 60, 80)]


def test_a_place_is_in_the_row_or_column_that_begins_at_or_before_it() -> None:
    found = layout(rows={1: 'ht="100"'}).rows
    assert [found.at(POINT * points) for points in (0, 14, 15, 114, 115, 130)] == [0, 0, 1, 1, 2, 3]


def test_hidden_columns_take_no_room_and_a_later_word_on_a_column_does_not_count() -> None:
    hidden = '<cols><col min="2" max="3" hidden="1"/><col min="3" max="4" width="10"/></cols>'
    found = layout(hidden).columns
    assert [found.is_hidden(n) for n in range(5)] == [False, True, True, False, False]
    assert found.start(3) == 64 * PIXEL
    assert found.start(4) == (64 + 70) * PIXEL


def test_where_rows_are_hidden_by_default_those_that_the_file_writes_are_shown() -> None:
    found = layout('<sheetFormatPr zeroHeight="1"/>', rows={0: "", 2: 'hidden="1"', 3: ""}).rows
    assert [found.is_hidden(n) for n in range(5)] == [False, True, True, False, True]
    assert found.start(5) == 30 * POINT


@pytest.mark.parametrize(("row", "column"), [(1, 1), (1, 2), (2, 1), (2, 2)])
def test_of_merged_cells_the_first_is_shown(row: int, column: int) -> None:
    found = layout('<mergeCells><mergeCell ref="B2:C3"/></mergeCells>', rows={1: "", 2: ""})
    assert found.cell_over(row, column) == (1, 1)
    assert found.box(1, 1)[2:] == (3 * 64 * PIXEL, 45 * POINT)


def test_a_cell_next_to_merged_ones_is_its_own() -> None:
    merged = '<mergeCells><mergeCell ref="B2:C2"/><mergeCell ref="E2:F2"/><mergeCell ref="?"/></mergeCells>'
    found = layout(merged, rows={1: ""})
    assert [found.cell_over(1, n) for n in (0, 3, 6)] == [(1, 0), (1, 3), (1, 6)]
    assert [found.merge_over(1, n) for n in (2, 4)] == [Merge(1, 1, 1, 2), Merge(1, 4, 1, 5)]
    assert found.merge_over(0, 1) is None
