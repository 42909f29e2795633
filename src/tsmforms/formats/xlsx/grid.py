"""From widths in units to columns of the sheet: the fewest columns whose edges every box can use."""

from __future__ import annotations

from bisect import bisect_left

import attrs

from tsmforms.formats.xlsx.plan import PAGE, PlannedBox, SheetPlan

_SNAP = 1.6
"""Edges nearer than this, in units, become one."""


@attrs.frozen
class SheetColumns:
    """The columns' edges in units, from 0 to the page's width."""

    edges: tuple[float, ...]

    @property
    def widths(self) -> tuple[float, ...]:
        """Width of each column."""
        return tuple(b - a for a, b in zip(self.edges, self.edges[1:], strict=False))

    def span(self, box: PlannedBox) -> tuple[int, int]:
        """First and last column of a box, counted from 1."""
        first, stop = self._nearest(box.left), self._nearest(box.right)
        return first + 1, max(stop, first + 1)

    def _nearest(self, position: float) -> int:
        at = bisect_left(self.edges, position)
        options = [i for i in (at - 1, at) if 0 <= i < len(self.edges)]
        return min(options, key=lambda i: abs(self.edges[i] - position))


def columns_of(plan: SheetPlan) -> SheetColumns:
    """The columns that all boxes of a plan share."""
    wanted = sorted({0.0, PAGE} | {edge for line in plan.lines for box in line.boxes for edge in (box.left, box.right)})
    edges: list[float] = []
    for edge in wanted:
        if not edges or edge - edges[-1] >= _SNAP:
            edges.append(edge)
    edges[-1] = PAGE
    return SheetColumns(tuple(edges))
