"""The pictures of a record as every format prints them: fitted into their places, with their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import attrs

from tsmforms.convert.pictures import PNG, media_type, picture_size
from tsmforms.layout.content import Content

Size: TypeAlias = tuple[float, float]
"""Width and height in millimetres."""
_FEWEST_TO_A_MM = 3.0
"""Dots to a millimetre: a small picture is not blown up further."""


@attrs.frozen
class PlacedPicture:
    """A picture at the path of its answer: its words, and its width and height in millimetres as it is printed."""

    path: str
    data: bytes = attrs.field(repr=False)
    alt: str = attrs.field(repr=False)
    size: Size

    @property
    def ending(self) -> str:
        """How the name of its file ends."""
        return "png" if media_type(self.data) == PNG else "jpeg"


def placed_pictures(content: Content, place_at: Callable[[str], Size | None]) -> Iterator[PlacedPicture]:
    """The pictures of a record in the order of its answers, each in the place that its path has."""
    for path, value in content.values.items():
        place = place_at(path) if isinstance(value, bytes) else None
        if place is not None and isinstance(value, bytes):
            yield PlacedPicture(path, value, content.texts.get(words_of(path), ""), fitted(value, place))


def words_of(path: str) -> str:
    """The path of the words of the picture at this path."""
    return f"{path.rpartition('.')[0]}.alt"


def fitted(data: bytes, place: Size) -> Size:
    """Width and height of a picture in a place of this width and height, its shape kept."""
    across, down = picture_size(data) or (1, 1)
    scale = min(place[0] / across, place[1] / down, 1 / _FEWEST_TO_A_MM)
    return across * scale, down * scale
