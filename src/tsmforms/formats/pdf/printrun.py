"""A print run: many letters in one PDF, each on a fresh sheet when printed on both sides.

The run is for the printer, so tags, fields and attachments of the letters are
left out; the letters themselves stay as they are. Nothing in the run's own
metadata or outline names anybody. pypdf reads each letter; its objects are
written out at once under new numbers, so a run of any length needs the memory
of one letter and eight bytes an object.
"""

from __future__ import annotations

import datetime
import io
import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import attrs

from tsmforms.formats.pdf.opening import damaged, translate_errors
from tsmforms.formats.pdf.typesetting import typeset

if TYPE_CHECKING:
    from pypdf.generic import PdfObject

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_A4 = b"[0 0 595.276 841.89]"
_EPOCH = datetime.date(2000, 1, 1)
_KEPT = ("/Type", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Group")
_CATALOG, _PAGES, _INFO = 1, 2, 3
_REFERENCE = re.compile(rb"(?<![\d.])(\d+) 0 R\b")
_OPENING = re.compile(rb"(\d+) 0 obj\s*")
_STREAM = re.compile(rb"<<(?:(?!endobj|\bstream\b).)*?>>\s*stream\r?\n", re.S)
_LENGTH = re.compile(rb"/Length (\d+)(?! \d+ R)")
_TREE = re.compile(rb"<<[^\0]*?/Pages (\d+) 0 R")
_KIDS = re.compile(rb"<<\s*/Type\s*/Pages\s*/Count \d+\s*/Kids\s*\[((?:\d+ 0 R\s*)+)\]\s*>>")
_PLAIN_PAGE = re.compile(
    rb"<</Type/Page(?:/(?:Resources|Contents|Parent) \d+ 0 R|/StructParents \d+|/Tabs/S|/MediaBox\[[\d. ]+\])*>>"
)
_NOT_KEPT = re.compile(rb"/Parent \d+ 0 R|/StructParents \d+|/Tabs/S")


@attrs.frozen
class SheetRun:
    """What a print run holds: letters, pages of letters, and pages with those left blank and the cover."""

    letters: int
    pages: int
    all_pages: int

    @property
    def sheets(self) -> int:
        """Sheets of paper, printed on both sides."""
        return (self.all_pages + 1) // 2


COVER_PAGES = 2
"""Pages that a cover sheet takes in front of the letters."""


class Assembly:
    """A print run that grows: letters put one behind the other, each beginning on an odd page.

    Args:
        out: Where the PDF goes; open for writing, at its beginning. It is no PDF before `finish`.
        cover: A sheet in front that says how many letters and pages follow.
    """

    def __init__(self, out: BinaryIO, *, cover: bool = False) -> None:
        self._writer = _Writer(out)
        self._cover_pages = COVER_PAGES if cover else 0
        self._letters = self._pages = 0

    def add(self, letter: bytes) -> tuple[int, int]:
        """Put a letter behind the others; its first and last page, from 1.

        Raises:
            ReadError: It is damaged (D0905); what `out` holds then will be no PDF.
        """
        before = self._cover_pages + self._writer.pages
        own = self._writer.add(letter)
        self._pages += own
        self._letters += 1
        return before + 1, before + own

    def finish(self, title: str = "Print run") -> SheetRun:
        """Write the end.

        Args:
            title: The title of the PDF and of its cover; names nobody.
        """
        run = SheetRun(self._letters, self._pages, self._writer.pages + self._cover_pages)
        if self._cover_pages:
            self._writer.add(_cover(run, title), first=True)
        self._writer.finish(title)
        return run


def assemble(parts: Iterable[Path], out: BinaryIO, *, cover: bool = False, title: str = "Print run") -> SheetRun:
    """A print run of letters that are all there; see `Assembly`."""
    assembly = Assembly(out, cover=cover)
    for part in parts:
        assembly.add(part.read_bytes())
    return assembly.finish(title)


def _cover(run: SheetRun, title: str) -> bytes:
    rows = [
        ["Letters", str(run.letters)],
        ["Pages of letters", str(run.pages)],
        ["Pages with blank ones and this sheet", str(run.all_pages)],
        ["Sheets, printed on both sides", str(run.sheets)],
    ]
    data = {"title": title, "rows": rows, "note": "Print on both sides. Each letter begins on a fresh sheet."}
    files = {"main.typ": typeset.source("cover.typ"), "data.txt": typeset.data_file(data)}
    return typeset.compile_pdf(files, _EPOCH, [])


class _Writer:
    """Objects as they come, their places, and at the end the tree of pages."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self._places = array("Q", [0] * (_INFO + 1))
        self._nodes: list[tuple[int, int]] = []
        self.pages = 0
        self._put(_HEADER)

    def _put(self, data: bytes) -> None:
        self._out.write(data)
        self._at += len(data)

    def _number(self) -> int:
        self._places.append(0)
        return len(self._places) - 1

    def _object(self, number: int, body: bytes) -> None:
        self._places[number] = self._at
        self._put(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def add(self, data: bytes, first: bool = False) -> int:
        """Add a letter, and a blank page if it ends on an odd one; returns how many pages it has itself."""
        node = self._number()
        with translate_errors():
            kids, objects = self._letter(data, node)
        own = len(kids)
        if own % 2:
            kids.append(self._number())
            blank = b"<< /Type /Page /Parent %d 0 R /MediaBox %s /Resources << >> >>" % (node, _A4)
            objects.append((kids[-1], blank))
        shown = b" ".join(b"%d 0 R" % kid for kid in kids)
        objects.append((node, b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%s] >>" % (_PAGES, len(kids), shown)))
        for number, body in objects:
            self._object(number, body)
        self._nodes.insert(0 if first else len(self._nodes), (node, len(kids)))
        self.pages += len(kids)
        return own

    def _letter(self, data: bytes, node: int) -> tuple[list[int], list[tuple[int, bytes]]]:
        """The numbers of a letter's pages, and all its objects."""
        copy = _Copy(data, self._number)
        kids: list[int] = []
        objects: list[tuple[int, bytes]] = []
        for entries in copy.pages():
            kids.append(self._number())
            objects.append((kids[-1], b"<< %s /Parent %d 0 R >>" % (copy.renumbered(entries), node)))
        if not kids:
            raise damaged()
        return kids, [*objects, *copy.objects()]

    def finish(self, title: str) -> None:
        """The tree of pages, the title, and where everything is."""
        from pypdf.generic import TextStringObject

        kids = b" ".join(b"%d 0 R" % node for node, _ in self._nodes)
        count = sum(pages for _, pages in self._nodes)
        self._object(_PAGES, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids))
        self._object(_CATALOG, b"<< /Type /Catalog /Pages %d 0 R >>" % _PAGES)
        self._object(_INFO, b"<< /Title %s /Producer (tsmforms) >>" % _serialised(TextStringObject(title)))
        start = self._at
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._places))
        for place in self._places[1:]:
            self._put(b"%010d 00000 n \n" % place)
        name = b"<%032x>" % count
        self._put(
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [%s %s] >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(self._places), _CATALOG, _INFO, name, name, start)
        )


