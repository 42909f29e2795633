"""What is where in a Word file: paragraphs and cells in reading order, with controls, fields and bookmarks.

Content controls, insertions and smart tags are transparent, at whichever level they are; what is deleted, moved
away, struck or hidden is kept with its look. Text boxes, into which LibreOffice turns a letter's frames, come
behind the part that holds them. Element names are those of ECMA-376 part 1, chapter 17.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import attrs

from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.formats.docx.outline.colours import shading
from tsmforms.formats.docx.outline.drawings import ALTERNATE, branch, drawn
from tsmforms.formats.docx.outline.equations import M, linear
from tsmforms.formats.docx.outline.glyphs import in_font, symbol
from tsmforms.formats.docx.outline.looks import DELETED, INSERTED, PROMPT, Appearance, Looks, is_on
from tsmforms.formats.docx.outline.widgets import FormField, control, enclosed, form_field
from tsmforms.formats.docx.wml import XML_SPACE, W
from tsmforms.model.outline import (
    PLAIN,
    Anchor,
    Colour,
    End,
    GridArea,
    Key,
    Look,
    Part,
    Piece,
    Run,
    Spot,
    Start,
    words_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PLAIN: Appearance = (PLAIN, None)


@attrs.define(eq=False)
class _OpenTable:
    """A table: its number, its rows, how many at its top are its header, and the open vertical merges by column."""

    number: int
    rows: list[list[Spot]] = attrs.field(factory=list)
    headers: int = 0
    merges: dict[int, Spot] = attrs.field(factory=dict)


@attrs.define(eq=False)
class _Field:
    """A field of Word: its code, and where it is a form field, that and where its words begin."""

    look: Look
    code: list[str] = attrs.field(factory=list)
    form: FormField | None = None
    spot: Spot | None = None
    at: int = 0


class Story:
    """Walks the parts of one document in turn, and gathers what is in them.

    Args:
        looks: The looks of the document's styles.
    """

    def __init__(self, looks: Looks) -> None:
        self.spots: list[Spot] = []
        self.notes: list[Diagnostic] = []
        self.references: dict[tuple[str, str], Place] = {}
        """Where a comment or note is referred to, by kind and id."""
        self.has_embedded = False
        self.looks = looks
        self.part: Part = "body"
        self.tables: list[_OpenTable] = []
        self.changes: dict[int, dict[str, object]] = {}
        self.reset()

    def reset(self) -> None:
        """Begin a part: nothing is open."""
        self.heading: str | None = None
        self.paragraphs = 0
        self.spot: Spot | None = None
        self.pieces: list[Piece] = []
        self.table: _OpenTable | None = None
        self.column = self.cell = 0
        self.is_row_hidden = False
        self.open: list[Key] = []
        self.pending: list[Piece] = []
        self.names: dict[str | None, Anchor] = {}
        self.fields: list[_Field] = []
        self.joined = self.begun = self.in_paragraph = False
        self.style = ""
        self.state = 0
        self.words: list[str] = []
        self.look: Look = PLAIN
        self.drawings: list[tuple[Element, int]] = []
        self.files: Mapping[str, bytes] = {}

    # --- what is asked of it

    def walk(self, root: Element, part: Part, files: Mapping[str, bytes] | None = None) -> None:
        """Walk a part, and behind it the text boxes that its drawings hold; those inside them are added meanwhile.

        `files` are the pictures of the part by relation.
        """
        self.reset()
        self.files = files or {}
        self.part = part
        self.children(root)
        self.flush_pending()
        self.part = "text box" if part == "body" else part
        for content, state in self.drawings:
            self.heading, self.spot, self.table, self.open, self.joined = None, None, None, [], False
            self.state = state
            self.children(content)

    def remark(self, element: Element, part: Part, place: Place) -> None:
        """Walk a comment or note, which is one spot."""
        self.reset()
        self.part = part
        pieces: list[Piece] = []
        self.begin(Spot(len(self.spots), place, pieces, part), pieces)
        self.children(element)
        self.finish()

    def outline(self) -> tuple[tuple[Spot, ...], tuple[GridArea, ...]]:
        """Every spot, and every grid."""
        if self.changes:
            changed = {
                number: attrs.evolve(self.spots[number], **change)  # type: ignore[arg-type]
                for number, change in self.changes.items()
            }
            self.spots = [changed.get(spot.number, spot) for spot in self.spots]
            for table in self.tables:
                table.rows = [[self.spots[spot.number] for spot in row] for row in table.rows]
        return tuple(self.spots), tuple(GridArea(table.number, table.rows, table.headers) for table in self.tables)

    # --- spots and their pieces

    def children(self, element: Iterable[Element]) -> None:
        """Walk what is in an element that is itself only a wrapper."""
        for child in element:
            handler = _HANDLERS.get(child.tag)
            if handler is not None:
                handler(self, child)

    def begin(self, spot: Spot, pieces: list[Piece]) -> Spot:
        """Begin a cell or a paragraph outside tables; every key that is open begins in it too, unless it is deleted."""
        if self.open and not self.state & DELETED:
            pieces += [Start(key) for key in self.open]
        self.spot, self.pieces, self.begun = spot, pieces, False
        self.spots.append(spot)
        return spot

    def finish(self) -> None:
        """End a cell or paragraph; every key that is open ends in it too."""
        if self.pending:
            self.flush_pending()
        if self.words:
            self.flush()
        if self.open and not self.state & DELETED:
            self.pieces += [End(key) for key in reversed(self.open)]
        self.spot = None

    def say(self, text: str, look: Look) -> None:
        """Words, joined to those before where they look the same."""
        if look is not self.look:
            if self.words:
                self.flush()
            self.look = look
        if text:
            self.words.append(text)

    def flush(self) -> None:
        """Make a run of the words gathered."""
        words = self.words
        if words:
            if self.spot is not None:
                self.pieces.append(Run(words[0] if len(words) == 1 else "".join(words), self.look))
            self.words = []

    def put(self, piece: Piece) -> None:
        """A piece that is no words. Between paragraphs it waits for the next, so that it is behind the line's end."""
        if self.in_paragraph or (self.spot is not None and isinstance(piece, End) and not self.pending):
            if self.words:
                self.flush()
            self.pieces.append(piece)
        else:
            self.pending.append(piece)

    def flush_pending(self) -> None:
        """Put what waits into the spot there is."""
        if self.pending and self.spot is not None:
            self.flush()
            self.pieces += self.pending
            self.pending = []

    def change(self, spot: Spot, **change: object) -> None:
        """Note what is only known of a spot once it is there."""
        self.changes.setdefault(spot.number, {}).update(change)

    def place(
        self, table: int | None = None, row: int | None = None, cell: int | None = None, paragraph: int | None = None
    ) -> Place:
        """A place in the part that is walked."""
        part = None if self.part == "body" else self.part
        return Place(None, None, None, None, self.heading, table, row, cell, paragraph, part=part)


