"""Page breaks of a sheet: between rows, so that nothing is parted from its heading or cut by a page's end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from tsmforms.formats.xlsx.blank import RowHeight

_PAGE_POINTS = {False: 748.0, True: 340.0}
"""What of an A4 page, upright or on its side, the rows may take; a little less than there is, as printers differ."""


@attrs.frozen
class RowGroup:
    """Sheet rows that stay on one page, counted from 0, and their height when blank."""

    start: int
    stop: int
    points: float
    break_before: bool


def groups_of(heights: Sequence[RowHeight]) -> Iterator[RowGroup]:
    """The rows that stay together, in order."""
    start = 0
    for i, height in enumerate(heights):
        if not height.keep or i + 1 == len(heights):
            yield RowGroup(start, i + 1, sum(h.points for h in heights[start : i + 1]), heights[start].break_before)
            start = i + 1


def breaks(groups: Sequence[RowGroup], more: Mapping[int, float], head: float, landscape: bool = False) -> str:
    """Page breaks before what would otherwise be cut by a page's end, or parted from its heading.

    `more` is by how many points a group (by its first row) is higher than when blank, `head` how high the rows are
    that come again on each page but the first.
    """
    found: list[int] = []
    page, used = _PAGE_POINTS[landscape], 0.0
    rest = page - head
    for group in groups:
        points = group.points + more.get(group.start, 0.0)
        if group.start and (group.break_before or used + points > page):
            found.append(group.start)
            used, page = 0.0, rest
        used = (used + points) % page if points > page else used + points
    if not found:
        return ""
    items = "".join(f'<brk id="{row}" max="16383" man="1"/>' for row in found)
    return f'<rowBreaks count="{len(found)}" manualBreakCount="{len(found)}">{items}</rowBreaks>'
