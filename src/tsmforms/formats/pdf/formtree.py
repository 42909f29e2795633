"""A form's concrete tree as data for `form.typ`: boxes numbered in reading order.

The number of a box is its place in the list of slots; typst sees nothing else
of it, and the link it makes for the box carries the number back.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import attrs

from tsmforms.jsontypes import JsonObject
from tsmforms.layout import (
    AddressBlock,
    Block,
    Bullets,
    Cell,
    Column,
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
    Row,
    SignatureBlock,
    Slot,
    Table,
    Text,
)
from tsmforms.layout.choicelines import choice_lines
from tsmforms.layout.look import FORM_SIZES
from tsmforms.layout.nodes import GRID_LINES
from tsmforms.model.kinds import Widget

Node: TypeAlias = JsonObject

LINE_PITCH = 1.25
"""Height of one line in a box, in ems of its type."""
PADDING = 3.0
"""Room above and below the lines of a box, in points."""
PAGE_WIDTH = 510.0
LANDSCAPE_WIDTH = 756.0
"""Width between the margins, in points."""
_TALLEST, _TALLEST_LANDSCAPE = 524.0, 333.0
"""The tallest box that still fits a page with its label and a table's header, in points."""

_GRID_INSETS, _TABLE_INSETS = 10.2, 6.8
"""Left and right of the words of a cell, in points."""
_INLINE_WIDTHS = {"date": 28, "time": 20, "number": 24, "dropdown": 45, "text": 70, "multiline": 120}
_SIGNATURE_WIDTHS = {"name": 42.0, "position": 34.0, "signed": 76.0, "date": 28.0}
"""Shares of the cells of a signature: those of a page are millimetres, and the line to sign on is longer than 70."""
_TABLE_KEPT_WHOLE = 20
"""Lines of a table that is never broken over two pages: of a longer one no row is alone."""


def _is_radio(box: TypesetBox) -> bool:
    return box.slot.option is not None and box.slot.field.kind.takes_one


def _is_tall(box: TypesetBox) -> bool:
    return box.widget == "multiline" or (box.widget == "text" and box.lines > 1)


@attrs.frozen
class TypesetBox:
    """One numbered box: its slot, the lines it is high, how high it may grow, and its width once it has grown.

    `size`: its type in points, where its text fits. `is_radio`: it is one of several of which one may be marked. `is_tall`: it
    takes text of several lines.
    """

    slot: Slot
    lines: int
    limit: int
    size: float
    grown_width: float | None = None
    path: str = attrs.field(init=False, default=attrs.Factory(lambda box: box.slot.path, takes_self=True))
    widget: Widget = attrs.field(init=False, default=attrs.Factory(lambda box: box.slot.widget, takes_self=True))
    is_radio: bool = attrs.field(init=False, default=attrs.Factory(_is_radio, takes_self=True))
    is_tall: bool = attrs.field(init=False, default=attrs.Factory(_is_tall, takes_self=True))


