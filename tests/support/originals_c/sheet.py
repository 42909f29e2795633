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

from .filled import Run
from .page import steady

LINE = Side(style="thin", color="808080")


class Workbook:
    """A workbook whose sheets are written cell by cell."""

    def __init__(self, first: str) -> None:
        self.book = openpyxl.Workbook()
        self.sheet = self.book.active
        self.sheet.title = first

    def turn(self, name: str) -> None:
        """Another sheet."""
        self.sheet = self.book.create_sheet(name)

    def widths(self, *widths: float) -> None:
        """The columns' widths."""
        for index, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(index)].width = width

    def put(
        self,
        place: str,
        value: Any,
        *,
        bold: bool = False,
        fill: str = "",
        to: str = "",
        size: float = 10,
        boxed: bool = False,
        number: str = "",
        strike: bool = False,
    ) -> None:
        """A cell; `to` is the last cell that is merged with it."""
        cell = self.sheet[place]
        run = value if isinstance(value, Run) else None
        cell.value = _value(value)
        cell.font = Font(
            name="Calibri",
            size=size,
            bold=bold or bool(run and run.bold),
            italic=bool(run and run.italic),
            color=(run.colour if run and run.colour else None),
            strike=strike,
        )
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if fill:
            cell.fill = PatternFill("solid", start_color=fill)
        if number and isinstance(value, date | time | float):
            cell.number_format = number
        if boxed:
            cell.border = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
        if to:
            self.sheet.merge_cells(f"{place}:{to}")

    def row(self, line: int, first: str, values: Sequence[Any], **look: Any) -> None:
        """Cells side by side; a pair is a value and its fill."""
        start = openpyxl.utils.column_index_from_string(first)
        for index, value in enumerate(values):
            place = f"{get_column_letter(start + index)}{line}"
            if isinstance(value, tuple):
                self.put(place, value[0], boxed=True, **(look | {"fill": value[1]}))
            else:
                self.put(place, value, boxed=True, **look)

    def save(self, file: Path) -> None:
        """The file, the same bytes each time."""
        buffer = io.BytesIO()
        self.book.save(buffer)
        steady(buffer, file)


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return CellRichText(*(_block(piece) for piece in value if piece))
    return value.text if isinstance(value, Run) else (value if value != "" else None)


def _block(piece: Run | str) -> Any:
    if isinstance(piece, str):
        return piece
    font = InlineFont(strike=piece.strike or None, b=piece.bold or None, u="single" if piece.underline else None)
    return TextBlock(font, piece.text)
