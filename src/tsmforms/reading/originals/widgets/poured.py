"""An outline in which the fields of a fillable PDF stand next to the words that ask for them.

A page with fields is laid out anew: each field outside a ruled table becomes a
row of its label and what stands in it; fields below headings become a table;
a ruled table keeps its cells, with the fields in them. What the page prints
where a field lies is the field's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

import attrs

from tsmforms.diagnostics import Place
from tsmforms.model.outline import GridArea, Outline, Page, Piece, Rect, Run, Spot, Word
from tsmforms.reading.originals.folding import fold, is_blank
from tsmforms.reading.originals.scan import Finder
from tsmforms.reading.originals.widgets.asking import AskedBox, asked, settled, words_as_spot
from tsmforms.reading.originals.widgets.fieldboxes import FieldBox, PrintedPart, field_boxes, printed_parts
from tsmforms.reading.originals.widgets.fieldtables import FieldTable, bands, side_by_side, tables
from tsmforms.reading.originals.widgets.tickboxes import with_choices

_WIDE = 8
"""Columns that a field's cell spans: no table of a form is as wide, so that none seems to go on in it."""
_ROW = 0
"""The table of a label and its field, until it is known which rows are one table."""
_NEAR_HEAD = 30.0


@attrs.frozen(eq=False)
class Poured:
    """An outline with its fields in place, and the spots that each of its spots was made of."""

    outline: Outline
    joined: Mapping[int, Sequence[int]] = attrs.field(factory=dict)


def poured(outline: Outline, finder: Finder) -> Poured:
    """An outline with the fields of its pages in place; as it is where it has none."""
    boxes = field_boxes(outline) if outline.format == "pdf" else {}
    if not boxes:
        return Poured(outline)
    numbers = count(1 + max((spot.number for spot in outline.spots), default=0))
    table_numbers = count(1 + max((spot.table or 0 for spot in outline.spots), default=0))
    joined: dict[int, list[int]] = {}
    gone = {id(spot) for found in boxes.values() for box in found for spot in box.spots}
    pages = {page.number: page for page in outline.pages}
    made: dict[int, list[Spot]] = {}
    for number, found in boxes.items():
        old = [spot for spot in outline.spots if spot.part == "page" and spot.place.page == number]
        page = pages.get(number, Page(number, 0.0, 0.0))
        made[number] = _PageLayout(page, found, old, outline.grids, finder, numbers, table_numbers, joined).spots()
    spots = [spot for spot in outline.spots if id(spot) not in gone]
    return Poured(attrs.evolve(outline, spots=tuple(_in_place(spots, made))), joined)


def _in_place(spots: Sequence[Spot], made: Mapping[int, Sequence[Spot]]) -> Iterator[Spot]:
    """The spots, those of pages with fields exchanged for the ones made of them."""
    done: set[int] = set()
    for spot in spots:
        page = spot.place.page
        if spot.part != "page" or page is None or page not in made:
            yield spot
            continue
        for number in sorted(made):
            if number <= page and number not in done:
                done.add(number)
                yield from made[number]
    for number in sorted(set(made) - done):
        yield from made[number]


