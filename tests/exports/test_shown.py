"""What a cell shows by its number format alone."""

from pathlib import Path

import openpyxl
import pytest

from tsmforms.exports.sheetsource import open_sheet


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (123, "000000", "000123"),
        (7700900123, "00000000000", "07700900123"),
        (1234567, "000000", "1234567"),
        (-5, "000", "-5"),
        (123, "0", "123"),
        (0.83, "0%", "83%"),
    ],
)
def test_a_cell_reads_as_the_workbook_shows_it(
    tmp_path: Path,
    value: float,
    number_format: str,
    shown: str,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["pupil_id", "value"])
    sheet.append(["P1", value])
    sheet["B2"].number_format = number_format
    book.save(tmp_path / "export.xlsx")
    source = open_sheet(tmp_path / "export.xlsx", ["pupil_id", "value"])
    assert [row.cells for row in source.rows()] == [["P1", shown]]
