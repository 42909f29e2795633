"""From the concrete tree to lines of boxes: where everything stands on the sheet, before any workbook exists.

Widths are *units* of one digit, the measure of Excel's column widths; the page
is `PAGE` units wide. A line is one sheet row; a box may reach over several
units (merged columns) and several lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeAlias

import attrs

from tsmforms.layout import (
    AddressBlock,
    Block,
    Bullets,
    Cell,
    Column,
    Conditional,
    DerivedText,
    Document,
    Grid,
    Heading,
    ImageBox,
    Inline,
    PageBreak,
    Prose,
    Row,
    SignatureBlock,
    Slot,
    Table,
    Text,
)

PAGE = 96.0
"""Width of the page in units: A4 upright with narrow margins, ten-point type."""

Style = Literal[
    "title",
    "heading1",
    "heading2",
    "body",
    "note",
    "strong",
    "label",
    "row_label",
    "caption",
    "header",
    "header_red",
    "header_amber",
    "header_green",
    "input",
    "input_line",
    "mark",
    "mark_red",
    "mark_amber",
    "mark_green",
    "picture",
    "sign",
    "option",
    "flow",
    "table_cell",
    "foot",
    "letterhead",
]
Words: TypeAlias = tuple[Text | DerivedText, ...]

_MARK_WIDTH = 4.0
_LABEL_WIDTH = 30.0
_BESIDE_FROM, _NEVER = 60.0, PAGE + 1
"""The width from which a question is next to its box; in a row of several all are above theirs."""
_LEAST: dict[str, float] = {"options": 4.0, "date": 13.5, "time": 9.0, "number": 10.0, "dropdown": 9.0}
_FLOW: dict[str, float] = {"options": 4.0, "date": 14.0, "time": 10.0, "number": 12.0, "dropdown": 18.0}
_LEAST_TEXT = 10.0
_FLOW_TEXT = 32.0
_POINTS_PER_MM = 72 / 25.4
_HEADER_STYLES: dict[str, Style] = {"red": "header_red", "amber": "header_amber", "green": "header_green"}


@attrs.frozen
class PlannedBox:
    """One cell of the sheet: printed words, or a slot to fill in; `down` lines high."""

    left: float
    right: float
    style: Style
    content: Slot | Words
    down: int = 1

    @property
    def width(self) -> float:
        """In units."""
        return self.right - self.left


@attrs.frozen
class PlannedLine:
    """One sheet row. `points` fixes its height; otherwise it is as high as its words and slots need.

    `keep` says that the next line stays on the same page.
    """

    boxes: tuple[PlannedBox, ...] = ()
    points: float | None = None
    keep: bool = False
    break_before: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether a section begins here."""
        return bool(self.boxes) and self.boxes[0].style in ("heading1", "heading2")


@attrs.frozen
class PlannedRegion:
    """The lines of an open list: from its first entry to the gap behind its last, counted from 0."""

    path: str
    first: int
    last: int


@attrs.frozen
class SheetPlan:
    """The whole sheet: its lines, and where the open lists lie."""

    lines: tuple[PlannedLine, ...]
    regions: tuple[PlannedRegion, ...]


@attrs.define
class _Sheet:
    lines: list[PlannedLine] = attrs.field(factory=list)
    regions: list[PlannedRegion] = attrs.field(factory=list)
    break_next: bool = False

    def add(self, boxes: Iterable[PlannedBox], keep: bool = False, points: float | None = None) -> None:
        self.lines.append(PlannedLine(tuple(boxes), points, keep, self.break_next))
        self.break_next = False

    def keep_last(self, count: int) -> None:
        """The last lines stay on the page of what follows."""
        self.lines[-count:] = [attrs.evolve(line, keep=True) for line in self.lines[-count:]]

    def gap(self, points: float = 7.0, keep: bool = False) -> None:
        self.lines.append(PlannedLine((), points, keep))


def plan(document: Document) -> SheetPlan:
    """The lines of a concrete tree, with letterhead and title above and the identity below."""
    sheet = _Sheet()
    for line in document.letterhead:
        sheet.add([_words(0, PAGE, "letterhead", line)])
    sheet.add([_words(0, PAGE, "title", document.title)], keep=True)
    sheet.gap(4, keep=True)
    _add_blocks(sheet, document.blocks)
    sheet.keep_last(2)
    sheet.add([PlannedBox(0, PAGE, "foot", (DerivedText(IDENTITY),))])
    return SheetPlan(tuple(sheet.lines), tuple(sheet.regions))


