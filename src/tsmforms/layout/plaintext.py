"""What a document says as plain text: for an e-mail, or for whoever reads with a screen reader.

The words and answers of the final copy, in reading order. An answer is printed behind its question; of choices, the
one that was made. Nothing is laid out, so nothing is lost to a narrow screen. It is not read back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import attrs

from tsmforms.diagnostics import Diagnostic
from tsmforms.layout.content import Content
from tsmforms.layout.expand import expand, left_out, shape_of, without
from tsmforms.layout.finished import kept_of
from tsmforms.layout.nodes import (
    AddressBlock,
    Block,
    Bullets,
    Cell,
    Conditional,
    DerivedText,
    Document,
    Grid,
    Heading,
    ImageBox,
    Inline,
    Prose,
    Sentences,
    SignatureBlock,
    Slot,
    Table,
    Text,
)
from tsmforms.layout.shown import ShownIf, is_printed

_UNDERLINE = {1: "=", 2: "-"}


def plain_text(document: Document, content: Content) -> str:
    """The words of a document that has answers, paragraphs parted by an empty line.

    Args:
        document: The tree of the form or letter, for any shape.
        content: What this document shows.
    """
    kept = None if document.is_letter else kept_of(document, content.texts)
    printed = document if document.is_letter else without(document, left_out(document, content))
    concrete = expand(printed, shape_of(content.texts), kept)
    parts: list[str] = []
    for part in _PlainWords(concrete, content).parts():
        if part and not (parts and _first_line(parts[-1]) == _first_line(part) == part.rstrip(":")):
            parts.append(part)
    return "\n\n".join(parts) + "\n"


@attrs.frozen
class PlainTextWriter:
    """Plain text as the writers of other formats are asked for: everything can be said in it."""

    document: Document

    def problems(self, _content: Content) -> tuple[Diagnostic, ...]:
        """Nothing."""
        return ()

    def fill(self, content: Content) -> bytes:
        """The finished text in UTF-8."""
        return plain_text(self.document, content).encode()


@attrs.frozen
class _PlainWords:
    document: Document
    content: Content

    def parts(self) -> Iterator[str]:
        yield "\n".join(self.document.letterhead)
        if not self.document.is_letter:
            yield _underlined(self.document.title, 1)
        yield from self._blocks(self.document.blocks)
        reference = f"Reference {self.content.record_id}" if self.content.record_id else ""
        yield " \u00b7 ".join(part for part in (self.document.footer, reference) if part)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for is_contact, group in groupby(blocks, _is_contact):
            parts = (part for block in group for part in self._block(block) if part)
            yield from ("\n".join(parts),) if is_contact else parts

    def _block(self, block: Block) -> Iterator[str]:
        handler = _HANDLERS.get(type(block))
        return handler(self, block) if handler else iter(())

    # --- inlines

    def words(self, inlines: Sequence[Inline]) -> str:
        """The words of a paragraph or cell; of a choice that was not made, none."""
        out, skipped = [], ""
        for inline in inlines:
            if isinstance(inline, Text):
                out.append("" if skipped and inline.text.strip() == skipped else _linked(inline))
                skipped = ""
            elif isinstance(inline, DerivedText):
                out.append(self.content.derived.get(inline.name, ""))
            elif inline.option is None:
                out.append(self.content.texts.get(inline.path, ""))
            elif not self._is_chosen(inline):
                skipped = inline.option_label
        return "".join(out).strip()

    def _is_chosen(self, slot: Slot) -> bool:
        return slot.option in self.content.marked.get(slot.path, ())

    def _is_answered(self, inlines: Sequence[Inline]) -> bool:
        return any(
            self._is_chosen(one) if one.option else bool(self.content.texts.get(one.path))
            for one in inlines
            if isinstance(one, Slot)
        )

    def asked(self, inlines: Sequence[Inline]) -> str:
        """The questions of a cell, each with its answer; nothing of one that has a box and no answer."""
        return "\n".join(said for words, boxes in _questions(inlines) if (said := self._question(words, boxes)))

    def _question(self, words: Sequence[Inline], boxes: Sequence[Inline]) -> str:
        question = " ".join(part for one in words if (part := self.words((one,))))
        if not boxes:
            return question
        if not self._is_answered(boxes):
            return ""
        mark = "" if question.endswith(("?", ":")) else ":"
        return f"{question}{mark} {self.words(boxes)}" if question else self.words(boxes)

    # --- blocks

    def heading(self, block: Heading) -> Iterator[str]:
        yield _underlined(block.text, block.level + (not self.document.is_letter))

    def prose(self, block: Prose) -> Iterator[str]:
        yield self.words(block.inlines)

    def sentences(self, block: Sentences) -> Iterator[str]:
        shown = (one for one in block.sentences if one.when is None or self._holds(one.when))
        yield " ".join(words for one in shown if (words := self.words(one.inlines)))

    def bullets(self, block: Bullets) -> Iterator[str]:
        yield "\n".join(f"- {words}" for item in block.items if (words := self.words(item)))

    def address(self, block: AddressBlock) -> Iterator[str]:
        yield "\n".join(words for line in block.lines if (words := self.words(line)))

    def conditional(self, block: Conditional) -> Iterator[str]:
        if self._holds(block.when):
            yield from self._blocks(block.blocks)

    def grid(self, block: Grid) -> Iterator[str]:
        yield "\n".join(words for row in block.rows for cell in row if (words := self.asked(cell.inlines)))

    def table(self, block: Table) -> Iterator[str]:
        rows = [lines for row in block.rows if (lines := list(self._row(block, row.cells)))]
        if rows:
            yield block.caption
            yield from ("\n".join(lines) for lines in rows)

    def _row(self, table: Table, cells: Sequence[Cell]) -> Iterator[str]:
        """A row: its label, then each heading with what is below it; nothing of a row without an answer or words."""
        labels = [self.words(cell.inlines) for cell in cells if not _boxes(cell)]
        answers = [line for n, cell in enumerate(cells) if (line := self._answer(table, n, cell))]
        has_boxes = any(_boxes(cell) for cell in cells)
        if answers or not has_boxes:
            yield from (": ".join(label for label in labels if label),) if any(labels) else ()
            yield from answers

    def _answer(self, table: Table, number: int, cell: Cell) -> str:
        slots = _boxes(cell)
        if not slots or not self._is_answered(cell.inlines):
            return ""
        heading = table.columns[number].label if number < len(table.columns) else ""
        if all(slot.option for slot in slots) and not any(isinstance(one, Text) for one in cell.inlines):
            chosen = next(slot for slot in slots if self._is_chosen(slot))
            return f"{chosen.label}: {chosen.option_label or heading}"
        words = self.asked(cell.inlines)
        return f"{heading}: {words}" if heading else words

    def signature(self, block: SignatureBlock) -> Iterator[str]:
        lines = [line for cell in block.cells if (line := self.asked(cell.inlines))]
        if lines:
            yield "\n".join([block.caption, *lines])

    def image(self, block: ImageBox) -> Iterator[str]:
        words = self.content.texts.get(block.alt.path, "")
        yield f"{block.caption}: {words}" if words else ""

    def _holds(self, when: ShownIf) -> bool:
        values = self.content.values
        return is_printed(when, tuple(values), values, letter=self.document.is_letter)


def _first_line(part: str) -> str:
    return part.partition("\n")[0].rstrip(":")


def _is_contact(block: Block) -> bool:
    """Whether it is a line of the sender's, which are together."""
    return isinstance(block, Prose) and block.style == "contact"