@attrs.define
class Builder:
    """Walks a concrete tree once, numbering the boxes."""

    content: Content
    sizes: Mapping[str, int]
    size: float = FORM_SIZES.body
    landscape: bool = False
    boxes: list[TypesetBox] = attrs.field(factory=list)

    @property
    def most(self) -> int:
        """Lines of the tallest box."""
        return int((_TALLEST_LANDSCAPE if self.landscape else _TALLEST) / (LINE_PITCH * self.size))

    def lines(self, slot: Slot) -> int:
        """Lines the box of this slot is high, its neighbours aside."""
        return self.sizes.get(slot.path, slot.lines if slot.widget == "multiline" else 1)

    def number(self, slot: Slot, limit: int | None = None, grown_width: float | None = None, least: int = 1) -> int:
        """The number of a new box for this slot; a box of text is as high as its row (`least`)."""
        lines = self.lines(slot)
        if slot.widget in ("text", "multiline"):
            lines = max(lines, least)
        self.boxes.append(TypesetBox(slot, lines, limit or self.most, self.size, grown_width))
        return len(self.boxes) - 1

    def words(self, inline: Text | DerivedText) -> str:
        """Printed words."""
        return inline.text if isinstance(inline, Text) else self.content.derived.get(inline.name, "")

    def items(self, inlines: Sequence[Inline], least: int = 1) -> list[Node]:
        """What stands in a cell: labels above their boxes, tick boxes in a line with theirs."""
        texts = sum(1 for i in inlines if isinstance(i, Slot) and i.option is None) or 1
        limit = max(2, self.most // texts - 2 * (texts - 1))
        out: list[Node] = []
        for n, inline in enumerate(inlines):
            if isinstance(inline, Slot):
                self._slot_item(out, inline, (limit, least if texts == 1 else 1), inlines[n + 1 : n + 2])
            elif not (n and out and out[-1]["kind"] == "ticks" and self._is_tick(inlines[n - 1])):
                out.append(self._words_item(inline, inlines[n + 1 : n + 2]))
        return [self._alone(item) for item in out]

    def _is_tick(self, inline: Inline) -> bool:
        return isinstance(inline, Slot) and inline.option is not None

    def _words_item(self, inline: Text | DerivedText, following: Sequence[Inline]) -> Node:
        words = self.words(inline)
        if following and isinstance(following[0], Slot):
            return {"kind": "label", "text": words, "bold": isinstance(inline, Text) and inline.bold}
        return {"kind": "label" if isinstance(inline, Text) and inline.bold else "words", "text": words, "bold": True}

    def _slot_item(self, out: list[Node], slot: Slot, height: tuple[int, int], following: Sequence[Inline]) -> None:
        if slot.option is None:
            n = self.number(slot, limit=height[0], least=height[1])
            out.append({"kind": "box", "field": n, "lines": self.boxes[n].lines})
            return
        label = self.words(following[0]) if following and isinstance(following[0], Text) else ""
        n = self.number(slot)
        if not (out and out[-1]["kind"] == "ticks"):
            out.append({"kind": "ticks", "of": [], "sign": slot.is_to_sign})
        is_rating = slot.field.kind.is_coloured
        out[-1]["of"].append({"field": n, "round": self.boxes[n].is_radio, "label": label, "wide": is_rating})

    @staticmethod
    def _alone(item: Node) -> Node:
        """A tick box without words of its own stands in the middle of its cell."""
        if item["kind"] == "ticks" and len(item["of"]) == 1 and not item["of"][0]["label"]:
            return {"kind": "tick", **item["of"][0]}
        return item

    def cell(self, cell: Cell, width: float, least: int = 1) -> Node:
        """A cell of a grid or table; `width` is that of its lines, in points."""
        items = self.items(cell.inlines, least)
        for item in items:
            if item["kind"] == "ticks":
                item["lines"] = _in_lines(item["of"], width / self.size)
        return {"items": items, "label": cell.label, "span": cell.span, "tint": _tint(cell)}

    @property
    def width(self) -> float:
        """The width between the margins, in points."""
        return LANDSCAPE_WIDTH if self.landscape else PAGE_WIDTH

    def row(self, row: Row, columns: Sequence[Column]) -> list[Node]:
        """A row of a table: boxes of text are all as high as the highest, so that each uses its cell."""
        slots = [i for cell in row.cells for i in cell.inlines if isinstance(i, Slot) and i.widget == "multiline"]
        least = max((self.lines(slot) for slot in slots), default=1)
        share = self.width / sum(column.width for column in columns)
        wide = [share * column.width - _TABLE_INSETS for column in columns]
        return [self.cell(cell, width, least) for cell, width in zip(row.cells, wide, strict=False)]

    def parts(self, inlines: Iterable[Inline]) -> list[object]:
        """What stands in a paragraph: runs of words and boxes in the line."""
        out: list[object] = []
        for inline in inlines:
            if isinstance(inline, Slot) and inline.option is not None:
                n = self.number(inline)
                out.append({"field": n, "round": self.boxes[n].is_radio})
            elif isinstance(inline, Slot):
                width = _INLINE_WIDTHS.get(inline.widget, 70) * self.size / FORM_SIZES.body
                out.append({"field": self.number(inline, grown_width=PAGE_WIDTH), "width": width})
            elif isinstance(inline, Text) and inline.link:
                out.append([inline.text, inline.bold, inline.link])
            elif isinstance(inline, Text) and inline.bold:
                out.append([inline.text, True])
            else:
                out.append([self.words(inline)])
        return out


def _in_lines(ticks: Sequence[Node], room: float) -> list[Sequence[Node]]:
    """The choices of a cell of this width in ems, line by line."""
    ends = itertools.accumulate(choice_lines([tick["label"] for tick in ticks], room), initial=0)
    return [ticks[at:end] for at, end in itertools.pairwise(ends)]


def _tint(cell: Cell) -> str | None:
    """The colour of a cell that asks for one rating."""
    slots = [i for i in cell.inlines if isinstance(i, Slot)]
    return slots[0].option if len(slots) == 1 and slots[0].field.kind.is_coloured else None


def _prose(block: Prose, build: Builder) -> list[Node]:
    """A paragraph; a box of several lines in it stands below, over the whole width."""
    out: list[Node] = []
    line: list[Inline] = []
    for inline in (*block.inlines, None):
        tall = isinstance(inline, Slot) and (inline.widget == "multiline" or build.sizes.get(inline.path, 1) > 1)
        if inline is not None and not tall:
            line.append(inline)
            continue
        if line:
            boxes = any(isinstance(i, Slot) for i in line)
            out.append(
                {"kind": "prose", "style": block.style, "parts": build.parts(line), "boxes": boxes, "keep": block.keep}
            )
            line = []
        if isinstance(inline, Slot):
            n = build.number(inline)
            out.append({"kind": "area", "field": n, "lines": build.boxes[n].lines})
    return out


def _table(block: Table, build: Builder) -> list[Node]:
    rows = [build.row(row, block.columns) for row in block.rows]
    tints = [next((row[i]["tint"] for row in rows if i < len(row)), None) for i in range(len(block.columns))]
    columns = [_column(column, tint) for column, tint in zip(block.columns, tints, strict=True)]
    for i, column in enumerate(columns):
        items = [item for row in rows for cell in row[i : i + 1] for item in cell["items"]]
        column["centred"] = any(item["kind"] == "tick" for item in items)
    lines = sum(_height(row) for row in rows)
    asks = any(item["kind"] != "words" for row in rows for cell in row for item in cell["items"])
    return [
        {
            "kind": "table",
            "columns": columns,
            "rows": rows,
            "asks": asks,
            "whole": lines <= _TABLE_KEPT_WHOLE or block.is_signed,
            "keep": block.keep,
        }
    ]


def _height(row: list[Node]) -> int:
    """Lines of the highest box of a row; choices may each take a line."""
    return max((_lines(item) for cell in row for item in cell["items"]), default=1)


def _lines(item: Node) -> int:
    lines = item.get("lines", item.get("of", "."))
    return lines if isinstance(lines, int) else len(lines or ".")


def _column(column: Column, tint: str | None) -> Node:
    return {"label": column.label, "width": column.width, "tint": tint}


def _grid(block: Grid, build: Builder) -> list[Node]:
    columns = max(sum(cell.span for cell in row) for row in block.rows)
    share = build.width / columns
    rows = [[build.cell(cell, share * cell.span - _GRID_INSETS) for cell in row] for row in block.rows]
    for cell in (cell for row in rows for cell in row):
        if 2 * cell["span"] >= columns:
            cell["items"] = _side_by_side(cell["items"])
    whole = sum(1 + _height(row) for row in rows) <= GRID_LINES
    return [{"kind": "grid", "columns": columns, "rows": rows, "whole": whole, "keep": block.keep}]


def _side_by_side(items: list[Node]) -> list[Node]:
    """The parts of a composite, each a label and its box, next to each other where the cell is wide."""
    if len(items) < 5 or [item["kind"] for item in items[1:]] != ["label", "box"] * (len(items) // 2):
        return items
    return [items[0], {"kind": "parts", "of": [list(pair) for pair in zip(items[1::2], items[2::2], strict=True)]}]


def _signature(block: SignatureBlock, build: Builder) -> list[Node]:
    cells = []
    for cell in block.cells:
        key = next(inline.field.key for inline in cell.inlines if isinstance(inline, Slot))
        items = build.items(cell.inlines, 2)
        cells.append({"width": _SIGNATURE_WIDTHS.get(key, 40.0), "items": items, "line": items[-1]["kind"] == "ticks"})
    return [{"kind": "signature", "caption": block.caption, "cells": cells, "keep": block.keep}]


def _image(block: ImageBox, build: Builder) -> list[Node]:
    number = build.number(block.picture)
    return [
        {
            "kind": "image",
            "caption": block.caption,
            "field": number,
            "height": block.height_mm,
            "items": build.items((Text(block.alt.label), block.alt)),
        }
    ]


def _conditional(block: Conditional, build: Builder) -> list[Node]:
    return [node for inner in block.blocks for node in block_nodes(inner, build)]


_BLOCKS: dict[type, Callable[..., list[Node]]] = {
    Heading: lambda b, _w: [{"kind": "heading", "level": b.level + 1, "text": b.text}],
    Prose: _prose,
    Bullets: lambda b, w: [{"kind": "bullets", "items": [w.parts(item) for item in b.items], "keep": b.keep}],
    Grid: _grid,
    Table: _table,
    SignatureBlock: _signature,
    ImageBox: _image,
    PageBreak: lambda _b, _w: [{"kind": "page_break"}],
    AddressBlock: lambda b, w: [
        {"kind": "prose", "style": "body", "parts": w.parts(line), "boxes": True} for line in b.lines
    ],
    Conditional: _conditional,
}


def block_nodes(block: Block, build: Builder) -> list[Node]:
    """The data of one block."""
    return _BLOCKS[type(block)](block, build)


_LEADS = {"prose": ("table", "image", "grid", "area", "signature"), "grid": ("image",)}
"""What stays on the page of what comes next."""


def form_nodes(document: Document, build: Builder) -> list[Node]:
    """The data of every block; headings never skip a level, which tagged PDF forbids."""
    level = 1
    out = [node for block in document.blocks for node in block_nodes(block, build)]
    for node, following in zip(out, [*out[1:], None], strict=True):
        if node["kind"] == "heading":
            level = node["level"] = min(node["level"], level + 1)
        leads = following is not None and following["kind"] in _LEADS.get(node["kind"], ())
        node["sticky"] = leads or node.get("keep", False)
    for before, node, following in zip(out, out[1:], out[2:], strict=False):
        if before["kind"] == following["kind"] == "heading":
            node["sticky"] = node["kind"] == "prose"
    return out
