"""Page breaks of a sheet: between rows, so that nothing is parted from its heading or cut by a page's end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from tsmforms.formats.xlsx.blank import RowHeight

_PAGE_POINTS = {False: 748.0, True: 340.0}
"""What of an A4 page, upright or on its side, the rows may take; a little less than there is, as printers differ."""

_LEAST_SHARE = 1 / 3
"""Of a page: less than that is nearly empty."""


@attrs.frozen
class RowGroup:
    """Sheet rows that stay on one page, counted from 0, and their height when blank; whether a section begins there."""

    start: int
    stop: int
    points: float
    break_before: bool
    is_section: bool = False


def groups_of(heights: Sequence[RowHeight]) -> Iterator[RowGroup]:
    """The rows that stay together, in order."""
    start = 0
    for i, height in enumerate(heights):
        if not height.keep or i + 1 == len(heights):
            points = sum(h.points for h in heights[start : i + 1])
            is_section = any(h.is_heading for h in heights[start : min(start + 2, i + 1)])
            yield RowGroup(start, i + 1, points, heights[start].break_before, is_section)
            start = i + 1


def breaks(groups: Sequence[RowGroup], more: Mapping[int, float], head: float, landscape: bool = False) -> str:
    """Page breaks before what would otherwise be cut by a page's end, or parted from its heading.

    `more` is by how many points a group (by its first row) is higher than when blank, `head` how high the rows are
    that come again on each page but the first.
    """
    high = [group.points + more.get(group.start, 0.0) for group in groups]
    page, rest = _PAGE_POINTS[landscape], _PAGE_POINTS[landscape] - head
    firsts = _balanced(groups, high, list(_firsts(groups, high, page, rest)), rest)
    found = [groups[n].start for n in firsts]
    if not found:
        return ""
    items = "".join(f'<brk id="{row}" max="16383" man="1"/>' for row in found)
    return f'<rowBreaks count="{len(found)}" manualBreakCount="{len(found)}">{items}</rowBreaks>'


def _firsts(groups: Sequence[RowGroup], high: Sequence[float], page: float, rest: float) -> Iterator[int]:
    """The first group of each page but the first, by its place."""
    used = 0.0
    for n, (group, points) in enumerate(zip(groups, high, strict=True)):
        if group.start and (group.break_before or used + points > page):
            yield n
            used, page = 0.0, rest
        used = (used + points) % page if points > page else used + points


def _balanced(groups: Sequence[RowGroup], high: Sequence[float], firsts: list[int], page: float) -> list[int]:
    """The last page takes over of the one before it where it would be nearly empty, with a whole section if it can."""
    if not firsts or groups[firsts[-1]].break_before or sum(high[firsts[-1] :]) >= page * _LEAST_SHARE:
        return firsts
    before = firsts[-2] if len(firsts) > 1 else 0
    could = [
        n
        for n in range(before + 1, firsts[-1])
        if page * _LEAST_SHARE <= sum(high[n:]) <= page and sum(high[before:n]) >= page * _LEAST_SHARE
    ]
    sections = [n for n in could if groups[n].is_section]
    return [*firsts[:-1], max(sections or could, default=firsts[-1])]
