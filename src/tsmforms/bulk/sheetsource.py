"""An XLSX export: read by calamine in a child process, kept here in packed pieces.

Calamine aborts its whole process on some sheets, hence the child. Typed cells
become the text a person would write (dates day first), so that the same export
as CSV and as XLSX makes the same letters.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import attrs

from tsmforms.bulk.headings import find_header, hits
from tsmforms.bulk.source import Row
from tsmforms.convert.text import plain
from tsmforms.diagnostics import ReadError

_SECONDS = 180.0
_MEGABYTES = 3072
_PIECE = 1000
_TOP = 40
_ERROR_CELL = re.compile(rb'<c\s(?=[^>]*\st="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
                         rb"(?:(?!</c>).)*?<v>(#[^<]{1,12})</v>")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@attrs.frozen
class SheetSource:
    """A sheet of a workbook. `pieces` are rows as packed JSON, about a thousand each."""

    header: tuple[str, ...]
    header_line: int
    digest: str
    pieces: tuple[bytes, ...] = attrs.field(repr=False)

    def rows(self) -> Iterator[Row]:
        """Every row below the header that is not blank, in order."""
        line = self.header_line
        for piece in self.pieces:
            for cells in json.loads(zlib.decompress(piece)):
                line += 1
                if any(cells):
                    yield Row(line, line, cells)


def open_sheet(path: Path, known: Collection[str]) -> SheetSource:
    """The sheet of a workbook that has the headings.

    Raises:
        ReadError: The file is refused, is damaged, or several sheets have the headings.
    """
    from tsmforms.intake import BULK, call_in_child, examine

    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError("D0910", f'"{path.name}" cannot be opened', "check that you may read the file") from error
    if examine(data, path.name, BULK) != "xlsx":
        raise ReadError("D0902", "this is not a table: neither CSV nor an Excel workbook",
                        'save it as "CSV UTF-8" or as an Excel workbook (.xlsx)')
    digest = hashlib.sha256(data).hexdigest()
    del data
    header, line, pieces = call_in_child(read_sheet, (str(path), sorted(known)), _SECONDS, _MEGABYTES)
    return SheetSource(tuple(header), line, digest, tuple(pieces))


# --- in the child process

def read_sheet(path: str, known: list[str]) -> tuple[list[str], int, list[bytes]]:
    """The header, its row, and the rows below it in packed pieces. Runs in the child process."""
    import python_calamine

    workbook = python_calamine.CalamineWorkbook.from_path(path)
    name, rows, header_at = _choose(workbook, frozenset(known))
    for (row, column), shown in _error_cells(path, name).items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = shown
    header = [_text(cell).strip() for cell in rows[header_at]]
    below = [[_text(cell) for cell in row] for row in rows[header_at + 1:]]
    pieces = [_pack(below[at:at + _PIECE]) for at in range(0, len(below), _PIECE)]
    return _without_tail(header), header_at + 1, pieces


def _choose(workbook: Any, known: frozenset[str]) -> tuple[str, list[list[Any]], int]:
    """The sheet with the headings: its name, its rows from the first on, and the header's position."""
    found: list[tuple[str, list[list[Any]], int]] = []
    first: tuple[str, list[list[Any]], int] | None = None
    for sheet in workbook.sheets_metadata:
        if "Visible" not in str(sheet.visible) or "WorkSheet" not in str(sheet.typ):
            continue
        rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        top = [[_text(cell) for cell in row] for row in rows[:_TOP]]
        position = find_header(top, known)
        if position is not None:
            first = first or (sheet.name, rows, position)
            if hits(top[position], known) > 1:
                found.append((sheet.name, rows, position))
    if len(found) > 1:
        names = ", ".join(f'"{name}"' for name, _, _ in found)
        raise ReadError("D0902", f"several sheets have the headings: {names}",
                        "keep the one to use in this workbook, and save the others elsewhere")
    chosen = found[0] if found else first
    if chosen is None:
        raise ReadError("D0901", "the workbook is empty", "export the table again")
    return chosen


def _without_tail(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _pack(rows: list[list[str]]) -> bytes:
    text = json.dumps([_without_tail(row) for row in rows], ensure_ascii=False)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime.timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return plain(cell)


def _error_cells(path: str, sheet: str) -> dict[tuple[int, int], str]:
    """Cells that show an error, by row and column from 0: calamine gives them as empty."""
    import zipfile

    with zipfile.ZipFile(path) as package:
        part = _sheet_part(package, sheet)
        data = package.read(part) if part else b""
    return {(int(row) - 1, _column(letters.decode())): shown.decode("ascii", "replace")
            for letters, row, shown in _ERROR_CELL.findall(data)}


def _sheet_part(package: Any, sheet: str) -> str | None:
    from tsmforms.intake import parse_xml

    book = parse_xml(package.read("xl/workbook.xml"))
    wanted = next((e.get(f"{{{_OFFICE}}}id") for e in book.iter("{*}sheet") if e.get("name") == sheet), None)
    for link in parse_xml(package.read("xl/_rels/workbook.xml.rels")).iter("{*}Relationship"):
        if link.get("Id") == wanted:
            target = str(link.get("Target"))
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
