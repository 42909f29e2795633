"""Cells out of lines: what encloses an area on all sides is a cell, whatever the lines were drawn for."""

from __future__ import annotations

from tsmforms.formats.pdf.outline.drawings import RulingLine
from tsmforms.formats.pdf.outline.ruling import RuledCell, merged, tables


def lines(*ends: tuple[float, float, float]) -> list[RulingLine]:
    return [RulingLine(*one) for one in ends]


def spans(cells: list[RuledCell]) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.rows, cell.columns) for cell in cells]


ACROSS = lines((0, 0, 100), (20, 0, 100), (40, 0, 100))
UPRIGHT = lines((0, 0, 40), (50, 0, 40), (100, 0, 40))


def test_cells_are_counted_from_the_top_left() -> None:
    (cells,) = tables(ACROSS, UPRIGHT)
    assert spans(cells) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert cells[0].rect == (0, 20, 50, 40)
    assert cells[3].rect == (50, 0, 100, 20)


def test_where_a_stretch_of_line_is_missing_two_cells_are_one() -> None:
    (cells,) = tables(ACROSS, lines((0, 0, 40), (50, 0, 20), (100, 0, 40)))
    assert spans(cells) == [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_an_area_that_is_open_at_a_side_or_no_rectangle_is_no_cell() -> None:
    (open_,) = tables(ACROSS, lines((0, 0, 40), (50, 0, 40), (100, 0, 20)))
    assert spans(open_) == [(0, 0, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    bent = tables(lines((0, 0, 100), (20, 0, 50), (40, 0, 100)), lines((0, 0, 40), (50, 0, 20), (100, 0, 40)))
    assert [spans(cells) for cells in bent] == [[(1, 0, 1, 1)]]


def test_a_frame_on_its_own_is_a_table_of_one_cell_and_one_line_is_none() -> None:
    assert [spans(cells) for cells in tables(lines((0, 0, 9), (9, 0, 9)), lines((0, 0, 9), (9, 0, 9)))] == [
        [(0, 0, 1, 1)]
    ]
    assert tables(lines((0, 0, 9)), lines((0, 0, 9), (9, 0, 9))) == []


def test_tables_that_do_not_touch_are_two_from_the_top_of_the_page() -> None:
    lower = (lines((0, 0, 9), (9, 0, 9)), lines((0, 0, 9), (9, 0, 9)))
    upper = (lines((50, 0, 9), (59, 0, 9)), lines((0, 50, 59), (9, 50, 59)))
    assert [cells[0].rect for cells in tables(lower[0] + upper[0], lower[1] + upper[1])] == [
        (0, 50, 9, 59),
        (0, 0, 9, 9),
    ]


def test_ends_that_miss_a_line_by_its_thickness_meet_it_and_by_more_do_not() -> None:
    upright = lines((0, 0, 20), (50, 2.4, 17.6), (100, 0, 20))
    assert spans(tables(ACROSS[:2], upright)[0]) == [(0, 0, 1, 1), (0, 1, 1, 1)]
    short = lines((0, 0, 20), (50, 2.6, 17.4), (100, 0, 20))
    assert spans(tables(ACROSS[:2], short)[0]) == [(0, 0, 1, 1)]


def test_pieces_of_a_line_are_one_line_and_a_double_line_is_no_cell() -> None:
    assert merged(lines((10, 0, 5), (10.5, 6, 9), (11, 20, 30))) == lines((10.5, 0, 9), (10.5, 20, 30))
    assert merged(lines((10, 0, 5), (11.7, 0, 5))) == lines((10, 0, 5), (11.7, 0, 5))
    double = lines((0, 0, 40), (2, 0, 40), (100, 0, 40))
    assert spans(tables(lines((0, 0, 100), (40, 0, 100)), double)[0]) == [(0, 1, 1, 1)]
