"""A blank workbook cut at its boxes: filling puts strings between strings.

openpyxl builds the blank; its sheet XML is parsed once, each cell to be filled
is replaced by a mark, and what stands between the marks is kept as text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from tsmforms.formats.xlsx.cells import empty_cell
from tsmforms.intake import parse_xml
from tsmforms.packing import ONCE, UTF8, Deflated, MemberName, Packer, Shell, deflate

if TYPE_CHECKING:
    from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MARK = re.compile(r"<\?cut ([^?]+)\?>|\?cut ([^?]+)\?")
_CORE = "docProps/core.xml"
_TYPES = "[Content_Types].xml"
_CORE_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title>'
    "<dc:language>en-GB</dc:language></cp:coreProperties>"
)


@attrs.frozen
class CutPart:
    """One part of the package as strings; `places` says which of them a mark stands for."""

    name: str
    pieces: tuple[str, ...]
    places: Mapping[str, int]
    _packer: Packer = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        packer = Packer.of(self.pieces, frozenset(self.places.values()))
        object.__setattr__(self, "_packer", packer)

    def packed(self, pieces: Sequence[str]) -> Deflated:
        """The part with these pieces, ready for the file."""
        return self._packer.pack(pieces)


@attrs.frozen
class WorkbookPackage:
    """A workbook's parts: those that never change, packed, and those that do, cut, in the order of their cutters."""

    shell: Shell
    cut: Mapping[str, CutPart]


@attrs.frozen
class MoreParts:
    """Parts besides those that openpyxl makes: those that never change, the names of those that do, their types."""

    static: Mapping[str, bytes]
    changing: tuple[str, ...]
    declared: Callable[[bytes], bytes]


Cutter = Callable[["etree._Element"], dict[str, str]]
"""Puts marks into a part's tree and says what stands there when nothing is filled in."""


def cut_workbook(
    data: bytes, cutters: Mapping[str, Cutter], title: str, more: MoreParts | None = None
) -> WorkbookPackage:
    """The package of an openpyxl workbook; `cutters` are given by the names of the parts they cut."""
    from xml.sax.saxutils import escape

    ready: list[tuple[MemberName, Deflated]] = []
    cut: dict[str, CutPart] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist(), key=_part_order):
            content = archive.read(name)
            if name in cutters:
                cut[name] = _cut(name, content, cutters[name])
            elif name == _CORE:
                ready.append((_named(name), deflate(_CORE_XML.format(escape(title)).encode(), ONCE)))
            elif name == _TYPES and more is not None:
                ready.append((_named(name), deflate(more.declared(content), ONCE)))
            else:
                ready.append((_named(name), deflate(content, ONCE)))
    if more is not None:
        ready += [(_named(name), deflate(content, ONCE)) for name, content in more.static.items()]
    changing = (*cutters, *(more.changing if more is not None else ()))
    return WorkbookPackage(Shell.of(ready, map(_named, changing)), cut)


def _named(name: str) -> MemberName:
    """Every name of a workbook is marked as UTF-8, as it was from the first one made."""
    return MemberName(name.encode(), UTF8)


def _part_order(name: str) -> tuple[int, str]:
    """Content types and relations first, as Office writes them."""
    return (0 if name == _TYPES else 1 if name == "_rels/.rels" else 2, name)


def _cut(name: str, content: bytes, cutter: Cutter) -> CutPart:
    from lxml import etree

    root = parse_xml(content, name)
    blanks = cutter(root)
    text = etree.tostring(root, encoding="unicode")
    pieces: list[str] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
    places: dict[str, int] = {}
    at = 0
    for match in _MARK.finditer(text):
        key = match[1] or match[2]
        places[key] = len(pieces) + 1
        pieces += [text[at : match.start()], blanks[key]]
        at = match.end()
    pieces.append(text[at:])
    return CutPart(name, tuple(pieces), places)


def cut_cells(root: etree._Element, refs: Iterable[str]) -> dict[str, str]:
    """Put a mark in the place of each cell; gives the empty cell by `cell <reference>`."""
    from lxml import etree

    wanted = set(refs)
    blanks: dict[str, str] = {}
    for cell in list(root.iter(f"{_MAIN}c")):
        ref = str(cell.get("r"))
        if cell.get("t") == "n":  # what a cell is when it does not say
            del cell.attrib["t"]
        if ref in wanted:
            key = f"cell {ref}"
            blanks[key] = empty_cell(cell_prefix(ref, cell.get("s")))
            cell.getparent().replace(cell, etree.ProcessingInstruction("cut", key))
    missing = wanted - {key.removeprefix("cell ") for key in blanks}
    if missing:
        raise AssertionError(f"cells that openpyxl did not write: {sorted(missing)}")
    return blanks


def cell_prefix(ref: str, style: str | None) -> str:
    """The start of a cell's tag."""
    return f'<c r="{ref}" s="{style}"' if style else f'<c r="{ref}"'


def cut_rows(root: etree._Element, rows: Iterable[int]) -> dict[str, str]:
    """Put a mark in the place of each row's height; gives the height by `row <number>`."""
    blanks: dict[str, str] = {}
    wanted = {str(number) for number in rows}
    for row in root.iter(f"{_MAIN}row"):
        number = str(row.get("r"))
        if number in wanted:
            blanks[f"row {number}"] = str(row.get("ht"))
            row.set("ht", f"?cut row {number}?")
    return blanks


def cut_rows_from(root: etree._Element, first: int) -> dict[str, str]:
    """A mark for all rows from this one on; gives the styles of the cells that stood in it, by column letters."""
    from lxml import etree

    data = root.find(f"{_MAIN}sheetData")
    assert data is not None
    styles: dict[str, str] = {}
    for row in list(data):
        if int(row.get("r", "0")) >= first:
            styles.update({str(c.get("r")).rstrip("0123456789"): str(c.get("s")) for c in row if c.get("s")})
            data.remove(row)
    data.append(etree.ProcessingInstruction("cut", "rows"))
    return styles


def cut_breaks(root: etree._Element, blank: str, behind: str = "") -> dict[str, str]:
    """A mark for the page breaks, in their place behind the footer, and what stands right behind them."""
    from lxml import etree

    footer = root.find(f"{_MAIN}headerFooter")
    assert footer is not None
    if behind:
        footer.addnext(etree.fromstring(behind.replace("<drawing ", f'<drawing xmlns="{_MAIN[1:-1]}" ', 1)))
    footer.addnext(etree.ProcessingInstruction("cut", "breaks"))
    return {"breaks": blank}


def cut_header(root: etree._Element) -> dict[str, str]:
    """A mark for the text of the printed header."""
    header = root.find(f"{_MAIN}headerFooter/{_MAIN}oddHeader")
    assert header is not None
    header.text = "?cut header?"
    return {"header": ""}


def cut_footer(root: etree._Element, blank: str) -> dict[str, str]:
    """A mark for the text of the printed footer."""
    footer = root.find(f"{_MAIN}headerFooter/{_MAIN}oddFooter")
    assert footer is not None
    footer.text = "?cut footer?"
    return {"footer": blank}
