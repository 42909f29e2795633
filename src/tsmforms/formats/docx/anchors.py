"""Which question each control and bookmark of a file stands for, and which entry of which list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal

import attrs

from tsmforms import keys
from tsmforms.formats.docx.outline import Box, Outline, Spot, Table
from tsmforms.model import FormSpec, Leaf, NodeSpec


@attrs.frozen(eq=False)
class Question:
    """A box of the form: a leaf, or one choice of it."""

    pattern: str
    leaf: Leaf
    option: str | None = None
    lists: tuple[str, ...] = ()

    @property
    def list(self) -> str | None:
        """The innermost open list it lies in."""
        return self.lists[-1] if self.lists else None

    @property
    def name(self) -> str:
        """The question as printed, with its choice."""
        label = next((c.label for c in self.leaf.field.choices if c.code == self.option), "")
        return f"{self.leaf.question}: {label}" if label else self.leaf.question


@attrs.frozen(eq=False)
class Vocabulary:
    """Every box of a form by tag and by bookmark, and the lists that are printed as blocks."""

    tags: Mapping[str, Question]
    bookmarks: Mapping[str, Question]
    blocks: frozenset[str]


@lru_cache(maxsize=64)
def vocabulary(spec: FormSpec) -> Vocabulary:
    """What the tags and bookmarks of a form's documents mean."""
    questions = [q for pattern, leaf in spec.leaves.items() for q in _questions(pattern, leaf)]
    return Vocabulary(
        {keys.tag(q.pattern, q.option): q for q in questions},
        {keys.label_bookmark(q.pattern, q.option): q for q in questions},
        frozenset(_repeated(spec.nodes, "")),
    )


def _questions(pattern: str, leaf: Leaf) -> Iterator[Question]:
    if leaf.field.box != "options":
        yield Question(pattern, leaf, None, leaf.lists)
        return
    for choice in leaf.field.choices:
        yield Question(pattern, leaf, choice.code, leaf.lists)


def _repeated(nodes: Iterable[NodeSpec], base: str) -> Iterator[str]:
    for node in nodes:
        inner = base
        if node.name == "repeat":
            path = f"{base}{node.args['repeat']['field']}"
            yield path
            inner = f"{path}[]."
        yield from _repeated(node.blocks, inner)


@attrs.define(eq=False)
class Anchor:
    """A control or bookmark of the form in the file; `at` is its position among the spot's pieces."""

    question: Question
    spot: Spot
    at: int
    kind: Literal["box", "label", "value"]
    box: Box | None = None
    path: str = ""


def anchors(found: Outline, words: Vocabulary) -> list[Anchor]:
    """Every anchor in reading order."""
    return [anchor for spot in found.spots for anchor in _of_spot(spot, words)]


def _of_spot(spot: Spot, words: Vocabulary) -> Iterator[Anchor]:
    for at, piece in enumerate(spot.pieces):
        if piece[0] == "box" and (question := words.tags.get(piece[1].tag)):
            yield Anchor(question, spot, at, "box", piece[1])
        elif piece[0] == "start":
            mark = keys.parse_bookmark(piece[1])
            if mark and (question := words.bookmarks.get(mark.label)):
                yield Anchor(question, spot, at, mark.around)


# --- rows of tables


@attrs.frozen(eq=False)
class Listing:
    """A table that prints a list: the row its entries begin with (from 0), and what each column asks."""

    table: Table
    list: str
    first: int
    columns: Mapping[int, tuple[Question, ...]]


def listings(found: list[Anchor], words: Vocabulary) -> dict[int, Listing]:
    """The tables that print a list, by table number."""
    by_table: dict[int, list[Anchor]] = {}
    for anchor in found:
        if anchor.spot.table is not None and anchor.question.list not in (None, *words.blocks):
            by_table.setdefault(anchor.spot.table.number, []).append(anchor)
    return {number: _listing(group) for number, group in by_table.items()}


def _listing(group: list[Anchor]) -> Listing:
    table, listed = group[0].spot.table, group[0].question.list
    assert table is not None
    assert listed is not None
    first = _first_row(table, group)
    columns: dict[int, dict[Question, None]] = {}
    for anchor in group:
        columns.setdefault(anchor.spot.column, {})[anchor.question] = None
    return Listing(table, listed, first, {column: tuple(asked) for column, asked in columns.items()})


