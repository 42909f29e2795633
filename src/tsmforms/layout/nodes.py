"""The nodes of the layout tree.

The spec's vocabulary (matrix, checklist, term columns, printed rows, blank rows)
is lowered by `build` to these few, so that a writer has little to know: every
grid of boxes is a `Table`, every box is a `Slot`.

A block of a form with `only_with` is left out of a final copy in which nothing under
these paths is answered (`finished`).

A tree as built is a *template tree*: an open list stands once, with `[]` in the
paths of its slots. `expand` turns it into a *concrete tree* with a row for each
list position, for formats whose blank has a fixed number of boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal, TypeAlias

import attrs

from tsmforms.layout.boxes_to_mark import SIGNED
from tsmforms.layout.look import PLAIN, PageLook, Sizes
from tsmforms.layout.shown import ShownIf
from tsmforms.model import FieldSpec, Logo
from tsmforms.model.kinds import Widget


@attrs.frozen
class Text:
    """Printed words; `link` is the address that they lead to where the document is read on a screen."""

    text: str
    bold: bool = False
    link: str = ""


@attrs.frozen
class Slot:
    """A box for one answer, or for one choice of it.

    `path` is a pattern (`actions[].owner`) in a template tree and a path
    (`actions.0.owner`) in a concrete one. `label` is the question as printed,
    `context` the row, table or group it stands in: together they are the tooltip.
    `option` is the code of the choice a tick box stands for. `lines` is the
    height of the box in lines of text.
    """

    path: str
    field: FieldSpec
    context: str = ""
    option: str | None = None
    option_label: str = ""
    lines: int = 1

    @property
    def label(self) -> str:
        """The question as printed."""
        return self.field.label

    @property
    def widget(self) -> Widget:
        """The box this answer gets."""
        return self.field.box

    @property
    def is_to_sign(self) -> bool:
        """Whether somebody signs where this box is: it asks whether they did."""
        return self.path.rpartition(".")[2] == SIGNED

    @property
    def tooltip(self) -> str:
        """The question with the row or group it stands in, and the choice of a tick box."""
        name = f"{self.context}: {self.label}" if self.context and self.context != self.label else self.label
        return f"{name}: {self.option_label}" if self.option_label else name


@attrs.frozen
class DerivedText:
    """A computed value that is printed but is no answer; `name` is that of the spec's derivation."""

    name: str


Inline: TypeAlias = Text | Slot | DerivedText

SHORT_TABLE_LINES = 12
"""Lines of a table that is never broken over two pages."""
GRID_LINES = 12
"""Lines of a grid, labels counted, that is never broken over two pages."""


@attrs.frozen
class Heading:
    """A heading; level 1 is below the document's title."""

    text: str
    level: int = 1
    only_with: tuple[str, ...] = ()


@attrs.frozen
class Prose:
    """A paragraph of words and boxes. Styles: body, note (small print), strong, title (of a letter), closing, contact.

    `keep`: it stays on the page of what follows it.
    """

    inlines: tuple[Inline, ...]
    style: Literal["body", "note", "strong", "title", "closing", "contact"] = "body"
    keep: bool = False
    only_with: tuple[str, ...] = ()


ParagraphStyle: TypeAlias = Literal["body", "note", "strong"]


@attrs.frozen
class ProseSentence:
    """A sentence of a paragraph, which may be printed only sometimes."""

    inlines: tuple[Inline, ...]
    when: ShownIf | None = None


@attrs.frozen
class Sentences:
    """A paragraph of a letter, some of whose sentences are printed only when their conditions hold.

    One at least always is. Spaces between sentences are added by whoever prints them. `keep`: it stays on the page
    of what follows it.
    """

    sentences: tuple[ProseSentence, ...]
    style: ParagraphStyle = "body"
    keep: bool = False


@attrs.frozen
class Bullets:
    """A printed list of statements. `keep`: it stays on the page of what follows it."""

    items: tuple[tuple[Inline, ...], ...]
    keep: bool = False


@attrs.frozen
class BulletList:
    """One bullet for each entry of a list field; slots carry `[]` until expanded into `Bullets`."""

    path: str
    inlines: tuple[Inline, ...]


@attrs.frozen
class Cell:
    """A cell: printed words and boxes in reading order; `label` marks a label or row header."""

    inlines: tuple[Inline, ...]
    label: bool = False
    span: int = 1


@attrs.frozen
class Column:
    """A column: its heading as printed, its share of the width, and the code it stands for if ticked."""

    label: str
    width: float = 1.0


@attrs.frozen
class Row:
    """A row of cells; `key` is the printed row's key or, in a concrete tree, the list position."""

    cells: tuple[Cell, ...]
    key: str = ""

    @property
    def lines(self) -> int:
        """Lines of its highest box."""
        return max((slot.lines for cell in self.cells for slot in cell.inlines if isinstance(slot, Slot)), default=1)


@attrs.frozen
class Repeat:
    """The table's one row stands for every entry of an open list, `blank_rows` of them when blank."""

    path: str
    blank_rows: int
    max_rows: int | None = None


