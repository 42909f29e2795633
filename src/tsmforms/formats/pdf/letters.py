"""A letter: its tree and one record's words, given to typst as data.

The page is that of GOV.UK Notify's letter specification (`docs/design/pdf.md`):
the address stands in the window, the sender and reference at the top right,
the body below 95 mm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, pairwise
from typing import TypeAlias

import attrs

from tsmforms import keys
from tsmforms.convert import placeholder
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.formats.pdf import identity
from tsmforms.formats.pdf.problems import glyph_problems
from tsmforms.formats.pdf.typesetting import fonts, typeset
from tsmforms.formats.pdf.typesetting.line_breaks import visible
from tsmforms.formats.pdf.typesetting.wrapping import wrapped_lines
from tsmforms.jsontypes import JsonObject
from tsmforms.layout import (
    AddressBlock,
    Block,
    BulletList,
    Bullets,
    Cell,
    Conditional,
    Content,
    DerivedText,
    Document,
    Grid,
    Heading,
    ImageBox,
    Inline,
    PageBreak,
    Prose,
    RepeatedBlock,
    Row,
    Sentences,
    Shape,
    ShownIf,
    SignatureBlock,
    Slot,
    Table,
    Text,
    expand,
    holds,
    lettersheet,
    shape_of,
    slots_of,
    walk,
)
from tsmforms.layout.lettersheet import CONTACT
from tsmforms.layout.look import ADDRESS, LETTER_SIZES, SPACING, Sizes, typeset_look
from tsmforms.layout.nodes import letterhead_rows
from tsmforms.model import Identity
from tsmforms.model.identity import with_reference

MM = 72 / 25.4
"""Points in a millimetre."""

BODY_WIDTH = lettersheet.BODY_WIDTH * MM

_MAIN = b'#import "letter.typ": letter\n#letter(json(bytes(read("data.txt").slice(2))))'
_KEPT_TREES = 200
_MOST_LINES = 40
_BOLD_MARGIN = 0.88
"""Bold words are wider than the widths that are counted with."""
_MARGIN = 0.99
_CELL_INSET = 2 * SPACING.side
_BULLET_INSET = 7 * MM

_ABOVE: Mapping[str, float] = {"heading": SPACING.heading, "closing": SPACING.closing}
_UNDER: Mapping[str, float] = {
    "heading": SPACING.under,
    "prose": SPACING.after,
    "bullets": SPACING.bullet,
    "table": SPACING.table,
    "grid": SPACING.table,
}
"""What is above and below each kind of block: the larger of the two is between two blocks, as in Word."""
_LED = ("bullets", "closing")
"""A paragraph that leads to bullets, or the last before the signature, is not parted from them by a page."""

Node: TypeAlias = JsonObject
Run: TypeAlias = str | list[str | bool]
"""Words, or words with whether they are bold and the address they lead to."""
Runs: TypeAlias = str | list[Run]


@attrs.frozen
class LetterWords:
    """Where a letter's words come from: the content, or the labels of a specimen; and the sizes they are set in."""

    content: Content
    sizes: Sizes = LETTER_SIZES

    def of(self, inline: Inline) -> str:
        """The words an inline prints."""
        if isinstance(inline, Text):
            return inline.text
        if isinstance(inline, DerivedText):
            blank = f"[{inline.name.replace('_', ' ')}]"
            return self.content.derived.get(inline.name, blank if self.content.is_blank else "")
        if self.content.is_blank:
            return placeholder(inline.field, letter=True)
        return self.content.texts.get(inline.path, "")

    def runs(self, inlines: Iterable[Inline], width: float = BODY_WIDTH, size: float | None = None) -> Runs:
        """Words for a column of this width, in runs where some of them are bold; several boxes of one answer print it once.

        What looks alike is one run: typst lays out one string more quickly than its parts.
        """
        out: list[Run] = []
        for run in self.pieces(inlines, width, size):
            if out and isinstance(run, str) and isinstance(out[-1], str):
                out[-1] += run
            else:
                out.append(run)
        return out[0] if len(out) == 1 and isinstance(out[0], str) else out

    def pieces(self, inlines: Iterable[Inline], width: float = BODY_WIDTH, size: float | None = None) -> list[Run]:
        """A run for each inline that prints something."""
        out: list[Run] = []
        line = ""
        for inline in _once(inlines):
            room = width * (_BOLD_MARGIN if isinstance(inline, Text) and inline.bold else _MARGIN)
            if words := visible(self.of(inline), room, size or self.sizes.body, line):
                out.append(_run(words, inline))
                line = (line + words).rpartition("\n")[2]
        return out

    def answered(self, inlines: Sequence[Inline]) -> bool:
        """Whether a line prints more than the words around its empty boxes."""
        slots = [inline for inline in inlines if isinstance(inline, Slot)]
        return not slots or any(self.of(slot) for slot in slots)

    def lines(self, inlines: Iterable[Inline]) -> list[str]:
        """The lines these inlines print, empty ones left out."""
        text = "".join(self.of(inline) for inline in inlines)
        return [line.strip() for line in text.split("\n") if line.strip()]


