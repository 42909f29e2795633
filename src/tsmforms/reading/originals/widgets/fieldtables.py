"""Fields of a page as rows of a table: those in line below their headings, those next to each other for two people."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from tsmforms.reading.originals.folding import fold
from tsmforms.reading.originals.widgets.asking import AskedBox, text_of

_OVERLAP = 0.5
_COLUMN = 6.0
"""Points by which the left edges of a column's fields may differ."""
_PAIR = 2


@attrs.frozen(eq=False)
class FieldTable:
    """Fields in rows below headings, or below nothing but a heading of them all."""

    rows: list[list[AskedBox]]

    def columns(self) -> list[float]:
        """The left edges of its columns."""
        edges: list[float] = []
        for left in sorted(one.rect[0] for row in self.rows for one in row):
            if not edges or left - edges[-1] > _COLUMN:
                edges.append(left)
        return edges


def bands(boxes: Sequence[AskedBox]) -> list[list[AskedBox]]:
    """Fields in rows from the top of the page; none of a row lies over another."""
    out: list[list[AskedBox]] = []
    for one in boxes:
        home = next((band for band in out[-3:] if _is_level(one, band)), None)
        if home is None:
            out.append([one])
        else:
            home.append(one)
    for band in out:
        band.sort(key=lambda one: one.rect[0])
    return out


def _is_level(one: AskedBox, band: Sequence[AskedBox]) -> bool:
    _, bottom, _, top = one.rect
    for other in band:
        shared = min(top, other.rect[3]) - max(bottom, other.rect[1])
        if shared < _OVERLAP * min(top - bottom, other.rect[3] - other.rect[1]):
            return False
        if one.rect[0] < other.rect[2] - 1 and one.rect[2] > other.rect[0] + 1:
            return False
    return True


def tables(rows: Sequence[list[AskedBox]]) -> list[FieldTable]:
    """The rows that are a table: headings above the first, no words but numbers between its fields."""
    out: list[FieldTable] = []
    group: list[list[AskedBox]] = []
    for row in rows:
        if group and not _goes_on(group[-1], row):
            out += _as_table(group)
            group = []
        if group or _may_begin(row):
            group.append(row)
    return [*out, *_as_table(group)]


def _as_table(group: list[list[AskedBox]]) -> list[FieldTable]:
    if len(group) >= _PAIR:
        return [FieldTable(group)]
    is_headed = bool(group) and len(group[0]) >= _PAIR and all(one.above for one in group[0])
    return [FieldTable(group)] if is_headed else []


def _is_bare(one: AskedBox) -> bool:
    return not one.left or one.is_numbered


def _may_begin(row: Sequence[AskedBox]) -> bool:
    if len(row) == 1:
        return _is_bare(row[0]) and not row[0].box.choices
    return all(_is_bare(one) and one.above for one in row[1:])


def _goes_on(before: Sequence[AskedBox], row: Sequence[AskedBox]) -> bool:
    """Whether a row lies below another, field below field."""
    if any(not _is_bare(one) for one in row[1:]):
        return False
    if any(one.above for one in row):
        return len(row) > 1 and _heads(row) == _heads(before) and all(one.above for one in row)
    if len(row) == 1 and not _is_bare(row[0]):
        return False
    return any(one.upper is other for one in row for other in before)


def _heads(row: Sequence[AskedBox]) -> list[str]:
    return [fold(text_of(one.above)) for one in row]


def side_by_side(row: Sequence[AskedBox]) -> bool:
    """Whether the same is asked twice in a row: for two people."""
    texts = [fold(one.text) for one in row if one.text]
    return len(set(texts)) < len(texts)
