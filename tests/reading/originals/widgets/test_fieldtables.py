"""Fields in rows below headings: which rows are one table, and where its columns begin."""

from __future__ import annotations

from tsmforms.model.outline import Rect, Word
from tsmforms.reading.originals.widgets.asking import AskedBox
from tsmforms.reading.originals.widgets.fieldboxes import FieldBox, PrintedPart
from tsmforms.reading.originals.widgets.fieldtables import FieldTable, bands, side_by_side, tables


def box(left: float, top: float, heading: str = "", label: str = "", upper: AskedBox | None = None) -> AskedBox:
    """A field of a hundred points by ten, with words above it or left of it."""
    rect: Rect = (left, top - 10, left + 100, top)

    def parts(text: str) -> list[PrintedPart]:
        return [PrintedPart([Word(text, 1, (left, top, left + 50, top + 10))])] if text else []

    made = AskedBox(FieldBox([], rect, (), frozenset()), parts(label), parts(heading), upper)
    made.text = label
    return made


def test_fields_at_one_height_are_a_row_from_left_to_right() -> None:
    first, second, below = box(200, 700), box(50, 702), box(50, 650)
    assert bands([first, second, below]) == [[second, first], [below]]


def test_fields_that_lie_over_each_other_are_in_no_row_together() -> None:
    assert len(bands([box(50, 700), box(60, 702)])) == 2
    assert len(bands([box(50, 700), box(200, 694)])) == 2  # less than half of their heights in common


def test_rows_of_fields_below_each_other_under_headings_are_a_table() -> None:
    head = [box(50, 700, "Step"), box(200, 700, "By when")]
    rows = [head, [box(50, 680, upper=head[0]), box(200, 680, upper=head[1])]]
    (found,) = tables(rows)
    assert found.rows == rows
    assert found.columns() == [50, 200]


def test_a_field_with_a_label_of_its_own_ends_a_table() -> None:
    head = [box(50, 700, "Step"), box(200, 700, "By when")]
    more = [box(50, 680, upper=head[0]), box(200, 680, upper=head[1])]
    labelled = [box(50, 660, label="Name", upper=more[0])]
    assert [table.rows for table in tables([head, more, labelled])] == [[head, more]]


def test_one_row_is_a_table_only_if_each_of_its_fields_has_a_heading() -> None:
    assert len(tables([[box(50, 700, "Step"), box(200, 700, "By when")]])) == 1
    assert tables([[box(50, 700), box(200, 700)]]) == []
    assert tables([[box(50, 700, "Step")]]) == []


def test_edges_a_little_apart_are_one_column() -> None:
    assert FieldTable([[box(50, 700)], [box(52, 680)]]).columns() == [50]


def test_the_same_asked_twice_in_a_row_is_asked_of_two_people() -> None:
    assert side_by_side([box(50, 700, label="Name"), box(200, 700, label="name:")])
    assert not side_by_side([box(50, 700, label="Name"), box(200, 700, label="Date")])
    assert not side_by_side([box(50, 700), box(200, 700)])
