"""A finished print run read again from the disk: what each of its sheets shows.

A PDF library keeps a table of all objects, half a kilobyte each, and a run of ten thousand letters has a quarter
of a million. Here an object is found through the file's own table of places when it is asked for: a run of any
length needs the memory of one page.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from tsmforms.formats.pdf.opening import damaged, translate_errors
from tsmforms.formats.pdf.plain import (
    END,
    ENTRY,
    FONT,
    FONTS,
    KIDS,
    NUMBER,
    OPENING,
    STREAM,
    TABLE,
    TRAILER,
    found,
    reference,
)

_READ = 4096


class PdfObjects(Protocol):
    """The objects of a PDF by number."""

    def written(self, number: int) -> bytes:
        """An object as it is written, at least up to the end of its dictionary."""

    def packed(self, number: int) -> bytes:
        """The data of a stream as it is in the file."""


class _RunFile:
    """The objects of a PDF with one plain table of places, read one at a time."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - END))
        trailer = found(TRAILER.search(file.read()))
        self.root, start = int(trailer[1]), int(trailer[2])
        file.seek(start)
        table = found(TABLE.match(file.read(ENTRY)))
        self._places, self._count = start + table.end(), int(table[1])

    def written(self, number: int) -> bytes:
        """An object as it is written, up to its end or, of one with a stream, a part that has its dictionary."""
        if not 0 < number < self._count:
            raise damaged()
        self._file.seek(self._places + ENTRY * number)
        place = self._file.read(ENTRY)[:10]
        if not place.isdigit():
            raise damaged()
        self._file.seek(int(place))
        data = self._file.read(_READ)
        opening = found(OPENING.match(data))
        if int(opening[1]) != number:
            raise damaged()
        while b"endobj" not in data and not STREAM.match(data, opening.end()):
            more = self._file.read(len(data))
            if not more:
                raise damaged()
            data += more
        return data[opening.end() :]

    def packed(self, number: int) -> bytes:
        """The data of a stream as it is in the file."""
        data = self.written(number)
        head = found(STREAM.match(data))
        length = int(head[1])
        packed = data[head.end() :]
        packed += self._file.read(max(0, length - len(packed)))
        return packed[:length]

    def sheets(self) -> Iterator[list[bytes]]:
        """The dictionary of each page, by letters: their own nodes are in the tree, their pages in those."""
        top = reference(b"Pages", self.written(self.root))
        for node in self._kids(top):
            yield [self.written(page).partition(b"endobj")[0] for page in self._kids(node)]

    def _kids(self, node: int | None) -> list[int]:
        if node is None:
            raise damaged()
        return [int(number) for number in NUMBER.findall(found(KIDS.search(self.written(node)))[1])]


def sheets_of(path: Path) -> Iterator[list[int]]:
    """What each page of a print run shows, as `shown` says it, by letters; the cover is one of them.

    Args:
        path: The print run, as this library writes it.

    Raises:
        ReadError: The file is damaged (D0905).
    """
    with translate_errors(), path.open("rb") as file:
        run = _RunFile(file)
        for pages in run.sheets():
            yield [shown(run, page) for page in pages]


def shown(pdf: PdfObjects, page: bytes) -> int:
    """A checksum of what a page paints and of what its glyphs stand for, as they are packed; 0 of a blank page."""
    content = reference(b"Contents", page)
    if content is None:
        return 0
    resources = reference(b"Resources", page)
    listed = FONTS.search(pdf.written(resources)) if resources is not None else None
    said = zlib.crc32(pdf.packed(content))
    for _, font in sorted(FONT.findall(listed[1])) if listed else ():
        table = reference(b"ToUnicode", pdf.written(int(font)).partition(b"endobj")[0])
        said = zlib.crc32(pdf.packed(table), said) if table is not None else said
    return said
