"""Numbers of each kind at their limits: none is rounded, cut or taken for another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tsmforms.kinds.numbers import DECIMAL, INTEGER, MONEY, PERCENTAGE
from tsmforms.model import FieldSpec, Kind


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (INTEGER, "1,204", 1204),
        (INTEGER, "12.0", 12),
        (INTEGER, "12.5", None),
        (DECIMAL, "12.50", Decimal("12.50")),
        (PERCENTAGE, "92.5 %", Decimal("92.5")),
        (PERCENTAGE, "92.5 per cent.", Decimal("92.5")),
        (PERCENTAGE, "100", Decimal(100)),
        (PERCENTAGE, "100.1%", None),
        (PERCENTAGE, "-1%", None),
        (MONEY, "£ 12.50", Decimal("12.50")),
        (MONEY, "12.505", None),
        (MONEY, "-1", None),
        (MONEY, "$5", None),
    ],
)
def test_a_number_is_taken_as_written_or_not_at_all(kind: Kind, text: str, value: object) -> None:
    assert kind.parse(FieldSpec("n", "N", kind), text).value == value


@pytest.mark.parametrize(("number", "fits"), [("2", False), ("3", True), ("5", True), ("6", False)])
def test_both_limits_of_a_field_may_be_reached(number: str, fits: bool) -> None:
    parsed = INTEGER.parse(FieldSpec("n", "N", INTEGER, minimum=3, maximum=5), number)
    assert (parsed.value is not None) is fits
    assert fits or (parsed.problem is not None and parsed.problem.code == "D0217")


@pytest.mark.parametrize(
    ("text", "doubtful"), [("0.92", True), ("0.92%", False), ("1", False), ("0", False), (0.92, False)]
)
def test_a_share_without_its_sign_below_one_is_doubtful(text: str | float, doubtful: bool) -> None:
    problem = PERCENTAGE.parse(FieldSpec("p", "P", PERCENTAGE), text).problem
    assert (problem is not None and problem.code == "D0221") is doubtful


@pytest.mark.parametrize(
    ("amount", "shown"), [("160", "£160"), ("12.5", "£12.50"), ("1200.00", "£1,200"), ("0.05", "£0.05")]
)
def test_pounds_are_shown_with_pence_only_where_there_are_some(amount: str, shown: str) -> None:
    assert MONEY.show(FieldSpec("m", "M", MONEY), Decimal(amount)) == shown


def test_a_record_has_numbers_and_neither_text_nor_true() -> None:
    for kind in (INTEGER, DECIMAL, PERCENTAGE, MONEY):
        field = FieldSpec("n", "N", kind)
        assert kind.from_json is not None
        assert [kind.from_json(field, raw) for raw in ("12", True)] == [None, None]
    assert INTEGER.from_json is not None
    assert INTEGER.from_json(FieldSpec("n", "N", INTEGER), 12.0) is None
