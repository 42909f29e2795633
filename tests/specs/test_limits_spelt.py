"""Limits written in a field, as the rules they stand for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.specs.tree import plain, said, tree
from tsmforms.specs.short.limits import with_limits


def limited(fields: str, more: str = "") -> tuple[Any, list[tuple[str, int]]]:
    node, faults = tree(f"form: visit_note\nfields:\n{fields}{more}")
    return plain(with_limits(node, faults)), said(faults)


@pytest.mark.parametrize(
    ("limit", "rule"),
    [
        ("not_after: today", {"predicate": "in_order", "before": "today", "message": '"Day" is after today'}),
        ("before: end", {"predicate": "in_order", "before": "end", "strict": "true", "message": '"Day" is not before "Last day"'}),
        ("not_before: end", {"predicate": "in_order", "after": "end"}),
        ("within: {weeks: [2, 4], of: end}", {"predicate": "date_window", "from": "end", "at_least": {"weeks": "2"}, "at_most": {"weeks": "4"}}),
        ("within: {school_days: 5, of: end}", {"at_least": {"school_days": "0"}, "at_most": {"school_days": "5"}}),
        ("required_when: end", {"predicate": "required_when", "when": {"answered": "end"}}),
        ("required_when: {field: end, is: x, severity: warning}", {"when": {"field": "end", "is": "x"}, "severity": "warning"}),
        ("pattern: AA-99", {"predicate": "written_as", "mask": ["AA-99"], "message": '"Day" is not written as AA-99'}),
    ],
)  # fmt: skip
def test_a_limit_is_a_rule_on_its_field_and_leaves_the_field(limit: str, rule: dict[str, Any]) -> None:
    made, faults = limited(f"  day: {{label: Day, {limit}}}\n  end: {{label: Last day}}\n")
    assert faults == []
    assert made["fields"]["day"] == {"label": "Day"}
    assert {"on": "day", **rule}.items() <= made["rules"][0].items()
    assert made["rules"][0]["id"] == f"VISIT-NOTE-DAY-{limit.partition(':')[0].upper().replace('_', '-')}"


def test_a_field_next_to_it_in_its_row_goes_before_one_of_the_form() -> None:
    made, _ = limited(
        "  end: {}\n  rows: {columns: {day: {after: end}, end: {}, other: {after: start}}}\n  start: {}\n"
    )
    assert [(rule["on"], rule["after"]) for rule in made["rules"]] == [
        ("rows[].day", "rows[].end"),
        ("rows[].other", "start"),
    ]
    printed, _ = limited("  audit: {rows: {a: A}, columns: {day: {after: end}, end: {}}}\n")
    assert printed["rules"][0]["on"] == "audit.*.day"


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ("within: {weeks: 2}", "S0004"),
        ("within: {weeks: [1, 2, 3], of: end}", "S0005"),
        ("not_after: {fild: end}", "S0004"),
        ("not_after: {field: end, stric: true}", "S0003"),
        ("unique: false", "S0005"),
    ],
)
def test_a_limit_that_lacks_its_other_field_or_says_more_than_it_may_is_a_fault(limit: str, code: str) -> None:
    made, faults = limited(f"  day: {{label: Day, {limit}}}\n  end: {{}}\n")
    assert faults[0] == (code, 3)
    assert made.get("rules", []) == []


def test_a_limit_that_an_overlay_names_stands_in_the_place_of_the_forms_own() -> None:
    rules = "rules:\n  - {id: VISIT-NOTE-DAY-NOT-AFTER, predicate: required}\n  - {id: OTHER, predicate: required}\n"
    node, faults = tree(f"form: visit_note\nfields:\n  day: {{not_after: today}}\n{rules}")
    assert [one["predicate"] for one in plain(with_limits(node, faults, laid_over=True))["rules"]] == [
        "required",
        "in_order",
    ]
    assert len(plain(with_limits(node, faults))["rules"]) == 3
