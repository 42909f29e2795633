"""The cells of a table or sheet by row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tsmforms.model.outline import Run
from tsmforms.reading.originals.places.sites import LabelledCell

_MOST_SPANNED = 200


class CellGrid:
    """A grid by row and column; `headed` are its rows of headings."""

    def __init__(self, cells: Sequence[LabelledCell]) -> None:
        self.cells = cells
        self.at: dict[tuple[int, int], LabelledCell] = {}
        for cell in cells:
            spot = cell.spot
            for row in range(spot.row, spot.row + min(spot.rows, _MOST_SPANNED)):
                for column in range(spot.column, spot.column + min(spot.columns, _MOST_SPANNED)):
                    self.at.setdefault((row, column), cell)
        self.filled = frozenset(row for row, _ in self.at)
        self.rows = sorted(self.filled)
        self.width = 1 + max((column for _, column in self.at), default=0)
        self.is_sparse = any(cell.spot.part == "sheet" for cell in cells)
        self.headed: set[int] = set()
        begun = {cell.spot.column for cell in cells if cell.spot.columns == 1}
        self.bare = frozenset(range(self.width)) - begun if self.is_sparse else frozenset()
        """The columns of a sheet that part what stands left of them from what stands right."""

    def row(self, number: int) -> list[LabelledCell]:
        """The cells that lie in a row, from left to right."""
        out: list[LabelledCell] = []
        for column in range(self.width):
            cell = self.at.get((number, column))
            if cell is not None and cell not in out:
                out.append(cell)
        return out

    def begun(self, number: int) -> list[LabelledCell]:
        """The cells that begin in a row."""
        return [cell for cell in self.row(number) if cell.spot.row == number]

    def upwards(self, cell: LabelledCell) -> Iterator[LabelledCell]:
        """The cells above the first column of a cell, the nearest first."""
        for row in range(cell.spot.row - 1, self.rows[0] - 1, -1):
            if (upper := self.at.get((row, cell.spot.column))) is not None:
                yield upper

    def right_of(self, cell: LabelledCell) -> LabelledCell | None:
        """The cell next to one at its right."""
        return self.at.get((cell.spot.row, cell.spot.column + cell.spot.columns))

    def below(self, cell: LabelledCell) -> LabelledCell | None:
        """The cell just below one."""
        return self.at.get((cell.spot.row + cell.spot.rows, cell.spot.column))

    def is_beside_label(self, cell: LabelledCell) -> bool:
        """Whether a cell of a header row is part of the header: a label stands at its side."""
        sides = (self.at.get((cell.spot.row, cell.spot.column - 1)), self.right_of(cell))
        return any(side is not None and (side.whole is not None or set_alike(cell, side)) for side in sides)


def set_alike(one: LabelledCell, other: LabelledCell) -> bool:
    """Whether two cells with words are set as the same sort of thing: both in bold or both on the same colour."""
    if not one.text.strip() or not other.text.strip() or one.spot.row != other.spot.row:
        return False
    if one.spot.fill is not None and one.spot.fill != "FFFFFF":
        return one.spot.fill == other.spot.fill
    return other.spot.fill in (None, "FFFFFF") and is_bold(one) and is_bold(other)


def is_bold(cell: LabelledCell) -> bool:
    """Whether all words of a cell are in bold."""
    runs = [piece for piece in cell.spot.pieces if isinstance(piece, Run) and piece.text.strip()]
    return bool(runs) and all(run.look.bold for run in runs)