# --- paragraphs


def _paragraph(story: Story, element: Element) -> None:
    properties, content = _headed(element, _P_PR)
    style, joined, fill = ("", False, None) if properties is None else _paragraph_properties(properties)
    kept, story.style = story.style, style
    outside = story.spot is None
    if outside:
        story.paragraphs += 1
        pieces, place = list[Piece](), story.place(paragraph=story.paragraphs)
        name = story.looks.style_name(style) if style else ""
        story.begin(Spot(len(story.spots), place, pieces, story.part, name, fill=fill), pieces)
    elif fill is not None and story.spot is not None and story.spot.fill is None:
        story.change(story.spot, fill=fill)
    if story.begun and not story.joined:
        story.say("\n", PLAIN)
    story.begun, story.in_paragraph = True, True
    if story.pending:
        story.flush_pending()
    story.children(content)
    story.in_paragraph, story.joined, story.style = False, joined, kept
    if outside and story.spot is not None:
        _end_paragraph(story, story.spot)


def _end_paragraph(story: Story, spot: Spot) -> None:
    """End a paragraph outside tables; a heading is the place of what follows."""
    story.finish()
    story.joined = False
    if spot.style[:7].casefold() in ("heading", "title") and (words := words_of(spot.pieces).strip()):
        story.heading = words


