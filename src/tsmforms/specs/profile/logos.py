"""A profile's logo: a PNG or JPEG beside the profile, looked at before any document is made with it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from tsmforms.diagnostics import worded
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.yamltree import Faults, Located
from tsmforms.model import Logo

LOGO_KEYS = {
    "file": MappingKey("text", "a PNG or JPEG file, from the folder of the profile", required=True),
    "alt": MappingKey("text", "what it shows, in words, for those who cannot see it", required=True),
    "height": MappingKey("integer", "its height in millimetres, 5 to 20; 15 if it does not say"),
}
MOST_BYTES = 200_000
"""A print run carries the logo once for each letter."""
MOST_PIXELS = 4000
_HEIGHT, _LEAST, _MOST = 15, 5, 20
_WIDEST = 65.0
"""Millimetres: the narrower of the two places at the head of a letter, beside an envelope's window."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_END = b"IEND\xaeB`\x82"
_JPEG = b"\xff\xd8\xff"
_JPEG_END = b"\xff\xd9"
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""JPEG segments that say how large the picture is: baseline, extended, progressive."""


def read_logo(node: Located, folder: Path, faults: Faults) -> Logo | None:
    """The logo a profile names; None, and a fault, where it cannot stand at the head of a document."""
    args = read_mapping(node, LOGO_KEYS, "the logo", faults)
    height = args.get("height", _HEIGHT)
    if not _LEAST <= height <= _MOST:
        faults.add(
            "S0015",
            worded("S0015", "logo_height"),
            node.mapping()["height"].location,
            f"write a number from {_LEAST} to {_MOST}",
        )
    if not {"file", "alt"} <= set(args):
        return None
    where = node.mapping()["file"]
    data = _bytes_of(folder / args["file"])
    size = picture_size(data)
    if size is None or not 0 < min(size) <= max(size) <= MOST_PIXELS:
        faults.add(
            "S0015",
            worded("S0015", "picture"),
            where.location,
            f"name a whole PNG or JPEG file of at most {MOST_BYTES // 1000} kB and {MOST_PIXELS} pixels a side",
            len(args["file"]) or 1,
        )
        return None
    width = height * size[0] / size[1]
    scale = min(1.0, _WIDEST / width)
    kind = "image/png" if data.startswith(_PNG) else "image/jpeg"
    return Logo(data, kind, args["alt"], round(width * scale, 2), round(height * scale, 2))


def _bytes_of(path: Path) -> bytes:
    """The bytes of a file that may be a logo; none where it cannot be opened or is too large."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= MOST_BYTES else b""
    except OSError:
        return b""


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a whole PNG or JPEG; None for anything else."""
    if data.startswith(_PNG) and data.rstrip(b"\0").endswith(_PNG_END) and data[12:16] == b"IHDR":
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith(_JPEG) and _JPEG_END in data[-64:]:
        return next(_frame_sizes(data), None)
    return None


def _frame_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """What the frame header of a JPEG says, segment by segment up to the picture itself."""
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF:
        marker, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4], "big")
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            yield width, height
        if marker == 0xDA or length < 2:
            return
        position += 2 + length
