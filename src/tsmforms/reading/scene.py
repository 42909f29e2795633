"""What every step is given: the outline of the file, the boxes of the form, and the ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import attrs

from tsmforms.model import FormSpec
from tsmforms.model.boxes import Boxes
from tsmforms.model.outline import Outline, Spot
from tsmforms.reading.ground import NO_GROUND, Ground
from tsmforms.reading.keyed.anchors import Anchored, anchored
from tsmforms.reading.keyed.positions import Positions, positioned


@attrs.frozen(slots=False, eq=False)
class Scene:
    """An outline, the boxes and the ground, with what follows from these three alone, worked out when first asked for.

    Args:
        outline: What stands where in the file.
        boxes: Every box of the form it is read as.
        ground: What the blank prints and how it is coloured.
        is_final: It says that it is a final copy, which has no box for what is optional and not answered.
        is_other_version: It was made from another version of the spec, so its choices may have had other words.
    """

    outline: Outline
    boxes: Boxes
    ground: Ground = NO_GROUND
    is_final: bool = False
    is_other_version: bool = False

    @property
    def spec(self) -> FormSpec:
        """The form it is read as."""
        return self.boxes.spec

    @cached_property
    def positions(self) -> Positions:
        """The anchors with their paths, and the tables that print lists."""
        return positioned(self.outline, self.boxes, anchored(self.outline, self.boxes))

    @property
    def anchored(self) -> tuple[Anchored, ...]:
        """Every key and bookmark of the form, in reading order, with its path."""
        return self.positions.anchored

    @cached_property
    def keyed_spots(self) -> frozenset[int]:
        """The numbers of the spots in which a key of the form stands."""
        return frozenset(one.spot.number for one in self.anchored if one.kind == "key")

    @cached_property
    def keyed_rows(self) -> Mapping[tuple[int, int], Sequence[Anchored]]:
        """The keys of the form by table and row, of the tables of the file."""
        out: dict[tuple[int, int], list[Anchored]] = {}
        for one in self.anchored:
            if one.kind == "key" and one.path and one.spot.table is not None:
                out.setdefault((one.spot.table, one.spot.row), []).append(one)
        return out

    @cached_property
    def keyed_on_page(self) -> Mapping[int, Sequence[Anchored]]:
        """The keys of the form that lie on each page of a PDF."""
        out: dict[int, list[Anchored]] = {}
        for one in self.anchored:
            if one.path and one.spot.rect and one.spot.place.page is not None:
                out.setdefault(one.spot.place.page, []).append(one)
        return out

    @cached_property
    def anchored_spots(self) -> frozenset[int]:
        """The numbers of the spots in which a key or bookmark of the form stands."""
        return frozenset(one.spot.number for one in self.anchored)

    def spot(self, number: int) -> Spot:
        """The spot of this number."""
        return self.outline.spots[number]
