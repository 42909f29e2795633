"""Which row of a file is which row of the form, whatever was lost, added or printed in another order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.reading.printouts.rows import line, row, strip
from tsmforms.reading.printouts.aligned import aligned, followed, in_order, worth
from tsmforms.reading.printouts.expected import Strip
from tsmforms.reading.printouts.pagelines import PageRow

NAME, START, SEEN = strip("row", "Name", "{name}"), strip("row", "Start", "{start}"), strip("row", "Seen", "{seen}")
HEAD, ENTRY = strip("header", "Step", "Owner"), strip("entry", "{steps.0.step}", "{steps.0.owner}", list="steps")


def matched(strips: Sequence[Strip], rows: Sequence[PageRow], is_final: bool = False) -> list[tuple[int, int]]:
    return [(one.strip, one.row) for one in aligned(strips, rows, is_final)]


def test_rows_are_found_by_the_words_they_print_in_their_order() -> None:
    assert matched([NAME, START], [row("Name", "Ann"), row("Start", "9:00")]) == [(0, 0), (1, 1)]


def test_what_one_side_lacks_moves_nothing() -> None:
    assert matched([NAME, SEEN, START], [row("Name", "Ann"), row("Start", "9:00")]) == [(0, 0), (2, 1)]
    assert matched([NAME, START], [row("Name", "Ann"), row("Notes", "x"), row("Start", "9")]) == [(0, 0), (1, 2)]
    assert matched([NAME, START], [line("Ourtown"), row("Start", "9:00")]) == [(1, 1)]


def test_the_entries_of_a_list_stand_under_its_head_row_by_row() -> None:
    rows = followed([row("Step", "Owner"), row("Ring", "Ann"), row("", ""), row("Write", "Bob")])
    assert matched([HEAD, ENTRY], rows) == [(0, 0), (1, 1), (1, 2), (1, 3)]


def test_rows_of_another_table_are_no_entries() -> None:
    rows = followed([row("Step", "Owner"), row("Ring", "Ann"), row("Fire", "warden", grid=2)])
    assert matched([HEAD, ENTRY], rows) == [(0, 0), (1, 1)]


def test_a_list_goes_on_over_a_page_with_or_without_its_head_printed_again() -> None:
    again = [row("Step", "Owner", grid=2, page=2), row("Write", "Bob", grid=2, page=2)]
    first = [row("Step", "Owner"), row("Ring", "Ann")]
    assert matched([HEAD, ENTRY], followed([*first, *again])) == [(0, 0), (1, 1), (1, 3)]
    assert matched([HEAD, ENTRY], followed([*first, again[1]])) == [(0, 0), (1, 1), (1, 2)]


def test_of_rows_that_print_the_same_a_final_copy_has_the_first() -> None:
    same = [strip("heading", "At home"), NAME, strip("heading", "At school"), NAME]
    rows = [line("At home"), row("Name", "Ann")]
    assert matched(same, rows, is_final=True) == [(0, 0), (1, 1)]


@pytest.mark.parametrize(
    ("form", "file", "fits"),
    [
        (NAME, row("Name", "Ann"), True),
        (NAME, row("Name", ""), True),
        (NAME, row("NAME", "Ann"), False),
        (NAME, row("Name"), False),
        (NAME, row("Name:", "Ann"), False),
        (strip("row", "Name{name}"), row("Name Ann"), True),
        (strip("row", "Name{name}"), row("Ann"), False),
        (strip("heading", "Name"), line("Name"), True),
        (strip("heading", "Name"), row("Name"), False),
        (strip("words", "Name"), line("Name"), False),
    ],
)
def test_a_row_fits_if_its_cells_and_printed_words_are_those_of_the_form(
    form: Strip, file: PageRow, fits: bool
) -> None:
    assert (worth(form, file) > 0) is fits


def test_longer_words_in_common_are_worth_more() -> None:
    assert worth(NAME, row("Name", "x")) < worth(strip("row", "Name of pupil", "{name}"), row("Name of pupil", "x"))


def test_pages_are_put_in_order_by_the_numbers_they_print_else_by_what_they_print() -> None:
    rows = [row("Start", "9", page=1), row("Name", "Ann", page=2)]
    assert [one.page for one in in_order(rows, [NAME, START], {1: 2, 2: 1})] == [2, 1]
    assert [one.page for one in in_order(rows, [NAME, START], {})] == [2, 1]
    assert [one.page for one in in_order(rows, [NAME, START], {1: 1, 2: 1})] == [2, 1]  # two pages cannot be the first
    unknown = [row("x", page=1), row("y", page=2)]
    assert [one.page for one in in_order(unknown, [NAME, START], {})] == [1, 2]
