"""Which entry of which list a box belongs to, where its name does not say it: by its place in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

import attrs

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic
from tsmforms.model.boxes import Box, Boxes
from tsmforms.model.outline import GridArea, Outline, Spot
from tsmforms.reading.keyed.anchors import Anchored
from tsmforms.reading.keyed.movedrows import by_label
from tsmforms.reading.keyed.sheetrows import with_added_rows

_Sign = tuple[str, str | None, str]


@attrs.frozen(eq=False)
class Listing:
    """A table that prints a list: the row its entries begin with (from 0), and what each column asks."""

    grid: GridArea
    list: str
    first: int
    columns: Mapping[int, tuple[Box, ...]]


@attrs.frozen(eq=False)
class Positions:
    """The anchors with their paths, the tables that print lists, and by table number the path of the list it prints.

    `notes` say which rows of a workbook are not where the form prints them.
    """

    anchored: tuple[Anchored, ...]
    listings: Mapping[int, Listing]
    lists: Mapping[int, str]
    notes: tuple[Diagnostic, ...] = ()


def positioned(outline: Outline, boxes: Boxes, found: Sequence[Anchored]) -> Positions:
    """Count the entries of lists in reading order, and on a workbook's sheet by its rows."""
    named, notes = by_label(outline, boxes, with_added_rows(outline, boxes, found))
    counted = [one for one in named if one.is_counted]
    if not counted:
        return Positions(named, {}, {}, tuple(notes))
    listings = _listings(outline, boxes, counted)
    counter = _Counter(boxes, listings, counted)
    placed = tuple(one.at_path(counter.place(one) or "") if one.is_counted and one.box.lists else one for one in named)
    return Positions(placed, listings, counter.lists, tuple(notes))


# --- the tables that print lists


def _listings(outline: Outline, boxes: Boxes, found: Iterable[Anchored]) -> dict[int, Listing]:
    by_table: dict[int, list[Anchored]] = {}
    for one in found:
        if one.spot.table is not None and one.box.list not in (None, *boxes.blocks):
            by_table.setdefault(one.spot.table, []).append(one)
    return {number: _listing(outline.grid(number), group) for number, group in by_table.items()}


def _listing(grid: GridArea, group: list[Anchored]) -> Listing:
    columns: dict[int, dict[Box, None]] = {}
    for one in group:
        columns.setdefault(one.spot.column, {})[one.box] = None
    listed = group[0].box.list or ""
    return Listing(grid, listed, _first_row(grid, group), {column: tuple(asked) for column, asked in columns.items()})


def _first_row(grid: GridArea, group: list[Anchored]) -> int:
    """Below the headings that carry the bookmarks; where those are lost, below the rows marked as header.

    Labels may stand beside the boxes of a row too (the parts of a person), so
    where no control is left the topmost labels are the headings.
    """
    boxed = [one.spot.row + 1 for one in group if one.kind != "label"]
    labelled = [one.spot.row + 1 for one in group if one.kind == "label"]
    top = min(boxed, default=0)
    if not top:
        return max(min(labelled), grid.headers)
    above = [row for row in labelled if row < top]
    return max(above) if above else min(grid.headers or 1, top - 1)


# --- positions


def _uneven(found: Iterable[Anchored], blocks: Collection[str]) -> frozenset[str]:
    """The lists printed as blocks of which not every block has every box."""
    counts: dict[str, Counter[_Sign]] = {}
    for one in found:
        if len(one.box.lists) == 1 and one.box.lists[0] in blocks:
            counts.setdefault(one.box.lists[0], Counter())[one.box.pattern, one.box.option, one.kind] += 1
    return frozenset(listed for listed, signs in counts.items() if len(set(signs.values())) > 1)