class _PageLayout:
    """Lays out one page."""

    def __init__(
        self,
        page: Page,
        boxes: Sequence[FieldBox],
        old: Sequence[Spot],
        grids: Sequence[GridArea],
        finder: Finder,
        numbers: Iterator[int],
        table_numbers: Iterator[int],
        joined: dict[int, list[int]],
    ) -> None:
        self.page, self.old, self.finder = page, old, finder
        self.numbers, self.table_numbers, self.joined = numbers, table_numbers, joined
        self.cells = _kept_cells(page, boxes, grids)
        self.boxes = list(boxes)
        self.taken: set[int] = set()

    def spots(self) -> list[Spot]:
        """What stands on the page, in reading order."""
        words, boxes = list(self.page.words), self.boxes
        blocks: list[tuple[float, float, list[Spot]]] = []
        for rows in self.cells:
            cells = [cell for row in rows for cell in row]
            blocks.append((-max(_rect(c)[3] for c in cells), _rect(cells[0])[0], [self._cell(c) for c in cells]))
            words = [word for word in words if not any(_holds(_rect(c), word.rect) for c in cells)]
            boxes = [box for box in boxes if not any(_holds(_rect(c), box.rect) for c in cells)]
        blocks += self._free(words, boxes)
        ordered = [found for _, _, found in sorted(blocks, key=lambda block: block[:2])]
        return [spot for found in self._together(ordered) for spot in found]

    def _together(self, blocks: Sequence[list[Spot]]) -> Iterator[list[Spot]]:
        """The blocks; labels with their fields that follow each other are the rows of one table."""
        table, row = 0, 0
        for spots in blocks:
            rows = [spot for spot in spots if spot.table == _ROW]
            if not rows:
                table = 0
                yield spots
                continue
            out: list[Spot] = []
            for spot in spots:
                if spot.table != _ROW:
                    table = 0
                    out.append(spot)
                    continue
                if not table:
                    table, row = next(self.table_numbers), -1
                row += spot.column == 0
                out.append(attrs.evolve(spot, table=table, row=row))
            yield out

    # --- cells of ruled tables

    def _cell(self, cell: Spot) -> Spot:
        boxes = [box for box in self.boxes if _holds(_rect(cell), box.rect)]
        if not boxes:
            return cell
        words = [word for word in self.page.words if _holds(_rect(cell), word.rect)]
        parts, under = printed_parts(words, boxes)
        boxes, parts = with_choices(boxes, parts, self.finder)
        spots = [spot for box in boxes for spot in box.spots]
        if not self._strays(under, boxes):
            self.joined.setdefault(cell.number, []).extend(spot.number for spot in spots)
        place = cell.place if parts else attrs.evolve(cell.place, field_name=spots[0].place.field_name)
        return attrs.evolve(cell, pieces=tuple(_lines(parts, boxes)), place=place, part="body")

    def _strays(self, under: Mapping[int, Sequence[Word]], boxes: Sequence[FieldBox]) -> list[Word]:
        """Words printed where an empty field lies that are neither a hint nor what the form prints."""
        out: list[Word] = []
        for number, words in under.items():
            text = " ".join(word.text for word in words)
            box = boxes[number] if number < len(boxes) else None
            if box is None or box.is_tick or any(isinstance(piece, Run) for piece in box.pieces) or is_blank(text):
                continue
            if fold(text) not in self.finder.wording.printed:
                out += words
        return out

    # --- fields outside them

    def _free(self, words: Sequence[Word], boxes: Sequence[FieldBox]) -> list[tuple[float, float, list[Spot]]]:
        parts, under = printed_parts(words, boxes)
        self.taken |= {spot.number for word in self._strays(under, boxes) if (spot := self._home(word.rect))}
        made, parts = with_choices(boxes, parts, self.finder)
        found = asked(made, parts, self.finder)
        settled(found, self.finder)
        rows = bands(found)
        in_tables = tables(rows)
        out = [self._table(table) for table in in_tables]
        busy = {id(one) for table in in_tables for row in table.rows for one in row}
        used = {id(part) for one in found for part in (one.used if id(one) not in busy else [])}
        used |= {id(p) for one in found if id(one) in busy or one.is_numbered for p in (*one.left, *one.above)}
        rest = [[one for one in row if id(one) not in busy] for row in rows]
        left = [part for part in parts if id(part) not in used]
        out += self._rows([row for row in rest if row], left)
        return out + [(-part.rect[3], part.rect[0], [self._words([part])]) for part in left]

    def _rows(
        self, rows: Sequence[list[AskedBox]], left: list[PrintedPart]
    ) -> Iterator[tuple[float, float, list[Spot]]]:
        """Each field with its label; what is asked for two people side by side, for one after the other."""
        at = 0
        while at < len(rows):
            end = at
            while end < len(rows) and side_by_side(rows[end]) and len(rows[end]) == len(rows[at]):
                end += 1
            top = -max(one.rect[3] for one in rows[at])
            if end == at:
                top = min(_top(one) for one in rows[at])
                for n, one in enumerate(rows[at]):
                    yield top, 0.1 * n, self._row(one)
                at += 1
                continue
            for column in range(len(rows[at])):
                ones = [row[column] for row in rows[at:end]]
                heads = _heads(ones, [row for row in rows[at:end]], left)
                for head in heads:
                    left.remove(head)
                spots = [self._words([head]) for head in heads]
                yield top, 0.1 * column, [*spots, *(spot for one in ones for spot in self._row(one))]
            at = end

    def _row(self, one: AskedBox) -> list[Spot]:
        value = attrs.evolve(self._value(one), table=_ROW, column=1, columns=_WIDE)
        if not one.text:
            return [attrs.evolve(value, column=0)]
        rect, runs = words_as_spot(one.used)
        if not runs or fold("".join(run.text for run in runs)) != fold(one.text):
            runs = (Run(one.text),)
        place = Place(page=self.page.number, rect=rect or one.rect)
        label = Spot(self._number(one.used), place, runs, rect=rect or one.rect, table=_ROW)
        return [label, value]

    def _value(self, one: AskedBox) -> Spot:
        first, *more = one.box.spots
        homes = [home.number for word in one.box.words if (home := self._home(word.rect)) is not None]
        printed = [number for number in dict.fromkeys(homes) if number not in self.taken]
        self.taken.update(printed)
        if more or printed:
            self.joined.setdefault(first.number, []).extend([*(spot.number for spot in more), *printed])
        return Spot(first.number, first.place, one.box.pieces, rect=one.rect)

    def _table(self, table: FieldTable) -> tuple[float, float, list[Spot]]:
        number, columns = next(self.table_numbers), table.columns()
        has_labels = any(row[0].left and not row[0].is_numbered for row in table.rows)
        out: list[Spot] = []
        heads = [one for one in table.rows[0] if one.above]
        for one in heads:
            spot = attrs.evolve(self._words(one.above), part="body", table=number)
            out.append(attrs.evolve(spot, column=_column(one, columns) + has_labels))
        for n, row in enumerate(table.rows, 1 if heads else 0):
            if has_labels and row[0].left and not row[0].is_numbered:
                out.append(attrs.evolve(self._words(row[0].left), part="body", table=number, row=n))
            for one in row:
                spot = attrs.evolve(self._value(one), table=number, row=n)
                out.append(attrs.evolve(spot, column=_column(one, columns) + has_labels))
        return _top(table.rows[0][0]), table.rows[0][0].rect[0], out

    # --- words

    def _words(self, parts: Sequence[PrintedPart]) -> Spot:
        rect, runs = words_as_spot(parts)
        return Spot(self._number(parts), Place(page=self.page.number, rect=rect), runs, "page", rect=rect)

    def _number(self, parts: Sequence[PrintedPart]) -> int:
        """The number of the spot that words were printed in; a new one where another part of it has that."""
        homes = [home.number for part in parts if (home := self._home(part.words[0].rect)) is not None]
        free = [number for number in dict.fromkeys(homes) if number not in self.taken]
        self.taken.update(free)
        number = free[0] if free else next(self.numbers)
        if free[1:]:
            self.joined.setdefault(number, []).extend(free[1:])
        return number

    def _home(self, rect: Rect) -> Spot | None:
        return next((spot for spot in self.old if spot.rect is not None and _holds(spot.rect, rect)), None)


