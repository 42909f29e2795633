"""The main part of a package of our own making, without the checks a file from outside gets."""

from __future__ import annotations

import struct
import zlib

from tsmforms.intake import refuse

_CENTRAL = struct.Struct("<4s6H3L5H2L")
_MAIN = b"word/document.xml"


def main_part(data: bytes) -> bytes:
    """word/document.xml, inflated and checked against its checksum.

    Raises:
        ReadError: There is none, or it is damaged.
    """
    at = data.rfind(b"PK\x05\x06")
    position = struct.unpack_from("<L", data, at + 16)[0] if at >= 0 else len(data)
    while data[position : position + 4] == b"PK\x01\x02":
        fields = _CENTRAL.unpack_from(data, position)
        length, extra, comment = fields[10:13]
        start = position + _CENTRAL.size
        if data[start : start + length] == _MAIN:
            return _inflated(data, fields)
        position = start + length + extra + comment
    raise refuse("damaged")


def _inflated(data: bytes, fields: tuple[int, ...]) -> bytes:
    crc, packed, offset = fields[7], fields[8], fields[16]
    name, extra = struct.unpack_from("<2H", data, offset + 26)
    start = offset + 30 + name + extra
    try:
        content = zlib.decompress(data[start : start + packed], -15)
    except zlib.error as error:
        raise refuse("damaged") from error
    if zlib.crc32(content) != crc:
        raise refuse("damaged")
    return content