def _paragraph_properties(properties: Element) -> tuple[str, bool, Colour | None]:
    """The style's id, whether the mark at the paragraph's end is deleted, which joins it to the next, and its fill."""
    style, joined, fill = "", False, None
    for child in properties:
        tag = child.tag
        if tag == _P_STYLE:
            style = child.get(_VAL) or ""
        elif tag == _R_PR:
            joined = _child(child, _DEL) is not None
        elif tag == _SHD:
            fill = shading(child)
    return style, joined, fill


def _child(element: Element, tag: str) -> Element | None:
    """The first child of this name; several times as fast as `find`."""
    for child in element.iterchildren(tag):
        return child
    return None


def _headed(element: Element, tag: str) -> tuple[Element | None, Iterable[Element]]:
    """The properties that an element of this sort always has first, if any, and what is behind them."""
    rest = iter(element)
    for head in rest:
        return (head, rest) if head.tag == tag else (None, element)
    return None, ()


_SDT_PR, _SDT_CONTENT, _VAL, _ID = (f"{W}{name}" for name in ("sdtPr", "sdtContent", "val", "id"))
_P_PR, _P_STYLE, _R_PR, _DEL, _TR_PR, _TC_PR, _SHD = (
    f"{W}{name}" for name in ("pPr", "pStyle", "rPr", "del", "trPr", "tcPr", "shd")
)


# --- tables


def _table(story: Story, element: Element) -> None:
    story.flush_pending()
    story.flush()
    kept = story.spot, story.pieces, story.table, story.column, story.cell, story.joined, story.begun
    if story.state & DELETED and story.table is not None:
        table = _OpenTable(story.table.number)
    else:
        table = _OpenTable(len(story.tables) + 1)
        story.tables.append(table)
    story.spot, story.table, story.joined = None, table, False
    story.children(element)
    story.spot, story.pieces, story.table, story.column, story.cell, story.joined, story.begun = kept


def _row(story: Story, element: Element) -> None:
    """A row. A deleted one is none of the grid's: its words are spots without a place in it."""
    table = story.table
    if table is None or story.spot is not None:
        story.children(element)
        return
    kept = story.state, story.is_row_hidden
    found = _child(element, _TR_PR)
    properties = {} if found is None else {child.tag: child for child in found}
    story.column, story.cell = _number(properties.get(f"{W}gridBefore"), 0), 0
    story.is_row_hidden = _is_set(properties.get(f"{W}hidden"))
    if _DEL in properties or story.state & DELETED:
        story.state |= DELETED
    else:
        table.headers += len(table.rows) == table.headers and _is_set(properties.get(f"{W}tblHeader"))
        table.rows.append([])
    story.children(element)
    story.state, story.is_row_hidden = kept


class _CellProperties(NamedTuple):
    span: int
    fill: Colour | None
    merge: str
    is_deleted: bool


def _cell_properties(properties: Element | None) -> _CellProperties:
    span, fill, merge, deleted = 1, None, "", False
    for child in () if properties is None else properties:
        tag = child.tag
        if tag == _GRID_SPAN:
            span = max(1, _number(child, 1))
        elif tag == _SHD:
            fill = shading(child)
        elif tag == _V_MERGE:
            merge = child.get(_VAL) or "continue"
        elif tag == _CELL_DEL:
            deleted = True
    return _CellProperties(span, fill, merge, deleted)


_GRID_SPAN, _V_MERGE, _CELL_DEL = f"{W}gridSpan", f"{W}vMerge", f"{W}cellDel"


