"""Excel originals: grids of cells, written as a secretary would."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from tests.support.originals_b.hand import UP, C, N, rich
from tests.support.originals_b.paper import steady

THIN = Border(*(Side(style="thin", color="808080"),) * 4)


class Book:
    """A workbook in the making; grids are written at a cursor that moves down."""

    def __init__(self, first: str, widths: Sequence[float], font: str = "Calibri") -> None:
        self.book = Workbook()
        self.font, self.row, self.left = font, 1, 1
        self.page = self.book.active
        self.page.title = first
        self._widths(widths)

    def tab(self, title: str, widths: Sequence[float]) -> None:
        """A further sheet."""
        self.page, self.row, self.left = self.book.create_sheet(title), 1, 1
        self._widths(widths)

    def _widths(self, widths: Sequence[float]) -> None:
        for i, width in enumerate(widths, 1):
            self.page.column_dimensions[get_column_letter(i)].width = width

    def skip(self, rows: int = 1) -> None:
        """Empty rows."""
        self.row += rows

    def bar(
        self, text: Any, span: int, size: int = 11, shade: str | None = None, down: int = 1, bold: bool = True
    ) -> None:
        """A merged line across the sheet: a title, a heading, a note."""
        cell = self.page.cell(self.row, self.left)
        self._put(cell, C(text, span, shade, bold), size)
        cell.border = Border()
        self.page.merge_cells(
            start_row=self.row, end_row=self.row + down - 1, start_column=self.left, end_column=self.left + span - 1
        )
        self.row += down

    def t(self, rows: Sequence[Sequence[Any]], head: int = 0, shade: str = "DDEBF7") -> None:
        """A grid; its first `head` rows are bold and shaded."""
        ups: dict[int, int] = {}
        for i, row in enumerate(rows):
            self._row(row, i < head, shade, ups)
        for column, start in ups.items():
            self.page.merge_cells(start_row=start, end_row=self.row - 1, start_column=column, end_column=column)

    def _row(self, row: Sequence[Any], head: bool, shade: str, ups: dict[int, int]) -> None:
        column, lines = self.left, 1
        for raw in row:
            cell = raw if isinstance(raw, C) else C(raw)
            if cell.content == UP:
                ups.setdefault(column, self.row - 1)
            else:
                if column in ups:
                    self.page.merge_cells(
                        start_row=ups.pop(column), end_row=self.row - 1, start_column=column, end_column=column
                    )
                self._put(
                    self.page.cell(self.row, column),
                    cell._replace(bold=cell.bold or head, shade=cell.shade or (shade if head else None)),
                )
                if cell.span > 1:
                    self.page.merge_cells(
                        start_row=self.row, end_row=self.row, start_column=column, end_column=column + cell.span - 1
                    )
                lines = max(lines, self._lines(cell, column))
            column += cell.span
        if lines > 1:
            self.page.row_dimensions[self.row].height = 14 * lines
        self.row += 1

    def _lines(self, cell: C, column: int) -> int:
        letters = [get_column_letter(column + i) for i in range(cell.span)]
        wide = sum(self.page.column_dimensions[letter].width for letter in letters)
        text = "".join(run.text for run in rich(cell.content))
        return sum(1 + len(line) * 11 // int(wide * 10) for line in text.split("\n"))

    def _put(self, at: Any, cell: C, size: int = 10) -> None:
        content = cell.content[0] if isinstance(cell.content, list) and len(cell.content) == 1 else cell.content
        if isinstance(content, N):
            at.value, at.number_format = content.value, content.shown
        else:
            at.value = _text(content)
        at.font = Font(name=self.font, size=size, bold=cell.bold)
        at.border, at.alignment = THIN, Alignment(wrap_text=True, vertical="top")
        if cell.shade:
            at.fill = PatternFill("solid", fgColor=cell.shade)

    def save(self, path: Path) -> None:
        """The file, the same bytes each time."""
        out = BytesIO()
        self.book.save(out)
        path.write_bytes(steady(out.getvalue()))


def _text(content: Any) -> Any:
    runs = [run for run in rich(content) if run.text]
    if not runs:
        return None
    if not any(run.look for run in runs):
        return "".join(run.text for run in runs)
    return CellRichText(*(TextBlock(_inline(run.look), run.text) for run in runs))


def _inline(look: str) -> InlineFont:
    colour = "1F3FA0" if "c" in look else "C00000" if set(look) & set("hr") else None
    return InlineFont(
        b="b" in look or None,
        i="i" in look or None,
        strike="s" in look or None,
        u="single" if set(look) & set("ur") else None,
        color=colour,
        sz=10,
        rFont="Calibri",
    )
