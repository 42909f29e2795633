"""The printed page as spots: cells of its grids, frames, and lines of words outside them, in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import attrs

from tsmforms.convert.symbols import DOTS, EMPTY, TICKS
from tsmforms.diagnostics import Place
from tsmforms.formats.pdf.outline.areas import Areas, area, middle
from tsmforms.formats.pdf.outline.drawings import Drawings, Fill, RulingLine
from tsmforms.formats.pdf.outline.pagemarks import Marked, marked_words
from tsmforms.formats.pdf.outline.pagewords import Fragment, rejoined
from tsmforms.formats.pdf.outline.ruling import RuledCell, merged, tables
from tsmforms.model.lines import lines_of
from tsmforms.model.outline import PLAIN, GridArea, Look, Page, Piece, Rect, Run, Spot, Word

BOX_STYLE = "box"
"""The style of a spot that is a frame on its own, in no grid."""
_PAGE_SHARE = 0.6
_CELL_SHARE = 0.5
_COLUMN_GAP = 1.43
"""Of the height of a line; one and a half of its type size."""
_TOUCHING = 0.08
_MARKED_BOX, _EMPTY_BOX = "☒", "☐"
_FILLS_BOX = TICKS | DOTS | frozenset("xX/")
_TICK_SIZE = 17.0
_BLOT_SHARE = 0.8
"""What fills more of a tick box is its own inside."""
_MOST_HEADERS = 3
_LEAST_TINTED = (20.0, 8.0)
_TALL_TINT = 20.0
"""A tinted area no higher lies behind a line of words; a higher one is a box."""
_PAPER = "FFFFFF"


_Block: TypeAlias = tuple[tuple[float, float], list[tuple[RuledCell, Spot]] | Spot]
"""A table or a line, with its place in the order of the page."""


@attrs.frozen(eq=False)
class PageSpots:
    """What a printed page gives: its spots in reading order, its grids, its frames, its words with their looks."""

    spots: tuple[Spot, ...]
    grids: tuple[GridArea, ...]
    boxes: tuple[Rect, ...]
    words: tuple[Word, ...]


def spots_of(
    page: Page,
    fragments: Sequence[Fragment],
    drawn: Drawings,
    by_tool: Marked,
    numbers: Iterator[int],
    grid_numbers: Iterator[int],
) -> PageSpots:
    """The spots of a page.

    Args:
        page: The page.
        fragments: Its words, in the order of the file.
        drawn: What is drawn on it.
        by_tool: What a viewer's tools marked on it.
        numbers: Gives each spot its number.
        grid_numbers: Gives each grid its number.
    """
    ruled, ticks = _ruled(page, drawn)
    cells = [cell for table in ruled for cell in table]
    tints = _Tints(drawn.fills, [cell.rect for cell in cells], page)
    lines = _free(drawn.across, cells)
    looked = marked_words([one.word for one in fragments], lines, tints.loose, by_tool, drawn.rings)
    words = [*_with_boxes(rejoined(looked, [one.joins for one in fragments]), ticks, drawn, page.number)]
    inside, outside = _sorted_in(words, [c.rect for c in cells])
    rings = [*drawn.rings, *by_tool.rings]
    blocks: list[_Block] = []
    at = 0
    for table in ruled:
        made = [(cell, _cell_spot(page, cell, inside.get(at + n, []), tints, rings)) for n, cell in enumerate(table)]
        at += len(table)
        first = table[0].rect
        blocks.append(((-max(cell.rect[3] for cell in table), first[0]), made))
    for row in lines_of(outside):
        top = max(word.rect[3] for word in row)
        blocks += [((-top, part[0].rect[0]), _line_spot(page, part, tints, rings)) for part in _columns(row)]
    spots, grids = _numbered(blocks, numbers, grid_numbers, page.number)
    boxes = sorted({*(cell.rect for cell in cells), *ticks}, key=lambda box: (-box[3], box[0]))
    return PageSpots(spots, grids, tuple(boxes), tuple(words))


def _ruled(page: Page, drawn: Drawings) -> tuple[list[list[RuledCell]], list[Rect]]:
    """The tables and frames of a page, a border round the page left out; and its tick boxes."""
    found = tables(drawn.across, drawn.upright)
    if not found:
        found = [table for table in tables(*_edges(drawn.fills)) if len(table) > 1 or _height(table[0]) > _TALL_TINT]
    ticks = list(drawn.ticks)
    out = []
    for table in found:
        left, bottom, right, top = table[0].rect
        if len(table) == 1 and max(right - left, top - bottom) <= _TICK_SIZE:
            ticks.append(table[0].rect)
        elif not (len(table) == 1 and (right - left) * (top - bottom) > _PAGE_SHARE * page.width * page.height):
            out.append(table)
    return out, ticks


def _height(cell: RuledCell) -> float:
    return cell.rect[3] - cell.rect[1]


def _edges(fills: Iterable[Fill]) -> tuple[list[RulingLine], list[RulingLine]]:
    """The edges of tinted areas, as lines: tables without lines are tinted."""
    across, upright = [], []
    for fill in fills:
        left, bottom, right, top = fill.rect
        if right - left >= _LEAST_TINTED[0] and top - bottom >= _LEAST_TINTED[1] and fill.colour != _PAPER:
            across += [RulingLine(bottom, left, right), RulingLine(top, left, right)]
            upright += [RulingLine(left, bottom, top), RulingLine(right, bottom, top)]
    return across, upright


def _free(across: Sequence[RulingLine], cells: Sequence[RuledCell]) -> list[RulingLine]:
    """Lines that are no edge of a cell."""
    edges: dict[int, list[Rect]] = defaultdict(list)
    for cell in cells:
        for at in (cell.rect[1], cell.rect[3]):
            for near in (-1, 0, 1):
                edges[round(at / 2) + near].append(cell.rect)
    return [
        line
        for line in merged(across)
        if not any(min(line.high, box[2]) - max(line.low, box[0]) > 1 for box in edges.get(round(line.at / 2), ()))
    ]


# --- tints


class _Tints:
    """The filled areas of a page: those behind cells, and the loose ones, which may mark words."""

    def __init__(self, fills: Sequence[Fill], cells: Sequence[Rect], page: Page) -> None:
        whole = _PAGE_SHARE * page.width * page.height
        self._fills = [fill for fill in fills if area(fill.rect) <= whole]
        self._areas = Areas([fill.rect for fill in self._fills])
        behind = {n for cell in cells for n in self._areas.holding(*middle(cell))}
        homes = Areas(cells)
        self._loose = set[int]()
        for n, fill in enumerate(self._fills):
            home = homes.smallest(*middle(fill.rect))
            if n not in behind or (home is not None and area(fill.rect) < _CELL_SHARE * area(cells[home])):
                self._loose.add(n)
        self.loose = [self._fills[n] for n in sorted(self._loose)]

    def behind(self, rect: Rect) -> str | None:
        """The colour of the topmost area behind the middle of a rectangle; None for paper."""
        least = _CELL_SHARE * area(rect)
        over = [n for n in self._areas.holding(*middle(rect)) if area(self._fills[n].rect) >= least]
        colour = self._fills[max(over)].colour if over else None
        return None if colour == _PAPER else colour


def _holds(outer: Rect, inner: Rect) -> bool:
    """Whether the middle of a rectangle lies in another."""
    x, y = middle(inner)
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


# --- words and boxes


def _with_boxes(words: Sequence[Word], ticks: Sequence[Rect], drawn: Drawings, page: int) -> Iterator[Word]:
    """The words, and each tick box as the character of an empty or marked one, for what fills it.

    What was typed into a tick box and is no mark stays as it is.
    """
    held, outside = _sorted_in(words, ticks)
    strokes, _ = _sorted_in([Word("", page, stroke) for stroke in drawn.strokes], ticks)
    blots, _ = _sorted_in([Word("", page, blot) for blot in drawn.blots], ticks)
    marked = {
        *strokes,
        *(n for n, found in blots.items() if any(area(one.rect) < _BLOT_SHARE * area(ticks[n]) for one in found)),
    }
    yield from outside
    for n, box in enumerate(ticks):
        typed = held.get(n, [])
        signs = "".join(word.text for word in typed)
        look = typed[0].look if typed else PLAIN
        if set(signs) - _FILLS_BOX - EMPTY:
            yield from typed
        else:
            yield Word(_MARKED_BOX if set(signs) & _FILLS_BOX or n in marked else _EMPTY_BOX, page, box, look)


def _sorted_in(words: Iterable[Word], areas: Sequence[Rect]) -> tuple[dict[int, list[Word]], list[Word]]:
    """Words by the number of the smallest area that their middle lies in, and those that lie in none."""
    places = Areas(areas)
    inside: dict[int, list[Word]] = defaultdict(list)
    outside = []
    for word in words:
        home = places.smallest(*middle(word.rect))
        if home is None:
            outside.append(word)
        else:
            inside[home].append(word)
    return inside, outside


def _columns(row: Sequence[Word]) -> Iterator[list[Word]]:
    """A line, cut where a wide gap opens; a bullet stays with its words."""
    part = [row[0]]
    for word in row[1:]:
        before = part[-1].rect
        height = min(before[3] - before[1], word.rect[3] - word.rect[1])
        is_bullet = len(part) == 1 and part[0].text in DOTS
        if word.rect[0] - before[2] > _COLUMN_GAP * height and not is_bullet:
            yield part
            part = []
        part.append(word)
    yield part


def _pieces(rows: Sequence[Sequence[Word]]) -> tuple[Piece, ...]:
    """Lines of words as runs, words of one look put together."""
    runs: list[tuple[list[str], Look]] = []
    for row in rows:
        for n, word in enumerate(row):
            between = ("" if _touch(row[n - 1], word) else " ") if n else "\n"
            if runs and runs[-1][1] == word.look:
                runs[-1][0].extend((between, word.text))
                continue
            if runs:
                runs[-1][0].append(between)
            runs.append(([word.text], word.look))
    return tuple(Run("".join(texts), look) for texts, look in runs)


def _touch(before: Word, word: Word) -> bool:
    """Whether two words that look different have no space between them."""
    return before.look != word.look and word.rect[0] - before.rect[2] < _TOUCHING * (word.rect[3] - word.rect[1])


# --- spots


def _cell_spot(page: Page, cell: RuledCell, words: Sequence[Word], tints: _Tints, rings: Sequence[Rect]) -> Spot:
    spot = _spot(page, cell.rect, lines_of(words), tints, rings)
    return attrs.evolve(spot, row=cell.row, column=cell.column, rows=cell.rows, columns=cell.columns)


def _line_spot(page: Page, words: Sequence[Word], tints: _Tints, rings: Sequence[Rect]) -> Spot:
    rect = (
        words[0].rect[0],
        min(w.rect[1] for w in words),
        max(w.rect[2] for w in words),
        max(w.rect[3] for w in words),
    )
    return _spot(page, rect, [words], tints, rings)


def _spot(page: Page, rect: Rect, lines: Sequence[Sequence[Word]], tints: _Tints, rings: Sequence[Rect]) -> Spot:
    return Spot(
        0,
        Place(page=page.number, rect=rect),
        _pieces(lines),
        "page",
        fill=tints.behind(rect),
        ringed=any(_holds(rect, ring) for ring in rings),
        rect=rect,
    )


def _numbered(
    blocks: list[_Block], numbers: Iterator[int], grid_numbers: Iterator[int], page: int
) -> tuple[tuple[Spot, ...], tuple[GridArea, ...]]:
    """Spots and grids in reading order, numbered."""
    spots: list[Spot] = []
    grids: list[GridArea] = []
    for _, block in sorted(blocks, key=lambda pair: pair[0]):
        if isinstance(block, Spot):
            spots.append(attrs.evolve(block, number=next(numbers)))
        elif len(block) == 1:
            spots.append(attrs.evolve(block[0][1], number=next(numbers), style=BOX_STYLE))
        else:
            grid = _grid(block, numbers, next(grid_numbers), page)
            grids.append(grid)
            spots += [spot for row in grid.rows for spot in row]
    return tuple(spots), tuple(grids)


def _grid(cells: Sequence[tuple[RuledCell, Spot]], numbers: Iterator[int], table: int, page: int) -> GridArea:
    rows: dict[int, list[Spot]] = defaultdict(list)
    for cell, spot in cells:
        inside = rows[cell.row]
        place = attrs.evolve(spot.place, table=table, row=cell.row + 1, cell=len(inside) + 1)
        inside.append(attrs.evolve(spot, number=next(numbers), table=table, place=place))
    made = tuple(tuple(rows[n]) for n in sorted(rows))
    return GridArea(table, made, _headers(made), page=page)


def _headers(rows: Sequence[Sequence[Spot]]) -> int:
    """How many rows at the top are all bold; none where all rows are. A row of one cell heads what is below it."""
    count = next((n for n, row in enumerate(rows) if len(row) == 1 < len(rows[0]) or not _is_bold(row)), len(rows))
    return count if count < len(rows) and count <= _MOST_HEADERS else 0


def _is_bold(row: Sequence[Spot]) -> bool:
    runs = [piece for spot in row for piece in spot.pieces if isinstance(piece, Run) and piece.text.strip()]
    return bool(runs) and all(run.look.bold for run in runs)
