"""The words a document prints, to know by them what somebody added.

What a form prints is what it prints: never its examples, its help or the codes
of its choices, and the word of a choice only next to its box.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

import attrs

from tsmforms.layout.nodes import (
    PICTURE_HINT,
    AddressBlock,
    Block,
    BulletList,
    Bullets,
    Document,
    Grid,
    Heading,
    ImageBox,
    Inline,
    Prose,
    RepeatedBlock,
    SignatureBlock,
    Slot,
    Table,
    Text,
    walk,
)

_NUMBERED = re.compile(r" \d+\Z")
_NOT_A_WORD = re.compile(r"[\W_]+")
_FEWEST_WORDS = 3
"""Fewer words of a line may stand anywhere in a form's sentences by chance."""


@attrs.frozen(slots=False, eq=False)
class Printed:
    """What a document prints, folded: whole paragraphs and cells, and the pieces of those that have boxes in them."""

    wholes: frozenset[str] = frozenset()
    pieces: frozenset[str] = frozenset()

    def has(self, words: str) -> bool:
        """Whether these words are a whole paragraph or cell, whatever the spaces, stops and case.

        A block's number does not count.
        """
        return _is_in(words, self.wholes)

    def has_piece(self, words: str) -> bool:
        """Whether these words stand before, between or behind the boxes of a paragraph or cell."""
        return _is_in(words, self.pieces) or _is_in(words, self.wholes)

    def has_line(self, words: str) -> bool:
        """Whether these words are a line of what is printed, wherever a program broke it."""
        folded = _folded(words)
        if self.has_piece(words):
            return True
        return folded.count(" ") >= _FEWEST_WORDS - 1 and f" {folded} " in self._running

    @cached_property
    def _running(self) -> str:
        return " " + " \n ".join(sorted(self.wholes | self.pieces)) + " "


def printed_words(document: Document) -> Printed:
    """The words of a document."""
    wholes = {_folded(words) for words in (document.title, PICTURE_HINT, *document.letterhead, document.footer)}
    pieces: set[str] = set()
    for block in walk(document.blocks):
        for group in _groups(block):
            texts = list(_between_slots(group))
            (pieces if any(isinstance(inline, Slot) for inline in group) else wholes).update(map(_folded, texts))
            pieces.update(_folded(inline.text) for inline in group if isinstance(inline, Text))
    return Printed(frozenset(wholes), frozenset(pieces))


def _groups(block: Block) -> Iterator[Sequence[Inline]]:
    """What stands together in one paragraph or cell."""
    handler = _GROUPS.get(type(block))
    if handler is not None:
        yield from handler(block)


def _table(block: Table) -> Iterator[Sequence[Inline]]:
    yield (Text(block.caption),)
    yield from ((Text(column.label),) for column in block.columns)
    yield from (cell.inlines for row in block.rows for cell in row.cells)


def _signature(block: SignatureBlock) -> Iterator[Sequence[Inline]]:
    yield (Text(block.caption),)
    yield from ((Text(slot.label), slot) for slot in block.slots)
    yield from ((Text(slot.label),) for slot in block.slots)


def _image(block: ImageBox) -> Iterator[Sequence[Inline]]:
    yield (Text(block.caption),)
    yield (Text(block.alt.label), block.alt)
    yield (Text(block.alt.label),)


_GROUPS: Mapping[type, Callable[[Any], Iterable[Sequence[Inline]]]] = {
    Heading: lambda block: [(Text(block.text),)],
    Prose: lambda block: [block.inlines],
    Bullets: lambda block: block.items,
    BulletList: lambda block: [block.inlines],
    AddressBlock: lambda block: block.lines,
    Grid: lambda block: [cell.inlines for row in block.rows for cell in row],
    Table: _table,
    SignatureBlock: _signature,
    ImageBox: _image,
    RepeatedBlock: lambda block: [(Text(f"{block.title} 0"),), (Text(block.title),)],
}


def _between_slots(group: Sequence[Inline]) -> Iterator[str]:
    """The words between the boxes of a paragraph or cell, each stretch as one."""
    for is_text, inlines in groupby(group, lambda inline: isinstance(inline, Text)):
        if is_text:
            yield "".join(inline.text for inline in inlines if isinstance(inline, Text))


def _is_in(words: str, printed: frozenset[str]) -> bool:
    folded = _folded(words)
    return not folded or folded in printed or _NUMBERED.sub(" 0", folded) in printed


def _folded(words: str) -> str:
    return _NOT_A_WORD.sub(" ", words.replace("{number}", "0")).strip().casefold()
