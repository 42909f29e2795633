"""A collation as a workbook: typed cells, filters, frozen heads, coloured ratings, links to the files, charts."""

from __future__ import annotations

import datetime
import io
import os
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from tsmforms.collation.collated import Collation
from tsmforms.collation.ratings import COLOURS
from tsmforms.collation.tables import ColumnKind, Datum, ResultTable, TitledColumn
from tsmforms.collation.terms import FIGURES

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

PATHS = "Columns"
"""The sheet that says which column answers which question, by path: an earlier workbook is read by it."""
_SUMMARY_WIDTH = 120
"""Characters of the summary's column; a longer line has the height of several, of so many points each."""
_LINE_HEIGHT = 18
FILL = {"red": ("B10E1E", "FFFFFF"), "amber": ("FFBF47", "0B0C0C"), "green": ("00703C", "FFFFFF")}
"""Ground and ink of a rating on the page and in charts; the word is there too."""
_CELLS = {"red": "F28E86", "amber": "FFD27A", "green": "8FD3A3"}
"""Grounds in cells: on these the blue in which LibreOffice shows a link can be read too."""
_WIDTHS: Mapping[ColumnKind, int] = {
    "words": 48,
    "file": 34,
    "date": 12,
    "time": 8,
    "number": 10,
    "percent": 10,
    "colour": 10,
}
_FORMATS: Mapping[ColumnKind, str] = {"date": "dd/mm/yyyy", "time": "hh:mm", "percent": '0.0"%"'}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_NAME = 31
_LONGEST_CELL = 32_000
_MANY = 3
_UPRIGHT_HEIGHT = 260
"""Points; a statement of two lines stands in it upright."""
_SHORT_TITLE = 10
_MOST_LINKS = 60_000
"""Excel opens a sheet with up to 65,530 links."""


def workbook_bytes(of: Collation, folder: Path) -> bytes:
    """The workbook; its links are relative to the folder in which it will lie."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.title = "Returned forms"
    book.properties.creator = "tsmforms"
    _summary(book, of)
    names: set[str] = {PATHS.casefold(), "summary", "charts"}
    sheets = [(table, _sheet_name(table.name, names)) for table in of.tables]
    for table, name in sheets:
        _sheet(book, table, name, folder)
    _charts(book, of)
    _paths(book, sheets)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(wanted: str, taken: set[str]) -> str:
    clean = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("'")[:_LONGEST_NAME] or "Table"
    name, number = clean, 1
    while name.casefold() in taken:
        number += 1
        name = f"{clean[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name


def _summary(book: Workbook, of: Collation) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet("Summary")
    sheet.column_dimensions["A"].width = _SUMMARY_WIDTH
    _on_pages_as_wide_as_it_is(sheet)
    for number, line in enumerate((f"Returned forms, {of.today:%d/%m/%Y}", *of.summary())):
        sheet.row_dimensions[number + 1].height = _LINE_HEIGHT * (1 + len(line) // (_SUMMARY_WIDTH - 15))
        cell = _cell(sheet, line)
        cell.font = Font(bold=number == 0, size=14 if number == 0 else 11)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([cell])


def _sheet(book: Workbook, table: ResultTable, name: str, folder: Path) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    frozen = 1 + next((at for at, column in enumerate(table.columns) if column.kind == "colour"), 1)
    sheet.freeze_panes = f"{get_column_letter(min(frozen, 3))}2"
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    sheet.print_title_rows = "1:1"
    _on_pages_as_wide_as_it_is(sheet)
    for at, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(column.kind, 22)
    if sum(column.kind == "colour" for column in table.columns) > _MANY:
        sheet.row_dimensions[1].height = _UPRIGHT_HEIGHT
    sheet.append([_head(sheet, column) for column in table.columns])
    files = next((at for at, column in enumerate(table.columns) if column.kind == "file"), None)
    links = 0
    for row in table.rows:
        file = str(row[files]) if files is not None and row[files] else None
        cells = [_styled(sheet, column, value) for column, value in zip(table.columns, row, strict=True)]
        for column, cell in zip(table.columns, cells, strict=True):
            if file and links < _MOST_LINKS and column.kind in ("file", "colour") and cell.value is not None:
                cell.hyperlink = link(file, folder)
                links += 1
        sheet.append(cells)
    _colour_rules(sheet, table)


def _on_pages_as_wide_as_it_is(sheet: WriteOnlyWorksheet) -> None:
    """Print a sheet across, every column on the same page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def link(file: str, folder: Path) -> str:
    """The address of a file from a folder, relative where both are on one drive."""
    try:
        return quote(Path(os.path.relpath(file, folder)).as_posix())
    except ValueError:
        return Path(file).absolute().as_uri()


