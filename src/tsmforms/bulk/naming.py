"""Names a run gives: record ids, and file names that are legal everywhere and name nobody."""

from __future__ import annotations

import json
import re
import unicodedata
import uuid

NAMESPACE = uuid.UUID("5d0c5f1e-6c0a-5c1b-9a53-0d6f2f3a7b11")
"""The namespace of the record ids of runs (RFC 9562, version 5)."""

TEMPORARY = ".tsmforms-"
"""How the name of an unfinished file begins."""

_UNSAFE = re.compile(r"[^a-z0-9]+")
_ID_LENGTH, _RECIPIENT_LENGTH, _HASH_LENGTH = 40, 16, 12


def record_id(form: str, edition: str, pupil: str, recipient: str) -> str:
    """The id of one recipient's letter: the same row and recipient keys always give the same."""
    return str(uuid.uuid5(NAMESPACE, json.dumps([form, edition, pupil, recipient])))


def file_name(pupil: str, recipient: str, form: str, record: str, format: str) -> str:
    """The file's name: slugs of the keys for the eye, a piece of the record id to keep names apart.

    Lower case, ASCII, no reserved name of Windows, so two never clash on any system.
    """
    ending = record.replace("-", "")[:_HASH_LENGTH]
    return f"{_slug(pupil, _ID_LENGTH)}-{_slug(recipient, _RECIPIENT_LENGTH)}-{form}-{ending}.{format}"


def _slug(text: str, length: int) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _UNSAFE.sub("-", plain).strip("-")[:length].strip("-") or "id"
