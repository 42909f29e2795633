"""What cells show where their bare values do not say it, in a workbook of a few bytes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tsmforms.exports.cell_display import show
from tsmforms.exports.source import NO_RESULT

BOOK = """<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Pupils" r:id="r1"/></sheets>{more}</workbook>"""
LINKS = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
STYLES = """<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000000"/><numFmt numFmtId="165" formatCode='0.0"%"'/>
<numFmt numFmtId="166" formatCode="0.00%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/>
<xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>"""


def shown(folder: Path, cells: str, values: list[object], more: str = "") -> list[object]:
    path = folder / "book.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", BOOK.format(more=more))
        book.writestr("xl/_rels/workbook.xml.rels", LINKS)
        book.writestr("xl/styles.xml", STYLES)
        book.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>")
    rows = [values]
    show(str(path), "Pupils", rows)
    return rows[0]


@pytest.mark.parametrize(
    ("style", "value", "words"),
    [
        (1, 0.83, "83%"),
        (4, 0.8333, "83.33%"),
        (1, 0.07, "7%"),
        (2, 123, "000123"),
        (2, 1234567, "1234567"),
        (2, 1.5, 1.5),
        (3, 83.0, 83.0),
        (1, "83", "83"),
        (1, True, True),
        (0, 0.83, 0.83),
    ],
)
def test_a_format_shows_a_share_as_per_cent_and_a_number_with_its_zeros(
    tmp_path: Path, style: int, value: object, words: object
) -> None:
    assert shown(tmp_path, f'<c s="{style}"><v>1</v></c>', [value]) == [words]


def test_an_error_is_shown_and_a_formula_without_a_result_says_so(tmp_path: Path) -> None:
    cells = '<c t="e"><v>#N/A</v></c><c><f>A1+1</f></c><c><f>A1</f><v>7</v></c><c><f>A1</f><v>0</v></c>'
    assert shown(tmp_path, cells, ["", "", 7, 0]) == ["#N/A", NO_RESULT, 7, 0]
    again = shown(tmp_path, cells, ["", "", 7, 0], '<calcPr fullCalcOnLoad="1"/>')
    assert again == ["#N/A", NO_RESULT, 7, NO_RESULT], "0 is what some programs store until they are opened"


def test_a_cell_behind_the_values_is_left_alone(tmp_path: Path) -> None:
    assert shown(tmp_path, '<c r="D1" s="1"><v>1</v></c><c r="E1" t="e"><v>#REF!</v></c>', ["x"]) == ["x"]
