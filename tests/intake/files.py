"""Files as other people send them: good ones in miniature, and hostile ones made byte by byte."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

import attrs

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{part}"/></Relationships>'
)
WORD = ("word/document.xml", "wordprocessingml.document.main+xml")
EXCEL = ("xl/workbook.xml", "spreadsheetml.sheet.main+xml")


@attrs.frozen
class Entry:
    """One member of a zip file; what it declares of itself may be a lie."""

    name: bytes
    content: bytes
    method: int = 8
    flags: int = 0
    local_name: bytes | None = None
    size: int | None = None
    crc: int | None = None
    offset: int | None = None
    local_size: int | None = None


def zipped(entries: Sequence[Entry], comment: bytes = b"", count: int | None = None) -> bytes:
    body, directory = b"", b""
    for entry in entries:
        engine = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = engine.compress(entry.content) + engine.flush() if entry.method == 8 else entry.content
        crc = zlib.crc32(entry.content) if entry.crc is None else entry.crc
        size = len(entry.content) if entry.size is None else entry.size
        local_size = size if entry.local_size is None else entry.local_size
        name = entry.local_name or entry.name
        offset = len(body) if entry.offset is None else entry.offset
        body += (
            struct.pack(
                "<4s5H3L2H",
                b"PK\x03\x04",
                20,
                entry.flags,
                entry.method,
                0,
                33,
                crc,
                len(packed),
                local_size,
                len(name),
                0,
            )
            + name
            + packed
        )
        directory += (
            struct.pack(
                "<4s6H3L5H2L",
                b"PK\x01\x02",
                20,
                20,
                entry.flags,
                entry.method,
                0,
                33,
                crc,
                len(packed),
                size,
                len(entry.name),
                0,
                0,
                0,
                0,
                0,
                offset,
            )
            + entry.name
        )
    total = len(entries) if count is None else count
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, total, total, len(directory), len(body), len(comment))
    return body + directory + end + comment


def office(
    kind: tuple[str, str] = WORD, *more: Entry, types: str = TYPES, rels: str = RELS, main: bytes = b"<document/>"
) -> list[Entry]:
    """The members of a small Office file."""
    part, content_type = kind
    return [
        Entry(b"[Content_Types].xml", types.format(part=part, kind=content_type).encode()),
        Entry(b"_rels/.rels", rels.format(part=part).encode()),
        Entry(part.encode(), main),
        *more,
    ]


def relation(kind: str, target: str, external: bool = True) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/>'
        "</Relationships>"
    ).encode()
