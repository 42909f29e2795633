"""What a PDF says of itself in its keywords."""

from __future__ import annotations

import re

from tsmforms.model import Identity

_KEYWORD = re.compile(r"\b(form|edition|digest|record):([^,;\s]+)")
_MARK = "tsmforms"
_FINAL = "copy:final"
_NAMES = {"form": "form", "edition": "edition", "digest": "digest", "record": "record_id"}


def keywords(identity: Identity) -> tuple[str, ...]:
    """The keywords that carry an identity in a document's metadata."""
    pairs = ((word, getattr(identity, name)) for word, name in _NAMES.items())
    final = (_FINAL,) if identity.is_final else ()
    return (_MARK, *(f"{word}:{value}" for word, value in pairs if value), *final)


def from_keywords(text: str) -> Identity | None:
    """The identity in a document's keywords, or None where they are another's."""
    if _MARK not in text:
        return None
    said = {_NAMES[word]: value for word, value in _KEYWORD.findall(text)}
    return Identity(**said, is_final=_FINAL in text)
