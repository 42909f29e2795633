"""Each kind of field is one object that keeps its word: what it invents it reads, what it calls good it takes."""

from __future__ import annotations

import copy
import itertools
import json
import pickle
import random

import pytest

from tsmforms.convert import from_json, parse, show, to_json
from tsmforms.kinds import COMPOSITES, GROUP, IMAGE, INTEGER, KINDS, PICTURE, TEXT
from tsmforms.model import Choice, FieldSpec, Kind, entry_of

LEAVES = [kind for kind in KINDS.values() if kind is not IMAGE]
CHOICES = (Choice("a", "First"), Choice("b", "Second"), Choice("c", "Third"))


def field(kind: Kind) -> FieldSpec:
    return FieldSpec("question", "Question", kind, choices=kind.choices or CHOICES, max_length=kind.max_length)


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.name)
def test_what_a_kind_invents_it_reads_prints_and_keeps(kind: Kind) -> None:
    for seed in range(20):
        value = kind.sample(field(kind), random.Random(seed))
        assert value == kind.sample(field(kind), random.Random(seed))
        assert parse(field(kind), show(field(kind), value)).value == value
        assert from_json(field(kind), json.loads(json.dumps(to_json(value)))).value == value


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.name)
def test_its_numbered_answers_are_read_and_ascend_where_there_is_an_order(kind: Kind) -> None:
    values = [kind.nth(field(kind), n) for n in range(6)]
    assert all(parse(field(kind), show(field(kind), value)).value == value for value in values)
    assert values[0] != values[1]
    if kind.is_ordered:
        assert all(first < second for first, second in itertools.pairwise(values))  # type: ignore[operator]


@pytest.mark.parametrize("kind", [kind for kind in LEAVES if kind.called], ids=lambda kind: kind.name)
def test_good_texts_are_read_and_bad_ones_are_not(kind: Kind) -> None:
    assert kind.good
    assert kind.bad
    assert all(parse(field(kind), text).problem is None for text in kind.good)
    assert all(parse(field(kind), text).value is None for text in kind.bad)


@pytest.mark.parametrize("kind", [*KINDS.values(), *COMPOSITES.values(), GROUP], ids=repr)
def test_a_kind_is_pickled_and_copied_as_itself(kind: Kind) -> None:
    assert pickle.loads(pickle.dumps(kind)) is kind
    assert copy.deepcopy(kind) is kind
    assert len(pickle.dumps(kind)) < 100


def test_a_picture_and_its_bytes_have_one_name_and_stay_apart() -> None:
    assert IMAGE.name == PICTURE.name
    assert IMAGE is not PICTURE


def test_a_kind_of_several_boxes_has_no_answer_of_its_own() -> None:
    with pytest.raises(TypeError):
        parse(FieldSpec("x", "X", COMPOSITES["person"], "group"), "Jo")


@pytest.mark.parametrize(
    ("least", "most", "hint"),
    [
        (None, None, "Enter a whole number."),
        (1, None, "Enter a whole number of 1 or more."),
        (None, 9, "Enter a whole number of 9 or less."),
        (1, 9, "Enter a whole number from 1 to 9."),
    ],
)
def test_what_may_be_entered_has_the_limits_of_the_field(least: int | None, most: int | None, hint: str) -> None:
    entry = entry_of(FieldSpec("x", "X", INTEGER, minimum=least, maximum=most))
    assert (entry.least, entry.most, entry.hint) == (least, most, hint)
    assert entry_of(FieldSpec("x", "X", TEXT, max_length=40)).hint == "Write 40 characters at most."
