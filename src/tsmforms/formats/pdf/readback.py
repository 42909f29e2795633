"""A quick look at the words of a letter just made, for the read-back of a run.

pdfium builds every embedded font anew for each file, which takes as long as
making the letter. What typst writes is regular: each piece of text is placed by
one matrix and shown by glyph numbers, which the font's ToUnicode table turns
into characters. A page that looks otherwise is left to pdfium.
"""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from tsmforms.diagnostics import ReadError
from tsmforms.formats.pdf.opening import damaged
from tsmforms.formats.pdf.plain import FONT, FONTS, PlainPdf, reference

_PLAIN = rb"(?:[^()\\]++|\\.)"
_FLAT = rb"\(" + _PLAIN + rb"*+\)"
_STRING = rb"\((?:" + _PLAIN + rb"++|\((?:" + _PLAIN + rb"++|" + _FLAT + rb")*+\))*+\)"
"""A literal string; brackets in pairs stand in it unescaped, here up to three deep."""
_PIECE = re.compile(
    rb"(?:q 1 0 0 -1 (-?[\d.]+) (-?[\d.]+) cm/c\d cs [\d. ]+ scn\nBT )?"
    rb"(?:/Span<</ActualText(<[0-9A-Fa-f]*>|" + _STRING + rb")>>BDC )?"
    rb"0 Tr/(\w+) [\d.]+ Tf 1 0 0 -1 (-?[\d.]+) (-?[\d.]+) Tm"
    rb"(?:\[([^\]]*+(?:\](?!TJ)[^\]]*+)*+)\]TJ|(\([^)]*+(?:\)(?!Tj)[^)]*+)*+\))Tj)",
    re.S,
)
"""A piece of text: where its block begins (of the first piece), what it stands for, font, offset, glyphs.

A glyph number is two bytes, of which the first is written `\\000` in a font of so few glyphs: so the ends of
strings and arrays cannot stand in them. What counts another number of pieces than of operators is not read.
"""
_KERNING = re.compile(rb"\)[-\d.]+\(")
_MAPPED = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
_MOST_PAGES, _TAIL = 20, 2500


class Characters(dict[int, str]):
    """Glyph number to characters; U+FFFD for a number that the font's table lacks."""

    def __missing__(self, number: int) -> str:
        return "\ufffd"


class TextRun(NamedTuple):
    """A piece of text and where it begins, in points from the page's lower left corner; see `text_of`.

    Without characters, `shown` is what stands for the glyphs of the piece; else it is their numbers.
    """

    x: float
    y: float
    shown: bytes
    characters: Characters | None


def text_of(pieces: Iterable[TextRun]) -> str:
    """The characters of pieces, one behind the other; U+FFFD for a glyph that the font's table lacks."""
    return "".join(_alike(list(group)) for _, group in groupby(pieces, lambda run: id(run.characters)))


def _alike(pieces: list[TextRun]) -> str:
    """The characters of pieces in one font, or of pieces that are spelled out."""
    shown, characters = [run.shown for run in pieces], pieces[0].characters
    return "".join(map(_actual, shown)) if characters is None else _glyphs(shown).translate(characters)


def runs(data: bytes) -> tuple[tuple[TextRun, ...], ...] | None:
    """The text of each page in the order in which it is painted; None where this reader does not see all of it."""
    try:
        reader = _PageReader(data)
        pages = [reader.page(page) for page in reader.pages]
    except ReadError:
        return None
    whole = tuple(page for page in pages if page is not None)
    return whole if len(whole) == len(pages) else None


def first_page_and_feet(data: bytes) -> tuple[tuple[TextRun, ...], list[str]] | None:
    """The text of a letter's first page, and the last words of each page behind it; None as `runs`."""
    try:
        reader = _PageReader(data)
        first = reader.page(reader.pages[0])
        others = [reader.foot(page) for page in reader.pages[1:]]
    except ReadError:
        return None
    return None if first is None or not all(others) else (first, others)


