"""What stays together on a page of a form: words with what they introduce, signatures with what is signed."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from tsmforms.layout.nodes import (
    Block,
    Bullets,
    Conditional,
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
    inlines_of,
)

_INTRODUCED = (Table, Grid, ImageBox, Prose, Heading, RepeatedBlock)
_SIGNED_LINES = 24
"""Lines of what is signed that are moved to the page of the signatures: under half a page."""
_LISTED_LINES = 14
"""Lines of a list, as long as it may be, that is moved to the page of the signatures below it."""
_CLOSING_LINES = 16
"""Lines of a letter that are moved to the page of its closing, with the distances between them."""
_LINE = 100
"""Characters of a printed line, about."""


def kept_together(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, those marked that must not be parted by a page from what follows.

    A note right below a heading, or before a table, stays with what follows it.
    What is signed stays with the signatures as far back as its heading, and all
    signatures stay with the last: nobody signs a page that holds nothing else.
    """
    signed = _signed(blocks)
    around = zip([None, *blocks], blocks, [*blocks[1:], None], strict=False)
    return tuple(
        _kept(block) if n in signed or _introduces(before, block, following) else block
        for n, (before, block, following) in enumerate(around)
    )


def kept_with_closing(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a letter, the last of its text marked to stay with its closing: a page has more than a signature.

    They are those back to the last heading, as far as they are not more than some lines.
    """
    out = list(blocks)
    closing = next((n for n, one in enumerate(out) if isinstance(one, Prose) and one.style == "closing"), 0)
    left = _CLOSING_LINES
    for n in range(closing - 1, 0, -1):
        left -= _letter_lines(out[n])
        if left < 0 and n < closing - 1:
            break
        if (kept := _kept_paragraph(out[n])) is None:
            break
        out[n] = kept
    return tuple(out)


def _kept_paragraph(block: Block) -> Block | None:
    """The block kept with what follows, where it is a paragraph, or paragraphs under a condition."""
    if isinstance(block, Conditional):
        inner = tuple(kept for one in block.blocks if (kept := _kept_paragraph(one)) is not None)
        return attrs.evolve(block, blocks=inner) if len(inner) == len(block.blocks) else None
    return attrs.evolve(block, keep=True) if isinstance(block, Prose | Sentences) else None


def _letter_lines(block: Block) -> int:
    if isinstance(block, Conditional):
        return sum(map(_letter_lines, block.blocks))
    return 2 + sum(len(getattr(inline, "text", " " * _LINE)) for inline in inlines_of(block)) // _LINE


def _introduces(before: Block | None, block: Block, following: Block | None) -> bool:
    what = _INTRODUCED if isinstance(before, Heading) else (Table, ImageBox)
    return isinstance(block, Prose) and isinstance(following, what)


def _kept(block: Block) -> Block:
    """The block kept with what follows; a heading always is."""
    if isinstance(block, Prose | Bullets | Grid | Table | SignatureBlock):
        return attrs.evolve(block, keep=True)
    return block


def _signed(blocks: Sequence[Block]) -> set[int]:
    """The places of the blocks that stay with the signatures behind them."""
    out: set[int] = set()
    for n, following in enumerate(blocks[1:]):
        if _is_signed(following):
            out |= _back_to_heading(blocks, n)
    return out


def _is_signed(block: Block) -> bool:
    return isinstance(block, SignatureBlock) or (isinstance(block, Table) and block.is_signed)


def _back_to_heading(blocks: Sequence[Block], last: int) -> set[int]:
    out: set[int] = set()
    left = _SIGNED_LINES
    for n in range(last, -1, -1):
        left -= _lines(blocks[n])
        if not _movable(blocks[n]) or left < 0:
            break
        out.add(n)
    return out


def _movable(block: Block) -> bool:
    """Whether a block is of a kind and size that may be moved to another page; a list only where its rows are few."""
    if _is_signed(block):
        return True
    if isinstance(block, Table) and block.repeat:
        return block.repeat.max_rows is not None and _lines(block) <= _LISTED_LINES
    return block.is_short if isinstance(block, Table) else isinstance(block, Prose | Bullets | Grid)


def _lines(block: Block) -> int:
    """About how many lines a block is high; signatures do not count to what is signed."""
    if _is_signed(block):
        return 0
    if isinstance(block, Table):
        return 1 + sum(row.lines for row in block.rows) * ((block.repeat and block.repeat.max_rows) or 1)
    if isinstance(block, Grid):
        return sum(1 + max(_box_lines(inline) for cell in row for inline in cell.inlines) for row in block.rows)
    items = block.items if isinstance(block, Bullets) else (tuple(inlines_of(block)),)
    return sum(1 + sum(len(getattr(inline, "text", "")) for inline in item) // _LINE for item in items)


def _box_lines(inline: Inline) -> int:
    return inline.lines if isinstance(inline, Slot) else 1
