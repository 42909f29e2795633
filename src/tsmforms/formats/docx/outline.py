"""What stands where in a Word file: paragraphs and cells in reading order, with controls and bookmarks.

Only what a reader of the page sees counts: deleted, moved away, struck and
hidden text does not, nor do comments and footnotes. Content controls,
insertions and smart tags are transparent, at whichever level they stand. Text
boxes, into which LibreOffice turns a letter's frames, come behind the body.
Element names are those of ECMA-376 part 1, chapter 17.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from tsmforms.diagnostics import Place
from tsmforms.formats.docx.glyphs import symbol
from tsmforms.formats.docx.naming import LOGO_NAME
from tsmforms.formats.docx.wml import MC, W14, XML_SPACE, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OFF = frozenset(("0", "false", "off", "none"))


@attrs.define(eq=False)
class Box:
    """A content control: its tag, its words, the stored state of a tick box."""

    tag: str
    spot: Spot | None = None
    checked: bool | None = None
    words: list[str] = attrs.field(factory=list)
    begun: bool = False

    @property
    def text(self) -> str:
        """The visible words, lines by `\\n`."""
        return "".join(self.words)


Piece: TypeAlias = "tuple[Literal['text', 'start', 'end'], str] | tuple[Literal['box', 'unbox'], Box]"
"""Words, the start and end of a bookmark by name, the start and end of a control."""


@attrs.define(eq=False)
class Spot:
    """A cell, or a paragraph outside tables; `column` is the grid column from 0, `style` the paragraph's."""

    heading: str | None = None
    table: Table | None = None
    row: int | None = None
    cell: int | None = None
    column: int = 0
    span: int = 1
    paragraph: int | None = None
    style: str = ""
    pieces: list[Piece] = attrs.field(factory=list)
    begun: bool = False

    @property
    def place(self) -> Place:
        """Where it stands, numbers from 1."""
        table = self.table.number if self.table else None
        return Place(heading=self.heading, table=table, row=self.row, cell=self.cell, paragraph=self.paragraph)

    @property
    def text(self) -> str:
        """All visible words."""
        return "".join(piece[1] for piece in self.pieces if piece[0] == "text")

    @property
    def boxes(self) -> list[Box]:
        """The controls that begin here."""
        return [piece[1] for piece in self.pieces if piece[0] == "box"]

    @property
    def marks(self) -> list[str]:
        """The names of the bookmarks that begin here."""
        return [piece[1] for piece in self.pieces if piece[0] == "start"]


@attrs.define(eq=False)
class Table:
    """A table: its number in reading order, its rows of cells, and how many rows at its top are marked as header."""

    number: int
    rows: list[list[Spot]] = attrs.field(factory=list)
    headers: int = 0


@attrs.frozen(eq=False)
class Outline:
    """Everything of a document's body, in reading order."""

    spots: list[Spot]
    tables: list[Table]
    pictures: bool = False


def outline(root: Element) -> Outline:
    """The outline of word/document.xml."""
    walker = _Walker()
    body = _child(root, _BODY)
    if body is not None:
        walker.children(body)
    walker.text_boxes()
    return Outline(walker.spots, walker.tables, any(map(_has_picture, walker.drawings)))


def _child(element: Element, tag: str) -> Element | None:
    """The first child of this name; several times as fast as `find`."""
    for child in element.iterchildren(tag):
        return child
    return None


_BODY, _SDT_PR, _SDT_CONTENT, _TAG, _VAL = (f"{W}{name}" for name in ("body", "sdtPr", "sdtContent", "tag", "val"))
_P_PR, _P_STYLE, _R_PR, _DEL, _TR_PR, _TC_PR = (
    f"{W}{name}" for name in ("pPr", "pStyle", "rPr", "del", "trPr", "tcPr"))
_CHECKBOX, _CHECKED = f"{W14}checkbox", f"{W14}checked"


