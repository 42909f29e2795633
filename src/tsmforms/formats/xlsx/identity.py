"""What a workbook says of itself: the hidden sheet, the line at the foot, the printed footer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tsmforms.formats.xlsx.cells import escape_text
from tsmforms.model import Identity
from tsmforms.model.outline import fingerprint

if TYPE_CHECKING:
    from tsmforms.formats.xlsx.book import Book, Cell

HIDDEN_SHEET = "_tsmforms"
_REFERENCE = "Reference "
_IDENTITY_PARTS = 3
_LINE = re.compile(r"(?:^|(?<=[\s·]))([a-z][a-z0-9_]*) · (\d{4}-\d{2}(?:\+[\w.-]+)?) · ([0-9a-f]{8,64})(?=$|\s|&)")
_RECORD = re.compile(r" · Reference (.+?)\s*\Z")
_FOOTER_LIMIT = 255
"""Characters of a printed footer, its codes counted; Excel calls a longer one damage."""

_PAGE_CODES = re.compile(r"(?<!&)&[CR].*\Z", re.DOTALL)
_CODES = re.compile(r'&(?:"[^"]*"|\d+|[A-Z])')


def foot_line(footer: str, record_id: str | None) -> str:
    """The visible identity: form, edition, digest and, of a filled form, its reference."""
    return f"{footer} · {_REFERENCE}{record_id}" if record_id else footer


def footer_text(footer: str, record_id: str | None) -> str:
    """The printed footer, escaped for XML: the identity to the left, page numbers to the right.

    A profile's line that makes it longer than Excel takes is left out; it stands at the foot of the sheet.
    """
    short = " · ".join(footer.split(" · ")[:_IDENTITY_PARTS])
    for line in (foot_line(footer, record_id), foot_line(short, record_id), short):
        code = f"&L&8 {line.replace('&', '&&')}&R&8 Page &P of &N"
        if len(code) <= _FOOTER_LIMIT:
            return escape_text(code)
    return "&amp;R&amp;8 Page &amp;P of &amp;N"


def parse_line(text: str) -> Identity | None:
    """The identity in a foot line or printed footer, None where there is none."""
    line = _LINE.search(text)
    if not line:
        return None
    record = _RECORD.search(text)
    return Identity(line[1], line[2], line[3], record[1] if record else None)


def hidden_values(book: Book) -> dict[str, str]:
    """The names and values of the hidden sheet; none where it was removed."""
    sheet = next((name for name in book.sheets if name.casefold() == HIDDEN_SHEET), None)
    if sheet is None:
        return {}
    cells = book.cells(sheet)
    pairs = ((cells.get(f"A{row}"), cells.get(f"B{row}")) for row in range(1, 20))
    return {name.text: value.text for name, value in pairs if name and value and value.text}


def hidden_identity(book: Book) -> Identity | None:
    """What the hidden sheet says."""
    values = hidden_values(book)
    if not values.get("form"):
        return None
    return Identity(values["form"], values.get("edition"), values.get("digest"), values.get("record_id"))


def foot_identity(book: Book, cells: Mapping[str, Mapping[str, Cell]] | None = None) -> Identity | None:
    """What a line at the foot of a sheet says, or a printed footer."""
    return next((found for text in _lines(book, cells) if " · " in text and (found := parse_line(text))), None)


def _lines(book: Book, cells: Mapping[str, Mapping[str, Cell]] | None) -> Iterator[str]:
    visible = [sheet for sheet in book.sheets if sheet.casefold() != HIDDEN_SHEET]
    for sheet in visible:
        known = cells.get(sheet) if cells else None
        yield from (cell.text for cell in (known if known is not None else book.cells(sheet)).values())
    for sheet in visible:
        yield from (_without_codes(element.text or "") for element in book.sheet_root(sheet).iter("{*}oddFooter"))


def _without_codes(footer: str) -> str:
    """A printed footer's left part without its codes for place, font and size."""
    left = _PAGE_CODES.sub("", footer).replace("&&", "\0")
    return _CODES.sub(" ", left).replace("\0", "&")


def fingerprints(labels: Iterable[str]) -> str:
    """A short number for each printed text, so that words typed beside the boxes are noticed."""
    return " ".join(sorted({fingerprint(label) for label in labels}))
