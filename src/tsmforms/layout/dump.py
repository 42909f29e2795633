"""The tree as text: the first snapshot of a form, and the quickest way to see what a spec says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tsmforms.layout.nodes import (
    AddressBlock,
    Block,
    BulletList,
    Bullets,
    Cell,
    Conditional,
    DerivedText,
    Document,
    Grid,
    Heading,
    ImageBox,
    Inline,
    PageBreak,
    Prose,
    RepeatedBlock,
    Sentences,
    SignatureBlock,
    Slot,
    Table,
    Text,
)
from tsmforms.layout.shown import ShownIf


def dump(document: Document) -> str:
    """One line a node, indented by depth; slots as `<path widget>`."""
    lines = [f"document {document.form} {document.edition}: {document.title}"]
    lines += _lines(document.blocks, 1)
    return "\n".join(lines) + "\n"


def _lines(blocks: tuple[Block, ...], depth: int) -> Iterator[str]:
    for block in blocks:
        for line in _HANDLERS[type(block)](block, depth):
            yield "  " * depth + line


def _inline(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, DerivedText):
        return f"<={inline.name}>"
    option = f"#{inline.option}" if inline.option else ""
    size = f" x{inline.lines}" if inline.lines > 1 else ""
    return f"<{inline.path}{option} {inline.widget}{size}>"


def _join(inlines: tuple[Inline, ...]) -> str:
    out = ""
    for inline in inlines:
        text = _inline(inline)
        gap = " " if out and isinstance(inline, Slot) and not out.endswith(" ") else ""
        out += gap + text
    return out


def _cells(cells: tuple[Cell, ...]) -> str:
    return " | ".join(_join(cell.inlines) + (f" (span {cell.span})" if cell.span > 1 else "") for cell in cells)


def _table(block: Table, _depth: int) -> list[str]:
    repeat = f" repeat {block.repeat.blank_rows} blank" if block.repeat else ""
    head = " | ".join(column.label for column in block.columns)
    return [f"table {block.path}{repeat}: {head}", *(f"  row {row.key}: {_cells(row.cells)}" for row in block.rows)]


def _when(shown: ShownIf | None) -> str:
    return f", when {'not ' if shown.negated else ''}{shown.words}" if shown else ""


def _nested(head: str, blocks: tuple[Block, ...]) -> list[str]:
    return [head, *_lines(blocks, 1)]


_HANDLERS: dict[type, Callable[..., list[str]]] = {
    Heading: lambda b, _d: [f"heading {b.level}: {b.text}"],
    Prose: lambda b, _d: [f"{b.style}: {_join(b.inlines)}"],
    Sentences: lambda b, _d: [f"{b.style}{_when(one.when)}: {_join(one.inlines)}" for one in b.sentences],
    Bullets: lambda b, _d: [f"bullet: {_join(item)}" for item in b.items],
    BulletList: lambda b, _d: [f"bullets of {b.path}: {_join(b.inlines)}"],
    Grid: lambda b, _d: [f"grid: {_cells(row)}" for row in b.rows],
    Table: _table,
    SignatureBlock: lambda b, _d: [f"signature {b.path}: {b.caption}: {_join(b.slots)}"],
    ImageBox: lambda b, _d: [f"image {b.path}: {b.caption}: {_join((b.picture, b.alt))}"],
    PageBreak: lambda _b, _d: ["page break"],
    AddressBlock: lambda b, _d: ["address:", *(f"  {_join(line)}" for line in b.lines)],
    Conditional: lambda b, _d: _nested(_when(b.when).removeprefix(", "), b.blocks),
    RepeatedBlock: lambda b, _d: _nested(f"repeat {b.path} {b.count} times: {b.title}", b.blocks),
}
