"""Which rectangles of a page hold a point, without a look at all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tsmforms.model.outline import Rect

_TILE = 60.0
_MOST_TILES = 400
"""A rectangle over more tiles is looked at for every point."""
_FAR = 100_000.0


def area(rect: Rect) -> float:
    """How large a rectangle is."""
    return (rect[2] - rect[0]) * (rect[3] - rect[1])


def middle(rect: Rect) -> tuple[float, float]:
    """The middle of a rectangle."""
    return (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2


class Areas:
    """Rectangles, found by a point in them.

    Args:
        rects: The rectangles; their numbers are their positions.
    """

    def __init__(self, rects: Sequence[Rect]) -> None:
        self._rects = rects
        self._tiles: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._everywhere: list[int] = []
        for n, rect in enumerate(rects):
            self._add(n, rect)

    def _add(self, n: int, rect: Rect) -> None:
        left, bottom, right, top = (int(max(-_FAR, min(x, _FAR)) // _TILE) for x in rect)
        if (right - left + 1) * (top - bottom + 1) > _MOST_TILES:
            self._everywhere.append(n)
            return
        for x in range(left, right + 1):
            for y in range(bottom, top + 1):
                self._tiles[x, y].append(n)

    def holding(self, x: float, y: float) -> Iterator[int]:
        """The numbers of the rectangles that hold a point, in no order."""
        tile = (int(max(-_FAR, min(x, _FAR)) // _TILE), int(max(-_FAR, min(y, _FAR)) // _TILE))
        for n in (*self._everywhere, *self._tiles.get(tile, ())):
            left, bottom, right, top = self._rects[n]
            if left <= x <= right and bottom <= y <= top:
                yield n

    def smallest(self, x: float, y: float) -> int | None:
        """The smallest rectangle that holds a point; None where none does."""
        return min(self.holding(x, y), key=lambda n: area(self._rects[n]), default=None)
