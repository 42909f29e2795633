"""In which column the labels of a column are answered, where columns of hints, units or notes lie between.

Nobody says in a workbook which column is for the answers. It is the one whose
cells are of the kinds that the labels ask for, while those before it are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from tsmforms.convert.text import parse
from tsmforms.model import FieldSpec
from tsmforms.reading.originals.choosing import chosen
from tsmforms.reading.originals.folding import is_blank, is_hint, tidy
from tsmforms.reading.originals.places.grid import CellGrid, set_alike
from tsmforms.reading.originals.places.sites import LabelledCell
from tsmforms.reading.originals.scan import Finder

_FEWEST = 2
"""Rows that show which column is that of the answers."""
_MISFITS = 4
"""One value of another kind among so many that fit is a slip."""


@attrs.define
class _AnswerColumn:
    """What stands in a column right of labels: how many cells, of the kind asked for, of another, and hints.

    `open` are those with the printed choices of which none is marked.
    """

    filled: int = 0
    fitting: int = 0
    open: int = 0
    misfitting: int = 0
    hints: int = 0


@attrs.frozen(eq=False)
class _Asked:
    """A label with the filled cells right of it, up to the next label."""

    label: LabelledCell
    fields: Sequence[FieldSpec]
    cells: Sequence[LabelledCell]


class AnswerColumns:
    """The column of the answers for each column of labels for which it is known."""

    def __init__(self, grid: CellGrid, finder: Finder) -> None:
        self.grid, self.finder = grid, finder
        rows: dict[int, list[_Asked]] = {}
        for asked in self._asked():
            rows.setdefault(asked.label.spot.column, []).append(asked)
        self.several = {id(asked.label) for found in rows.values() for asked in _rivalled(found)}
        self.known = {column: at for column, found in rows.items() if (at := _answered_in(found)) is not None}

    def of(self, label: LabelledCell) -> int | None:
        """The column in which a label is answered, where it is known."""
        return self.known.get(label.spot.column) if label.whole is not None and label.whole.owns else None

    def is_rivalled(self, label: LabelledCell) -> bool:
        """Whether any of several cells right of a label may answer it in words, and no column is known to."""
        return id(label) in self.several and self.of(label) is None

    def _asked(self) -> Iterator[_Asked]:
        questions = self.finder.wording.questions
        for cell in self.grid.cells:
            if cell.whole is None or not cell.whole.owns:
                continue
            if cell.spot.row in self.grid.headed and self.grid.is_beside_label(cell):
                continue
            asked = [questions[ref.path] for ref in cell.whole.owns if ref.path in questions]
            run = list(self._run(cell))
            if run and asked and all(question.list is None for question in asked):
                yield _Asked(cell, [question.field for question in asked], run)

    def _run(self, label: LabelledCell) -> Iterator[LabelledCell]:
        row, seen = label.spot.row, label
        for column in range(label.spot.column + label.spot.columns, self.grid.width):
            cell = self.grid.at.get((row, column))
            if cell is None or cell is seen:
                continue
            if cell.whole is not None or set_alike(label, cell) or cell.text.rstrip().endswith((":", "?")):
                return
            seen = cell
            if cell.text.strip():
                yield cell


def _rivalled(rows: Sequence[_Asked]) -> Sequence[_Asked]:
    """The rows with several cells that words may stand in, where most rows of the column have several cells."""
    several = [asked for asked in rows if len(asked.cells) > 1 and len(asked.fields) == 1]
    if len(several) < _FEWEST or 2 * len(several) < len(rows):
        return ()
    return [asked for asked in several if asked.fields[0].kind.is_prose]


def _answered_in(rows: Sequence[_Asked]) -> int | None:
    columns = _counted(rows)
    if len(columns) == 1:
        return next(iter(columns)) if len(rows) >= _FEWEST else None
    good = [
        at
        for at, column in columns.items()
        if column.fitting
        and column.fitting + column.open >= _FEWEST
        and column.misfitting * _MISFITS <= column.fitting
        and not column.hints
    ]
    if len(good) != 1:
        return None
    others = [column for at, column in columns.items() if at < good[0]]
    is_told = all(column.fitting * _MISFITS <= column.misfitting + column.hints for column in others)
    return good[0] if is_told and all(column.misfitting or column.hints for column in others) else None


def _counted(rows: Sequence[_Asked]) -> dict[int, _AnswerColumn]:
    columns: dict[int, _AnswerColumn] = {}
    for asked in rows:
        for cell in asked.cells:
            column = columns.setdefault(cell.spot.column, _AnswerColumn())
            column.filled += 1
            if is_hint(tidy(cell.text)) or is_blank(cell.text):
                column.hints += 1
            elif all(field.kind.is_exact or field.kind.is_chosen for field in asked.fields):
                fits = any(_fits(field, cell) for field in asked.fields)
                is_open = not fits and any(_is_open(field, cell) for field in asked.fields)
                column.fitting += fits
                column.open += is_open
                column.misfitting += not fits and not is_open
    return columns


def _is_open(field: FieldSpec, cell: LabelledCell) -> bool:
    """Whether the choices are printed and none is marked: an answer left open, or a hint."""
    read = chosen(field, cell.spot.pieces) if field.kind.is_chosen else None
    return read is not None and read.printed and not read.codes and not read.rest


def _fits(field: FieldSpec, cell: LabelledCell) -> bool:
    if field.kind.is_chosen:
        read = chosen(field, cell.spot.pieces)
        return not read.rest and bool(read.codes)
    problem = parse(field, tidy(cell.text)).problem
    return problem is None or problem.severity == "info"
