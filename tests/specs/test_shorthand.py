"""A spec in short is the same spec as one in full, and a fault in short words is named where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml

from tests.specs.small import FORM, LETTER, faults_of, spec_of
from tests.specs.test_overlays import HEAD, laid
from tsmforms.model import FormSpec

SHORT = """\
form: visit_note
edition: 2025-09
title: Visit note
kind: form
filled_by: The officer
sources:
  - {document: our-own, part: Visits}

choices:
  reason: {illness: Illness, other: Something else}

fields:
  name: {label: Name, type: text, required: true}
  visit_date: {label: Date of visit, type: date}
  reason: {label: Reason, choices: reason}
  steps:
    label: Steps
    max_rows: 5
    columns:
      step: {label: Step, type: text}
      by_when: {label: By when, type: date}

layout:
  - heading: The visit
  - grid: [[name, visit_date, reason]]
  - table: {field: steps, blank_rows: 2}

rules:
  VISIT-ORDER:
    in_order: {on: visit_date, before: today}
    message: The visit has not been yet
    source: {document: our-own, part: Visits}
"""


def test_how_a_spec_is_written_does_not_change_its_digest(tmp_path: Path) -> None:
    one = spec_of(tmp_path, "# A comment.\n" + SHORT)
    assert one.digest == spec_of(tmp_path, FORM).digest
    hinted = spec_of(tmp_path, SHORT.replace("{label: Name,", "{label: Name, example: [Alex],"))
    assert hinted.digest == one.digest
    for old, new in (("max_rows: 5", "max_rows: 6"), ("before: today", "after: today"), ("Visit note", "A visit")):
        assert spec_of(tmp_path, SHORT.replace(old, new)).digest != one.digest


def without_places(value: Any) -> Any:
    """A spec as plain data, without lines and digest."""
    if attrs.has(type(value)):
        names = [one.name for one in attrs.fields(type(value)) if one.name not in ("location", "digest", "file")]
        return type(value).__name__, {name: without_places(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {key: without_places(child) for key, child in value.items()}
    return [without_places(child) for child in value] if isinstance(value, tuple | list) else value


def same(one: FormSpec, other: FormSpec) -> bool:
    return bool(without_places(one) == without_places(other))


def test_a_spec_in_short_is_the_spec_in_full(tmp_path: Path) -> None:
    assert same(spec_of(tmp_path, SHORT), spec_of(tmp_path, FORM))
    assert not same(spec_of(tmp_path, SHORT.replace("max_rows: 5", "max_rows: 6")), spec_of(tmp_path, FORM))


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ("[Illness, By bus, 'Don''t know (yet)']", ["illness", "by_bus", "dont_know_yet"]),
        ("[Illness, {code: other, label: Something else}]", ["illness", "other"]),
        ("{illness: Illness, '2': {label: Two, aliases: [Second]}}", ["illness", "2"]),
    ],
)
def test_choices_are_labels_or_codes_with_labels(choices: str, expected: list[str], tmp_path: Path) -> None:
    spec = spec_of(tmp_path, SHORT.replace("{illness: Illness, other: Something else}", choices))
    assert [choice.code for choice in spec.leaves["reason"].field.choices] == expected


def test_choices_may_stand_in_the_field(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, SHORT.replace("choices: reason}", "choices: [Illness, Bus]}"))
    field = spec.leaves["reason"].field
    assert (field.kind.name, [choice.code for choice in field.choices]) == ("choice", ["illness", "bus"])


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ("rows: {a: First}, columns: {x: {label: X}}", "rows"),
        ("columns: {x: {label: X}}, max_rows: 3", "list"),
        ("of: action, max_rows: 3", "list"),
        ("fields: {x: {label: X}}", "group"),
    ],
)
def test_the_keys_of_a_field_say_its_kind(keys: str, kind: str, tmp_path: Path) -> None:
    text = SHORT.replace("layout:\n", f"  more: {{label: More, {keys}}}\nlayout:\n")
    place = "grid: [more.x]" if kind == "group" else "table: more"
    spec = spec_of(tmp_path, text.replace("rules:\n", f"  - {place}\nrules:\n"))
    assert spec.containers["more"].kind.name == kind


def test_a_node_over_one_field_names_it_alone(tmp_path: Path) -> None:
    short = spec_of(tmp_path, SHORT.replace("table: {field: steps, blank_rows: 2}", "table: steps"))
    assert same(short, spec_of(tmp_path, FORM.replace("table: {field: steps, blank_rows: 2}", "table: {field: steps}")))
    letter = LETTER.replace("when: {field: code, is: [ring]}", "when: code")
    assert same(spec_of(tmp_path, letter), spec_of(tmp_path, letter.replace("when: code", "when: {field: code}")))


def test_a_subheading_and_rows_of_one_field(tmp_path: Path) -> None:
    short = spec_of(tmp_path, SHORT.replace("[[name, visit_date, reason]]", "[name, [visit_date, reason]]"))
    grid = next(node for node in short.nodes if node.name == "grid")
    assert grid.args["grid"] == (("name",), ("visit_date", "reason"))
    below = spec_of(tmp_path, SHORT.replace("heading: The visit", "subheading: The visit")).nodes[0]
    assert (below.name, below.args) == ("heading", {"heading": "The visit", "level": 2})


def test_rules_of_a_list_may_be_short_too(tmp_path: Path) -> None:
    rules = SHORT[SHORT.index("rules:") :]
    listed = rules.replace("  VISIT-ORDER:\n    in_order", "  - id: VISIT-ORDER\n    in_order")
    assert same(spec_of(tmp_path, SHORT.replace(rules, listed)), spec_of(tmp_path, FORM))


def test_a_predicate_may_name_only_the_field_it_judges(tmp_path: Path) -> None:
    rules = spec_of(tmp_path, SHORT.replace("in_order: {on: visit_date, before: today}", "required: visit_date")).rules
    assert [(rule.predicate, rule.on, rule.params) for rule in rules] == [("required", "visit_date", {})]


def test_an_overlay_may_be_short_and_changes_a_rule_in_short(tmp_path: Path) -> None:
    text = (
        HEAD
        + """\
