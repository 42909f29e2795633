"""The writer of a letter's workbook: the table of its recipients, one row a letter."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.formats.xlsx.blank import add_identity, asked_of, mark_cells, name_cells, new_book, set_margins
from tsmforms.formats.xlsx.cells import reference_faults, text_cell, text_faults, value_cell
from tsmforms.formats.xlsx.guidance import add_guidance
from tsmforms.formats.xlsx.identity import footer_text
from tsmforms.formats.xlsx.marks import Box, marks_of
from tsmforms.formats.xlsx.measure import lines_of, points_for
from tsmforms.formats.xlsx.names import REFERENCE_NAME, TABLE_SHEET
from tsmforms.formats.xlsx.onpaper import PaperSheet, add_paper
from tsmforms.formats.xlsx.styles import StyleMaker, field_format
from tsmforms.formats.xlsx.template import (
    Cutter,
    WorkbookPackage,
    cell_prefix,
    cut_footer,
    cut_rows_from,
    cut_workbook,
)
from tsmforms.formats.xlsx.untyped import OpenpyxlBook, OpenpyxlSheet
from tsmforms.formats.xlsx.validations import Check, ChoiceLists, add_checks, check_of
from tsmforms.layout import Content, Document
from tsmforms.layout.columns import REFERENCE_HEADING, TableColumn
from tsmforms.model import FormSpec
from tsmforms.model.cellnames import column_letters
from tsmforms.model.kinds import Shape

if TYPE_CHECKING:
    from lxml import etree

SHEET_PART = "xl/worksheets/sheet1.xml"
PAPER_PART = "xl/worksheets/sheet2.xml"
_PUPIL = ("pupil.forename", "pupil.surname", "pupil.name")
"""Answers whose columns come first and stay in sight."""

_LAST_ROW = 10_001
"""Rows down to here have their checks; rows below are read too."""

_ALL_ROWS = 1_048_576
_REFERENCE_WIDTH = 22.0
_TALLEST_ROW = 130.0
_PRINTED_WIDTH = 200.0
"""Column widths that go on a landscape A4 page at 70 %, the smallest that reads well on paper."""


@attrs.frozen
class _Column:
    """One column when filling: its letters, the style of its cells, and the width of its text."""

    letters: str
    style: str | None
    path: str
    shape: Shape
    width: float


@attrs.frozen(slots=False, eq=False)
class TableWriter:
    """Fills the table of recipients of a letter."""

    document: Document
    columns: tuple[TableColumn, ...]
    spec: FormSpec | None = None
    _package: WorkbookPackage = attrs.field(init=False, repr=False)
    _paper: PaperSheet = attrs.field(init=False, repr=False)
    _filled: tuple[_Column, ...] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        package, paper, styles = _build(self.document, self.columns, self.spec)
        object.__setattr__(self, "_package", package)
        object.__setattr__(self, "_paper", paper)
        object.__setattr__(
            self,
            "_filled",
            tuple(
                _Column(at, styles.get(at), column.path, column.leaf.field.kind.entry.shape, _width(column))
                for at, column in _lettered(self.columns)
            ),
        )

    def problems(self, content: Content) -> tuple[Diagnostic, ...]:
        """What of this content the table cannot hold."""
        known = {column.path: column for column in self.columns}
        out = list(reference_faults(content.record_id))
        for path, text in content.texts.items():
            if path in known:
                out += text_faults(path, known[path].leaf.question, text)
            else:
                out += _without_column(path, known.values())
        return tuple(out)

    def fill(self, content: Content) -> bytes:
        """The table with one letter's row; one empty row where nothing is answered."""
        return self.fill_table([content])

    def fill_table(self, contents: Sequence[Content]) -> bytes:
        """The table with a row for each letter, in this order."""
        sheet = self._package.cut[SHEET_PART]
        pieces = list(sheet.pieces)
        rows = (self._row(number, content) for number, content in enumerate(contents, 2))
        pieces[sheet.places["rows"]] = "".join(rows)
        paper = self._package.cut[PAPER_PART]
        return self._package.shell.finish([sheet.packed(pieces), paper.packed(self._paper.filled(paper, contents))])

    def _row(self, number: int, content: Content) -> str:
        cells: list[str] = []
        lines = 1
        if content.record_id:
            cells.append(text_cell(cell_prefix(f"A{number}", self._filled[0].style), content.record_id))
        for column in self._filled:
            text = content.texts.get(column.path)
            if text:
                prefix = cell_prefix(f"{column.letters}{number}", column.style)
                cells.append(value_cell(prefix, column.shape, content.values.get(column.path), text))
                lines = max(lines, lines_of(text, column.width))
        height = min(points_for(lines), _TALLEST_ROW)
        return f'<row r="{number}" ht="{height:g}">{"".join(cells)}</row>'