class _Walker:
    """Where the walk is: the cell or paragraph, the table and row around it, the controls that are open."""

    def __init__(self) -> None:
        self.spots: list[Spot] = []
        self.tables: list[Table] = []
        self.heading: str | None = None
        self.paragraphs = 0
        self.spot: Spot | None = None
        self.table: Table | None = None
        self.column = 0
        self.open: list[Box] = []
        self.waiting: list[str] = []
        self.names: dict[str | None, str] = {}
        self.joined = False
        self.drawings: list[Element] = []

    def text_boxes(self) -> None:
        """Walk the text boxes that drawings of the body hold; drawings inside them are added while it runs."""
        self.heading = None
        for drawing in self.drawings:
            for content in _text_boxes(drawing):
                self.spot, self.table, self.joined = None, None, False
                self.children(content)

    def children(self, element: Element) -> None:
        """Walk what stands in an element that is itself only a wrapper."""
        for child in element:
            handler = _HANDLERS.get(child.tag)
            if handler:
                handler(self, child)

    def begin(self, spot: Spot) -> None:
        self.spot = spot
        self.spots.append(spot)
        for name in self.waiting:
            spot.pieces.append(("start", name))
        self.waiting.clear()
        for box in self.open:
            if box.spot is None:
                box.spot = spot
                spot.pieces.append(("box", box))

    def break_line(self, spot: Spot) -> None:
        """A new paragraph is a new line, in the cell and in every control that holds the one before as well."""
        if spot.begun and not self.joined:
            spot.pieces.append(("text", "\n"))
        for box in self.open:
            if box.begun and not self.joined:
                box.words.append("\n")
            box.begun = True
        spot.begun = True

    def say(self, words: str) -> None:
        if self.spot is None or not words:
            return
        self.spot.pieces.append(("text", words))
        for box in self.open:
            box.words.append(words)


# --- paragraphs, tables


def _paragraph(walker: _Walker, element: Element) -> None:
    properties = _child(element, _P_PR)
    style, joined = ("", False) if properties is None else _paragraph_properties(properties)
    outside = walker.spot is None
    if outside:
        walker.paragraphs += 1
        walker.begin(Spot(heading=walker.heading, paragraph=walker.paragraphs, style=style))
    spot = walker.spot
    assert spot is not None
    walker.break_line(spot)
    walker.children(element)
    walker.joined = joined
    if outside:
        if style.startswith(("Heading", "Title", "heading")) and (words := spot.text.strip()):
            walker.heading = words
        walker.spot, walker.joined = None, False


def _paragraph_properties(properties: Element) -> tuple[str, bool]:
    """The style's name, and whether the mark at the paragraph's end is deleted, which joins it to the next."""
    style, joined = "", False
    for child in properties.iterchildren(_P_STYLE, _R_PR):
        if child.tag == _P_STYLE:
            style = child.get(_VAL) or ""
        else:
            joined = _child(child, _DEL) is not None
    return style, joined


def _table(walker: _Walker, element: Element) -> None:
    kept = walker.spot, walker.table, walker.column, walker.joined
    table = Table(len(walker.tables) + 1)
    walker.tables.append(table)
    walker.spot, walker.table, walker.joined = None, table, False
    walker.children(element)
    walker.spot, walker.table, walker.column, walker.joined = kept


def _row(walker: _Walker, element: Element) -> None:
    properties, table = _child(element, _TR_PR), walker.table
    if table is None or (properties is not None and _child(properties, _DEL) is not None):
        return
    walker.column = 0
    if properties is not None:
        table.headers += len(table.rows) == table.headers and _is_on(_child(properties, f"{W}tblHeader"))
        walker.column = _number(_child(properties, f"{W}gridBefore"), 0)
    table.rows.append([])
    walker.children(element)


def _cell(walker: _Walker, element: Element) -> None:
    table = walker.table
    if table is None or not table.rows:
        return
    row = table.rows[-1]
    properties = _child(element, _TC_PR)
    span = 1 if properties is None else max(1, _number(_child(properties, f"{W}gridSpan"), 1))
    spot = Spot(walker.heading, table, len(table.rows), len(row) + 1, walker.column, span)
    row.append(spot)
    column = walker.column + span
    walker.joined = False
    walker.begin(spot)
    walker.children(element)
    walker.spot, walker.table, walker.column, walker.joined = None, table, column, False


def _number(element: Element | None, default: int) -> int:
    value = None if element is None else element.get(_VAL)
    return int(value) if value and value.isdecimal() and len(value) < 4 else default


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(_VAL) not in _OFF


# --- controls, bookmarks


