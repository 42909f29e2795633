"""The ratings of an earlier workbook of ours, by the paths that its sheet "Columns" gives its columns."""

from __future__ import annotations

from pathlib import Path

from tsmforms.collation.ratings import COLOURS
from tsmforms.collation.workbook import PATHS
from tsmforms.diagnostics import ReadError, worded
from tsmforms.exports.headings import fold
from tsmforms.intake import kept_worker

_HEAT = "Heat map"


def load_earlier(path: Path) -> dict[str, dict[str, str]]:
    """The ratings by folded name of the school and path of the statement.

    Raises:
        ReadError: It cannot be read, or is not a workbook that `collate` made of ratings.
    """
    if not path.is_file():
        raise ReadError("D0910", worded("D0910", "not_there", name=path.name), "check the name and the folder")
    found: dict[str, dict[str, str]] | None = kept_worker().call(ratings_there, str(path.absolute()))
    if found is None:
        raise ReadError(
            "D0602",
            worded("D0602", name=path.name),
            "give the workbook of the last collation, as it was written",
        )
    return found


def ratings_there(path: str) -> dict[str, dict[str, str]] | None:
    """The same; None where the workbook has none. Runs in the worker."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(path) as book:
        if not {PATHS, _HEAT} <= set(book.sheet_names):
            return None
        named = {
            str(row[1]): str(row[2])
            for row in book.get_sheet_by_name(PATHS).to_python()
            if len(row) > 2 and row[0] == _HEAT
        }
        head, *rows = book.get_sheet_by_name(_HEAT).to_python() or [[]]
    titles = [str(cell) for cell in head]
    if "School" not in titles:
        return None
    school = titles.index("School")
    return {
        fold(str(row[school])): {
            named[title]: str(cell).lower()
            for title, cell in zip(titles, row, strict=False)
            if title in named and str(cell).lower() in COLOURS
        }
        for row in rows
    }
