"""Names a run gives: record ids, and file names that are legal everywhere and name nobody."""

from __future__ import annotations

import json
import re
import unicodedata
import uuid
from hashlib import sha1

NAMESPACE = uuid.UUID("5d0c5f1e-6c0a-5c1b-9a53-0d6f2f3a7b11")
"""The namespace of the record ids of runs (RFC 9562, version 5)."""

_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
_UNSAFE = re.compile(r"[^a-z0-9]+")
_UPN = re.compile(r"[A-Z]\d{11}[0-9A-Z]", re.IGNORECASE)
"""A unique pupil number, which is not to be an id outside the systems it was given for: file names hold a hash of it."""
_ID_LENGTH, _RECIPIENT_LENGTH, _HASH_LENGTH = 40, 16, 12


def record_id(form: str, edition: str, pupil: str, recipient: str) -> str:
    """The id of one recipient's letter: the same row and recipient keys always give the same."""
    name = json.dumps([form, edition, pupil, recipient]).encode()
    h = sha1(NAMESPACE.bytes + name, usedforsecurity=False).hexdigest()
    # What uuid.uuid5 does, without the object: version 5, variant of RFC 9562.
    return f"{h[:8]}-{h[8:12]}-5{h[13:16]}-{_VARIANT[h[16]]}{h[17:20]}-{h[20:32]}"


def file_name(pupil: str, recipient: str, form: str, record: str, format: str) -> str:
    """The file's name: slugs of the keys for the eye, a piece of the record id to keep names apart.

    Lower case, ASCII, no reserved name of Windows, so two never clash on any system.
    """
    ending = record.replace("-", "")[:_HASH_LENGTH]
    return f"{_slug(pupil, _ID_LENGTH)}-{_slug(recipient, _RECIPIENT_LENGTH)}-{form}-{ending}.{format}"


def _slug(text: str, length: int) -> str:
    if _UPN.fullmatch(text.strip()):
        return f"pupil-{sha1(text.strip().upper().encode(), usedforsecurity=False).hexdigest()[:_HASH_LENGTH]}"
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _UNSAFE.sub("-", plain).strip("-")[:length].strip("-") or "id"
