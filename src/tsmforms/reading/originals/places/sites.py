"""A place where an answer may stand, the cells it lies in and the labels around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import attrs

from tsmforms.model.outline import Piece, Run, Spot
from tsmforms.reading.originals.folding import is_blank
from tsmforms.reading.originals.scan import Label


@attrs.define(eq=False, slots=False)
class LabelledCell:
    """A spot with its labels; `whole` is the label that it is and nothing more."""

    spot: Spot
    text: str
    labels: Sequence[Label] = ()
    whole: Label | None = None

    @property
    def head(self) -> Label | None:
        """The label it is, or begins with."""
        if self.whole is not None:
            return self.whole
        first = self.labels[0] if self.labels else None
        return first if first is not None and not self.text[: first.start].strip() else None


@attrs.frozen(eq=False)
class Beside:
    """A label near a place: its cell, how many cells that are no labels lie between, and how sure it leads there."""

    label: Label
    cell: LabelledCell
    between: int
    points_right: bool = False
    sure: float = 1.0


@attrs.define(eq=False, slots=False)
class Site:
    """A place where an answer may stand.

    `parts` are its cells with the characters that belong to it; `left`, `above`,
    `right` and `under` (headings) are labels, the nearest first. `is_unsure`: its
    last paragraph may be of what follows. `is_repeated`: the label in it stands in
    other cells of the grid too, so that no heading of the whole grid tells them apart.
    """

    parts: list[tuple[LabelledCell, int, int]]
    number: int
    inner: Label | None = None
    left: Sequence[Beside] = ()
    above: Sequence[Beside] = ()
    right: Sequence[Beside] = ()
    under: Sequence[Label] = ()
    grid: int | None = None
    near: list[Label] = attrs.field(factory=list)
    heads: Sequence[Label] = ()
    is_flow: bool = False
    before: int | None = None
    behind: int | None = None
    is_unsure: bool = False
    is_repeated: bool = False

    @property
    def cell(self) -> LabelledCell:
        """The cell it begins in."""
        return self.parts[0][0]

    @property
    def spot(self) -> Spot:
        """The spot it begins in."""
        return self.cell.spot

    @cached_property
    def text(self) -> str:
        """The words that stand in it."""
        return "\n".join(cell.text[start:end].strip(" \t\u00a0") for cell, start, end in self.parts).strip()

    @property
    def last(self) -> str:
        """The words of its last cell, with the blank they stand on."""
        cell, start, end = self.parts[-1]
        return cell.text[start:end]

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything in it."""
        return is_blank(self.text)


@attrs.define(eq=False, slots=False)
class Surroundings:
    """All places of an outline, in reading order, and every label occurrence."""

    sites: list[Site]
    labels: list[Label]
    cells: list[LabelledCell]

    @cached_property
    def _by_row(self) -> Mapping[tuple[int, int], list[Site]]:
        rows: dict[tuple[int, int], list[Site]] = {}
        for site in self.sites:
            if site.spot.table is not None:
                rows.setdefault((site.spot.table, site.spot.row), []).append(site)
        return rows

    def row_after(self, site: Site) -> list[Site]:
        """The places right of one in its row, as far as no label stands between."""
        out: list[Site] = []
        end = site.spot.column + site.spot.columns
        for other in self._by_row.get((site.spot.table or 0, site.spot.row), ()):
            if other.spot.column == end:
                out.append(other)
                end += other.spot.columns
        return out


def pieces_of(site: Site) -> list[Piece]:
    """The runs of a place, those that are struck too."""
    out: list[Piece] = []
    for cell, start, end in site.parts:
        at = 0
        for piece in cell.spot.pieces:
            if not isinstance(piece, Run):
                continue
            if piece.look.is_gone or piece.look.prompt:
                if start <= at <= end:
                    out.append(piece)
                continue
            cut = piece.text[max(0, start - at) : max(0, end - at)]
            at += len(piece.text)
            if cut:
                out.append(attrs.evolve(piece, text=cut))
        out.append(Run("\n"))
    return out
