"""Numbers as people type them and as cells hold them."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from tsmforms.model.answers import Primitive

_NUMBER = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,15})?\Z")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,15})?\Z")
_DIGITS = 15
"""Significant digits of a number: what a workbook's cell and a JSON number both hold."""


def decimal_of(raw: Primitive) -> Decimal | None:
    """The number; None where it is none, or longer than a cell of a workbook and a JSON number hold.

    A typed cell is taken at the 15 digits Excel shows, so the 0.30000000000000004
    of a computed cell is 0.3.
    """
    if isinstance(raw, bool | datetime.date | datetime.time | bytes):
        return None
    if isinstance(raw, str):
        text = raw.strip()
        if not _NUMBER.match(text) and not _THOUSANDS.match(text):
            return None
        return _short_enough(Decimal(text.replace(",", "")))
    if isinstance(raw, float):
        return _short_enough(Decimal(format(raw, f".{_DIGITS}g")))
    return _short_enough(Decimal(raw)) if isinstance(raw, Decimal) or abs(raw) < 10**_DIGITS else None


def _short_enough(number: Decimal) -> Decimal | None:
    if not number.is_finite() or number.adjusted() >= _DIGITS or len(number.as_tuple().digits) > 2 * _DIGITS - 3:
        return None
    short = number.normalize() + 0  # without trailing zeros, and no minus zero
    exponent = int(short.as_tuple().exponent)
    return short if len(short.as_tuple().digits) <= _DIGITS and exponent >= -_DIGITS else None
