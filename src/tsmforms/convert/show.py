"""What a document prints for a value."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tsmforms.model.answers import Value
from tsmforms.model.kinds import RATINGS
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
_RATING_LABELS = dict(RATINGS)


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


def _show_choice(field: FieldSpec, value: Any) -> str:
    return next((c.label for c in field.choices if c.code == value), str(value))


def _show_money(_: FieldSpec, value: Any) -> str:
    pounds = value if isinstance(value, int) else value.normalize()
    return f"£{pounds:,.2f}" if pounds != int(pounds) else f"£{int(pounds):,}"


_SHOW: dict[str, Callable[[FieldSpec, Any], str]] = {
    "date": lambda _, v: show_date(v),
    "time": lambda _, v: f"{v.hour:02d}:{v.minute:02d}",
    "integer": lambda _, v: str(v),
    "decimal": lambda _, v: show_number(v),
    "percentage": lambda _, v: show_number(v) + "%",
    "money": _show_money,
    "yes_no": lambda _, v: "Yes" if v else "No",
    "choice": _show_choice,
    "multiple_choice": lambda f, v: "; ".join(_show_choice(f, code) for code in v),
    "rating": lambda _, v: _RATING_LABELS[v],
    "lines": lambda _, v: "\n".join(v),
    "image": lambda _, _v: "",
}


def show(field: FieldSpec, value: Value, long_dates: bool = False) -> str:
    """The text a document prints for this value. `long_dates` spells the month, as letters do."""
    if long_dates and field.kind == "date":
        assert isinstance(value, datetime.date)
        return show_date(value, long=True)
    handler = _SHOW.get(field.kind)
    return handler(field, value) if handler else str(value)


def placeholder(field: FieldSpec, letter: bool = False) -> str:
    """What stands in an empty box: a gap to write in, a prompt, or the label in brackets in a letter's specimen."""
    if letter:
        return f"[{field.label}]"
    if field.box == "dropdown":
        return "Choose"
    return _BLANK