def _cell(story: Story, element: Element) -> None:
    table = story.table
    if table is None or story.spot is not None or not (table.rows or story.state & DELETED):
        # A cell or row that is in none of a table's places: its words are those of where it is.
        story.children(element)
        return
    found, content = _headed(element, _TC_PR)
    kept, depth, properties = story.state, len(story.open), _cell_properties(found)
    story.state |= DELETED if properties.is_deleted else 0
    column, story.joined = story.column, False
    story.cell += 1
    if kept & DELETED:
        pieces: list[Piece] = []
        spot = story.begin(Spot(len(story.spots), story.place(table=table.number), pieces, story.part), pieces)
    else:
        spot = _begin_cell(story, table, properties)
    story.children(content)
    story.spot = spot
    story.finish()
    # A field that has no end in its cell has none.
    del story.open[depth:]
    _settle_cell(story, table, spot, properties)
    story.state, story.table, story.joined = kept, table, False
    story.column = column + properties.span


def _begin_cell(story: Story, table: _OpenTable, properties: _CellProperties) -> Spot:
    row, pieces = len(table.rows), list[Piece]()
    covered = properties.merge == "continue" and story.column in table.merges
    place = story.place(table.number, row, story.cell)
    return story.begin(
        Spot(
            len(story.spots),
            place,
            pieces,
            story.part,
            "",
            table.number,
            row - 1,
            story.column,
            1,
            properties.span,
            properties.fill,
            False,
            story.is_row_hidden or covered,
        ),
        pieces,
    )


def _settle_cell(story: Story, table: _OpenTable, spot: Spot, properties: _CellProperties) -> None:
    """Put a cell into its row; one that a merged cell covers only where there is something in it."""
    if spot.table is None:
        return
    top = table.merges.get(spot.column) if properties.merge == "continue" else None
    if top is None:
        table.merges.pop(spot.column, None)
        table.rows[-1].append(spot)
        if properties.merge:
            table.merges[spot.column] = spot
        return
    story.change(top, rows=spot.row - top.row + 1)
    if spot is story.spots[-1] and not any(not isinstance(p, Run) or p.text.strip() for p in spot.pieces):
        story.spots.pop()
        story.changes.pop(spot.number, None)
    else:
        table.rows[-1].append(spot)


def _number(element: Element | None, default: int) -> int:
    value = None if element is None else element.get(_VAL)
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 4 else default


def _is_set(element: Element | None) -> bool:
    return element is not None and is_on(element)


# --- controls, bookmarks, changes


def _control(story: Story, element: Element) -> None:
    content = properties = None
    for child in element:
        if child.tag == _SDT_CONTENT:
            content = child
        elif child.tag == _SDT_PR:
            properties = child
    if content is None:
        return
    kept, (key, is_prompt) = story.state, control(properties)
    if is_prompt:
        story.state |= PROMPT
    if story.state & DELETED or len(story.open) >= _DEEPEST:
        story.children(content)
    else:
        _walk_key(story, content, key)
    story.state = kept


_DEEPEST = 16
"""Controls inside each other that are told apart; every cell inside them repeats each of them."""


def _walk_key(story: Story, content: Element, key: Key) -> None:
    inside, start = story.spot is not None, Start(key)
    if inside:
        story.put(start)
    story.open.append(key)
    story.children(content)
    story.open.remove(key)
    if inside and story.spot is not None:
        if story.pending:
            story.flush_pending()
        if story.words:
            story.flush()
        story.pieces.append(End(key))


def _bookmark(story: Story, element: Element) -> None:
    name = element.get(f"{W}name") or ""
    if name.startswith("tf_") and not story.state & DELETED:
        story.names[element.get(_ID)] = anchor = Anchor(name)
        story.put(Start(anchor))


def _bookmark_end(story: Story, element: Element) -> None:
    anchor = story.names.pop(element.get(_ID), None)
    if anchor is None:
        return
    if story.spot is None and story.spots and not story.pending:
        story.spots[-1].pieces.append(End(anchor))  # type: ignore[attr-defined]
    else:
        story.put(End(anchor))


