"""The ends of a PDF's streams, so that every reader takes each for as long as it says it is."""

from __future__ import annotations

import re
from bisect import bisect_left

_END = re.compile(rb"\r(?=\nendstream)")
_ENTRY = re.compile(rb"(\d{10}) (\d{5} n)")


def with_clear_ends(pdf: bytes) -> bytes:
    """A PDF of typst's with no data that ends in a carriage return right before the line end that follows it.

    Compressed data may end in any byte. Where it is a carriage return, a checker of PDF/A takes it and the line feed
    behind it for one line end, and the stream for a byte too short. Such data gets a whole line end behind it.

    Args:
        pdf: The PDF, with one plain table of references, as typst writes it.
    """
    places = [found.end() for found in _END.finditer(pdf)]
    if not places:
        return pdf
    start = pdf.rindex(b"startxref")
    table = int(pdf[start:].split()[1])

    def moved(entry: re.Match[bytes]) -> bytes:
        at = int(entry[1])
        return b"%010d %s" % (at + bisect_left(places, at), entry[2])

    parts = [pdf[begin:end] for begin, end in zip([0, *places], [*places, table], strict=True)]
    end = pdf[start:].replace(b"%d" % table, b"%d" % (table + len(places)), 1)
    return b"\r".join(parts) + _ENTRY.sub(moved, pdf[table:start]) + end
