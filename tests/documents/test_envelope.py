"""The JSON of a record: what is one and what is not."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

import tsmforms
from tsmforms.diagnostics import ReadError
from tsmforms.documents.envelope import envelope_json, read_envelope


@pytest.mark.parametrize("id", tsmforms.forms())
def test_an_example_is_a_record(id: str) -> None:
    record = tsmforms.form(id).example(1)
    found = read_envelope(json.dumps(record))
    assert (found.form, found.edition, found.record_id) == (id, record["edition"], record["record_id"])
    assert json.loads(json.dumps(found.answers, default=float)) == record["answers"]


def test_edition_record_id_and_answers_may_be_absent() -> None:
    found = read_envelope('{"form": "sam_minutes"}')
    assert (found.edition, found.record_id, found.answers) == (None, None, {})


def test_numbers_keep_every_digit() -> None:
    assert read_envelope('{"form": "x", "answers": {"n": 87.10}}').answers["n"] == Decimal("87.10")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ("{}", '"form"'),
        ('{"form": 1}', '"form" is not text'),
        ('{"form": "x", "answers": []}', '"answers"'),
        ('{"form": "x", "answer": {}}', "a key that records do not have"),
        ('{"form": "x", "form": "y"}', 'the key "form" is there twice'),
        ('{"form": "x", "answers": {"a": 1, "a": 2}}', "a key is there twice"),
        ('{"form": "x", "answers": {"a": NaN}}', "NaN"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_is_no_record_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(ReadError, match="not a record") as caught:
        read_envelope(text)
    assert caught.value.code == "D0911"
    assert words in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        '{"form": "x", "Jo Bloggs-Example": 1}',
        '{"form": "x", "answers": {"Jo Bloggs-Example": 1, "Jo Bloggs-Example": 2}}',
    ],
)
def test_a_key_that_somebody_typed_stands_in_no_message(text: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_envelope(text)
    assert "Bloggs" not in f"{caught.value.message} {caught.value.hint}"


def test_the_keys_stand_in_their_order() -> None:
    assert list(envelope_json("x", "2025-09", None, {})) == ["form", "edition", "record_id", "answers"]
