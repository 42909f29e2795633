"""What stands where in a returned file of any format: the one thing that `reading` looks at.

A reader of a format turns bytes into an outline and decides no answer. A cell or
paragraph is a *spot*: an ordered sequence of pieces (runs of words with their
look, the start and end of a key, the start and end of an anchor). What is
struck, deleted or hidden is in the outline with its look, so that it can be
reported; `Spot.text` leaves it out.

Nothing here is changed once a reader has returned it.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Literal, TypeAlias

import attrs

from tsmforms.diagnostics import Place
from tsmforms.lean import lean
from tsmforms.model.formatnames import FormatName

Colour: TypeAlias = str
"""Six hexadecimal digits in capitals, RRGGBB."""

Rect: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the page's lower left corner."""


@attrs.frozen
class Look:
    """How words are set, where it may mean something; one object serves all runs that look the same.

    `ringed` is a border or drawn ring around the words. `prompt` is the
    program's own prompt in an empty control ("Click here to enter text", in
    any language), which nobody typed.
    """

    struck: bool = False
    bold: bool = False
    underlined: bool = False
    highlight: Colour | None = None
    colour: Colour | None = None
    ringed: bool = False
    deleted: bool = False
    inserted: bool = False
    hidden: bool = False
    prompt: bool = False

    is_gone: bool = attrs.field(init=False, eq=False, repr=False)
    """Whether a reader of the page does not take these words for an answer."""
    counts: bool = attrs.field(init=False, eq=False, repr=False)
    """Whether these words are somebody's: neither gone nor a prompt."""

    @is_gone.default
    def _is_gone(self) -> bool:
        return self.struck or self.deleted or self.hidden

    @counts.default
    def _counts(self) -> bool:
        return not (self.struck or self.deleted or self.hidden or self.prompt)


PLAIN = Look()

KeySpace = Literal["tag", "acroform", "name", "field"]
"""Where a key's name comes from: a content control's tag, an AcroForm field, a defined name, an old Word form field."""

Widget = Literal["words", "date", "tick", "list", "picture", "other"]
"""What a fillable place takes: words, a date, a tick, one of a list, a picture."""


@lean(eq=False)
class Key:
    """A fillable place of the file with a name: ours or anybody's; two with the same name are two objects.

    Args:
        space: Where the name comes from.
        name: As the file writes it; empty where it has none.
        widget: What it takes.
        alias: What a person sees as its name: a control's title, a field's tooltip.
        state: Of a tick box or radio button, the name of its marked state (PDF).
        stored: What the file stores for it besides what it shows: the state of a
            tick box, the value of a field, the ISO date of a date control. None
            where it stores nothing of its own.
        labels: Export value to label of its choices, in their order.
    """

    space: KeySpace
    name: str
    widget: Widget = "words"
    alias: str = ""
    state: str | None = None
    stored: bool | str | None = None
    labels: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen(eq=False)
class Anchor:
    """A bookmark of the file, by its name as written."""

    name: str


@lean
class Run:
    """Words that look the same; line ends are `\\n`."""

    text: str
    look: Look = PLAIN


@lean
class Start:
    """A key or anchor begins."""

    of: Key | Anchor


@lean
class End:
    """A key or anchor ends."""

    of: Key | Anchor


@lean
class Picture:
    """A picture is here; `alt` is its alternative text.

    `data` are the bytes of its file, None where the file has none of its own (a chart, a drawing, a link); `crop` what
    is not shown of it: the shares of its width and height left, above, right and below.
    """

    alt: str = ""
    is_logo: bool = False
    data: bytes | None = attrs.field(default=None, repr=False)
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


Piece: TypeAlias = Run | Start | End | Picture

NumberFormat = Literal["general", "percent", "date", "time"]


@lean
class TypedCell:
    """What a workbook's cell stores, besides the text it shows (the spot's runs).

    Args:
        stored: The value as typed: text, number, TRUE or FALSE, or the name of an
            error such as `#REF!`.
        shape: What sort of value that is.
        format: What sort of number the cell's format shows.
        is_1904: Whether dates of the workbook count from 1904.
        formula: Whether a formula gives the value; `cached`: whether its last
            result is stored.
    """

    stored: str
    shape: Literal["text", "number", "bool", "error"]
    format: NumberFormat = "general"
    is_1904: bool = False
    formula: bool = False
    cached: bool = True


Part = Literal["body", "header", "footer", "comment", "note", "text box", "sheet", "page", "annotation"]
"""Which part of the file a spot stands in; `page` is the printed page of a PDF, `body` its fillable places."""