@lru_cache(maxsize=64)
def _print_order(boxes: Boxes) -> Mapping[str, int]:
    """The positions of the questions in print; the parts of a picture (its file, what it shows) have one together."""
    pictures = {_whole(box.pattern) for box in boxes.all if box.field.kind.entry.shape == "picture"}
    order: dict[str, int] = {}
    for pattern in boxes.of_pattern:
        order.setdefault(_whole(pattern) if _whole(pattern) in pictures else pattern, len(order))
    return {pattern: order.get(pattern, order.get(_whole(pattern), 0)) for pattern in boxes.of_pattern}


def _whole(pattern: str) -> str:
    return pattern.rpartition(".")[0]


class _Counter:
    """Counts the entries of lists while the anchors are walked in reading order."""

    def __init__(self, boxes: Boxes, listings: Mapping[int, Listing], found: Iterable[Anchored]) -> None:
        self.blocks = boxes.blocks
        self.order = _print_order(boxes)
        self.uneven = _uneven(found, boxes.blocks)
        self.listings = listings
        self.last: dict[str, int] = {}
        self.entry: dict[str, int] = {}
        self.seen: dict[str, set[object]] = {}
        self.bullets: dict[str, list[Spot]] = {}
        self.lists: dict[int, str] = {}
        self.headed = frozenset(table.list for table in listings.values() if table.first)
        self.begins: dict[tuple[str, int], int] = {}
        self.ends: dict[str, int] = {}

    def place(self, one: Anchored) -> str | None:
        """The path of an anchor's box; None for the heading of a list's column."""
        positions: list[int] = []
        for listed in one.box.lists:
            table = self._listing(one)
            if table and table.list == listed:
                self.lists[table.grid.number] = keys.at(listed, *positions)
            number = self._number(keys.at(listed, *positions), listed, one, table)
            if number is None:
                return None
            positions.append(number)
        return keys.at(one.box.pattern, *positions)

    def _listing(self, one: Anchored) -> Listing | None:
        return self.listings.get(one.spot.table) if one.spot.table is not None else None

    def _number(self, path: str, listed: str, one: Anchored, table: Listing | None) -> int | None:
        if listed in self.blocks:
            return self._block(listed, one)
        if table and table.list == listed:
            return self._row(path, table, one.spot.row - table.first)
        return self._bullet(listed, one.spot)

    def _row(self, path: str, table: Listing, row: int) -> int | None:
        """A table that was split goes on below without a heading."""
        if row < 0:
            return None
        begin = self.ends.get(path, 0) if self._goes_on(table) else 0
        number = self.begins.setdefault((path, table.grid.number), begin) + row
        self.ends[path] = max(self.ends.get(path, 0), number + 1)
        return number

    def _goes_on(self, table: Listing) -> bool:
        return not table.first and table.list in self.headed

    def _block(self, listed: str, one: Anchored) -> int:
        """A new block begins when a box, a label or a table of the list stands for the second time.

        Where some blocks lack a box, also when the order of the spec begins again.
        """
        seen = self.seen.setdefault(listed, set())
        sign = self._sign(one)
        before, self.last[listed] = self.last.get(listed, 0), self.order.get(one.box.pattern, 0)
        again = listed in self.uneven and self.last[listed] < before
        table = self._listing(one)
        is_split = sign[2] == "table" and table is not None and self._goes_on(table)
        if (sign in seen or again) and not (is_split or self._same_table(one, sign)):
            self.entry[listed] = self.entry.get(listed, 0) + 1
            self._forget(listed)
            seen = self.seen.setdefault(listed, set())
        seen.add(sign)
        if one.spot.table is not None:
            seen.add((sign, one.spot.table))
        return self.entry.setdefault(listed, 0)

    def _sign(self, one: Anchored) -> _Sign:
        if table := self._listing(one):
            return (table.list, None, "table")
        return (one.box.pattern, one.box.option, one.kind)

    def _same_table(self, one: Anchored, sign: _Sign) -> bool:
        return sign[2] == "table" and (sign, one.spot.table) in self.seen.get(one.box.lists[0], set())

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
