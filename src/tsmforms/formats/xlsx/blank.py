"""The blank workbook of a form, built once with openpyxl: cells, styles, names, validations, colours, protection."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

import attrs

from tsmforms import keys
from tsmforms.formats.xlsx.grid import SheetColumns, columns_of
from tsmforms.formats.xlsx.guidance import add_guidance
from tsmforms.formats.xlsx.identity import fingerprints
from tsmforms.formats.xlsx.marks import Box as AnswerBox
from tsmforms.formats.xlsx.marks import FormulaMark, marks_of
from tsmforms.formats.xlsx.measure import lines_of, points_for
from tsmforms.formats.xlsx.names import OWN_PREFIX
from tsmforms.formats.xlsx.plan import PlannedBox, PlannedLine, SheetPlan, Style, Words
from tsmforms.formats.xlsx.styles import (
    AMBER_TINT,
    CLASH_TINT,
    GREEN_TINT,
    LOOKS,
    MARK_LOOKS,
    RED_TINT,
    StyleMaker,
    number_format,
)
from tsmforms.formats.xlsx.untyped import OpenpyxlBook, OpenpyxlCell, OpenpyxlSheet, OpenpyxlStyle
from tsmforms.formats.xlsx.validations import Check, ChoiceLists, add_checks, check_of
from tsmforms.layout import Document, Slot, Text
from tsmforms.layout.look import PLAIN, PageLook
from tsmforms.model import FormSpec
from tsmforms.model.cellnames import HIDDEN_SHEET

FORM_SHEET = "Form"
IDENTITY_ROWS = ("form", "edition", "digest", "record_id", "labels")
"""Rows of the hidden sheet, name in column A, value in column B."""

RECORD_ID_CELL = "B4"
_TINTS = {"red": RED_TINT, "amber": AMBER_TINT, "green": GREEN_TINT}
_MOST_FROZEN = 90.0
"""Points of the rows that stay in sight when the sheet is scrolled: title and letterhead, unless that is long."""

_LEAST_POINTS = 19.0
"""The least height of a box, so that a printed copy can be filled in by hand."""


@attrs.frozen
class SlotCell:
    """Where one slot stands: its cell, its sheet row, and the width its text has."""

    slot: Slot
    ref: str
    row: int
    width: float
    rows: int = 1
    column: int = 1


@attrs.frozen
class WordsCell:
    """Printed words with a computed value among them."""

    words: Words
    ref: str
    style: Style
    width: float


@attrs.frozen
class RowHeight:
    """A sheet row: its height when blank, how it may break over pages, and whether it is a heading."""

    points: float
    keep: bool
    break_before: bool
    fixed: bool
    is_heading: bool = False


@attrs.frozen
class BlankWorkbook:
    """A built workbook and where everything stands in it. Rows count from 1."""

    data: bytes
    slots: tuple[SlotCell, ...]
    computed: tuple[WordsCell, ...]
    heights: tuple[RowHeight, ...]
    head: float
    """Height in points of the rows that come again on each page."""


class SheetBuilder:
    """One sheet of a plan in the making: `slots`, `computed`, `heights` and `labels` say what is on it."""

    def __init__(self, plan: SheetPlan, book: OpenpyxlBook, sheet: OpenpyxlSheet, look: PageLook = PLAIN) -> None:
        self.plan = plan
        self.columns: SheetColumns = columns_of(plan)
        self.book = book
        self.sheet = sheet
        self.styles = StyleMaker(look)
        self.slots: list[SlotCell] = []
        self.computed: list[WordsCell] = []
        self.heights: list[RowHeight] = []
        self.labels: set[str] = set()

    def lay_out(self) -> None:
        """Columns, and every line of the plan as a row."""
        from openpyxl.utils import get_column_letter

        for i, width in enumerate(self.columns.widths, 1):
            self.sheet.column_dimensions[get_column_letter(i)].width = round(width, 2)
        for number, line in enumerate(self.plan.lines, 1):
            _add_line(self, number, line)


def build_blank(document: Document, plan: SheetPlan, spec: FormSpec | None = None) -> BlankWorkbook:
    """The workbook of a concrete tree's plan; with the form's rules where its spec is given."""
    book = new_book(document.look)
    sheet = book.active
    sheet.title = FORM_SHEET
    builder = SheetBuilder(plan, book, sheet, document.look)
    builder.lay_out()
    _name_boxes(builder)
    _colour_ratings(builder)
    boxes = {(cell.slot.path, cell.slot.option): cell.ref for cell in builder.slots}
    marks = marks_of(spec, {box: _absolute(ref) for box, ref in boxes.items()}) if spec else ()
    mark_cells(builder.sheet, marks, boxes)
    title = _set_page(builder, document)
    add_guidance(builder.book, document)
    hidden = _add_identity(builder, document)
    add_checks(builder.sheet, _checks(builder.slots, marks), ChoiceLists(hidden))
    head = sum(height.points for height in builder.heights[title - 1 : title + 1])
    return BlankWorkbook(_saved(book), tuple(builder.slots), tuple(builder.computed), tuple(builder.heights), head)


def new_book(look: PageLook = PLAIN) -> OpenpyxlBook:
    """An empty workbook in the type of our pages."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book._named_styles["Normal"].font = Font(name=look.font, size=10)
    return book


