"""A workbook of ours whose names are gone: its sheet was copied into a new workbook, or written anew by a program.

Its rows keep their words and their order, and its cells their columns. So the
rows that print something are held against those of the blank, in their order,
and the names are put back: on the cells of a row with the same words, and on
the rows below it, as far from it as in the blank. What a form asks in a list
may take more rows. A row that could be two of the blank's gets no names.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.layout import Document, RepeatedBlock, walk
from tsmforms.model.boxes import Boxes
from tsmforms.model.cellnames import column_letters
from tsmforms.model.identity import parse_footer
from tsmforms.model.outline import End, GridArea, Key, Outline, Piece, Spot, Start
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.resolve import resolve
from tsmforms.reading.printouts.expected import copies
from tsmforms.reading.printouts.pagelines import squeezed
from tsmforms.reading.scene import Scene

_MOST_ROWS = 20
"""Rows of a sheet that may be rows of the blank, for each row of that; more are no copy of it."""
_MOST_COPIES = 40
_ENOUGH = 0.9
"""Share of the blank's printed words that a copy has: all, but for what somebody wrote over.

A council's own workbook may print our statements too, with rows of its own.
"""
_SURE = 0.9
_FOOT = "\x00foot"
"""Stands for the line that says which form it is, whatever record it names."""


@attrs.frozen(eq=False)
class _SheetRow:
    """A row of a sheet: its number from 0, the words it prints by column, the names of its boxes by column."""

    number: int
    words: Mapping[int, str]
    names: Mapping[int, str]

    @property
    def weight(self) -> int:
        """How much it tells that another row prints the same."""
        return sum(len(words) for words in self.words.values())


@attrs.frozen
class _NamedCell:
    """A cell that gets a name back."""

    row: int
    column: int
    name: str


def named_again(scene: Scene) -> Scene | None:
    """The same with names on its cells, for a sheet that prints what the blank does; None for any other."""
    document = scene.ground.document
    if scene.outline.format != "xlsx" or document is None or scene.ground.blank is None:
        return None
    paths = _last_copies(scene, document)
    outline = scene.ground.blank(paths) if paths else scene.ground.blank_outline
    blank = _rows_of_blank(outline, scene.boxes) if outline is not None else ()
    found = [(grid, matches) for grid in scene.outline.grids if (matches := _matched(blank, _rows(grid))) is not None]
    if not blank or not found:
        return None
    grid, matches = max(found, key=lambda one: sum(blank[n].weight for n in one[1]))
    if sum(blank[n].weight for n in matches) < _ENOUGH * sum(row.weight for row in blank):
        return None
    return attrs.evolve(scene, outline=_renamed(scene.outline, grid, _named(blank, grid, matches, scene)))


def by_words(findings: Findings) -> Findings:
    """What was read from such a sheet: by its words, not by names of its own; and that it is a copy."""
    note = Diagnostic(
        "D0115",
        "info",
        worded("D0115", "copy"),
        "look at the answers before you use them",
    )
    found = tuple(
        attrs.evolve(one, method="label", confidence=min(one.confidence, _SURE)) if one.method == "key" else one
        for one in findings.found
    )
    return attrs.evolve(findings, found=found, notes=(note, *findings.notes))


def _last_copies(scene: Scene, document: Document) -> tuple[str, ...]:
    """A path in the last copy of each block that the sheet repeats."""
    lines = [squeezed(spot.text) for spot in scene.outline.spots]
    out = []
    for block in (block for block in walk(document.blocks) if isinstance(block, RepeatedBlock)):
        number = min(copies(block.title, lines), _MOST_COPIES)
        if number:
            inside = next(box for box in scene.boxes.all if box.lists[:1] == (block.path,))
            out.append(keys.at(inside.pattern, number - 1, *(0 for _ in inside.lists[1:])))
    return tuple(out)


def _rows_of_blank(outline: Outline, boxes: Boxes) -> tuple[_SheetRow, ...]:
    grid = next(
        (
            grid
            for grid in outline.grids
            if any(resolve(key, boxes) for row in grid.rows for spot in row for key in spot.keys)
        ),
        None,
    )
    return tuple(_rows(grid)) if grid is not None else ()


def _rows(grid: GridArea) -> list[_SheetRow]:
    return [_row(spots) for spots in grid.rows if spots]


def _row(spots: Sequence[Spot]) -> _SheetRow:
    """Words with a name are not printed: boxes, and words that the form works out."""
    names = {spot.column: spot.keys[0].name for spot in spots if spot.keys}
    words = {spot.column: words for spot in spots if (words := _words(spot)) and (words == _FOOT or not spot.keys)}
    return _SheetRow(spots[0].row, words, names)


def _words(spot: Spot) -> str:
    return _FOOT if parse_footer(spot.text) is not None else squeezed(spot.text)


# --- which row is which


def _matched(blank: Sequence[_SheetRow], rows: Sequence[_SheetRow]) -> Mapping[int, int] | None:
    """The rows of the sheet by the blank's (positions among both) in their order; only those that can be no other.

    None for a sheet with too many rows that print words of the form.
    """
    telling = [n for n, row in enumerate(blank) if row.words]
    first = {(column, words) for n in telling for column, words in blank[n].words.items()}
    there = [n for n, row in enumerate(rows) if any(word in first for word in row.words.items())]
    if len(there) > _MOST_ROWS * len(blank):
        return None
    best = _best([blank[n] for n in telling], [rows[n] for n in there])
    early = dict(_traced(best, [blank[n] for n in telling], [rows[n] for n in there], up_first=True))
    late = dict(_traced(best, [blank[n] for n in telling], [rows[n] for n in there], up_first=False))
    return {telling[i]: rows[there[j]].number for i, j in early.items() if late.get(i) == j}


def _same(printed: _SheetRow, row: _SheetRow) -> bool:
    """Whether a row has all the words that a row of the blank prints, in their columns."""
    return all(row.words.get(column) == words for column, words in printed.words.items())


def _best(blank: Sequence[_SheetRow], rows: Sequence[_SheetRow]) -> list[list[int]]:
    """How many letters of every beginning of the blank are in every beginning of the sheet."""
    best = [[0] * (len(rows) + 1) for _ in range(len(blank) + 1)]
    for i, printed in enumerate(blank):
        for j, row in enumerate(rows):
            most = max(best[i][j + 1], best[i + 1][j])
            best[i + 1][j + 1] = max(most, best[i][j] + printed.weight) if _same(printed, row) else most
    return best


def _traced(
    best: Sequence[Sequence[int]], blank: Sequence[_SheetRow], rows: Sequence[_SheetRow], *, up_first: bool
) -> Iterator[tuple[int, int]]:
    """One of the best ways to match: where two are as good, the rows nearer to the top, or to the bottom."""
    i, j = len(blank), len(rows)
    while i and j:
        is_skip_of_row, is_skip_of_printed = best[i][j] == best[i][j - 1], best[i][j] == best[i - 1][j]
        is_match = _same(blank[i - 1], rows[j - 1]) and best[i][j] == best[i - 1][j - 1] + blank[i - 1].weight
        if is_match and (not up_first or not (is_skip_of_row or is_skip_of_printed)):
            i, j = i - 1, j - 1
            yield i, j
        elif is_skip_of_row:
            j -= 1
        elif is_skip_of_printed:
            i -= 1
        else:
            i, j = i - 1, j - 1
            yield i, j


# --- names put back


def _named(
    blank: Sequence[_SheetRow], grid: GridArea, matches: Mapping[int, int], scene: Scene
) -> Iterator[_NamedCell]:
    """The boxes of each row that was found, and of the rows below it that print nothing.

    A final copy may have left out the row that the blank prints below these.
    """
    filled = {spots[0].row for spots in grid.rows if any(spot.text.strip() for spot in spots)}
    printed = [n for n, row in enumerate(blank) if row.words]
    known = [n for n in printed if n in matches]
    follows = dict(pairwise(known))
    for n, below in pairwise([*printed, len(blank)]):
        if n not in matches:
            continue
        moved = matches[n] - blank[n].number
        yield from _at(blank[n], matches[n])
        rows = blank[n + 1 : below]
        end = follows.get(n)
        shift = matches[end] - blank[end].number - moved if end is not None else _longer(rows, moved, filled)
        if scene.is_final and end not in (below, None):
            is_listed = any(_list_of(row, scene.boxes) for row in rows)
            shift = _to_the_gap(rows, moved, filled, matches[end]) if is_listed else 0
        elif shift and end not in (below, None):
            continue
        yield from _under(rows, moved, shift, filled, scene.boxes)


def _longer(rows: Sequence[_SheetRow], moved: int, filled: Container[int]) -> int:
    """How many more rows hold something at the end of a sheet than the blank has boxes there."""
    last = rows[-1].number + moved if rows else 0
    end = last
    while rows and end + 1 in filled:
        end += 1
    return end - last


def _to_the_gap(rows: Sequence[_SheetRow], moved: int, filled: Container[int], until: int) -> int:
    """How many more rows, or less, hold something without a gap below a printed row than the blank has boxes there."""
    end = rows[0].number + moved if rows else 0
    while end in filled and end < until:
        end += 1
    return end - 1 - (rows[-1].number + moved) if rows else 0


def _at(row: _SheetRow, number: int, list_path: str = "", position: int = 0) -> Iterator[_NamedCell]:
    for column, name in row.names.items():
        yield _NamedCell(number, column, _of_entry(name, list_path, position) if list_path else name)


def _under(
    rows: Sequence[_SheetRow], moved: int, shift: int, filled: Container[int], boxes: Boxes
) -> Iterator[_NamedCell]:
    """The rows of boxes between two printed ones; a list among them has so many rows more, or less.

    Args:
        rows: Rows of the blank.
        moved: By how many rows the printed one above them is further down.
        shift: By how many more the one below is.
        filled: The rows of the sheet that hold something.
        boxes: The boxes of the form.
    """
    lists = {path for row in rows if (path := _list_of(row, boxes))}
    if not lists:
        yield from (one for row in rows if not shift for one in _at(row, row.number + moved))
        return
    if len(lists) > 1:
        return
    path = next(iter(lists))
    entries = [row for row in rows if _list_of(row, boxes)]
    first, last = entries[0].number + moved, entries[-1].number + moved + shift
    there = [number for number in range(first, last + 1) if number in filled]
    for position, number in enumerate(there or range(first, last + 1)):
        yield from _at(entries[0], number, path, position)
    for row in rows:
        if row not in entries:
            yield from _at(row, row.number + moved + (shift if row.number > entries[-1].number else 0))


def _list_of(row: _SheetRow, boxes: Boxes) -> str:
    """The list whose entry a row of boxes is; empty where it is none."""
    paths = [parsed[0] for name in row.names.values() if (parsed := keys.from_defined_name(name)) is not None]
    parts = paths[0].split(".") if paths else []
    last = max((n for n, part in enumerate(parts) if part.isdigit()), default=0)
    path = ".".join(parts[:last])
    return path if path and keys.pattern(path) not in boxes.blocks else ""


def _of_entry(name: str, list_path: str, position: int) -> str:
    """The name of the same box in another entry of its list."""
    start = f"{keys.defined_name(list_path)}._"
    behind = name.removeprefix(start).partition(".")[2]
    return f"{start}{position}.{behind}"


def _renamed(outline: Outline, grid: GridArea, named: Iterable[_NamedCell]) -> Outline:
    """The outline with a key around each of these cells; empty cells that the file does not list come at its end."""
    names = {(one.row, one.column): one.name for one in named}
    spots: list[Spot] = []
    for spot in outline.spots:
        name = names.pop((spot.row, spot.column), None) if spot.table == grid.number else None
        spots.append(attrs.evolve(spot, pieces=_keyed(name, spot)) if name else spot)
    for (row, column), name in names.items():
        empty = Spot(len(spots), _place(grid, row, column), (), "sheet", table=grid.number, row=row, column=column)
        spots.append(attrs.evolve(empty, pieces=_keyed(name, empty)))
    return attrs.evolve(outline, spots=tuple(spots), grids=tuple(_regrouped(outline.grids, spots)))


def _keyed(name: str, spot: Spot) -> tuple[Piece, ...]:
    key = Key("name", name)
    return (Start(key), *spot.pieces, End(key))


def _regrouped(grids: Iterable[GridArea], spots: Iterable[Spot]) -> Iterator[GridArea]:
    rows: dict[int, dict[int, list[Spot]]] = {}
    for spot in spots:
        if spot.table is not None:
            rows.setdefault(spot.table, {}).setdefault(spot.row, []).append(spot)
    for grid in grids:
        found = rows.get(grid.number, {})
        yield attrs.evolve(
            grid, rows=tuple(tuple(sorted(found[row], key=lambda spot: spot.column)) for row in sorted(found))
        )


def _place(grid: GridArea, row: int, column: int) -> Place:
    return Place(sheet=grid.sheet, cell_ref=f"{column_letters(column + 1)}{row + 1}")
