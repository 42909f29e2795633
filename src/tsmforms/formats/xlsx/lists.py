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


@attrs.frozen
class _Table:
    """One list whose entries are a sheet row each: its columns, and which rows have names."""

    path: str
    sheet: str
    columns: Mapping[int, _Column]
    rows: frozenset[int]


def with_added_rows(spec: FormSpec, names: Names, cells: Mapping[str, Mapping[str, Cell]]) -> tuple[Box, ...]:
    """The boxes of a form, those of rows added to a table among them; list positions follow the sheet."""
    out = list(names.boxes)
    for path in _list_paths(spec, names.boxes):
        table = _table(path, out)
        if table is None or table.sheet not in cells:
            continue
        added = _added(table, names.regions.get(path), cells[table.sheet])
        rows = sorted((*table.rows, *added))
        if added or not _in_order(path, out):
            own = [box for box in out if _entry(path, box.path)]
            out = [box for box in out if not _entry(path, box.path)]
            out += _renumbered(table, own, rows, added)
    return tuple(out)


def _list_paths(spec: FormSpec, boxes: Iterable[Box]) -> list[str]:
    paths = dict.fromkeys(path for box in boxes if (path := _list_of(box.path)))
    return [path for path in paths if keys.pattern(path) in spec.lists]


def _list_of(path: str) -> str | None:
    """The path of the innermost list that a box lies in."""
    parts = path.split(".")
    last = next((i for i in range(len(parts) - 1, -1, -1) if parts[i].isdigit()), None)
    return ".".join(parts[:last]) if last else None


def _entry(path: str, box_path: str) -> tuple[int, str] | None:
    """Position and suffix of a box in the list, None where it lies elsewhere or in a list within."""
    if not box_path.startswith(path + "."):
        return None
    position, _, suffix = box_path[len(path) + 1 :].partition(".")
    if not position.isdigit() or any(part.isdigit() for part in suffix.split(".")):
        return None
    return int(position), suffix


def _table(path: str, boxes: Iterable[Box]) -> _Table | None:
    """The list as a table, None where an entry takes several rows or its cells are scattered."""
    columns: dict[int, _Column] = {}
    row_of: dict[int, int] = {}
    sheets: set[str] = set()
    for box in boxes:
        entry = _entry(path, box.path)
        if entry is None or box.area is None:
            continue
        position, suffix = entry
        sheets.add(box.area.sheet)
        column = _Column(suffix, box.option, box.leaf)
        if columns.setdefault(box.area.first_column, column) != column:
            return None
        if row_of.setdefault(position, box.area.first_row) != box.area.first_row:
            return None
    if len(sheets) != 1 or len(set(row_of.values())) != len(row_of):
        return None
    return _Table(path, sheets.pop(), columns, frozenset(row_of.values()))


def _added(table: _Table, region: Area | None, cells: Mapping[str, Cell]) -> list[int]:
    """Rows without names that hold something in a column of the table, within its named region.

    The region reaches to the gap behind the table, so that a row typed or
    inserted right below the last one counts.
    """
    if region is None or region.sheet != table.sheet:
        return []
    filled = {row for ref in cells for column, row in [split_ref(ref)] if column in table.columns}
    return sorted(row for row in filled - table.rows if region.first_row <= row <= region.last_row)


def _in_order(path: str, boxes: Iterable[Box]) -> bool:
    found = [(entry[0], box.area.first_row) for box in boxes if box.area and (entry := _entry(path, box.path))]
    rows = [row for _, row in sorted(found)]
    return rows == sorted(rows)


def _renumbered(table: _Table, boxes: Iterable[Box], rows: list[int], added: list[int]) -> Iterator[Box]:
    position = {row: n for n, row in enumerate(rows)}
    for box in boxes:
        entry = _entry(table.path, box.path)
        if entry and box.area:
            path = f"{table.path}.{position[box.area.first_row]}.{entry[1]}"
            yield attrs.evolve(box, path=path)
    for row in added:
        for number, column in table.columns.items():
            area = Area(table.sheet, number, row, number, row)
            yield Box(f"{table.path}.{position[row]}.{column.suffix}", column.option, column.leaf, area)
