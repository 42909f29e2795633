"""How a sheet is laid out: merged cells, hidden rows and columns, and where rows and columns begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

import attrs

from tsmforms.formats.xlsx.outline.book import parse_area
from tsmforms.formats.xlsx.outline.cellstyles import whole
from tsmforms.intake import local_name, refuse

if TYPE_CHECKING:
    from lxml import etree

ON = ("1", "true")
_MOST_MERGED_ROWS = 1_000_000
_EMU = 12_700
"""English metric units to a point."""
_PIXEL = 9_525
_DEFAULT_WIDTH, _DEFAULT_HEIGHT = 64 * _PIXEL, 15 * _EMU
_COLUMNS, _ROWS = 16_384, 1_048_576
_MOST = 1e6


@attrs.frozen
class Merge:
    """Cells merged into one: first and last row and column, from 0."""

    row: int
    column: int
    last_row: int
    last_column: int


@attrs.frozen(eq=False)
class Tracks:
    """The rows or the columns of a sheet: which are hidden, and where each begins, in English metric units.

    Those that the file does not write (`numbers` are those it does) have the default size, or are hidden.
    """

    count: int
    default: int
    numbers: Sequence[int] = ()
    hidden: frozenset[int] = frozenset()
    before: Sequence[int] = (0,)
    """By how much the first n of `numbers` differ from the default, summed up."""
    hides_others: bool = False

    def is_hidden(self, number: int) -> bool:
        """Whether it is not shown."""
        return number in self.hidden or (self.hides_others and not self._is_written(number))

    def _is_written(self, number: int) -> bool:
        at = bisect_right(self.numbers, number)
        return at > 0 and self.numbers[at - 1] == number

    def start(self, number: int) -> int:
        """Where it begins."""
        return number * self.default + self.before[bisect_right(self.numbers, number - 1)]

    def at(self, distance: int) -> int:
        """The one that lies at a distance from the sheet's left or upper edge."""
        low, high = 0, self.count
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.start(middle) <= distance else (low, middle)
        return low


@attrs.frozen(eq=False)
class SheetLayout:
    """Merged cells by their first cell, the merged parts of each row, columns and rows."""

    merges: Mapping[tuple[int, int], Merge]
    by_row: Mapping[int, Sequence[Merge]]
    columns: Tracks
    rows: Tracks

    def merge_over(self, row: int, column: int) -> Merge | None:
        """The merged cells that one of their number lies in."""
        found = self.by_row.get(row)
        if not found:
            return None
        at = bisect_right(found, column, key=_first_column) - 1
        return found[at] if at >= 0 and column <= found[at].last_column else None

    def cell_over(self, row: int, column: int) -> tuple[int, int]:
        """The cell that is shown where this one lies: of merged cells the first."""
        merge = self.merge_over(row, column)
        return (row, column) if merge is None else (merge.row, merge.column)

    def box(self, row: int, column: int) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of a cell, in English metric units."""
        merge = self.merges.get((row, column)) or Merge(row, column, row, column)
        return (
            self.columns.start(column),
            self.rows.start(row),
            self.columns.start(merge.last_column + 1),
            self.rows.start(merge.last_row + 1),
        )


def layout_of(root: etree._Element, rows: Mapping[int, etree._Element]) -> SheetLayout:
    """The layout of a sheet, from its root and its rows by number."""
    parts = {local_name(element): element for element in root}
    merges = tuple(_merges(parts.get("mergeCells")))
    return SheetLayout(
        {(m.row, m.column): m for m in merges},
        _by_row(merges, sorted(rows)),
        _columns(parts.get("cols"), parts.get("sheetFormatPr")),
        _rows(rows, parts.get("sheetFormatPr")),
    )


def _merges(element: etree._Element | None) -> Iterator[Merge]:
    for child in () if element is None else element:
        if merge := _merge(child.get("ref", "")):
            yield merge


@lru_cache(maxsize=4096)
def _merge(ref: str) -> Merge | None:
    area = parse_area(f"_!{ref}")
    return Merge(area.first_row - 1, area.first_column - 1, area.last_row - 1, area.last_column - 1) if area else None


_first_column = attrgetter("column")


def _by_row(merges: Iterable[Merge], numbers: Sequence[int]) -> dict[int, list[Merge]]:
    """The merged cells of each row from left to right; a merge of many rows counts in those that the file writes."""
    out: dict[int, list[Merge]] = {}
    count = 0
    for merge in sorted(merges, key=_first_column):
        rows = (
            (merge.row,)
            if merge.row == merge.last_row
            else numbers[bisect_right(numbers, merge.row - 1) : bisect_right(numbers, merge.last_row)]
        )
        count += len(rows)
        if count > _MOST_MERGED_ROWS:
            raise refuse("too much inside")
        for row in rows:
            out.setdefault(row, []).append(merge)
    return out


def _columns(element: etree._Element | None, defaults: etree._Element | None) -> Tracks:
    default = _width(None if defaults is None else defaults.get("defaultColWidth"), _DEFAULT_WIDTH)
    sizes: dict[int, int] = {}
    following = 0
    for child in () if element is None else element:
        first, last = whole(child.get("min")) or 0, min(whole(child.get("max")) or 0, _COLUMNS)
        size = 0 if child.get("hidden") in ON else _width(child.get("width"), default)
        sizes.update(dict.fromkeys(range(max(first - 1, following), last), size))
        following = max(following, last)
    return _tracks(_COLUMNS, default, sizes, False)


def _width(text: str | None, default: int) -> int:
    """A width in digits of the standard font, of seven pixels each."""
    digits = _amount(text)
    return default if digits is None else int(digits * 7) * _PIXEL


def _rows(rows: Mapping[int, etree._Element], defaults: etree._Element | None) -> Tracks:
    """Where rows are hidden by default, those that the file writes are shown: so Excel hides all rows not in use."""
    default = _height(None if defaults is None else defaults.get("defaultRowHeight"), _DEFAULT_HEIGHT)
    sizes = {
        number: 0 if row.get("hidden") in ON else _height(row.get("ht"), default)
        for number, row in sorted(rows.items(), key=itemgetter(0))
    }
    return _tracks(_ROWS, default, sizes, defaults is not None and defaults.get("zeroHeight") in ON)


def _height(text: str | None, default: int) -> int:
    points = _amount(text)
    return default if points is None else int(points * _EMU)


def _tracks(count: int, default: int, sizes: Mapping[int, int], hides_others: bool) -> Tracks:
    others = 0 if hides_others else default
    hidden = frozenset(number for number, size in sizes.items() if not size)
    return Tracks(
        count, others, tuple(sizes), hidden, (0, *accumulate(size - others for size in sizes.values())), hides_others
    )


def _amount(text: str | None) -> float | None:
    """A size of the file's own, None where it is no size."""
    try:
        number = float(text) if text else -1.0
    except ValueError:
        return None
    return number if 0 <= number < _MOST else None
