"""Read a letter's table of recipients: columns by defined name, then by heading; a record for each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.formats.xlsx.book import Area, Book, Cell, letters, split_ref
from tsmforms.formats.xlsx.identity import HIDDEN_SHEET, foot_identity, hidden_identity
from tsmforms.formats.xlsx.names import REFERENCE_NAME
from tsmforms.formats.xlsx.values import read_value
from tsmforms.layout.columns import REFERENCE_HEADING, TableColumn, table_columns
from tsmforms.model import FormSpec, Found, Identity, Reading

_HEADING_ROWS = 20
_LEAST_HEADINGS = 2
_HELP_MISSING = "make a fresh table and copy the rows into it"


@attrs.frozen
class _Table:
    """Where the table lies: its sheet, the row of its headings, and the column of each answer."""

    sheet: str
    heading_row: int
    columns: Mapping[int, TableColumn]
    reference: int | None
    notes: tuple[Diagnostic, ...] = ()


def read_table(book: Book, spec: FormSpec) -> Reading:
    """A record for each row that holds anything. Without rows: the empty boxes of the first, as of a blank form."""
    identity = hidden_identity(book) or foot_identity(book) or Identity()
    columns = table_columns(spec)
    for sheet in _likely_sheets(book):
        cells = book.cells(sheet)
        table = _by_name(book, sheet, columns, cells) or _by_heading(sheet, columns, cells)
        if table:
            return _read(book, table, cells, columns, identity)
    lost = Diagnostic("D0103", "error", "the workbook has no table of letters that could be found",
                      "keep the row of headings as it was made; its cells may have been changed")
    return Reading(identity, diagnostics=(lost,))


def _likely_sheets(book: Book) -> list[str]:
    named = [n.area.sheet for n in book.names if n.area and keys.from_defined_name(n.name.lower())]
    return [sheet for sheet in dict.fromkeys((*named, *book.sheets))
            if sheet in book.sheets and sheet.casefold() != HIDDEN_SHEET]


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def _by_name(
    book: Book, sheet: str, columns: Iterable[TableColumn], cells: Mapping[str, Cell]
) -> _Table | None:
    areas: dict[str, Area] = {n.name.lower(): n.area for n in book.names if n.area and n.area.sheet == sheet}
    placed = {area.first_column: column for column in columns
              if (area := areas.get(keys.defined_name(column.path).lower()))}
    if not placed:
        return None
    rows = [area.first_row for name, area in areas.items() if keys.from_defined_name(name)]
    row = max(set(rows), key=rows.count)
    reference = areas.get(REFERENCE_NAME)
    return _completed(_Table(sheet, row, placed, reference.first_column if reference else None), columns, cells)


def _by_heading(sheet: str, columns: Iterable[TableColumn], cells: Mapping[str, Cell]) -> _Table | None:
    known = _headings(columns)
    counts: dict[int, int] = {}
    for ref, cell in cells.items():
        row = split_ref(ref)[1]
        if row <= _HEADING_ROWS and _fold(cell.text) in known:
            counts[row] = counts.get(row, 0) + 1
    if not counts or max(counts.values()) < _LEAST_HEADINGS:
        return None
    return _completed(_Table(sheet, max(counts, key=lambda r: counts[r]), {}, None), columns, cells)


def _headings(columns: Iterable[TableColumn]) -> dict[str, TableColumn]:
    out: dict[str, TableColumn] = {}
    for column in columns:
        for text in (*column.aliases, column.heading):
            out[_fold(text)] = column
    return out


def _completed(table: _Table, columns: Iterable[TableColumn], cells: Mapping[str, Cell]) -> _Table:
    """Columns that have no name are found by their heading; where name and heading differ neither is believed."""
    known = _headings(columns)
    placed = dict(table.columns)
    reference = table.reference
    notes: list[Diagnostic] = []
    for number, text in _heading_cells(table, cells):
        said = known.get(_fold(text))
        if _fold(text) == _fold(REFERENCE_HEADING):
            reference = reference or number
        elif said and number not in placed and said not in placed.values():
            placed[number] = said
        elif said and said != placed.get(number):
            notes.append(_contradiction(table, number, said, placed.pop(number, None)))
        elif not said and number not in placed and number != reference:
            notes.append(_unknown(table, number, text))
    return attrs.evolve(table, columns=placed, reference=reference, notes=tuple(notes))


def _heading_cells(table: _Table, cells: Mapping[str, Cell]) -> Iterator[tuple[int, str]]:
    for ref, cell in cells.items():
        column, row = split_ref(ref)
        if row == table.heading_row and cell.text.strip():
            yield column, cell.text


def _contradiction(table: _Table, number: int, said: TableColumn, named: TableColumn | None) -> Diagnostic:
    place = Place(sheet=table.sheet, cell_ref=f"{letters(number)}{table.heading_row}")
    if named is None:
        return Diagnostic("D0101", "error", f'the column "{said.heading}" stands twice; the second was not read',
                          "keep one of them", field=said.path, place=place)
    return Diagnostic("D0101", "error",
                      f'the column made for "{named.heading}" is headed "{said.heading}"; it was not read',
                      _HELP_MISSING, field=said.path, place=place)


def _unknown(table: _Table, number: int, text: str) -> Diagnostic:
    place = Place(sheet=table.sheet, cell_ref=f"{letters(number)}{table.heading_row}")
    return Diagnostic("D0104", "warning", "a column is no question of this letter and was not read",
                      "check its heading", place=place, found=text)


def _read(
    book: Book, table: _Table, cells: Mapping[str, Cell], columns: Iterable[TableColumn], identity: Identity
) -> Reading:
    rows = sorted({row for ref in cells for column, row in [split_ref(ref)]
                   if row > table.heading_row and (column in table.columns or column == table.reference)
                   and cells[ref].text.strip()})
    read = [_record(book, table, cells, row) for row in rows or [table.heading_row + 1]]
    notes = (*table.notes, *_missing(table, columns))
    if not rows:
        return Reading(identity, read[0][1], diagnostics=notes)
    records = tuple((reference, found) for reference, found, _ in read)
    return Reading(identity, records=records, record_notes=tuple(said for _, _, said in read), diagnostics=notes)


def _record(
    book: Book, table: _Table, cells: Mapping[str, Cell], row: int
) -> tuple[str | None, tuple[Found, ...], tuple[Diagnostic, ...]]:
    found: list[Found] = []
    notes: list[Diagnostic] = []
    for number, column in table.columns.items():
        ref = f"{letters(number)}{row}"
        place = Place(sheet=table.sheet, cell_ref=ref, column_name=column.heading)
        reading = read_value(book, cells.get(ref), column.leaf, column.path, place)
        found.append(Found(column.path, reading.value, reading.raw, "key", place))
        notes += reading.notes
    reference = cells.get(f"{letters(table.reference)}{row}") if table.reference else None
    return (reference.text.strip() or None) if reference else None, tuple(found), tuple(notes)


def _missing(table: _Table, columns: Iterable[TableColumn]) -> Iterator[Diagnostic]:
    present = {column.path for column in table.columns.values()}
    refused = {note.field for note in table.notes}
    for column in columns:
        if column.path not in present and column.path not in refused:
            yield Diagnostic("D0103", "warning", f'the column "{column.heading}" is missing from the table',
                             _HELP_MISSING, field=column.path, place=Place(sheet=table.sheet))
