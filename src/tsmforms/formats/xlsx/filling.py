"""A workbook of somebody else with values in some of its cells; all other parts, cells and styles as they were."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tsmforms.formats.xlsx.outline.book import open_book, parse_bounded, split_ref
from tsmforms.formats.xlsx.outline.cell_display import serial_of
from tsmforms.formats.xlsx.outline.cellstyles import CellStyles, styles_of
from tsmforms.formats.xlsx.outline.sheetspots import rows_of
from tsmforms.intake import local_name
from tsmforms.intake.repackaged import PartsChange, repackaged, serialised
from tsmforms.model.filling import Filling

if TYPE_CHECKING:
    from lxml import etree

_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
"""A day as answers show it."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def fill(data: bytes, fillings: Sequence[Filling]) -> bytes:
    """The workbook with these words in its cells; a cell with a formula is left as it is.

    Args:
        data: The file, which was examined.
        fillings: What is written where.

    Raises:
        ReadError: It is damaged.
    """
    book = open_book(data)
    parts, styles = PartsChange(book.package), styles_of(book)
    for name, part, _ in book.tabs:
        mine = [one for one in fillings if one.place.sheet == name and one.place.cell_ref]
        if part and mine:
            root = parse_bounded(parts.part(part) or b"", "a sheet")
            for ref, text in _by_cell(mine).items():
                _put(root, ref, text, styles, book.is_1904)
            parts.changed[part] = serialised(root)
    return repackaged(data, parts.changed)


def _by_cell(fillings: Sequence[Filling]) -> dict[str, str]:
    """The new words of each cell; several fillings of one are put in from its end."""
    out: dict[str, str] = {}
    last: dict[str, Filling] = {}
    for one in sorted(fillings, key=lambda each: -each.start):
        ref = (one.place.cell_ref or "").partition(":")[0].replace("$", "")
        if ref in last and (one.start, one.end) == (last[ref].start, last[ref].end):
            continue
        text = out.get(ref, one.was)
        out[ref] = text[: one.start] + one.text + text[one.end :]
        last[ref] = one
    return out


def _put(root: etree._Element, ref: str, text: str, styles: CellStyles, is_1904: bool) -> None:
    """The words of a cell; a day in a cell that shows dates is a date, so that the workbook can sort and count it."""
    from lxml import etree

    cell = _cell(root, ref)
    if cell is None or any(local_name(child) == "f" for child in cell):
        return
    space = root.tag.rpartition("}")[0] + "}"
    for child in list(cell):
        cell.remove(child)
    day = _DAY.fullmatch(text)
    if day and styles.of(cell.get("s")).format.kind == "date":
        cell.attrib.pop("t", None)
        moment = datetime.datetime(int(day[3]), int(day[2]), int(day[1]))
        etree.SubElement(cell, f"{space}v").text = str(serial_of(moment, is_1904))
        return
    cell.set("t", "inlineStr")
    words = etree.SubElement(etree.SubElement(cell, f"{space}is"), f"{space}t")
    words.text = text
    words.set(_SPACE, "preserve")


def _cell(root: etree._Element, ref: str) -> etree._Element | None:
    """The cell of a reference, made where the sheet has none; some programs leave the numbers of rows out."""
    from lxml import etree

    column, number = split_ref(ref)
    space = root.tag.rpartition("}")[0] + "}"
    rows = next((one for one in root if local_name(one) == "sheetData"), None)
    if rows is None:
        return None
    numbered = [(at + 1, one) for at, those in rows_of(root).items() for one in those]
    row = next((one for at, one in numbered if at == number), None)
    if row is None:
        row = etree.Element(f"{space}row", r=str(number))
        rows.insert(sum(at < number for at, _ in numbered), row)
    placed = list(_placed(row))
    found = next((one for at, one in placed if at == column), None)
    if found is None:
        found = etree.Element(f"{space}c", r=ref)
        row.insert(sum(at < column for at, _ in placed), found)
    return found


def _placed(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row with their columns from 1; one without a reference follows the one before."""
    column = 0
    for one in row:
        column = split_ref(ref)[0] if (ref := one.get("r")) else column + 1
        yield column, one


__all__ = ["fill"]
