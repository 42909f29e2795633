"""A workbook opened for reading: its sheets, its names, its styles, and cells only where asked for."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

import attrs

from tsmforms.formats.xlsx.cells import unescape_text
from tsmforms.formats.xlsx.shown import format_kind
from tsmforms.intake import Package, local_name, open_package, parse_xml, refuse
from tsmforms.model.outline import NumberFormat

if TYPE_CHECKING:
    from lxml import etree

Shape = Literal["text", "number", "bool", "error"]

_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_RELATIONS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
_BUILT_IN: dict[int, NumberFormat] = {
    9: "percent", 10: "percent",
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)), "date"),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "time"),
}
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!([^!,]+)\Z")
_MAX_CELLS = 500_000
_MOST_ELEMENTS = 600_000


@attrs.frozen(eq=False)
class Cell:
    """What stands in one cell. `text` is the number's notation, the text, TRUE or FALSE, or the error's name."""

    ref: str
    shape: Shape
    text: str
    style: int
    formula: bool = False
    cached: bool = True


@attrs.frozen
class Area:
    """A range on a sheet: letters and numbers of its first and last cell. Whole columns reach to the last row."""

    sheet: str
    first_column: int
    first_row: int
    last_column: int
    last_row: int

    @property
    def ref(self) -> str:
        """Its first cell."""
        return f"{letters(self.first_column)}{self.first_row}"


@attrs.frozen
class Name:
    """A defined name: where it points, None where what it named was deleted."""

    name: str
    area: Area | None
    local: bool = False


@lru_cache(maxsize=2048)
def letters(number: int) -> str:
    """The letters of a column, counted from 1.

    >>> letters(28)
    'AB'
    """
    out = ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out


def column_number(text: str) -> int:
    """The number of a column's letters."""
    number = 0
    for char in text.upper():
        number = number * 26 + ord(char) - 64
    return number


@lru_cache(maxsize=8192)
def split_ref(ref: str) -> tuple[int, int]:
    """Column and row of a cell reference."""
    match = _REFERENCE.match(ref)
    if not match:
        raise refuse("damaged", "a cell's reference cannot be read")
    return column_number(match[1]), int(match[2])


