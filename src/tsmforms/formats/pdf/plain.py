"""The objects of a PDF with one plain table of places, as typst and this library write it.

A PDF library reads the whole table, half a kilobyte an object; here an object is found when it is asked for. Only for
files that this library made a moment ago: anybody else's go through pikepdf.
"""

from __future__ import annotations

import re
import zlib

from tsmforms.formats.pdf.opening import damaged

ENTRY = 20
"""Bytes of a line of the table of places."""
END = 1024
"""How much of the end of a file is looked at for its trailer."""
TRAILER = re.compile(rb"/Root (\d+) 0 R.*startxref\s+(\d+)\s+%%EOF\s*\Z", re.S)
TABLE = re.compile(rb"xref\n0 (\d+)\n")
OPENING = re.compile(rb"(\d+) 0 obj\s*")
STREAM = re.compile(
    rb"<<(?:(?!\bstream\b|endobj).)*?/Length (\d+)(?! \d+ R)(?:(?!\bstream\b|endobj).)*?>>\s*stream\r?\n", re.S
)
_QUICK = re.compile(rb"<</Length (\d+)(?! \d+ R)[^>]*(?:>(?!>)[^>]*)*>>\nstream\n")
NUMBER = re.compile(rb"(\d+) 0 R")
KIDS = re.compile(rb"/Kids ?\[([\d R]*)\]")
FONTS = re.compile(rb"/Font ?<<(.*?)>>", re.S)
"""The fonts among the resources of a page, and one of them."""
FONT = re.compile(rb"/(\w+) (\d+) 0 R")
_MOST_NODES = 10_000


def found(match: re.Match[bytes] | None) -> re.Match[bytes]:
    """What was looked for.

    Raises:
        ReadError: It is not there (D0905).
    """
    if match is None:
        raise damaged()
    return match


def reference(entry: bytes, written: bytes) -> int | None:
    """The object that an entry of a dictionary refers to."""
    at = written.find(b"/" + entry + b" ")
    match = NUMBER.match(written, at + len(entry) + 2) if at >= 0 else None
    return int(match[1]) if match else None


class PlainPdf:
    """A whole file in memory.

    Raises:
        ReadError: It has no such table (D0905); so do its methods where an object is not where the table says.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        trailer = found(TRAILER.search(data, max(0, len(data) - END)))
        self.root = int(trailer[1])
        table = found(TABLE.match(data, int(trailer[2])))
        self._places, self._count = table.end(), int(table[1])

    def _begin(self, number: int) -> int:
        if not 0 < number < self._count:
            raise damaged()
        place = self._data[self._places + ENTRY * number : self._places + ENTRY * number + 10]
        opening = OPENING.match(self._data, int(place)) if place.isdigit() else None
        if opening is None or int(opening[1]) != number:
            raise damaged()
        return opening.end()

    def _parted(self, number: int) -> tuple[int, int, int]:
        """Where an object begins, and where the data of its stream does and ends; the end of the object twice without.

        `endobj` may be in the data of a stream by chance.
        """
        begin = self._begin(number)
        end = self._data.find(b"endobj", begin)
        if end < 0:
            raise damaged()
        if self._data.find(b"stream", begin, end) < 0:
            return begin, end, end
        stream = _QUICK.match(self._data, begin) or STREAM.match(self._data, begin)
        return (begin, end, end) if stream is None else (begin, stream.end(), stream.end() + int(stream[1]))

    def written(self, number: int) -> bytes:
        """An object as it is written, without its frame."""
        begin, _, end = self._parted(number)
        end = self._data.find(b"endobj", end)
        if end < 0:
            raise damaged()
        return self._data[begin:end].rstrip()

    def packed(self, number: int) -> bytes:
        """The data of a stream as it is in the file."""
        _, begin, end = self._parted(number)
        return self._data[begin:end]

    def stream(self, number: int) -> bytes:
        """The data of a stream, unpacked."""
        begin, data, end = self._parted(number)
        return _unpacked(self._data[begin:data], self._data[data:end])

    def pages(self) -> list[bytes]:
        """The dictionary of each page."""
        top = reference(b"Pages", self.written(self.root))
        pages: list[bytes] = []
        waiting = [] if top is None else [top]
        looked_at = 0
        while waiting and (looked_at := looked_at + 1) <= _MOST_NODES:
            written = self.written(waiting.pop())
            kids = KIDS.search(written)
            if kids:
                waiting += [int(number) for number in reversed(NUMBER.findall(kids[1]))]
            else:
                pages.append(written)
        if waiting or not pages:
            raise damaged()
        return pages


def _unpacked(head: bytes, data: bytes) -> bytes:
    """The data of a stream, by the dictionary before it."""
    if b"/FlateDecode" not in head:
        return data
    try:
        return zlib.decompress(data)
    except zlib.error:
        raise damaged() from None
