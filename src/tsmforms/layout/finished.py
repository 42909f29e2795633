"""What a final copy of a form leaves out: blocks of boxes that nobody answered and nobody has to.

A block says so itself (`only_with`), so that every format leaves out the same: a
Word template by a condition, the others when the tree is expanded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeAlias

import attrs

from tsmforms.layout.nodes import (
    Block,
    Bullets,
    Conditional,
    Document,
    Grid,
    Heading,
    ImageBox,
    Prose,
    RepeatedBlock,
    SignatureBlock,
    Slot,
    Table,
    inlines_of,
    slots_of,
)
from tsmforms.model import FormSpec

_OPTIONAL = (Grid, Table, ImageBox, RepeatedBlock)


def marked_optional(spec: FormSpec, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a form, those marked that a final copy has only where something in them is answered.

    Grids, tables, pictures and repeated blocks are left out where nothing in them is answered and nothing has to be;
    a note goes with what it introduces. A heading goes with its section, where the section prints no statements of its
    own. What is signed stays: a copy may be signed by hand.
    """
    out = [_optional(spec, block) for block in blocks]
    for n in range(len(out) - 1, 0, -1):
        before, block = out[n - 1], out[n]
        if isinstance(before, Prose) and before.style == "note" and not _asks(before) and only_with(block):
            out[n - 1] = attrs.evolve(before, only_with=only_with(block))
    for n, block in enumerate(out):
        if isinstance(block, Heading) and (asked := _section_asks(out[n + 1 :], block.level)):
            out[n] = attrs.evolve(block, only_with=asked)
    return tuple(out)


def only_with(block: Block) -> tuple[str, ...]:
    """The paths of which one must be answered for a final copy to have this block; none where it always has it."""
    return block.only_with if isinstance(block, (*_OPTIONAL, Heading, Prose)) else ()


Kept: TypeAlias = frozenset[tuple[str, ...]]
"""The optional blocks that a final copy has, each by what it is printed with."""


def kept_of(document: Document, answered: Collection[str]) -> Kept:
    """The optional blocks of a final copy in which these paths are answered."""
    wanted = {only_with(block) for block in document.blocks}
    return frozenset(one for one in wanted if one and is_any_answered(one, answered))


def is_any_answered(paths: Iterable[str], answered: Iterable[str]) -> bool:
    """Whether one of these questions, lists or groups has an answer."""
    starts = tuple(f"{path}." for path in paths)
    exact = frozenset(paths)
    return any(path in exact or path.startswith(starts) for path in answered)


def _optional(spec: FormSpec, block: Block) -> Block:
    if not isinstance(block, _OPTIONAL):
        return block
    if any(spec.leaves[slot.path].required for slot in slots_of((block,))):
        return block
    return attrs.evolve(block, only_with=_asks(block))


def _asks(block: Block) -> tuple[str, ...]:
    """The questions of a block; a list as one, since it may have any number of entries."""
    if isinstance(block, ImageBox):
        return (block.path,)
    return tuple(dict.fromkeys(slot.path.partition("[]")[0] for slot in slots_of((block,))))


def _section_asks(following: Sequence[Block], level: int) -> tuple[str, ...]:
    """What the section of a heading asks; nothing where it has to be printed whatever is answered."""
    asked: dict[str, None] = {}
    for block in following:
        if isinstance(block, Heading):
            if block.level <= level:
                break
            continue
        if isinstance(block, SignatureBlock | Bullets | Conditional) or (
            isinstance(block, Prose) and not block.only_with
        ):
            return ()
        if not only_with(block) and any(isinstance(inline, Slot) for inline in inlines_of(block)):
            return ()
        asked |= dict.fromkeys(only_with(block))
    return tuple(asked)
