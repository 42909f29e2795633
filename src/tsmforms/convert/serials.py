"""Numbers and moments as a workbook stores them."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

EPOCH_1900 = datetime.datetime(1899, 12, 30)
EPOCH_1904 = datetime.datetime(1904, 1, 1)
LEAP_BUG = 60
"""Excel has a 29 February 1900; days before it count one less."""

LAST_SERIAL = 2_958_465
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,400}\.?[0-9]{0,400}|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,6})?\Z")


def number_of(stored: str) -> Decimal | None:
    """The number as fifteen digits show it: what Excel itself shows of its binary numbers.

    None for what is no number of a workbook, such as `1_0` or digits of other scripts, which Python would take.
    """
    if not _NUMBER.match(stored):
        return None
    number = Decimal(f"{float(stored):.15g}")
    return number if number.is_finite() else None


def moment_of(serial: float, is_1904: bool) -> datetime.datetime | None:
    """The moment of a serial number, to the second; None outside the calendar of Excel."""
    if not 0 <= serial <= LAST_SERIAL:
        return None
    if not is_1904 and 1 <= serial < LEAP_BUG:
        serial += 1
    epoch = EPOCH_1904 if is_1904 else EPOCH_1900
    try:
        return epoch + datetime.timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        return None