choices: {reason: [Illness, No bus]}
fields: {bus: {label: Bus, type: text}}
layout: [{after: {field: name}, nodes: [{subheading: Bus}, {grid: [bus]}]}]
rules: {VISIT-ORDER: {severity: warning, before: visit_date}}
added_rules:
  OURTOWN-BUS:
    required: bus
    message: The bus is missing
    source: {document: ourtown, part: Buses}
"""
    )
    spec = laid(tmp_path, text, SHORT)
    assert [choice.code for choice in spec.leaves["reason"].field.choices] == ["illness", "no_bus"]
    assert [(rule.id, rule.severity, rule.params) for rule in spec.rules] == [
        ("VISIT-ORDER", "warning", {"before": "visit_date"}),
        ("OURTOWN-BUS", "error", {}),
    ]
    assert [node.name for node in spec.nodes] == ["heading", "grid", "heading", "grid", "table"]


FAULTS: dict[str, tuple[str, str, int, str, str]] = {
    "unknown predicate": (SHORT.replace("in_order:", "in_oder:"), "S0015", 30, '"in_oder"', '"in_order"'),
    "two predicates": (
        SHORT.replace("    message: The", "    required: name\n    message: The"),
        "S0005",
        31,
        '"in_order" and "required"',
        "two rules",
    ),
    "parameter beside its predicate": (
        SHORT.replace("{on: visit_date, before: today}", "{on: visit_date}\n    before: today"),
        "S0003",
        31,
        '"before"',
        'inside "in_order',
    ),
    "message among the parameters": (
        SHORT.replace("before: today}", "before: today, severity: info}"),
        "S0003",
        30,
        '"severity"',
        'next to "in_order"',
    ),
    "parameter that does not fit": (
        SHORT.replace("before: today", "before: visit_dat"),
        "S0013",
        30,
        '"visit_dat"',
        '"visit_date"',
    ),
    "rule twice": (SHORT + SHORT[SHORT.index("  VISIT-ORDER") :], "S0002", 33, '"VISIT-ORDER"', "line 29"),
    "label without letters": (
        SHORT.replace("{illness: Illness, other: Something else}", '["?", Bus]'),
        "S0005",
        10,
        'can be made of "?"',
        "code: ...",
    ),
    "two labels alike": (
        SHORT.replace("{illness: Illness, other: Something else}", "[By bus, By bus!]"),
        "S0014",
        10,
        '"by_bus"',
        "own code",
    ),
    "one choice for a list of them": (
        SHORT.replace("{illness: Illness, other: Something else}", "{code: illness, label: Illness}"),
        "S0005",
        10,
        "list of code and label",
        "",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_short_words_is_named_where_it_stands(name: str, tmp_path: Path) -> None:
    text, code, line, message, help = FAULTS[name]
    found = faults_of(tmp_path, text)
    fault = next((d for d in found if d.code == code), None)
    assert fault is not None, found
    assert fault.place is not None
    assert (Path(fault.place.file or "").name, fault.place.line) == ("spec.yaml", line), fault
    assert message in fault.message
    assert help in fault.help


def test_the_small_specs_are_yaml_for_other_programs_too() -> None:
    assert yaml.safe_load(SHORT)["rules"]["VISIT-ORDER"]["in_order"]["before"] == "today"