IDENTITY = "identity"
"""The one computed text that every form has: form, edition, digest and record id at the foot."""


def _add_blocks(sheet: _Sheet, blocks: Iterable[Block]) -> None:
    for block in blocks:
        _HANDLERS[type(block)](sheet, block)


def _words(left: float, right: float, style: Style, text: str) -> PlannedBox:
    return PlannedBox(left, right, style, (Text(text),))


def _heading(sheet: _Sheet, block: Heading) -> None:
    if sheet.lines and sheet.lines[-1].boxes:
        sheet.gap(6)
    sheet.add([_words(0, PAGE, "heading1" if block.level == 1 else "heading2", block.text)], keep=True)
    sheet.gap(3, keep=True)


_PROSE_STYLES: dict[str, Style] = {
    "body": "body",
    "note": "note",
    "strong": "strong",
    "closing": "body",
    "contact": "body",
}


def _prose(sheet: _Sheet, block: Prose) -> None:
    introduces = block.style == "note" and bool(sheet.lines) and sheet.lines[-1].keep
    before = len(sheet.lines)
    _flow(sheet, block.inlines, _PROSE_STYLES[block.style])
    sheet.gap(4)
    if introduces or block.keep:  # a note right below a heading belongs to what it is about
        sheet.keep_last(len(sheet.lines) - before)


def _bullets(sheet: _Sheet, block: Bullets) -> None:
    before = len(sheet.lines)
    for item in block.items:
        _flow(sheet, (Text("•  "), *item), "body")
    sheet.gap(5)
    if block.keep:
        sheet.keep_last(len(sheet.lines) - before)


def _address(sheet: _Sheet, block: AddressBlock) -> None:
    for line in block.lines:
        _flow(sheet, line, "body")
    sheet.gap(5)


def _flow(sheet: _Sheet, inlines: Sequence[Inline], style: Style) -> None:
    """Words and boxes one after another, a new line where the page is full."""
    words = tuple(inline for inline in inlines if not isinstance(inline, Slot))
    if len(words) == len(inlines):
        sheet.add([PlannedBox(0, PAGE, style, words)] if _run(words) else [])
        return
    pieces = _pieces(inlines)
    row: list[PlannedBox] = []
    at = 0.0
    for piece in pieces:
        width = min(PAGE, _flow_width(piece))
        if at + width > PAGE:
            sheet.add(row, keep=True)
            row, at = [], 0.0
        beside: Style = "flow" if style == "body" else style
        row.append(PlannedBox(at, at + width, _slot_style(piece) if isinstance(piece, Slot) else beside, piece))
        at += width
    sheet.add(_stretched(row))


def _stretched(row: list[PlannedBox]) -> list[PlannedBox]:
    """The last box reaches to the edge where it holds words or free text."""
    last = row[-1]
    fixed = isinstance(last.content, Slot) and last.content.widget in _FLOW
    return row if fixed else [*row[:-1], attrs.evolve(last, right=PAGE)]


