"""What somebody marked in a sheet: hidden, struck, coloured; read from the sheet's own text."""

from __future__ import annotations

import io
import zipfile

import pytest

from tsmforms.exports.sheetmarks import SheetMarks, letters_of, number_of, sheet_marks, styled, with_references
from tsmforms.exports.source import COLOURED, HIDDEN, STRUCK

STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<fonts><font/><font><strike/></font><font><color rgb="FFFF0000"/></font><font><strike val="0"/></font></fonts>
<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/>
</patternFill></fill></fills><cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="0"/><xf fontId="0" fillId="1"/>
<xf fontId="3" fillId="0"/></cellXfs></styleSheet>"""


def marks(rows: list[str], columns: str = "", values: int = 1, colours: bool = True) -> SheetMarks:
    """The marks of a sheet of these rows, the first of which is the header."""
    data = f"<worksheet>{columns}<sheetData>{''.join(rows)}</sheetData></worksheet>".encode()
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as made:
        made.writestr("xl/styles.xml", STYLES)
    grid = [["x"] * values for _ in rows]
    with zipfile.ZipFile(package) as opened:
        return sheet_marks(opened, "xl/worksheets/sheet1.xml", with_references(data), grid, 1, colours)


def row(style: int = 0, more: str = "") -> str:
    return f'<row{more}><c s="{style}"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("number", "letters"), [(0, b"A"), (25, b"Z"), (26, b"AA"), (701, b"ZZ"), (702, b"AAA"), (16383, b"XFD")]
)
def test_columns_have_letters(number: int, letters: bytes) -> None:
    assert letters_of(number) == letters
    assert number_of(letters) == number


def test_rows_and_cells_without_a_reference_get_the_one_that_excel_counts() -> None:
    data = with_references(b'<row><c/><c r="D1"/><c/></row><row r="5"><c/></row><row><c/></row>')
    assert data == (
        b'<row r="1"><c r="A1"/><c r="D1"/><c r="E1"/></row><row r="5"><c r="A5"/></row><row r="6"><c r="A6"/></row>'
    )


def test_a_row_is_hidden_by_its_mark_or_by_no_height_and_the_header_is_no_row() -> None:
    hidden = ' hidden="1"'
    found = marks([row(more=hidden), row(more=hidden), row(more=' ht="1.5"'), row(more=' ht="2"'), row()])
    assert found.withheld == ((2, HIDDEN), (3, HIDDEN))


def test_a_row_struck_by_style_is_withheld_and_a_style_that_takes_the_stroke_away_is_not() -> None:
    assert marks([row(), row(1), row(3), row()]).withheld == ((2, STRUCK),)


def test_a_colour_marks_a_row_unless_every_row_or_every_second_one_has_it() -> None:
    assert marks([row(), row(2), row(), row(), row()]).withheld == ((2, COLOURED),)
    assert marks([row(), row(2), row(2), row(2), row(2)]).withheld == ()
    assert marks([row(), row(2), row(), row(2), row()]).withheld == ()
    assert marks([row(), row(2), row(), row()]).withheld == ((2, COLOURED),), "three rows are no bands"
    assert marks([row(), row(2), row(), row(), row()], colours=False).withheld == ()


def test_columns_are_hidden_by_mark_or_width_and_what_names_no_columns_is_passed_over() -> None:
    columns = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0.4"/><col min="6" max="6" width="0.5"/>'
        '<col hidden="1"/><col min="7" hidden="1"/><col min="1.5" max="x" width="0"/></cols>'
    )
    assert marks([row()], columns).hidden_columns == (1, 2, 4)


def test_marks_cross_between_processes_as_plain_lists() -> None:
    found = SheetMarks(((3, HIDDEN),), (1,), True)
    assert SheetMarks.from_plain(found.plain) == found
    assert list(styled(b'<c r="B2" s="12"/><c s="1" r="A1"/><c r="C1" s="2"/>', ["1", "12"])) == [
        (1, 1, "12"),
        (0, 0, "1"),
    ]
