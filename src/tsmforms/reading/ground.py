"""What the blank of the same form and profile prints and how it is coloured: evidence, never the way to keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

import attrs

from tsmforms.layout import Document, Printed
from tsmforms.model.boxes import Boxes
from tsmforms.model.outline import Colour, Outline, Spot
from tsmforms.reading.resolve import resolve


@attrs.frozen(slots=False, eq=False)
class Ground:
    """The blank, looked at only where a return needs it.

    Args:
        printed: The words a document of this form prints.
        boxes: The boxes of the form.
        blank: Makes the outline of the blank in the format of the return; it has the entries of lists in which these
            paths lie.
        document: Its layout: what it prints, in which order.
    """

    printed: Printed
    boxes: Boxes | None = None
    blank: Callable[[Iterable[str]], Outline] | None = None
    document: Document | None = None

    @cached_property
    def blank_outline(self) -> Outline | None:
        """The outline of the blank; None where none can be made."""
        return self.blank(()) if self.blank is not None else None

    @cached_property
    def spots(self) -> Mapping[tuple[str, str | None], Spot]:
        """The spot of the blank in which each box stands, by path pattern and option."""
        if self.blank_outline is None or self.boxes is None:
            return {}
        out: dict[tuple[str, str | None], Spot] = {}
        for spot in self.blank_outline.spots:
            for key in spot.keys:
                if (meant := resolve(key, self.boxes)) is not None:
                    out.setdefault((meant.box.pattern, meant.box.option), spot)
        return out

    def tint(self, pattern: str, option: str | None) -> Colour | None:
        """The colour that the blank gives the cell of a box."""
        spot = self.spots.get((pattern, option))
        return spot.fill if spot is not None else None


NO_GROUND = Ground(Printed())