@attrs.frozen
class Table:
    """A table with a header row. With `repeat`, `rows` holds the one template row.

    `keep`: it stays on the page of what follows it. `whole`: its rows stay on one page, where that is long enough.
    """

    path: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    repeat: Repeat | None = None
    keep: bool = False
    whole: bool = False
    only_with: tuple[str, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Whether people sign in its rows."""
        cells = (cell for row in self.rows for cell in row.cells)
        return any(isinstance(one, Slot) and one.is_to_sign for cell in cells for one in cell.inlines)

    @property
    def is_short(self) -> bool:
        """Whether its rows are so few and so low that they stay on one page."""
        return self.repeat is None and sum(row.lines for row in self.rows) <= SHORT_TABLE_LINES


@attrs.frozen
class Grid:
    """Labels with their boxes, several to a line: each cell holds the label, then the slot.

    `keep`: it stays on the page of what follows it.
    """

    rows: tuple[tuple[Cell, ...], ...]
    keep: bool = False
    only_with: tuple[str, ...] = ()


@attrs.frozen
class SignatureBlock:
    """A signature: its caption and the boxes for name, position, signed and date that it prints.

    `keep`: it stays on the page of what follows it.
    """

    path: str
    caption: str
    slots: tuple[Slot, ...]
    keep: bool = False

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Its questions in a row, each label with its box; what is signed has the line to sign on below small boxes."""
        return tuple(_signature_cell(tuple(boxes)) for _, boxes in groupby(self.slots, lambda slot: slot.path))


def _signature_cell(slots: tuple[Slot, ...]) -> Cell:
    options = [part for slot in slots for part in ((slot, Text(slot.option_label)) if slot.option else (slot,))]
    return Cell((Text(slots[0].label), *options))


@attrs.frozen
class ImageBox:
    """A place for a picture, with a box for what it shows in words."""

    path: str
    caption: str
    picture: Slot
    alt: Slot
    height_mm: float = 60.0
    only_with: tuple[str, ...] = ()


@attrs.frozen
class PageBreak:
    """A new page."""


@attrs.frozen
class AddressBlock:
    """The recipient's name and address in the window of the envelope, one inline group a line."""

    lines: tuple[tuple[Inline, ...], ...]


@attrs.frozen
class Conditional:
    """Blocks of a letter that are printed only when the condition holds."""

    when: ShownIf
    blocks: tuple[Block, ...]


@attrs.frozen
class RepeatedBlock:
    """Blocks printed once for every entry of a list field, `count` times when blank. Forms only.

    `title` stands as heading of each copy, of this level and with its number behind it.
    """

    path: str
    title: str
    blocks: tuple[Block, ...]
    count: int
    max_rows: int | None = None
    only_with: tuple[str, ...] = ()
    level: int = 2


Block: TypeAlias = (
    Heading
    | Prose
    | Sentences
    | Bullets
    | BulletList
    | Grid
    | Table
    | SignatureBlock
    | ImageBox
    | PageBreak
    | AddressBlock
    | Conditional
    | RepeatedBlock
)


@attrs.frozen
class Document:
    """A whole document: what it is, and its blocks in reading order.

    `letterhead` are lines of the sender from the profile (none without one), `logo` its picture,
    `footer` the visible identity: form, edition and digest; the record id is
    added per document. `landscape`: its pages lie on their side. `look`: its type.
    """

    form: str
    edition: str
    digest: str
    title: str
    is_letter: bool
    blocks: tuple[Block, ...]
    letterhead: tuple[str, ...] = ()
    logo: Logo | None = None
    footer: str = ""
    landscape: bool = False
    look: PageLook = PLAIN

    @property
    def sizes(self) -> Sizes:
        """The type sizes of this document."""
        return self.look.letter if self.is_letter else self.look.form

    @property
    def has_window(self) -> bool:
        """Whether it is a letter for a window envelope: it prints an address, at a size that fits the window."""
        return not self.look.is_large and any(isinstance(block, AddressBlock) for block in walk(self.blocks))


_LETTERHEAD_LINES = 4


def letterhead_rows(document: Document) -> list[str]:
    """The lines of the letterhead as they are printed: the name, and below it the others, paired if they are many."""
    name, lines = document.letterhead[:1], document.letterhead[1:]
    if len(lines) > _LETTERHEAD_LINES:
        lines = tuple(" · ".join(lines[i : i + 2]) for i in range(0, len(lines), 2))
    return [*name, *lines]


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, outermost first, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Conditional | RepeatedBlock):
            yield from walk(block.blocks)


def slots_of(blocks: tuple[Block, ...]) -> Iterator[Slot]:
    """Every slot in reading order."""
    for block in walk(blocks):
        for inline in inlines_of(block):
            if isinstance(inline, Slot):
                yield inline


def inlines_of(block: Block) -> Iterator[Inline]:
    """What stands in one block, not in the blocks inside it."""
    if isinstance(block, Prose | BulletList):
        yield from block.inlines
    elif isinstance(block, Sentences):
        yield from (inline for one in block.sentences for inline in one.inlines)
    elif isinstance(block, Bullets):
        yield from (inline for item in block.items for inline in item)
    elif isinstance(block, AddressBlock):
        yield from (inline for line in block.lines for inline in line)
    elif isinstance(block, Grid):
        yield from (inline for row in block.rows for cell in row for inline in cell.inlines)
    elif isinstance(block, Table):
        yield from (inline for row in block.rows for cell in row.cells for inline in cell.inlines)
    elif isinstance(block, SignatureBlock):
        yield from block.slots
    elif isinstance(block, ImageBox):
        yield block.picture
        yield block.alt


def conditions_of(blocks: tuple[Block, ...]) -> Iterator[tuple[ShownIf, tuple[Slot, ...]]]:
    """Every condition on which something is printed, with the boxes that are then."""
    for block in walk(blocks):
        if isinstance(block, Conditional):
            yield block.when, tuple(slots_of(block.blocks))
        elif isinstance(block, Sentences):
            for one in block.sentences:
                if one.when is not None:
                    yield one.when, tuple(inline for inline in one.inlines if isinstance(inline, Slot))