def _under(state: int) -> Callable[[Story, Element], None]:
    """Walk what is inserted or deleted."""

    def walk(story: Story, element: Element) -> None:
        kept = story.state
        story.state |= state
        story.children(element)
        story.state = kept

    return walk


def _alternate(story: Story, element: Element) -> None:
    chosen = branch(element)
    if chosen is not None:
        story.children(chosen)


def _equation(story: Story, element: Element) -> None:
    if story.spot is not None:
        story.say(linear(element), story.looks.of(None, story.style, story.state)[0])


_EMBEDDED = Diagnostic(
    "D0407",
    "warning",
    worded("D0407", "file_in_text"),
    "open it in Word and save it again, so that its words become the document's own",
)


def _embedded(story: Story, _element: Element) -> None:
    if not story.has_embedded:
        story.has_embedded = True
        story.notes.append(_EMBEDDED)


# --- runs


def _run(story: Story, element: Element) -> None:
    appearance: Appearance | None = None
    for child in element:
        tag = child.tag
        if tag == _R_PR:
            appearance = story.looks.of(child, story.style, story.state)
            continue
        if appearance is None:
            appearance = story.looks.of(None, story.style, story.state)
        if character := _CHARACTERS.get(tag):
            words = character(child)
            story.say(in_font(words, appearance[1]) if appearance[1] else words, appearance[0])
        elif special := _SPECIAL.get(tag):
            special(story, child, appearance)


def _dispatch(story: Story, parent: Iterable[Element], appearance: Appearance) -> None:
    """Walk what a run holds, as `_run` does."""
    for child in parent:
        if character := _CHARACTERS.get(child.tag):
            story.say(character(child), appearance[0])
        elif special := _SPECIAL.get(child.tag):
            special(story, child, appearance)


