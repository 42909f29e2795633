"""What a workbook shows where bare values do not say it: errors, formulas without a result, formats, marks."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal

from tsmforms.convert.text import plain
from tsmforms.exports.sheetmarks import SheetMarks, number_of, sheet_marks, sheet_part, styled, with_references
from tsmforms.exports.source import NO_RESULT

_AT = rb'[^>]*?\br="([A-Z]{1,3})(\d{1,7})"'
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")' + _AT + rb"[^>]*>"
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>(#[^<]{1,12})</"
)
_FORMULA_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?![^>]*\bt="(?:str|e)")' + _AT + rb"[^>]*(?<!/)>"
    rb"\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v(?:/>|>([^<]*)</))?"
)
_BUILT_IN_PERCENTS = frozenset({"9", "10"})
# Excel keeps 15 digits.
_WHOLE = 10**15
_ZEROS = re.compile(r"0{2,30}")
_LITERAL = re.compile(r'"[^"]*"|\\.')


def show(path: str, sheet: str, rows: list[list[object]], body: int = 0, with_colours: bool = False) -> SheetMarks:
    """Put into the rows of a sheet what its cells show: calamine gives errors as empty, 83% as 0.83, 000123 as 123.

    Args:
        path: The workbook.
        sheet: The name of the sheet.
        rows: Its rows, which are changed.
        body: The number of rows above the first row of data.
        with_colours: Whether a colour of its own marks a row.

    Returns:
        What somebody marked in the sheet.
    """
    import zipfile

    with zipfile.ZipFile(path) as package:
        part = sheet_part(package, sheet)
        if not part:
            return SheetMarks()
        data = with_references(package.read(part))
        formats = _formats(package)
        for row, column, _ in styled(data, [style for style, code in formats.items() if "%" in code]):
            _percent(rows, row, column)
        padded = {style: len(code) for style, code in formats.items() if _ZEROS.fullmatch(code)}
        for row, column, style in styled(data, padded):
            _leading_zeros(rows, row, column, padded[style])
        for at, text in (*_errors(data), *_unresolved(package, data)):
            if at[0] < len(rows) and at[1] < len(rows[at[0]]):
                rows[at[0]][at[1]] = text
        return sheet_marks(package, part, data, rows, body, with_colours)


def _percent(rows: list[list[object]], row: int, column: int) -> None:
    cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        rows[row][column] = f"{plain(Decimal(format(cell, '.15g')) * 100)}%"


def _errors(data: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for letters, row, shown in _ERROR_CELL.findall(data):
        yield _at(letters, row), shown.decode("ascii", "replace")


def _unresolved(package: zipfile.ZipFile, data: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    """Formulas without a stored result; some programs store 0 and ask for all to be worked out on opening."""
    found = _FORMULA_CELL.findall(data)
    nothing = {b"", b"0"} if found and b'fullCalcOnLoad="1"' in package.read("xl/workbook.xml") else {b""}
    for letters, row, result in found:
        if result.strip() in nothing:
            yield _at(letters, row), NO_RESULT


def _leading_zeros(rows: list[list[object]], row: int, column: int, digits: int) -> None:
    """A whole number as its format of zeros shows it: an admission number kept as 123 and shown as 000123."""
    cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell < _WHOLE and cell == int(cell):
        rows[row][column] = str(int(cell)).zfill(digits)


def _formats(package: zipfile.ZipFile) -> dict[str, str]:
    """The number format of each cell style that has one of interest, without its literal words."""
    from tsmforms.intake import parse_xml

    if "xl/styles.xml" not in package.namelist():
        return {}
    tree = parse_xml(package.read("xl/styles.xml"))
    codes = dict.fromkeys(_BUILT_IN_PERCENTS, "0%")
    codes |= {str(e.get("numFmtId")): _LITERAL.sub("", e.get("formatCode") or "") for e in tree.iter("{*}numFmt")}
    formats = next(tree.iter("{*}cellXfs"), None)
    styles = () if formats is None else formats.iterchildren("{*}xf")
    return {str(number): codes.get(str(style.get("numFmtId")), "") for number, style in enumerate(styles)}


def _at(letters: bytes, row: bytes) -> tuple[int, int]:
    """Row and column from 0."""
    return int(row) - 1, number_of(letters)
