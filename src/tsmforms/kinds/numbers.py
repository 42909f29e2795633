"""Numbers: counts, measures, shares of a hundred, amounts in pounds."""

from __future__ import annotations

import random
import re
from decimal import Decimal

from tsmforms.convert.numbers import decimal_of
from tsmforms.convert.show import show_number
from tsmforms.convert.text import closed_up, parse
from tsmforms.diagnostics import worded
from tsmforms.model.answers import Known, Primitive
from tsmforms.model.kinds import Entry, Kind
from tsmforms.model.parsed import Parsed, Problem, unread
from tsmforms.model.spec import FieldSpec

_PER_CENT = re.compile(r"\s*(?:%|per\s?cent)\.?\Z", re.IGNORECASE)
_SPAN = (1, 40)
_PERCENT_SPAN = (Decimal(52), Decimal("89.9"))
"""Those of one pupil."""
_HINTS = frozenset({"from", "to", "share"})


def _outside(field: FieldSpec, number: Decimal) -> Parsed | None:
    low, high = field.minimum, field.maximum
    if low is not None and number < low:
        return unread("D0217", worded("D0217", "less", low=low), f"enter a number from {low}")
    if high is not None and number > high:
        return unread("D0217", worded("D0217", "more", high=high), f"enter a number up to {high}")
    return None


def _from_json(field: FieldSpec, raw: Known) -> Parsed | None:
    fits = isinstance(raw, int | float | Decimal) and not isinstance(raw, bool)
    return parse(field, raw) if fits else None


def _span(field: FieldSpec) -> tuple[int, int]:
    """Where invented figures lie: where the spec's hint says, moved inside the field's own limits."""
    hint, least, most = field.hint, field.minimum, field.maximum
    low, high = _SPAN if hint.low is None or hint.high is None else (int(hint.low), int(hint.high))
    if least is not None and low < least:
        low, high = least, max(high, least + 20)
    if most is not None and high > most:
        low, high = min(low, most), most
    return low, max(low, high)


# --- integer


def _integer(field: FieldSpec, raw: Primitive) -> Parsed:
    number = decimal_of(raw)
    if number is None or number != number.to_integral_value():
        return unread("D0203", worded("D0203"), "enter a whole number, in figures")
    return _outside(field, number) or Parsed(int(number))


INTEGER = Kind(
    name="integer",
    meaning="a whole number",
    type=int,
    widget="number",
    entry=Entry("whole", "Enter a whole number{limits}.", column=11.0),
    parse=_integer,
    from_json=lambda field, raw: parse(field, raw) if isinstance(raw, int) and not isinstance(raw, bool) else None,
    json="a whole number",
    sample=lambda field, rng: rng.randint(*_span(field)),
    hints=_HINTS | {"count"},
    nth=lambda field, n: (field.minimum or 0) + 10 + n,
    unit="whole numbers",
)


# --- decimal


def _decimal(field: FieldSpec, raw: Primitive) -> Parsed:
    number = decimal_of(raw)
    if number is None:
        return unread("D0204", worded("D0204"), "enter a number, in figures")
    return _outside(field, number) or Parsed(number)


def _sample_decimal(field: FieldSpec, rng: random.Random) -> Decimal:
    low, high = _span(field)
    return Decimal(rng.randint(low * 10, high * 10)) / 10


DECIMAL = Kind(
    name="decimal",
    meaning="a number",
    type=Decimal,
    widget="number",
    entry=Entry("number", "Enter a number{limits}.", column=11.0),
    parse=_decimal,
    show=lambda _, value: show_number(value),
    from_json=_from_json,
    json="a number",
    sample=_sample_decimal,
    hints=_HINTS,
    nth=lambda field, n: Decimal((field.minimum or 0) + 10 + n),
)


# --- percentage


def _percentage(field: FieldSpec, raw: Primitive) -> Parsed:
    text = _PER_CENT.sub("", closed_up(raw)) if isinstance(raw, str) else raw
    number = decimal_of(text)
    if number is None or not 0 <= number <= 100:
        return unread("D0205", worded("D0205"), "enter a percentage, for example 87.5%")
    return _outside(field, number) or Parsed(number, _share_of_one(raw, number))


def _share_of_one(raw: Primitive, number: Decimal) -> Problem | None:
    """What is to be said of 0.92 without its sign: it stands as it is, and may have been meant as 92%."""
    if not isinstance(raw, str) or _PER_CENT.search(closed_up(raw)) or not 0 < number < 1:
        return None
    return Problem(
        "D0221",
        worded("D0221", "no_sign"),
        "write it with its sign, for example 0.9% or 90%",
        "warning",
    )


def _sample_percentage(field: FieldSpec, rng: random.Random) -> Decimal:
    hint = field.hint
    low, high = _PERCENT_SPAN if hint.low is None or hint.high is None else (hint.low, hint.high)
    return Decimal(rng.randint(int(10 * low), int(10 * high))) / 10


PERCENTAGE = Kind(
    name="percentage",
    meaning="a percentage, 0 to 100",
    type=Decimal,
    widget="number",
    entry=Entry("share", "Enter a percentage from 0% to 100%, for example 87.5%.", least=0, most=100, column=11.0),
    parse=_percentage,
    show=lambda _, value: show_number(value) + "%",
    from_json=_from_json,
    json="a number",
    sample=_sample_percentage,
    hints=_HINTS,
    nth=lambda _, n: Decimal(50 + n),
    unit="percentage points",
)


# --- money


def _money(field: FieldSpec, raw: Primitive) -> Parsed:
    text = raw.strip().removeprefix("£").lstrip() if isinstance(raw, str) else raw
    number = decimal_of(text)
    if number is None or number < 0 or number != round(number, 2):
        return unread("D0213", worded("D0213"), "enter an amount such as £160 or £12.50")
    return _outside(field, number) or Parsed(number)


def _show_money(_: FieldSpec, value: Known) -> str:
    pounds = value if isinstance(value, int) else value.normalize()
    return f"£{pounds:,.2f}" if pounds != int(pounds) else f"£{int(pounds):,}"


MONEY = Kind(
    name="money",
    meaning="an amount in pounds",
    type=Decimal,
    widget="number",
    entry=Entry("money", "Enter an amount in pounds, for example 12.50.", least=0, column=11.0),
    parse=_money,
    show=_show_money,
    from_json=_from_json,
    json="a number",
    sample=lambda _, rng: Decimal(rng.choice(("80", "160", "2.50", "12.75", "4"))),
    nth=lambda _, n: Decimal(80 + n),
    unit="pounds",
)