def _words(element: Element) -> str:
    text = element.text or ""
    if text and (text[0].isspace() or text[-1].isspace()) and element.get(XML_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\n", " ") if "\n" in text else text


def _break(element: Element) -> str:
    return "" if element.get(f"{W}type") in ("page", "column") else "\n"


def _symbol(element: Element) -> str:
    return symbol(element.get(f"{W}font") or "", element.get(f"{W}char") or "")


_W16SE = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"


def _emoji(element: Element) -> str:
    return symbol(element.get(f"{_W16SE}font") or "", element.get(f"{_W16SE}char") or "")


_CHARACTERS: Mapping[str, Callable[[Element], str]] = {
    f"{W}t": _words,
    f"{W}delText": _words,
    f"{W}tab": lambda _: "\t",
    f"{W}ptab": lambda _: "\t",
    f"{W}br": _break,
    f"{W}cr": lambda _: "\n",
    f"{W}noBreakHyphen": lambda _: "\u2011",
    f"{W}sym": _symbol,
    f"{_W16SE}symEx": _emoji,
}


def _run_alternate(story: Story, element: Element, appearance: Appearance) -> None:
    chosen = branch(element)
    if chosen is not None:
        _dispatch(story, chosen, appearance)


def _drawing(story: Story, element: Element, appearance: Appearance) -> None:
    found = drawn(element, story.files)
    story.drawings += [(box, story.state) for box in found.boxes]
    is_icon = bool(story.state & PROMPT) and any(key.widget == "picture" for key in story.open)
    if not (story.state & DELETED or is_icon):
        for picture in found.pictures:
            story.put(picture)
    if found.lettering:
        story.say(found.lettering, appearance[0])
    if story.spot is None or not found.shapes or story.state & DELETED:
        return
    if "ring" in found.shapes:
        story.change(story.spot, ringed=True)
    else:
        story.notes.append(
            Diagnostic(
                "D0107",
                "info",
                worded("D0107", "shape"),
                "look at it in Word",
                place=story.spot.place,
            )
        )


def _ruby(story: Story, element: Element, _appearance: Appearance) -> None:
    """A phonetic guide: its base is read, and what is above it is reported."""
    for base in element.iterchildren(f"{W}rubyBase"):
        story.children(base)
    above = "".join(text.text or "" for guide in element.iterchildren(f"{W}rt") for text in guide.iter(f"{W}t"))
    if above.strip() and story.spot is not None:
        story.notes.append(
            Diagnostic(
                "D0107",
                "warning",
                worded("D0107", "phonetic_guide"),
                "if they are an answer, type them into its box",
                place=story.spot.place,
                found=above.strip(),
            )
        )


def _refer(kind: str) -> Callable[[Story, Element, Appearance], None]:
    def note(story: Story, element: Element, _appearance: Appearance) -> None:
        if story.spot is not None:
            story.references[kind, element.get(_ID) or ""] = story.spot.place

    return note


# --- fields


def _field_mark(story: Story, element: Element, appearance: Appearance) -> None:
    kind = element.get(f"{W}fldCharType")
    if kind == "begin":
        _begin_field(story, element, appearance[0])
    elif kind == "end" and story.fields:
        _end_field(story, story.fields.pop())


def _begin_field(story: Story, element: Element, look: Look) -> None:
    data = _child(element, f"{W}ffData")
    field = _Field(look, form=None if data is None or story.state & DELETED else form_field(data))
    story.fields.append(field)
    if field.form is not None and story.spot is not None:
        _end_unfinished(story)
        story.put(Start(field.form.key))
        story.open.append(field.form.key)
        field.spot, field.at = story.spot, len(story.pieces)


def _end_unfinished(story: Story) -> None:
    """Form fields are not inside each other: one that has no end ends where the next begins."""
    for field in story.fields[:-1]:
        if field.form is not None and field.form.key in story.open:
            story.open.remove(field.form.key)
            story.put(End(field.form.key))
    del story.fields[:-1]


def _end_field(story: Story, field: _Field) -> None:
    if field.form is None or field.spot is None:
        words, ringed = enclosed("".join(field.code)) if field.code else ("", False)
        story.say(words, attrs.evolve(field.look, ringed=True) if ringed else field.look)
        return
    if field.form.key not in story.open:
        return
    story.open.remove(field.form.key)
    if story.spot is None:
        return
    story.flush()
    since = story.pieces[field.at :] if story.spot is field.spot else []
    if story.spot is field.spot and not any(isinstance(p, Run) and p.text.strip() for p in since):
        story.say(field.form.shown, field.look)
    story.put(End(field.form.key))


def _field_code(story: Story, element: Element, _appearance: Appearance) -> None:
    if story.fields and story.fields[-1].form is None:
        story.fields[-1].code.append(element.text or "")


_SPECIAL: Mapping[str, Callable[[Story, Element, Appearance], None]] = {
    ALTERNATE: _run_alternate,
    **{f"{W}{name}": _drawing for name in ("drawing", "pict", "object", "contentPart")},
    f"{W}ruby": _ruby,
    f"{W}fldChar": _field_mark,
    f"{W}instrText": _field_code,
    **{f"{W}{kind}Reference": _refer(kind) for kind in ("comment", "footnote", "endnote")},
}

_HANDLERS: Mapping[str, Callable[[Story, Element], None]] = {
    f"{W}p": _paragraph,
    f"{W}tbl": _table,
    f"{W}tr": _row,
    f"{W}tc": _cell,
    f"{W}r": _run,
    f"{W}sdt": _control,
    f"{W}bookmarkStart": _bookmark,
    f"{W}bookmarkEnd": _bookmark_end,
    f"{W}altChunk": _embedded,
    ALTERNATE: _alternate,
    **{f"{M}{name}": _equation for name in ("oMath", "oMathPara")},
    **{f"{W}{name}": _under(INSERTED) for name in ("ins", "moveTo")},
    **{f"{W}{name}": _under(DELETED) for name in ("del", "moveFrom")},
    **{
        f"{W}{name}": Story.children
        for name in ("body", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo")
    },
}
"""What is walked; properties are read where they matter."""