def _add_line(builder: SheetBuilder, number: int, line: PlannedLine) -> None:
    for box in line.boxes:
        _add_box(builder, number, box)
    points = line.points if line.points is not None else max(map(_blank_points, line.boxes), default=15.0)
    builder.sheet.row_dimensions[number].height = points
    builder.heights.append(RowHeight(points, line.keep, line.break_before, line.points is not None, line.is_heading))


def _blank_points(box: PlannedBox) -> float:
    look = LOOKS[box.style]
    scale = look.size / 10
    if isinstance(box.content, Slot):
        return max(_LEAST_POINTS, points_for(max(1, -(-box.content.lines // box.down)), scale))
    text = "".join(part.text if isinstance(part, Text) else "0" * 12 for part in box.content)
    lines = lines_of(text, box.width, scale * (1.08 if look.bold else 1.0))
    return points_for(max(1, -(-lines // box.down)), scale)


def _add_box(builder: SheetBuilder, row: int, box: PlannedBox) -> None:
    first, last = builder.columns.span(box)
    cell = builder.sheet.cell(row, first)
    slot = box.content if isinstance(box.content, Slot) else None
    builder.styles.apply(cell, box.style, editable=slot is not None)
    if isinstance(box.content, Slot):
        _add_slot(builder, cell, box, box.content)
    else:
        _add_words(builder, cell, box, box.content)
    if last > first or box.down > 1:
        _merge(builder, cell, last, row + box.down - 1)


def _merge(builder: SheetBuilder, cell: OpenpyxlCell, last_column: int, last_row: int) -> None:
    """Merge from this cell on: the cells behind it have its lines on the outside, and its protection.

    openpyxl's own way compares every style with every other for each of the cells.
    """
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.cell_range import CellRange

    area = CellRange(min_col=cell.column, min_row=cell.row, max_col=last_column, max_row=last_row)
    builder.sheet.merged_cells.ranges.add(area)
    for row, column in list(area.cells)[1:]:
        merged = MergedCell(builder.sheet, row, column)
        builder.sheet._cells[row, column] = merged
        outside = {
            "left": column == area.min_col,
            "right": column == area.max_col,
            "top": row == area.min_row,
            "bottom": row == area.max_row,
        }
        builder.styles.apply_edges(merged, cell, tuple(side for side, there in outside.items() if there))


def _add_slot(builder: SheetBuilder, cell: OpenpyxlCell, box: PlannedBox, slot: Slot) -> None:
    cell.number_format = number_format(slot)
    builder.slots.append(SlotCell(slot, cell.coordinate, cell.row, box.width, box.down, cell.column))


def _add_words(builder: SheetBuilder, cell: OpenpyxlCell, box: PlannedBox, words: Words) -> None:
    texts = [part for part in words if isinstance(part, Text)]
    if len(texts) < len(words):
        builder.computed.append(WordsCell(words, cell.coordinate, box.style, box.width))
        return
    text = "".join(part.text for part in texts).strip()
    if text:
        cell.value = text
        cell.data_type = "s"
        builder.labels.add(text)


def _name_boxes(builder: SheetBuilder) -> None:
    for slot in builder.slots:
        name_cells(builder.book, keys.defined_name(slot.slot.path, slot.slot.option), FORM_SHEET, slot.ref)
    for number, words in enumerate(builder.computed):
        name_cells(builder.book, f"{OWN_PREFIX}words_{number}", FORM_SHEET, words.ref)
    for region in builder.plan.regions:
        last = f"{_letter(len(builder.columns.widths))}{region.last + 1}"
        name_cells(builder.book, keys.defined_name(region.path), FORM_SHEET, f"A{region.first + 1}", last)


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))


def name_cells(book: OpenpyxlBook, name: str, sheet: str, first: str, last: str | None = None) -> None:
    """Name a cell, or the range from the first to the last, for the whole workbook."""
    from openpyxl.utils import absolute_coordinate
    from openpyxl.workbook.defined_name import DefinedName

    cells = absolute_coordinate(first) + (f":{absolute_coordinate(last)}" if last else "")
    book.defined_names[name] = DefinedName(name, attr_text=f"{sheet}!{cells}")


def _checks(slots: Iterable[SlotCell], marks: Iterable[FormulaMark]) -> dict[Check, list[str]]:
    asked = asked_of(marks)
    out: dict[Check, list[str]] = {}
    for cell in slots:
        check = check_of(cell.slot.field, asked.get(cell.slot.path, ()), ticked=cell.slot.option is not None)
        if check:
            out.setdefault(check, []).append(cell.ref)
    return out


def asked_of(marks: Iterable[FormulaMark]) -> dict[str, list[str]]:
    """The sentences of the rules that mark the boxes of a path."""
    out: dict[str, list[str]] = {}
    for mark in marks:
        for path in dict.fromkeys(path for path, _ in mark.boxes):
            out.setdefault(path, []).append(mark.sentence)
    return out


def mark_cells(sheet: OpenpyxlSheet, marks: Iterable[FormulaMark], boxes: Mapping[AnswerBox, str]) -> None:
    """A conditional format for each mark, on the cells (or columns) of its boxes."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Border, PatternFill, Side

    looks: dict[str, dict[str, OpenpyxlStyle]] = {}
    for severity, (fill, line) in MARK_LOOKS.items():
        side = Side(style="thin", color=line)
        looks[severity] = {
            "fill": PatternFill(start_color=fill, end_color=fill, fill_type="solid"),
            "border": Border(left=side, right=side, top=side, bottom=side),
        }
    for mark in marks:
        rule = FormulaRule([mark.formula], **looks[mark.severity])
        sheet.conditional_formatting.add(" ".join(boxes[box] for box in mark.boxes), rule)


def _colour_ratings(builder: SheetBuilder) -> None:
    """Marked boxes are tinted; two marks in one rating stand out in a colour of their own."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    def fill(colour: str) -> OpenpyxlStyle:
        return PatternFill(start_color=colour, end_color=colour, fill_type="solid")

    ratings: dict[str, list[SlotCell]] = {}
    for cell in builder.slots:
        if cell.slot.option and cell.slot.field.kind.takes_one:
            ratings.setdefault(cell.slot.path, []).append(cell)
    for cells in ratings.values():
        marked = "+".join(f"(LEN(TRIM({_absolute(c.ref)}))>0)" for c in cells)
        area = " ".join(c.ref for c in cells)
        rule = FormulaRule([f"AND(LEN(TRIM({cells[0].ref}))>0,{marked}>1)"], stopIfTrue=True, fill=fill(CLASH_TINT))
        builder.sheet.conditional_formatting.add(area, rule)
    for code, colour in _TINTS.items():
        for refs in _by_column(
            c.ref
            for cells in ratings.values()
            for c in cells
            if c.slot.option == code and c.slot.field.kind.is_coloured
        ):
            rule = FormulaRule([f"LEN(TRIM({refs[0]}))>0"], fill=fill(colour))
            builder.sheet.conditional_formatting.add(" ".join(refs), rule)


def _by_column(refs: Iterable[str]) -> list[list[str]]:
    """Cells of one column together: a rule's formula is relative to the upper left corner of its cells."""
    columns: dict[str, list[str]] = {}
    for ref in refs:
        columns.setdefault(ref.rstrip("0123456789"), []).append(ref)
    return list(columns.values())


def _absolute(ref: str) -> str:
    from openpyxl.utils import absolute_coordinate

    return str(absolute_coordinate(ref))


def _set_page(builder: SheetBuilder, document: Document) -> int:
    """How the sheet is printed and seen; gives the row of the title, which with the next comes again on each page."""
    sheet = builder.sheet
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if document.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    set_margins(sheet)
    sheet.print_area = f"A1:{_letter(len(builder.columns.widths))}{len(builder.plan.lines)}"
    title = next(i for i, line in enumerate(builder.plan.lines, 1) if line.boxes and line.boxes[0].style == "title")
    sheet.print_title_rows = f"{title}:{title + 1}"
    if sum(height.points for height in builder.heights[:title]) <= _MOST_FROZEN:
        sheet.freeze_panes = f"A{title + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.oddHeader.right.text = sheet.oddFooter.left.text = FORM_SHEET  # replaced when filled
    protect(sheet)
    return title


def set_margins(sheet: OpenpyxlSheet) -> None:
    """Narrow margins in inches, room for the identity at the foot, and the page number."""
    sheet.page_margins.left = sheet.page_margins.right = 0.45
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.65
    sheet.page_margins.header, sheet.page_margins.footer = 0.25, 0.3
    sheet.print_options.horizontalCentered = True


def protect(sheet: OpenpyxlSheet) -> None:
    """Only the boxes can be changed; rows may be added, made higher, and pictures put in. No password."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = sheet.protection.insertRows = False


def _add_identity(builder: SheetBuilder, document: Document) -> OpenpyxlSheet:
    return add_identity(builder.book, document, labels=builder.labels)


def add_identity(book: OpenpyxlBook, document: Document, labels: Iterable[str]) -> OpenpyxlSheet:
    """The hidden sheet that says which form this is, and which words are printed rather than answers."""
    sheet = book.create_sheet(HIDDEN_SHEET)
    values: Sequence[str | None] = (document.form, document.edition, document.digest, None, fingerprints(labels))
    for row, (name, value) in enumerate(zip(IDENTITY_ROWS, values, strict=True), 1):
        sheet.cell(row, 1, name)
        cell = sheet.cell(row, 2)
        cell.number_format = "@"
        if value is not None:
            cell.value = value
            cell.data_type = "s"
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
    return sheet


def _saved(book: OpenpyxlBook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
