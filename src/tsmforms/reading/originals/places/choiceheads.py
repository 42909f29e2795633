"""Columns and rows of a grid that are headed by the choices of a question: "Yes" and "No" above two columns of ticks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tsmforms.kinds import MULTIPLE_CHOICE
from tsmforms.model import Choice
from tsmforms.reading.marks import mark_of
from tsmforms.reading.originals.folding import fold, is_blank
from tsmforms.reading.originals.places.grid import CellGrid
from tsmforms.reading.originals.places.sites import LabelledCell
from tsmforms.reading.originals.scan import Finder, Label
from tsmforms.reading.originals.wording import choice_words


class ChoiceColumns:
    """Finds the choices that head columns or stand left of boxes; what it finds is set at the cells as their label."""

    def __init__(self, grid: CellGrid, finder: Finder) -> None:
        self.grid, self.finder = grid, finder

    def find_heads(self) -> None:
        """Columns headed by choices: cells next to each other with different choices of one question."""
        for row in self.grid.rows:
            for group in _choice_groups(self.grid.begun(row), self.finder):
                if self._heads_columns(group):
                    self.grid.headed.add(row)
                    for cell, label in group:
                        cell.whole = label

    def find_sides(self) -> None:
        """Columns of choices with a box beside each: cells below each other with different choices of one question."""
        for column in range(self.grid.width):
            line = [
                cell
                for row in self.grid.rows
                if (cell := self.grid.at.get((row, column))) is not None
                and (cell.spot.row, cell.spot.column) == (row, column)
            ]
            for group in _choice_groups(line, self.finder):
                boxes = [self.grid.at.get((cell.spot.row, cell.spot.column + cell.spot.columns)) for cell, _ in group]
                if (
                    len(group) > _PAIR
                    and self._any_of_many(group)
                    and all(
                        box is not None and (is_blank(box.text) or _is_mark(box.text, cell.text))
                        for box, (cell, _) in zip(boxes, group, strict=True)
                    )
                ):
                    for cell, label in group:
                        cell.whole = label

    def _any_of_many(self, group: Sequence[tuple[LabelledCell, Label]]) -> bool:
        """Whether some question of which any choices may be marked has all of these."""
        shared = [frozenset(ref.path for ref in label.refs) for _, label in group]
        asked = (self.finder.wording.questions.get(path) for path in frozenset.intersection(*shared))
        return any(q is not None and q.field.kind is MULTIPLE_CHOICE for q in asked)

    def _heads_columns(self, group: Sequence[tuple[LabelledCell, Label]]) -> bool:
        """Whether what stands above are not the labels of different questions, each answered by a word."""
        above = []
        for cell, _ in group:
            for row in range(cell.spot.row - 1, -1, -1):
                if row not in self.grid.filled:
                    break
                upper = self.grid.at.get((row, cell.spot.column))
                if upper is not None and upper.whole is not None and upper.whole.owns:
                    above.append(upper)
                    break
        if len({id(cell) for cell in above}) > 1:
            return False
        below = [self.grid.at.get((cell.spot.row + cell.spot.rows, cell.spot.column)) for cell, _ in group]
        if not any(below) and not self.grid.is_sparse:
            return False
        if self._is_asked_beside(group[0][0]) and any(
            cell is not None and fold(cell.text) != fold(head.text) and _are_choices(cell, head, self.finder)
            for cell, (head, _) in zip(below, group, strict=True)
        ):
            return False
        return all(
            cell is None or is_blank(cell.text) or _is_mark(cell.text, head.text) or _choice(cell, self.finder)
            for cell, (head, _) in zip(below, group, strict=True)
        )

    def _is_asked_beside(self, cell: LabelledCell) -> bool:
        """Whether a label left of a cell asks for a choice such as stands in it."""
        asked = (
            self.finder.wording.questions.get(ref.path)
            for other in self.grid.row(cell.spot.row)
            if other.spot.column < cell.spot.column and other.whole is not None
            for ref in other.whole.owns
        )
        return any(fold(word) == fold(cell.text) for q in asked if q is not None for _, word in choice_words(q.field))


def _is_mark(text: str, choice: str) -> bool:
    """Whether words below the heading of a choice mark it, or mark nothing."""
    return mark_of(text, Choice(choice, choice)) in ("marked", "empty")


def _choice_groups(line: Sequence[LabelledCell], finder: Finder) -> Iterator[list[tuple[LabelledCell, Label]]]:
    """Neighbouring cells that are different choices of one question."""
    group: list[tuple[LabelledCell, Label]] = []
    for cell in line:
        label = _choice(cell, finder)
        if label is not None and group and not _same_question(group, label):
            if len(group) > 1:
                yield group
            group = []
        if label is not None:
            group.append((cell, label))
        elif group:
            if len(group) > 1:
                yield group
            group = []
    if len(group) > 1:
        yield group


def _are_choices(cell: LabelledCell, head: LabelledCell, finder: Finder) -> bool:
    """Whether two cells are different choices of one question, so that neither heads the other's column."""
    label, other = _choice(cell, finder), _choice(head, finder)
    return (
        label is not None
        and other is not None
        and len(cell.text.strip()) > 1
        and _same_question([(head, other)], label)
    )


def _choice(cell: LabelledCell, finder: Finder) -> Label | None:
    refs = finder.wording.refs.get(fold(cell.text), frozenset()) if len(cell.text) < 100 else frozenset()
    choices = frozenset(ref for ref in refs if ref.role == "choice")
    return Label(0, len(cell.text), len(cell.text), choices, 1.0) if choices else None


_PAIR = 2


def _same_question(group: Sequence[tuple[LabelledCell, Label]], label: Label) -> bool:
    """Whether some question has all of these as different choices."""
    for ref in sorted(label.refs, key=str):
        codes = [{r.code for r in other.refs if r.path == ref.path} for _, other in group]
        if all(codes) and all(ref.code not in found for found in codes):
            return True
    return False
