"""One cell's XML: user text always as an inline string, dates and numbers as numbers where Excel can show them whole.

What a number cell could not show in full (a date before 1900, fifteen digits)
is written as text instead: the reader takes both.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model.answers import Known, Value
from tsmforms.model.kinds import Shape

TEXT_LIMIT = 32_767
"""Characters (UTF-16 units) that a cell holds."""

BREAK_LIMIT = 253
"""Line breaks that a cell holds."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters XML cannot hold."""

_LITERAL_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile(r"_x([Dd][89ABab][0-9A-Fa-f]{2})__x([Dd][C-Fc-f][0-9A-Fa-f]{2})_|_x([0-9A-Fa-f]{4})_")
_EPOCH = datetime.date(1899, 12, 30)
_FIRST_SAFE_DATE = datetime.date(1900, 3, 1)  # before it Excel counts a 29 February 1900 that never was
_DIGITS_SHOWN = 10
_PERCENT_PLACES = 6


def escape_text(text: str) -> str:
    """Text for an element; `_x0041_` and carriage returns in Excel's own escapes."""
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in text:
        text = _LITERAL_ESCAPE.sub("_x005F_", text)
    return text.replace("\r", "_x000D_") if "\r" in text else text


def unescape_text(text: str) -> str:
    """The text behind Excel's escapes."""
    return _ESCAPE.sub(_unescaped, text) if "_x" in text else text


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:  # a character beyond the first 65,536, in two halves
        return bytes.fromhex(match[1] + match[2]).decode("utf-16-be")
    char = chr(int(match[3], 16))
    return match[0] if "\ud800" <= char <= "\udfff" else char  # half a character is none


def text_cell(prefix: str, text: str) -> str:
    """A cell of text; `prefix` is the start of its tag with reference and style."""
    return f'{prefix} t="inlineStr"><is><t xml:space="preserve">{escape_text(text)}</t></is></c>'


def number_cell(prefix: str, number: str) -> str:
    """A cell of a number, in XML's notation."""
    return f"{prefix}><v>{number}</v></c>"


def empty_cell(prefix: str) -> str:
    """A cell with its style alone."""
    return f"{prefix}/>"


def value_cell(prefix: str, shape: Shape, value: Value | None, text: str) -> str:
    """The cell of an answer: typed where its shape is, text otherwise."""
    number = _number_of(shape, value)
    return text_cell(prefix, text) if number is None else number_cell(prefix, number)


def formula_cell(prefix: str, formula: str, shape: Shape, value: Value | None, text: str) -> str:
    """The cell of a formula with its result, typed as that of the answer it repeats."""
    number = _number_of(shape, value)
    is_text, result = (' t="str"', escape_text(text)) if number is None else ("", number)
    return f"{prefix}{is_text}><f>{escape_text(formula)}</f><v>{result}</v></c>"


def _number_of(shape: Shape, value: Value | None) -> str | None:
    render = _NUMBERS.get(shape)
    return render(value) if render and value is not None else None


def text_faults(path: str, question: str, text: str) -> Iterator[Diagnostic]:
    """Why a cell cannot hold this text whole."""
    if FORBIDDEN.search(text):
        yield Diagnostic(
            "D0301",
            "error",
            worded("D0301", "in_workbook", question=question),
            "remove the invisible control character; it often comes from copying",
            field=path,
        )
    units = len(text) if len(text) * 2 <= TEXT_LIMIT else len(text.encode("utf-16-le", "replace")) // 2
    if units > TEXT_LIMIT or text.count("\n") > BREAK_LIMIT:
        yield Diagnostic(
            "D0310",
            "error",
            worded("D0310", question=question),
            f"shorten it to {TEXT_LIMIT:,} characters and {BREAK_LIMIT} line breaks",
            field=path,
        )


def reference_faults(record_id: str | None) -> Iterator[Diagnostic]:
    """Why a record id cannot stand in a workbook."""
    if record_id and (FORBIDDEN.search(record_id) or "\n" in record_id):
        yield Diagnostic(
            "D0301",
            "error",
            worded("D0301", "record_id_in_workbook"),
            "use a record id of letters, digits and hyphens",
        )


def _date(value: object) -> str | None:
    if not isinstance(value, datetime.date) or value < _FIRST_SAFE_DATE:
        return None
    return str(day_number(value))


def day_number(day: datetime.date) -> int:
    """A date as a workbook counts it."""
    return (day - _EPOCH).days


def minute_number(time: datetime.time) -> int:
    """A time in minutes since midnight."""
    return time.hour * 60 + time.minute


def _time(value: object) -> str | None:
    return repr(minute_number(value) / 1440) if isinstance(value, datetime.time) else None


def _number(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    text = format(Decimal(value), "f")
    return text if sum(c.isdigit() for c in text) <= _DIGITS_SHOWN else None


def _share(value: Known) -> str | None:
    if _number(value) is None:
        return None
    share = (Decimal(value) / 100).normalize()
    places = -int(share.as_tuple().exponent)
    return format(share, "f") if places <= _PERCENT_PLACES + 2 else None


_NUMBERS: Mapping[Shape, Callable[[object], str | None]] = {
    "date": _date,
    "time": _time,
    "whole": _number,
    "number": _number,
    "share": _share,
    "money": _number,
}
