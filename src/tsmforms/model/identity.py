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

COPY = "Form: "
"""What a line at the foot of a form begins with that says in words what it is and about whom."""
CHILD = "Child: "

_RECORD_ID = re.compile(r"[A-Za-z0-9._/-]{1,64}\Z")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 digits: without I, L, O and U, which are read as others."""
_LETTERS, _GROUP = 26, 5
PRINTED_ID = rf"[0-7][{_DIGITS}]{{4}}(?:-[{_DIGITS}]{{5}}){{4}}-[{_DIGITS}]"
"""A UUID as it is printed: 26 letters and digits in groups of five."""
_PRINTED_ID = re.compile(rf"{PRINTED_ID}\Z")
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
    """Whether a text may be a record id: 1 to 64 of `A-Z a-z 0-9 . _ / -`, and no UUID as it is printed."""
    return _RECORD_ID.match(text) is not None and not _PRINTED_ID.match(text)


def printed_id(record_id: str) -> str:
    """A record id as documents print it: a UUID in 26 letters and digits, any other as it is.

    >>> printed_id("9bfbca98-ba3f-589c-9710-1ffdcb6f2815")
    '4VZF5-9HEHZ-B2E9E-40ZZQ-5PYA0-N'
    """
    if not _UUID.match(record_id):
        return record_id
    number = int(record_id.replace("-", ""), 16)
    digits = "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(_LETTERS)))
    return "-".join(digits[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP))


def plain_id(printed: str) -> str:
    """The record id that was printed so; documents issued earlier print each as it is.

    >>> plain_id("4VZF5-9HEHZ-B2E9E-40ZZQ-5PYA0-N")
    '9bfbca98-ba3f-589c-9710-1ffdcb6f2815'
    """
    if not _PRINTED_ID.match(printed):
        return printed
    number = 0
    for digit in printed.replace("-", ""):
        number = number << 5 | _DIGITS.index(digit)
    plain = f"{number:032x}"
    return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))


def footer_line(identity: Identity, *lines: str) -> str:
    """The visible identity: form, edition, digest, lines of the profile, and the reference of a record."""
    said = SEPARATOR.join(filter(None, (identity.form, identity.edition, identity.digest, *lines)))
    return with_reference(said, identity.record_id)


def with_reference(line: str, record_id: str | None, is_final: bool = False) -> str:
    """A footer's line with the reference of a record, if there is one."""
    return SEPARATOR.join(filter(None, (line, reference(record_id, is_final))))


def reference(record_id: str | None, is_final: bool = False) -> str:
    """The footer's words for a record: that it is a final copy, and its reference; empty without either."""
    return SEPARATOR.join(
        filter(None, (FINAL if is_final else "", REFERENCE + printed_id(record_id) if record_id else ""))
    )


def parse_footer(text: str) -> Identity | None:
    """The identity that a text shows, None where it shows none; of several lines the last, which is the footer's."""
    found = list(_LINE.finditer(text)) if SEPARATOR.strip() in text else []
    if not found:
        return None
    line = found[-1]
    reference = REFERENCE_WORDS.search(text, line.end())
    is_final = FINAL in " ".join(text[line.end() :].split())
    record_id = plain_id(reference[1]) if reference else None
    return Identity(line[1], line[2], line[3], record_id, is_final)
