"""Which box of the form each key and bookmark of a file stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from tsmforms.keys import parse_bookmark, pattern
from tsmforms.lean import lean
from tsmforms.model.boxes import Box, Boxes
from tsmforms.model.outline import Anchor, Key, Outline, Spot, Start
from tsmforms.reading.keyed.resolve import resolve


@lean(eq=False)
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

    def at_path(self, path: str) -> Anchored:
        """The same with this path."""
        return Anchored(self.box, self.spot, self.at, self.kind, self.key, path, self.unknown)


def anchored(outline: Outline, boxes: Boxes) -> tuple[Anchored, ...]:
    """Every key and bookmark of the form, in reading order."""
    found = [
        (spot, at, piece.of)
        for spot in outline.spots
        for at, piece in enumerate(spot.pieces)
        if piece.__class__ is Start
    ]
    above = _names_above([of for _, _, of in found if isinstance(of, Key) and "." in of.name], boxes)
    anchors = (
        _key(of, spot, at, boxes, above) if isinstance(of, Key) else _bookmark(of, spot, at, boxes)
        for spot, at, of in found
    )
    return tuple([one for one in anchors if one is not None])


_MOST_ABOVE = 3
"""Parts that a program puts in front of the names of a form's fields at most."""


def _names_above(named: Iterable[Key], boxes: Boxes) -> tuple[str, ...]:
    """What a program that put files together set in front of the names of all fields of one ("combined.0.").

    Only where most of the form's boxes have it in front: somebody's own form may have a field of one such name.
    """
    behind: dict[str, set[str]] = {}
    for key in named:
        if key.space == "acroform" and resolve(key, boxes) is None:
            parts = key.name.split(".")
            for cut in range(1, min(_MOST_ABOVE, len(parts) - 1) + 1):
                meant = resolve(attrs.evolve(key, name=".".join(parts[cut:])), boxes)
                if meant is not None:
                    behind.setdefault(".".join(parts[:cut]) + ".", set()).add(pattern(meant.path))
    asked = {box.pattern for box in boxes.all if box.is_printed}
    return tuple(start for start, there in behind.items() if 2 * len(there & asked) > len(asked))


def _key(key: Key, spot: Spot, at: int, boxes: Boxes, above: Iterable[str]) -> Anchored | None:
    meant = resolve(key, boxes)
    for start in above if meant is None else ():
        if key.name.startswith(start):
            meant = resolve(attrs.evolve(key, name=key.name.removeprefix(start)), boxes)
            break
    return None if meant is None else Anchored(meant.box, spot, at, "key", key, meant.path, meant.unknown)


def _bookmark(anchor: Anchor, spot: Spot, at: int, boxes: Boxes) -> Anchored | None:
    name = parse_bookmark(anchor.name)
    box = boxes.by_bookmark.get(name.label) if name else None
    return Anchored(box, spot, at, name.around, None, box.pattern) if name and box else None
