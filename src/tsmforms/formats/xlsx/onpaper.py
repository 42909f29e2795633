"""The sheet "Letter on paper": everything of one row of a letter's table, one below the other, to read and to print.

A table of recipients is as wide as its letter has answers. On this sheet each is a cell that repeats the one of the
table (`INDEX`), in the row whose number is at the top; nothing is typed here but that number, and nothing of the
sheet is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from tsmforms.formats.xlsx.blank import RowHeight, SheetBuilder, name_cells, protect, set_margins
from tsmforms.formats.xlsx.cells import formula_cell
from tsmforms.formats.xlsx.measure import lines_of, points_for
from tsmforms.formats.xlsx.names import OWN_PREFIX, TABLE_SHEET
from tsmforms.formats.xlsx.pagebreaks import RowGroup, breaks, groups_of
from tsmforms.formats.xlsx.plan import PAGE, PlannedBox, PlannedLine, SheetPlan, Style
from tsmforms.formats.xlsx.styles import field_format
from tsmforms.formats.xlsx.template import CutPart, cut_breaks, cut_cells, cut_footer, cut_rows
from tsmforms.formats.xlsx.untyped import OpenpyxlBook
from tsmforms.layout import Content, DerivedText, Document, Text
from tsmforms.layout.columns import TableColumn
from tsmforms.model.cellnames import PAPER_SHEET
from tsmforms.model.kinds import Shape

if TYPE_CHECKING:
    from lxml import etree

FIRST_ROW = 2
"""The row of the table that is shown when the workbook is opened."""

_ROW_CELL = "row"
_LABEL = 20.0
_CHOOSING = 42.0
_NUMBER = 4.0
_WIDE = 40.0
_NARROW_LIST = 60.0
_LONG_LINES = 2
_AIR = 3.0
_DATE = 18.0
_WRAPPED = frozenset({"text", "lines", "yes_no", "one", "several"})
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@attrs.frozen
class _ListEntry:
    """An entry of a list: its number from 1, and its columns by their place in it."""

    number: int
    columns: Mapping[str, TableColumn]


@attrs.frozen
class PaperCell:
    """A cell that repeats one of the table: its reference, its row, the width its text has, and whose answer it is."""

    ref: str
    row: int
    width: float
    path: str
    shape: Shape
    formula: str


@attrs.frozen
class PaperSheet:
    """The sheet as built: its cells, the height of each row when blank, and its printed words."""

    cells: tuple[PaperCell, ...]
    heights: tuple[RowHeight, ...]
    groups: tuple[RowGroup, ...]
    labels: frozenset[str]

    def cut(self, root: etree._Element, footer: str) -> dict[str, str]:
        """Marks for every cell that repeats one, for the height of its row, and for the footer."""
        blanks = cut_cells(root, [cell.ref for cell in self.cells])
        for cell in self.cells:
            prefix = blanks[f"cell {cell.ref}"].removesuffix("/>")
            blanks[f"cell {cell.ref}"] = formula_cell(prefix, cell.formula, cell.shape, None, "")
        rows = cut_rows(root, {cell.row for cell in self.cells})
        return {
            **blanks,
            **rows,
            **cut_footer(root, footer),
            **cut_breaks(root, breaks(self.groups, {}, self.heights[0].points)),
        }

    def filled(self, part: CutPart, contents: Sequence[Content]) -> list[str]:
        """The pieces of the cut sheet with the results of the first letter; rows are high enough for all of them."""
        pieces = list(part.pieces)
        first = contents[0]
        for cell in self.cells:
            if text := first.texts.get(cell.path):
                at = part.places[f"cell {cell.ref}"]
                prefix = pieces[at].partition(" t=")[0].partition(">")[0]
                pieces[at] = formula_cell(prefix, cell.formula, cell.shape, first.values.get(cell.path), text)
        more: dict[int, float] = {}
        for row, points in self._needed(contents).items():
            pieces[part.places[f"row {row}"]] = f"{points:g}"
            start = next(group.start for group in reversed(self.groups) if group.start < row)
            more[start] = more.get(start, 0.0) + points - self.heights[row - 1].points
        pieces[part.places["breaks"]] = breaks(self.groups, more, self.heights[0].points)
        return pieces

    def _needed(self, contents: Sequence[Content]) -> dict[int, float]:
        """The height of the rows that are too low for an answer."""
        out: dict[int, float] = {}
        for cell in self.cells:
            texts = [content.texts.get(cell.path, "") for content in contents] if cell.shape in _WRAPPED else []
            points = points_for(max((lines_of(text, cell.width) for text in texts), default=1)) + _AIR
            if points > out.get(cell.row, self.heights[cell.row - 1].points):
                out[cell.row] = points
        return out


def paper_plan(document: Document, columns: Sequence[TableColumn]) -> SheetPlan:
    """The sheet's lines: title, the number of the row, then answers in pairs, long ones and lists below each other."""
    lines = [
        PlannedLine((_words(0, PAGE, "title", document.title),), keep=True),
        _line(
            _words(0, _CHOOSING, "label", f'Row of the sheet "{TABLE_SHEET}" that is shown here'),
            PlannedBox(_CHOOSING, PAGE / 2, "input_line", (DerivedText(_ROW_CELL),)),
        ),
        PlannedLine((), 6),
    ]
    for listed, found in groupby(columns, lambda column: _list_of(column.path)):
        group = list(found)
        lines += _list_lines(group) if listed else _pairs(group)
        lines.append(PlannedLine((), 6))
    return SheetPlan(tuple(lines[:-1]), ())


