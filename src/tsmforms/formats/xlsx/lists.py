"""Open lists on the sheet: rows a person added count, and a row's place on the sheet is its place in the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import attrs

from tsmforms import keys
from tsmforms.formats.xlsx.book import Area, Cell, split_ref
from tsmforms.formats.xlsx.names import Box, Names
from tsmforms.model import FormSpec, Leaf


class _Column(NamedTuple):
    suffix: str
    option: str | None
    leaf: Leaf


class _Entry(NamedTuple):
    """A box of a list: which entry it belongs to, and the rest of its path."""

    box: Box
    position: int
    suffix: str


@attrs.frozen
class _Table:
    """One list whose entries are a sheet row each: its columns, and the row of each entry."""

    path: str
    sheet: str
    columns: Mapping[int, _Column]
    row_of: Mapping[int, int]


def with_added_rows(spec: FormSpec, names: Names, cells: Mapping[str, Mapping[str, Cell]]) -> tuple[Box, ...]:
    """The boxes of a form, those of rows added to a table among them; list positions follow the sheet."""
    single, lists = _sorted_out(spec, names.boxes)
    out = list(single)
    for path, entries in lists.items():
        table = _table(path, entries)
        added = _added(table, names.regions.get(path), cells.get(table.sheet, {})) if table else []
        if table and (added or not _in_order(table)):
            out += _renumbered(table, entries, added)
        else:
            out += [entry.box for entry in entries]
    return tuple(out)


def _sorted_out(spec: FormSpec, boxes: Iterable[Box]) -> tuple[list[Box], dict[str, list[_Entry]]]:
    """Boxes outside lists, and the entries of each list by its path."""
    single: list[Box] = []
    lists: dict[str, list[_Entry]] = {}
    for box in boxes:
        parts = box.path.split(".") if "[]" in box.leaf.pattern else []
        last = next((i for i in range(len(parts) - 1, -1, -1) if parts[i].isdigit()), 0)
        path = ".".join(parts[:last])
        if path and keys.pattern(path) in spec.lists:
            lists.setdefault(path, []).append(_Entry(box, int(parts[last]), ".".join(parts[last + 1 :])))
        else:
            single.append(box)
    return single, lists


def _table(path: str, entries: Iterable[_Entry]) -> _Table | None:
    """The list as a table, None where an entry takes several rows or its cells are scattered."""
    columns: dict[int, _Column] = {}
    row_of: dict[int, int] = {}
    sheets: set[str] = set()
    for box, position, suffix in entries:
        if box.area is None:
            continue
        sheets.add(box.area.sheet)
        column = _Column(suffix, box.option, box.leaf)
        if columns.setdefault(box.area.first_column, column) != column:
            return None
        if row_of.setdefault(position, box.area.first_row) != box.area.first_row:
            return None
    if len(sheets) != 1 or len(set(row_of.values())) != len(row_of):
        return None
    return _Table(path, sheets.pop(), columns, row_of)


def _added(table: _Table, region: Area | None, cells: Mapping[str, Cell]) -> list[int]:
    """Rows without names that hold something in a column of the table, within its named region.

    The region reaches to the gap behind the table, so that a row typed or
    inserted right below the last one counts.
    """
    if region is None or region.sheet != table.sheet:
        return []
    filled = {row for ref in cells for column, row in [split_ref(ref)] if column in table.columns}
    filled.difference_update(table.row_of.values())
    return sorted(row for row in filled if region.first_row <= row <= region.last_row)


def _in_order(table: _Table) -> bool:
    rows = [row for _, row in sorted(table.row_of.items())]
    return rows == sorted(rows)


def _renumbered(table: _Table, entries: Iterable[_Entry], added: list[int]) -> Iterator[Box]:
    position = {row: n for n, row in enumerate(sorted((*table.row_of.values(), *added)))}
    for box, _, suffix in entries:
        if box.area:
            yield attrs.evolve(box, path=f"{table.path}.{position[box.area.first_row]}.{suffix}")
    for row in added:
        for number, column in table.columns.items():
            area = Area(table.sheet, number, row, number, row)
            yield Box(f"{table.path}.{position[row]}.{column.suffix}", column.option, column.leaf, area)
