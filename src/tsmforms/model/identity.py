"""What a document says of itself, and the one line that says it on every page.

The footer's line is written and read here only, so that what is printed is what
is understood: `parse_footer(footer_line(identity))` is the identity.
"""

from __future__ import annotations

import re
from typing import Literal

import attrs

from tsmforms.diagnostics import Place

SEPARATOR = " · "
REFERENCE = "Reference "
FINAL = "Final copy"
"""What a final copy says at its foot."""

_RECORD_ID = re.compile(r"[A-Za-z0-9._/-]{1,64}\Z")
_LINE = re.compile(
    r"(?<![a-z0-9_.])([a-z][a-z0-9_]{0,63})\s{0,9}·\s{0,9}(\d{4}-\d{2}(?:\+[a-z0-9_-]{1,64})?)\s{0,9}·\s{0,9}([0-9a-f]{6,64})(?![0-9A-Za-z])"
)
REFERENCE_WORDS = re.compile(r"(?<![A-Za-z])Reference\s+([A-Za-z0-9_.:/-]{1,100})")
"""Documents issued earlier may have `:` in a reference and up to 100 characters; they are read for ever."""

ClaimSource = Literal["properties", "keywords", "hidden sheet", "footer", "foot line", "attachment"]


@attrs.frozen
class Identity:
    """Form, edition, spec digest and record id of a document; None each where it does not say.

    `is_final`: it says that it is a final copy, which leaves out what need not be answered and is not.
    """

    form: str | None = None
    edition: str | None = None
    digest: str | None = None
    record_id: str | None = None
    is_final: bool = False


@attrs.frozen
class Claim:
    """One place of a file that says which form, edition, version or record it is; judging claims is `reading`'s."""

    source: ClaimSource
    identity: Identity
    place: Place | None = None


def is_record_id(text: str) -> bool:
    """Whether a text may be a record id: 1 to 64 of `A-Z a-z 0-9 . _ / -`."""
    return _RECORD_ID.match(text) is not None


def footer_line(identity: Identity, *lines: str) -> str:
    """The visible identity: form, edition, digest, lines of the profile, and the reference of a record."""
    said = SEPARATOR.join(filter(None, (identity.form, identity.edition, identity.digest, *lines)))
    return with_reference(said, identity.record_id)


def with_reference(line: str, record_id: str | None, is_final: bool = False) -> str:
    """A footer's line with the reference of a record, if there is one."""
    return SEPARATOR.join(filter(None, (line, reference(record_id, is_final))))


def reference(record_id: str | None, is_final: bool = False) -> str:
    """The footer's words for a record: that it is a final copy, and its reference; empty without either."""
    return SEPARATOR.join(filter(None, (FINAL if is_final else "", REFERENCE + record_id if record_id else "")))


def parse_footer(text: str) -> Identity | None:
    """The identity that a text shows, None where it shows none; of several lines the last, which is the footer's."""
    found = list(_LINE.finditer(text)) if SEPARATOR.strip() in text else []
    if not found:
        return None
    line = found[-1]
    reference = REFERENCE_WORDS.search(text, line.end())
    is_final = FINAL in " ".join(text[line.end() :].split())
    return Identity(line[1], line[2], line[3], reference[1] if reference else None, is_final)
