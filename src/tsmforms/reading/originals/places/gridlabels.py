"""Which cells of a grid are labels, and which only look like one because the answer is a word of the form."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import attrs

from tsmforms.model.outline import Run
from tsmforms.reading.originals.folding import fold, without_choices
from tsmforms.reading.originals.places.grid import CellGrid, is_bold, set_alike
from tsmforms.reading.originals.places.sites import LabelledCell
from tsmforms.reading.originals.scan import Finder, Label
from tsmforms.reading.originals.wording import choice_words


class GridLabels:
    """Finds the labels of a grid; what it finds is set at the cells."""

    def __init__(self, grid: CellGrid, finder: Finder) -> None:
        self.grid, self.finder = grid, finder

    def find(self) -> None:
        """Labels that are known only by standing among labels, and the rows of headings."""
        self._count_heads()
        self._near_labels()
        self.grid.headed = self.headers()

    def settle(self) -> None:
        """Takes back the labels that are answers."""
        self._demote()
        self.grid.headed = self.headers()

    def headers(self) -> set[int]:
        """The rows that are rows of headings."""
        return {row for row in self.grid.rows if self._is_header(row)}

    def _count_heads(self) -> None:
        """Labels with numbers next to each other count entries side by side, and ask nothing."""
        for row in self.grid.rows:
            heads = [cell for cell in self.grid.begun(row) if cell.whole is not None and cell.whole.number is not None]
            for cell in heads if len(heads) > 1 else ():
                assert cell.whole is not None
                steps = frozenset(ref for ref in cell.whole.refs if ref.role == "step")
                cell.whole = attrs.evolve(cell.whole, refs=steps) if steps else None
                cell.labels = () if cell.whole is None else cell.labels

    def _near_labels(self) -> None:
        """Cells among labels that nearly are labels: in a row or column of the grid that has two others."""
        across: dict[int, int] = {}
        down: dict[int, int] = {}
        for cell in self.grid.cells:
            if cell.whole is not None:
                across[cell.spot.row] = across.get(cell.spot.row, 0) + 1
                down[cell.spot.column] = down.get(cell.spot.column, 0) + 1
        for cell in self.grid.cells:
            if cell.whole is not None or cell.labels or not cell.text.strip():
                continue
            if across.get(cell.spot.row, 0) >= _PAIR and (found := self._with_choices(cell)) is not None:
                cell.whole = found
            elif _looks_like_label(cell, self.grid.cells) or self._is_in_label_column(cell):
                among = across.get(cell.spot.row, 0) or down.get(cell.spot.column, 0)
                cell.whole = self._with_choices(cell) or self.finder.near(cell.text.strip(), 1 if among else _TELLING)

    def _with_choices(self, cell: LabelledCell) -> Label | None:
        """The label of a column of choices, which are printed behind it and of which none is marked: "Signed Y/N"."""
        text = cell.text.strip()
        label = without_choices(text)
        is_plain = len({piece.look for piece in cell.spot.pieces if isinstance(piece, Run) and piece.text.strip()}) == 1
        found = self.finder.whole(label) if label != text and is_plain else None
        return found and attrs.evolve(found, end=len(text), behind=len(text))

    def _is_in_label_column(self, cell: LabelledCell) -> bool:
        """Whether most cells of a column are labels, answered in the next column, and this one may be too."""

        def column(number: int) -> list[LabelledCell]:
            return [other for other in self.grid.cells if other.spot.column == number and other.text.strip()]

        own, answers = column(cell.spot.column), column(cell.spot.column + cell.spot.columns)
        labels = sum(1 for other in own if other.whole is not None)
        return (
            2 * labels >= len(own)
            and labels > 0
            and bool(answers)
            and not any(other.whole is not None for other in answers)
        )

    def _demote(self) -> None:
        """Answers that happen to be words of the form are no labels: nothing could answer them."""
        for cell in self.grid.cells:
            if cell.whole is not None and self._is_word_of_its_heading(cell):
                cell.whole = None
                cell.labels = ()
        for cell in self.grid.cells:
            if cell.whole is None or _is_of_choices_only(cell.whole):
                continue
            if (not cell.whole.is_step and cell.whole.owns and self._is_answer(cell)) or self._is_choice_there(cell):
                cell.whole = None
                cell.labels = ()

    def _is_word_of_its_heading(self, cell: LabelledCell) -> bool:
        """Whether a cell says in other words what is asked above or left of it: "Signed" next to "Signature"."""
        upper = next(
            (c for c in self.grid.upwards(cell) if c.whole is not None and c.spot.row in self.grid.headed), None
        )
        left = self.grid.at.get((cell.spot.row, cell.spot.column - 1))
        return any(
            other is not None
            and other.whole is not None
            and cell.whole is not None
            and bool(cell.whole.owns)
            and cell.whole.owns == other.whole.owns
            and fold(cell.text) != fold(other.text)
            for other in (upper, left)
        )

    def _is_choice_there(self, cell: LabelledCell) -> bool:
        """Whether a cell holds a choice of the question that heads its column: "The school" below "Who leads it"."""
        for row in range(cell.spot.row - 1, self.grid.rows[0] - 1, -1):
            upper = self.grid.at.get((row, cell.spot.column))
            if upper is not None and upper.whole is not None and upper.whole.owns:
                words = {
                    fold(word)
                    for ref in upper.whole.owns
                    if (question := self.finder.wording.questions.get(ref.path)) is not None
                    for _, word in choice_words(question.field)
                }
                return fold(cell.text) in words
        return False

    def _is_answer(self, cell: LabelledCell) -> bool:
        spot = cell.spot
        line = self.grid.row(spot.row)
        labels = sum(1 for other in line if other.whole is not None)
        if spot.row in self.grid.headed and self.grid.is_beside_label(cell) and labels > _PAIR:
            return False
        if self._is_apart(cell):
            return False
        left = next((c for c in reversed(line[: line.index(cell)])), None)
        if left is not None and _are_headings(left, cell):
            return False
        if left is not None and left.whole is not None and left.whole.owns and not self._answerable(cell):
            return True
        words = [c for c in line if c is not cell and c.whole is None and c.text.strip()]
        if self._is_in_turned_list(cell, line) or self._is_among_answers(cell, left):
            return True
        if any(c.whole is not None and not c.whole.is_step for c in line if c is not cell):
            return False
        if left is None or not (words or left.whole):
            return False
        is_row = left.whole is not None and left.whole.is_step and not left.whole.owns
        return (left.whole is None or is_row) and self._headed_column(cell) is not None

    def _is_apart(self, cell: LabelledCell) -> bool:
        """Whether a label of a sheet, with words right of it, stands right of an empty column or below an empty row."""
        spot, right = cell.spot, self.grid.right_of(cell)
        if not self.grid.is_sparse or right is None or right.whole is not None or not right.text.strip():
            return False
        is_beside_gap = spot.column - 1 in self.grid.bare
        head = self._headed_column(cell)
        rows = range(head.spot.row + head.spot.rows, spot.row) if head is not None else ()
        return is_beside_gap or any(row not in self.grid.filled for row in rows)

    def _is_in_turned_list(self, cell: LabelledCell, line: list[LabelledCell]) -> bool:
        """Whether a cell lies in a row of answers, below another such row, where the columns are entries of a list."""
        upper = next(self.grid.upwards(cell), None)
        first = self.grid.at.get((cell.spot.row, line[0].spot.column))
        over = self.grid.at.get((upper.spot.row, line[0].spot.column)) if upper is not None else None
        before = line[line.index(cell) - 1]
        return (
            upper is not None
            and upper.whole is None
            and not self._is_said_again(cell)
            and upper.spot.row + upper.spot.rows == cell.spot.row
            and not cell.text.rstrip().endswith((":", "?"))
            and (upper.spot.column, upper.spot.columns) == (cell.spot.column, cell.spot.columns)
            and first not in (None, cell, before)
            and before.whole is None
            and self._asks_a_list(first)
            and self._asks_a_list(over)
        )

    def _is_among_answers(self, cell: LabelledCell, left: LabelledCell | None) -> bool:
        """Whether a cell is right of a label as the other cells of its column are, and these are words, not labels."""
        if left is None or left.whole is None or not left.whole.owns or set_alike(left, cell) or self.grid.is_sparse:
            return False
        beside = [
            other
            for other in self.grid.cells
            if other is not cell
            and other.text.strip()
            and other.spot.column == cell.spot.column
            and (before := self.grid.at.get((other.spot.row, other.spot.column - 1))) is not None
            and before.spot.column == left.spot.column
            and before.whole is not None
        ]
        words = sum(1 for other in beside if other.whole is None)
        return words >= _PAIR and _MOSTLY * (len(beside) - words) <= words

    def _is_said_again(self, cell: LabelledCell) -> bool:
        """Whether the same words are a label in another cell of the column too: blocks of labels below each other."""
        return any(
            other is not cell
            and other.whole is not None
            and other.spot.column == cell.spot.column
            and fold(other.text) == fold(cell.text)
            for other in self.grid.cells
        )

    def _asks_a_list(self, cell: LabelledCell | None) -> bool:
        """Whether a cell is the label of a question of a list."""
        questions = self.finder.wording.questions
        return (
            cell is not None
            and cell.whole is not None
            and any(ref.path in questions and questions[ref.path].list is not None for ref in cell.whole.owns)
        )

    def _headed_column(self, cell: LabelledCell) -> LabelledCell | None:
        """The label of the header row above a cell, if there is one."""
        for row in range(cell.spot.row - 1, self.grid.rows[0] - 1, -1):
            upper = self.grid.at.get((row, cell.spot.column))
            if (
                row in self.grid.headed
                and upper is not None
                and upper.whole is not None
                and self.grid.is_beside_label(upper)
            ):
                return upper
        return None

    def _answerable(self, cell: LabelledCell) -> bool:
        """Whether a label has a place for its answer, right of it or below."""
        spot = cell.spot
        right = self.grid.at.get((spot.row, spot.column + spot.columns))
        if right is not None and right.whole is None:
            return True
        below = self.grid.at.get((spot.row + spot.rows, spot.column))
        if below is None or below.whole is not None:
            return self.grid.is_sparse if below is None or below.whole is None else below.whole.is_step
        beside = self.grid.at.get((spot.row + spot.rows, spot.column - 1))
        return beside is None or beside.whole is None or beside is below

    def _is_header(self, row: int) -> bool:
        """Whether two labels stand next to each other in a row, or a label and a cell that is set as it is.

        One that spans several rows is a name at their side.
        """
        line = self.grid.begun(row)
        return any(
            (a.whole is not None and b.whole is not None and (a.whole.heads_column or b.whole.heads_column))
            or (set_alike(a, b) and any(c.whole is not None and c.whole.owns for c in (a, b)))
            for a, b in pairwise(line)
            if a.spot.rows <= b.spot.rows
        )


def _are_headings(one: LabelledCell, other: LabelledCell) -> bool:
    """Whether two cells next to each other are both in bold on the same colour, as headings are and answers are not."""
    is_tinted = one.spot.fill not in (None, "FFFFFF") and one.spot.fill == other.spot.fill
    return is_tinted and is_bold(one) and is_bold(other)


def _looks_like_label(cell: LabelledCell, cells: Iterable[LabelledCell]) -> bool:
    """Whether a cell is set as labels are: bold, filled, or closed by a colon."""
    text = cell.text.strip()
    if text.endswith((":", "?")):
        return True
    if is_bold(cell):
        return True
    fills = {other.spot.fill for other in cells if other.whole is not None}
    return cell.spot.fill is not None and cell.spot.fill in fills


def _is_of_choices_only(label: Label) -> bool:
    """Whether a label is the heading of a choice's column."""
    return all(ref.role == "choice" for ref in label.refs)


_TELLING = 4
"""Words that a label which nearly is one of the form has to have, where it stands alone."""
_PAIR, _MOSTLY = 2, 2
