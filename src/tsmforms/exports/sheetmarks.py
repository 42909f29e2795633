"""What somebody marked in a sheet without words: hidden rows and columns, struck words, colours, comments."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs

from tsmforms.exports.source import COLOURED, COMMENTED, HIDDEN, STRUCK

if TYPE_CHECKING:
    from lxml import etree

Grid: TypeAlias = Sequence[Sequence[object]]
PlainMarks: TypeAlias = "tuple[list[list[int | str]], list[int], bool]"
_OFFICES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_ROW_OR_CELL = re.compile(rb"<((?:\w+:)?)(row|c)(?=[\s/>])([^>]*)>")
_REFERENCE = re.compile(rb'\sr="[A-Z]*(\d+)"')
_COLUMN_OF = re.compile(rb'\sr="([A-Z]{1,3})\d')
_YES = rb'="(?:1|true|on)"'
_HIDDEN = re.compile(rb"\shidden" + _YES)
_HEIGHT = re.compile(rb'\sht="(\d+(?:\.\d*)?)"')
_ALL_HIDDEN = re.compile(rb"<(?:\w+:)?sheetFormatPr\s[^>]*zeroHeight" + _YES)
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_NUMBERS = re.compile(rb'\s(min|max|width)="(\d+(?:\.\d*)?)"')
_AT = rb'[^>]*?\br="([A-Z]{1,3})(\d{1,7})"'
_SHARED_CELL = re.compile(rb'<(?:\w+:)?c\s(?=[^>]*\bt="s")' + _AT + rb"[^>]*>\s*<(?:\w+:)?v>(\d+)</")
_STRUCK_INLINE = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="inlineStr")' + _AT + rb"[^>]*>"
    rb'(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?strike(?! val="(?:0|false)")',
    re.S,
)
_SHARED, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_WHITE = frozenset({"FFFFFFFF", "00FFFFFF", "FFFFFF", "indexed9", "indexed64", "indexed65", "theme0", ""})
_BLACK = frozenset({"FF000000", "00000000", "000000", "indexed8", "indexed64", "theme1", "theme10", "theme11", ""})
"""Colours of type that mark nothing: black, the text colour of the theme, and its links."""
_FEWEST_BANDED = 4
_FLAT, _NARROW = 2.0, 0.5
"""A row of less than this height, in points, shows nothing, nor does a column of less than this width, in figures."""


@attrs.frozen
class SheetMarks:
    """Rows (from 1) that are withheld, with the reason; columns (from 0) that are hidden; whether there are comments."""

    withheld: tuple[tuple[int, str], ...] = ()
    hidden_columns: tuple[int, ...] = ()
    has_comments: bool = False

    @property
    def plain(self) -> PlainMarks:
        """As it crosses from one process to another."""
        return [list(row) for row in self.withheld], list(self.hidden_columns), self.has_comments

    @classmethod
    def from_plain(cls, plain: PlainMarks) -> SheetMarks:
        """What `plain` gave."""
        withheld, columns, comments = plain
        return cls(tuple((int(str(number)), str(why)) for number, why in withheld), tuple(columns), comments)


def sheet_marks(
    package: zipfile.ZipFile, part: str, data: bytes, rows: Grid, body: int, with_colours: bool
) -> SheetMarks:
    """What is marked in a sheet.

    Args:
        package: The workbook.
        part: The sheet's part.
        data: Its bytes, every row and cell with its reference.
        rows: Its rows as values.
        body: The number of rows above the first row of data.
        with_colours: Whether a row of a colour of its own is marked by it.
    """
    found: dict[int, str] = {}
    commented = _commented(package, part)
    reasons = [(_hidden_rows(data), HIDDEN), (_struck_rows(package, data, rows), STRUCK), (commented, COMMENTED)]
    if with_colours:
        reasons.append((_coloured_rows(package, data, rows, body), COLOURED))
    for numbers, reason in reasons:
        for number in numbers:
            if number >= body:
                found.setdefault(number + 1, reason)
    return SheetMarks(tuple(sorted(found.items())), tuple(sorted(_hidden_columns(data))), bool(commented))


def with_references(data: bytes) -> bytes:
    """The sheet with a reference in every row and cell: some programs leave them out, and Excel counts."""
    row, column, out, done = 0, 0, [], 0
    for tag in _ROW_OR_CELL.finditer(data):
        is_row, attributes = tag[2] == b"row", tag[3]
        given = _REFERENCE.search(attributes)
        if is_row:
            row, column = (int(given[1]) if given else row + 1), 0
            reference = b"%d" % row
        else:
            letters = _COLUMN_OF.search(attributes)
            column = number_of(letters[1]) + 1 if letters else column + 1
            reference = letters_of(column - 1) + b"%d" % row
        if not given:
            out += [data[done : tag.start(3)], b' r="' + reference + b'"']
            done = tag.start(3)
    return b"".join([*out, data[done:]]) if out else data


def number_of(letters: bytes) -> int:
    """A column's position from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def letters_of(position: int) -> bytes:
    """A column's letters.

    >>> letters_of(0), letters_of(27)
    (b'A', b'AB')
    """
    number, out = position + 1, b""
    while number:
        number, rest = divmod(number - 1, 26)
        out = bytes((65 + rest,)) + out
    return out


