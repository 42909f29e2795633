"""Pages the way they are read: from their lower left corner, turned so that most words run from left to right."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from tsmforms.model.outline import Rect

Point: TypeAlias = tuple[float, float]


@attrs.frozen
class Upright:
    """How a page's own coordinates become those of the page as it is read.

    A page that a viewer turned without touching what is printed on it is read as
    it was printed: what counts is how its words run.

    Args:
        left, bottom: Its corner, in its own coordinates.
        width, height: Its size before it is turned.
        quarters: How many quarter turns, anticlockwise, its words are turned by.
    """

    left: float = 0.0
    bottom: float = 0.0
    width: float = 0.0
    height: float = 0.0
    quarters: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as it is read."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    @property
    def is_plain(self) -> bool:
        """Whether nothing changes."""
        return not (self.quarters or self.left or self.bottom)

    def point(self, x: float, y: float) -> Point:
        """A point of the page."""
        x, y = x - self.left, y - self.bottom
        if not self.quarters:
            return x, y
        return {1: (y, self.width - x), 2: (self.width - x, self.height - y), 3: (self.height - y, x)}[self.quarters]

    def rect(self, corners: Rect) -> Rect:
        """A rectangle of the page."""
        if self.is_plain:
            return corners
        (a, b), (c, d) = self.point(*corners[:2]), self.point(*corners[2:])
        return min(a, c), min(b, d), max(a, c), max(b, d)
