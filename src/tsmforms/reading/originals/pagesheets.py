"""Pages laid out as a sheet is: boxes to fill in, and the printed words next to them outside of any table.

The boxes are fillable fields of another program, whose names tell nothing
("Text12"), or ruled cells that stand alone, as a workbook prints them that
rules only the cells to be filled in. Each line of such a page is a row, each
left edge a column. A field inside a ruled cell is what stands in the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from tsmforms.model.outline import Key, Outline, Rect, Run, Spot
from tsmforms.reading.originals.folding import fold

_TICKED, _EMPTY = "\u2612", "\u2610"
_SAME_EDGE = 6.0
"""Points by which the left edges of a column may differ."""
_NEXT_WORD = 40.0
"""Points between a tick box and the word behind it, at most."""
_FEWEST_BOXES = 3
_LEVEL = 0.6
"""Share of the height of a line by which two things in it may lie higher or lower."""
_NOTHING_CHOSEN = frozenset(("select", "choose", "please select", "please choose", "choose an item", "select one"))


def with_sheets(outline: Outline, joined: dict[int, list[int]]) -> list[Spot]:
    """The spots of an outline, its fields where they stand on their pages, and pages of boxes as sheets.

    Args:
        outline: What stands in the document.
        joined: Is told of which spots each new one was made.
    """
    fields = [spot for spot in outline.spots if _is_field(spot)]
    pages = {spot.place.page for spot in fields} | _pages_of_boxes(outline)
    if not pages or not any(spot.part == "page" for spot in outline.spots):
        return list(outline.spots)
    known = {id(spot) for spot in fields}
    out: list[Spot] = []
    done: set[int | None] = set()
    table = max((spot.table or 0 for spot in outline.spots), default=0)
    for spot in outline.spots:
        page = spot.place.page
        if id(spot) in known or page in done:
            continue
        if spot.part != "page" or page not in pages:
            out.append(spot)
            continue
        done.add(page)
        printed = [other for other in outline.spots if other.part == "page" and other.place.page == page]
        table += 1
        out += _Page(printed, [field for field in fields if field.place.page == page], joined).spots(table)
    return out


def _is_field(spot: Spot) -> bool:
    return spot.part == "body" and spot.rect is not None and spot.place.page is not None and bool(spot.keys)


class _Page:
    """A page with fields."""

    def __init__(self, printed: Sequence[Spot], fields: Sequence[Spot], joined: dict[int, list[int]]) -> None:
        self.printed, self.joined = printed, joined
        self.boxes = _boxes(printed)
        cells = [spot for spot in printed if spot.table is not None and spot.rect is not None]
        self.inside: dict[int, list[Spot]] = {}
        self.free: list[Spot] = []
        for field in fields:
            cell = next((cell for cell in cells if _holds(_rect(cell), _rect(field))), None)
            if cell is None:
                self.free.append(field)
            else:
                self.inside.setdefault(id(cell), []).append(field)

    def spots(self, table: int) -> Iterator[Spot]:
        """The spots of the page: its lines and boxes as a sheet, then its other tables."""
        if not self.free and not self.boxes:
            yield from (self._filled(spot) for spot in self.printed)
            return
        boxes = {id(box) for box in self.boxes}
        lines = [spot for spot in self.printed if spot.table is None and spot.rect is not None and spot.text.strip()]
        items = [*self._ticked(self._unwrapped(lines)), *(self._filled(box) for box in self.boxes)]
        yield from _sheet(_rows(items), table)
        yield from (self._filled(s) for s in self.printed if s.table is not None and id(s) not in boxes)

    def _unwrapped(self, lines: Sequence[Spot]) -> list[Spot]:
        """Lines that stand below each other next to one box as one."""
        out: list[Spot] = []
        for line in lines:
            band = next((n for n, box in enumerate(self.boxes) if _is_within(line, box)), None)
            before = next(
                (
                    n
                    for n, other in enumerate(out)
                    if band is not None
                    and _is_within(other, self.boxes[band])
                    and abs(_rect(other)[0] - _rect(line)[0]) <= _SAME_EDGE
                ),
                None,
            )
            if before is None:
                out.append(line)
                continue
            first = out[before]
            self.joined.setdefault(first.number, []).append(line.number)
            rect = _around((_rect(first), _rect(line)))
            out[before] = attrs.evolve(first, pieces=(*first.pieces, Run(" "), *line.pieces), rect=rect)
        return out

    def _filled(self, cell: Spot) -> Spot:
        """A cell with what the fields in it hold, tick boxes in front of the words behind them."""
        fields = self.inside.get(id(cell), [])
        if not fields:
            return cell
        self.joined.setdefault(cell.number, []).extend(field.number for field in fields)
        words = [Run(("\n" if cell.text.strip() else "") + _shown(field)) for field in fields]
        return attrs.evolve(cell, pieces=(*cell.pieces, *words))

    def _ticked(self, lines: Sequence[Spot]) -> Iterator[Spot]:
        """The lines and fields; tick boxes of one line as one spot with the words behind them."""
        ticks = [field for field in self.free if field.keys[0].widget == "tick"]
        used: set[int] = set()
        for row in _rows(ticks):
            pieces: list[tuple[float, Spot]] = [(_rect(field)[0], field) for field in row]
            pieces += [
                (_rect(word)[0], word)
                for field in row
                if (word := _behind(field, lines)) is not None and id(word) not in used
            ]
            pieces.sort(key=lambda piece: piece[0])
            used |= {id(spot) for _, spot in pieces}
            first = pieces[0][1]
            self.joined.setdefault(first.number, []).extend(spot.number for _, spot in pieces[1:])
            text = " ".join(_shown(spot) if _is_field(spot) else spot.text.strip() for _, spot in pieces)
            yield attrs.evolve(first, pieces=(Run(text),), rect=_around(_rect(spot) for _, spot in pieces))
        for field in self.free:
            if id(field) not in used:
                yield attrs.evolve(field, pieces=(Run(_shown(field)),))
        yield from (line for line in lines if id(line) not in used)


def _is_within(line: Spot, box: Spot) -> bool:
    """Whether the middle of a line is as high as a box."""
    return _rect(box)[1] <= (_rect(line)[1] + _rect(line)[3]) / 2 <= _rect(box)[3]


def _pages_of_boxes(outline: Outline) -> set[int | None]:
    pages: dict[int | None, list[Spot]] = {}
    for spot in outline.spots:
        if spot.part == "page":
            pages.setdefault(spot.place.page, []).append(spot)
    return {page for page, printed in pages.items() if _boxes(printed)}


def _boxes(printed: Sequence[Spot]) -> list[Spot]:
    """The ruled cells of a page that stand alone, where most of them have words outside of any table next to them."""
    tables: dict[int, list[Spot]] = {}
    for spot in printed:
        if spot.table is not None and spot.rect is not None:
            tables.setdefault(spot.table, []).append(spot)
    single = [cell for cells in tables.values() if len({cell.column for cell in cells}) == 1 for cell in cells]
    lines = [spot for spot in printed if spot.table is None and spot.rect is not None and spot.text.strip()]
    beside = sum(any(_is_within(line, cell) and not _overlaps(line, [cell]) for line in lines) for cell in single)
    return single if beside >= _FEWEST_BOXES and 2 * beside >= len(single) else []


def _shown(field: Spot) -> str:
    key: Key = field.keys[0]
    if key.widget == "tick":
        return _TICKED if key.stored else _EMPTY
    return "" if fold(field.text) in _NOTHING_CHOSEN else field.text


def _behind(field: Spot, lines: Iterable[Spot]) -> Spot | None:
    """The words just right of a tick box."""
    _, bottom, right, top = _rect(field)
    near = [
        line
        for line in lines
        if bottom - 2 <= (_rect(line)[1] + _rect(line)[3]) / 2 <= top + 2 and -2 <= _rect(line)[0] - right <= _NEXT_WORD
    ]
    return min(near, key=lambda line: _rect(line)[0], default=None)


def _rect(spot: Spot) -> Rect:
    assert spot.rect is not None
    return spot.rect


def _holds(cell: Rect, field: Rect) -> bool:
    across, up = (field[0] + field[2]) / 2, (field[1] + field[3]) / 2
    return cell[0] <= across <= cell[2] and cell[1] <= up <= cell[3]


def _around(rects: Iterable[Rect]) -> Rect:
    left, bottom, right, top = zip(*rects, strict=True)
    return min(left), min(bottom), max(right), max(top)


# --- lines as a sheet


def _rows(spots: Iterable[Spot]) -> list[list[Spot]]:
    """Spots by line from the top: those whose tops are level, and high fields next to words in front of them."""
    rows: list[list[Spot]] = []
    for spot in sorted(spots, key=lambda spot: (-_rect(spot)[3], _rect(spot)[0])):
        if rows and any(_is_level(spot, other) for other in rows[-1]) and not _overlaps(spot, rows[-1]):
            rows[-1].append(spot)
        else:
            rows.append([spot])
    return [sorted(row, key=lambda spot: _rect(spot)[0]) for row in rows]


def _is_level(one: Spot, other: Spot) -> bool:
    first, second = _rect(one), _rect(other)
    height = min(first[3] - first[1], second[3] - second[1])
    middle = (first[1] + first[3]) / 2
    return abs(first[3] - second[3]) < _LEVEL * height or (
        second[1] < middle < second[3]
        and first[3] - first[1] < second[3] - second[1]
        and (first[2] <= second[0] + 2 or second[2] <= first[0] + 2)
    )


def _overlaps(spot: Spot, row: Sequence[Spot]) -> bool:
    left, _, right, _ = _rect(spot)
    return any(left < _rect(other)[2] - 1 and right > _rect(other)[0] + 1 for other in row)


def _sheet(rows: Sequence[Sequence[Spot]], table: int) -> Iterator[Spot]:
    edges = _edges(spot for row in rows for spot in row)
    width = max(edges.values(), default=0) + 1
    for number, row in enumerate(rows):
        at = [edges[round(_rect(spot)[0])] for spot in row]
        for spot, column, following in zip(row, at, [*at[1:], None], strict=True):
            last = max((other for left, other in edges.items() if left < _rect(spot)[2] - _SAME_EDGE), default=column)
            end = following if following is not None else width if len(row) == 1 and not column else last + 1
            columns = max(1, end - column)
            yield attrs.evolve(spot, part="sheet", table=table, row=number, column=column, columns=columns)


def _edges(spots: Iterable[Spot]) -> Mapping[int, int]:
    """Each left edge with the number of its column."""
    out: dict[int, int] = {}
    last, column = None, -1
    for left in sorted({round(_rect(spot)[0]) for spot in spots}):
        if last is None or left - last > _SAME_EDGE:
            column += 1
        out[left] = column
        last = left
    return out
