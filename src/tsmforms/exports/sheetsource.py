"""An XLSX export: read by calamine in a child process, kept here in packed pieces.

Calamine aborts its whole process on some sheets, hence the child. Typed cells
become the text a person would write (dates day first), so that the same export
as CSV and as XLSX makes the same letters.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import attrs

from tsmforms.convert.text import plain
from tsmforms.diagnostics import Diagnostic, ReadError, worded
from tsmforms.exports.cell_display import show
from tsmforms.exports.headings import find_header, hits, joined_headings
from tsmforms.exports.sheetmarks import PlainMarks, SheetMarks
from tsmforms.exports.source import ExportRow
from tsmforms.model.answers import Known
from tsmforms.model.cellnames import HIDDEN_SHEET, PAPER_SHEET

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_COMMENTS = Diagnostic(
    "D0107",
    "warning",
    worded("D0107", "comments"),
    "look whether one of them speaks against a letter or an address before the letters are posted",
)
_HIDDEN_SHEETS = Diagnostic(
    "B0212",
    "warning",
    worded("B0212", "sheets"),
    "show them in Excel to see what they contain",
)
_SECONDS = 180.0
_MEGABYTES = 3072
_PIECE = 1000
_TOP = 40


@attrs.frozen
class SheetSource:
    """A sheet of a workbook. `pieces` are rows as packed JSON, about a thousand each; `withheld`: see `Source`."""

    header: tuple[str, ...]
    header_line: int
    digest: str
    pieces: tuple[bytes, ...] = attrs.field(repr=False)
    withheld: Mapping[int, str] = attrs.field(factory=dict)
    hidden_columns: tuple[int, ...] = ()
    said: tuple[Diagnostic, ...] = ()
    encoding: str = ""

    def rows(self) -> Iterator[ExportRow]:
        """Every row below the header that is not blank, in order, its cells without the spaces around their words."""
        line = self.header_line
        for piece in self.pieces:
            for row in json.loads(zlib.decompress(piece)):
                line += 1
                cells = [cell.strip() for cell in row]
                if any(cells):
                    yield ExportRow(line, line, cells)


def open_sheet(path: Path, known: Collection[str], header_rows: int = 1) -> SheetSource:
    """The sheet of a workbook that has the headings.

    Raises:
        ReadError: The file is refused, is damaged, or several sheets have the headings.
    """
    from tsmforms.intake import call_in_child

    digest = _admitted(path)
    found = call_in_child(read_sheet, (str(path), sorted(known), header_rows), _SECONDS, _MEGABYTES)
    header, line, pieces, plain_marks, unread = found
    marks = SheetMarks.from_plain(plain_marks)
    said = [*([_COMMENTS] if marks.has_comments else ()), *([_HIDDEN_SHEETS] if unread else ())]
    return SheetSource(
        tuple(header), line, digest, tuple(pieces), dict(marks.withheld), marks.hidden_columns, tuple(said)
    )


def open_sheets(path: Path) -> tuple[tuple[str, int, SheetSource], ...]:
    """Every visible sheet of a workbook that is not empty, from its first row on: none is taken for a header.

    Each with its name, and its number among the visible sheets from the left.

    Raises:
        ReadError: The file is refused or damaged.
    """
    from tsmforms.intake import call_in_child

    digest = _admitted(path)
    found = call_in_child(read_sheets, (str(path),), _SECONDS, _MEGABYTES)
    return tuple(
        (name, number, SheetSource((), 0, digest, tuple(pieces), dict(marks.withheld), marks.hidden_columns))
        for name, number, pieces, marks in ((*one[:3], SheetMarks.from_plain(one[3])) for one in found)
    )


def _admitted(path: Path) -> str:
    """The SHA-256 of a workbook that may be read."""
    from tsmforms.intake import BULK, examine, source_bytes

    data, _ = source_bytes(path, BULK)
    if examine(data, path.name, BULK) != "xlsx":
        raise ReadError(
            "D0902",
            worded("D0902", "table"),
            'save it as "CSV UTF-8" or as an Excel workbook (.xlsx)',
        )
    return hashlib.sha256(data).hexdigest()


def numbered(numbers: Sequence[int]) -> str:
    """Sheets by their numbers: what people call a sheet may be somebody's name, which no message holds."""
    *most, last = map(str, numbers)
    return f"{', '.join(most)} and {last}, counted from the left"


