"""Computed words, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tsmforms.convert.derive import computed, derive
from tsmforms.model.spec import Derivation

FIGURES: dict[str, Any] = {
    "attended": 2,
    "possible": 3,
    "nothing": 0,
    "one": 1,
    "day": date(2026, 4, 3),
    "ticked": True,
}


@pytest.mark.parametrize(
    ("function", "fields", "words"),
    [
        ("percent", ("attended", "possible"), "66.7%"),
        ("percent", ("possible", "possible"), "100%"),
        ("percent", ("attended", "nothing"), "no possible sessions"),
        ("percent", ("attended", "unanswered"), ""),
        ("sum", ("attended", "ticked"), ""),
        ("days", ("possible",), "1.5"),
        ("school_days", ("one",), "half a school day"),
        ("school_days", ("attended",), "one school day"),
        ("school_days", ("possible",), "1.5 school days"),
        ("school_days", ("nothing",), "no school days"),
        ("were", ("one",), "was"),
        ("were", ("nothing",), "were"),
        ("weekday", ("day",), "Friday"),
        ("weekday", ("attended",), ""),
    ],
)
def test_a_computed_value_is_said_in_words(function: str, fields: tuple[str, ...], words: str) -> None:
    assert derive((Derivation("made", function, fields),), FIGURES) == {"made": words}


def test_a_computed_value_may_be_made_of_another_and_a_rounded_one_is_taken_rounded() -> None:
    made = (Derivation("all", "sum", ("attended", "one")), Derivation("share", "percent", ("one", "all")))
    assert computed(made, FIGURES) == {"all": Decimal(3), "share": Decimal("33.3")}


def test_a_total_takes_its_own_column_and_not_one_of_a_group_with_the_same_name() -> None:
    rows: dict[str, Any] = {
        "costs.0.amount": Decimal("1200.50"),
        "costs.2.amount": Decimal(3),
        "costs.2.travel.amount": Decimal(100),
        "costs_more.0.amount": Decimal(100),
        "costs.3.what": "bus",
    }
    totals = (Derivation("t", "total", ("costs[].amount",)), Derivation("m", "total_money", ("costs[].amount",)))
    assert derive(totals, rows) == {"t": "1203.5", "m": "£1,203.50"}