@attrs.frozen(slots=False, eq=False)
class Book:
    """A workbook. Parts are parsed when first needed."""

    package: Package
    root: etree._Element
    relations: Sequence[Relation]

    @cached_property
    def targets(self) -> Mapping[str, str]:
        """The parts that the workbook refers to, by id."""
        return {relation.key: relation.part for relation in self.relations}

    def part_of(self, kind: str) -> etree._Element | None:
        """The root of the part that the workbook refers to as its `styles`, `theme` or `sharedStrings`."""
        content = self.content_of(kind)
        return parse_bounded(content, f"the {kind}") if content else None

    def content_of(self, kind: str) -> bytes | None:
        """The bytes of that part."""
        part = next((relation.part for relation in self.relations if relation.kind == kind), None)
        return self.package.part(part) if part else None

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """Part by sheet name, in the order of the tabs."""
        return {name: part for name, part, _ in self.tabs if part}

    @cached_property
    def tabs(self) -> Sequence[tuple[str, str, str]]:
        """Name, part and state of each sheet, in order; no part where the file does not hold it."""
        out: list[tuple[str, str, str]] = []
        for element in _list(self.root, "sheets"):
            key = element.get(f"{_RELATIONS}id") or element.get(f"{_STRICT_RELATIONS}id") or ""
            if name := str(element.get("name", "")):
                out.append((name, self.targets.get(str(key), ""), str(element.get("state", "visible"))))
        return out

    @cached_property
    def is_1904(self) -> bool:
        """Whether dates count from 1904, as old Macs did."""
        setting = next((e for e in self.root if local_name(e) == "workbookPr"), None)
        return setting is not None and setting.get("date1904") in ("1", "true")

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Every defined name."""
        return tuple(_name(element) for element in _list(self.root, "definedNames"))

    @cached_property
    def _strings(self) -> Sequence[etree._Element]:
        root = self.part_of("sharedStrings")
        return [] if root is None else list(root)

    def shared_string(self, index: str) -> str:
        """A text that cells share."""
        try:
            return string_of(self._strings[int(index)])
        except (ValueError, IndexError) as error:
            raise refuse("damaged", "a cell refers to a text that is not there") from error

    @cached_property
    def _formats(self) -> tuple[tuple[NumberFormat, bool], ...]:
        root = self.part_of("styles")
        return () if root is None else tuple(_formats(root))

    def format_of(self, style: int) -> NumberFormat:
        """What kind of number a cell style shows."""
        return self._formats[style][0] if 0 <= style < len(self._formats) else "general"

    def is_open(self, style: int) -> bool:
        """Whether a cell of this style may be changed when the sheet is protected."""
        return 0 <= style < len(self._formats) and self._formats[style][1]

    def cells(self, sheet: str) -> dict[str, Cell]:
        """Every cell of a sheet that holds something, by reference.

        Raises:
            ReadError: A cell stands twice, or there are more than a form can have.
        """
        return {cell.ref: cell for cell in _unique(self._cells(self.sheet_root(sheet)))}

    def sheet_root(self, sheet: str) -> etree._Element:
        """The sheet's XML."""
        return self.root_of(self.sheets[sheet])

    def root_of(self, part: str) -> etree._Element:
        """The XML of a sheet's part."""
        content = self.package.part(part) if part else None
        if content is None:
            raise refuse("damaged", "a sheet that it names is missing")
        return parse_bounded(content, "a sheet")

    def _cells(self, root: etree._Element) -> Iterator[Cell]:
        namespace = str(root.tag).rpartition("}")[0] + "}"
        data = root.find(f"{namespace}sheetData")
        row_number = 0
        for row in data if data is not None else ():
            row_number = _whole(row.get("r"), row_number + 1)
            before = ""
            for element in row:
                ref = element.get("r") or _next_ref(before, row_number)
                before = ref
                if len(element) and (cell := self._cell(element, ref)):
                    yield cell

    def _cell(self, element: etree._Element, ref: str) -> Cell | None:
        value = formula = inline = None
        for child in element:
            name = local_name(child)
            if name == "v":
                value = child.text or ""
            elif name == "f":
                formula = child
            elif name == "is":
                inline = child
        kind = element.get("t", "n")
        style = _whole(element.get("s"))
        if inline is not None:
            return Cell(ref, "text", string_of(inline), style)
        if not value and kind != "str" and formula is not None:  # openpyxl writes an empty result
            return Cell(ref, "text", "", style, True, False)
        if value is None:
            return None
        shape, text = self._content(kind, value)
        return Cell(ref, shape, text, style, formula is not None)

    def _content(self, kind: str, value: str) -> tuple[Shape, str]:
        if kind == "s":
            return "text", self.shared_string(value)
        if kind == "b":
            return "bool", "TRUE" if value in ("1", "true") else "FALSE"
        if kind == "e":
            return "error", value
        return ("number", value) if kind == "n" else ("text", unescape_text(value))


def _whole(text: str | None, absent: int = 0) -> int:
    """A whole number of the file's own."""
    try:
        return int(text) if text else absent
    except ValueError as error:
        raise refuse("damaged", "a number of its own cannot be read") from error


def _next_ref(before: str, row: int) -> str:
    """The cell right of the one before: some programs leave references out."""
    return f"{letters(split_ref(before)[0] + 1 if before else 1)}{row}"


def _unique(cells: Iterator[Cell]) -> Iterator[Cell]:
    seen: set[str] = set()
    for cell in cells:
        if cell.ref in seen:
            raise refuse("strange", "a cell stands twice")
        if len(seen) >= _MAX_CELLS:
            raise refuse("too much inside")
        seen.add(cell.ref)
        yield cell


