"""Lines of an answer that run on below its box, over the edge of the next."""

from __future__ import annotations

from tsmforms.diagnostics import Place
from tsmforms.kinds import LONG_TEXT
from tsmforms.layout import Slot
from tsmforms.model.outline import Spot, Word
from tsmforms.model.spec import FieldSpec
from tsmforms.reading.printouts.cellwords import Filled
from tsmforms.reading.printouts.overflow import overflowing
from tsmforms.reading.printouts.pagelines import Line, PageRow, Passage

_HEIGHT = 10.0
_LEFT = 50.0


def _line(text: str, top: float, left: float = _LEFT) -> Line:
    words, at = [], left
    for word in text.split():
        words.append(Word(word, 1, (at, top - _HEIGHT, at + 5 * len(word), top)))
        at += 5 * len(word) + 3
    return Line(text, tuple(words))


def _row(number: int, top: float, bottom: float, *lines: Line) -> PageRow:
    rect = (_LEFT - 5, bottom, 300.0, top)
    passage = Passage(lines, Place(page=1), rect[0], rect[2])
    return PageRow((passage,), (Spot(number, Place(page=1), (), rect=rect),), 1, 1)


def _overflowing(*rows: PageRow) -> frozenset[int]:
    slot = Slot("aim", FieldSpec("aim", "Aim", LONG_TEXT))
    boxes = [Filled(slot, row.cells[0].lines, row.cells[0]) for row in rows]
    return overflowing(rows, boxes, frozenset(spot.number for row in rows for spot in row.spots))


def test_a_line_as_far_below_as_the_lines_above_it_and_over_the_edge_runs_on() -> None:
    above = _row(0, 740, 708, _line("Part of each day", 736), _line("in the quiet room", 723))
    assert _overflowing(above, _row(1, 708, 670, _line("every fortnight", 710), _line("Another", 690))) == {0, 1}


def test_a_line_inside_the_next_box_is_that_boxs_own() -> None:
    above = _row(0, 740, 708, _line("Part of each day", 736), _line("in the quiet room", 723))
    assert not _overflowing(above, _row(1, 708, 670, _line("every fortnight", 704)))


def test_lines_that_lie_on_each_other_in_one_box_are_two_answers() -> None:
    assert _overflowing(_row(0, 740, 708, _line("Nine improved by five", 736), _line("Record the support", 731))) == {0}
