"""Tables of a template: grids, tables with printed rows or a loop, signatures, places for pictures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tsmforms import keys
from tsmforms.formats.docx import naming
from tsmforms.formats.docx.inlines import Scope, anchored_box, box, cell_paragraphs, label, marked
from tsmforms.formats.docx.wml import Mm, jinja_run, paragraph, run, static
from tsmforms.layout import Cell, Column, Grid, ImageBox, Row, SignatureBlock, Slot, Table, Text
from tsmforms.layout.look import PALE
from tsmforms.layout.nodes import GRID_LINES

_ROW_HEIGHT = Mm(7.5)
_GRID_HEIGHT = Mm(10.5)
_LINE_HEIGHT = Mm(4.7)
_NO_HEIGHT = Mm(1)
"""A row of a letter, or of a table without boxes, is as high as its words: nothing is written in it by hand."""


def gap(keep: bool = False) -> str:
    """A little air behind a table, and the paragraph that keeps two tables apart."""
    return paragraph("", "Gap", "<w:keepNext/>" if keep else "")


def without_last_gap(xml: str) -> str:
    """The air behind a document's last table as low as Word allows, so that it never needs a page of its own."""
    if not xml.endswith(gap()):
        return xml
    low = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return xml.removesuffix(gap()) + paragraph("", "Gap", low)


def _look(value: str, row: int, column: int) -> str:
    return f'<w:tblLook w:val="{value}" w:firstRow="{row}" w:lastRow="0" w:firstColumn="{column}" '


_NO_HEADS, _COLUMN_HEADS, _HEADS = _look("0600", 0, 0), _look("0620", 1, 0), _look("06A0", 1, 1)
"""Whether the first row and column are headers, as Word says it to a screen reader; our styles look the same."""


def frame(widths: Sequence[int], rows: str, caption: str = "", heads: str = _NO_HEADS) -> str:
    """A table of these column widths in twips; the caption is for screen readers."""
    name = f'<w:tblCaption w:val="{static(caption)}"/>' if caption else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{heads}'
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{name}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def row(cells: str, height: Mm, *, header: bool = False, whole: bool = True) -> str:
    """A row of at least this height; `whole` keeps it on one page, `header` repeats it on each."""
    keep = "<w:cantSplit/>" if whole else ""
    head = "<w:tblHeader/>" if header else ""
    return f'<w:tr><w:trPr>{keep}<w:trHeight w:val="{height.twips}" w:hRule="atLeast"/>{head}</w:trPr>{cells}</w:tr>'


def cell(content: str, width: int, *, span: int = 1, fill: str = "", middle: bool = False) -> str:
    """A cell around paragraphs."""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    align = '<w:vAlign w:val="center"/>' if middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}{shade}{align}</w:tcPr>{content}</w:tc>'


