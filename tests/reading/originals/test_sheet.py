"""What stands around each cell of a table: labels left of it, above it, and whether they point at it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.originals.places import cell, finder, grid
from tsmforms.reading.originals.places.sheet import PlacesSheet, is_for_office


def sheet(*rows: list[object], sparse: bool = False) -> PlacesSheet:
    return PlacesSheet(grid(*rows, sheet=sparse).cells, finder(), None)


def around(found: PlacesSheet, text: str) -> dict[str, list[str]]:
    (one,) = [cell for cell in found.grid.cells if cell.text == text]
    said: Any = found.around(one)
    return {side: [beside.cell.text for beside in said[side]] for side in ("left", "above", "right")}


def test_a_cell_has_the_labels_left_of_it_above_it_and_right_of_it() -> None:
    found = sheet(["", "Worried", "Going well"], ["At home", "Sleep", "Meals"])
    assert around(found, "Sleep") == {"left": ["At home"], "above": ["Worried"], "right": []}
    assert around(sheet(["Ann", "Name"]), "Ann")["right"] == ["Name"]


def test_a_label_points_right_unless_another_label_is_there() -> None:
    found = sheet(["Name", "Ann"], ["Start", "Absences"], ["9:00", "3"])
    points = {one.text: found.points_right(one) for one in found.grid.cells if one.whole is not None}
    assert points["Name"]
    assert not points["Start"]


def test_in_a_workbook_whose_empty_cells_are_not_there_a_label_points_to_where_they_would_be() -> None:
    found = sheet(["Name", "", ""], ["Start", "", "9:00"], sparse=True)
    assert all(found.points_right(one) for one in found.grid.cells if one.whole is not None)


def test_labels_below_their_boxes_are_those_of_the_cells_over_them() -> None:
    found = sheet(["", "Ann", "9:00"], ["Absences", "Name", "Start"])
    assert around(found, "Ann")["above"] == ["Name"]


def test_a_table_that_goes_on_has_the_headings_of_the_one_before() -> None:
    before, after = sheet(["Step", "By when"], ["Ring", "3.9.26"]), sheet(["Write", "4.9.26"])
    after.inherit(before)
    assert around(after, "4.9.26")["above"] == ["By when"]
    wider = sheet(["Write", "4.9.26", "x"])
    wider.inherit(before)
    assert around(wider, "4.9.26")["above"] == []


@pytest.mark.parametrize(
    ("text", "is_office"),
    [
        ("For office use only", True),
        ("OFFICE USE", True),
        ("Office", False),
        (f"For office use only {'x' * 80}", False),
    ],
)
def test_a_bar_begins_the_part_for_the_office(text: str, is_office: bool) -> None:
    assert is_for_office(cell(text)) is is_office
