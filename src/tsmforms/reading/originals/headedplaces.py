"""Headings of printed pages that do not head a place: those right of it, and those with another heading between.

Cards that stand next to each other on a page come one after the other in
reading order; the heading of one is none of the other's.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsmforms.model.outline import Rect, Run, Spot
from tsmforms.reading.originals.places.sites import LabelledCell, Site, Surroundings
from tsmforms.reading.originals.scan import Label
from tsmforms.reading.originals.wording import Wording


def only_own_headings(layout: Surroundings, wording: Wording) -> None:
    """Takes from each place of a printed page the headings that are another card's."""
    homes = {id(label): cell for cell in layout.cells for label in (*cell.labels, cell.whole) if label is not None}
    strange = [cell for cell in layout.cells if _is_strange_heading(cell)]
    for site in layout.sites:
        if site.under and site.spot.part == "page" and site.spot.rect is not None:
            kept = [label for label in site.under if not _names_row(label, wording) or _may_head(label, site, homes)]
            is_row = bool(kept) and _names_row(kept[0], wording)
            if is_row and any(_parts(cell, kept[0], site, homes) for cell in strange):
                kept = []
            site.under = tuple(kept)


def _names_row(label: Label, wording: Wording) -> bool:
    """Whether a label names a row that the form prints, not a list."""
    steps = [ref.path for ref in label.refs if ref.role == "step"]
    return bool(steps) and not any(path in wording.spec.lists for path in steps)


def _may_head(label: Label, site: Site, homes: Mapping[int, LabelledCell]) -> bool:
    home = homes.get(id(label))
    if home is None or home.spot.rect is None or site.spot.rect is None:
        return True
    return home.spot.rect[0] < site.spot.rect[2] - 1


def _is_strange_heading(cell: LabelledCell) -> bool:
    """Whether a line is set as a heading and is none that the form knows."""
    runs = [piece for piece in cell.spot.pieces if isinstance(piece, Run) and piece.text.strip()]
    is_bold = bool(runs) and all(run.look.bold for run in runs)
    return is_bold and cell.spot.part == "page" and cell.whole is None and not cell.labels and cell.spot.table is None


def _parts(cell: LabelledCell, label: Label, site: Site, homes: Mapping[int, LabelledCell]) -> bool:
    """Whether a strange heading stands between a heading and a place, in its column."""
    home = homes.get(id(label))
    if home is None:
        return False
    between = _order(home.spot) < _order(cell.spot) < _order(site.spot)
    return between and _share(cell.spot.rect, site.spot.rect)


def _order(spot: Spot) -> tuple[int, float]:
    return spot.place.page or 0, -(spot.rect[3] if spot.rect else 0.0)


def _share(one: Rect | None, other: Rect | None) -> bool:
    return one is not None and other is not None and one[0] < other[2] and other[0] < one[2]
