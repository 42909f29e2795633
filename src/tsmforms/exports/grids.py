"""A table whose header is not one row of known headings: every row, from the first on."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import attrs

from tsmforms.diagnostics import Diagnostic, ReadError, worded
from tsmforms.exports.source import ExportRow, is_workbook, says_something


@attrs.frozen
class SheetGrid:
    """A sheet of a workbook, by name and number from the left, or the one table of a CSV file, whose name is empty."""

    name: str
    number: int
    _walk: Callable[[], Iterator[ExportRow]] = attrs.field(repr=False)
    withheld: Mapping[int, str] = attrs.field(factory=dict)
    said: tuple[Diagnostic, ...] = ()

    def rows(self) -> Iterator[ExportRow]:
        """Every row that is not blank, in order; may be walked again."""
        return self._walk()


def open_grids(path: Path, known: Collection[str]) -> tuple[SheetGrid, ...]:
    """The tables of a CSV or XLSX file.

    Args:
        path: The file.
        known: Folded headings by which the delimiter of a CSV file is found.

    Raises:
        ReadError: The file is refused or cannot be read.
    """
    if is_workbook(path):
        from tsmforms.exports.sheetsource import open_sheets

        return tuple(
            SheetGrid(name, number, source.rows, source.withheld, source.said)
            for name, number, source in open_sheets(path)
        )
    from tsmforms.exports.csvsource import delimiter_of, encoding_of, records

    encoding, _, said = encoding_of(path)
    delimiter, _ = delimiter_of(path, encoding, known)

    def walk() -> Iterator[ExportRow]:
        return (row for row in records(path, encoding, delimiter) if says_something(row.cells))

    return (SheetGrid("", 1, walk, said=said),)


@contextmanager
def as_file(source: str | Path | bytes) -> Iterator[Path]:
    """A file of this name, or one that holds these bytes for as long as it is needed.

    Raises:
        ReadError: There is no such file.
    """
    if isinstance(source, bytes):
        with tempfile.TemporaryDirectory(prefix="tsmforms-") as folder:
            path = Path(folder) / "table"
            path.write_bytes(source)
            yield path
        return
    path = Path(source)
    if not path.is_file():
        raise ReadError("D0910", worded("D0910", "not_there", name=path.name), "check the name and the folder")
    yield path