def widths_of(shares: Sequence[float], total: int) -> list[int]:
    """The total split by shares, to the twip."""
    edges = [round(total * sum(shares[:i]) / sum(shares)) for i in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _slots(cells: Sequence[Cell]) -> list[Slot]:
    return [inline for one in cells for inline in one.inlines if isinstance(inline, Slot)]


def _is_short(cells: Sequence[Cell]) -> bool:
    """Whether a row is kept on one page: one that holds long text may be longer than a page."""
    return all(slot.lines <= 3 for slot in _slots(cells))


def _lines(cells: Sequence[Cell]) -> int:
    """The lines of the tallest cell: each box counts with its own height."""
    return max((sum(s.lines for s in _slots([one]) if not s.option) for one in cells), default=1)


# --- grids


def grid(scope: Scope, block: Grid) -> str:
    """Labels above their boxes, several to a row; of a grid that is broken over two pages no row is alone."""
    columns = max(sum(one.span for one in cells) for cells in block.rows)
    widths = widths_of([1.0] * columns, scope.width)
    last = len(block.rows) - 1
    whole = block.keep or sum(1 + _lines(cells) for cells in block.rows) <= GRID_LINES
    kept = [block.keep or (n < last and (whole or n in (0, last - 1))) for n in range(last + 1)]
    rows = "".join(_grid_row(scope.kept(keep), cells, widths) for keep, cells in zip(kept, block.rows, strict=True))
    return frame(widths, rows) + gap(block.keep)


def _grid_row(scope: Scope, cells: Sequence[Cell], widths: Sequence[int]) -> str:
    out, column = [], 0
    for one in cells:
        width = sum(widths[column : column + one.span])
        out.append(cell(cell_paragraphs(scope.cell(width), one, "BoxText"), width, span=one.span))
        column += one.span
    lines = max(1, _lines(cells))
    # LibreOffice heeds "keep with next" in a table only where not all of its rows are unbreakable.
    whole = _is_short(cells) and not scope.keep
    height = _NO_HEIGHT if scope.letter else Mm(_GRID_HEIGHT.mm + (lines - 1) * _LINE_HEIGHT.mm)
    return row("".join(out), height, whole=whole)


# --- tables


def table(scope: Scope, block: Table) -> str:
    """A header row that repeats on every page, then printed rows or the loop over a list."""
    widths = widths_of([column.width for column in block.columns], scope.width)
    head = _header(scope, block, widths)
    if block.repeat:
        inner = scope.inside(block.repeat.path)
        loop = inner.loops[-1]
        listed = naming.expression(block.repeat.path, scope.loops)
        kept = block.keep or block.is_signed or block.whole
        body = (
            _tag_row(f"{{%tr for {loop.variable} in {listed} %}}", widths)
            + _row(inner.kept(kept), block.rows[0], widths, listed=True)
            + _tag_row("{%tr endfor %}", widths)
        )
    else:
        body = "".join(
            _row(scope.kept(block.keep or _is_kept(block, n)), one, widths) for n, one in enumerate(block.rows)
        )
    return frame(widths, head + body, block.caption, _HEADS if len(widths) > 1 else _COLUMN_HEADS) + gap(block.keep)


_ROWS_TOGETHER = 3
"""Rows of a long table that stay together at its head and at its end: none is alone on its page."""


def _is_kept(block: Table, n: int) -> bool:
    """Whether a printed row stays on the page of the next."""
    last = len(block.rows) - 1
    if block.is_short:
        return n < last
    return n < _ROWS_TOGETHER - 1 or last - _ROWS_TOGETHER < n < last


def _tag_row(code: str, widths: Sequence[int]) -> str:
    content = paragraph(jinja_run(code), "TableText")
    return f"<w:tr>{cell(content, sum(widths), span=len(widths))}</w:tr>"


def _header(scope: Scope, block: Table, widths: Sequence[int]) -> str:
    out = []
    for i, (column, width) in enumerate(zip(block.columns, widths, strict=True)):
        slots = _slots([block.rows[0].cells[i]]) if block.rows else []
        fill = _fill(slots) or scope.look.colours.head
        style = "TableHeadCentre" if _is_tick(slots) else "TableHead"
        out.append(cell(paragraph(_heading(scope, block, column, slots), style), width, fill=fill, middle=True))
    return row("".join(out), _NO_HEIGHT if scope.letter else _ROW_HEIGHT, header=True)


def _heading(scope: Scope, block: Table, column: Column, slots: Sequence[Slot]) -> str:
    words = run(column.label) if column.label else ""
    if block.repeat and len(slots) == 1:
        return marked(scope, keys.label_bookmark(slots[0].path, slots[0].option), words)
    return words


def _is_tick(slots: Sequence[Slot]) -> bool:
    return len(slots) == 1 and slots[0].option is not None


def _fill(slots: Sequence[Slot]) -> str:
    """The tint of a rating's column; the letter above it says the same."""
    if _is_tick(slots) and slots[0].field.kind.is_coloured:
        return PALE.get(slots[0].option or "", "")
    return ""


def _row(scope: Scope, block: Row, widths: Sequence[int], listed: bool = False) -> str:
    out = []
    ticked = any(_is_tick(_slots([one])) for one in block.cells)
    for one, width in zip(block.cells, widths, strict=True):
        slots = _slots([one])
        fill = scope.look.colours.label if one.label else _fill(slots)
        content = _listed_box(scope, one) if listed and len(one.inlines) == len(slots) == 1 else ""
        out.append(
            cell(
                content or cell_paragraphs(scope.cell(width), one, "TableText"),
                width,
                fill=fill,
                middle=ticked and (_is_tick(slots) or one.label),
            )
        )
    whole = (scope.letter or _is_short(block.cells)) and not (listed and scope.keep)
    return row("".join(out), _height(scope, block.cells), whole=whole)


def _height(scope: Scope, cells: Sequence[Cell]) -> Mm:
    if scope.letter or not _slots(cells):
        return _NO_HEIGHT
    if any(slot.is_to_sign for slot in _slots(cells)):
        return _LINE_TO_SIGN
    return Mm(max(_ROW_HEIGHT.mm, 2 + max(1, _lines(cells)) * _LINE_HEIGHT.mm))


def _listed_box(scope: Scope, one: Cell) -> str:
    """The one box of a list's column: its label is the column's heading, so it needs no mark of its own."""
    slot = _slots([one])[0]
    return scope.paragraph(box(scope, slot), "TableCentre" if slot.option else "TableText")


# --- signatures and pictures


def signatures(scope: Scope, blocks: Sequence[SignatureBlock]) -> str:
    """Signatures that follow each other, a table each: who signs, then name, position, the line to sign on, date."""
    return "".join(_signature(scope, block) for block in blocks)


_SIGNATURE_SHARES = {"name": 41.0, "position": 33.0, "signed": 74.0, "date": 28.0}
_LINE_TO_SIGN = Mm(17.5)
"""Height of the row in which is signed: twelve millimetres to write in, below a label and its small boxes."""


def _part(one: Cell) -> str:
    return _slots([one])[0].path.rpartition(".")[2]


def _signature(scope: Scope, block: SignatureBlock) -> str:
    """It stays on the page of what follows, so that nobody signs an empty page; the last with the air behind it."""
    here = scope.kept(True)
    widths = widths_of([_SIGNATURE_SHARES.get(_part(one), 40.0) for one in block.cells], scope.width)
    caption = cell(
        here.paragraph(run(block.caption), "TableHead"), scope.width, span=len(widths), fill=scope.look.colours.head
    )
    boxes = "".join(
        cell(_signature_cell(here.cell(width), one), width) for one, width in zip(block.cells, widths, strict=True)
    )
    return frame(widths, row(caption, _ROW_HEIGHT) + row(boxes, _LINE_TO_SIGN), block.caption) + gap(block.keep)


def _signature_cell(scope: Scope, one: Cell) -> str:
    if len(one.inlines) == 2:
        return cell_paragraphs(scope, one, "BoxText")
    words, *choices = one.inlines
    assert isinstance(words, Text)
    inner = run(words.text + "   ", scope.quiet) + "".join(
        anchored_box(scope, part) if isinstance(part, Slot) else run("\u00a0" + getattr(part, "text", "") + "   ")
        for part in choices
    )
    return scope.paragraph(inner, "BoxText")


def image_box(scope: Scope, block: ImageBox) -> str:
    """The box for a picture, and below it the box for what the picture shows in words."""
    picture = paragraph(box(scope, block.picture), "TableText")
    words = paragraph(label(scope, block.alt.label, block.alt), "BoxLabel") + paragraph(
        box(scope, block.alt), "BoxText"
    )
    title = cell(
        paragraph(label(scope, block.caption, block.picture), "TableHead"), scope.width, fill=scope.look.colours.head
    )
    rows = (
        row(title, _ROW_HEIGHT)
        + row(cell(picture, scope.width), Mm(block.height_mm))
        + row(cell(words, scope.width), _GRID_HEIGHT)
    )
    return frame([scope.width], rows, block.caption) + gap()
