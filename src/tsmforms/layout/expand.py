"""From a template tree to a concrete one: a row for every list position of a shape."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar

import attrs

from tsmforms.layout.content import Content
from tsmforms.layout.finished import Kept, only_with
from tsmforms.layout.nodes import (
    AddressBlock,
    Block,
    BulletList,
    Bullets,
    Cell,
    Conditional,
    Document,
    Grid,
    ImageBox,
    Inline,
    Prose,
    RepeatedBlock,
    Row,
    SignatureBlock,
    Slot,
    Table,
    Text,
    walk,
)
from tsmforms.layout.shown import is_printed

Shape: TypeAlias = Mapping[str, int]
"""How many entries each list has, by the list's path (`actions`, `pupils.2.actions`)."""

_T = TypeVar("_T")


def shape_of(paths: Iterable[str]) -> dict[str, int]:
    """The shape that holds all these paths.

    >>> shape_of(["actions.1.owner", "meeting_date"])
    {'actions': 2}
    """
    shape: dict[str, int] = {}
    for path in paths:
        parts = path.split(".")
        for i, part in enumerate(parts):
            if part.isdigit():
                name = ".".join(parts[:i])
                shape[name] = max(shape.get(name, 0), int(part) + 1)
    return shape


def expand(document: Document, shape: Shape | None = None, kept: Kept | None = None) -> Document:
    """The concrete tree: lists have their blank rows, or as many as the shape says if more.

    In a letter a list has exactly the entries of the shape; one placeholder
    entry where it has none, as the specimen shows it. Conditional blocks stay.
    So it is in a final copy of a form, for which `kept` names the optional blocks that it has.
    """
    is_final = kept is not None
    blocks = tuple(block for block in document.blocks if kept is None or (only_with(block) or None) in (None, *kept))
    return attrs.evolve(document, blocks=_expand_all(blocks, shape or {}, document.is_letter or is_final))


def left_out(document: Document, content: Content) -> tuple[int, ...]:
    """Which conditional blocks of a form this content does not print, by their numbers in reading order."""
    if content.is_blank or document.is_letter:
        return ()
    conditions = (block.when for block in walk(document.blocks) if isinstance(block, Conditional))
    paths = tuple(content.values)
    return tuple(n for n, when in enumerate(conditions) if not is_printed(when, paths, content.values, letter=False))


def without(document: Document, numbers: Collection[int]) -> Document:
    """A form's tree without the conditional blocks of these numbers, the others as plain blocks."""
    return attrs.evolve(document, blocks=tuple(_kept(document.blocks, frozenset(numbers), itertools.count())))


def _kept(blocks: Iterable[Block], dropped: frozenset[int], numbers: Iterator[int]) -> Iterator[Block]:
    for block in blocks:
        if not isinstance(block, Conditional):
            yield block
            continue
        is_kept = next(numbers) not in dropped
        inner = tuple(_kept(block.blocks, dropped, numbers))
        if is_kept:
            yield from inner


def _expand_all(blocks: tuple[Block, ...], shape: Shape, letter: bool) -> tuple[Block, ...]:
    return tuple(new for block in blocks for new in _expand(block, shape, letter))


def _count(path: str, blank: int, shape: Shape, letter: bool) -> int:
    return shape.get(path, 1) if letter else max(blank, shape.get(path, 0))


def _expand(block: Block, shape: Shape, letter: bool) -> list[Block]:
    if isinstance(block, Table) and block.repeat:
        count = _count(block.repeat.path, block.repeat.blank_rows, shape, letter)
        template = block.rows[0]
        rows = tuple(attrs.evolve(_place_row(template, block.repeat.path, n), key=str(n)) for n in range(count))
        return [attrs.evolve(block, rows=rows, repeat=None)]
    if isinstance(block, BulletList):
        count = _count(block.path, 1, shape, letter)
        return [Bullets(tuple(_place_inlines(block.inlines, block.path, n) for n in range(count)))]
    if isinstance(block, Conditional):
        return [attrs.evolve(block, blocks=_expand_all(block.blocks, shape, letter))]
    if isinstance(block, RepeatedBlock):
        return _expand_repeated(block, shape, letter)
    return [block]


