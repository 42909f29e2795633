"""Cells out of ruling lines: what a person sees as a table, whatever the order its lines were drawn in."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

import attrs

from tsmforms.formats.pdf.outline.drawings import RulingLine
from tsmforms.model.outline import Rect

_NEAR = 1.6
"""Points; lines no further apart are one, and ends that miss a line by no more meet it."""
_MEETS = 2.5
_MOST_PAIRS = 4_000_000
_MOST_UNITS = 250_000
_LEAST = 3.0
"""Points; what is narrower is the gap of a double line, not a cell."""


@attrs.frozen
class RuledCell:
    """A cell: its first row and column counted from 0 at the top left, how many it spans, and its rectangle."""

    row: int
    column: int
    rows: int
    columns: int
    rect: Rect


def tables(across: Iterable[RulingLine], upright: Iterable[RulingLine]) -> list[list[RuledCell]]:
    """The cells of each table, row by row; a frame on its own is a table of one cell."""
    flat, tall = merged(across), merged(upright)
    if len(flat) * len(tall) > _MOST_PAIRS:
        return []
    found = (_cells([flat[n] for n in rows], [tall[n] for n in columns]) for rows, columns in _joined(flat, tall))
    return [cells for cells in found if cells]


def merged(lines: Iterable[RulingLine]) -> list[RulingLine]:
    """Lines in order, pieces of one line put together."""
    out: list[RulingLine] = []
    for group in _level(sorted(lines, key=lambda line: line.at)):
        at = sum(line.at for line in group) / len(group)
        low, high = group[0].low, group[0].high
        for line in group:
            if line.low > high + _MEETS:
                out.append(RulingLine(at, low, high))
                low, high = line.low, line.high
            low, high = min(low, line.low), max(high, line.high)
        out.append(RulingLine(at, low, high))
    return out


def _level(lines: Sequence[RulingLine]) -> list[list[RulingLine]]:
    """Lines that lie no further from the first of their group than one line is thick."""
    groups: list[list[RulingLine]] = []
    for line in lines:
        if groups and line.at - groups[-1][0].at <= _NEAR:
            groups[-1].append(line)
        else:
            groups.append([line])
    for group in groups:
        group.sort(key=lambda line: line.low)
    return groups


def _joined(flat: Sequence[RulingLine], tall: Sequence[RulingLine]) -> list[tuple[list[int], list[int]]]:
    """Lines that meet, as numbers of both sorts, in the order of the page from its top."""
    groups = _Groups(len(flat) + len(tall))
    for m, column in enumerate(tall):
        for n, row in enumerate(flat):
            if (
                row.low - _MEETS <= column.at <= row.high + _MEETS
                and column.low - _MEETS <= row.at <= column.high + _MEETS
            ):
                groups.join(n, len(flat) + m)
    out: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for n in range(len(flat)):
        out[groups.of(n)][0].append(n)
    for m in range(len(tall)):
        out[groups.of(len(flat) + m)][1].append(m)
    found = [pair for pair in out.values() if len(pair[0]) > 1 and len(pair[1]) > 1]
    return sorted(found, key=lambda pair: (-flat[pair[0][-1]].at, tall[pair[1][0]].at))


class _Groups:
    """Numbers in groups that grow together."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, n: int) -> int:
        """The number that its group is called by."""
        while self._above[n] != n:
            self._above[n] = self._above[self._above[n]]
            n = self._above[n]
        return n

    def join(self, a: int, b: int) -> None:
        """Make two groups one."""
        a, b = self.of(a), self.of(b)
        if a != b:
            self._above[a] = b


def _cells(flat: Sequence[RulingLine], tall: Sequence[RulingLine]) -> list[RuledCell]:
    """The enclosed rectangles between lines that hang together."""
    ys, xs = _places(flat), _places(tall)
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1 or height * width > _MOST_UNITS:
        return []
    rows, columns = _covered(flat, ys, xs), _covered(tall, xs, ys)
    outside = height * width
    groups = _Groups(outside + 1)
    for row in range(height + 1):
        for column in range(width):
            if (row, column) not in rows:
                above = row * width + column if row < height else outside
                below = (row - 1) * width + column if row else outside
                groups.join(above, below)
    for column in range(width + 1):
        for row in range(height):
            if (column, row) not in columns:
                right = row * width + column if column < width else outside
                left = row * width + column - 1 if column else outside
                groups.join(right, left)
    return _whole(groups, xs, ys)


def _places(lines: Sequence[RulingLine]) -> list[float]:
    out: list[float] = []
    for at in sorted(line.at for line in lines):
        if not out or at - out[-1] > _NEAR:
            out.append(at)
    return out


def _covered(lines: Sequence[RulingLine], places: Sequence[float], steps: Sequence[float]) -> set[tuple[int, int]]:
    """Which stretches between two steps have a line, by the number of the line's place and of the stretch."""
    out = set()
    for line in lines:
        at = max(0, bisect_left(places, line.at - _NEAR))
        for n in range(bisect_left(steps, line.low - _MEETS), len(steps) - 1):
            if steps[n + 1] > line.high + _MEETS:
                break
            out.add((at, n))
    return out


def _whole(groups: _Groups, xs: Sequence[float], ys: Sequence[float]) -> list[RuledCell]:
    """The groups of units that are rectangles and closed, rows counted from the top."""
    height, width = len(ys) - 1, len(xs) - 1
    outside = groups.of(height * width)
    units: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in range(height):
        for column in range(width):
            units[groups.of(row * width + column)].append((row, column))
    out = []
    for name, members in units.items():
        first, last = min(members), max(members)
        left, right = min(c for _, c in members), max(c for _, c in members)
        rows, columns = last[0] - first[0] + 1, right - left + 1
        rect = (xs[left], ys[first[0]], xs[right + 1], ys[last[0] + 1])
        if name != outside and rows * columns == len(members) and min(rect[2] - rect[0], rect[3] - rect[1]) >= _LEAST:
            out.append(RuledCell(height - 1 - last[0], left, rows, columns, rect))
    return sorted(out, key=lambda cell: (cell.row, cell.column))