def _flow_width(piece: Slot | Words) -> float:
    if isinstance(piece, Slot):
        return _FLOW.get(piece.widget, _FLOW_TEXT)
    length = sum(len(part.text) if isinstance(part, Text) else 12 for part in piece)
    return float(4 * -(-(length + 1) // 4))


def _pieces(inlines: Sequence[Inline]) -> list[Slot | Words]:
    """Runs of words of one weight, and single slots; blanks between slots fall away."""
    out: list[Slot | Words] = []
    run: list[Text | DerivedText] = []
    for inline in inlines:
        if isinstance(inline, Slot):
            out += [*_run(run), inline]
            run = []
            continue
        if run and (_is_bold(tuple(run)) != _is_bold((inline,)) or _is_choice(out, run)):
            out += _run(run)
            run = []
        run.append(inline)
    return [*out, *_run(run)]


def _is_choice(out: Sequence[Slot | Words], run: Sequence[Text | DerivedText]) -> bool:
    """Whether these words are those of the choice whose box stands before them."""
    before = out[-1] if out else None
    return isinstance(before, Slot) and before.option is not None and run == [Text(before.option_label)]


def _run(run: Sequence[Text | DerivedText]) -> list[Slot | Words]:
    return [tuple(run)] if any(isinstance(part, DerivedText) or part.text.strip() for part in run) else []


_MARK_STYLES: dict[str, Style] = {"red": "mark_red", "amber": "mark_amber", "green": "mark_green"}


def _slot_style(slot: Slot) -> Style:
    if slot.option and slot.field.kind.is_coloured:
        return _MARK_STYLES[slot.option]
    return "mark" if slot.option else "input_line" if slot.lines <= 1 else "input"


def _is_bold(words: Words) -> bool:
    return any(isinstance(part, Text) and part.bold for part in words)


def _stack(
    inlines: Sequence[Inline], left: float, right: float, beside_from: float = _BESIDE_FROM
) -> list[list[PlannedBox]]:
    """The rows of boxes that one cell of the tree needs; a question is next to its box in a cell of this width."""
    pieces = _pieces(inlines)
    rows: list[list[PlannedBox]] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        options = _options_from(pieces, at)
        if options:
            rows += _option_rows(options, left, right)
            at += 2 * len(options)
        elif isinstance(piece, Slot):
            rows.append([PlannedBox(left, right, _slot_style(piece), piece)])
            at += 1
        else:
            following = pieces[at + 1] if at + 1 < len(pieces) else None
            taken, new = _labelled(piece, following, (left, right), beside_from)
            rows += new
            at += taken
    return rows


def _options_from(pieces: Sequence[Slot | Words], at: int) -> list[tuple[Slot, Words]]:
    """The tick boxes with their labels that stand here one after another."""
    out: list[tuple[Slot, Words]] = []
    for slot, label in zip(pieces[at::2], pieces[at + 1 :: 2], strict=False):
        if not isinstance(slot, Slot) or not slot.option or isinstance(label, Slot):
            break
        out.append((slot, label))
    return out


def _option_rows(options: Sequence[tuple[Slot, Words]], left: float, right: float) -> list[list[PlannedBox]]:
    longest = max(_flow_width(label) for _, label in options)
    across = max(1, min(len(options), int((right - left) // (_MARK_WIDTH + longest))))
    share = (right - left) / across
    rows: list[list[PlannedBox]] = []
    for i, (slot, label) in enumerate(options):
        start = left + share * (i % across)
        if i % across == 0:
            rows.append([])
        rows[-1] += [
            PlannedBox(start, start + _MARK_WIDTH, _slot_style(slot), slot),
            PlannedBox(start + _MARK_WIDTH, start + share, "option", label),
        ]
    return rows


def _labelled(
    words: Words, following: Slot | Words | None, edges: tuple[float, float], beside_from: float
) -> tuple[int, list[list[PlannedBox]]]:
    """Words, with the slot behind them next to them or below; how many pieces that took."""
    left, right = edges
    style: Style = "label" if _is_bold(words) else "caption"
    beside = (
        isinstance(following, Slot)
        and not following.option
        and following.lines <= 1
        and right - left >= (beside_from if style == "label" else _BESIDE_FROM)
        and _flow_width(words) <= (right - left) * 0.45
    )
    if beside and isinstance(following, Slot):
        middle = left + (_LABEL_WIDTH if right - left > 2 * _LABEL_WIDTH else (right - left) * 0.4)
        return 2, [[PlannedBox(left, middle, style, words), PlannedBox(middle, right, "input_line", following)]]
    return 1, [[PlannedBox(left, right, style, words)]]


def _grid(sheet: _Sheet, block: Grid) -> None:
    for row in block.rows:
        total = sum(cell.span for cell in row)
        spans = [cell.span * PAGE / total for cell in row]
        least = _BESIDE_FROM if len(row) == 1 else _NEVER
        stacks = [_stack(cell.inlines, left, right, least) for cell, left, right in _placed(row, spans)]
        _add_stacks(sheet, stacks, keep=block.keep)
    sheet.gap(keep=block.keep)


def _placed(cells: Sequence[Cell], widths: Sequence[float]) -> list[tuple[Cell, float, float]]:
    out = []
    left = 0.0
    for cell, width in zip(cells, widths, strict=True):
        out.append((cell, left, left + width))
        left += width
    return out


def _add_stacks(sheet: _Sheet, stacks: Sequence[list[list[PlannedBox]]], keep: bool = False) -> None:
    """Stacks side by side as sheet rows; the last box of a shorter stack reaches down."""
    height = max(len(stack) for stack in stacks)
    for level in range(height):
        boxes: list[PlannedBox] = []
        for stack in stacks:
            if level < len(stack):
                last = level == len(stack) - 1
                boxes += [_reaching(box, height - level if last else 1) for box in stack[level]]
        sheet.add(boxes, keep=keep or level < height - 1)


def _reaching(box: PlannedBox, down: int) -> PlannedBox:
    """The box so many lines high; an answer next to one of several lines begins at its head."""
    style = "input" if down > 1 and box.style == "input_line" else box.style
    return attrs.evolve(box, down=down, style=style)


def _table(sheet: _Sheet, block: Table) -> None:
    if block.rows and block.rows[0].key.isdigit():
        block = _with_lists(block)
    widths = _widths(block)
    tints = _tints(block)
    edges = [sum(widths[:i]) for i in range(len(widths) + 1)]
    sheet.add(
        [
            _words(edges[i], edges[i + 1], tints.get(i, "header"), column.label)
            for i, column in enumerate(block.columns)
        ],
        keep=True,
    )
    first = len(sheet.lines)
    for row in block.rows:
        is_kept = block.keep or (block.is_short and row is not block.rows[-1])
        _add_stacks(sheet, _row_stacks(row, edges), keep=is_kept)
    sheet.gap(keep=block.keep)
    if block.rows and block.rows[0].key.isdigit():
        sheet.regions.append(PlannedRegion(block.path, first, len(sheet.lines) - 1))


_LINES_TO_SIGN = 4
"""Lines of the cell of a list in which somebody signs, below the word in it."""


def _with_lists(block: Table) -> Table:
    """A list with one cell for each question, as rows are put in by hand: of choices the heading has the words."""
    columns = list(block.columns)
    for i, cell in enumerate(block.rows[0].cells):
        if choices := [slot.option_label for slot in _together(cell)]:
            columns[i] = attrs.evolve(columns[i], label=f"{columns[i].label} ({' / '.join(choices)})")
    rows = tuple(attrs.evolve(row, cells=tuple(map(_with_list, row.cells))) for row in block.rows)
    return attrs.evolve(block, columns=tuple(columns), rows=rows)


def _together(cell: Cell) -> list[Slot]:
    return [one for one in cell.inlines if isinstance(one, Slot) and one.option is not None and one.field.together]


def _with_list(cell: Cell) -> Cell:
    choices = _together(cell)
    if not choices:
        return cell
    lines = _LINES_TO_SIGN if choices[0].is_to_sign else choices[0].lines
    return attrs.evolve(cell, inlines=(attrs.evolve(choices[0], option=None, option_label="", lines=lines),))


def _row_stacks(row: Row, edges: Sequence[float]) -> list[list[list[PlannedBox]]]:
    stacks = []
    at = 0
    for cell in row.cells:
        left, right = edges[at], edges[min(at + cell.span, len(edges) - 1)]
        stack = _stack(cell.inlines, left, right) or [[_words(left, right, "body", "")]]
        stacks.append([[_in_table(box, cell.label) for box in boxes] for boxes in stack])
        at += cell.span
    return stacks


def _in_table(box: PlannedBox, label: bool) -> PlannedBox:
    """In a table all words start at the top, so that those of one row stand in line."""
    if label and not isinstance(box.content, Slot):
        return attrs.evolve(box, style="row_label")
    return attrs.evolve(box, style="input") if box.style == "input_line" else box


def _tints(block: Table) -> dict[int, Style]:
    """Headings of columns of one rating each, in that rating's colour."""
    out: dict[int, Style] = {}
    for row in block.rows[:1]:
        for i, cell in enumerate(row.cells):
            slot = cell.inlines[0] if len(cell.inlines) == 1 else None
            if isinstance(slot, Slot) and slot.field.kind.is_coloured and slot.option:
                out[i] = _HEADER_STYLES[slot.option]
    return out


def _widths(block: Table) -> list[float]:
    """Shares of the page; no column narrower than what stands in it needs."""
    least = [_least(block, i, column) for i, column in enumerate(block.columns)]
    total = sum(column.width for column in block.columns) or 1.0
    widths = [PAGE * column.width / total for column in block.columns]
    narrow = {i for i, width in enumerate(widths) if width < least[i]}
    spare = PAGE - sum(least[i] for i in narrow)
    wide = sum(widths[i] for i in range(len(widths)) if i not in narrow)
    if not wide or spare <= 0:
        return [PAGE * w / sum(least) for w in least]
    return [least[i] if i in narrow else widths[i] * spare / wide for i in range(len(widths))]


def _least_of(slot: Slot) -> float:
    is_list = slot.field.together and slot.option is None
    return _LEAST.get("dropdown" if is_list else slot.widget, _LEAST_TEXT)


_LEAST_CHOICE = 20.0
"""The most that is kept free for a choice with its mark, so that a word is not broken."""


def _least(block: Table, index: int, column: Column) -> float:
    needs = [_LEAST_TEXT if len(column.label) > 3 else _MARK_WIDTH]
    for row in block.rows[:1]:
        if index < len(row.cells) and all(cell.span == 1 for cell in row.cells):
            needs += [_least_of(s) for s in row.cells[index].inlines if isinstance(s, Slot)]
            choices = [words for _, words in _options_from(_pieces(row.cells[index].inlines), 0)]
            needs += [min(_LEAST_CHOICE, _MARK_WIDTH + _flow_width(words)) for words in choices]
    return max(needs) if len(needs) > 1 and needs[-1] > _MARK_WIDTH else needs[-1]


_SIGNATURE_SHARES = {"name": 22.0, "position": 17.0, "signed": 42.0, "date": 15.0}
_LINE_TO_SIGN = 12 * _POINTS_PER_MM


def _signature(sheet: _Sheet, block: SignatureBlock) -> None:
    """Who signs, the labels, then the boxes; below the small boxes of what is signed the line to sign on."""
    shares = [_SIGNATURE_SHARES.get(_signature_part(cell), 20.0) for cell in block.cells]
    widths = [PAGE * share / sum(shares) for share in shares]
    edges = [sum(widths[:i]) for i in range(len(widths) + 1)]
    sheet.add([_words(0, PAGE, "label", block.caption)], keep=True)
    above: list[PlannedBox] = []
    middle: list[PlannedBox] = []
    below: list[PlannedBox] = []
    for cell, left, right in zip(block.cells, edges, edges[1:], strict=False):
        label, *content = _pieces(cell.inlines)
        assert not isinstance(label, Slot)
        above.append(PlannedBox(left, right, "caption", label))
        if options := _options_from(content, 0):
            (middle_row,) = _option_rows(options, left, right)
            middle += middle_row
            below.append(PlannedBox(left, right, "sign", ()))
        else:
            middle += [PlannedBox(left, right, _slot_style(one), one, 2) for one in content if isinstance(one, Slot)]
    sheet.add(above, keep=True)
    sheet.add(middle, keep=True)
    sheet.add(below, keep=block.keep, points=_LINE_TO_SIGN)
    sheet.gap(keep=block.keep)


def _signature_part(cell: Cell) -> str:
    return next(inline.field.key for inline in cell.inlines if isinstance(inline, Slot))


def _image(sheet: _Sheet, block: ImageBox) -> None:
    sheet.keep_last(2)  # what the picture belongs to
    sheet.add([_words(0, PAGE, "label", block.caption)], keep=True)
    sheet.add(
        [PlannedBox(0, PAGE, "picture", block.picture)], keep=True, points=min(block.height_mm * _POINTS_PER_MM, 400.0)
    )
    _add_stacks(sheet, [_stack((Text(block.alt.label), block.alt), 0, PAGE)])
    sheet.gap()


def _page_break(sheet: _Sheet, _block: PageBreak) -> None:
    sheet.break_next = True


_HANDLERS: dict[type, Callable[..., None]] = {
    Heading: _heading,
    Prose: _prose,
    Bullets: _bullets,
    AddressBlock: _address,
    Grid: _grid,
    Table: _table,
    SignatureBlock: _signature,
    ImageBox: _image,
    PageBreak: _page_break,
    Conditional: lambda sheet, block: _add_blocks(sheet, block.blocks),
}
