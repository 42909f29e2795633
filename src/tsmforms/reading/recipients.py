"""A letter's table of recipients: columns by defined name, then by heading; a record for each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.layout.columns import REFERENCE_HEADING, TableColumn, table_columns
from tsmforms.model import Found
from tsmforms.model.cellnames import column_letters
from tsmforms.model.outline import GridArea, Outline, Spot
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.typed import typed_value
from tsmforms.reading.scene import Scene

REFERENCE_NAME = "_tsmforms.record_id"
"""The name of the column of record ids in a letter's table."""

_HEADING_ROWS = 20
_LEAST_HEADINGS = 2
_HELP_MISSING = "make a fresh table and copy the rows into it"


@attrs.frozen
class RecipientRow:
    """One letter of the table: its reference, and what stands in its row."""

    record_id: str | None
    findings: Findings


@attrs.frozen
class Recipients:
    """The letters of a table, and what is to be said of the table; `blank`: the empty boxes of a table without any."""

    rows: tuple[RecipientRow, ...]
    notes: tuple[Diagnostic, ...]
    blank: Findings = attrs.field(factory=Findings)


@attrs.frozen
class _RecipientTable:
    """Where the table lies: its sheet, the row of its headings, and the column of each answer."""

    grid: GridArea
    heading_row: int
    columns: Mapping[int, TableColumn]
    reference: int | None
    notes: tuple[Diagnostic, ...] = ()

    @property
    def sheet(self) -> str | None:
        return self.grid.sheet


def recipients(scene: Scene) -> Recipients:
    """A record for each row that contains anything. Without rows: the empty boxes of the first, as of a blank form."""
    columns = table_columns(scene.spec)
    for grid in _likely(scene.outline):
        table = _by_name(scene.outline, grid, columns) or _by_heading(grid, columns)
        if table:
            return _read(table, columns)
    lost = Diagnostic(
        "D0103",
        "error",
        worded("D0103", "no_table"),
        "keep the row of headings as it was made; its cells may have been changed",
    )
    return Recipients((), (lost,))


def _likely(outline: Outline) -> list[GridArea]:
    """The sheets, those with names of ours first."""
    sheets = [grid for grid in outline.grids if grid.sheet is not None]
    return sorted(sheets, key=lambda grid: not any(map(keys.from_defined_name, _named(outline, grid))))


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def _named(outline: Outline, grid: GridArea) -> dict[str, tuple[int, int]]:
    """Row and column of every name on a sheet; of a range its first cell."""
    spots = {key.name.lower(): (s.row, s.column) for cells in grid.rows for s in cells for key in s.keys}
    return spots | {
        region.name.lower(): (region.first_row, region.first_column)
        for region in outline.regions
        if region.sheet == grid.sheet
    }


def _by_name(outline: Outline, grid: GridArea, columns: Iterable[TableColumn]) -> _RecipientTable | None:
    places = _named(outline, grid)
    placed = {
        place[1]: column
        for column in columns
        if (place := places.get(keys.defined_name(column.path).lower())) is not None
    }
    if not placed:
        return None
    rows = [row for name, (row, _) in places.items() if keys.from_defined_name(name)]
    row = max(set(rows), key=rows.count)
    reference = places.get(REFERENCE_NAME)
    return _completed(_RecipientTable(grid, row, placed, reference[1] if reference else None), columns)


def _by_heading(grid: GridArea, columns: Iterable[TableColumn]) -> _RecipientTable | None:
    known = _headings(columns)
    counts: dict[int, int] = {}
    for cells in grid.rows:
        for spot in cells:
            if spot.row < _HEADING_ROWS and _fold(spot.text) in known:
                counts[spot.row] = counts.get(spot.row, 0) + 1
    if not counts or max(counts.values()) < _LEAST_HEADINGS:
        return None
    return _completed(_RecipientTable(grid, max(counts, key=lambda r: counts[r]), {}, None), columns)


def _headings(columns: Iterable[TableColumn]) -> dict[str, TableColumn]:
    return {_fold(text): column for column in columns for text in (*column.aliases, column.heading)}


