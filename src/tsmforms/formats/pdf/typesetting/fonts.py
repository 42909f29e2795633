"""The fonts carried here: which characters they hold, how wide those are, and a small subset to embed.

Liberation Sans 2.1.5, whose characters are as wide as those of Arial, and behind it Noto Sans 2.004 for the characters
that it lacks; Regular and Bold of each, under the SIL Open Font License 1.1 (`fontfiles/OFL-*.txt`). Liberation is a
reserved name, so its files are the originals, byte for byte; those of Noto Sans are without hinting programs and glyph
names, which PDF readers pass over.
Letters are subset by typst; what is typed into a form needs the font in the file, so
`Font.subset` makes a TrueType font of just the wanted characters.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path

import attrs

FONT_DIR = Path(__file__).parent / "fontfiles"

CAP_HEIGHT = 0.688
"""Of capital letters, in ems."""
_INVISIBLE = frozenset("\n\t")
_DIRECTION = frozenset("\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_COMPOSITE_WORDS = 0x0001
_COMPOSITE_SCALE = 0x0008
_COMPOSITE_MORE = 0x0020
_COMPOSITE_XY = 0x0040
_COMPOSITE_2X2 = 0x0080
_COMPOSITE_INSTRUCTIONS = 0x0100
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_HEBREW_POINTS = range(0x0591, 0x05C8)


@attrs.frozen
class Subset:
    """A TrueType font of some characters: its bytes, and the glyph and width (1/1000 em) of each."""

    data: bytes
    glyphs: Mapping[str, int]
    widths: Mapping[str, int]


@attrs.frozen(slots=False, eq=False)
class Font:
    """A TrueType font file, read as far as text needs it."""

    data: bytes = attrs.field(repr=False)

    @cached_property
    def tables(self) -> Mapping[str, bytes]:
        """The tables of the file by their four-letter names."""
        count = struct.unpack_from(">H", self.data, 4)[0]
        entries = (struct.unpack_from(">4sLLL", self.data, 12 + 16 * i) for i in range(count))
        return {tag.decode("ascii"): self.data[at : at + size] for tag, _, at, size in entries}

    @cached_property
    def glyphs(self) -> Mapping[str, int]:
        """Character to glyph number: the Unicode character map (format 4 of platform 3)."""
        cmap = self.tables["cmap"]
        count = struct.unpack_from(">H", cmap, 2)[0]
        records = (struct.unpack_from(">HHL", cmap, 4 + 8 * i) for i in range(count))
        start = next(at for platform, encoding, at in records if (platform, encoding) == (3, 1))
        return {chr(code): glyph for code, glyph in _format_4(cmap, start) if glyph and _is_printable(chr(code))}

    @cached_property
    def _advances(self) -> tuple[int, ...]:
        count = struct.unpack_from(">H", self.tables["hhea"], 34)[0]
        return tuple(struct.unpack_from(">H", self.tables["hmtx"], 4 * i)[0] for i in range(count))

    @cached_property
    def _em(self) -> int:
        return int(struct.unpack_from(">H", self.tables["head"], 18)[0])

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        long = struct.unpack_from(">h", self.tables["head"], 50)[0]
        loca = self.tables["loca"]
        if long:
            return struct.unpack(f">{len(loca) // 4}L", loca)
        return tuple(2 * x for x in struct.unpack(f">{len(loca) // 2}H", loca))

    @cached_property
    def metrics(self) -> Mapping[str, int]:
        """Ascent, descent, cap height and the bounding box, in 1/1000 em."""
        ascent, descent = struct.unpack_from(">hh", self.tables["hhea"], 4)
        box = struct.unpack_from(">hhhh", self.tables["head"], 36)
        cap = struct.unpack_from(">h", self.tables["OS/2"], 88)[0]
        names = ("ascent", "descent", "cap", "left", "bottom", "right", "top")
        return {name: x * 1000 // self._em for name, x in zip(names, (ascent, descent, cap, *box), strict=True)}

    @cached_property
    def widths(self) -> Mapping[str, int]:
        """Character to width in 1/1000 em."""
        return {char: self._width(glyph) for char, glyph in self.glyphs.items()}

    def _width(self, glyph: int) -> int:
        advances = self._advances
        return (advances[glyph] if glyph < len(advances) else advances[-1]) * 1000 // self._em

    def outline_box(self, char: str) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a character's outline, in 1/1000 em."""
        box = struct.unpack_from(">hhhh", self._outline(self.glyphs[char]), 2)
        left, bottom, right, top = (x * 1000 / self._em for x in box)
        return left, bottom, right, top

    def _outline(self, glyph: int) -> bytes:
        return self.tables["glyf"][self._offsets[glyph] : self._offsets[glyph + 1]]

    def subset(self, characters: Iterable[str]) -> Subset:
        """The font of these characters, glyphs renumbered; unknown ones are passed over."""
        wanted = sorted(char for char in set(characters) if char in self.glyphs)
        order = self._closure([0, *(self.glyphs[char] for char in wanted)])
        number = {glyph: i for i, glyph in enumerate(order)}
        glyphs = {char: number[self.glyphs[char]] for char in wanted}
        outlines = [_renumbered(_unhinted(self._outline(glyph)), number) for glyph in order]
        tables = self._subset_tables(order, outlines, glyphs)
        return Subset(_font_file(tables), glyphs, {char: self.widths[char] for char in wanted})

    def _closure(self, glyphs: Iterable[int]) -> list[int]:
        """These glyphs and, behind them, those their composites are made of."""
        order = list(dict.fromkeys(glyphs))
        seen = set(order)
        for glyph in order:  # grows while it is walked
            for _, part in _components(self._outline(glyph)):
                if part not in seen:
                    seen.add(part)
                    order.append(part)
        return order

    def _subset_tables(self, order: list[int], outlines: list[bytes], glyphs: Mapping[str, int]) -> dict[str, bytes]:
        padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
        offsets = [0]
        for outline in padded:
            offsets.append(offsets[-1] + len(outline))
        count = len(order)
        head = bytearray(self.tables["head"])
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        hhea = bytearray(self.tables["hhea"])
        struct.pack_into(">H", hhea, 34, count)
        maxp = bytearray(self.tables["maxp"])
        struct.pack_into(">H", maxp, 4, count)
        struct.pack_into(">H", maxp, 26, 0)
        metrics = [
            (self._advances[g] if g < len(self._advances) else self._advances[-1], _left(self._outline(g)))
            for g in order
        ]
        return {
            "cmap": _cmap_table({ord(char): glyph for char, glyph in glyphs.items()}),
            "glyf": b"".join(padded),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join(struct.pack(">Hh", *pair) for pair in metrics),
            "loca": struct.pack(f">{count + 1}L", *offsets),
            "maxp": bytes(maxp),
        }


