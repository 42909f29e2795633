"""What a document prints for a value."""

from __future__ import annotations

import datetime
from decimal import Decimal

from tsmforms.model.answers import Value
from tsmforms.model.spec import FieldSpec

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_BLANK = "\u2002" * 5
PICTURE_HINT = "Put the picture here"
"""What is printed in the place of a picture."""


def show_number(value: Decimal | int) -> str:
    """A number without an exponent and without trailing zeros.

    >>> show_number(Decimal("87.50"))
    '87.5'
    """
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def show_date(value: datetime.date, long: bool = False) -> str:
    """Day first: 14/09/2026, or 14 September 2026 in a letter."""
    if long:
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year:04d}"
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def show(field: FieldSpec, value: Value, long_dates: bool = False) -> str:
    """The text a document prints for this value. `long_dates` spells the month, as letters do."""
    kind = field.kind
    return (kind.show_long if long_dates and kind.show_long else kind.show)(field, value)


def placeholder(field: FieldSpec, letter: bool = False) -> str:
    """What stands in an empty box: a gap to write in, or the label in brackets in a letter's specimen."""
    if field.kind.entry.shape == "picture":
        return PICTURE_HINT
    return f"[{field.label}]" if letter else _BLANK


def empty_words(field: FieldSpec, letter: bool = False) -> str:
    """The words of a box that nobody filled: its placeholder; boxes of choices said "Choose" once, and are still read."""
    if not letter and field.kind.is_chosen and field.kind.takes_one:
        return "Choose"
    return placeholder(field, letter)
