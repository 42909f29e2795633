"""A grid with what stands around each of its cells: the labels left of it, right of it and above it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from tsmforms.reading.originals.folding import is_hint
from tsmforms.reading.originals.places.answercolumns import AnswerColumns
from tsmforms.reading.originals.places.choiceheads import ChoiceColumns
from tsmforms.reading.originals.places.grid import CellGrid
from tsmforms.reading.originals.places.gridlabels import GridLabels
from tsmforms.reading.originals.places.sites import Beside, LabelledCell
from tsmforms.reading.originals.scan import Finder, Label

_OFFICE = re.compile(
    r"\b(?:for\s+)?(?:office|official|(?:local\s+)?authority|council|admin|LA)\s+use(?:\s+only)?\b", re.IGNORECASE
)
_LONGEST_BAR = 80


def is_for_office(cell: LabelledCell) -> bool:
    """Whether a cell or paragraph begins a part for office use."""
    return len(cell.text) < _LONGEST_BAR and _OFFICE.search(cell.text) is not None


class PlacesSheet:
    """A grid whose labels are found, and what stands around each of its cells."""

    def __init__(self, cells: Sequence[LabelledCell], finder: Finder, caption: Label | None) -> None:
        self.grid = CellGrid(cells)
        self.pointing: dict[int, bool] = {}
        labels, choices = GridLabels(self.grid, finder), ChoiceColumns(self.grid, finder)
        labels.find()
        choices.find_heads()
        labels.settle()
        choices.find_sides()
        self.answers = AnswerColumns(self.grid, finder)
        self.caption = Beside(caption, cells[0], 0) if caption is not None and cells else None
        self.inherited: Mapping[int, Beside] = {}
        self.office = self._office()

    def is_repeated(self, label: Label) -> bool:
        """Whether several cells of the grid begin with a label of the same meaning."""
        return sum(cell.head is not None and cell.head.owns == label.owns for cell in self.grid.cells) > 1

    @property
    def takes_caption(self) -> bool:
        """Whether its first cells are no labels, so that the paragraph above is theirs."""
        grid = self.grid
        first = [grid.at.get((grid.rows[0], column)) for column in range(grid.width)] if grid.rows else []
        return not any(cell is not None and cell.whole is not None for cell in first)

    def _office(self) -> set[LabelledCell]:
        """Cells from a row on that is for the office."""
        out: set[LabelledCell] = set()
        begun = False
        for row in self.grid.rows:
            line = self.grid.row(row)
            begun = begun or (len(line) == 1 and is_for_office(line[0]))
            out.update(line if begun else ())
        return out

    def inherit(self, before: PlacesSheet | None) -> None:
        """The header of the grid before, for a grid of as many columns that goes on with it on the next page."""
        if (
            before is None
            or before.grid.width != self.grid.width
            or self.grid.headed
            or any(cell.head is not None and cell.head.owns and not cell.head.is_step for cell in self.grid.cells)
        ):
            return
        for row in reversed(before.grid.rows):
            if row in before.grid.headed:
                self.inherited = {
                    column: Beside(cell.whole, cell, 1)
                    for column in range(self.grid.width)
                    if (cell := before.grid.at.get((row, column))) is not None and cell.whole is not None
                }
                return
        self.inherited = dict(before.inherited)

    # --- the labels around a cell

    def around(self, cell: LabelledCell) -> dict[str, object]:
        """What stands around a cell."""
        left, above = self._left(cell), self._above(cell)
        if (lower := self._label_below(cell)) is not None and not any(b.label.owns for b in (*left, *above)):
            above = [lower, *above]
        head = next((b.cell for b in above if b.label.heads_column), None)
        heads = [b.whole for b in self._row_of(head) if b.whole] if head is not None else []
        near = [*(b.label for b in left), *(b.label for b in above), *heads, *self._close(cell)]
        return {
            "left": left,
            "above": above,
            "right": self._right(cell),
            "grid": id(self),
            "near": near,
            "heads": heads,
        }

    def _row_of(self, cell: LabelledCell) -> list[LabelledCell]:
        """The row of a label; of an inherited one the row of the grid it is from."""
        if cell in self.grid.cells:
            return self.grid.row(cell.spot.row)
        return [beside.cell for beside in self.inherited.values()]

    def _close(self, cell: LabelledCell) -> list[Label]:
        rows = range(cell.spot.row - 2, cell.spot.row + cell.spot.rows + 2)
        return [
            other.head for row in rows for other in self.grid.row(row) if other.head is not None and other is not cell
        ]

    def points_right(self, cell: LabelledCell) -> bool:
        """Whether a label is answered to its right: no header, and what stands there is no label."""
        if id(cell) not in self.pointing:
            self.pointing[id(cell)] = self._points_right(cell)
        return self.pointing[id(cell)]

    def _points_right(self, cell: LabelledCell) -> bool:
        if cell.spot.row in self.grid.headed and self.grid.is_beside_label(cell):
            return False
        other = self.grid.at.get((cell.spot.row, cell.spot.column + cell.spot.columns))
        if other is not None:
            return other.whole is None and not asks_at_its_beginning(other)
        return self.grid.is_sparse and self._blank_to_the_right(cell)

    def _blank_to_the_right(self, cell: LabelledCell) -> bool:
        """In a workbook, whose empty cells are not there: whether the answer would be to the right."""
        spot = cell.spot
        if spot.columns > 1 and spot.column + spot.columns >= self.grid.width:
            return False
        for column in range(spot.column + spot.columns, self.grid.width):
            other = self.grid.at.get((spot.row, column))
            if other is not None:
                if other.whole is None:
                    return True
                break
        rows = range(spot.row + spot.rows, spot.row + spot.rows + _WIDEST_GAP + 1)
        below = next((found for row in rows if (found := self.grid.at.get((row, spot.column))) is not None), None)
        return below is None or below.whole is not None

    def _left(self, cell: LabelledCell) -> list[Beside]:
        out: list[Beside] = []
        between, seen = 0, {cell}
        for column in range(cell.spot.column - 1, -1, -1):
            other = self.grid.at.get((cell.spot.row, column))
            if self._is_apart(cell, column) and (other is None or other.head is None):
                break
            if other is None or other in seen:
                between += other is None
                continue
            seen.add(other)
            head = other.head
            if head is not None and (other.whole is not None or any(ref.role == "step" for ref in head.refs)):
                out.append(self._led_by(other, head, cell, between))
            if other.whole is None:
                between += 1
        return out

    def _is_apart(self, cell: LabelledCell, column: int) -> bool:
        """Whether what is in a column left of a cell is of another table: an empty column parts them."""
        is_gap = column + 1 in self.grid.bare and column not in self.grid.bare
        return is_gap and all(at < cell.spot.column for at in self.answers.known.values())

    def _label_below(self, cell: LabelledCell) -> Beside | None:
        """The label under a cell, in a grid that ends in a row of nothing but labels: its boxes are above their labels."""
        last = self.grid.begun(self.grid.rows[-1])
        below = self.grid.below(cell)
        if below is None or below.whole is None or below not in last or any(c.whole is None for c in last):
            return None
        return Beside(below.whole, below, 0) if below.spot.columns == cell.spot.columns else None

    def _led_by(self, label: LabelledCell, head: Label, cell: LabelledCell, between: int) -> Beside:
        """A label left of a cell; it does not point at a hint that lies before the column of the answers."""
        points = self.points_right(label)
        at = self.answers.of(label) if points else None
        if at is None or cell.spot.column > at:
            is_rivalled = points and self.answers.is_rivalled(label)
            return Beside(head, label, between, points, _UNSURE if is_rivalled else 1.0)
        if cell.spot.column <= at < cell.spot.column + cell.spot.columns:
            return Beside(head, label, 0, points)
        is_answered = (other := self.grid.at.get((cell.spot.row, at))) is not None and bool(other.text.strip())
        return Beside(head, label, between, points and not is_answered and not is_hint(cell.text), sure=_UNSURE)

    def _right(self, cell: LabelledCell) -> list[Beside]:
        seen: list[LabelledCell] = []
        for column in range(cell.spot.column + cell.spot.columns, self.grid.width):
            other = self.grid.at.get((cell.spot.row, column))
            if other is not None and other not in seen and other.whole is not None:
                seen.append(other)
        return [Beside(other.whole, other, 1) for other in seen if other.whole is not None]

    def _above(self, cell: LabelledCell) -> list[Beside]:
        out: list[Beside] = []
        between, gap, column = 0, 0, cell.spot.column
        seen = {cell}
        for row in range(cell.spot.row - 1, (self.grid.rows[0] if self.grid.rows else 0) - 1, -1):
            other = self.grid.at.get((row, column))
            if other is None and row not in self.grid.filled:
                gap += 1
                if gap > _WIDEST_GAP:
                    return out
                continue
            gap = 0
            if other is None or other in seen:
                between += other is None
                continue
            seen.add(other)
            if other.whole is not None:
                if not self._is_one_of_several(other, cell):
                    out.append(Beside(other.whole, other, between, self.points_right(other)))
                if len(out) == _MOST_ABOVE:
                    return out
            else:
                between += 1
        if column in self.inherited and not any(b.label.owns for b in out):
            out.append(attrs.evolve(self.inherited[column], between=between + 1))
        if self.caption is not None:
            out.append(attrs.evolve(self.caption, between=between))
        return out

    def _is_one_of_several(self, head: LabelledCell, cell: LabelledCell) -> bool:
        """Whether a cell lies below this and other names of rows side by side, so that it is of none of them."""
        beside = self.grid.right_of(head)
        return (
            cell.spot.columns > head.spot.columns
            and head.whole is not None
            and head.whole.is_step
            and beside is not None
            and beside.whole is not None
            and beside.whole.is_step
            and beside.spot.column < cell.spot.column + cell.spot.columns
        )


_WIDEST_GAP = 1
_UNSURE = 0.5
"""Of words before the column of the answers, which is empty: an answer in the wrong place, or a hint."""
_MOST_ABOVE = 16


def asks_at_its_beginning(cell: LabelledCell) -> bool:
    """Whether a cell begins with a label and a colon, so that what stands behind it answers that."""
    head = cell.head
    return head is not None and bool(head.owns) and head.quality == 1 and ":" in cell.text[head.end : head.behind]