def _words(left: float, right: float, style: Style, text: str) -> PlannedBox:
    return PlannedBox(left, right, style, (Text(text),))


def _line(*boxes: PlannedBox, lines: int = 1, keep: bool = False) -> PlannedLine:
    """A row as high as its printed words, and of this many lines at least."""
    printed = [(box.width, box.content) for box in boxes if isinstance(box.content, tuple)]
    texts = ((part.text, width) for width, words in printed for part in words if isinstance(part, Text))
    most = max((lines_of(text, width) for text, width in texts), default=1)
    return PlannedLine(boxes, points_for(max(lines, most)) + _AIR, keep)


def _repeated(left: float, right: float, column: TableColumn) -> PlannedBox:
    return PlannedBox(left, right, "row_label", (DerivedText(column.path),))


def _list_of(path: str) -> str:
    """The path of the list that an answer is an entry's of: `actions` of `actions.0.owner`."""
    parts = path.split(".")
    at = next((i for i, part in enumerate(parts) if part.isdigit()), 0)
    return ".".join(parts[:at])


def _pairs(columns: Iterable[TableColumn]) -> Iterator[PlannedLine]:
    """Two answers beside each other; one with long text has a line of its own."""
    waiting: list[TableColumn] = []
    for column in columns:
        if _is_long(column):
            yield from _pair(waiting)
            waiting = []
            yield _line(
                _words(0, _LABEL, "caption", column.heading), _repeated(_LABEL, PAGE, column), lines=_LONG_LINES
            )
        elif waiting:
            yield from _pair([*waiting, column])
            waiting = []
        else:
            waiting = [column]
    yield from _pair(waiting)


def _pair(columns: Sequence[TableColumn]) -> Iterator[PlannedLine]:
    half = PAGE / 2
    boxes = [
        box
        for left, column in zip((0.0, half), columns, strict=False)
        for box in (
            _words(left, left + _LABEL, "caption", column.heading),
            _repeated(left + _LABEL, left + half, column),
        )
    ]
    if boxes:
        yield _line(*boxes)


def _is_long(column: TableColumn) -> bool:
    return column.leaf.field.kind.entry.column >= _WIDE


