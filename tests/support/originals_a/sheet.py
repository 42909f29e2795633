"""Workbooks as secretaries make them: typed into cells, merged and coloured by hand, without any name of ours."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from tests.support.originals_a.paper import _placed, repack, runs
from tests.support.originals_a.pen import Typed
from tests.support.originals_a.words import C, R

_EDGE = Border(*(Side(style="thin") for _ in range(4)))
_MODIFIED = re.compile(rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*")


class Book:
    """A workbook being typed: rows are put one under the other, each sheet has its own next row."""

    def __init__(self, author: str, first: str, widths: Sequence[float], left: int = 0) -> None:
        self.book = Workbook()
        self.book.properties.creator = author
        self.book.properties.created = datetime(2024, 9, 2, 9, 0)
        self.sheet: Any = self.book.active
        self.sheet.title = first
        self._start(widths, left)

    def _start(self, widths: Sequence[float], left: int) -> None:
        self.row, self.left = 1, left
        for number, width in enumerate(widths, start=1 + left):
            self.sheet.column_dimensions[get_column_letter(number)].width = width

    def new(self, name: str, widths: Sequence[float], left: int = 0) -> None:
        self.sheet = self.book.create_sheet(name)
        self._start(widths, left)

    def skip(self, rows: int = 1) -> None:
        self.row += rows

    def title(self, text: str, span: int = 6, size: int = 16, fill: str | None = None) -> None:
        self.lines([[C(R(text, bold=True), span=span, fill=fill)]], border=False)
        self.sheet.cell(self.row - 1, 1 + self.left).font = Font(bold=True, size=size)

    def note(self, text: str, span: int = 6) -> None:
        self.lines([[C(R(text, italic=True), span=span)]], border=False)

    def lines(self, rows: Sequence[Sequence[Any]], border: bool = True) -> None:
        """Rows of contents or cells; what a cell spans is left out of the rows."""
        grid, _ = _placed(rows)
        for (row, column), cell in grid.items():
            self._put(self.row + row, 1 + self.left + column, cell, border)
        self.row += len(rows)

    def _put(self, row: int, column: int, cell: C, border: bool) -> None:
        place = self.sheet.cell(row, column)
        if isinstance(cell.content, Typed):
            place.value, place.number_format = cell.content.value, cell.content.format
        else:
            self._text(place, [one for one in runs(cell.content) if one.text])
        place.alignment = Alignment(wrap_text=True, vertical="top")
        if cell.fill:
            place.fill = PatternFill("solid", fgColor=cell.fill)
        if border:
            for down in range(cell.down):
                for right in range(cell.span):
                    self.sheet.cell(row + down, column + right).border = _EDGE
        if cell.span > 1 or cell.down > 1:
            self.sheet.merge_cells(
                start_row=row, end_row=row + cell.down - 1, start_column=column, end_column=column + cell.span - 1
            )

    def _text(self, place: Any, parts: list[R]) -> None:
        if not parts:
            return
        first = parts[0]
        if len(parts) == 1:
            place.value = first.text
            place.font = Font(
                bold=first.bold,
                italic=first.italic,
                strike=first.strike,
                underline="single" if first.underline else None,
            )
            if first.highlight:
                place.fill = PatternFill("solid", fgColor="FFFF00")
            return
        place.value = CellRichText(
            *(
                TextBlock(
                    InlineFont(
                        b=one.bold or None,
                        strike=one.strike or None,
                        u="single" if one.underline else None,
                        color="FFC00000" if one.highlight else None,
                    ),
                    one.text,
                )
                for one in parts
            )
        )

    def save(self, path: Path) -> None:
        held = io.BytesIO()
        self.book.save(held)
        repack(_undated(held.getvalue()), path)


def _undated(data: bytes) -> bytes:
    """The workbook with a fixed date of its last change."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            body = old.read(member)
            new.writestr(member, _MODIFIED.sub(rb"\g<1>2024-09-02T09:00:00Z", body) if "core.xml" in member else body)
    return out.getvalue()
