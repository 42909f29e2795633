"""The text of what somebody typed, and the value of what is in a box."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from tsmforms.convert.numbers import decimal_of
from tsmforms.convert.show import show_date, show_number
from tsmforms.model.answers import Primitive
from tsmforms.model.parsed import Parsed
from tsmforms.model.spec import FieldSpec

_MIDNIGHT = datetime.time()
_LANGUAGE_MARK = re.compile("\x1b[a-zA-Z-]{2,10}\x1b")
"""PDF text strings in UTF-16 may name their language between escape characters (ISO 32000-1, 7.9.2.2)."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, marks of direction, zero-width spaces, soft hyphens and halves of characters.

Joiners stay: emoji need them.
"""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Line ends of every program as `\\n`; nothing else is changed."""
    return _LINE_ENDS.sub("\n", text)


def visible(text: str) -> str:
    """A text without characters that nobody sees, its line ends as `\\n`."""
    return _INVISIBLE.sub("", clean(_LANGUAGE_MARK.sub("", text)))


def parse(field: FieldSpec, raw: Primitive) -> Parsed:
    """The value of what stands in a box; no value and no problem where it is empty.

    Typed cells of a workbook (dates, numbers, true and false) come as they are;
    everything else is text. Text keeps its spaces and line breaks; text of
    spaces alone is unanswered.
    """
    if isinstance(raw, str):
        raw = clean(raw)
        if not raw.strip():
            return Parsed()
    return field.kind.parse(field, raw)


def plain(raw: Primitive) -> str:
    """The text of a cell: a number without its `.0`, a date day first."""
    if isinstance(raw, bool):
        return "Yes" if raw else "No"
    if isinstance(raw, float | Decimal):
        number = decimal_of(raw)
        return str(raw) if number is None else show_number(number)
    if isinstance(raw, datetime.datetime):
        time = "" if raw.time() == _MIDNIGHT else f" {plain(raw.time())}"
        return f"{show_date(raw)}{time}"
    if isinstance(raw, datetime.date):
        return show_date(raw)
    if isinstance(raw, datetime.time):
        return raw.isoformat("seconds" if raw.second else "minutes")
    return str(raw)


def closed_up(text: str) -> str:
    """A text with one space between its words, so that patterns with several runs of spaces stay linear."""
    return " ".join(text.split())