def _first_row(table: Table, group: list[Anchor]) -> int:
    """Below the headings that carry the bookmarks; where those are lost, below the rows marked as header.

    Labels may stand beside the boxes of a row too (the parts of a person), so
    where no control is left the topmost labels are the headings.
    """
    boxed = [_row_of(a) for a in group if a.kind != "label"]
    labelled = [_row_of(a) for a in group if a.kind == "label"]
    top = min(boxed, default=0)
    if not top:
        return max(min(labelled), table.headers)
    above = [row for row in labelled if row < top]
    return max(above) if above else min(table.headers or 1, top - 1)


def _row_of(anchor: Anchor) -> int:
    return anchor.spot.row or 1


# --- positions in lists


def _uneven(found: Iterable[Anchor], blocks: Collection[str]) -> frozenset[str]:
    """The lists printed as blocks of which not every block has every box."""
    counts: dict[str, Counter[tuple[str, str | None, str]]] = {}
    for anchor in found:
        if len(anchor.question.lists) == 1 and anchor.question.lists[0] in blocks:
            sign = (anchor.question.pattern, anchor.question.option, anchor.kind)
            counts.setdefault(anchor.question.lists[0], Counter())[sign] += 1
    return frozenset(listed for listed, signs in counts.items() if len(set(signs.values())) > 1)


class Positions:
    """Counts the entries of lists while the anchors are walked in reading order.

    `lists` tells, by table number, the path of the list a table prints.
    """

    def __init__(self, words: Vocabulary, tables: Mapping[int, Listing], found: Iterable[Anchor] = ()) -> None:
        self.words = words
        self.order = {pattern: n for n, pattern in enumerate(dict.fromkeys(q.pattern for q in words.tags.values()))}
        self.uneven = _uneven(found, words.blocks)
        self.last: dict[str, int] = {}
        self.tables = tables
        self.entry: dict[str, int] = {}
        self.seen: dict[str, set[object]] = {}
        self.bullets: dict[str, list[Spot]] = {}
        self.lists: dict[int, str] = {}

    def place(self, anchor: Anchor) -> str | None:
        """The path of an anchor's box; None for the heading of a list's column."""
        if not anchor.question.lists:
            return anchor.question.pattern
        positions: list[int] = []
        for listed in anchor.question.lists:
            table = self._listing(anchor)
            if table and table.list == listed:
                self.lists[table.table.number] = keys.at(listed, *positions)
            number = self._number(listed, anchor, table)
            if number is None:
                return None
            positions.append(number)
        return keys.at(anchor.question.pattern, *positions)

    def _listing(self, anchor: Anchor) -> Listing | None:
        return self.tables.get(anchor.spot.table.number) if anchor.spot.table else None

    def _number(self, listed: str, anchor: Anchor, table: Listing | None) -> int | None:
        if listed in self.words.blocks:
            return self._block(listed, anchor)
        if table and table.list == listed:
            row = (anchor.spot.row or 1) - 1 - table.first
            return row if row >= 0 else None
        return self._bullet(listed, anchor.spot)

    def _block(self, listed: str, anchor: Anchor) -> int:
        """A new block begins when a box, a label or a table of the list stands for the second time.

        Where some blocks lack a box, also when the order of the spec begins again.
        """
        seen = self.seen.setdefault(listed, set())
        sign = self._sign(anchor)
        before, self.last[listed] = self.last.get(listed, 0), self.order.get(anchor.question.pattern, 0)
        again = listed in self.uneven and self.last[listed] < before
        if (sign in seen or again) and not self._same_table(anchor, sign):
            self.entry[listed] = self.entry.get(listed, 0) + 1
            self._forget(listed)
            seen = self.seen.setdefault(listed, set())
        seen.add(sign)
        if anchor.spot.table is not None:
            seen.add((sign, anchor.spot.table.number))
        return self.entry.setdefault(listed, 0)

    def _sign(self, anchor: Anchor) -> tuple[str, str | None, str]:
        if table := self._listing(anchor):
            return (table.list, None, "table")
        return (anchor.question.pattern, anchor.question.option, anchor.kind)

    def _same_table(self, anchor: Anchor, sign: tuple[str, str | None, str]) -> bool:
        number = anchor.spot.table.number if anchor.spot.table else None
        outer = anchor.question.lists[0]
        return sign[2] == "table" and (sign, number) in self.seen.get(outer, set())

    def _forget(self, listed: str) -> None:
        """The lists inside a block begin again with the next block."""
        for name in [name for name in self.seen if name.startswith(listed)]:
            del self.seen[name]
        for name in [name for name in self.entry if name.startswith(f"{listed}[]")]:
            del self.entry[name]

    def _bullet(self, listed: str, spot: Spot) -> int:
        """Paragraph by paragraph."""
        spots = self.bullets.setdefault(listed, [])
        if not spots or spots[-1] is not spot:
            spots.append(spot)
        return len(spots) - 1
