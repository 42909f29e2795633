"""The levels of headings: none skips one, whatever a spec says, as a reader aloud counts them."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from tsmforms.layout.nodes import Block, Conditional, Heading, RepeatedBlock


def levelled(blocks: Iterable[Block], above: int = 0) -> tuple[Block, ...]:
    """The blocks with each heading at most one level below the one before it; `above` is the level they begin under."""
    return tuple(_levelled(list(blocks), above)[0])


def _levelled(blocks: Iterable[Block], level: int) -> tuple[list[Block], int]:
    out: list[Block] = []
    for block in blocks:
        kept = block
        if isinstance(kept, Heading | RepeatedBlock):
            level = min(kept.level, level + 1)
            kept = attrs.evolve(kept, level=level)
        if isinstance(kept, Conditional | RepeatedBlock):
            inner, level = _levelled(kept.blocks, level)
            kept = attrs.evolve(kept, blocks=tuple(inner))
        out.append(kept)
    return out, level
