"""Which box of the form each key and bookmark of a file stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from tsmforms.keys import parse_bookmark
from tsmforms.model.boxes import Box, Boxes
from tsmforms.model.outline import Anchor, Key, Outline, Spot, Start
from tsmforms.reading.resolve import resolve


@attrs.frozen(eq=False)
class Anchored:
    """A key or bookmark of the form in the file.

    Args:
        box: The box it stands for.
        spot: Where it stands; `at` is its position among the spot's pieces.
        kind: Whether it is the box itself, or a bookmark on its label or around its words.
        key: The key; None for a bookmark.
        path: The path of its answer; as a pattern until its list positions are counted, and empty where it is
            the heading of a list's column.
        unknown: The state of a tick box that is none of the question's choices.
    """

    box: Box
    spot: Spot
    at: int
    kind: Literal["key", "label", "value"]
    key: Key | None = None
    path: str = ""
    unknown: str | None = None

    @property
    def is_counted(self) -> bool:
        """Whether its name has no list positions, so that its place in the file has to tell them."""
        return self.key is None or self.key.space == "tag"


def anchored(outline: Outline, boxes: Boxes) -> tuple[Anchored, ...]:
    """Every key and bookmark of the form, in reading order."""
    return tuple(one for spot in outline.spots for one in _of_spot(spot, boxes))


def _of_spot(spot: Spot, boxes: Boxes) -> Iterator[Anchored]:
    for at, piece in enumerate(spot.pieces):
        if not isinstance(piece, Start):
            continue
        if isinstance(piece.of, Key):
            if (meant := resolve(piece.of, boxes)) is not None:
                yield Anchored(meant.box, spot, at, "key", piece.of, meant.path, meant.unknown)
        else:
            yield from _bookmark(piece.of, spot, at, boxes)


def _bookmark(anchor: Anchor, spot: Spot, at: int, boxes: Boxes) -> Iterator[Anchored]:
    name = parse_bookmark(anchor.name)
    box = boxes.by_bookmark.get(name.label) if name else None
    if name and box:
        yield Anchored(box, spot, at, name.around, None, box.pattern)
