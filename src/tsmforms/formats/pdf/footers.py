"""A finished print run read again from the disk: the words at the foot of its pages.

A PDF library keeps a table of all objects, half a kilobyte each, and a run of ten thousand letters has a quarter
of a million. Here an object is found through the file's own table of places when it is asked for: a run of any
length needs the memory of one page.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from tsmforms.formats.pdf.opening import damaged, translate_errors
from tsmforms.formats.pdf.readback import Characters, characters_of, last_words

_END, _READ, _ENTRY = 1024, 4096, 20
_MOST_FONTS = 8
_TRAILER = re.compile(rb"/Root (\d+) 0 R.*startxref\s+(\d+)\s+%%EOF\s*\Z", re.S)
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_OPENING = re.compile(rb"(\d+) 0 obj\s*")
_STREAM = re.compile(rb"<<(?:(?!\bstream\b|endobj).)*?/Length (\d+)(?:(?!\bstream\b|endobj).)*?>>\s*stream\r?\n", re.S)
_KIDS = re.compile(rb"/Kids ?\[([\d R]*)\]")
_NUMBER = re.compile(rb"(\d+) 0 R")
_FONTS = re.compile(rb"/Font ?<<(.*?)>>", re.S)
_FONT = re.compile(rb"/(\w+) (\d+) 0 R")


class _RunFile:
    """The objects of a PDF with one plain table of places, read one at a time."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _END))
        trailer = _found(_TRAILER.search(file.read()))
        self.root, start = int(trailer[1]), int(trailer[2])
        file.seek(start)
        table = _found(_TABLE.match(file.read(_ENTRY)))
        self._places, self._count = start + table.end(), int(table[1])

    def written(self, number: int) -> bytes:
        """An object as it is written, up to its end or, of one with a stream, a part that holds its dictionary."""
        if not 0 < number < self._count:
            raise damaged()
        self._file.seek(self._places + _ENTRY * number)
        self._file.seek(int(self._file.read(_ENTRY)[:10]))
        data = self._file.read(_READ)
        opening = _found(_OPENING.match(data))
        if int(opening[1]) != number:
            raise damaged()
        while b"endobj" not in data and not _STREAM.match(data, opening.end()):
            more = self._file.read(len(data))
            if not more:
                raise damaged()
            data += more
        return data[opening.end() :]

    def stream(self, number: int) -> bytes:
        """The bytes of a stream, unpacked."""
        data = self.written(number)
        head = _found(_STREAM.match(data))
        length = int(head[1])
        packed = data[head.end() :]
        packed += self._file.read(max(0, length - len(packed)))
        return zlib.decompress(packed[:length]) if b"/FlateDecode" in head[0] else packed[:length]

    def refer(self, entry: bytes, written: bytes) -> int | None:
        """The object that an entry of a dictionary refers to."""
        match = re.search(rb"/" + entry + rb" (\d+) 0 R", written)
        return int(match[1]) if match else None

    def pages(self) -> Iterator[bytes]:
        """The dictionary of each page: the letters' own nodes stand in the tree, their pages in those."""
        top = self.refer(b"Pages", self.written(self.root))
        for node in self._kids(top):
            for page in self._kids(node):
                yield self.written(page).partition(b"endobj")[0]

    def _kids(self, node: int | None) -> list[int]:
        if node is None:
            raise damaged()
        return [int(number) for number in _NUMBER.findall(_found(_KIDS.search(self.written(node)))[1])]


def _found(match: re.Match[bytes] | None) -> re.Match[bytes]:
    if match is None:
        raise damaged()
    return match


def feet(path: Path, first: int = 0, last: int | None = None) -> list[str] | None:
    """The last words painted on pages of a print run, where letters have their foot; None where a page has none.

    A page without content is blank, and its foot empty.

    Args:
        path: The print run, as this library writes it.
        first: The first page asked for, counted from 0.
        last: The page before which to stop; None for all that follow.

    Raises:
        ReadError: The file is damaged.
    """
    out = []
    fonts: dict[int, Characters] = {}
    with translate_errors(), path.open("rb") as file:
        run = _RunFile(file)
        for page in islice(run.pages(), first, last):
            if len(fonts) > _MOST_FONTS:
                fonts.clear()
            content = run.refer(b"Contents", page)
            words = "" if content is None else last_words(run.stream(content), _fonts_of(run, page, fonts))
            if content is not None and not words:
                return None
            out.append(words)
    return out


def _fonts_of(run: _RunFile, page: bytes, known: dict[int, Characters]) -> dict[bytes, Characters]:
    """The fonts of a page by name."""
    resources = run.refer(b"Resources", page)
    listed = _FONTS.search(run.written(resources)) if resources is not None else None
    out = {}
    for name, number in _FONT.findall(listed[1]) if listed else ():
        font = int(number)
        if font not in known:
            table = run.refer(b"ToUnicode", run.written(font).partition(b"endobj")[0])
            known[font] = Characters() if table is None else characters_of(run.stream(table))
        out[name] = known[font]
    return out