def _run(words: str, inline: Inline) -> Run:
    """Words with what there is of weight and address."""
    if not isinstance(inline, Text) or not (inline.bold or inline.link):
        return words
    return [words, inline.bold, inline.link] if inline.link else [words, inline.bold]


def _once(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """The inlines without further boxes of an answer that has one already: its other tick boxes."""
    seen: set[str] = set()
    for inline in inlines:
        if not isinstance(inline, Slot):
            yield inline
        elif inline.path not in seen:
            seen.add(inline.path)
            yield inline


def _cell(cell: Cell, words: LetterWords, width: float = BODY_WIDTH) -> Node:
    return {"runs": words.runs(cell.inlines, width, words.sizes.table), "label": cell.label, "span": cell.span}


def _table(block: Table, words: LetterWords) -> list[Node]:
    if not block.rows:
        return []
    return [
        {
            "kind": "table",
            "whole": block.whole and _table_lines(block, words) <= _MOST_LINES_WHOLE,
            "head": [column.label for column in block.columns],
            "widths": [column.width for column in block.columns],
            "rows": [
                [_cell(cell, words, width) for cell, width in zip(row.cells, _widths(block, row), strict=True)]
                for row in block.rows
            ],
        }
    ]


_MOST_LINES_WHOLE = 30
"""Lines of a table that is not broken by a page."""
_CHARACTER = 0.5
"""Width of a character, about, in ems."""


def _table_lines(block: Table, words: LetterWords) -> float:
    """About how many lines a table is high."""
    return sum(
        1
        + max(
            _CHARACTER * words.sizes.table * sum(len(words.of(i)) for i in cell.inlines) / width for cell, width in row
        )
        for row in (list(zip(row.cells, _widths(block, row), strict=True)) for row in block.rows)
    )


def _grid(block: Grid, words: LetterWords) -> list[Node]:
    """Questions above their answers, in cells."""
    columns = max(sum(cell.span for cell in row) for row in block.rows)
    rows = [
        [_question(cell, words, BODY_WIDTH * cell.span / columns - _CELL_INSET) for cell in row] for row in block.rows
    ]
    return [{"kind": "grid", "columns": columns, "rows": rows}]


def _question(cell: Cell, words: LetterWords, width: float) -> Node:
    pieces = words.pieces(cell.inlines, width, words.sizes.table)
    runs = [part for n, run in enumerate(pieces) for part in (("\n", run) if n % 2 else (run,))]
    return {"runs": runs, "label": cell.label, "span": cell.span}


def _widths(block: Table, row: Row) -> list[float]:
    """Room for text in each cell of a row, in points."""
    share = BODY_WIDTH / sum(column.width for column in block.columns)
    out, at = [], 0
    for cell in row.cells:
        columns = block.columns[at : at + cell.span]
        out.append(share * sum(column.width for column in columns) - _CELL_INSET)
        at += cell.span
    return out


def _signature(block: SignatureBlock, words: LetterWords) -> list[Node]:
    lines = [words.runs([slot]) for slot in block.slots]
    return [{"kind": "closing", "lines": [line for line in lines if line]}] if any(lines) else []


def _bullets(block: Bullets, words: LetterWords) -> list[Node]:
    items = [words.runs(item, BODY_WIDTH - _BULLET_INSET) for item in block.items if words.answered(item)]
    return [{"kind": "bullets", "items": [item for item in items if item]}] if any(items) else []


def _prose(block: Prose, words: LetterWords) -> list[Node]:
    runs = words.runs(block.inlines)
    if runs and block.style == "title":
        return [{"kind": "heading", "level": 1, "runs": runs}]
    return [{"kind": "prose", "style": block.style, "runs": runs, "keep": block.keep}] if runs else []


_BLOCKS: dict[type, Callable[..., list[Node]]] = {
    Heading: lambda b, _w: [{"kind": "heading", "level": b.level + 1, "runs": b.text}],
    Prose: _prose,
    Bullets: _bullets,
    Table: _table,
    Grid: _grid,
    SignatureBlock: _signature,
    ImageBox: lambda _b, _w: [],
    PageBreak: lambda _b, _w: [{"kind": "page_break"}],
}


def _style(block: Block) -> str:
    return block.style if isinstance(block, Prose) else ""


def _body(blocks: Sequence[Block], words: LetterWords) -> list[Node]:
    out: list[Node] = []
    for style, group in groupby(blocks, _style):
        if style == "closing":
            lines = [words.runs(b.inlines) for b in group if isinstance(b, Prose) and words.answered(b.inlines)]
            out.append({"kind": "closing", "lines": [line for line in lines if line]})
        elif style != "contact":
            out += [node for block in group for node in _node(block, words)]
    return _spaced(_steady_levels(out))


def _spaced(nodes: list[Node]) -> list[Node]:
    """Each block with the room above it, and whether no page parts it from the next."""
    before = None
    for node, following in pairwise([*nodes, {"kind": ""}]):
        kind = node["kind"]
        node["gap"] = max(_UNDER.get(before, 0), _ABOVE.get(kind, 0)) if before else 0
        node["leads"] = kind == "prose" and (node.pop("keep") or node["style"] == "strong" or following["kind"] in _LED)
        before = kind
    return nodes


def _node(block: Block, words: LetterWords) -> list[Node]:
    handler = _BLOCKS.get(type(block))
    return handler(block, words) if handler else []


def _steady_levels(nodes: list[Node]) -> list[Node]:
    """Headings whose levels never skip one, which tagged PDF forbids."""
    level = 0
    for node in nodes:
        if node["kind"] == "heading":
            level = node["level"] = min(node["level"], level + 1)
    return nodes


def _lines_of(block: Block) -> Iterator[Sequence[Inline]]:
    """The inlines that stand together in the text of a page."""
    if isinstance(block, Prose):
        yield block.inlines
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, AddressBlock):
        yield from block.lines
    elif isinstance(block, SignatureBlock):
        yield from ((slot,) for slot in block.slots)
    elif isinstance(block, Table):
        yield from (tuple(i for cell in row.cells for i in cell.inlines) for row in block.rows)
    elif isinstance(block, Grid):
        yield from (tuple(i for cell in row for i in cell.inlines) for row in block.rows)