def _head(sheet: WriteOnlyWorksheet, column: TitledColumn) -> WriteOnlyCell:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = _cell(sheet, column.title)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="1D3557")
    upright = 90 if column.kind == "colour" and len(column.title) > _SHORT_TITLE else 0
    cell.alignment = Alignment(wrap_text=True, vertical="bottom" if upright else "top", text_rotation=upright)
    return cell


def _styled(sheet: WriteOnlyWorksheet, column: TitledColumn, value: Datum) -> WriteOnlyCell:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = _cell(sheet, value)
    if value is None:
        return cell
    if column.kind == "colour" and str(value).lower() in _CELLS:
        cell.fill = PatternFill("solid", fgColor=_CELLS[str(value).lower()])
        cell.font = Font(color="0B0C0C", underline="none")
        return cell
    if column.kind in _FORMATS and not isinstance(value, str):
        cell.number_format = _FORMATS[column.kind]
    elif column.kind == "words":
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Datum) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, str):
        cell = WriteOnlyCell(sheet)
        cell._value, cell.data_type = _UNSHOWN.sub("\ufffd", value)[:_LONGEST_CELL], "s"  # never a formula
        return cell
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime.datetime):
        value = value.date()
    return WriteOnlyCell(sheet, value)


def _colour_rules(sheet: WriteOnlyWorksheet, table: ResultTable) -> None:
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    coloured = [get_column_letter(at) for at, column in enumerate(table.columns, 1) if column.kind == "colour"]
    if not coloured or not table.rows:
        return
    where = " ".join(f"{letter}2:{letter}{len(table.rows) + 1}" for letter in coloured)
    for colour in COLOURS:
        ground, ink = _CELLS[colour], "0B0C0C"
        rule = CellIsRule(
            "equal", [f'"{colour.capitalize()}"'], fill=PatternFill("solid", bgColor=ground), font=Font(color=ink)
        )
        sheet.conditional_formatting.add(where, rule)


def _charts(book: Workbook, of: Collation) -> None:
    if not of.ratings and not of.figures:
        return
    sheet = book.create_sheet("Charts")
    sheet.column_dimensions["A"].width = 60
    _on_pages_as_wide_as_it_is(sheet)
    if of.ratings:
        _rating_chart(sheet, of)
    if of.figures:
        _term_charts(sheet, of)


def _rating_chart(sheet: WriteOnlyWorksheet, of: Collation) -> None:
    from openpyxl.chart import BarChart, Reference

    ratings = of.ratings
    assert ratings is not None
    sheet.append(["Statement", *(colour.capitalize() for colour in COLOURS)])
    weakest = ratings.weakest()
    for one in weakest:
        sheet.append([_cell(sheet, one.words), *ratings.counts(one).values()])
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "percentStacked", 100
    chart.title = "Ratings of each statement, the weakest first"
    chart.add_data(Reference(sheet, min_col=2, max_col=4, min_row=1, max_row=len(weakest) + 1), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=len(weakest) + 1))
    for series, colour in zip(chart.series, COLOURS, strict=True):
        series.graphicalProperties.solidFill = FILL[colour][0]
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.tickLblSkip = 1
    chart.width, chart.height = 36, 4 + 1.0 * len(weakest)
    sheet.add_chart(chart, "G2")


def _term_charts(sheet: WriteOnlyWorksheet, of: Collation) -> None:
    from openpyxl.chart import BarChart, Reference

    found = of.figures
    assert found is not None
    top = 1 + (len(of.ratings.statements) + 1 if of.ratings else 0)
    figures = found[1]
    sheet.append(["Term", *figures.terms])
    for at, (key, name) in enumerate(FIGURES, 1):
        sheet.append([name, *figures.totals[key]])
        chart = BarChart()
        chart.title = name
        chart.legend = None
        chart.add_data(
            Reference(sheet, min_col=1, max_col=1 + len(figures.terms), min_row=top + at),
            from_rows=True,
            titles_from_data=True,
        )
        chart.set_categories(Reference(sheet, min_col=2, max_col=1 + len(figures.terms), min_row=top))
        chart.y_axis.delete = chart.x_axis.delete = False
        sheet.add_chart(chart, f"{'BK'[at - 1]}{top + 5}")


def _paths(book: Workbook, sheets: Iterable[tuple[ResultTable, str]]) -> None:
    sheet = book.create_sheet(PATHS)
    _on_pages_as_wide_as_it_is(sheet)
    for letter, width in zip("ABC", (34, 90, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([_head(sheet, TitledColumn(title)) for title in ("Sheet", "Column", "Question's path")])
    for table, name in sheets:
        for column in table.columns:
            if column.path:
                sheet.append([_cell(sheet, name), _cell(sheet, column.title), _cell(sheet, column.path)])
