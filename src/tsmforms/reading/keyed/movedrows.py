"""Rows of a workbook that were sorted, moved or copied with their labels while the names of their cells stayed.

In Word and PDF a key travels with its box. In a workbook the name stays with the
cell: after sorting, the answer in a cell belongs to the label next to it, and
the name says otherwise. So each box is held against the labels next to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

import attrs

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model.boxes import Boxes
from tsmforms.model.outline import Outline, Spot
from tsmforms.model.spec import FieldSpec, FormSpec
from tsmforms.reading.keyed.anchors import Anchored

_FEWEST_LETTERS = 3
"""Shorter labels ("A", "1.") are on many rows, and tell only in the column of their table's labels."""


_SheetRow: TypeAlias = tuple[int, int]
"""The number of a grid, and a row of it."""


@attrs.frozen
class _MovedRow:
    """A printed row of a table: the path of the table, and the row's key."""

    table: str
    key: str


def by_label(
    outline: Outline, boxes: Boxes, found: Iterable[Anchored]
) -> tuple[tuple[Anchored, ...], list[Diagnostic]]:
    """The boxes, each with the path of the printed row whose label stands next to it; and what is to be said of it."""
    anchors = tuple(found)
    rows = _rows(boxes.spec)
    if outline.format != "xlsx" or not rows:
        return anchors, []
    keyed = {one.spot.number for one in anchors if one.kind == "key"}
    beside = _labels_by_row(outline, keyed, rows, _sheet_rows(anchors, boxes.spec))
    out, moved = [], {}
    for one in anchors:
        own = _own_row(one.path, boxes.spec)
        meant = beside.get((one.spot.table or 0, one.spot.row), frozenset()) if own else frozenset()
        candidates = [row for row in meant if own and row.table == own.table]
        if own and len(candidates) == 1 and candidates[0] != own:
            path = one.path.replace(f"{own.table}.{own.key}.", f"{own.table}.{candidates[0].key}.", 1)
            moved[candidates[0]] = one
            box = boxes.of(path, one.box.option)
            out.append(attrs.evolve(one, path=path, box=box or one.box))
        else:
            out.append(one)
    return tuple(out), [_note(row, one, boxes.spec) for row, one in moved.items()]


def _note(row: _MovedRow, one: Anchored, spec: FormSpec) -> Diagnostic:
    label = next(r.label for r in spec.containers[row.table].rows if r.key == row.key)
    return Diagnostic(
        "D0113",
        "warning",
        worded("D0113", label=label),
        "check this row",
        field=f"{row.table}.{row.key}",
        place=one.spot.place,
    )


@lru_cache(maxsize=64)
def _rows(spec: FormSpec) -> Mapping[str, tuple[_MovedRow, ...]]:
    """The printed rows by their folded label; only tables outside lists, whose rows cannot repeat."""
    out: dict[str, list[_MovedRow]] = {}
    for path, field in spec.containers.items():
        if field.container == "rows" and "[]" not in path and len(field.rows) > 1:
            for row in field.rows:
                out.setdefault(_folded(row.label), []).append(_MovedRow(path, row.key))
    return {label: tuple(rows) for label, rows in out.items() if label}


@lru_cache(maxsize=20_000)
def _own_row(path: str, spec: FormSpec) -> _MovedRow | None:
    """The innermost printed row a box lies in."""
    parts = path.split(".")
    for end in range(len(parts) - 2, 0, -1):
        table = ".".join(parts[:end])
        field: FieldSpec | None = spec.containers.get(table)
        if field is not None and field.container == "rows":
            return _MovedRow(table, parts[end])
    return None


def _sheet_rows(anchors: Iterable[Anchored], spec: FormSpec) -> Mapping[str, frozenset[_SheetRow]]:
    """The rows of the sheet in which the boxes of each table lie."""
    out: dict[str, set[_SheetRow]] = {}
    for one in anchors:
        if one.kind == "key" and (own := _own_row(one.path, spec)) is not None:
            out.setdefault(own.table, set()).add((one.spot.table or 0, one.spot.row))
    return {table: frozenset(found) for table, found in out.items()}


def _labels_by_row(
    outline: Outline,
    keyed: frozenset[int] | set[int],
    rows: Mapping[str, tuple[_MovedRow, ...]],
    sheet_rows: Mapping[str, frozenset[_SheetRow]],
) -> Mapping[_SheetRow, frozenset[_MovedRow]]:
    """The printed rows whose labels are in each row of the sheet."""
    told = [
        (spot, row)
        for spot in _cells(outline)
        if spot.number not in keyed
        for row in rows.get(_folded(spot.text), ())
        if (spot.table or 0, spot.row) in sheet_rows.get(row.table, ()) or len(_folded(spot.text)) >= _FEWEST_LETTERS
    ]
    columns = _label_columns(told)
    out: dict[_SheetRow, set[_MovedRow]] = {}
    for spot, row in told:
        if len(_folded(spot.text)) >= _FEWEST_LETTERS or columns[row.table] == spot.column:
            for below in range(spot.rows):
                out.setdefault((spot.table or 0, spot.row + below), set()).add(row)
    return {at: frozenset(found) for at, found in out.items()}


def _label_columns(told: Iterable[tuple[Spot, _MovedRow]]) -> Mapping[str, int]:
    """The column in which most labels of each table are, the first of several."""
    counts: dict[str, Counter[int]] = {}
    for spot, row in told:
        counts.setdefault(row.table, Counter())[spot.column] += 1
    return {table: min(found, key=lambda column: (-found[column], column)) for table, found in counts.items()}


def _cells(outline: Outline) -> Iterator[Spot]:
    return (spot for spot in outline.spots if spot.table is not None and spot.part == "sheet")


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return " ".join(text.split()).rstrip(":").casefold()
