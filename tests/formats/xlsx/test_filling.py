"""A workbook of somebody else with words in some of its cells, all else as it was."""

from __future__ import annotations

import pytest

from tests.formats.xlsx.workbooks import rows, styles, words, workbook
from tsmforms.diagnostics import Place
from tsmforms.formats.xlsx.filling import fill
from tsmforms.formats.xlsx.read import read
from tsmforms.model.filling import Filling
from tsmforms.model.outline import Spot


def filling(ref: str, text: str, was: str = "", sheet: str = "Form") -> Filling:
    return Filling("name", Place(sheet=sheet, cell_ref=ref), text, was, 0, len(was))


def cells(sheet: str, *fillings: Filling, style: bytes = styles()) -> dict[str, Spot]:
    outline = read(fill(workbook(sheet, style=style), fillings)).outline
    return {spot.place.cell_ref or "": spot for spot in outline.spots}


def said(sheet: str, *fillings: Filling) -> dict[str, str]:
    return {ref: spot.text for ref, spot in cells(sheet, *fillings).items()}


def test_words_are_put_into_a_cell_that_is_there_or_is_made_in_its_place() -> None:
    sheet = rows(words("A1", "Name") + words("C1", "Start"), words("A2", "Seen"))
    found = said(sheet, filling("B1", "Ann"), filling("B4", " Bob"), filling("A2", "No", "Seen"))
    assert found == {"A1": "Name", "B1": "Ann", "C1": "Start", "A2": "No", "B4": " Bob"}


def test_a_sheet_that_leaves_out_the_numbers_of_its_rows_and_cells_is_filled_where_they_are_seen() -> None:
    bare = "<sheetData><row><c t='inlineStr'><is><t>Name</t></is></c><c/></row><row><c t='inlineStr'><is><t>Start</t></is></c></row></sheetData>"
    assert said(bare, filling("B1", "Ann"), filling("B2", "9:00")) == {
        "A1": "Name",
        "B1": "Ann",
        "A2": "Start",
        "B2": "9:00",
    }


def test_a_formula_and_another_sheet_are_left_alone() -> None:
    sheet = rows("<c r='A1'><f>1+1</f><v>2</v></c>")
    assert said(sheet, filling("A1", "Ann"), filling("A2", "Ann", sheet="Notes")) == {"A1": "2"}


def test_a_day_in_a_cell_that_shows_dates_is_a_date_and_elsewhere_words() -> None:
    style = styles('numFmtId="14"')
    found = cells(
        rows('<c r="A1" s="1"/><c r="B1"/>'), filling("A1", "14/09/2025"), filling("B1", "14/09/2025"), style=style
    )
    assert [(found[ref].text, found[ref].cell.shape) for ref in ("A1", "B1") if found[ref].cell] == [  # type: ignore[union-attr]
        ("14/09/2025", "number"),
        ("14/09/2025", "text"),
    ]
    assert found["A1"].cell is not None
    assert found["A1"].cell.stored == "45914"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_several_blanks_of_one_cell_are_filled_each_in_its_place(order: tuple[int, int]) -> None:
    printed = "Yes __ No __"
    both = [
        Filling("name", Place(sheet="Form", cell_ref="A1"), "x", printed, 4, 6),
        Filling("name", Place(sheet="Form", cell_ref="A1"), "y", printed, 10, 12),
    ]
    assert said(rows(words("A1", printed)), *(both[n] for n in order)) == {"A1": "Yes x No y"}