def _is_printable(char: str) -> bool:
    """Not a control character or byte-order mark, which some fonts list and no text may hold."""
    return char != "\ufeff" and unicodedata.category(char) != "Cc"


def _format_4(cmap: bytes, start: int) -> Iterable[tuple[int, int]]:
    segments = struct.unpack_from(">H", cmap, start + 6)[0] // 2
    width = 2 * segments
    ends = struct.unpack_from(f">{segments}H", cmap, start + 14)
    starts = struct.unpack_from(f">{segments}H", cmap, start + 16 + width)
    deltas = struct.unpack_from(f">{segments}H", cmap, start + 16 + 2 * width)
    ranges_at = start + 16 + 3 * width
    ranges = struct.unpack_from(f">{segments}H", cmap, ranges_at)
    for i in range(segments):
        for code in range(starts[i], min(ends[i], 0xFFFE) + 1):
            if not ranges[i]:
                yield code, (code + deltas[i]) & 0xFFFF
                continue
            at = ranges_at + 2 * i + ranges[i] + 2 * (code - starts[i])
            glyph = struct.unpack_from(">H", cmap, at)[0]
            yield code, (glyph + deltas[i]) & 0xFFFF if glyph else 0


def _components(outline: bytes) -> Iterable[tuple[int, int]]:
    """Offset and glyph number of each part of a composite outline."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return
    at, more = 10, True
    while more:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        yield at, glyph
        at += _component_size(flags)
        more = bool(flags & _COMPOSITE_MORE)


def _component_size(flags: int) -> int:
    size = 8 if flags & _COMPOSITE_WORDS else 6
    if flags & _COMPOSITE_SCALE:
        return size + 2
    if flags & _COMPOSITE_XY:
        return size + 4
    return size + 8 if flags & _COMPOSITE_2X2 else size


def _renumbered(outline: bytes, number: Mapping[int, int]) -> bytes:
    """An outline with the new numbers of the glyphs it is made of."""
    out = bytearray(outline)
    for at, glyph in _components(outline):
        struct.pack_into(">H", out, at + 2, number[glyph])
    return bytes(out)


def _unhinted(outline: bytes) -> bytes:
    """An outline without its hinting program, whose functions a subset does not have."""
    if not outline:
        return outline
    contours = struct.unpack_from(">h", outline)[0]
    if contours >= 0:
        at = 10 + 2 * contours
        size = struct.unpack_from(">H", outline, at)[0]
        return outline[:at] + b"\0\0" + outline[at + 2 + size :]
    out, end = bytearray(outline), 10
    for at, _ in _components(outline):
        flags = struct.unpack_from(">H", outline, at)[0]
        struct.pack_into(">H", out, at, flags & ~_COMPOSITE_INSTRUCTIONS)
        end = at + _component_size(flags)
    return bytes(out[:end])


def _left(outline: bytes) -> int:
    return int(struct.unpack_from(">h", outline, 2)[0]) if outline else 0


def _cmap_table(glyphs: Mapping[int, int]) -> bytes:
    """A character map with a segment for each run of consecutive characters and glyphs."""
    runs: list[list[int]] = []
    for code, glyph in sorted(glyphs.items()):
        if runs and code == runs[-1][1] + 1 and glyph - code == runs[-1][2]:
            runs[-1][1] = code
        else:
            runs.append([code, code, glyph - code])
    runs.append([0xFFFF, 0xFFFF, 1])
    n = len(runs)
    power = 1 << (n.bit_length() - 1)
    search = (2 * n, 2 * power, power.bit_length() - 1, 2 * (n - power))
    body = struct.pack(f">4H{n}HH", *search, *(run[1] for run in runs), 0)
    body += struct.pack(f">{n}H", *(run[0] for run in runs))
    body += struct.pack(f">{n}H", *(run[2] & 0xFFFF for run in runs)) + bytes(2 * n)
    return struct.pack(">HHHHL", 0, 1, 3, 1, 12) + struct.pack(">HHH", 4, len(body) + 6, 0) + body


def _checksum(data: bytes) -> int:
    data += bytes(-len(data) % 4)
    return int(sum(struct.unpack(f">{len(data) // 4}L", data))) & 0xFFFFFFFF


def _font_file(tables: Mapping[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(">LHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    at = 12 + 16 * count
    directory, body = b"", b""
    for tag in sorted(tables):
        data = tables[tag]
        directory += struct.pack(">4sLLL", tag.encode("ascii"), _checksum(data), at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return header + directory + body


@cache
def load(weight: str = "Regular") -> Font:
    """The font of this weight, Regular or Bold, that sets everything it has."""
    return Font((FONT_DIR / f"LiberationSans-{weight}.ttf").read_bytes())


@cache
def fallback(weight: str = "Regular") -> Font:
    """The font of this weight for characters that `load` lacks."""
    return Font((FONT_DIR / f"NotoSans-{weight}.ttf").read_bytes())


@cache
def widths(weight: str = "Regular") -> Mapping[str, int]:
    """Character to width in 1/1000 em, in the font that sets it."""
    return {**fallback(weight).widths, **load(weight).widths}


@cache
def coverage() -> frozenset[str]:
    """Every character both weights can print, and the line break and tab.

    The fonts have glyphs for control characters, which PDF/A forbids as text, for marks
    that turn the direction of writing, after which a page reads otherwise than it was typed,
    and for Hebrew, which is written from the right and is not set here.
    """
    both = widths().keys() & widths("Bold").keys()
    return frozenset(c for c in both if _is_set(c)) | _INVISIBLE


def _is_set(char: str) -> bool:
    return (
        unicodedata.category(char) != "Cc"
        and char not in _DIRECTION
        and unicodedata.bidirectional(char) not in _RIGHT_TO_LEFT
        and ord(char) not in _HEBREW_POINTS
    )


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of a text that the fonts lack, each once, in order of first appearance.

    >>> missing_glyphs("caf\u00e9 \u0645")
    ('\u0645',)
    """
    known = coverage()
    return tuple(char for char in dict.fromkeys(text) if char not in known)


def describe(char: str) -> str:
    """A character by Unicode name and code point.

    >>> describe("\u0645")
    'ARABIC LETTER MEEM (U+0645)'
    """
    return f"{unicodedata.name(char, 'a character without a name')} (U+{ord(char):04X})"


def text_width(text: str, size: float, weight: str = "Regular") -> float:
    """Width of one line in points; characters the font lacks count nothing."""
    known = widths(weight)
    return sum(known.get(char, 0) for char in text) * size / 1000
