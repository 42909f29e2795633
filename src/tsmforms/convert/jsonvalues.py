"""One leaf's JSON to its value and back. Strict: JSON types must fit, nothing is coerced."""

from __future__ import annotations

import base64
import binascii
import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tsmforms.convert.problems import Parsed, Problem
from tsmforms.convert.text import clean, parse, visible
from tsmforms.model.answers import Value
from tsmforms.model.spec import FieldSpec

_TEXT_KINDS = frozenset({"text", "long_text", "postcode", "upn", "urn", "phone", "email", "attendance_code"})
_UNHOLDABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
"""Characters that no document holds: a record with one is refused when it is written (D0301), not changed."""
_NUMBER_KINDS = frozenset({"decimal", "percentage", "money"})
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_ISO_TIME = re.compile(r"[0-9]{2}:[0-9]{2}\Z")
_WANTED = {
    "lines": "a list of texts",
    "date": "a date as YYYY-MM-DD",
    "time": "a time as HH:MM",
    "integer": "a whole number",
    "yes_no": "true or false",
    "choice": "a code",
    "rating": "a code",
    "multiple_choice": "a list of codes",
    "image": "the picture's bytes in base64",
}


def from_json(field: FieldSpec, raw: Any) -> Parsed:
    """The value of one leaf's JSON. Null, empty text and empty lists are unanswered."""
    if raw is None or raw in ("", [], {}):
        return Parsed()
    if field.kind in _TEXT_KINDS and isinstance(raw, str):
        seen = raw if _UNHOLDABLE.search(raw) else visible(raw)
        return _noted(parse(field, seen), clean(raw) != raw, seen != clean(raw))
    if field.kind in _NUMBER_KINDS and isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
        return parse(field, raw)
    handler = _HANDLERS.get(field.kind)
    outcome = handler(field, raw) if handler else None
    return outcome or _wrong_type(field)


def _noted(parsed: Parsed, changed: bool, unseen: bool = False) -> Parsed:
    """With a note where line breaks were put into the record's own form, or characters nobody sees were removed."""
    if not (changed or unseen) or parsed.problem is not None or parsed.value is None:
        return parsed
    if unseen:
        return Parsed(
            parsed.value,
            Problem("D0225", "had characters that nobody sees, which were removed", "nothing to do", "info"),
        )
    return Parsed(
        parsed.value,
        Problem(
            "D0311",
            "has its lines parted otherwise than a record parts them",
            "nothing to do; in a record a line ends with \\n",
            "info",
        ),
    )


def _wrong_type(field: FieldSpec) -> Parsed:
    wanted = _WANTED.get(field.kind, "a number" if field.kind in _NUMBER_KINDS else "text")
    return Parsed(problem=Problem("D0216", "has a value of the wrong type", f"give {wanted}"))


def _date(field: FieldSpec, raw: Any) -> Parsed | None:
    return parse(field, raw) if isinstance(raw, str) and _ISO_DATE.match(raw) else None


def _time(field: FieldSpec, raw: Any) -> Parsed | None:
    return parse(field, raw) if isinstance(raw, str) and _ISO_TIME.match(raw) else None


def _integer(field: FieldSpec, raw: Any) -> Parsed | None:
    return parse(field, raw) if isinstance(raw, int) and not isinstance(raw, bool) else None


def _code(field: FieldSpec, raw: Any) -> Parsed | None:
    if not isinstance(raw, str):
        return None
    if raw in {choice.code for choice in field.choices}:
        return Parsed(raw)
    codes = ", ".join(choice.code for choice in field.choices)
    return Parsed(problem=Problem("D0207", "is not one of the choices", f"give one of: {codes}"))


def _codes(field: FieldSpec, raw: Any) -> Parsed | None:
    if not isinstance(raw, list) or not all(isinstance(code, str) for code in raw):
        return None
    faults = [fault for code in raw if (parsed := _code(field, code)) and (fault := parsed.problem)]
    if faults:
        return Parsed(problem=faults[0])
    return Parsed(tuple(choice.code for choice in field.choices if choice.code in raw))


def _lines(_field: FieldSpec, raw: Any) -> Parsed | None:
    if not isinstance(raw, list) or not all(isinstance(line, str) for line in raw):
        return None
    lines = tuple(line for text in raw for line in clean(text).split("\n") if line.strip())
    return _noted(Parsed(lines or None), lines != tuple(filter(None, raw)))


def _image(_field: FieldSpec, raw: Any) -> Parsed | None:
    try:
        return Parsed(base64.b64decode(raw, validate=True)) if isinstance(raw, str) else None
    except (binascii.Error, ValueError):
        return None


_HANDLERS: dict[str, Callable[[FieldSpec, Any], Parsed | None]] = {
    "lines": _lines,
    "date": _date,
    "time": _time,
    "integer": _integer,
    "yes_no": lambda _, raw: Parsed(raw) if isinstance(raw, bool) else None,
    "choice": _code,
    "rating": _code,
    "multiple_choice": _codes,
    "image": _image,
}


def to_json(value: Value) -> Any:
    """The JSON of one leaf's value."""
    handler = _TO_JSON.get(type(value))
    return handler(value) if handler else value


def _number_json(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


_TO_JSON: dict[type, Callable[[Any], Any]] = {
    datetime.date: lambda v: v.isoformat(),
    datetime.time: lambda v: f"{v.hour:02d}:{v.minute:02d}",
    Decimal: _number_json,
    tuple: list,
    bytes: lambda v: base64.b64encode(v).decode("ascii"),
}
