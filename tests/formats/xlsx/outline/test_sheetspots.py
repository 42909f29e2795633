"""One sheet as spots: its cells in row order, where each lies, and what lies over them."""

from __future__ import annotations

import pytest

from tests.formats.xlsx.workbooks import anchor, drawn, outline, rows, shape, styles, words
from tsmforms.diagnostics import ReadError
from tsmforms.formats.xlsx.outline.sheetspots import rows_of
from tsmforms.intake import parse_xml
from tsmforms.model.outline import Outline


def numbers(*said: str) -> list[int]:
    sheet = f"<worksheet><sheetData>{''.join(f'<row {one}/>' for one in said)}</sheetData></worksheet>"
    return list(rows_of(parse_xml(sheet.encode())))


def cells(found: Outline) -> dict[str, tuple[str, int, int]]:
    """Words and spans by reference."""
    return {s.place.cell_ref or "": (s.text, s.rows, s.columns) for s in found.spots if s.part == "sheet"}


def test_a_row_without_a_number_follows_the_one_before() -> None:
    assert numbers("", 'r="5"', "") == [0, 4, 5]


@pytest.mark.parametrize("said", ['r="0"', 'r="x"', 'r="1048577"', 'r="-1"'])
def test_a_row_that_no_sheet_has_damages_the_file(said: str) -> None:
    with pytest.raises(ReadError) as caught:
        numbers(said)
    assert caught.value.code == "D0905"


def test_a_cell_without_a_reference_follows_the_one_before() -> None:
    bare = "<c t='inlineStr'><is><t>{}</t></is></c>"
    found = cells(outline(f"<sheetData><row r='2'>{words('B2', 'Ann')}{bare.format('Bob')}</row></sheetData>"))
    assert found == {"B2": ("Ann", 1, 1), "C2": ("Bob", 1, 1)}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (words("A1", "a") + words("A1", "b"), "D0907"),
        (words("A2", "a"), "D0907"),  # a cell of another row
        (words("1A", "a"), "D0905"),
        (words("ZZZ1", "a"), "D0905"),
    ],
)
def test_a_cell_that_is_there_twice_or_elsewhere_refuses_the_file(row: str, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        outline(rows(row))
    assert caught.value.code == code


def test_merged_cells_are_one_and_what_they_cover_is_hidden() -> None:
    sheet = rows(words("A1", "Name") + words("B1", "covered"), "") + '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    found = outline(sheet)
    assert cells(found) == {"A1": ("Name", 2, 2), "B1": ("covered", 1, 1)}
    assert [spot.hidden for spot in found.spots] == [False, True]


def test_an_empty_cell_is_there_if_it_has_a_colour_or_a_name() -> None:
    sheet = rows('<c r="A1" s="1"/><c r="B1"/><c r="C1"/>')
    names = "<definedName name='f.name'>Form!$C$1</definedName>"
    assert list(cells(outline(sheet, style=styles('fillId="2"'), names=names))) == ["A1", "C1"]


def test_a_line_of_our_guidance_is_nobodys_words() -> None:
    text = "3.  For a new line inside a box press Alt and Enter together."
    assert list(cells(outline(rows(words("A1", text) + words("B1", "Ann"))))) == ["B1"]


def test_spots_over_the_cells_come_behind_them_at_the_cell_they_lie_over() -> None:
    found = outline(rows(words("A1", "Ann")), extra=drawn(anchor((2, 1), (3, 2), shape("Ask Bob"))))
    assert [(s.part, s.place.cell_ref, s.text) for s in found.spots] == [
        ("sheet", "A1", "Ann"),
        ("text box", "B3", "Ask Bob"),
    ]
