"""The record's JSON: types must fit, nothing is coerced."""

from __future__ import annotations

import base64
import datetime
from decimal import Decimal
from typing import Any

import pytest

from tsmforms.convert import Parsed, from_json, to_json
from tsmforms.kinds import KINDS
from tsmforms.model import Choice, FieldSpec
from tsmforms.model.answers import Value

CHOICES = (Choice("a", "First"), Choice("b", "Second"))
RATINGS = (Choice("red", "Red"), Choice("amber", "Amber"), Choice("green", "Green"))


def field(kind: str) -> FieldSpec:
    return FieldSpec("question", "Question", KINDS[kind], choices=RATINGS if kind == "rating" else CHOICES)


BARS = KINDS["image"].nth(field("image"), 5)
assert isinstance(BARS, bytes)

GOOD: list[tuple[str, Any, Value]] = [
    ("text", " kept ", " kept "),
    ("long_text", "a\nb", "a\nb"),
    ("lines", ["1 Sample Road", "Exampleton"], ("1 Sample Road", "Exampleton")),
    ("date", "2026-09-14", datetime.date(2026, 9, 14)),
    ("time", "08:50", datetime.time(8, 50)),
    ("integer", 12, 12),
    ("decimal", 1.5, Decimal("1.5")),
    ("percentage", 100, Decimal(100)),
    ("money", 12.5, Decimal("12.5")),
    ("yes_no", False, False),
    ("choice", "b", "b"),
    ("multiple_choice", ["a", "b"], ("a", "b")),
    ("rating", "amber", "amber"),
    ("attendance_code", "C2", "C2"),
    ("postcode", "ZZ99 3WZ", "ZZ99 3WZ"),
    ("upn", "B801200005001", "B801200005001"),
    ("urn", "100001", "100001"),
    ("phone", "01632 960123", "01632 960123"),
    ("email", "a@school.example", "a@school.example"),
    ("image", base64.b64encode(BARS).decode(), BARS),
]


def test_every_kind_is_tried() -> None:
    assert {kind for kind, _, _ in GOOD} == set(KINDS)


@pytest.mark.parametrize(("kind", "raw", "value"), GOOD)
def test_a_value_of_each_kind_comes_and_goes_back(kind: str, raw: Any, value: Value) -> None:
    assert from_json(field(kind), raw) == Parsed(value)
    assert to_json(value) == raw
    assert type(to_json(value)) is type(raw)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_nothing_is_unanswered(kind: str, empty: Any) -> None:
    assert from_json(field(kind), empty) == Parsed()


BAD: list[tuple[str, Any]] = [
    ("text", 1),
    ("text", True),
    ("text", ["a"]),
    ("lines", "a"),
    ("lines", [1]),
    ("date", "14/09/2026"),
    ("date", "2026-W01-1"),
    ("date", "20260914"),
    ("date", 20260914),
    ("time", "T0850"),
    ("time", "8:50"),
    ("time", "08:50:00"),
    ("integer", "12"),
    ("integer", 12.0),
    ("integer", True),
    ("decimal", "1.5"),
    ("decimal", True),
    ("yes_no", "yes"),
    ("yes_no", 1),
    ("yes_no", 0),
    ("choice", 1),
    ("multiple_choice", "a"),
    ("multiple_choice", [1]),
    ("rating", 1),
    ("image", "not base64!"),
    ("image", 1),
    ("upn", 1),
    ("text", {"a": 1}),
    ("lines", {"a": 1}),
]


@pytest.mark.parametrize(("kind", "raw"), BAD)
def test_a_value_of_the_wrong_type_is_a_fault(kind: str, raw: Any) -> None:
    parsed = from_json(field(kind), raw)
    assert parsed.value is None
    assert parsed.problem is not None
    assert parsed.problem.code == "D0216"


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        ("date", "2026-02-30", "D0201"),
        ("time", "25:00", "D0202"),
        ("choice", "First", "D0207"),
        ("multiple_choice", ["a", "z"], "D0207"),
        ("rating", "Red", "D0207"),
        ("percentage", 100.1, "D0205"),
        ("decimal", float("nan"), "D0204"),
        ("decimal", 1e300, "D0204"),
        ("money", 1.005, "D0213"),
        ("integer", 10**30, "D0203"),
        ("postcode", "nowhere", "D0208"),
    ],
)
def test_a_value_not_of_its_kind_is_a_fault_of_that_kind(kind: str, raw: Any, code: str) -> None:
    parsed = from_json(field(kind), raw)
    assert parsed.value is None
    assert parsed.problem is not None
    assert parsed.problem.code == code


def test_several_choices_lose_their_repeats_and_come_in_the_forms_order() -> None:
    assert from_json(field("multiple_choice"), ["b", "a", "b"]).value == ("a", "b")


@pytest.mark.parametrize(("kind", "raw", "said"), [("date", "2026-02-30", "YYYY-MM-DD"), ("time", "25:00", "HH:MM")])
def test_what_to_do_about_a_date_of_a_record_is_said_in_the_form_of_records(kind: str, raw: str, said: str) -> None:
    problem = from_json(field(kind), raw).problem
    assert problem is not None
    assert said in problem.help
    assert "day first" not in problem.help
