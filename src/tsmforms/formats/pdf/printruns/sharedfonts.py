"""One font program for all letters of a print run.

typst gives each letter a font of the glyphs it prints, under numbers of its own. In a print run the outlines are written once;
a letter's own numbers lead to them through a map of two bytes a glyph (CIDToGIDMap), so its pages stay as they are.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from itertools import pairwise

from tsmforms.formats.pdf.opening import damaged

_MOST_GLYPHS = 65_535
_MORE, _WORDS, _SCALE, _TWO_SCALES, _MATRIX = 0x20, 0x01, 0x08, 0x40, 0x80
_SCALES = ((_SCALE, 2), (_TWO_SCALES, 4), (_MATRIX, 8))
_DEEPEST = 8
_MAXIMA = slice(6, None)
"""The figures of `maxp` behind the version and the number of glyphs."""
_HINTING = (b"cvt ", b"fpgm", b"prep")
"""What the hinting of glyphs calls: the same in every part of a font, which a font without hinting does not have."""


class SharedFont:
    """The glyphs of one font that letters of a run print, each once."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        self._glyphs: list[bytes] = []
        self._metrics: list[bytes] = []
        self._head = self._hhea = b""
        self._hinting: dict[bytes, bytes] = {}
        self._maxima: tuple[int, ...] = ()

    def take(self, program: bytes) -> tuple[bytes, list[float]] | None:
        """Take a letter's font in.

        Returns:
            What of this font each of its glyphs is, two bytes each, and how wide each is in thousandths; None where this
            font is full.

        Raises:
            ReadError: It is no TrueType font (D0905).
        """
        try:
            tables = dict(_tables(program))
            return self._take(tables, _outlines(tables))
        except (KeyError, IndexError, struct.error):
            raise damaged() from None

    def _take(self, tables: Mapping[bytes, bytes], outlines: list[bytes]) -> tuple[bytes, list[float]] | None:
        metrics = _metrics(tables, len(outlines))
        if len(self._glyphs) + len(outlines) > _MOST_GLYPHS:
            return None
        self._head, self._hhea = self._head or tables[b"head"], self._hhea or tables[b"hhea"]
        self._hinting = self._hinting or {name: tables[name] for name in _HINTING if name in tables}
        maxima = struct.unpack(">13H", tables[b"maxp"][_MAXIMA])
        self._maxima = tuple(map(max, maxima, self._maxima or maxima))
        places = [self._number(number, outlines, metrics) for number in range(len(outlines))]
        em = int.from_bytes(tables[b"head"][18:20], "big")
        widths = [round(int.from_bytes(metric[:2], "big") * 1000 / em, 5) for metric in metrics]
        return struct.pack(f">{len(places)}H", *places), widths

    def _number(self, number: int, outlines: list[bytes], metrics: list[bytes], depth: int = 0) -> int:
        """The number of a glyph here; what it is put together from comes before it."""
        outline = outlines[number]
        if outline[:1] >= b"\x80":  # fewer than no contours: parts
            if depth > _DEEPEST:
                raise damaged()
            outline = self._of_parts(bytearray(outline), outlines, metrics, depth + 1)
        key = metrics[number] + outline
        if key not in self._numbers:
            self._numbers[key] = len(self._glyphs)
            self._glyphs.append(outline + bytes(-len(outline) % 4))
            self._metrics.append(metrics[number])
        return self._numbers[key]

    def _of_parts(self, outline: bytearray, outlines: list[bytes], metrics: list[bytes], depth: int) -> bytes:
        for at in _parts(outline):
            part = self._number(int.from_bytes(outline[at : at + 2], "big"), outlines, metrics, depth)
            outline[at : at + 2] = part.to_bytes(2, "big")
        return bytes(outline)

    def program(self) -> bytes:
        """The font as a TrueType program with the tables that a PDF needs."""
        count, at, places = len(self._glyphs), 0, [0]
        for glyph in self._glyphs:
            places.append(at := at + len(glyph))
        return _font(
            {
                **self._hinting,
                b"glyf": b"".join(self._glyphs),
                b"head": self._head[:8] + bytes(4) + self._head[12:50] + b"\0\1" + self._head[52:],
                b"hhea": self._hhea[:34] + struct.pack(">H", count),
                b"hmtx": b"".join(self._metrics),
                b"loca": struct.pack(f">{count + 1}I", *places),
                b"maxp": struct.pack(">IH13H", 0x00010000, count, *self._maxima),
            }
        )


def _tables(program: bytes) -> Iterator[tuple[bytes, bytes]]:
    for n in range(int.from_bytes(program[4:6], "big")):
        name, _, at, length = struct.unpack_from(">4sIII", program, 12 + 16 * n)
        yield name, program[at : at + length]


def _outlines(tables: Mapping[bytes, bytes]) -> list[bytes]:
    is_long = tables[b"head"][51]
    loca, glyf = tables[b"loca"], tables[b"glyf"]
    places = struct.unpack(f">{len(loca) // (4 if is_long else 2)}{'I' if is_long else 'H'}", loca)
    unit = 1 if is_long else 2
    return [glyf[unit * begin : unit * end] for begin, end in pairwise(places)]


def _metrics(tables: Mapping[bytes, bytes], count: int) -> list[bytes]:
    """Width and left bearing of each glyph; those behind the last width have that."""
    hmtx, wide = tables[b"hmtx"], int.from_bytes(tables[b"hhea"][34:36], "big")
    own = [hmtx[4 * n : 4 * n + 4] for n in range(min(count, wide))]
    rest = hmtx[4 * wide :]
    return own + [own[-1][:2] + rest[2 * n : 2 * n + 2] for n in range(count - len(own))]


def _parts(outline: bytearray) -> Iterator[int]:
    """Where the numbers of its parts are in a glyph that is put together."""
    at, flags = 10, _MORE
    while flags & _MORE:
        (flags,) = struct.unpack_from(">H", outline, at)
        yield at + 2
        at += 4 + (4 if flags & _WORDS else 2) + next((size for flag, size in _SCALES if flags & flag), 0)


def _font(tables: Mapping[bytes, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    out = [struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))]
    at = 12 + 16 * count
    for name, table in sorted(tables.items()):
        out.append(struct.pack(">4sIII", name, _sum(table), at, len(table)))
        at += len(table) + -len(table) % 4
    return b"".join([*out, *(table + bytes(-len(table) % 4) for _, table in sorted(tables.items()))])


def _sum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    return int(sum(struct.unpack(f">{len(padded) // 4}I", padded))) & 0xFFFFFFFF
