"""Tables of a template: widths to the twip, heads that come again, rows that stay together."""

from __future__ import annotations

import re
from typing import Any

from tests.formats.pdf.trees import labelled, slot
from tsmforms.formats.docx.inlines import Scope
from tsmforms.formats.docx.tables import gap, grid, table, widths_of, without_last_gap
from tsmforms.layout import Cell, Column, Grid, Repeat, Row, Table, Text


def scope(letter: bool = False) -> Scope:
    return Scope(letter, 9000)


def printed(count: int, lines: int = 1) -> Table:
    rows = tuple(
        Row((Cell((Text(f"Row {n}"),), label=True), Cell((slot("notes", lines=lines),))), f"r{n}") for n in range(count)
    )
    return Table("t", "Steps", (Column("Step", 1), Column("Notes", 2)), rows)


def kept(block: Table) -> list[bool]:
    """Of each row below the head whether it stays on the page of the next."""
    return ["keepNext" in row for row in _rows(table(scope(), block))[1:]]


def _rows(xml: str) -> list[str]:
    return re.findall(r"<w:tr>.*?</w:tr>", xml)


def test_shares_are_split_to_the_twip_and_nothing_is_lost() -> None:
    assert widths_of([1, 1, 1], 100) == [33, 34, 33]
    assert sum(widths_of([0.4, 4, 3.3], 9071)) == 9071
    assert widths_of([1, 3], 100) == [25, 75]


def test_the_head_comes_again_on_each_page_and_has_the_words_of_the_columns() -> None:
    head = _rows(table(scope(), printed(2)))[0]
    assert "<w:tblHeader/>" in head
    assert re.findall(r"<w:t [^>]*>([^<]*)</w:t>", head) == ["Step", "Notes"]


def test_a_short_table_stays_together_and_of_a_long_one_its_head_and_its_end() -> None:
    assert kept(printed(3)) == [True, True, False]
    assert kept(printed(8, lines=3)) == [True, True, False, False, False, True, True, False]


def test_a_row_of_long_text_may_be_broken_over_pages_and_one_of_short_text_may_not() -> None:
    assert "<w:cantSplit/>" in _rows(table(scope(), printed(1, lines=3)))[1]
    assert "<w:cantSplit/>" not in _rows(table(scope(), printed(1, lines=4)))[1]


def test_the_rows_of_a_list_are_a_loop_around_one_row_whose_label_is_the_heading() -> None:
    row = Row((Cell((slot("actions[].who"),)),))
    found = _rows(table(scope(), Table("actions", "Actions", (Column("Who", 1),), (row,), Repeat("actions", 2, 9))))
    assert len(found) == 4
    assert "{%tr for row in actions %}" in found[1]
    assert "{%tr endfor %}" in found[3]
    assert "bookmarkStart" in found[0]
    assert "bookmarkStart" not in found[2]


def test_a_cell_of_a_grid_is_as_wide_as_the_columns_it_spans() -> None:
    wide: Any = Cell((Text("Notes", bold=True), slot("notes")), span=2)
    xml = grid(scope(), Grid((labelled("name", "born"), (wide,))))
    assert re.findall(r'<w:tcW w:w="(\d+)"', xml) == ["4500", "4500", "9000"]
    assert xml.count("<w:gridSpan") == 1


def test_in_a_letter_a_row_is_as_high_as_its_words() -> None:
    high, low = (
        re.findall(r'trHeight w:val="(\d+)"', grid(scope(letter), Grid((labelled("name"),))))[0]
        for letter in (False, True)
    )
    assert int(low) < int(high)


def test_the_air_behind_the_last_table_needs_no_page_of_its_own() -> None:
    assert without_last_gap(f"<w:tbl/>{gap()}") != f"<w:tbl/>{gap()}"
    assert 'w:lineRule="exact"' in without_last_gap(f"<w:tbl/>{gap()}")
    assert without_last_gap("<w:tbl/>") == "<w:tbl/>"