def _list_lines(columns: Sequence[TableColumn]) -> Iterator[PlannedLine]:
    """A list as a table; a narrow and long one as two beside each other."""
    prefix = f"{_list_of(columns[0].path)}."
    entries = [
        _ListEntry(int(number) + 1, {column.path[len(prefix) :].partition(".")[2]: column for column in group})
        for number, group in groupby(columns, lambda column: column.path[len(prefix) :].partition(".")[0])
    ]
    shares = {rest: _share(column) for rest, column in entries[0].columns.items()}
    half = -(-len(entries) // 2)
    parts = [entries[:half], entries[half:]] if sum(shares.values()) <= _NARROW_LIST and half > 1 else [entries]
    width = PAGE / len(parts)
    yield PlannedLine((_words(0, PAGE, "strong", _list_name(entries[0])),), keep=True)
    heads = [box for i in range(len(parts)) for box in _head(entries[0], shares, i * width, width)]
    yield _line(*heads, keep=True)
    count = half if len(parts) > 1 else len(entries)
    for number in range(count):
        boxes = [
            box
            for i, part in enumerate(parts)
            for entry in part[number : number + 1]
            for box in _entry(entry, shares, i * width, width)
        ]
        yield _line(*boxes, keep=number == 0 and count > 1)


def _share(column: TableColumn) -> float:
    """Room for an entry's answer; that of a date cannot be broken over lines."""
    entry = column.leaf.field.kind.entry
    return max(entry.column, _DATE) if entry.shape == "date" else entry.column


def _list_name(entry: _ListEntry) -> str:
    column = next(iter(entry.columns.values()))
    return _capital(column.leaf.context[-1]) if column.leaf.context else column.heading


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _head(entry: _ListEntry, shares: Mapping[str, float], left: float, width: float) -> Iterator[PlannedBox]:
    yield _words(left, left + _NUMBER, "header", "")
    for rest, (begin, end) in _edges(shares, left + _NUMBER, width - _NUMBER):
        field = entry.columns[rest].leaf.field
        yield _words(begin, end, "header", _capital(field.column_label or field.label))


def _entry(entry: _ListEntry, shares: Mapping[str, float], left: float, width: float) -> Iterator[PlannedBox]:
    yield _words(left, left + _NUMBER, "caption", str(entry.number))
    for rest, (begin, end) in _edges(shares, left + _NUMBER, width - _NUMBER):
        yield _repeated(begin, end, entry.columns[rest])


def _edges(shares: Mapping[str, float], left: float, width: float) -> Iterator[tuple[str, tuple[float, float]]]:
    for rest, share in shares.items():
        right = left + width * share / sum(shares.values())
        yield rest, (left, right)
        left = right


# --- the sheet


def add_paper(book: OpenpyxlBook, document: Document, lettered: Sequence[tuple[str, TableColumn]]) -> PaperSheet:
    """Add the sheet of these columns of the table, each with its letters."""
    columns = [column for _, column in lettered]
    builder = SheetBuilder(paper_plan(document, columns), book, book.create_sheet(PAPER_SHEET), document.look)
    builder.lay_out()
    cells: list[PaperCell] = []
    letters = {column.path: (at, column) for at, column in lettered}
    selector = ""
    for words in builder.computed:
        (name,) = (part.name for part in words.words if isinstance(part, DerivedText))
        if name == _ROW_CELL:
            selector = _open_selector(builder, words.ref)
            continue
        at, column = letters[name]
        field = column.leaf.field
        source = f"INDEX({TABLE_SHEET}!${at}:${at},{selector})"
        formula = f'IF({source}="","",{source})'
        cell = builder.sheet[words.ref]
        cell.value, cell.number_format = f"={formula}", field_format(field)
        cells.append(PaperCell(words.ref, cell.row, words.width, column.path, field.kind.entry.shape, formula))
    _set_page(builder)
    heights = tuple(builder.heights)
    return PaperSheet(tuple(cells), heights, tuple(groups_of(heights)), frozenset(builder.labels))


def _open_selector(builder: SheetBuilder, ref: str) -> str:
    """The cell of the row's number can be changed; gives its place as a formula names it."""
    from openpyxl.styles import Protection
    from openpyxl.utils import absolute_coordinate
    from openpyxl.worksheet.datavalidation import DataValidation

    cell = builder.sheet[ref]
    cell.value, cell.number_format, cell.protection = FIRST_ROW, "0", Protection(locked=False)
    name_cells(builder.book, f"{OWN_PREFIX}{_ROW_CELL}", f"'{PAPER_SHEET}'", ref)
    check = DataValidation(
        "whole", formula1=str(FIRST_ROW), formula2="1048576", operator="between", showErrorMessage=True
    )
    check.error = f'Type the number of a row of the sheet "{TABLE_SHEET}", {FIRST_ROW} or more.'
    check.add(ref)
    builder.sheet.add_data_validation(check)
    return str(absolute_coordinate(ref))


def _set_page(builder: SheetBuilder) -> None:
    sheet = builder.sheet
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    set_margins(sheet)
    sheet.print_title_rows = "1:1"
    sheet.freeze_panes = "A3"
    sheet.sheet_view.showGridLines = False
    sheet.oddFooter.left.text = PAPER_SHEET  # replaced when filled
    protect(sheet)
