"""A small vocabulary for forms made in Excel."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .paper import Bit, Paper
from .words import steady

LINE = Side(style="thin", color="666666")
BOX = Border(LINE, LINE, LINE, LINE)


class Book:
    """A workbook written cell by cell."""

    def __init__(self, name: str, *widths: float) -> None:
        self.book = openpyxl.Workbook()
        self.sheet = self.book.active
        self.sheet.title = name
        self._widths(widths)

    def turn(self, name: str, *widths: float) -> None:
        self.sheet = self.book.create_sheet(name)
        self._widths(widths)

    def _widths(self, widths: Sequence[float]) -> None:
        for index, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(index)].width = width
        self.sheet.page_setup.orientation, self.sheet.page_setup.paperSize = "landscape", 9
        self.sheet.page_setup.fitToHeight, self.sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True

    def say(
        self, where: str, text: str, bold: bool = True, merge: str = "", tint: str = "", italic: bool = False
    ) -> None:
        """Printed words; `merge` is the last cell of a merged range."""
        cell = self.sheet[where]
        cell.value, cell.font = text, Font(bold=bold, italic=italic)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if tint:
            cell.fill = PatternFill("solid", fgColor=tint)
        self._merge(where, merge)

    def _merge(self, where: str, merge: str) -> None:
        if merge:
            self.sheet.merge_cells(f"{where}:{merge}")

    def fill(self, where: str, value: Any, merge: str = "", shown: str = "") -> None:
        """An answer; dates and shares as Excel has them, struck words as rich text."""
        cell = self.sheet[where]
        cell.border, cell.alignment = BOX, Alignment(wrap_text=True, vertical="top")
        cell.value = value
        if shown:
            cell.number_format = shown
        self._merge(where, merge)

    def answer(self, paper: Paper, where: str, path: str, merge: str = "", na: bool = True) -> None:
        """The answer to a path: typed where its writer lets Excel have it, else as text."""
        value = paper.answers.get(path)
        if paper.style != "messy" and isinstance(value, date | time | float | int) and not isinstance(value, bool):
            paper.take(path)
            self._typed(where, value, merge, share=paper.style == "full")
            return
        bits = paper.bits(path, na)
        if any(bit.struck for bit in bits):
            self.fill(where, _rich(bits), merge)
        else:
            self.fill(where, "".join(bit.text for bit in bits) or None, merge)

    def _typed(self, where: str, value: Any, merge: str, share: bool) -> None:
        if isinstance(value, float) and share:
            self.fill(where, round(value / 100, 4), merge, "0.0%")
        elif isinstance(value, date):
            self.fill(where, value, merge, "dd/mm/yyyy")
        else:
            self.fill(where, value, merge, "hh:mm" if isinstance(value, time) else "")

    def tint(self, where: str, colour: str) -> None:
        self.sheet[where].fill = PatternFill("solid", fgColor=colour)

    def options(self, where: str, *options: str) -> None:
        """A drop-down list."""
        rule = DataValidation(type="list", formula1='"' + ",".join(options) + '"', allow_blank=True)
        self.sheet.add_data_validation(rule)
        rule.add(where)

    def save(self, file: Path) -> None:
        for sheet in self.book.worksheets:
            _heights(sheet)
        buffer = io.BytesIO()
        self.book.save(buffer)
        steady(buffer.getvalue(), file)


def _heights(sheet: Any) -> None:
    """Rows high enough for their text, as Excel makes them where cells are not merged."""
    wide = {ranges.start_cell.coordinate: ranges for ranges in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            last = wide[cell.coordinate].max_col if cell.coordinate in wide else cell.column
            width = sum(sheet.column_dimensions[get_column_letter(one)].width for one in range(cell.column, last + 1))
            lines = sum(1 + int(len(line) * 1.15 / width) for line in str(cell.value).split("\n"))
            old = sheet.row_dimensions[cell.row].height or 15
            sheet.row_dimensions[cell.row].height = max(old, 15 * lines)


def _rich(bits: Sequence[Bit]) -> CellRichText:
    return CellRichText(*(TextBlock(InlineFont(strike=bit.struck or None), bit.text) for bit in bits))
