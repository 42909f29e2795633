"""A print run: many letters in one PDF, each on a fresh sheet when printed on both sides.

The run is for the printer, so tags, fields and attachments of the letters are
left out; the letters themselves stay as they are. Nothing in the run's own
metadata or outline names anybody. The objects of a letter are written out at
once under new numbers, those that earlier letters have had once for all, and
fonts as one program: a run of any length needs the memory of one letter and a
few bytes an object.
"""

from __future__ import annotations

import datetime
import io
import re
import zlib
from array import array
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import attrs

from tsmforms.formats.pdf.opening import damaged, translate_errors
from tsmforms.formats.pdf.plain import PlainPdf, reference
from tsmforms.formats.pdf.printruns.sharedfonts import SharedFont
from tsmforms.formats.pdf.printruns.sheets import sheets_of, shown
from tsmforms.formats.pdf.typesetting import typeset

if TYPE_CHECKING:
    from pypdf.generic import PdfObject

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_A4 = b"[0 0 595.276 841.89]"
_EPOCH = datetime.date(2000, 1, 1)
_KEPT = ("/Type", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Group")
_CATALOG, _PAGES, _INFO = 1, 2, 3
_REFERENCE = re.compile(rb"(?<![\d.])(\d+) 0 R\b")
_FONT = re.compile(
    rb"<</Type/Font/Subtype/CIDFontType2/BaseFont/[A-Z]{6}\+([\w-]+)/CIDSystemInfo(<<[^<>]*>>)/FontDescriptor (\d+) 0 R"
    rb"/DW 0/CIDToGIDMap/Identity/W\[[^\]]*\]>>"
)
"""A font as typst writes it."""
_TAG = re.compile(rb"(/Type/Font/Subtype/Type0/BaseFont/)[A-Z]{6}\+")
_SHARED_TAG = b"TSMFRM+"
_FONT_FILE = re.compile(rb"(?:/CIDSet \d+ 0 R)|(/FontFile2 )(\d+) 0 R")
_MOST_KEPT = 4096
"""Objects whose like is looked for in later letters: what all letters share is in the first."""
_DEEPEST = 40
_PLAIN_PAGE = re.compile(
    rb"<</Type/Page(?:/(?:Resources|Contents|Parent) \d+ 0 R|/StructParents \d+|/Tabs/S|/MediaBox\[[\d. ]+\])*>>"
)
_NOT_KEPT = re.compile(rb"/Parent \d+ 0 R|/StructParents \d+|/Tabs/S")


@attrs.frozen
class SheetRun:
    """What a print run contains: letters, pages of letters, and pages with those left blank and the cover."""

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
            ReadError: It is damaged (D0905); what `out` contains then will not be a PDF.
        """
        before = self._cover_pages + self._writer.pages
        own = self._writer.add(letter)
        self._pages += own
        self._letters += 1
        return before + 1, before + own

    def finish(self, title: str = "Print run") -> SheetRun:
        """Write the end; `check` then holds the file against what was put in.

        Args:
            title: The title of the PDF and of its cover; names nobody.
        """
        run = SheetRun(self._letters, self._pages, self._writer.pages + self._cover_pages)
        if self._cover_pages:
            self._writer.add(_cover(run, title), first=True)
        self._writer.finish(title)
        return run

    def check(self, path: Path) -> None:
        """Read the finished file again: each letter's pages, as they were put in, alone on sheets of their own.

        Raises:
            ReadError: It differs (D0905).
        """
        expected = iter(self._writer.prints)
        with translate_errors():
            for sheets in sheets_of(path):
                if len(sheets) % 2 or sheets != [next(expected, -1) for _ in sheets]:
                    raise damaged()
        if next(expected, None) is not None:
            raise damaged()


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
        self._kept: dict[bytes, int] = {}
        self._fonts: dict[bytes, _RunFont] = {}
        self.prints = array("Q")
        self.pages = 0
        self._put(_HEADER)

    def _put(self, data: bytes) -> None:
        self._out.write(data)
        self._at += len(data)

    def number(self) -> int:
        """A number for an object to come."""
        self._places.append(0)
        return len(self._places) - 1

    def object(self, number: int, body: bytes) -> None:
        """Write an object."""
        self._places[number] = self._at
        self._put(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def once(self, body: bytes) -> int:
        """Write an object, unless one that says the same is there."""
        key = blake2b(body, digest_size=16).digest()
        if key in self._kept:
            return self._kept[key]
        number = self.number()
        self.object(number, body)
        if len(self._kept) < _MOST_KEPT:
            self._kept[key] = number
        return number

    def font(self, name: bytes, descriptor: bytes) -> _RunFont:
        """The font of a name, which is written at the end."""
        if name not in self._fonts:
            self._fonts[name] = _RunFont(self.number(), self.number(), name, descriptor)
        return self._fonts[name]

    def add(self, data: bytes, first: bool = False) -> int:
        """Add a letter, and a blank page if it ends on an odd one; returns how many pages it has itself."""
        node = self.number()
        with translate_errors():
            copy = _Copy(data, self)
            kids = [copy.page(entries, node) for entries in copy.pages()]
        own = len(kids)
        prints = array("Q", copy.prints)
        if own % 2:
            kids.append(self.number())
            prints.append(0)
            self.object(kids[-1], b"<< /Type /Page /Parent %d 0 R /MediaBox %s /Resources << >> >>" % (node, _A4))
        shown = b" ".join(b"%d 0 R" % kid for kid in kids)
        self.object(node, b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%s] >>" % (_PAGES, len(kids), shown))
        self._nodes.insert(0 if first else len(self._nodes), (node, len(kids)))
        at = 0 if first else len(self.prints)
        self.prints[at:at] = prints
        self.pages += len(kids)
        return own

    def finish(self, title: str) -> None:
        """The fonts, the tree of pages, the title, and where everything is."""
        from pypdf.generic import TextStringObject

        for font in self._fonts.values():
            for number, body in font.objects():
                self.object(number, body)
        kids = b" ".join(b"%d 0 R" % node for node, _ in self._nodes)
        count = sum(pages for _, pages in self._nodes)
        self.object(_PAGES, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids))
        self.object(_CATALOG, b"<< /Type /Catalog /Pages %d 0 R >>" % _PAGES)
        self.object(_INFO, b"<< /Title %s /Producer (tsmforms) >>" % _serialised(TextStringObject(title)))
        start = self._at
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._places))
        for place in self._places[1:]:
            self._put(b"%010d 00000 n \n" % place)
        name = b"<%032x>" % count
        self._put(
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [%s %s] >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(self._places), _CATALOG, _INFO, name, name, start)
        )


@attrs.define(eq=False)
class _RunFont:
    """A font of the run: the numbers of its descriptor and program, and the glyphs so far."""

    number: int
    program: int
    name: bytes
    descriptor: bytes
    shared: SharedFont = attrs.field(factory=SharedFont)

    def objects(self) -> Iterable[tuple[int, bytes]]:
        """Its descriptor and its program."""

        def pointed(match: re.Match[bytes]) -> bytes:
            return b"%s%d 0 R" % (match[1], self.program) if match[1] else b""

        descriptor = _FONT_FILE.sub(pointed, self.descriptor)
        yield self.number, re.sub(rb"(/FontName/)[A-Z]{6}\+", rb"\1" + _SHARED_TAG, descriptor)
        program = self.shared.program()
        yield self.program, _stream(program, b"/Length1 %d" % len(program))


class _Copy:
    """The objects of one letter under the numbers of the run; only what its pages show is copied.

    Only the letters of a run come here, as typst writes them: every object by itself, and no string of a page's
    fonts and resources that looks like a reference. The objects are copied as they are written, with new numbers
    behind their references; pypdf is asked where a page has entries of other sorts.
    """

    def __init__(self, data: bytes, writer: _Writer) -> None:
        self._data = data
        self._pdf = PlainPdf(data)
        self._writer = writer
        self._numbers: dict[int, int] = {}
        self.prints: list[int] = []
        """What a reader of the finished run must find of each page; see `sheets.shown`."""

    def pages(self) -> list[bytes]:
        """The entries of each page that are kept, as they are written."""
        pages = self._pdf.pages()
        if all(map(_PLAIN_PAGE.fullmatch, pages)):
            return [_NOT_KEPT.sub(b"", page[2:-2]) for page in pages]
        from pypdf import PdfReader

        return [
            b" ".join(key.encode() + b" " + _serialised(dict.__getitem__(page, key)) for key in _KEPT if key in page)
            for page in PdfReader(io.BytesIO(self._data), strict=True).pages
        ]

    def page(self, entries: bytes, node: int) -> int:
        """Copy a page; its number."""
        self.prints.append(shown(self._pdf, entries))
        number = self._writer.number()
        self._writer.object(number, b"<< %s /Parent %d 0 R >>" % (self._renumbered(entries, 0), node))
        return number

    def _renumbered(self, written: bytes, depth: int) -> bytes:
        """What is written, with the run's numbers in its references."""
        if depth > _DEEPEST:
            raise damaged()
        return _REFERENCE.sub(lambda match: b"%d 0 R" % self._copied(int(match[1]), depth + 1), written)

    def _copied(self, old: int, depth: int) -> int:
        """The number of an object in the run, where it is written now if it was not before."""
        if old not in self._numbers:
            written = self._pdf.written(old)
            font = _FONT.fullmatch(written)
            body = self._font(font) if font else None
            if body is None:
                head, stream, rest = written.partition(b"stream\n")
                body = self._renumbered(_TAG.sub(rb"\1" + _SHARED_TAG, head), depth) + stream + rest
            self._numbers[old] = self._writer.once(body)
        return self._numbers[old]

    def _font(self, font: re.Match[bytes]) -> bytes | None:
        """A font whose outlines are those of the run; None where it must stay as it is."""
        descriptor = self._pdf.written(int(font[3]))
        program = reference(b"FontFile2", descriptor)
        if program is None:
            return None
        shared = self._writer.font(font[1], descriptor)
        taken = shared.shared.take(self._pdf.stream(program))
        if taken is None:
            return None
        places, widths = taken
        return (
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s%s/CIDSystemInfo %d 0 R"
            b"/FontDescriptor %d 0 R/DW 0/CIDToGIDMap %d 0 R/W[0%s]>>"
        ) % (
            _SHARED_TAG,
            font[1],
            self._writer.once(font[2]),
            shared.number,
            self._writer.once(_stream(places)),
            str(widths).replace(",", "").encode(),
        )


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream" % (len(packed), entries, packed)


def _serialised(value: PdfObject) -> bytes:
    out = io.BytesIO()
    value.write_to_stream(out)
    return out.getvalue()