class _PageReader:
    """The pages of a letter just made.

    Raises:
        ReadError: It is not written as typst writes, or has very many pages (D0905); so do its methods.
    """

    def __init__(self, data: bytes) -> None:
        self._pdf = PlainPdf(data)
        self._fonts: dict[int, Characters] = {}
        self.pages = self._pdf.pages()
        if len(self.pages) > _MOST_PAGES:
            raise damaged()

    def _content(self, page: bytes) -> bytes:
        content = reference(b"Contents", page)
        return b"" if content is None else self._pdf.stream(content)

    def foot(self, page: bytes) -> str:
        """The words painted last on a page."""
        return text_of(_runs(_PIECE.findall(self._content(page)[-_TAIL:]), self._named(page)))

    def page(self, page: bytes) -> tuple[TextRun, ...] | None:
        """The runs of a page; None where a piece of text is placed or shown in another way."""
        content = self._content(page)
        pieces = _PIECE.findall(content)
        seen = (len(pieces), sum(piece[0] != b"" for piece in pieces), sum(piece[2] != b"" for piece in pieces))
        there = (content.count(b"Tj") + content.count(b"TJ"), content.count(b"\nBT "), content.count(b"ActualText"))
        return tuple(_runs(pieces, self._named(page))) if seen == there else None

    def _named(self, page: bytes) -> dict[bytes, Characters]:
        """The fonts of a page by name."""
        resources = reference(b"Resources", page)
        listed = FONTS.search(self._pdf.written(resources)) if resources is not None else None
        return _FontsByName(
            {name: self._font(int(number)) for name, number in FONT.findall(listed[1])} if listed else {}
        )

    def _font(self, number: int) -> Characters:
        if number not in self._fonts:
            table = reference(b"ToUnicode", self._pdf.written(number))
            self._fonts[number] = Characters() if table is None else characters_of(self._pdf.stream(table))
        return self._fonts[number]


class _FontsByName(dict[bytes, Characters]):
    """Fonts by name; one that is not there has no characters."""

    def __missing__(self, name: bytes) -> Characters:
        return Characters()


def _runs(pieces: list[tuple[bytes, ...]], fonts: Mapping[bytes, Characters]) -> Iterator[TextRun]:
    x = y = 0.0
    for block_x, block_y, actual, font, right, down, several, one in pieces:
        if block_x:
            x, y = float(block_x), float(block_y)
        yield TextRun(x + float(right), y - float(down), actual or several or one, None if actual else fonts[font])


def _actual(raw: bytes) -> str:
    """The text that stands for the glyphs of a piece."""
    data = bytes.fromhex(raw[1:-1].decode()) if raw.startswith(b"<") else _unescaped(raw[1:-1])
    return data[2:].decode("utf-16-be", "replace") if data.startswith(b"\xfe\xff") else data.decode("latin-1")


def characters_of(table: bytes) -> Characters:
    """What a font's ToUnicode table says; nothing of one with ranges, which typst does not write."""
    found = [] if b"beginbfrange" in table else _MAPPED.findall(table)
    glyphs = struct.unpack(f">{len(found)}H", _of_hex([glyph for glyph, _ in found]))
    characters = _of_hex([units for _, units in found], b"0000").decode("utf-16-be", "replace").split("\0")
    return Characters(zip(glyphs, characters, strict=False))


def _of_hex(digits: list[bytes], between: bytes = b"") -> bytes:
    return bytes.fromhex(between.join(digits).decode())


def _glyphs(shown: Iterable[bytes]) -> str:
    """Glyph numbers of two bytes each, as characters of those numbers."""
    glyphs = _unescaped(_KERNING.sub(b"", b"0".join(shown))[1:-1])
    return glyphs[: len(glyphs) // 2 * 2].decode("utf-16-be", "surrogatepass")


def _unescaped(body: bytes) -> bytes:
    """A literal string of PDF without its escapes; Python's own know all but the brackets."""
    if b"\\" not in body:
        return body
    plain = body.replace(b"\\(", b"\\050").replace(b"\\)", b"\\051")
    return codecs.escape_decode(plain)[0]
