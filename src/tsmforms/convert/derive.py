"""Values that are computed and printed, but never answered."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from tsmforms.convert.show import show_number
from tsmforms.keys import pattern
from tsmforms.model.answers import Value, Values
from tsmforms.model.spec import Derivation

_TENTH = Decimal("0.1")
WORDS_ONLY = frozenset({"weekday", "were"})
"""Functions that give words and no number."""


def derive(derivations: tuple[Derivation, ...], values: Values) -> dict[str, str]:
    """The words of each derived value; empty where a figure it needs is unanswered."""
    return _derived(derivations, values, {})


def computed(derivations: tuple[Derivation, ...], values: Values) -> dict[str, Decimal]:
    """Each derived value as a number; not there where a figure it needs is unanswered."""
    numbers: dict[str, Decimal] = {}
    _derived(derivations, values, numbers)
    return numbers


def _derived(derivations: tuple[Derivation, ...], values: Values, numbers: dict[str, Decimal]) -> dict[str, str]:
    out: dict[str, str] = {}
    for derivation in derivations:
        if derivation.function == "weekday":
            day = values.get(derivation.fields[0])
            out[derivation.name] = f"{day:%A}" if isinstance(day, datetime.date) else ""
            continue
        if derivation.function in _TOTALS:
            numbers[derivation.name] = added = _total(derivation.fields[0], values)
            out[derivation.name] = _TOTALS[derivation.function](added)
            continue
        figures = [_figure(values.get(path), numbers.get(path)) for path in derivation.fields]
        known = [figure for figure in figures if figure is not None]
        if len(known) < len(figures):
            out[derivation.name] = ""
            continue
        out[derivation.name] = _FUNCTIONS[derivation.function](known, derivation.name, numbers)
    return out


def _total(column: str, values: Values) -> Decimal:
    """The figures of a column (`costs[].amount`) in all its rows, added up."""
    prefix = f"{column.partition('[]')[0]}."
    found = (value for path, value in values.items() if path.startswith(prefix) and pattern(path) == column)
    return sum((figure for value in found if (figure := _figure(value, None)) is not None), Decimal(0))


def _figure(value: Value | None, derived: Decimal | None) -> Decimal | None:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    return derived


def _percent(figures: list[Decimal], name: str, numbers: dict[str, Decimal]) -> str:
    part, whole = figures
    if whole == 0:
        return "no possible sessions"
    numbers[name] = (part * 100 / whole).quantize(_TENTH, ROUND_HALF_UP)
    return show_number(numbers[name]) + "%"


def _days(figures: list[Decimal], name: str, numbers: dict[str, Decimal]) -> str:
    numbers[name] = figures[0] / 2
    return show_number(numbers[name])


def _school_days(figures: list[Decimal], name: str, numbers: dict[str, Decimal]) -> str:
    """Half-days as days in words: "six school days", "half a school day", "12.5 school days"."""
    numbers[name] = days = figures[0] / 2
    if days == Decimal("0.5"):
        return "half a school day"
    said = _IN_WORDS.get(days) or show_number(days)
    return f"{said} school day{'' if days == 1 else 's'}"


def _were(figures: list[Decimal], _name: str, _numbers: dict[str, Decimal]) -> str:
    return "was" if figures[0] == 1 else "were"


def _sum(figures: list[Decimal], name: str, numbers: dict[str, Decimal]) -> str:
    numbers[name] = sum(figures, Decimal(0))
    return show_number(numbers[name])


_TOTALS: Mapping[str, Callable[[Decimal], str]] = {"total": show_number, "total_money": lambda added: f"£{added:,.2f}"}
_IN_WORDS: Mapping[Decimal | int, str] = dict(
    enumerate(("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
)
_FUNCTIONS: Mapping[str, Callable[[list[Decimal], str, dict[str, Decimal]], str]] = {
    "percent": _percent,
    "days": _days,
    "school_days": _school_days,
    "were": _were,
    "sum": _sum,
}
