"""The cells of a table by row and column, with those that span several."""

from __future__ import annotations

from tests.reading.originals.places import grid
from tests.reading.papers import Box
from tsmforms.reading.originals.places.grid import is_bold, set_alike


def test_a_cell_that_spans_several_is_in_each_and_begins_in_one() -> None:
    found = grid([Box("A", down=2), Box("B", across=2)], ["C", "D"])
    assert [[cell.text for cell in found.row(n)] for n in (0, 1)] == [["A", "B"], ["A", "C", "D"]]
    assert [[cell.text for cell in found.begun(n)] for n in (0, 1)] == [["A", "B"], ["C", "D"]]
    assert found.width == 3


def test_the_neighbours_of_a_cell_are_beyond_what_it_spans() -> None:
    found = grid([Box("A", down=2), Box("B", across=2)], ["C", "D"], ["E", "F", "G"])
    a, b = found.row(0)
    assert (found.right_of(a), found.below(a).text) == (b, "E")  # type: ignore[union-attr]
    assert found.right_of(b) is None
    (last,) = [cell for cell in found.row(2) if cell.text == "F"]
    assert [cell.text for cell in found.upwards(last)] == ["C", "B"]


def test_cells_are_set_alike_in_bold_or_on_one_colour_of_one_row() -> None:
    found = grid(["**A**", "**B**", "C"], [Box("D", fill="CCCCCC"), Box("E", fill="CCCCCC"), Box("F", fill="DDDDDD")])
    a, b, c = found.row(0)
    d, e, f = found.row(1)
    assert [set_alike(a, b), set_alike(a, c), set_alike(d, e), set_alike(d, f), set_alike(a, d)] == [
        True,
        False,
        True,
        False,
        False,
    ]
    assert [is_bold(cell) for cell in (a, c)] == [True, False]


def test_a_cell_is_part_of_a_header_if_a_label_or_a_cell_set_alike_is_at_its_side() -> None:
    found = grid(["Name", "as on the register", "Ann"], ["**x**", "**y**", "z"])
    assert [found.is_beside_label(cell) for cell in found.row(0)] == [False, True, False]
    assert [found.is_beside_label(cell) for cell in found.row(1)] == [True, True, False]


def test_a_sheet_has_gaps_and_a_table_of_word_has_none() -> None:
    assert grid(["A", "", "B"], sheet=True).is_sparse
    assert not grid(["A", "", "B"]).is_sparse
