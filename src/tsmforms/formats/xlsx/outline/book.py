"""A workbook opened for reading: its parts, its sheets and its names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import attrs

from tsmforms.intake import Package, local_name, open_package, parse_xml, refuse

if TYPE_CHECKING:
    from lxml import etree

_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_RELATIONS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!([^!,]+)\Z")
_MOST_ELEMENTS = 600_000


@attrs.frozen
class Area:
    """A range on a sheet: letters and numbers of its first and last cell. Whole columns reach to the last row."""

    sheet: str
    first_column: int
    first_row: int
    last_column: int
    last_row: int


@attrs.frozen
class Name:
    """A defined name: where it points, None where what it named was deleted."""

    name: str
    area: Area | None


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

    def root_of(self, part: str) -> etree._Element:
        """The XML of a sheet's part."""
        content = self.package.part(part) if part else None
        if content is None:
            raise refuse("damaged", "a sheet that it names is missing")
        return parse_bounded(content, "a sheet")


def parse_bounded(content: bytes, name: str) -> etree._Element:
    """The root of a part whose tree takes a bounded share of memory: half a kilobyte an element.

    Raises:
        ReadError: It cannot be parsed, or holds far more than a form can.
    """
    if content.count(b"<") - content.count(b"</") > _MOST_ELEMENTS:
        raise refuse("too much inside")
    return parse_xml(content, name)


def open_book(data: bytes | Package) -> Book:
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
    return Name(str(element.get("name", "")), parse_area(element.text or ""))


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
