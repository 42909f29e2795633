"""Pages laid out as a sheet is: ruled boxes, and the printed words next to them outside of any table.

A workbook that rules only the cells to be filled in is printed so. Each line of
such a page is a row, each left edge a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from tsmforms.model.outline import Outline, Rect, Run, Spot
from tsmforms.reading.originals.scan import Finder

_SAME_EDGE = 6.0
"""Points by which the left edges of a column may differ."""
_FEWEST_BOXES = 3
_LEVEL = 0.6
"""Share of the height of a line by which two things in it may lie higher or lower."""


def with_sheets(outline: Outline, joined: dict[int, list[int]], finder: Finder) -> list[Spot]:
    """The spots of an outline, pages of boxes as sheets.

    Args:
        outline: What stands in the document.
        joined: Is told of which spots each new one was made.
        finder: Knows the labels of the form, some of which are printed on several lines.
    """
    pages: dict[int | None, list[Spot]] = {}
    for spot in outline.spots:
        if spot.part == "page":
            pages.setdefault(spot.place.page, []).append(spot)
    boxes = {page: found for page, printed in pages.items() if page is not None and (found := _boxes(printed))}
    sheets = {page: sheet for sheet in _sheets(boxes) for page in sheet}
    out: list[Spot] = []
    done: set[int | None] = set()
    table = max((spot.table or 0 for spot in outline.spots), default=0)
    for spot in outline.spots:
        page = spot.place.page
        if spot.part != "page" or page not in sheets:
            out.append(spot)
        elif page not in done:
            done.update(sheets[page])
            table += 1
            out += _pages([(pages[one], boxes[one]) for one in sheets[page]], table, joined, finder)
    return out


def _sheets(boxes: Mapping[int, Sequence[Spot]]) -> list[list[int]]:
    """The pages of boxes, those together that go on with the boxes of the page before."""
    out: list[list[int]] = []
    for page in sorted(boxes):
        if out and out[-1][-1] == page - 1 and _goes_on(boxes[page - 1], boxes[page]):
            out[-1].append(page)
        else:
            out.append([page])
    return out


def _goes_on(before: Sequence[Spot], after: Sequence[Spot]) -> bool:
    """Whether several columns of boxes are where those of the page before are, and no others."""
    first, second = ({round(_rect(box)[0] / _SAME_EDGE) for box in found} for found in (before, after))
    return len(second) > 1 and all(any(abs(left - other) <= 1 for other in first) for left in second)


def _pages(
    pages: Sequence[tuple[Sequence[Spot], Sequence[Spot]]], table: int, joined: dict[int, list[int]], finder: Finder
) -> Iterator[Spot]:
    """The lines and boxes of pages as a sheet, then their other tables."""
    rows: list[list[Spot]] = []
    others: list[Spot] = []
    for printed, boxes in pages:
        known = {id(box) for box in boxes}
        lines = [spot for spot in printed if spot.table is None and spot.rect is not None and spot.text.strip()]
        rows += _rows([*_whole_labels(_unwrapped(lines, boxes, joined), joined, finder), *boxes])
        others += [spot for spot in printed if spot.table is not None and id(spot) not in known]
    yield from _sheet(rows, table)
    yield from others


def _unwrapped(lines: Sequence[Spot], boxes: Sequence[Spot], joined: dict[int, list[int]]) -> list[Spot]:
    """Lines that stand below each other next to one box as one."""
    out: list[Spot] = []
    for line in lines:
        box = next((box for box in boxes if _is_within(line, box)), None)
        before = next(
            (
                number
                for number, other in enumerate(out)
                if box is not None and _is_within(other, box) and abs(_rect(other)[0] - _rect(line)[0]) <= _SAME_EDGE
            ),
            None,
        )
        if before is None:
            out.append(line)
            continue
        first = out[before]
        joined.setdefault(first.number, []).append(line.number)
        rect = _around((_rect(first), _rect(line)))
        out[before] = attrs.evolve(first, pieces=(*first.pieces, Run(" "), *line.pieces), rect=rect)
    return out


_MOST_LINES = 4
"""Lines of a label that is printed across a page."""


def _whole_labels(lines: Sequence[Spot], joined: dict[int, list[int]], finder: Finder) -> list[Spot]:
    """Lines below each other that together are a label of the form as one, where the first alone is none."""
    out: list[Spot] = []
    left = list(lines)
    while left:
        first = left.pop(0)
        more: list[Spot] = []
        if finder.whole(first.text.strip()) is None:
            run = [first]
            while len(run) < _MOST_LINES and (below := next((one for one in left if _is_below(one, run[-1])), None)):
                run.append(below)
                left_over = [one for one in run if one is not first]
                if finder.whole(" ".join(one.text.strip() for one in run)) is not None:
                    more = left_over
                left = [one for one in left if one is not below]
            left = [*(one for one in run[1 + len(more) :]), *left]
        for one in more:
            joined.setdefault(first.number, []).append(one.number)
            rect = _around((_rect(first), _rect(one)))
            first = attrs.evolve(first, pieces=(*first.pieces, Run(" "), *one.pieces), rect=rect)
        out.append(first)
    return out


def _is_below(line: Spot, upper: Spot) -> bool:
    """Whether a line is the next below another, at the same left edge."""
    one, other = _rect(line), _rect(upper)
    gap = other[1] - one[3]
    return abs(one[0] - other[0]) <= _SAME_EDGE and -1 <= gap <= other[3] - other[1]


def _is_within(line: Spot, box: Spot) -> bool:
    """Whether the middle of a line is as high as a box."""
    return _rect(box)[1] <= (_rect(line)[1] + _rect(line)[3]) / 2 <= _rect(box)[3]


def _boxes(printed: Sequence[Spot]) -> list[Spot]:
    """The cells of ruled tables next to most of whose rows stand words outside of any table, if the page has several.

    Next to a table of several columns they are at its left, as labels do: a page may have two columns of text.
    """
    tables: dict[int, list[Spot]] = {}
    for spot in printed:
        if spot.table is not None and spot.rect is not None:
            tables.setdefault(spot.table, []).append(spot)
    lines = [spot for spot in printed if spot.table is None and spot.rect is not None and spot.text.strip()]
    out: list[Spot] = []
    rows = beside = 0
    for cells in tables.values():
        is_single = len({cell.column for cell in cells}) == 1
        left = min(_rect(cell)[0] for cell in cells)
        own, told = _rows_beside(cells, lines if is_single else [one for one in lines if _rect(one)[2] <= left + 1])
        if 2 * told >= own or is_single:
            out += cells
            rows, beside = rows + own, beside + told
    return out if beside >= _FEWEST_BOXES and 2 * beside >= rows else []


def _rows_beside(cells: Sequence[Spot], lines: Sequence[Spot]) -> tuple[int, int]:
    """How many rows a table has, and how many of them have words next to them."""
    rows: dict[int, list[Spot]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    beside = (any(_is_within(line, row[0]) and not _overlaps(line, row) for line in lines) for row in rows.values())
    return len(rows), sum(beside)


def _rect(spot: Spot) -> Rect:
    assert spot.rect is not None
    return spot.rect


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
