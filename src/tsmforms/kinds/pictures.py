"""The bytes of a picture, ready to be printed (see `convert.pictures` and docs/design/pictures.md)."""

from __future__ import annotations

import base64
import binascii
import random

from tsmforms.convert.pictures import MOST_GIVEN, TOO_LARGE, png_header, png_of, ready
from tsmforms.diagnostics import worded
from tsmforms.model.answers import Known, Primitive
from tsmforms.model.kinds import Entry, Kind
from tsmforms.model.parsed import Parsed, Problem, unread
from tsmforms.model.spec import FieldSpec

_MOST_BASE64 = MOST_GIVEN * 4 // 3 + 4


def _parse(_field: FieldSpec, raw: Primitive) -> Parsed:
    if not isinstance(raw, bytes):
        return unread("D0226", worded("D0226", "words"), "put a picture in its place")
    made = ready(raw)
    if isinstance(made, Problem):
        return Parsed(problem=made)
    if not made.changes:
        return Parsed(made.data)
    what = worded("D0229", changes="; ".join(made.changes))
    return Parsed(made.data, Problem("D0229", what, "nothing to do", "info"))


def _from_json(field: FieldSpec, raw: Known) -> Parsed | None:
    if not isinstance(raw, str):
        return None
    if len(raw) > _MOST_BASE64:
        return Parsed(problem=TOO_LARGE)
    try:
        return _parse(field, base64.b64decode(raw, validate=True))
    except (binascii.Error, ValueError):
        return None


def _drawn(bars: list[int]) -> bytes:
    """A small chart of bars in two shades of grey."""
    import zlib

    wide, high = 40, 240
    light, dark = b"\xf8" * wide, b"\xf8" * 2 + b"\x60" * (wide - 2)
    rows = (b"".join(dark if high - y <= bar else light for bar in bars) for y in range(high))
    dots = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return png_of(png_header(wide * len(bars), high, True), dots)


def _sample(_field: FieldSpec, rng: random.Random) -> bytes:
    return _drawn([rng.randrange(120, 232) for _ in range(12)])


IMAGE = Kind(
    name="image",
    meaning="the bytes of a picture",
    type=bytes,
    widget="image",
    entry=Entry("picture"),
    parse=_parse,
    show=lambda _field, _value: "",
    from_json=_from_json,
    json="the bytes of a PNG or JPEG picture in base64",
    sample=_sample,
    nth=lambda _field, n: _drawn([1 + n % 239, 1 + n // 239 % 239]),
)
