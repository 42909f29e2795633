"""Which entry of an open list each place belongs to: rows of a table, columns of one, or blocks of repeated labels."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence

import attrs

from tsmforms.kinds import TEXT
from tsmforms.reading.originals.candidates import Edge
from tsmforms.reading.originals.folding import fold, tidy

_SERIAL = re.compile(r"\s*\(?\d{1,3}\s*[.):]?\s*\Z")


def entries_of(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    """The edges of one list by entry, in reading order; entries of which nothing is filled in are there too."""
    edges = [edge for edge in edges if not _is_serial(edge, edges)]
    rows, columns = _row_tables(edges), _turned(edges)
    keyed: dict[Hashable, list[Edge]] = {}
    current: list[Edge] = []
    count = 0
    for edge in sorted(edges, key=lambda e: e.site.number):
        key = _key(edge, rows, columns)
        if key is None and edge.site.is_empty and edge.head is not None and edge.head.between:
            continue
        if key is None:
            if any(_same(edge, other) and not _says_so_again(edge, other) for other in current):
                current, count = [], count + 1
            current.append(edge)
            keyed[("block", count)] = current
        else:
            keyed.setdefault(key, []).append(edge)
    yield from keyed.values()


def _same(one: Edge, other: Edge) -> bool:
    return one.question is other.question and one.option == other.option


def _says_so_again(one: Edge, other: Edge) -> bool:
    """Whether the name of an entry is there again, or left out, in the next of the rows that the form prints within it."""
    is_of_entry = not any(step.is_row for step in one.question.steps)
    is_below = (
        one.site.grid is not None and one.site.grid == other.site.grid and one.site.spot.row > other.site.spot.row
    )
    return is_of_entry and is_below and (one.site.is_empty or fold(one.site.text) == fold(other.site.text))


def _is_serial(edge: Edge, edges: Sequence[Edge]) -> bool:
    """Whether a cell holds the number of its row, beside the answer of the row."""
    return (
        edge.site.grid is not None
        and _SERIAL.match(edge.site.text) is not None
        and any(
            other is not edge
            and _same(edge, other)
            and other.site.spot.table == edge.site.spot.table
            and other.site.spot.row == edge.site.spot.row
            and other.site.spot.column > edge.site.spot.column
            for other in edges
        )
    )


def _head_row(edge: Edge) -> Hashable | None:
    if edge.head is None or edge.way not in ("above", "choice"):
        return None
    return edge.head.cell.spot.table, edge.head.cell.spot.row


def _row_tables(edges: Sequence[Edge]) -> frozenset[Hashable]:
    """Header rows below which several rows are filled in: each row is an entry.

    Rows that the form prints within an entry (its terms) are not entries: of these
    one question has to be answered in several rows.
    """
    rows: dict[tuple[Hashable, str], set[int]] = {}
    for edge in edges:
        if (head := _head_row(edge)) is not None and not edge.site.is_empty:
            printed = any(step.is_row for step in edge.question.steps)
            key = f"{edge.question.pattern} {edge.option}" if printed else ""
            rows.setdefault((head, key), set()).add(edge.site.spot.row)
    within = _printed_within(edges)
    return frozenset(head for (head, _), found in rows.items() if len(found) > 1 and head not in within)


def _printed_within(edges: Sequence[Edge]) -> set[Hashable]:
    """Header rows below which each row is another of those that the form prints within an entry: its terms."""
    steps: dict[Hashable, dict[int, set[str]]] = {}
    for edge in edges:
        printed = [step.path for step in edge.question.steps if step.is_row]
        if (head := _head_row(edge)) is not None and printed:
            steps.setdefault(head, {}).setdefault(edge.site.spot.row, set()).add(printed[-1])
    return {
        head
        for head, found in steps.items()
        if all(len(one) == 1 for one in found.values()) and len(set.union(*found.values())) > 1
    }


def _turned(edges: Sequence[Edge]) -> set[Hashable]:
    """Grids whose labels stand at the left and whose columns are the entries."""
    seen: dict[Hashable, set[int]] = {}
    for edge in edges:
        if edge.way == "left" and edge.head is not None:
            columns = seen.setdefault((id(edge.head.cell), edge.question.pattern), set())
            columns.update(() if edge.site.is_empty else (edge.site.spot.column,))
    tables = {
        edge.site.spot.table
        for edge in edges
        if edge.way == "left" and edge.head is not None and len(seen[id(edge.head.cell), edge.question.pattern]) > 1
    }
    return set(tables)


def _key(edge: Edge, rows: frozenset[Hashable], columns: set[Hashable]) -> Hashable | None:
    head = _head_row(edge)
    if head is not None and head in rows:
        return "row", edge.site.spot.table, edge.site.spot.row
    if edge.way == "left" and edge.site.spot.table in columns:
        return "column", edge.site.spot.table, edge.site.spot.column
    return None


_NAMES = frozenset(("name", "pupil"))
"""Keys of questions that one line answers, whatever their kind."""


def in_lines(edge: Edge) -> bool:
    """Whether several lines stand where one entry of a list takes one line: several entries in one box."""
    field = edge.question.field
    is_single = field.kind is TEXT or field.kind.is_exact or field.key in _NAMES
    if edge.site.spot.part == "page":  # the page may have broken one line
        return field.key in _NAMES and len(edge.site.parts) > 1
    return is_single and len(_lines(edge)) > 1


def _lines(edge: Edge) -> list[str]:
    return [line for line in tidy(edge.site.text).split("\n") if line.strip()]


def parted(entry: Sequence[Edge]) -> list[list[Edge]]:
    """The entries in one row of boxes: one a line, where every box that is filled in has as many; else as it is."""
    filled = [edge for edge in entry if not edge.site.is_empty]
    counts = {len(_lines(edge)) for edge in filled}
    if not filled or len(counts) != 1 or not any(in_lines(edge) for edge in filled):
        return [list(entry)]
    lines = [[_line(edge, number) for edge in filled] for number in range(counts.pop())]
    found = [[edge for edge in line if edge is not None] for line in lines]
    return found if found == lines else [list(entry)]


def _line(edge: Edge, number: int) -> Edge | None:
    """An edge with one line of its place; None where the line is not in it as it is written."""
    line = _lines(edge)[number]
    for cell, start, end in edge.site.parts:
        at = cell.text.find(line, start, end)
        if at >= 0:
            return attrs.evolve(edge, site=attrs.evolve(edge.site, parts=[(cell, at, at + len(line))]))
    return None
