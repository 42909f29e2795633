"""What a document shows reads back as the same value, for every kind and both styles of date."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsmforms.codes import CODES_2024
from tsmforms.convert import from_json, parse, show, to_json
from tsmforms.kinds import KINDS
from tsmforms.model import Choice, FieldSpec

CHOICES = (
    Choice("a", "First thing"),
    Choice("b", "Second; and third"),
    Choice("c", "Second"),
    Choice("d", "None", ("first",)),
)
RATINGS = (Choice("red", "Red"), Choice("amber", "Amber"), Choice("green", "Green"))
UPNS = ("B801200005001", "R373400024001", "E926400126017", "M80120000500A", "N92640012601X")

characters = st.characters(exclude_categories=["Cs", "Cc"])
words = st.text(characters, min_size=1).filter(lambda text: bool(text.strip()) and len(text.splitlines()) == 1)
texts = st.lists(words, min_size=1).map("\n".join)


def numbers(places: int, least: int, most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(least * 10**places, most * 10**places).map(lambda n: Decimal(n).scaleb(-places))


VALUES = {
    "text": words,
    "long_text": texts,
    "lines": st.lists(words, min_size=1).map(tuple),
    "date": st.dates(),
    "time": st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    "integer": st.integers(-(10**15) + 1, 10**15 - 1),
    "decimal": st.integers(0, 6).flatmap(lambda places: numbers(places, -(10**8), 10**8)),
    "percentage": st.integers(0, 3).flatmap(lambda places: numbers(places, 0, 100)),
    "money": numbers(2, 0, 10**6),
    "yes_no": st.booleans(),
    "choice": st.sampled_from([c.code for c in CHOICES]),
    "multiple_choice": st.sets(st.sampled_from([c.code for c in CHOICES]), min_size=1).map(lambda s: tuple(sorted(s))),
    "rating": st.sampled_from(["red", "amber", "green"]),
    "attendance_code": st.sampled_from(sorted(CODES_2024)),
    "postcode": st.sampled_from(["ZZ99 3WZ", "GIR 0AA", "SW1A 1AA", "M1 1AE"]),
    "upn": st.sampled_from(UPNS),
    "urn": st.integers(100000, 999999).map(str),
    "phone": st.sampled_from(["01632 960123", "+44 1632 960123 ext 5"]),
    "email": st.sampled_from(["office@school.example", "o'brien@ysgol.example"]),
    "image": st.integers(0, 3000).map(lambda n: KINDS["image"].nth(FieldSpec("x", "X", KINDS["image"]), n)),
}


def field(kind: str) -> FieldSpec:
    return FieldSpec("question", "Question", KINDS[kind], choices=RATINGS if kind == "rating" else CHOICES)


def test_every_kind_has_values() -> None:
    assert set(VALUES) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"image"}))
@given(data=st.data())
def test_what_is_shown_reads_back_the_same(kind: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    for long_dates in (False, True):
        assert parse(field(kind), show(field(kind), value, long_dates)).value == value
        assert parse(field(kind), show(field(kind), value, long_dates)).problem is None


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(data=st.data())
def test_json_text_reads_back_the_same(kind: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    parsed = from_json(field(kind), json.loads(json.dumps(to_json(value))))
    assert (parsed.value, parsed.problem) == (value, None)


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(
    raw=st.one_of(
        st.text(),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.decimals(),
        st.dates(),
        st.datetimes(),
        st.times(),
        st.from_regex(r"[0-9/.,:;£% apm-]{1,14}", fullmatch=True),
    )
)
def test_whatever_stands_in_a_box_gives_a_value_or_a_fault_and_never_raises(kind: str, raw: object) -> None:
    parsed = parse(field(kind), raw)  # type: ignore[arg-type]
    if parsed.problem is not None and parsed.problem.severity == "error":
        assert parsed.value is None
    if parsed.value is not None and kind != "image":
        assert parse(field(kind), show(field(kind), parsed.value)).value == parsed.value


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    )
)
def test_any_json_gives_a_value_or_a_fault_and_never_raises(raw: object) -> None:
    for kind in KINDS:
        parsed = from_json(field(kind), raw)
        assert parsed.problem is None or parsed.value is None or parsed.problem.severity == "info"


@given(st.dates(datetime.date(1970, 1, 1), datetime.date(2069, 12, 31)))
def test_a_date_is_never_read_month_first(day: datetime.date) -> None:
    american = f"{day.month}/{day.day}/{day.year}"
    value = parse(field("date"), american).value
    assert value is None or value == datetime.date(day.year, day.day, day.month)