def styled(data: bytes, styles: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Row and column from 0, and style, of each cell that has one of these styles."""
    wanted = "|".join(styles).encode()
    if wanted:
        for style, letters, row in re.findall(rb'<(?:\w+:)?c\s(?=[^>]*\bs="(' + wanted + rb')")' + _AT, data):
            yield int(row) - 1, number_of(letters), style.decode()


def sheet_part(package: zipfile.ZipFile, sheet: str) -> str | None:
    """The part of a sheet by its name."""
    from tsmforms.intake import parse_xml

    book = parse_xml(package.read("xl/workbook.xml"))
    named = next((e for e in book.iter("{*}sheet") if e.get("name") == sheet), None)
    wanted = None if named is None else next(filter(None, (named.get(f"{{{office}}}id") for office in _OFFICES)), None)
    for link in parse_xml(package.read("xl/_rels/workbook.xml.rels")).iter("{*}Relationship"):
        if wanted is not None and link.get("Id") == wanted:
            return _resolved("xl", str(link.get("Target")))
    return None


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


# --- hidden


def _hidden_rows(data: bytes) -> Iterator[int]:
    by_default = _ALL_HIDDEN.search(data) is not None
    for tag in _ROW_OR_CELL.finditer(data):
        if tag[2] == b"row":
            height = _HEIGHT.search(tag[3])
            none = (float(height[1]) < _FLAT) if height else by_default
            if none or _HIDDEN.search(tag[3]):
                reference = _REFERENCE.search(tag[3])
                assert reference is not None
                yield int(reference[1]) - 1


def _hidden_columns(data: bytes) -> Iterator[int]:
    for attributes in _COLUMN.findall(data):
        numbers = dict(_NUMBERS.findall(b" " + attributes))
        width = numbers.get(b"width")
        if not (numbers.get(b"min", b"").isdigit() and numbers.get(b"max", b"").isdigit()):
            continue
        if _HIDDEN.search(b" " + attributes) or (width is not None and float(width) < _NARROW):
            # Hidden from some column to the last of the sheet says nothing of columns that are used.
            yield from range(int(numbers[b"min"]) - 1, min(int(numbers[b"max"]), int(numbers[b"min"]) + 255))


# --- struck


def _struck_rows(package: zipfile.ZipFile, data: bytes, rows: Grid) -> list[int]:
    """Rows in which words are struck through: whole cells by their style, or words within a cell."""
    cells = [*styled(data, _struck_styles(package)), *_struck_words(package, data)]
    return sorted({row for row, column, _ in cells if _says(rows, row, column)})


def _says(rows: Grid, row: int, column: int) -> bool:
    return row < len(rows) and column < len(rows[row]) and rows[row][column] != ""


def _struck_styles(package: zipfile.ZipFile) -> list[str]:
    fonts, _, formats = _looks(package)
    struck = {str(n) for n, font in enumerate(fonts) if _is_struck(font)}
    return [str(n) for n, style in enumerate(formats) if style.get("fontId") in struck]


def _struck_words(package: zipfile.ZipFile, data: bytes) -> Iterator[tuple[int, int, str]]:
    """Cells of which some words are struck through; which words those are, the bare text does not say."""
    from tsmforms.intake import parse_xml

    for letters, row in _STRUCK_INLINE.findall(data):
        yield int(row) - 1, number_of(letters), ""
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
            yield int(row) - 1, number_of(letters), ""


def _is_struck(font: etree._Element) -> bool:
    return any(mark.get("val") not in ("0", "false") for mark in font.iter("{*}strike"))


# --- coloured


def _coloured_rows(package: zipfile.ZipFile, data: bytes, rows: Grid, body: int) -> list[int]:
    """Rows with a colour that is not their column's: not in all its cells, nor in every second row."""
    colours = _coloured_styles(package)
    by_column: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row, column, style in styled(data, colours):
        if row >= body:
            by_column[column][colours[style]].add(row)
    filled = [row for row in range(body, len(rows)) if any(cell != "" for cell in rows[row])]
    marked: set[int] = set()
    for colours_of in by_column.values():
        for coloured in colours_of.values():
            if not _is_usual(coloured, filled):
                marked |= coloured.intersection(filled)
    return sorted(marked)


def _is_usual(coloured: Collection[int], filled: Sequence[int]) -> bool:
    if all(row in coloured for row in filled):
        return True
    bands = [set(filled[start::2]) for start in (0, 1)]
    return len(filled) >= _FEWEST_BANDED and set(coloured).intersection(filled) in bands


def _coloured_styles(package: zipfile.ZipFile) -> dict[str, str]:
    """The colours of each cell style that has any: of its ground, of its type."""
    fonts, fills, formats = _looks(package)
    inks = {str(n): ink for n, font in enumerate(fonts) if (ink := _ink(font)) not in _BLACK}
    grounds = {str(n): ground for n, fill in enumerate(fills) if (ground := _ground(fill)) not in _WHITE}
    out = {}
    for n, style in enumerate(formats):
        look = (grounds.get(style.get("fillId") or ""), inks.get(style.get("fontId") or ""))
        if any(look):
            out[str(n)] = f"{look[0]}/{look[1]}"
    return out


def _ink(font: etree._Element) -> str:
    """The colour of type; none of a link, which is blue and underlined by itself."""
    if next(font.iter("{*}u"), None) is not None:
        return ""
    return _colour(next(font.iter("{*}color"), None))


def _ground(fill: etree._Element) -> str:
    shape = next(fill.iter("{*}patternFill"), None)
    if shape is None:
        return "gradient" if next(fill.iter("{*}gradientFill"), None) is not None else ""
    if shape.get("patternType") in (None, "none", "gray125"):
        return ""
    return _colour(next(shape.iter("{*}fgColor"), None))


def _colour(node: etree._Element | None) -> str:
    if node is None or node.get("auto") in ("1", "true"):
        return ""
    if rgb := node.get("rgb"):
        return str(rgb).upper()
    name = next((f"{key}{node.get(key)}" for key in ("theme", "indexed") if node.get(key)), "")
    return f"{name} {node.get('tint')}" if node.get("tint") not in (None, "0") else name


def _looks(
    package: zipfile.ZipFile,
) -> tuple[list[etree._Element], list[etree._Element], list[etree._Element]]:
    """The fonts, fills and cell styles of the workbook."""
    from tsmforms.intake import parse_xml

    if _STYLES not in package.namelist():
        return [], [], []
    tree = parse_xml(package.read(_STYLES))

    def listed(name: str) -> list[etree._Element]:
        found = next(tree.iter(f"{{*}}{name}"), None)
        return [] if found is None else list(found.iterchildren("{*}*"))

    return listed("fonts"), listed("fills"), listed("cellXfs")


# --- comments


def _commented(package: zipfile.ZipFile, part: str) -> Mapping[int, None]:
    """The rows (from 0) with a comment, old or threaded."""
    from tsmforms.intake import parse_xml

    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    if links not in package.namelist():
        return {}
    out: dict[int, None] = {}
    for link in parse_xml(package.read(links)).iter("{*}Relationship"):
        target = _resolved(folder, str(link.get("Target")))
        if str(link.get("Type")).rpartition("/")[2] in ("comments", "threadedComment") and target in package.namelist():
            for node in parse_xml(package.read(target)).iter("{*}comment", "{*}threadedComment"):
                if digits := re.search(r"\d+", node.get("ref") or ""):
                    out[int(digits[0]) - 1] = None
    return out