def _completed(table: _RecipientTable, columns: Iterable[TableColumn]) -> _RecipientTable:
    """Columns that have no name are found by their heading; where name and heading differ neither is believed."""
    known = _headings(columns)
    placed = dict(table.columns)
    reference = table.reference
    notes: list[Diagnostic] = []
    for spot in _heading_spots(table):
        number, text = spot.column, spot.text
        said = known.get(_fold(text))
        if _fold(text) == _fold(REFERENCE_HEADING):
            reference = number if reference is None else reference
        elif said and number not in placed and said not in placed.values():
            placed[number] = said
        elif said and said != placed.get(number):
            notes.append(_contradiction(spot, said, placed.pop(number, None)))
        elif not said and number not in placed and number != reference:
            notes.append(
                Diagnostic(
                    "D0104",
                    "warning",
                    worded("D0104", "column"),
                    "check its heading",
                    place=spot.place,
                    found=text,
                )
            )
    return attrs.evolve(table, columns=placed, reference=reference, notes=tuple(notes))


def _heading_spots(table: _RecipientTable) -> Iterator[Spot]:
    return (spot for cells in table.grid.rows for spot in cells if spot.row == table.heading_row and spot.text.strip())


def _contradiction(spot: Spot, said: TableColumn, named: TableColumn | None) -> Diagnostic:
    if named is None:
        return Diagnostic(
            "D0101",
            "error",
            worded("D0101", "column_twice", heading=said.heading),
            "keep one of them",
            field=said.path,
            place=spot.place,
        )
    return Diagnostic(
        "D0101",
        "error",
        worded("D0101", "headed_differently", heading=named.heading, said_heading=said.heading),
        _HELP_MISSING,
        field=said.path,
        place=spot.place,
    )


def _read(table: _RecipientTable, columns: Iterable[TableColumn]) -> Recipients:
    filled = [
        cells
        for cells in table.grid.rows
        if cells
        and cells[0].row > table.heading_row
        and any((s.column in table.columns or s.column == table.reference) and s.text.strip() for s in cells)
    ]
    notes = (*table.notes, *_missing(table, columns))
    if not filled:
        return Recipients((), notes, _boxes(table, table.heading_row + 1, ()))
    return Recipients(tuple(_row(table, cells) for cells in filled), notes)


def _row(table: _RecipientTable, cells: Iterable[Spot]) -> RecipientRow:
    by_column = {spot.column: spot for spot in cells}
    row = next(iter(by_column.values())).row
    reference = by_column.get(table.reference) if table.reference is not None else None
    record_id = (reference.text.strip() or None) if reference else None
    return RecipientRow(record_id, _boxes(table, row, by_column.values()))


def _boxes(table: _RecipientTable, row: int, cells: Iterable[Spot]) -> Findings:
    by_column = {spot.column: spot for spot in cells}
    found: list[Found] = []
    notes: list[Diagnostic] = []
    for number, column in table.columns.items():
        spot = by_column.get(number)
        place = Place(sheet=table.sheet, cell_ref=f"{column_letters(number + 1)}{row + 1}", column_name=column.heading)
        if spot is None or spot.cell is None:
            text = spot.text if spot is not None else ""
            found.append(Found(column.path, text, text, "key", place))
            continue
        typed = typed_value(spot.cell, spot.text, column.leaf, column.path, place)
        found.append(Found(column.path, typed.value, typed.raw, "key", place))
        notes += typed.notes
    return Findings(tuple(found), tuple(notes))


def _missing(table: _RecipientTable, columns: Iterable[TableColumn]) -> Iterator[Diagnostic]:
    present = {column.path for column in table.columns.values()}
    refused = {note.field for note in table.notes}
    for column in columns:
        if column.path not in present and column.path not in refused:
            yield Diagnostic(
                "D0103",
                "warning",
                worded("D0103", "column_gone", heading=column.heading),
                _HELP_MISSING,
                field=column.path,
                place=Place(sheet=table.sheet),
            )
