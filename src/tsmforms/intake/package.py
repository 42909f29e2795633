"""The zip package of an Office file, checked member by member before any library sees it.

Sizes are counted while inflating; what the file declares of itself is compared,
never trusted. The format is that of PKWARE's APPNOTE, sections 4.3 and 4.4.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from tsmforms.intake.limits import FORM, Limits
from tsmforms.intake.refusal import refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED, _DESCRIPTOR, _UTF8, _MASKED = 0x1, 0x8, 0x800, 0x2000
_STORED, _DEFLATED = 0, 8
_PADDING, _MOST_PADDING = b"\0\r\n \x1a", 4
"""What mail programs and old tools leave behind the end, and how much of it."""
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF


@attrs.frozen
class _Member:
    """One entry of the central directory."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int


@attrs.frozen
class Package:
    """The parts of a package by name (slashes forward, case as written)."""

    parts: Mapping[str, bytes] = attrs.field(repr=False)
    _folded: Mapping[str, str] = attrs.field(repr=False)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, whatever the case of its name, as Office compares them; None if absent."""
        real = self._folded.get(name.lstrip("/").casefold())
        return None if real is None else self.parts[real]


def open_package(data: bytes | Package, limits: Limits = FORM) -> Package:
    """Every part of a zip package, inflated within limits; one that is open already as it is.

    Raises:
        ReadError: Damaged, encrypted, too large, or built as no Office program does.
    """
    if isinstance(data, Package):
        return data
    members = list(_members(data, limits))
    folded = _check_names(members)
    starts = _check_places(data, members)
    parts: dict[str, bytes] = {}
    left = limits.inflated
    for member, start in zip(members, starts, strict=True):
        content = _inflate(data, member, start, min(left, limits.part), limits)
        left -= len(content)
        parts[member.name] = content
    return Package(parts, folded)


def _members(data: bytes, limits: Limits) -> Iterator[_Member]:
    count, size, offset = _directory(data)
    if count > limits.members:
        raise refuse("too much inside")
    position = offset
    for _ in range(count):
        if position + _CENTRAL.size > offset + size or data[position : position + 4] != b"PK\x01\x02":
            raise refuse("damaged")
        member, position = _central(data, position)
        yield member
    if position > offset + size:
        raise refuse("damaged")


def _directory(data: bytes) -> tuple[int, int, int]:
    """Count, size and offset of the central directory."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or at + _END.size > len(data):
        raise refuse("cut short")
    _, disk, first, here, count, size, offset, comment = _END.unpack_from(data, at)
    behind = data[at + _END.size + comment :]
    if at + _END.size + comment > len(data) or len(behind) > _MOST_PADDING or behind.strip(_PADDING):
        raise refuse("damaged")
    if _FULL16 in (here, count) or _FULL32 in (size, offset):
        count, size, offset, at = _directory64(data, at)
    elif disk or first or here != count:
        raise refuse("damaged")
    if offset + size != at:
        raise refuse("damaged")
    return count, size, offset


def _directory64(data: bytes, end: int) -> tuple[int, int, int, int]:
    at = end - _LOCATOR64.size
    if at < 0 or data[at : at + 4] != b"PK\x06\x07":
        raise refuse("damaged")
    start = _LOCATOR64.unpack_from(data, at)[2]
    if start + _END64.size > at or data[start : start + 4] != b"PK\x06\x06":
        raise refuse("damaged")
    fields = _END64.unpack_from(data, start)
    return fields[7], fields[8], fields[9], start


def _central(data: bytes, at: int) -> tuple[_Member, int]:
    _, _, _, flags, method, _, _, crc, packed, size, name_size, extra_size, comment_size, *_, offset = (
        _CENTRAL.unpack_from(data, at)
    )
    start = at + _CENTRAL.size
    raw_name = data[start : start + name_size]
    extra = data[start + name_size : start + name_size + extra_size]
    if _FULL32 in (packed, size, offset):
        size, packed, offset = _wide(extra, size, packed, offset)
    member = _Member(_name(raw_name, flags), raw_name, flags, method, crc, packed, size, offset)
    return member, start + name_size + extra_size + comment_size


