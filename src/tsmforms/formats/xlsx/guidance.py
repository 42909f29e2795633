"""The sheet "How to fill in this form", in plain English, made from what the form holds."""

from __future__ import annotations

from collections.abc import Callable

from tsmforms.formats.xlsx.measure import lines_of, points_for
from tsmforms.formats.xlsx.plan import Style
from tsmforms.formats.xlsx.styles import StyleMaker
from tsmforms.formats.xlsx.untyped import OpenpyxlBook, OpenpyxlSheet
from tsmforms.layout import Document, Slot, Table, slots_of, walk
from tsmforms.model.kinds import Shape

GUIDANCE_SHEET = "How to fill in this form"
_TABLE_TITLE = "How to fill in this table"
_WIDTH = 92.0
_NOTHING = "B1"
"""An empty cell as print area: Excel and LibreOffice print nothing of this sheet with a whole workbook."""

_Test = Callable[[Document, tuple[Slot, ...]], bool]


def _has(widget: str) -> _Test:
    return lambda _document, slots: any(slot.widget == widget for slot in slots)


def _shape(shape: Shape) -> _Test:
    return lambda _document, slots: any(slot.field.kind.entry.shape == shape for slot in slots)


def _ratings(_document: Document, slots: tuple[Slot, ...]) -> bool:
    return any(slot.field.kind.is_coloured for slot in slots)


def _open_lists(document: Document, _slots: tuple[Slot, ...]) -> bool:
    tables = [block for block in walk(document.blocks) if isinstance(block, Table)]
    return any(table.rows and table.rows[0].key.isdigit() for table in tables)


_FORM_STEPS: tuple[tuple[_Test | None, str], ...] = (
    (
        None,
        'Fill in the white boxes on the sheet "Form". The Tab key takes you from box to box. '
        "The rest of the sheet is protected, so that nothing is changed by accident; there is no password.",
    ),
    (None, 'Leave a box empty where you have no answer. Please do not write "n/a" or a dash.'),
    (
        _ratings,
        "Red, amber, green: type X in one of the three boxes of a row, R, A or G. "
        "The box takes its colour. A row with two marks turns purple: please take one out.",
    ),
    (_shape("several"), "Tick boxes: type X in the box of every answer that applies."),
    (_has("dropdown"), "Boxes with a list: click the box, then the arrow beside it, and choose."),
    (_has("date"), "Dates: type the day first, for example 14/09/2026."),
    (_has("time"), "Times: type them as 08:50 or 14:15."),
    (_shape("share"), "Percentages: type 87.5 or 87.5%. The box shows the % sign."),
    (_shape("money"), "Amounts: type pounds, for example 12.50."),
    (
        _shape("picture"),
        "Pictures: click the box, then Insert, Pictures. Leave the picture's upper left corner in the box, and say below "
        "it what it shows.",
    ),
    (None, "For a new line inside a box press Alt and Enter together."),
    (
        None,
        "A box that turns yellow does not fit with another answer, or is needed because of one. Click the box: a "
        "note says what is asked. Nothing is refused; you can keep your answer if it is right.",
    ),
    (
        _open_lists,
        "If a table has too few rows, add more: right-click a row number inside the table and choose "
        "Insert. New rows are read too.",
    ),
    (
        None,
        "Long answers: make the row higher by dragging its lower edge if you want to see all of the text. "
        "All of it is kept, seen or not.",
    ),
    (
        None,
        "When you have finished, save the file as an Excel workbook (.xlsx) and send it back. "
        "Please do not change the line at the foot of the form: it says which form this is.",
    ),
)

_TABLE_STEPS: tuple[tuple[_Test | None, str], ...] = (
    (None, 'Each row of the sheet "Letters" is one letter to one person. Two parents are two rows.'),
    (
        None,
        "Type or paste the rows below the headings. Leave a cell empty where you have no answer. "
        "You may sort and delete rows.",
    ),
    (None, "Please keep the row of headings as it is: the cells are found by it."),
    (_has("date"), "Dates: type the day first, for example 14/09/2026."),
    (_has("time"), "Times: type them as 08:50 or 14:15."),
    (_has("dropdown"), "Cells with a list: click the cell, then the arrow beside it, and choose."),
    (None, "For a new line inside a cell, in an address for example, press Alt and Enter together."),
    (
        None,
        'The sheet "Letter on paper" shows one row with everything in it, to read or to print. Type the number of the row '
        'at its top; change answers on the sheet "Letters" only.',
    ),
    (None, '"Letter reference" is filled in by the program; leave it empty for a new letter.'),
    (None, "When you have finished, save the file as an Excel workbook (.xlsx)."),
)


def add_guidance(book: OpenpyxlBook, document: Document) -> None:
    """Add the sheet with the steps that this document needs."""
    sheet = book.create_sheet(GUIDANCE_SHEET)
    sheet.column_dimensions["A"].width = _WIDTH
    sheet.sheet_view.showGridLines = False
    styles = StyleMaker(document.look)
    slots = tuple(slots_of(document.blocks))
    steps = _TABLE_STEPS if document.is_letter else _FORM_STEPS
    wanted = [text for test, text in steps if test is None or test(document, slots)]
    _put(sheet, styles, 1, "title", GUIDANCE_SHEET if not document.is_letter else _TABLE_TITLE)
    for row, text in enumerate(wanted, 2):
        _put(sheet, styles, row, "body", f"{row - 1}.  {text}")
    sheet.print_area = _NOTHING
    sheet.protection.sheet = True


def _put(sheet: OpenpyxlSheet, styles: StyleMaker, row: int, style: Style, text: str) -> None:
    cell = sheet.cell(row, 1, text)
    styles.apply(cell, style)
    scale = 1.6 if style == "title" else 1.0
    sheet.row_dimensions[row].height = points_for(lines_of(text, _WIDTH, scale), scale) + 6


def is_guidance_line(text: str) -> bool:
    """Whether a text is the title of the guidance sheet, or one of its steps with any number before it."""
    if len(text) > _LONGEST:  # thousands of cells may share one text of a book's length
        return False
    number, dot, step = text.partition(".  ")
    return text in _TITLES or (bool(dot) and number.isdigit() and step in _STEPS)


_TITLES = frozenset({GUIDANCE_SHEET, _TABLE_TITLE})
_STEPS = frozenset(text for _, text in (*_FORM_STEPS, *_TABLE_STEPS))
_LONGEST = max(map(len, (*_TITLES, *_STEPS))) + len("1000.  ")
