"""What a document of a form prints, in reading order: rows of tables, headings, and running words, with boxes between.

It is the layout tree, made flat. A printed or converted copy keeps this order
whatever program made it, on whatever paper, so it is what pages are held against.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Literal, TypeAlias

import attrs

from tsmforms.convert import PICTURE_HINT
from tsmforms.keys import pattern
from tsmforms.layout import (
    Bullets,
    Conditional,
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
    expand,
    walk,
)
from tsmforms.layout.finished import only_with
from tsmforms.reading.printouts.pagelines import squeezed

Inlines: TypeAlias = tuple[Inline, ...]


@attrs.frozen(eq=False)
class Strip:
    """A row of a table, a heading, or a paragraph, as the form prints it.

    Args:
        kind: `header` is the first row of a table, which is printed again on its next page; `entry` the row that
            stands once for each entry of an open list, with the paths of the first.
        cells: What stands in each cell; one for a heading or paragraph.
        list: The path of the list whose entry it is.
    """

    kind: Literal["row", "header", "entry", "heading", "words"]
    cells: tuple[Inlines, ...]
    list: str = ""

    @property
    def slots(self) -> Iterator[Slot]:
        """Its boxes in reading order."""
        return (inline for cell in self.cells for inline in cell if isinstance(inline, Slot))


def strips_of(document: Document, copies: Callable[[str], int], is_final: bool = False) -> tuple[Strip, ...]:
    """What a document prints.

    Args:
        document: The template tree.
        copies: How often the block with this title is printed.
        is_final: Whether there are so many copies and no more.
    """
    shape = {block.path: copies(block.title) for block in walk(document.blocks) if isinstance(block, RepeatedBlock)}
    lists = _lists_of(document)
    every = frozenset(map(only_with, document.blocks)) if is_final else None
    concrete = expand(document, shape, every)
    sender = Strip("words", ((Text(" · ".join(document.letterhead)),),))
    return (sender, Strip("heading", ((Text(document.title),),)), *_strips(concrete.blocks, lists))


def copies(title: str, lines: Iterable[str]) -> int:
    """How often the block with this title is printed, by the number behind it; `lines` are squeezed."""
    numbered = re.compile(re.escape(squeezed(title)) + r"(\d{1,3})\Z")
    return max((int(found[1]) for line in lines if (found := numbered.match(line))), default=0)


def _lists_of(document: Document) -> frozenset[str]:
    return frozenset(block.repeat.path for block in walk(document.blocks) if isinstance(block, Table) and block.repeat)


def entry_at(slot: Slot, list_path: str, position: int) -> Slot:
    """The box of an entry, of the same box of the first."""
    first = f"{list_path}.0."
    assert slot.path.startswith(first)
    context = f"{slot.context.removesuffix(' 1')} {position + 1}"
    return attrs.evolve(slot, path=f"{list_path}.{position}.{slot.path.removeprefix(first)}", context=context)


def _strips(blocks: Sequence[Any], lists: frozenset[str]) -> Iterator[Strip]:
    for is_signed, group in groupby(blocks, lambda block: isinstance(block, SignatureBlock)):
        together = list(group)
        for block in together:
            if isinstance(block, Conditional):
                yield from _strips(block.blocks, lists)
            elif (handler := _STRIPS.get(type(block))) is not None:
                yield from handler(block, lists)
        if is_signed:
            yield from _signed_in_a_table(together)


def _table(block: Table, lists: frozenset[str]) -> Iterator[Strip]:
    yield Strip("header", tuple((Text(column.label),) for column in block.columns))
    is_list = pattern(block.path) in lists
    for row in block.rows[:1] if is_list else block.rows:
        cells = tuple(cell.inlines for cell in row.cells)
        yield Strip("entry", cells, block.path) if is_list else Strip("row", cells)


def _signature(block: SignatureBlock, _lists: frozenset[str]) -> Iterator[Strip]:
    yield Strip("row", ((Text(block.caption),),))
    yield Strip("row", tuple(cell.inlines for cell in block.cells))


def _signed_in_a_table(blocks: Sequence[SignatureBlock]) -> Iterator[Strip]:
    """The same signatures as Word documents and workbooks have them: a row each, under one header."""
    parts = {_part(slot): slot.label for block in blocks for slot in block.slots}
    columns = sorted(parts, key=_SIGNATURE_PARTS.index)
    yield Strip("header", ((Text(""),), *((Text(parts[column]),) for column in columns)))
    for block in blocks:
        cells = {_part(next(i for i in cell.inlines if isinstance(i, Slot))): cell.inlines[1:] for cell in block.cells}
        yield Strip("row", ((Text(block.caption),), *(cells.get(part, ()) for part in columns)))


_SIGNATURE_PARTS = ("name", "position", "signed", "date")


def _part(slot: Slot) -> str:
    return slot.path.rpartition(".")[2]


_STRIPS: dict[type, Callable[..., Iterator[Strip]]] = {
    Heading: lambda b, _: iter([Strip("heading", ((Text(b.text),),))]),
    Prose: lambda b, _: iter([Strip("words", (b.inlines,))]),
    Bullets: lambda b, _: (Strip("words", (item,)) for item in b.items),
    Grid: lambda b, _: (Strip("row", tuple(cell.inlines for cell in row)) for row in b.rows),
    Table: _table,
    SignatureBlock: _signature,
    ImageBox: lambda b, _: iter(
        [
            Strip("words", ((Text(b.caption),),)),
            Strip("words", ((Text(PICTURE_HINT),),)),
            Strip("row", ((Text(b.alt.label), b.alt),)),
        ]
    ),
}
