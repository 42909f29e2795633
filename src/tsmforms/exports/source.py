"""The export: where its rows come from, whatever the file's kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

import attrs

from tsmforms.diagnostics import Diagnostic, ReadError, worded

NO_RESULT = "#NO RESULT"
"""What stands in a cell whose formula has no stored result."""


class ExportRow(NamedTuple):
    """A row: its number as a spreadsheet counts it, the line of the file on which it begins, its cells as text.

    Number and line differ once a cell holds a line break; in a workbook they are the same.
    """

    number: int
    line: int
    cells: list[str]


def says_something(cells: Iterable[str]) -> bool:
    """Whether any cell holds more than spaces (those that do not break count as spaces)."""
    return any(cell and not cell.isspace() for cell in cells)


HIDDEN, STRUCK, COLOURED, COMMENTED = "hidden", "struck", "coloured", "commented"
"""Why a row of a workbook is not to be taken like the others: it is not shown, has words struck through, a colour
that the rows around it lack, or a comment."""


class Source(Protocol):
    """A table that can be walked more than once. `digest` is the SHA-256 of the file."""

    @property
    def withheld(self) -> Mapping[int, str]:
        """The numbers of rows that are not to be taken like the others, each with the reason."""

    @property
    def hidden_columns(self) -> Collection[int]:
        """The positions of columns that the workbook does not show."""

    @property
    def encoding(self) -> str:
        """The encoding of a CSV file; empty for a workbook."""

    @property
    def said(self) -> tuple[Diagnostic, ...]:
        """What is to be said of the file: a strange encoding, sheets that were not read, comments on its headings."""

    @property
    def header(self) -> tuple[str, ...]:
        """The headings as they stand."""

    @property
    def header_line(self) -> int:
        """Where the header stands."""

    @property
    def digest(self) -> str:
        """SHA-256 of the file, in hex."""

    def rows(self) -> Iterator[ExportRow]:
        """Every row below the header that is not blank, in order."""


@attrs.frozen
class Reading:
    """How a table is to be read, where a person said so.

    Attributes:
        header_rows: How many rows the headings take.
        encoding: The encoding of a CSV file; found where it is empty.
    """

    header_rows: int = 1
    encoding: str = ""


def open_source(path: Path, known: Collection[str], reading: Reading = Reading()) -> Source:
    """The table in a CSV or XLSX file.

    Args:
        path: The file.
        known: Folded headings by which the header, the sheet and the delimiter are found.
        reading: What a person said of the file.

    Raises:
        ReadError: The file is refused or cannot be read.
    """
    if not path.is_file():
        raise ReadError("D0910", worded("D0910", "not_there", name=path.name), "check the name and the folder")
    if is_workbook(path):
        from tsmforms.exports.sheetsource import open_sheet

        return open_sheet(path, known, reading.header_rows)
    from tsmforms.exports.csvsource import open_csv

    return open_csv(path, known, reading)


def is_workbook(path: Path) -> bool:
    """Whether a file is to be opened as a workbook, by its first bytes or its name.

    Raises:
        ReadError: It cannot be opened.
    """
    return _head(path).startswith(b"PK") or path.suffix.lower() in (".xlsx", ".xlsm", ".xls")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(8)
    except OSError as error:
        raise ReadError(
            "D0910", worded("D0910", "named", name=path.name), "check that you may read the file"
        ) from error