class _Copy:
    """The objects of one letter under the numbers of the run; only what its pages show is copied.

    pypdf finds the pages and where each object stands; the objects themselves are copied as they are written,
    with new numbers behind their references. Only the letters of a run come here, as typst writes them: every
    object by itself, and no string of a page's fonts and resources that looks like a reference.
    """

    def __init__(self, data: bytes, number: Callable[[], int]) -> None:
        from pypdf import PdfReader

        self._reader = PdfReader(io.BytesIO(data), strict=True)
        self._data = data
        self._new_number = number
        self._numbers: dict[int, int] = {}
        self._waiting: list[int] = []

    def pages(self) -> list[bytes]:
        """The entries of each page that are kept, as they are written."""
        return self._plain_pages() or [
            b" ".join(key.encode() + b" " + _serialised(dict.__getitem__(page, key)) for key in _KEPT if key in page)
            for page in self._reader.pages
        ]

    def _plain_pages(self) -> list[bytes]:
        """The same without pypdf's objects, of pages in one row that are written as typst writes them; else none."""
        tree = _TREE.match(self._written(self._reader.trailer.raw_get("/Root").idnum))
        kids = _KIDS.fullmatch(self._written(int(tree[1]))) if tree else None
        pages = [self._written(int(number)) for number in _REFERENCE.findall(kids[1])] if kids else []
        return [_NOT_KEPT.sub(b"", page[2:-2]) for page in pages] if all(map(_PLAIN_PAGE.fullmatch, pages)) else []

    def renumbered(self, written: bytes) -> bytes:
        """What is written, with the run's numbers in its references."""
        return _REFERENCE.sub(self._reference, written)

    def objects(self) -> Iterator[tuple[int, bytes]]:
        """Every object referred to so far, and those they refer to."""
        while self._waiting:
            old = self._waiting.pop()
            head, stream, rest = self._written(old).partition(b"stream\n")
            yield self._numbers[old], self.renumbered(head) + stream + rest

    def _written(self, old: int) -> bytes:
        at = self._reader.xref.get(0, {}).get(old)
        opened = _OPENING.match(self._data, at) if at is not None else None
        if opened is None or int(opened[1]) != old:
            raise damaged()
        stream = _STREAM.match(self._data, opened.end())
        end = self._data.find(b"endobj", opened.end() + self._length(stream) if stream else opened.end())
        if end < 0:
            raise damaged()
        return self._data[opened.end() : end].rstrip()

    def _length(self, stream: re.Match[bytes]) -> int:
        """How far a stream's dictionary and data reach: `endobj` may stand in the data by chance."""
        length = _LENGTH.search(stream[0])
        if length is None:
            raise damaged()
        return len(stream[0]) + int(length[1])

    def _reference(self, found: re.Match[bytes]) -> bytes:
        old = int(found[1])
        if old not in self._numbers:
            self._numbers[old] = self._new_number()
            self._waiting.append(old)
        return b"%d 0 R" % self._numbers[old]


def _serialised(value: PdfObject) -> bytes:
    out = io.BytesIO()
    value.write_to_stream(out)
    return out.getvalue()