def string_of(element: etree._Element) -> str:
    """The text of a string with its runs; reading aids for East Asian text do not count."""
    out = []
    for child in element:
        name = local_name(child)
        if name == "t":
            out.append(child.text or "")
        elif name == "r":
            out += [part.text or "" for part in child if local_name(part) == "t"]
    return unescape_text("".join(out))


def parse_bounded(content: bytes, name: str) -> etree._Element:
    """The root of a part whose tree takes a bounded share of memory: half a kilobyte an element.

    Raises:
        ReadError: It cannot be parsed, or holds far more than a form can.
    """
    if content.count(b"<") - content.count(b"</") > _MOST_ELEMENTS:
        raise refuse("too much inside")
    return parse_xml(content, name)


def open_book(data: bytes) -> Book:
    """The workbook in a file.

    Raises:
        ReadError: The package is damaged or is no workbook.
    """
    package = open_package(data)
    main = _main_part(package)
    content = package.part(main)
    if content is None:
        raise refuse("damaged")
    return Book(package, parse_xml(content, "the workbook"), relations_of(package, main))


def _main_part(package: Package) -> str:
    content = package.part("_rels/.rels")
    if content is None:
        raise refuse("damaged")
    for element in parse_xml(content):
        if str(element.get("Type", "")).endswith("/officeDocument"):
            return posixpath.normpath(str(element.get("Target", "")).lstrip("/"))
    raise refuse("damaged")


@attrs.frozen
class Relation:
    """What a part refers to: by which id, as what (the last word of its type), and where that part is."""

    key: str
    kind: str
    part: str


def relations_of(package: Package, part: str) -> tuple[Relation, ...]:
    """What a part refers to within the file; what lies outside it is left out."""
    folder, _, name = part.rpartition("/")
    content = package.part(f"{folder}/_rels/{name}.rels")
    out: list[Relation] = []
    for element in parse_xml(content, "its relations") if content else ():
        target = str(element.get("Target", ""))
        if str(element.get("TargetMode", "")).lower() != "external":
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = str(element.get("Type", "")).rpartition("/")[2]
            out.append(Relation(str(element.get("Id", "")), kind, posixpath.normpath(path)))
    return tuple(out)


def _list(root: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in root:
        if local_name(child) == name:
            yield from child


def _name(element: etree._Element) -> Name:
    local = element.get("localSheetId") is not None
    return Name(str(element.get("name", "")), parse_area(element.text or ""), local)


@lru_cache(maxsize=4096)
def parse_area(text: str) -> Area | None:
    """The area of a reference such as `'My form'!$B$5:$C$7`; None where it was deleted or is a formula."""
    match = _RANGE.match(text.strip())
    if not match or "#REF!" in text:
        return None
    sheet = match[1].replace("''", "'") if match[1] else match[2]
    first, _, last = match[3].partition(":")
    start, stop = _corner(first, 1), _corner(last or first, 1_048_576)
    return Area(sheet, *start, *stop) if start and stop else None


def _corner(text: str, row: int) -> tuple[int, int] | None:
    """Column and row; of a whole column the row given."""
    cell = re.fullmatch(r"\$?([A-Za-z]{1,3})(?:\$?([0-9]{1,7}))?", text)
    return (column_number(cell[1]), int(cell[2] or row)) if cell else None


def _formats(root: etree._Element) -> Iterator[tuple[NumberFormat, bool]]:
    """For each cell style, what its number format shows and whether its cells are open."""
    codes = {_whole(e.get("numFmtId")): str(e.get("formatCode", "")) for e in _list(root, "numFmts")}
    kinds: dict[int, NumberFormat] = {}
    for element in _list(root, "cellXfs"):
        number = _whole(element.get("numFmtId"))
        if number not in kinds:
            kinds[number] = format_kind(codes[number]) if number in codes else _BUILT_IN.get(number, "general")
        protection = next((e for e in element if local_name(e) == "protection"), None)
        yield kinds[number], protection is not None and protection.get("locked") in ("0", "false")