def _expand_repeated(block: RepeatedBlock, shape: Shape, letter: bool) -> list[Block]:
    from tsmforms.layout.nodes import Heading

    out: list[Block] = []
    for n in range(_count(block.path, block.count, shape, letter)):
        out.append(Heading(f"{block.title} {n + 1}", level=block.level))
        copies = tuple(_place_block(inner, block.path, n) for inner in block.blocks)
        out += _expand_all(copies, shape, letter)
    return out


def _at(path: str, list_path: str, n: int) -> str:
    head = f"{list_path}[]"
    return f"{list_path}.{n}{path[len(head) :]}" if path.startswith(head) else path


def _place_inlines(inlines: tuple[Inline, ...], list_path: str, n: int) -> tuple[Inline, ...]:
    return tuple(_place_inline(inline, list_path, n) for inline in inlines)


def _place_inline(inline: Inline, list_path: str, n: int) -> Inline:
    if isinstance(inline, Slot):
        context = f"{inline.context} {n + 1}" if f"{list_path}[]." in inline.path else inline.context
        return attrs.evolve(inline, path=_at(inline.path, list_path, n), context=context)
    if isinstance(inline, Text):
        return attrs.evolve(inline, text=inline.text.replace("{number}", str(n + 1)))
    return inline


def _place_cell(cell: Cell, list_path: str, n: int) -> Cell:
    return attrs.evolve(cell, inlines=_place_inlines(cell.inlines, list_path, n))


def _place_row(row: Row, list_path: str, n: int) -> Row:
    return attrs.evolve(row, cells=tuple(_place_cell(cell, list_path, n) for cell in row.cells))


def _place_slot(slot: Slot, list_path: str, n: int) -> Slot:
    placed = _place_inline(slot, list_path, n)
    assert isinstance(placed, Slot)
    return placed


def _table_at(block: Table, path: str, n: int) -> Table:
    repeat = block.repeat and attrs.evolve(block.repeat, path=_at(block.repeat.path, path, n))
    return attrs.evolve(
        block, path=_at(block.path, path, n), repeat=repeat, rows=tuple(_place_row(row, path, n) for row in block.rows)
    )


def _place_block(block: Block, path: str, n: int) -> Block:
    handler = _PLACERS.get(type(block))
    return handler(block, path, n) if handler else block


_PLACERS: dict[type, Callable[..., Block]] = {
    Prose: lambda b, p, n: attrs.evolve(b, inlines=_place_inlines(b.inlines, p, n)),
    Bullets: lambda b, p, n: attrs.evolve(b, items=tuple(_place_inlines(item, p, n) for item in b.items)),
    BulletList: lambda b, p, n: BulletList(_at(b.path, p, n), _place_inlines(b.inlines, p, n)),
    Table: _table_at,
    Grid: lambda b, p, n: attrs.evolve(b, rows=tuple(tuple(_place_cell(c, p, n) for c in row) for row in b.rows)),
    SignatureBlock: lambda b, p, n: attrs.evolve(
        b, path=_at(b.path, p, n), slots=tuple(_place_slot(s, p, n) for s in b.slots)
    ),
    ImageBox: lambda b, p, n: attrs.evolve(
        b, path=_at(b.path, p, n), picture=_place_slot(b.picture, p, n), alt=_place_slot(b.alt, p, n)
    ),
    AddressBlock: lambda b, p, n: AddressBlock(tuple(_place_inlines(line, p, n) for line in b.lines)),
    Conditional: lambda b, p, n: attrs.evolve(b, blocks=tuple(_place_block(x, p, n) for x in b.blocks)),
    RepeatedBlock: lambda b, p, n: attrs.evolve(
        b, path=_at(b.path, p, n), blocks=tuple(_place_block(x, p, n) for x in b.blocks)
    ),
}
