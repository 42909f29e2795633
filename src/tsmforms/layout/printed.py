"""The words a document prints, to know by them what somebody added.

What a form prints is what it prints: never its examples, its help or the codes
of its choices, and the word of a choice only next to its box.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby

import attrs

from tsmforms.convert import PICTURE_HINT
from tsmforms.layout.nodes import (
    AddressBlock,
    Block,
    BulletList,
    Bullets,
    DerivedText,
    Document,
    Grid,
    Heading,
    ImageBox,
    Inline,
    Prose,
    RepeatedBlock,
    Sentences,
    SignatureBlock,
    Slot,
    Table,
    Text,
    walk,
)

_FIGURE = r"[\d ]{0,20}"
_NUMBERED = re.compile(r" \d+\Z")
_NOT_A_WORD = re.compile(r"[\W_]+")


@attrs.frozen(slots=False, eq=False)
class Printed:
    """What a document prints, folded: whole paragraphs and cells, and the pieces of those that have boxes in them.

    `cells` are all words of a paragraph or cell with its boxes left out, as a page shows them; `tabled` are the whole
    ones that are printed in cells of tables only. `computed` matches paragraphs with a figure that is computed.
    """

    wholes: frozenset[str] = frozenset()
    pieces: frozenset[str] = frozenset()
    cells: frozenset[str] = frozenset()
    tabled: frozenset[str] = frozenset()
    computed: re.Pattern[str] | None = None

    def has(self, words: str) -> bool:
        """Whether these words are a whole paragraph or cell, whatever the spaces, stops and case.

        A block's number does not count.
        """
        return _is_in(words, self.wholes) or self._is_computed(words)

    def _is_computed(self, words: str) -> bool:
        return self.computed is not None and self.computed.fullmatch(_folded(words)) is not None

    def has_paragraph(self, words: str) -> bool:
        """Whether these words are a whole paragraph outside tables: "Yes" above a column is none."""
        return _is_in(words, self._paragraphs) or self._is_computed(words)

    @cached_property
    def _paragraphs(self) -> frozenset[str]:
        return self.wholes - self.tabled

    def has_piece(self, words: str) -> bool:
        """Whether these words stand before, between or behind the boxes of a paragraph or cell."""
        return _is_in(words, self.pieces) or _is_in(words, self.wholes)

    def lines(self, texts: Iterable[str]) -> Iterator[bool]:
        """Of each line of a page, in reading order, whether it is printed: a paragraph or cell, or a line of one.

        A line may begin anywhere in a sentence only where the line before it stopped there, so that a word typed
        alone is not taken for the end of a sentence.
        """
        open_at: list[tuple[tuple[str, ...], int]] = []
        for text in texts:
            words = tuple(_folded(text).split())
            open_at = [
                (whole, at + len(words))
                for whole, at in (*open_at, *self._beginning(words))
                if whole[at : at + len(words)] == words
            ]
            yield bool(open_at) or not words
            open_at = [(whole, at) for whole, at in open_at if at < len(whole)]

    def _beginning(self, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
        return ((whole, 0) for whole in self._by_first.get(words[0] if words else "", ()))

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence[tuple[str, ...]]]:
        out: dict[str, list[tuple[str, ...]]] = {}
        for whole in self.wholes | self.cells:
            if words := tuple(whole.split()):
                out.setdefault(words[0], []).append(words)
        return out


def printed_words(document: Document, formerly: Iterable[str] = ()) -> Printed:
    """The words of a document, and the paragraphs that it printed before its words were changed."""
    own = (document.title, PICTURE_HINT, *document.letterhead, document.footer)
    wholes = {_folded(words) for words in (*own, *formerly)}
    pieces: set[str] = set()
    cells: set[str] = set()
    loose = set(wholes)
    for block in walk(document.blocks):
        for number, group in enumerate(_groups(block)):
            texts = list(_between_slots(group))
            (pieces if any(isinstance(inline, Slot) for inline in group) else wholes).update(map(_folded, texts))
            if not isinstance(block, Grid) and not (isinstance(block, Table) and number):  # a table's caption is first
                loose.update(map(_folded, texts))
            pieces.update(_folded(inline.text) for inline in group if isinstance(inline, Text))
            cells.add(_folded(" ".join(inline.text for inline in group if isinstance(inline, Text))))
            cells.add(_folded(" ".join(_without_choices(group))))
    computed = [_with_figures(group) for block in walk(document.blocks) for group in _groups(block)]
    known = "|".join(sorted({one for one in computed if one}))
    own_words = (frozenset(wholes), frozenset(pieces), frozenset(cells), frozenset(wholes - loose))
    return Printed(*own_words, re.compile(known) if known else None)


def _with_figures(group: Sequence[Inline]) -> str:
    """An expression for folded words of a paragraph with computed figures and no box; empty for any other."""
    if any(isinstance(one, Slot) for one in group) or not any(isinstance(one, DerivedText) for one in group):
        return ""
    parts = (re.escape(_folded(one.text)) if isinstance(one, Text) else _FIGURE for one in group)
    return r" ?".join(part for part in parts if part)


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
    yield from (cell.inlines for cell in block.cells)
    yield from ((Text(slot.label),) for slot in block.slots)


def _image(block: ImageBox) -> Iterator[Sequence[Inline]]:
    yield (Text(block.caption),)
    yield (Text(block.alt.label), block.alt)
    yield (Text(block.alt.label),)


_GROUPS: Mapping[type, Callable[..., Iterable[Sequence[Inline]]]] = {
    Heading: lambda block: [(Text(block.text),)],
    Prose: lambda block: [block.inlines],
    Sentences: lambda block: [one.inlines for one in block.sentences],
    Bullets: lambda block: block.items,
    BulletList: lambda block: [block.inlines],
    AddressBlock: lambda block: block.lines,
    Grid: lambda block: [cell.inlines for row in block.rows for cell in row],
    Table: _table,
    SignatureBlock: _signature,
    ImageBox: _image,
    RepeatedBlock: lambda block: [(Text(f"{block.title} 0"),), (Text(block.title),)],
}


def _without_choices(group: Sequence[Inline]) -> Iterator[str]:
    """The words of a paragraph or cell as it was printed while choices had no boxes."""
    for before, inline in zip([None, *group], group, strict=False):
        is_choice = isinstance(before, Slot) and before.option is not None and before.field.together
        if isinstance(inline, Text) and not is_choice:
            yield inline.text


def _between_slots(group: Sequence[Inline]) -> Iterator[str]:
    """The words between the boxes of a paragraph or cell, each stretch as one."""
    for is_text, inlines in groupby(group, lambda inline: isinstance(inline, Text)):
        if is_text:
            yield "".join(inline.text for inline in inlines if isinstance(inline, Text))


@lru_cache(maxsize=8192)
def _folded(words: str) -> str:
    return _NOT_A_WORD.sub(" ", words.replace("{number}", "0")).strip().casefold()


def _is_in(words: str, printed: frozenset[str]) -> bool:
    folded = _folded(words)
    return not folded or folded in printed or _NUMBERED.sub(" 0", folded) in printed