def _flat(blocks: Iterable[Block], content: Content) -> list[Block]:
    """The blocks that are printed: conditions judged; a specimen shows every block that asks something."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Conditional):
            if _printed(block.when, slots_of(block.blocks), content):
                out += _flat(block.blocks, content)
        elif isinstance(block, Sentences):
            out.append(_paragraph(block, content))
        else:
            out.append(block)
    return out


def _printed(when: ShownIf, slots: Iterable[Slot], content: Content) -> bool:
    if content.is_blank:
        return not when.negated or any(True for _ in slots)
    return holds(when, content.texts, content.values)


def _paragraph(block: Sentences, content: Content) -> Prose:
    """The sentences that are printed, as one paragraph."""
    inlines: list[Inline] = []
    for one in block.sentences:
        slots = [inline for inline in one.inlines if isinstance(inline, Slot)]
        if one.when is None or _printed(one.when, slots, content):
            inlines += [*([Text(" ")] if inlines else []), *one.inlines]
    return Prose(tuple(inlines), block.style, block.keep)


def _list_paths(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    found = []
    for block in walk(blocks):
        if isinstance(block, Table) and block.repeat:
            found.append(block.repeat.path)
        elif isinstance(block, BulletList | RepeatedBlock):
            found.append(block.path)
    return tuple(found)


@attrs.frozen(slots=False, eq=False)
class LetterWriter:
    """Fills one letter; see `layout.Writer`."""

    document: Document
    _trees: dict[tuple[tuple[str, int], ...], tuple[Block, ...]] = attrs.field(factory=dict, init=False)

    @cached_property
    def _lists(self) -> Mapping[str, int]:
        return dict.fromkeys(_list_paths(self.document.blocks), 0)

    @cached_property
    def _labels(self) -> Mapping[str, Slot]:
        return {slot.path: slot for slot in slots_of(self.document.blocks)}

    def printed_lines(self, content: Content) -> list[list[tuple[str, str | None]]]:
        """What the letter prints, line by line or row by row: words, and the path of those that are an answer.

        For holding a returned letter's pages against its answers.
        """
        words = LetterWords(content, self.document.sizes)
        return [
            [(words.of(i), i.path if isinstance(i, Slot) else None) for i in _once(inlines)]
            for block in self._blocks(content)
            for inlines in _lines_of(block)
        ]

    def _blocks(self, content: Content) -> list[Block]:
        shape = {} if content.is_blank else {**self._lists, **shape_of(content.texts)}
        return _flat(self._expanded(shape), content)

    def _expanded(self, shape: Shape) -> tuple[Block, ...]:
        """The tree of a shape: letters of one run have few, so they are kept."""
        key = tuple(shape.items())
        if key not in self._trees:
            if len(self._trees) >= _KEPT_TREES:
                self._trees.clear()
            self._trees[key] = expand(self.document, shape).blocks
        return self._trees[key]

    def problems(self, content: Content) -> tuple[Diagnostic, ...]:
        """Characters the fonts lack, and an address or sender that does not fit its place on the page."""
        glyphs = glyph_problems(content, self._question)
        if glyphs:
            return glyphs
        blocks, words = self._blocks(content), LetterWords(content, self.document.sizes)
        window = self.document.has_window
        return (
            *(_address_problems(blocks, words) if window else ()),
            *(_contact_problems(blocks, self._contact(blocks, words)) if window else ()),
            *_height_problems(blocks, words, self._question),
        )

    @property
    def _contact_width(self) -> float:
        return CONTACT.width * MM if self.document.has_window else BODY_WIDTH

    @cached_property
    def _look(self) -> bytes:
        return typeset.data_file(typeset_look(self.document.look))

    def _question(self, path: str) -> str:
        slot = self._labels.get(keys.pattern(path))
        return slot.tooltip if slot else path

    def _contact(self, blocks: Sequence[Block], words: LetterWords) -> list[Runs]:
        printed = [
            words.runs(b.inlines, self._contact_width, self.document.sizes.contact)
            for b in blocks
            if isinstance(b, Prose) and b.style == "contact" and words.answered(b.inlines)
        ]
        return [line for line in printed if line]

    def _footer(self, content: Content) -> str:
        return with_reference(self.document.footer, content.record_id)

    def _data(self, content: Content) -> Node:
        document = self.document
        blocks, words = self._blocks(content), LetterWords(content, document.sizes)
        address = [line for b in blocks if isinstance(b, AddressBlock) for x in b.lines for line in words.lines(x)]
        size, pitch = ADDRESS if document.has_window else (document.sizes.contact, 0)
        date = typeset.edition_date(document.edition)
        who = Identity(document.form, document.edition, document.digest, content.record_id)
        return {
            "title": document.title,
            "keywords": identity.keywords(who),
            "date": [date.year, date.month, date.day],
            "envelope": document.has_window and any(isinstance(b, AddressBlock) for b in blocks),
            "address": {"lines": address, "size": size, "pitch": pitch},
            "letterhead": letterhead_rows(document),
            "logo": typeset.logo_data(document.logo),
            "contact": self._contact(blocks, words),
            "blocks": _body(blocks, words),
            "answers": None if content.answers is None else content.answers.decode(),
        }

    def fill(self, content: Content) -> bytes:
        """The letter: tagged PDF/A-3a and PDF/UA-1, the answers attached where the content has them.

        Raises:
            TypesettingError: Something `problems` names was passed over.
        """
        files = {
            "main.typ": _MAIN,
            "data.txt": typeset.data_file(self._data(content)),
            "look.txt": self._look,
            "footer.txt": self._footer(content).encode(),
            **typeset.logo_files(self.document.logo),
        }
        return typeset.compile_pdf(files, typeset.edition_date(self.document.edition), typeset.LETTER_STANDARDS)


def _address_problems(blocks: Sequence[Block], words: LetterWords) -> Iterable[Diagnostic]:
    groups = [group for b in blocks if isinstance(b, AddressBlock) for group in b.lines]
    lines = [(line, group) for group in groups for line in words.lines(group)]
    size, most = ADDRESS[0], lettersheet.ADDRESS_LINES
    if len(lines) > most:
        path = next((i.path for group in groups for i in group if isinstance(i, Slot)), None)
        yield Diagnostic(
            "D0305",
            "error",
            worded("D0305", "address_lines", most=most),
            "join short lines of the address with a comma",
            field=path,
        )
    for line, group in lines:
        if fonts.text_width(line, size) > lettersheet.WINDOW.width * MM:
            slot = next((i for i in group if isinstance(i, Slot)), None)
            yield Diagnostic(
                "D0305",
                "error",
                worded("D0305", "address_width"),
                "split the line in two",
                field=slot.path if slot else None,
                found=line,
            )


def _contact_problems(blocks: Sequence[Block], lines: Sequence[Runs]) -> Iterable[Diagnostic]:
    text = "\n".join(line if isinstance(line, str) else "".join(map(_words_of, line)) for line in lines)
    count = len(wrapped_lines(text, CONTACT.width * MM, LETTER_SIZES.contact))
    if count * LETTER_SIZES.contact * SPACING.close > CONTACT.height * MM:
        yield Diagnostic(
            "D0305",
            "error",
            worded("D0305", "sender"),
            "shorten the details, or leave some out",
            field=_first_contact(blocks),
        )


def _words_of(run: Run) -> str:
    return run if isinstance(run, str) else str(run[0])


def _first_contact(blocks: Sequence[Block]) -> str | None:
    prose = (b for b in blocks if isinstance(b, Prose) and b.style == "contact")
    return next((i.path for b in prose for i in b.inlines if isinstance(i, Slot)), None)


def _height_problems(
    blocks: Sequence[Block], words: LetterWords, question: Callable[[str], str]
) -> Iterable[Diagnostic]:
    """Answers that would make a row of a table, or the closing, taller than a page: neither is ever broken."""
    for block in blocks:
        for inline, width in _unbroken(block):
            text = words.of(inline)
            if isinstance(inline, Slot) and _is_taller(text, width * _BOLD_MARGIN, words.sizes):
                yield Diagnostic(
                    "D0305",
                    "error",
                    worded("D0305", "place_in_letter", question=question(inline.path)),
                    f"shorten it to {_most_lines(words.sizes)} lines at most",
                    field=inline.path,
                    found=text,
                )


def _is_taller(text: str, width: float, sizes: Sizes) -> bool:
    """Whether a text makes more lines than stay on one page; most are too short to be worth breaking into lines."""
    if len(text) * sizes.table < width and "\n" not in text:
        return False
    return len(wrapped_lines(text, width, sizes.table)) > _most_lines(sizes)


def _most_lines(sizes: Sizes) -> int:
    return int(_MOST_LINES * LETTER_SIZES.body / sizes.body)


def _unbroken(block: Block) -> Iterator[tuple[Inline, float]]:
    """The inlines of what stays on one page, each with the width it has."""
    if isinstance(block, Table):
        for row in block.rows:
            for cell, width in zip(row.cells, _widths(block, row), strict=True):
                yield from ((inline, width) for inline in cell.inlines)
    elif isinstance(block, SignatureBlock) or (isinstance(block, Prose) and block.style == "closing"):
        for inlines in _lines_of(block):
            yield from ((inline, BODY_WIDTH) for inline in inlines)
