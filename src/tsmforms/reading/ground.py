"""What the blank of the same form and profile prints and how it is coloured: evidence, never the way to keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

import attrs

from tsmforms.layout import Document, Printed
from tsmforms.model.boxes import Boxes
from tsmforms.model.outline import Colour, Outline, Spot
from tsmforms.reading.keyed.resolve import resolve

MARGINS = frozenset({"header", "footer"})
_NUMBER = re.compile(r"\d+")


def one_line(text: str) -> str:
    """Words on one line, every number the same: pages are numbered."""
    return _NUMBER.sub("0", " ".join(text.split()))


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
    def margins(self) -> frozenset[str]:
        """What the blank prints in its headers and footers, each on one line."""
        spots = self.blank_outline.spots if self.blank_outline is not None else ()
        return frozenset(one_line(spot.text) for spot in spots if spot.part in MARGINS)

    @cached_property
    def bare(self) -> frozenset[str]:
        """The words of the blank's spots without a key, each on one line: a workbook prints labels in cells of their own."""
        spots = self.blank_outline.spots if self.blank_outline is not None else ()
        return frozenset(one_line(spot.text) for spot in spots if not spot.keys)

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
