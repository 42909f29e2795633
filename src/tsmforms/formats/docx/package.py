"""Zip packages in bytes: fixed dates, fixed order, and static members deflated once.

The format is that of PKWARE's APPNOTE, sections 4.3.7 and 4.3.12. Every member
is dated 1 January 1980, so the same input gives the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence

import attrs

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _DEFLATED, _TIME, _DATE = 20, 8, 0, 0x21
_STATIC_LEVEL, _DYNAMIC_LEVEL = 9, 1
_UTF8 = 0x800
_SMALL = 4096


@attrs.frozen
class Deflated:
    """A member ready to be copied: its raw deflate stream, checksum and size."""

    packed: bytes = attrs.field(repr=False)
    crc: int
    size: int


def deflate(content: bytes, level: int = _DYNAMIC_LEVEL) -> Deflated:
    """Pack a member's content; for a small one a small window is several times as fast."""
    window, memory = (-12, 5) if len(content) < _SMALL else (-15, 8)
    engine = zlib.compressobj(level, zlib.DEFLATED, window, memory)
    return Deflated(engine.compress(content) + engine.flush(), zlib.crc32(content), len(content))


@attrs.frozen
class DocxShell:
    """A package whose static members stand ready; `finish` adds the others."""

    head: bytes = attrs.field(repr=False)
    directory: bytes = attrs.field(repr=False)
    count: int
    dynamic: Sequence[bytes]
    flags: Sequence[int]

    def finish(self, members: Sequence[Deflated]) -> bytes:
        """The whole file, with these members behind the static ones, in the order of `dynamic`."""
        out, directory, offset = [self.head], [self.directory], len(self.head)
        for name, flags, member in zip(self.dynamic, self.flags, members, strict=True):
            local, central = _entry(name, flags, member, offset)
            out += (local, member.packed)
            directory.append(central)
            offset += len(local) + len(member.packed)
        index = b"".join(directory)
        count = self.count + len(members)
        return b"".join((*out, index, _END.pack(b"PK\x05\x06", 0, 0, count, count, len(index), offset, 0)))


def shell(static: Mapping[str, bytes], dynamic: Sequence[str]) -> DocxShell:
    """Deflate the static members; `dynamic` names those that come later."""
    head, directory, offset = [], [], 0
    for name, content in static.items():
        member = deflate(content, _STATIC_LEVEL)
        local, central = _entry(*_name(name), member, offset)
        head += [local, member.packed]
        directory.append(central)
        offset += len(local) + len(member.packed)
    names = [_name(name) for name in dynamic]
    return DocxShell(b"".join(head), b"".join(directory), len(static), [n for n, _ in names], [f for _, f in names])


def pack(members: Mapping[str, bytes]) -> bytes:
    """A whole package at once."""
    return shell(members, ()).finish(())


def _name(name: str) -> tuple[bytes, int]:
    return (name.encode("ascii"), 0) if name.isascii() else (name.encode(), _UTF8)


def _entry(name: bytes, flags: int, member: Deflated, offset: int) -> tuple[bytes, bytes]:
    """The local header and the directory entry of a member."""
    shared = (flags, _DEFLATED, _TIME, _DATE, member.crc, len(member.packed), member.size, len(name))
    local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *shared, 0) + name
    central = _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *shared, 0, 0, 0, 0, 0, offset) + name
    return local, central