def _control(walker: _Walker, element: Element) -> None:
    content = _child(element, _SDT_CONTENT)
    if content is None:
        return
    box = _box(_child(element, _SDT_PR))
    if box is None:
        walker.children(content)
        return
    if walker.spot is not None:
        box.spot = walker.spot
        walker.spot.pieces.append(("box", box))
    walker.open.append(box)
    walker.children(content)
    walker.open.remove(box)
    if box.spot is not None:
        box.spot.pieces.append(("unbox", box))


def _box(properties: Element | None) -> Box | None:
    """The control, if it has a tag; others are as if they were not there."""
    if properties is None:
        return None
    name, checked = "", None
    for child in properties.iterchildren(_TAG, _CHECKBOX):
        if child.tag == _TAG:
            name = child.get(_VAL) or ""
        else:
            state = _child(child, _CHECKED)
            checked = state is not None and state.get(f"{W14}val", "1") not in _OFF
    return Box(name, checked=checked) if name else None


def _bookmark(walker: _Walker, element: Element) -> None:
    name = element.get(f"{W}name") or ""
    if not name.startswith("tf_"):
        return
    walker.names[element.get(f"{W}id")] = name
    if walker.spot is None:
        walker.waiting.append(name)
    else:
        walker.spot.pieces.append(("start", name))


def _bookmark_end(walker: _Walker, element: Element) -> None:
    name = walker.names.pop(element.get(f"{W}id"), None)
    if name and walker.spots:
        (walker.spot or walker.spots[-1]).pieces.append(("end", name))


# --- runs


_RUN_HIDDEN = frozenset(f"{W}{name}" for name in ("strike", "dstrike", "vanish", "webHidden"))


def _run(walker: _Walker, element: Element) -> None:
    out = []
    for child in element:
        tag = child.tag
        if tag == _R_PR:
            if any(item.tag in _RUN_HIDDEN and _is_on(item) for item in child):
                return
        elif handler := _CHARACTERS.get(tag):
            out.append(handler(child))
        elif tag in _DRAWINGS:
            walker.drawings.append(child)
    walker.say("".join(out))


_ALTERNATE, _CHOICE, _FALLBACK = (f"{MC}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
_DRAWINGS = frozenset((_ALTERNATE, f"{W}drawing", f"{W}pict"))


_NAMED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")


def _has_picture(drawing: Element) -> bool:
    """Whether it shows a picture other than the sender's logo."""
    name = next((named.get("name") for named in drawing.iter(_NAMED)), None)
    return name != LOGO_NAME and next(drawing.iter(*_PICTURES), None) is not None


def _text_boxes(drawing: Element) -> Iterator[Element]:
    """The outermost text boxes of a drawing; of alternatives the first."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}txbxContent":
            yield element
        elif element.tag == _ALTERNATE:
            waiting += [e for e in (_child(element, _CHOICE), _child(element, _FALLBACK)) if e is not None][:1]
        else:
            waiting += reversed(element)


def _words(element: Element) -> str:
    text = element.text or ""
    if text and (text[0].isspace() or text[-1].isspace()) and element.get(XML_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\n", " ") if "\n" in text else text


def _break(element: Element) -> str:
    return "" if element.get(f"{W}type") in ("page", "column") else "\n"


def _symbol(element: Element) -> str:
    return symbol(element.get(f"{W}font") or "", element.get(f"{W}char") or "")


_CHARACTERS: dict[str, Callable[[Element], str]] = {
    f"{W}t": _words,
    f"{W}tab": lambda _: "\t",
    f"{W}ptab": lambda _: "\t",
    f"{W}br": _break,
    f"{W}cr": lambda _: "\n",
    f"{W}noBreakHyphen": lambda _: "\u2011",
    f"{W}sym": _symbol,
}

_HANDLERS: dict[str, Callable[[_Walker, Element], None]] = {
    f"{W}p": _paragraph,
    f"{W}tbl": _table,
    f"{W}tr": _row,
    f"{W}tc": _cell,
    f"{W}r": _run,
    f"{W}sdt": _control,
    f"{W}bookmarkStart": _bookmark,
    f"{W}bookmarkEnd": _bookmark_end,
    **{f"{W}{name}": _Walker.children
       for name in ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo")},
}
"""What is walked; everything else (deletions, drawings, comments, properties) is passed over."""

