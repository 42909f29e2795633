"""A small vocabulary for pages typed in Word: lines, tables, headers, columns."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs
import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from .filled import Run

Piece = Run | str


@attrs.frozen
class Cell:
    """A cell of several columns or rows: paragraphs, and tables within it."""

    content: Sequence[Any] = ()
    span: int = 1
    down: int = 1
    fill: str = ""


@attrs.frozen
class Grid:
    """A table; a row is a sequence of cells, and a cell below a tall one is left out as `None`."""

    rows: Sequence[Sequence[Any]]
    widths: Sequence[float] = ()
    borders: bool = True


def _pieces(content: Any) -> list[Piece]:
    return [content] if isinstance(content, str | Run) else list(content)


def _write(paragraph: Any, content: Any) -> None:
    for piece in _pieces(content):
        run = Run(piece) if isinstance(piece, str) else piece
        made = paragraph.add_run(run.text)
        made.bold, made.italic = run.bold or None, run.italic or None
        made.underline, made.font.strike = run.underline or None, run.strike or None
        if run.highlight:
            made.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if run.colour:
            made.font.color.rgb = RGBColor.from_string(run.colour)
        if run.size:
            made.font.size = Pt(run.size)


def _shade(cell: Any, fill: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), fill)
    cell._tc.get_or_add_tcPr().append(shading)


def _paragraphs(content: Any) -> list[Any]:
    """A cell's paragraphs: one, or a list of lists."""
    if isinstance(content, Cell):
        return list(content.content)
    return [content]


def _fill(cell: Any, content: Any) -> None:
    for index, paragraph in enumerate(_paragraphs(content)):
        if isinstance(paragraph, Grid):
            _table(cell, paragraph)
            cell.add_paragraph()
        else:
            _write(cell.paragraphs[0] if index == 0 else cell.add_paragraph(), paragraph)
    if isinstance(content, Cell) and content.fill:
        _shade(cell, content.fill)


def _places(row: Sequence[Any]) -> list[tuple[int, Any]]:
    placed, column = [], 0
    for cell in row:
        placed.append((column, cell))
        column += cell.span if isinstance(cell, Cell) else 1
    return placed


def _table(parent: Any, grid: Grid) -> Any:
    rows = [_places(row) for row in grid.rows]
    last = rows[0][-1]
    columns = last[0] + (last[1].span if isinstance(last[1], Cell) else 1)
    table = parent.add_table(rows=len(rows), cols=columns)
    if grid.borders:
        table.style = "Table Grid"
    table.autofit = not grid.widths
    for index, width in enumerate(grid.widths):
        table.columns[index].width = Cm(width)
        for cell in table.columns[index].cells:
            cell.width = Cm(width)
    for number, row in enumerate(rows):
        for column, content in row:
            if content is None:
                continue
            cell = table.cell(number, column)
            if isinstance(content, Cell) and (content.span > 1 or content.down > 1):
                cell = cell.merge(table.cell(number + content.down - 1, column + content.span - 1))
            _fill(cell, content)
    return table


class Page:
    """A document with one writer's taste."""

    def __init__(self, font: str = "Arial", size: float = 10, landscape: bool = False, margin: float = 1.8) -> None:
        self.document = docx.Document()
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = font, Pt(size)
        normal.paragraph_format.space_after = Pt(4)
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(margin)
        section.top_margin = section.bottom_margin = Cm(1.8)

    def header(self, *pieces: Piece) -> None:
        """The line at the top of every page."""
        _write(self.document.sections[0].header.paragraphs[0], pieces)

    def line(self, *pieces: Piece, style: str = "", centre: bool = False, tabs: Sequence[float] = ()) -> None:
        """A paragraph."""
        paragraph = self.document.add_paragraph(style=style or None)
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for stop in tabs:
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(stop))
        _write(paragraph, pieces)

    def bold(self, text: str, size: float = 0, centre: bool = False) -> None:
        """A line in bold, as most headings are."""
        self.line(Run(text, bold=True, size=size), centre=centre)

    def table(self, *rows: Sequence[Any], widths: Sequence[float] = (), borders: bool = True) -> None:
        """A table and the empty line behind it."""
        _table(self.document, Grid(rows, widths, borders))
        self.document.add_paragraph()

    def columns(self, count: int) -> None:
        """From here on the page has so many columns."""
        section = self.document.add_section(0)
        columns = section._sectPr.xpath("./w:cols")[0]
        columns.set(qn("w:num"), str(count))
        columns.set(qn("w:space"), "500")

    def save(self, file: Path) -> None:
        """The file, the same bytes each time."""
        buffer = io.BytesIO()
        self.document.save(buffer)
        steady(buffer, file)


def steady(buffer: io.BytesIO, file: Path) -> None:
    """A package without the time of its making."""
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-01-05T09:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 5, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)
