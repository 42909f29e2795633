"""Room for choices in cells."""

from __future__ import annotations

import pytest

import tsmforms
from tsmforms.layout import Column, Grid, Slot, Table, walk
from tsmforms.layout.choicelines import choice_lines, choice_width, with_room, words_width

FOUR = ("Attended", "Did not attend", "Sent apologies", "Asked for another time")


def test_choices_follow_each_other_where_they_fit() -> None:
    assert choice_lines(("Yes", "No"), 10) == (2,)
    assert choice_lines(("Done", "Partly done", "Not done yet"), 17) == (2, 1)


def test_each_choice_has_a_line_where_they_would_be_a_heap() -> None:
    assert choice_lines(FOUR, 17) == (1, 1, 1, 1)


def test_each_choice_has_a_line_where_one_breaks() -> None:
    assert choice_lines(("K", "A choice of many words"), 8) == (1, 1)


def test_a_question_without_choices_has_no_lines_of_them() -> None:
    assert sum(choice_lines((), 8)) == 0


def test_a_letter_outside_the_usual_ones_has_a_width() -> None:
    assert words_width("ŵ") > words_width("i")


def test_a_column_of_choices_is_given_room_and_the_table_stays_as_wide() -> None:
    columns = (Column("Step", 8.0), Column("Status", 1.0))
    wider = with_room(columns, {1: ("Done", "Outstanding")})
    assert wider[1].width > 1.0
    assert sum(one.width for one in wider) == pytest.approx(9.0, abs=0.01)
    assert with_room(wider, {1: ("Done", "Outstanding")}) == wider


def test_a_column_of_choices_never_takes_more_than_its_part() -> None:
    wide = with_room((Column("Step", 8.0), Column("Why", 1.0)), {1: ("A reason " * 20,)})
    assert wide[1].width == pytest.approx(9 * 0.36, abs=0.01)


def test_no_form_has_a_choice_that_is_wider_than_its_column() -> None:
    """But for those of questions that share a cell, and of tables in which no column may be so wide."""
    tight = [
        (id, block.path, slot.option_label)
        for id in tsmforms.forms()
        for block in walk(tsmforms.form(id).document.blocks)
        if isinstance(block, Table)
        for row in block.rows
        for column, cell in zip(block.columns, row.cells, strict=True)
        for slot in cell.inlines
        if isinstance(slot, Slot) and slot.option and len(cell.inlines) > 1
        if choice_width(slot.option_label) * 10 > 494 * column.width / sum(one.width for one in block.columns)
    ]
    assert tight == []


@pytest.mark.parametrize("id", ["sam_minutes", "sap_minutes", "initial_concerns_meeting"])
def test_the_cell_of_a_long_choice_has_half_of_its_row(id: str) -> None:
    grids = [block for block in tsmforms.form(id).document.blocks if isinstance(block, Grid)]
    spans = [[cell.span for cell in row] for row in grids[0].rows]
    assert spans[:2] == [[4, 4, 4], [3, 6, 3]]
    assert {sum(row) for row in spans} == {12}
