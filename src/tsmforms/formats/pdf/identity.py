"""What a PDF says of itself: in its keywords, and in the footer of its pages.

Both are written by the same function, so that what a stripped file still shows
is what its metadata said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tsmforms.model import Identity

_FOOTER = re.compile(
    r"\b([a-z][a-z0-9_]*)\s+·\s+(\d{4}-\d{2}(?:\+[a-z0-9_-]+)?)\s+·\s+([0-9a-f]{6,64})\b")
_REFERENCE = re.compile(r"\bReference\s+([0-9A-Za-z-]{1,64})")
_KEYWORD = re.compile(r"\b(form|edition|digest|record):([^,;\s]+)")
_MARK = "tsmforms"
_NAMES = {"form": "form", "edition": "edition", "digest": "digest", "record": "record_id"}


def keywords(identity: Identity) -> tuple[str, ...]:
    """The keywords that carry an identity in a document's metadata."""
    pairs = ((word, getattr(identity, name)) for word, name in _NAMES.items())
    return (_MARK, *(f"{word}:{value}" for word, value in pairs if value))


def from_keywords(text: str) -> Identity | None:
    """The identity in a document's keywords, or None where they are another's."""
    if _MARK not in text:
        return None
    return Identity(**{_NAMES[word]: value for word, value in _KEYWORD.findall(text)})


def reference(record_id: str | None) -> str:
    """The footer's words for a record's reference; empty without one."""
    return f"Reference {record_id}" if record_id else ""


def from_pages(pages: Iterable[str]) -> Identity:
    """The identity printed in the footer of the pages; the last line that has one stands on each page."""
    for text in pages:
        if matches := _FOOTER.findall(text):
            form, edition, digest = matches[-1]
            references = _REFERENCE.findall(text[text.rindex(digest) :])
            return Identity(form, edition, digest, references[0] if references else None)
    return Identity()