# --- in the child process


def read_sheet(
    path: str, known: list[str], header_rows: int = 1
) -> tuple[list[str], int, list[bytes], PlainMarks, bool]:
    """The headings, the last row of them, the rows below in packed pieces, what is marked, whether a sheet is hidden.

    Runs in the child process.
    """
    import python_calamine

    workbook = python_calamine.CalamineWorkbook.from_path(path)
    name, rows, header_at = _choose(workbook, frozenset(known), header_rows)
    body = header_at + header_rows
    marks = show(path, name, rows, body, with_colours=True)
    header = joined_headings([[_text(cell) for cell in row] for row in rows[header_at:body]])
    return _without_tail(header), body, _packed(rows[body:]), marks.plain, _has_hidden(workbook)


def read_sheets(path: str) -> list[tuple[str, int, list[bytes], PlainMarks]]:
    """Each visible sheet that is not empty: name, number, rows in packed pieces, marks. Runs in the child process."""
    import python_calamine

    workbook = python_calamine.CalamineWorkbook.from_path(path)
    out = []
    for name, number, rows in _visible(workbook):
        if any(cell != "" for row in rows for cell in row):
            marks = show(path, name, rows)
            out.append((name, number, _packed(rows), marks.plain))
    return out


def _visible(workbook: CalamineWorkbook) -> Iterator[tuple[str, int, list[list[object]]]]:
    """Name, number and rows of each sheet that is shown, but for the one that only repeats a row of a letter's table."""
    from python_calamine import SheetVisibleEnum

    shown = [sheet for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    for number, sheet in enumerate(shown, 1):
        if "WorkSheet" in str(sheet.typ) and sheet.name != PAPER_SHEET:
            rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            yield sheet.name, number, cast("list[list[object]]", rows)


def _has_hidden(workbook: CalamineWorkbook) -> bool:
    from python_calamine import SheetVisibleEnum

    ours = {HIDDEN_SHEET, PAPER_SHEET}
    return any(one.visible != SheetVisibleEnum.Visible and one.name not in ours for one in workbook.sheets_metadata)


def _packed(rows: list[list[object]]) -> list[bytes]:
    texts = [[_text(cell) for cell in row] for row in rows]
    return [_pack(texts[at : at + _PIECE]) for at in range(0, len(texts), _PIECE)]


def _choose(workbook: CalamineWorkbook, known: frozenset[str], header_rows: int) -> tuple[str, list[list[object]], int]:
    """The sheet with the headings: its name, its rows from the first on, and the header's position."""
    found: list[tuple[str, list[list[object]], int]] = []
    numbers: list[int] = []
    first: tuple[str, list[list[object]], int] | None = None
    for sheet, number, rows in _visible(workbook):
        top = [[_text(cell) for cell in row] for row in rows[:_TOP]]
        position = find_header(top, known, header_rows)
        if position is not None:
            first = first or (sheet, rows, position)
            if hits(joined_headings(top[position : position + header_rows]), known) > 1:
                found.append((sheet, rows, position))
                numbers.append(number)
    if len(found) > 1:
        raise ReadError(
            "D0902",
            worded("D0902", "several_sheets", numbered=numbered(numbers)),
            "keep the one to use in this workbook, and save the others elsewhere",
        )
    chosen = found[0] if found else first
    if chosen is None:
        raise ReadError("D0901", worded("D0901", "workbook"), "export the table again")
    return chosen


def _without_tail(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _pack(rows: list[list[str]]) -> bytes:
    text = json.dumps([_without_tail(row) for row in rows], ensure_ascii=False)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _text(cell: Known) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime.timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return plain(cell)
