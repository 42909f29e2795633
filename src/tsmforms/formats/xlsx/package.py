"""Zip files written byte by byte: fixed dates, parts that never change packed once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence

import attrs

_DATE = 0x21  # 1980-01-01, the earliest a zip file knows
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LEVEL = 1
_UTF8 = 0x800


@attrs.frozen
class PackedPart:
    """One member, ready to be put into a file."""

    name: bytes
    crc: int
    size: int
    packed: bytes

    def local(self) -> bytes:
        """Its local header and content."""
        head = _LOCAL.pack(b"PK\x03\x04", 20, _UTF8, 8, 0, _DATE, self.crc, len(self.packed), self.size,
                           len(self.name), 0)
        return head + self.name + self.packed

    def central(self, offset: int) -> bytes:
        """Its entry in the directory."""
        head = _CENTRAL.pack(b"PK\x01\x02", 20, 20, _UTF8, 8, 0, _DATE, self.crc, len(self.packed), self.size,
                             len(self.name), 0, 0, 0, 0, 0, offset)
        return head + self.name


def pack(name: str, content: bytes, level: int = _LEVEL) -> PackedPart:
    """A member, deflated."""
    engine = zlib.compressobj(level, zlib.DEFLATED, -15)
    packed = engine.compress(content) + engine.flush()
    return PackedPart(name.encode(), zlib.crc32(content), len(content), packed)


@attrs.frozen
class Shell:
    """The parts that are the same in every file, joined once, with their directory."""

    content: bytes
    directory: bytes
    count: int

    @classmethod
    def of(cls, parts: Iterable[PackedPart]) -> Shell:
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
