"""The bytes of a picture."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from tsmforms.model.kinds import Entry, Kind
from tsmforms.model.parsed import Parsed
from tsmforms.model.spec import FieldSpec


def _from_json(_field: FieldSpec, raw: Any) -> Parsed | None:
    try:
        return Parsed(base64.b64decode(raw, validate=True)) if isinstance(raw, str) else None
    except (binascii.Error, ValueError):
        return None


IMAGE = Kind(
    name="image",
    meaning="the bytes of a picture",
    type=bytes,
    widget="image",
    entry=Entry("picture"),
    parse=lambda _field, _raw: Parsed(),
    show=lambda _field, _value: "",
    from_json=_from_json,
    json="the picture's bytes in base64",
    sample=lambda _field, _rng: b"",
    nth=lambda _field, _n: b"invented picture",
)
