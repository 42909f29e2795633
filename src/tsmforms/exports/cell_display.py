"""What a workbook shows where bare values do not say it: errors, formulas without a result, formats, struck words."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from tsmforms.convert.text import plain
from tsmforms.exports.source import HIDDEN, NO_RESULT, STRUCK

if TYPE_CHECKING:
    from lxml import etree

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_AT = rb'[^>]*?\br="([A-Z]{1,3})(\d{1,7})"'
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")' + _AT + rb"[^>]*>"
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>(#[^<]{1,12})</"
)
_FORMULA_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?![^>]*\bt="(?:str|e)")' + _AT + rb"[^>]*(?<!/)>"
    rb"\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v(?:/>|>([^<]*)</))?"
)
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_SHARED_CELL = re.compile(rb'<(?:\w+:)?c\s(?=[^>]*\bt="s")' + _AT + rb"[^>]*>\s*<(?:\w+:)?v>(\d+)</")
_STRUCK_INLINE = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="inlineStr")' + _AT + rb"[^>]*>"
    rb'(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?strike(?! val="(?:0|false)")',
    re.S,
)
_SHARED = "xl/sharedStrings.xml"
_COMMENTS = re.compile(r"xl/(?:comments|threadedComments)")
_BUILT_IN_PERCENTS = frozenset({"9", "10"})
# Excel keeps 15 digits.
_WHOLE = 10**15
_ZEROS = re.compile(r"0{2,30}")
_LITERAL = re.compile(r'"[^"]*"|\\.')


def show(path: str, sheet: str, rows: list[list[object]]) -> tuple[list[tuple[int, str]], bool]:
    """Put into the rows of a sheet what its cells show: calamine gives errors as empty, 83% as 0.83, 000123 as 123.

    Returns:
        The numbers of the rows that are withheld, with the reason, and whether the workbook has comments.
    """
    import zipfile

    with zipfile.ZipFile(path) as package:
        part = _sheet_part(package, sheet)
        if not part:
            return [], False
        data = package.read(part)
        formats, struck = _formats(package), _struck_rows(package, data, rows)
        for row, column, _ in _styled(data, [style for style, code in formats.items() if "%" in code]):
            _percent(rows, row, column)
        padded = {style: len(code) for style, code in formats.items() if _ZEROS.fullmatch(code)}
        for row, column, style in _styled(data, padded):
            _leading_zeros(rows, row, column, padded[style])
        for at, text in (*_errors(data), *_unresolved(package, data)):
            if at[0] < len(rows) and at[1] < len(rows[at[0]]):
                rows[at[0]][at[1]] = text
        hidden = [(int(row), HIDDEN) for row in _HIDDEN_ROW.findall(data)]
        return [*struck, *hidden], any(map(_COMMENTS.match, package.namelist()))


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


def _styled(data: bytes, styles: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Row and column from 0, and style, of each cell that has one of these styles."""
    wanted = "|".join(styles).encode()
    if wanted:
        for style, letters, row in re.findall(rb'<(?:\w+:)?c\s(?=[^>]*\bs="(' + wanted + rb')")' + _AT, data):
            yield (*_at(letters, row), style.decode())


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


def _struck_rows(package: zipfile.ZipFile, data: bytes, rows: list[list[object]]) -> list[tuple[int, str]]:
    """Rows in which words are struck through: whole cells by their style, or words within a cell."""
    cells = [*_styled(data, _struck_styles(package)), *_struck_words(package, data)]
    struck = {
        row for row, column, _ in cells if row < len(rows) and column < len(rows[row]) and rows[row][column] != ""
    }
    return [(row + 1, STRUCK) for row in sorted(struck)]


def _struck_styles(package: zipfile.ZipFile) -> list[str]:
    from tsmforms.intake import parse_xml

    if "xl/styles.xml" not in package.namelist():
        return []
    tree = parse_xml(package.read("xl/styles.xml"))
    fonts = next(tree.iter("{*}fonts"), None)
    struck = {str(n) for n, font in enumerate(() if fonts is None else fonts) if _is_struck(font)}
    formats = next(tree.iter("{*}cellXfs"), None)
    return [str(n) for n, style in enumerate(() if formats is None else formats) if style.get("fontId") in struck]


def _struck_words(package: zipfile.ZipFile, data: bytes) -> Iterator[tuple[int, int, str]]:
    """Cells of which some words are struck through; which words those are, the bare text does not say."""
    from tsmforms.intake import parse_xml

    for letters, row in _STRUCK_INLINE.findall(data):
        yield (*_at(letters, row), "")
    raw = package.read(_SHARED) if _SHARED in package.namelist() else b""
    if b"strike" not in raw:
        return
    struck = {
        str(n).encode()
        for n, item in enumerate(parse_xml(raw).iter("{*}si"))
        if any(map(_is_struck, item.iter("{*}rPr")))
    }
    for letters, row, number in _SHARED_CELL.findall(data):
        if number in struck:
            yield (*_at(letters, row), "")


def _is_struck(font: etree._Element) -> bool:
    return any(mark.get("val") not in ("0", "false") for mark in font.iter("{*}strike"))


def _sheet_part(package: zipfile.ZipFile, sheet: str) -> str | None:
    from tsmforms.intake import parse_xml

    book = parse_xml(package.read("xl/workbook.xml"))
    wanted = next((e.get(f"{{{_OFFICE}}}id") for e in book.iter("{*}sheet") if e.get("name") == sheet), None)
    for link in parse_xml(package.read("xl/_rels/workbook.xml.rels")).iter("{*}Relationship"):
        if link.get("Id") == wanted:
            target = str(link.get("Target"))
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _at(letters: bytes, row: bytes) -> tuple[int, int]:
    """Row and column from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return int(row) - 1, number - 1
