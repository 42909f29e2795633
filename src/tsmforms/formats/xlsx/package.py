"""Zip files written byte by byte: fixed dates, parts that never change packed once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Container, Iterable, Mapping, Sequence

import attrs

_DATE = 0x21  # 1980-01-01, the earliest a zip file knows
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LEVEL = 1
_UTF8 = 0x800
_WORTH_KEEPING = 1000
_LAST_BLOCK = b"\x03\x00"


@attrs.frozen
class PackedPart:
    """One member, ready to be put into a file."""

    name: bytes
    crc: int
    size: int
    packed: bytes

    def local(self) -> bytes:
        """Its local header and content."""
        head = _LOCAL.pack(
            b"PK\x03\x04", 20, _UTF8, 8, 0, _DATE, self.crc, len(self.packed), self.size, len(self.name), 0
        )
        return head + self.name + self.packed

    def central(self, offset: int) -> bytes:
        """Its entry in the directory."""
        head = _CENTRAL.pack(
            b"PK\x01\x02",
            20,
            20,
            _UTF8,
            8,
            0,
            _DATE,
            self.crc,
            len(self.packed),
            self.size,
            len(self.name),
            0,
            0,
            0,
            0,
            0,
            offset,
        )
        return head + self.name


def pack(name: str, content: bytes, level: int = _LEVEL) -> PackedPart:
    """A member, deflated."""
    engine = zlib.compressobj(level, zlib.DEFLATED, -15)
    packed = engine.compress(content) + engine.flush()
    return PackedPart(name.encode(), zlib.crc32(content), len(content), packed)


@attrs.frozen
class Packer:
    """Packs a part that differs from file to file; long pieces that never change are deflated once.

    A deflate stream may be put together from blocks made apart, as long as each
    ends on a byte and looks back into itself alone.
    """

    name: bytes
    ready: Mapping[int, bytes]

    @classmethod
    def of(cls, name: str, pieces: Sequence[str], changing: Container[int]) -> Packer:
        """For pieces of which only those at the places `changing` differ."""
        long = {i: text for i, text in enumerate(pieces) if i not in changing and len(text) > _WORTH_KEEPING}
        return cls(name.encode(), {i: _blocks(text.encode(), 9) for i, text in long.items()})

    def pack(self, pieces: Sequence[str]) -> PackedPart:
        """The member with these pieces."""
        packed: list[bytes] = []
        start = 0
        for place in (*self.ready, len(pieces)):
            run = "".join(pieces[start:place])
            packed.append(_blocks(run.encode(), _LEVEL) if run else b"")
            packed.append(self.ready.get(place, _LAST_BLOCK))
            start = place + 1
        content = "".join(pieces).encode()
        return PackedPart(self.name, zlib.crc32(content), len(content), b"".join(packed))


def _blocks(content: bytes, level: int) -> bytes:
    """Deflate blocks that end on a byte."""
    engine = zlib.compressobj(level, zlib.DEFLATED, -15)
    return engine.compress(content) + engine.flush(zlib.Z_SYNC_FLUSH)


@attrs.frozen
class XlsxShell:
    """The parts that are the same in every file, joined once, with their directory."""

    content: bytes
    directory: bytes
    count: int

    @classmethod
    def of(cls, parts: Iterable[PackedPart]) -> XlsxShell:
        """The shell of these parts."""
        content, directory, count = b"", b"", 0
        for part in parts:
            directory += part.central(len(content))
            content += part.local()
            count += 1
        return cls(content, directory, count)

    def file(self, changing: Sequence[PackedPart]) -> bytes:
        """The whole file with the parts that differ."""
        pieces = [self.content]
        directory = [self.directory]
        offset = len(self.content)
        for part in changing:
            local = part.local()
            directory.append(part.central(offset))
            pieces.append(local)
            offset += len(local)
        entries = b"".join(directory)
        count = self.count + len(changing)
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(entries), offset, 0)
        return b"".join((*pieces, entries, end))