def _without_column(path: str, columns: Iterable[TableColumn]) -> Iterator[Diagnostic]:
    """An entry of a list beyond the numbered columns; pictures have no column and are judged elsewhere."""
    pattern = keys.pattern(path)
    like = [column for column in columns if keys.pattern(column.path) == pattern]
    if like:
        yield Diagnostic(
            "D0306",
            "error",
            worded("D0306", "table_columns", question=like[0].leaf.question),
            f"keep to {len(like)} entries",
            field=path,
        )


def _width(column: TableColumn) -> float:
    return column.leaf.field.kind.entry.column


def _build(
    document: Document, columns: Sequence[TableColumn], spec: FormSpec | None
) -> tuple[WorkbookPackage, PaperSheet, dict[str, str]]:
    book = new_book(document.look)
    sheet = book.active
    sheet.title = TABLE_SHEET
    styles = StyleMaker(document.look)
    checks: dict[Check, list[str]] = {}
    areas: dict[Box, str] = {(column.path, None): f"{at}2:{at}{_LAST_ROW}" for at, column in _lettered(columns)}
    marks = marks_of(spec, {box: f"${area.partition(':')[0]}" for box, area in areas.items()}) if spec else ()
    asked = asked_of(marks)
    _add_column(book, styles, "A", REFERENCE_HEADING, "@", _REFERENCE_WIDTH)
    name_cells(book, REFERENCE_NAME, TABLE_SHEET, "A1", f"A{_LAST_ROW}")
    for at, column in _lettered(columns):
        field = column.leaf.field
        _add_column(book, styles, at, column.heading, field_format(field), _width(column))
        name_cells(book, keys.defined_name(column.path), TABLE_SHEET, f"{at}1", f"{at}{_LAST_ROW}")
        if check := check_of(field, asked.get(column.path, ())):
            checks.setdefault(check, []).append(areas[column.path, None])
    mark_cells(sheet, marks, areas)
    _set_page(sheet, columns)
    paper = add_paper(book, document, _lettered(columns))
    add_guidance(book, document)
    hidden = add_identity(book, document, paper.labels)
    add_checks(sheet, checks, ChoiceLists(hidden))
    return _cut(book, document, paper)


def _lettered(columns: Sequence[TableColumn]) -> list[tuple[str, TableColumn]]:
    """Each column with its letters, the pupil's first; the first of the sheet is the letter's reference."""
    ordered = sorted(columns, key=lambda column: column.path not in _PUPIL)
    return [(column_letters(number), column) for number, column in enumerate(ordered, 2)]


def _add_column(
    book: OpenpyxlBook, styles: StyleMaker, at: str, heading: str, number_format: str, width: float
) -> None:
    sheet = book.active
    cell = sheet[f"{at}1"]
    cell.value, cell.data_type = heading, "s"
    styles.apply(cell, "header")
    sample = sheet[f"{at}2"]
    styles.apply(sample, "table_cell", editable=True)
    sample.number_format = number_format
    dimension = sheet.column_dimensions[at]
    dimension.width = width
    dimension._style = sample._style


def _set_page(sheet: OpenpyxlSheet, columns: Sequence[TableColumn]) -> None:
    height = max(lines_of(column.heading, _width(column), 1.08) for column in columns)
    sheet.row_dimensions[1].height = points_for(max(2, height))
    lettered = _lettered(columns)
    after_pupil = 2 + sum(column.path in _PUPIL for column in columns)
    sheet.freeze_panes = f"{column_letters(after_pupil)}2"
    sheet.print_title_rows = "1:1"
    # All rows, which Excel takes for whole columns: it prints down to the last one in use.
    sheet.print_area = f"A1:{_last_printed(lettered)}{_ALL_ROWS}"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.gridLines = True
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    set_margins(sheet)
    sheet.oddFooter.left.text = TABLE_SHEET  # replaced when filled


def _last_printed(lettered: Sequence[tuple[str, TableColumn]]) -> str:
    """The last column of those that a page has side by side: who the letters go to. The rest is on paper by letter."""
    width, last = _REFERENCE_WIDTH, "A"
    for at, column in lettered:
        width += _width(column)
        if width > _PRINTED_WIDTH:
            break
        last = at
    return last


def _cut(
    book: OpenpyxlBook, document: Document, paper: PaperSheet
) -> tuple[WorkbookPackage, PaperSheet, dict[str, str]]:
    styles: dict[str, str] = {}

    def cut_sheet(root: etree._Element) -> dict[str, str]:
        styles.update(cut_rows_from(root, 2))
        return {"rows": "", **cut_footer(root, footer_text(document.footer, None))}

    out = io.BytesIO()
    book.save(out)
    cutters: dict[str, Cutter] = {
        SHEET_PART: cut_sheet,
        PAPER_PART: lambda root: paper.cut(root, footer_text(document.footer, None)),
    }
    return cut_workbook(out.getvalue(), cutters, document.title), paper, styles