def _wide(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """The 64-bit numbers of the extra field, for those that read all ones."""
    block = _extra_block(extra, 1)
    numbers = list(struct.unpack(f"<{len(block) // 8}Q", block[: len(block) // 8 * 8]))
    wanted = [size, packed, offset]
    for i, value in enumerate(wanted):
        if value == _FULL32:
            if not numbers:
                raise refuse("damaged")
            wanted[i] = numbers.pop(0)
    return wanted[0], wanted[1], wanted[2]


def _extra_block(extra: bytes, wanted: int) -> bytes:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if kind == wanted:
            return extra[at + 4 : at + 4 + size]
        at += 4 + size
    return b""


def _name(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & _UTF8 else "cp437").replace("\\", "/")
    except UnicodeDecodeError as error:
        raise refuse("damaged") from error


def _check_names(members: list[_Member]) -> dict[str, str]:
    folded: dict[str, str] = {}
    for member in members:
        name = member.name
        parts = name.rstrip("/").split("/")
        if not name or name.startswith("/") or ":" in parts[0] or "." in parts or ".." in parts:
            raise refuse("strange", "a part's name leads out of the file")
        if not name.isprintable() or "" in parts:
            raise refuse("strange", "a part's name contains what no name may")
        if name.casefold() in folded:
            raise refuse("strange", "a part appears twice")
        folded[name.casefold()] = name
    return folded


def _check_places(data: bytes, members: list[_Member]) -> list[int]:
    """Where each member's bytes start; local and central entries agree, and none overlaps another."""
    starts = [_local(data, member) for member in members]
    spans = sorted((m.offset, start + m.packed) for m, start in zip(members, starts, strict=True))
    end = _directory(data)[2]
    for i, (_, stop) in enumerate(spans):
        following = spans[i + 1][0] if i + 1 < len(spans) else end
        if stop > following:
            raise refuse("strange", "parts lie over each other")
    if spans and spans[0][0] != 0:
        raise refuse("strange", "there is something before the first part")
    return starts


def _local(data: bytes, member: _Member) -> int:
    at = member.offset
    if at + _LOCAL.size > len(data) or data[at : at + 4] != b"PK\x03\x04":
        raise refuse("damaged")
    _, _, flags, method, _, _, crc, packed, size, name_size, extra_size = _LOCAL.unpack_from(data, at)
    start = at + _LOCAL.size
    if (flags | member.flags) & _ENCRYPTED:
        raise refuse("password")
    if data[start : start + name_size] != member.raw_name or method != member.method:
        raise refuse("strange", "two lists of its parts differ")
    if member.method not in (_STORED, _DEFLATED) or (flags | member.flags) & _MASKED:
        raise refuse("strange", "a part is packed in an unusual way")
    declared = (crc, packed, size)
    comparable = not flags & _DESCRIPTOR and _FULL32 not in (packed, size)
    if comparable and declared != (member.crc, member.packed, member.size):
        raise refuse("strange", "two lists of its parts differ")
    return int(start + name_size + extra_size)


def _inflate(data: bytes, member: _Member, start: int, most: int, limits: Limits) -> bytes:
    packed = data[start : start + member.packed]
    if len(packed) != member.packed:
        raise refuse("cut short")
    if member.size > limits.ratio_from and member.size > limits.ratio * max(1, member.packed):
        raise refuse("too much inside")
    content = packed if member.method == _STORED else _deflated(packed, min(most, member.size) + 1)
    if len(content) > most:
        raise refuse("too much inside")
    if len(content) != member.size or zlib.crc32(content) != member.crc:
        raise refuse("damaged")
    return content


def _deflated(packed: bytes, most: int) -> bytes:
    """At most `most` bytes; a stream that goes on beyond the declared size shows by its length."""
    engine = zlib.decompressobj(-15)
    try:
        content = engine.decompress(packed, most)
    except zlib.error as error:
        raise refuse("damaged") from error
    if len(content) < most and not engine.eof:
        raise refuse("damaged")
    return content