# --- where things lie


def _rect(spot: Spot) -> Rect:
    return spot.rect or (0.0, 0.0, 0.0, 0.0)


def _holds(outer: Rect, inner: Rect) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _top(one: AskedBox) -> float:
    """Where a field's row begins: at its label, where that is above it."""
    return -max(one.rect[3], *(part.rect[3] for part in (*one.used, *one.above)), one.rect[3])


def _column(one: AskedBox, columns: Sequence[float]) -> int:
    return max(n for n, left in enumerate(columns) if left <= one.rect[0] + 1)


def _heads(
    ones: Sequence[AskedBox], rows: Sequence[Sequence[AskedBox]], left: Sequence[PrintedPart]
) -> list[PrintedPart]:
    """The words above the fields of one person that no field has."""
    top = max(-_top(one) for row in rows for one in row)
    low = min(min(one.rect[0], *(p.rect[0] for p in one.used), one.rect[0]) for one in ones)
    high = max(one.rect[2] for one in ones)
    return [
        part
        for part in left
        if 0 <= part.rect[1] - top + 4 <= _NEAR_HEAD and low - 6 <= part.rect[0] and part.rect[2] <= high + 6
    ][:1]


def _lines(parts: Sequence[PrintedPart], boxes: Sequence[FieldBox]) -> Iterator[Piece]:
    """The words and fields of a cell, line by line."""
    items: list[tuple[Rect, tuple[Piece, ...]]] = [(box.rect, box.pieces) for box in boxes]
    items += [(part.rect, words_as_spot([part])[1]) for part in parts]
    level: float | None = None
    for rect, pieces in sorted(items, key=lambda item: (-round(item[0][3] / 8), item[0][0])):
        if level is not None:
            yield Run("\t" if rect[3] > level and rect[1] < level + 20 else "\n")
        yield from pieces
        level = rect[1] + 2


def _kept_cells(page: Page, boxes: Sequence[FieldBox], grids: Sequence[GridArea]) -> list[Sequence[Sequence[Spot]]]:
    """The ruled tables that are tables: words stand in some of their cells, and no more than one field in each."""
    out: list[Sequence[Sequence[Spot]]] = []
    for grid in grids:
        cells = [cell for row in grid.rows for cell in row]
        if grid.page != page.number or not cells or any(cell.rect is None for cell in cells):
            continue
        inside = {id(c): [b for b in boxes if _holds(_rect(c), b.rect)] for c in cells}
        free = [
            word
            for word in page.words
            if any(_holds(_rect(c), word.rect) for c in cells) and not any(_holds(b.rect, word.rect) for b in boxes)
        ]
        crowded = any(sum(not box.is_tick for box in found) > 1 for found in inside.values())
        if not any(inside.values()) or (free and not crowded):
            outer = {id(c) for c in cells if inside[id(c)] and _share(c, cells) < _LEAST_SHARE}
            out.append([[c for c in row if id(c) not in outer] for row in grid.rows])
    return out


_LEAST_SHARE = 0.6


def _share(cell: Spot, cells: Sequence[Spot]) -> float:
    """How much of a table's width the cells of a row take: the frame of a field that touches a table is no row."""
    width = max(_rect(c)[2] for c in cells) - min(_rect(c)[0] for c in cells)
    level = (_rect(cell)[1] + _rect(cell)[3]) / 2
    taken = sum(_rect(c)[2] - _rect(c)[0] for c in cells if _rect(c)[1] <= level <= _rect(c)[3])
    return taken / max(width, 1.0)
