"""One leaf's JSON to its value and back. Strict: JSON types must fit, nothing is coerced."""

from __future__ import annotations

import base64
import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from tsmforms.convert.text import clean, parse, visible
from tsmforms.diagnostics import worded
from tsmforms.model.answers import Value
from tsmforms.model.parsed import Parsed, Problem, unread
from tsmforms.model.spec import FieldSpec

_UNHOLDABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
"""Characters that no document holds: a record with one is refused when it is written (D0301), not changed."""


def is_empty(raw: Any) -> bool:
    """Whether this is no answer: null, empty text, an empty list or object."""
    return raw is None or (isinstance(raw, str | list | tuple | Mapping) and not raw)


def from_json(field: FieldSpec, raw: Any) -> Parsed:
    """The value of one leaf's JSON. Null, empty text and empty lists are unanswered."""
    if is_empty(raw):
        return Parsed()
    kind = field.kind
    return kind.from_json(field, raw) or unread("D0216", worded("D0216", "kind"), f"give {kind.json}")


def text_from_json(field: FieldSpec, raw: Any) -> Parsed | None:
    """A text, read as if it were typed."""
    if not isinstance(raw, str):
        return None
    seen = raw if _UNHOLDABLE.search(raw) else visible(raw)
    return noted(parse(field, seen), clean(raw) != raw, seen != clean(raw))


def noted(parsed: Parsed, changed: bool, unseen: bool = False) -> Parsed:
    """With a note where line breaks were put into the record's own form, or characters nobody sees were removed."""
    if not (changed or unseen) or parsed.problem is not None or parsed.value is None:
        return parsed
    if unseen:
        return Parsed(
            parsed.value,
            Problem("D0225", worded("D0225", "value"), "nothing to do", "info"),
        )
    return Parsed(
        parsed.value,
        Problem(
            "D0311",
            worded("D0311"),
            "nothing to do; in a record a line ends with \\n",
            "info",
        ),
    )


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
