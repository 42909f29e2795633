"""Values of Python and of other libraries as the values of a record, where nothing is lost: never rounded, never cut.

A program fills records from tables and databases, whose libraries have numbers, texts and dates of their own. No such
library is imported here: a value says by its own methods what it is.
"""

from __future__ import annotations

import base64
import datetime
import operator
from typing import Any

_OWN = frozenset({str, int, float, bool, bytes, type(None), datetime.date, datetime.time, list, tuple, dict})
_JSON = frozenset({str, int, float, bool, type(None), list, dict})


def exact(value: Any) -> Any:
    """A value of a library's own type as Python's own, where that is the same value; anything else as it is.

    A date and time without a zone is a date at midnight only.

    >>> exact(datetime.datetime(2026, 9, 14))
    datetime.date(2026, 9, 14)
    """
    if type(value) in _OWN:
        return value
    if isinstance(value, datetime.datetime):
        return value.date() if value.tzinfo is None and value.time() == datetime.time() else value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, float):
        return float(value)
    if getattr(value, "shape", None) == () and hasattr(value, "dtype"):
        return _scalar(value)
    try:
        return operator.index(value)
    except TypeError:
        return value


def _scalar(value: Any) -> Any:
    """A single value of NumPy or of a library like it."""
    kind = value.dtype.kind
    if kind == "M":
        day = value.astype("datetime64[D]")
        return day.item() if day == value else value
    if kind == "f":
        return float(str(value))  # as it is printed: 0.1 in single precision is 0.1
    return value.item() if kind in "biuU" else value


def as_json(value: object) -> Any:
    """A value as JSON has it, where that is the same value; anything else as it is."""
    if type(value) in _JSON:
        return value
    plain = exact(value)
    if type(plain) is datetime.date:
        return plain.isoformat()
    if type(plain) is datetime.time and is_whole_minutes(plain):
        return f"{plain.hour:02d}:{plain.minute:02d}"
    if isinstance(plain, bytes):
        return base64.b64encode(plain).decode("ascii")
    return list(plain) if isinstance(plain, tuple) else plain


def is_whole_minutes(time: datetime.time) -> bool:
    """Whether HH:MM says all of a time."""
    return not (time.second or time.microsecond or time.tzinfo)
