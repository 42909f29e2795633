"""Where the pages of a sheet begin: nothing is parted from its heading, and no last page is nearly empty."""

from __future__ import annotations

import re

from tsmforms.formats.xlsx.blank import RowHeight
from tsmforms.formats.xlsx.pagebreaks import RowGroup, breaks, groups_of


def groups(*points: float, break_before: tuple[int, ...] = (), sections: tuple[int, ...] = ()) -> list[RowGroup]:
    return [RowGroup(n, n + 1, high, n in break_before, n in sections) for n, high in enumerate(points)]


def at(*found: RowGroup, head: float = 0.0, landscape: bool = False, **more: float) -> list[int]:
    rows = breaks(found, {int(n[1:]): high for n, high in more.items()}, head, landscape)
    return [int(row) for row in re.findall(r'brk id="(\d+)"', rows)]


def test_rows_that_keep_to_the_next_are_one_group() -> None:
    def row(points: float, keep: bool = False, heading: bool = False, new: bool = False) -> RowHeight:
        return RowHeight(points, keep, new, fixed=False, is_heading=heading)

    found = list(groups_of([row(7, keep=True), row(20, keep=True, heading=True), row(30), row(10, keep=True)]))
    assert [(one.start, one.stop, one.points, one.is_section) for one in found] == [(0, 3, 57, True), (3, 4, 10, False)]
    assert [one.break_before for one in groups_of([row(1, new=True), row(1)])] == [True, False]


def test_what_fits_on_one_page_has_no_break() -> None:
    assert breaks(groups(300, 300, 148), {}, 0.0) == ""


def test_a_page_begins_before_what_would_be_cut() -> None:
    assert at(*groups(300, 300, 149, 300)) == [2]
    assert breaks(groups(700, 700), {}, 0.0) == (
        '<rowBreaks count="1" manualBreakCount="1"><brk id="1" max="16383" man="1"/></rowBreaks>'
    )


def test_on_its_side_a_page_has_less_room_and_the_rows_printed_again_take_theirs() -> None:
    assert at(*groups(200, 200), landscape=True) == [1]
    assert at(*groups(700, 700, 40)) == [1]
    assert at(*groups(700, 700, 40), head=10) == [1, 2]


def test_a_row_higher_than_when_blank_takes_more_room() -> None:
    assert at(*groups(300, 300, 100)) == []
    assert at(*groups(300, 300, 100), r1=200.0) == [1]


def test_a_part_that_begins_a_page_does_and_not_on_the_first() -> None:
    assert at(*groups(100, 100, break_before=(0, 1))) == [1]


def test_a_last_page_that_would_be_nearly_empty_takes_over_of_the_one_before_it() -> None:
    assert at(*groups(300, 200, 200, 100)) == [2]
    assert at(*groups(300, 200, 200, 100, sections=(1,))) == [1]
    assert at(*groups(300, 200, 200, 300)) == [3]
