"""The schema of a record: an independent reader takes every example and refuses what does not fit."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import tsmforms
from tests.specs.small import FORM, spec_of, with_line
from tests.support.everyday import EVERYDAY, in_turn
from tsmforms.specs.records import record_classes
from tsmforms.specs.schema import record_schema

FORMS = tsmforms.forms()


def errors(schema: dict[str, Any], record: Any) -> list[str]:
    return errors_by(Draft202012Validator(schema, format_checker=FormatChecker()), record)


def errors_by(validator: Draft202012Validator, record: Any) -> list[str]:
    return ["/".join(map(str, error.path)) for error in validator.iter_errors(record)]


@pytest.mark.parametrize("id", in_turn(FORMS, 4))
def test_the_schema_is_one_and_takes_every_example(id: str) -> None:
    form = tsmforms.form(id)
    schema = form.schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for seed in range(25 if not EVERYDAY else 5):
        assert errors(schema, form.example(seed)) == []


@pytest.mark.parametrize("id", in_turn(FORMS, 4))
def test_an_unanswered_record_fits(id: str) -> None:
    assert errors(tsmforms.form(id).schema(), {"form": id, "answers": {}}) == []
    assert errors(tsmforms.form(id).schema(), {"form": id, "record_id": None, "answers": {}}) == []


@pytest.mark.parametrize("id", in_turn(FORMS, 4))
def test_titles_are_the_labels_as_printed(id: str) -> None:
    form = tsmforms.form(id)
    for field in form.spec.fields:
        assert form.schema()["properties"]["answers"]["properties"][field.key]["title"] == field.label


def test_the_description_is_the_help() -> None:
    answers = tsmforms.form("sam_minutes").schema()["properties"]["answers"]["properties"]
    assert answers["present"]["description"] == "Full names and roles of everyone at the meeting."
    assert "description" not in answers["services_involved"]


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(node, dict | list) and node:
        for key, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from leaves(child, (*path, key))
    else:
        yield path


@pytest.mark.parametrize("id", in_turn(FORMS, 4))
def test_no_answer_may_have_another_type(id: str) -> None:
    form = tsmforms.form(id)
    record = form.example(1)
    validator = Draft202012Validator(form.schema(), format_checker=FormatChecker())
    for path in leaves(record["answers"]):
        wrong = copy.deepcopy(record)
        node = wrong["answers"]
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = [["not", "that"]]
        assert errors_by(validator, wrong), path


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": "rag_audit", "answers": {}},
        {"form": "sam_minutes", "edition": "1999-01", "answers": {}},
        {"form": "sam_minutes"},
        {"form": "sam_minutes", "answers": {}, "more": 1},
        {"form": "sam_minutes", "answers": {"no_such_question": "x"}},
        {"form": "sam_minutes", "answers": {"pupil": {"sen_code": "Z"}}},
        {"form": "sam_minutes", "answers": {"pupil": {"date_of_birth": "14/01/2015"}}},
        {"form": "sam_minutes", "answers": {"pupil": {"date_of_birth": "2015-02-30"}}},
        {"form": "sam_minutes", "answers": {"attendance": {"percent": 101}}},
        {"form": "sam_minutes", "answers": {"attendance": {"percent": "90"}}},
        {"form": "sam_minutes", "answers": {"targets": [{"target": "x"}] * 5}},
        {"form": "sam_minutes", "answers": {"targets": [{"goal": "x"}]}},
        {"form": "sam_minutes", "answers": {"pupil": {"name": "x" * 121}}},
        {"form": "sam_minutes", "answers": {"parent_signature": {"signed": "yes"}}},
        {"form": "sam_minutes", "answers": {"discussion": {"sport": {"worried": "x"}}}},
    ],
)
def test_what_does_not_fit_is_refused(wrong: dict[str, Any]) -> None:
    assert errors(tsmforms.form("sam_minutes").schema(), wrong)


def test_rules_become_keywords_where_one_exists(tmp_path: Path) -> None:
    text = with_line(
        "rules:\n",
        "rules:\n"
        "  - {id: A, predicate: range, on: age, at_least: 4, at_most: 19, message: Age, "
        "source: {document: o}}\n"
        "  - {id: B, predicate: count_between, on: steps, at_least: 2, at_most: 3, message: Steps, "
        "source: {document: o}}\n"
        "  - {id: C, predicate: range, on: age, at_least: 5, severity: warning, message: Young, "
        "source: {document: o}}\n",
    )
    text = text.replace("layout:\n", "  age: {label: Age, type: integer}\nlayout:\n  - grid: [[age]]\n", 1)
    answers = record_schema(spec_of(tmp_path, text))["properties"]["answers"]["properties"]
    assert (answers["age"]["minimum"], answers["age"]["maximum"]) == (4, 19)
    assert answers["steps"]["allOf"] == [{"minItems": 2, "maxItems": 3}]


def test_a_list_s_own_limit_stands_without_a_rule(tmp_path: Path) -> None:
    answers = record_schema(spec_of(tmp_path, FORM))["properties"]["answers"]["properties"]
    assert answers["steps"]["allOf"] == [{"maxItems": 5}]
    assert answers["reason"] == {"title": "Reason", "enum": ["illness", "other"]}


@pytest.mark.parametrize("id", in_turn(FORMS, 4))
def test_definitions_are_named_as_the_classes_are(id: str) -> None:
    form = tsmforms.form(id)
    named = {made.__name__ for made in record_classes(form.spec.record_shape).values()} - {form.record_type.__name__}
    assert set(form.schema()["$defs"]) == named


def keys_beside(node: Any, key: str) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if key in node:
            yield node
        for child in node.values():
            yield from keys_beside(child, key)
    elif isinstance(node, list):
        for child in node:
            yield from keys_beside(child, key)


@pytest.mark.parametrize("id", in_turn(FORMS, 4))
def test_without_titles_types_are_named_by_keys_and_labels_are_still_told(id: str) -> None:
    form = tsmforms.form(id)
    schema = form.schema(titles=False)
    for seed in range(3):
        assert errors(schema, form.example(seed)) == []
    name = form.record_type.__name__
    assert [node["title"] for node in keys_beside(schema, "title") if isinstance(node["title"], str)] == [
        f"{name}Record",
        name,
    ]
    answers = schema["properties"]["answers"]["properties"]
    for field in form.spec.fields:
        assert answers[field.key].get("description", "").startswith(field.label)


@pytest.mark.parametrize("id", in_turn(FORMS, 4))
def test_no_length_of_a_list_stands_where_a_tuple_would_be_made_of_it(id: str) -> None:
    for limit in ("minItems", "maxItems"):
        assert not any("items" in node for node in keys_beside(tsmforms.form(id).schema(), limit))
