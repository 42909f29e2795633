"""Open lists on a workbook's sheet: added rows count, and a row's place on the sheet is its place in the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import attrs

from tsmforms import keys
from tsmforms.model.boxes import Box, Boxes
from tsmforms.model.outline import Key, Outline, Region, Spot
from tsmforms.reading.keyed.anchors import Anchored


class _ListColumn(NamedTuple):
    suffix: str
    box: Box


class _Entry(NamedTuple):
    """A box of a list: which entry it belongs to, and the rest of its path."""

    one: Anchored
    position: int
    suffix: str


@attrs.frozen
class _ListTable:
    """One list whose entries are a sheet row each: its columns, and the row of each entry."""

    path: str
    number: int
    columns: Mapping[int, _ListColumn]
    row_of: Mapping[int, int]


def with_added_rows(outline: Outline, boxes: Boxes, found: Sequence[Anchored]) -> tuple[Anchored, ...]:
    """The boxes of a form, those of rows added to a table among them; list positions follow the sheet."""
    single, lists = _sorted_out(boxes, found)
    if not lists:
        return tuple(found)
    regions = {name: region for region in outline.regions if (name := _list_of(region, boxes)) is not None}
    out = list(single)
    for path, entries in lists.items():
        table = _table(path, entries)
        added = _added(outline, table, regions.get(path)) if table else []
        if table and (added or not _in_order(table)):
            out += _renumbered(table, entries, added)
        else:
            out += [entry.one for entry in entries]
    return tuple(out)


def _list_of(region: Region, boxes: Boxes) -> str | None:
    parsed = keys.from_defined_name(region.name.lower())
    return parsed[0] if parsed and keys.pattern(parsed[0]) in boxes.spec.lists else None


def _sorted_out(boxes: Boxes, found: Iterable[Anchored]) -> tuple[list[Anchored], dict[str, list[_Entry]]]:
    """Boxes outside lists, and the entries of each list by its path."""
    single: list[Anchored] = []
    lists: dict[str, list[_Entry]] = {}
    for one in found:
        is_named = one.key is not None and one.key.space == "name"
        path, position, suffix = _parted(one.path) if is_named and one.box.lists else _NO_PARTS
        if path and keys.pattern(path) in boxes.spec.lists:
            lists.setdefault(path, []).append(_Entry(one, position, suffix))
        else:
            single.append(one)
    return single, lists


_NO_PARTS = ("", 0, "")


@lru_cache(maxsize=20_000)
def _parted(path: str) -> tuple[str, int, str]:
    """The innermost list a path lies in, the position there, and the rest; no list where it lies in none."""
    parts = path.split(".")
    last = next((i for i in range(len(parts) - 1, 0, -1) if parts[i].isdigit()), 0)
    return (".".join(parts[:last]), int(parts[last]), ".".join(parts[last + 1 :])) if last else _NO_PARTS


def _table(path: str, entries: Iterable[_Entry]) -> _ListTable | None:
    """The list as a table, None where an entry takes several rows or its cells are scattered."""
    columns: dict[int, _ListColumn] = {}
    row_of: dict[int, int] = {}
    numbers: set[int] = set()
    for one, position, suffix in entries:
        numbers.add(one.spot.table or 0)
        column = _ListColumn(suffix, one.box)
        if columns.setdefault(one.spot.column, column) != column:
            return None
        if row_of.setdefault(position, one.spot.row) != one.spot.row:
            return None
    if len(numbers) != 1 or len(set(row_of.values())) != len(row_of):
        return None
    return _ListTable(path, numbers.pop(), columns, row_of)


def _added(outline: Outline, table: _ListTable, region: Region | None) -> list[Spot]:
    """Cells without names that hold something in a column of the table, within its named region.

    The region reaches to the gap behind the table, so that a row typed or
    inserted right below the last one counts.
    """
    if region is None or region.sheet != outline.grid(table.number).sheet:
        return []
    known = set(table.row_of.values())
    rows = (
        cells
        for cells in outline.grid(table.number).rows
        if cells and region.first_row <= cells[0].row <= region.last_row and cells[0].row not in known
    )
    return [spot for cells in rows for spot in cells if spot.column in table.columns and spot.text.strip()]


def _in_order(table: _ListTable) -> bool:
    rows = [row for _, row in sorted(table.row_of.items())]
    return rows == sorted(rows)


def _renumbered(table: _ListTable, entries: Iterable[_Entry], added: Sequence[Spot]) -> Iterator[Anchored]:
    rows = sorted({*table.row_of.values(), *(spot.row for spot in added)})
    position = {row: n for n, row in enumerate(rows)}
    for one, _, suffix in entries:
        yield one.at_path(f"{table.path}.{position[one.spot.row]}.{suffix}")
    for spot in added:
        column = table.columns[spot.column]
        path = f"{table.path}.{position[spot.row]}.{column.suffix}"
        yield Anchored(column.box, spot, -1, "key", Key("name", ""), path)
