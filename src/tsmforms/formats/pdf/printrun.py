"""A print run: many letters in one PDF, each on a fresh sheet when printed on both sides.

The run is for the printer, so tags, fields and attachments of the letters are
left out; the letters themselves stay as they are. Nothing in the run's own
metadata or outline names anybody.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import attrs

from tsmforms.formats.pdf import typeset
from tsmforms.formats.pdf.opening import damaged

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

_WIDTH, _HEIGHT = 595.276, 841.89
_EPOCH = datetime.date(2000, 1, 1)
_LEFT_OUT = ("/Annots", "/StructParents", "/AA", "/Metadata", "/PieceInfo", "/Tabs")


@attrs.frozen
class Run:
    """What a print run holds: letters, pages of letters, and pages with those left blank and the cover."""

    letters: int
    pages: int
    all_pages: int

    @property
    def sheets(self) -> int:
        """Sheets of paper, printed on both sides."""
        return (self.all_pages + 1) // 2


def assemble(parts: Iterable[Path], out: BinaryIO, *, cover: bool = False, title: str = "Print run") -> Run:
    """Put letters one behind the other, each beginning on an odd page.

    Args:
        parts: The letters, in order.
        out: Where the PDF goes; open for writing.
        cover: A sheet in front that says how many letters and pages follow.
        title: The title of the PDF and of its cover; names nobody.

    Raises:
        ReadError: A part is damaged (D0905); nothing was written.
    """
    from pypdf import PdfWriter

    writer = PdfWriter()
    letters = pages = 0
    for part in parts:
        pages += _add(writer, part.read_bytes())
        letters += 1
    run = Run(letters, pages, len(writer.pages) + (2 if cover else 0))
    if cover:
        _put_cover(writer, run, title)
    _finish(writer, title)
    writer.write(out)
    return run


def _add(writer: PdfWriter, data: bytes) -> int:
    """Add the pages of a letter and, if their number is odd, a blank one; returns how many the letter has."""
    reader = _reader(data)
    for page in reader.pages:
        for key in _LEFT_OUT:
            if key in page:
                del page[key]
        writer.add_page(page)
    if len(writer.pages) % 2:
        writer.add_blank_page(_WIDTH, _HEIGHT)
    return len(reader.pages)


def _reader(data: bytes) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if not len(reader.pages):
            raise damaged()
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        raise damaged() from None
    return reader


def _put_cover(writer: PdfWriter, run: Run, title: str) -> None:
    rows = [["Letters", str(run.letters)], ["Pages of letters", str(run.pages)],
            ["Pages with blank ones and this sheet", str(run.all_pages)],
            ["Sheets, printed on both sides", str(run.sheets)]]
    data = {"title": title, "rows": rows, "note": "Print on both sides. Each letter begins on a fresh sheet."}
    files = {"main.typ": typeset.source("cover.typ"), "data.json": typeset.as_json(data)}
    cover = _reader(typeset.compile_pdf(files, _EPOCH, []))
    writer.insert_page(cover.pages[0], 0)
    writer.insert_blank_page(_WIDTH, _HEIGHT, 1)


def _finish(writer: PdfWriter, title: str) -> None:
    from pypdf.generic import ArrayObject, ByteStringObject

    writer.metadata = None
    writer.add_metadata({"/Title": title, "/Producer": "tsmforms"})
    writer.compress_identical_objects()
    name = ByteStringObject(b"tsmforms print run".ljust(16)[:16])
    writer._ID = ArrayObject((name, name))
