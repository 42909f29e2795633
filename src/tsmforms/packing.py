"""Zip packages in bytes: fixed dates, fixed order, and members that never change deflated once.

The format is that of PKWARE's APPNOTE, sections 4.3.7 and 4.3.12. Every member
is dated 1 January 1980, so the same input gives the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Container, Iterable, Mapping, Sequence

import attrs

UTF8 = 0x800
"""The flag of a member whose name is UTF-8."""
ONCE, EACH_TIME, PACKED_ALREADY = 9, 1, 0
"""How hard to pack: a member that is packed once and kept, one that is packed for each file, and a picture."""
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _DEFLATED, _TIME, _DATE = 20, 8, 0, 0x21
_SMALL = 4096
_WORTH_KEEPING = 1000
_LAST_BLOCK = b"\x03\x00"


@attrs.frozen
class Deflated:
    """A member ready to be copied: its raw deflate stream, checksum and size."""

    packed: bytes = attrs.field(repr=False)
    crc: int
    size: int


def deflate(content: bytes, level: int = EACH_TIME) -> Deflated:
    """Pack a member's content."""
    return _deflated(content, zlib.compressobj(level, zlib.DEFLATED, -15))


def deflate_quickly(content: bytes, level: int = EACH_TIME) -> Deflated:
    """Pack a member's content; for a small one a small window is several times as fast."""
    window, memory = (-12, 5) if len(content) < _SMALL else (-15, 8)
    return _deflated(content, zlib.compressobj(level, zlib.DEFLATED, window, memory))


def _deflated(content: bytes, engine: zlib._Compress) -> Deflated:
    return Deflated(engine.compress(content) + engine.flush(), zlib.crc32(content), len(content))


@attrs.frozen
class MemberName:
    """A member's name as it is written, with its flags."""

    written: bytes
    flags: int

    @classmethod
    def of(cls, name: str) -> MemberName:
        """A name that is marked as UTF-8 where it needs to be."""
        return cls(name.encode(), 0 if name.isascii() else UTF8)

    def entry(self, member: Deflated, offset: int) -> tuple[bytes, bytes]:
        """The local header and the directory entry of a member of this name."""
        name = self.written
        shared = (self.flags, _DEFLATED, _TIME, _DATE, member.crc, len(member.packed), member.size, len(name))
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *shared, 0) + name
        central = _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *shared, 0, 0, 0, 0, 0, offset) + name
        return local, central


@attrs.frozen
class Shell:
    """The members that are the same in every file, joined once; `finish` adds the others."""

    head: bytes = attrs.field(repr=False)
    directory: bytes = attrs.field(repr=False)
    count: int
    changing: tuple[MemberName, ...]

    @classmethod
    def of(cls, members: Iterable[tuple[MemberName, Deflated]], changing: Iterable[MemberName] = ()) -> Shell:
        """The shell of these members; `changing` names those that come later, in their order."""
        head, directory, offset, count = [b""], [b""], 0, 0
        for name, member in members:
            local, central = name.entry(member, offset)
            head += [local, member.packed]
            directory.append(central)
            offset += len(local) + len(member.packed)
            count += 1
        return cls(b"".join(head), b"".join(directory), count, tuple(changing))

    def finish(self, members: Sequence[Deflated] = (), more: Sequence[tuple[MemberName, Deflated]] = ()) -> bytes:
        """The whole file, with these members behind those of the shell, in the order of `changing`; then some more."""
        out, directory, offset = [self.head], [self.directory], len(self.head)
        for name, member in (*zip(self.changing, members, strict=True), *more):
            local, central = name.entry(member, offset)
            out += (local, member.packed)
            directory.append(central)
            offset += len(local) + len(member.packed)
        index = b"".join(directory)
        count = self.count + len(members) + len(more)
        return b"".join((*out, index, _END.pack(b"PK\x05\x06", 0, 0, count, count, len(index), offset, 0)))


@attrs.frozen
class Packer:
    """Packs a member that differs from file to file; long pieces that never change are deflated once.

    A deflate stream may be put together from blocks made apart, as long as each
    ends on a byte and looks back into itself alone.
    """

    ready: Mapping[int, bytes]

    @classmethod
    def of(cls, pieces: Sequence[str], changing: Container[int]) -> Packer:
        """For pieces of which only those at the places `changing` differ."""
        long = {i: text for i, text in enumerate(pieces) if i not in changing and len(text) > _WORTH_KEEPING}
        return cls({i: _blocks(text.encode(), ONCE) for i, text in long.items()})

    def pack(self, pieces: Sequence[str]) -> Deflated:
        """The member with these pieces."""
        packed: list[bytes] = []
        start = 0
        for place in (*self.ready, len(pieces)):
            run = "".join(pieces[start:place])
            packed.append(_blocks(run.encode(), EACH_TIME) if run else b"")
            packed.append(self.ready.get(place, _LAST_BLOCK))
            start = place + 1
        content = "".join(pieces).encode()
        return Deflated(b"".join(packed), zlib.crc32(content), len(content))


def _blocks(content: bytes, level: int) -> bytes:
    """Deflate blocks that end on a byte."""
    engine = zlib.compressobj(level, zlib.DEFLATED, -15)
    return engine.compress(content) + engine.flush(zlib.Z_SYNC_FLUSH)