@lean(eq=False)
class Spot:
    """A cell, a paragraph, a line of a page, or a fillable place of a PDF.

    Args:
        number: Its position among the outline's spots, from 0.
        place: Where it stands.
        pieces: What stands in it, in reading order.
        part: Which part of the file it belongs to.
        style: The paragraph's style by name; empty where it has none.
        table: The number of its grid, from 1; None outside grids.
        row, column: Its position in the grid, from 0; `rows`, `columns` how many it spans.
        fill: The colour of the cell or paragraph; None where it has none.
        ringed: Whether a ring was drawn over it.
        hidden: Whether its row, column, sheet or text is not shown.
        is_open: Of a workbook, whether the cell may be changed when the sheet is protected.
            Empty cells that have only this, a border or a rule for what is typed are there
            only where the reader was asked for them (`is_deep`).
        cell: What a workbook's cell stores.
        rect: Where it lies on the page.
    """

    number: int
    place: Place
    pieces: Sequence[Piece]
    part: Part = "body"
    style: str = ""
    table: int | None = None
    row: int = 0
    column: int = 0
    rows: int = 1
    columns: int = 1
    fill: Colour | None = None
    ringed: bool = False
    hidden: bool = False
    is_open: bool = False
    cell: TypedCell | None = None
    rect: Rect | None = None

    @cached_property
    def text(self) -> str:
        """The words that count: without what is struck, deleted or hidden, and without prompts."""
        return words_of(self.pieces)

    @property
    def keys(self) -> list[Key]:
        """The keys that begin here."""
        return [piece.of for piece in self.pieces if piece.__class__ is Start and isinstance(piece.of, Key)]

    @property
    def anchors(self) -> list[Anchor]:
        """The bookmarks that begin here."""
        return [piece.of for piece in self.pieces if piece.__class__ is Start and isinstance(piece.of, Anchor)]


def words_of(pieces: Sequence[Piece]) -> str:
    """The words of pieces that count."""
    return "".join([piece.text for piece in pieces if piece.__class__ is Run and piece.look.counts])


def gone_words_of(pieces: Sequence[Piece]) -> str:
    """The words of pieces that are struck, deleted or hidden."""
    return "".join(piece.text for piece in pieces if isinstance(piece, Run) and piece.look.is_gone)


@lru_cache(maxsize=8192)
def fingerprint(text: str) -> str:
    """A short number for a printed text, eight hexadecimal digits; blanks and line ends do not count."""
    return f"{zlib.crc32(' '.join(text.split()).encode(errors='replace')):08x}"


@attrs.frozen(eq=False)
class GridArea:
    """A table: its number in reading order from 1, its rows of cells, and how many rows at its top are its header.

    A spanning cell stands once, at its first row and column. Of a workbook's
    sheet `rows` are the rows that hold something.
    """

    number: int
    rows: Sequence[Sequence[Spot]]
    headers: int = 0
    sheet: str | None = None
    page: int | None = None


@attrs.frozen
class Region:
    """A named range of a sheet: first and last row and column, from 0."""

    name: str
    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int


@lean
class Word:
    """A word printed on a page of a PDF, with its rectangle."""

    text: str
    page: int
    rect: Rect
    look: Look = PLAIN


@attrs.frozen
class Page:
    """A page of a PDF: its size in points, the digest of what is printed on it, and whether that is only a picture."""

    number: int
    width: float
    height: float
    digest: str = ""
    is_picture: bool = False
    words: Sequence[Word] = ()
    boxes: Sequence[Rect] = ()


@attrs.frozen(eq=False)
class Outline:
    """Everything of a file that a person may have filled in or printed, in reading order.

    Args:
        format: docx, pdf or xlsx.
        spots: Every cell, paragraph, line and fillable place.
        grids: The tables among them.
        pages: The pages of a PDF; words, drawn boxes and the spots of lines and grids are there only where the
            reader was asked for them (`is_deep`).
        regions: Named ranges of a workbook that are not one cell.
        fingerprints: Short numbers of the words that the file says it was printed with (a workbook's hidden sheet).
        is_deep: Whether everything was read: printed pages as words, empty cells to write in.
        is_untouched: Whether the pages of a PDF print what they printed when it was made, by the file's own digest.
        lost_keys: Names of a workbook whose cells were deleted: keys of no spot.
    """

    format: FormatName
    spots: Sequence[Spot]
    grids: Sequence[GridArea] = ()
    pages: Sequence[Page] = ()
    regions: Sequence[Region] = ()
    fingerprints: frozenset[str] = frozenset()
    is_deep: bool = True
    is_untouched: bool = False
    lost_keys: tuple[str, ...] = ()

    def grid(self, number: int) -> GridArea:
        """The grid of this number."""
        return self.grids[number - 1]


__all__ = [
    "PLAIN",
    "Anchor",
    "Colour",
    "End",
    "GridArea",
    "Key",
    "Look",
    "Outline",
    "Page",
    "Part",
    "Picture",
    "Piece",
    "Rect",
    "Region",
    "Run",
    "Spot",
    "Start",
    "TypedCell",
    "Widget",
    "Word",
    "fingerprint",
    "gone_words_of",
    "words_of",
]