def _boxes(cell: Cell) -> list[Slot]:
    return [one for one in cell.inlines if isinstance(one, Slot)]


def _questions(inlines: Sequence[Inline]) -> Iterator[tuple[list[Inline], list[Inline]]]:
    """The words of a cell up to its boxes, and these with the words of their choices; as often as it asks."""
    words: list[Inline] = []
    boxes: list[Inline] = []
    for inline in inlines:
        is_choice = isinstance(inline, Text) and bool(boxes) and _names(boxes[-1], inline)
        if isinstance(inline, Slot) or is_choice:
            boxes.append(inline)
            continue
        if boxes:
            yield words, boxes
            words, boxes = [], []
        words.append(inline)
    yield words, boxes


def _names(box: Inline, words: Text) -> bool:
    return isinstance(box, Slot) and bool(box.option_label) and words.text.strip() == box.option_label


def _linked(text: Text) -> str:
    return (
        text.text if not text.link or text.link.removeprefix("mailto:") in text.text else f"{text.text} ({text.link})"
    )


def _underlined(words: str, level: int) -> str:
    line = _UNDERLINE.get(level)
    return f"{words}\n{line * len(words)}" if line and words else words


_HANDLERS: Mapping[type, Callable[..., Iterator[str]]] = {
    Heading: _PlainWords.heading,
    Prose: _PlainWords.prose,
    Sentences: _PlainWords.sentences,
    Bullets: _PlainWords.bullets,
    AddressBlock: _PlainWords.address,
    Conditional: _PlainWords.conditional,
    Grid: _PlainWords.grid,
    Table: _PlainWords.table,
    SignatureBlock: _PlainWords.signature,
    ImageBox: _PlainWords.image,
}
