"""The page of rules names every rule of every form, with its source, and what is not enforced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.specs.small import FORM
from tsmforms.reference.notenforced import NotEnforced, not_enforced
from tsmforms.reference.rulespage import every_rule, rules_pages
from tsmforms.rules import PREDICATES
from tsmforms.rules.binding import boundary
from tsmforms.specs import registry
from tsmforms.specs.registry import Registry

KNOWN = registry()


def test_every_rule_is_on_its_forms_page_and_every_entry_on_its_own() -> None:
    pages = rules_pages()
    for form in KNOWN.forms():
        for one in every_rule(KNOWN, form):
            assert pages[form].count(f"\n| {one.rule.id} |") == 1
        assert f"]({form}.md)" in pages["index"]
    for entry in not_enforced():
        assert pages["not-enforced"].count(f"\n| {entry.id} |") == 1


@pytest.mark.parametrize("form", KNOWN.forms())
def test_every_rule_names_its_source_and_the_part_of_it(form: str) -> None:
    assert [
        one.rule.id for one in every_rule(KNOWN, form) if not one.rule.source.document or not one.rule.source.part
    ] == []


def test_a_predicate_with_bounds_says_what_lies_on_them() -> None:
    """Those that ask for an answer or its form measure nothing."""
    silent = {name for name, one in PREDICATES.items() if one.built_in and one.limits is None}
    bounded = {
        name for name, one in PREDICATES.items() if {"at_least", "at_most", "before", "after"} & set(one.parameters)
    }
    assert silent
    assert not silent & bounded


def small(folder: Path, rules: str) -> Registry:
    (folder / "visit.yaml").write_text(FORM + rules, encoding="utf-8")
    return Registry((folder,))


def more(id: str, rest: str) -> str:
    return f"  - id: {id}\n{rest}    message: Wrong\n    source: {{document: our-own, part: Visits}}\n"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            "    predicate: in_order\n    on: visit_date\n    before: today\n    strict: true\n",
            "the same day is a fault",
        ),
        (
            "    predicate: date_window\n    on: steps[].by_when\n    from: visit_date\n    at_least: {weeks: 1}\n"
            "    at_most: {months: 2}\n",
            "both ends count; months, weeks",
        ),
        ("    predicate: count_between\n    on: steps\n    at_most: 3\n", "both ends count; entries"),
        ("    predicate: range\n    on: visit_date\n    at_least: 2024-08-19\n", "both ends count; days"),
        ("    predicate: range\n    on: steps[].by_when\n    at_most: 2030-01-01\n", "both ends count; days"),
        ("    predicate: required\n    on: reason\n", ""),
    ],
)
def test_the_bound_of_a_rule_is_said(tmp_path: Path, rule: str, words: str) -> None:
    spec = small(tmp_path, more("VISIT-MORE", rule)).spec("visit_note")
    assert boundary(spec.rules[1], spec) == words


def test_the_page_of_a_small_form(tmp_path: Path) -> None:
    known = small(
        tmp_path,
        more(
            "VISIT-STEPS",
            "    predicate: count_between\n    on: steps\n    at_least: 1\n"
            "    severity: warning\n    in_force: {from: 2024-08-19}\n",
        ),
    )
    pages = rules_pages(known, [NotEnforced("NE-A", "2.1", "A | b.", "No.")])
    assert pages["visit_note"] == (
        "# Visit note: rules\n\n`visit_note`, edition 2025-09. [Every form](index.md)\n\n"
        "| id | asks | on the bound | severity | source | in force |\n|---|---|---|---|---|---|\n"
        '| VISIT-ORDER | "Date of visit" must not be after today. | the same day is allowed | error | our-own, '
        "Visits | always |\n"
        '| VISIT-STEPS | "Steps" should have at least 1 entry. | both ends count; entries | warning | our-own, '
        "Visits | from 2024-08-19 |\n"
    )
    assert "| [Visit note](visit_note.md) | `visit_note` | 2025-09 | 2 |" in pages["index"]
    assert pages["not-enforced"] == (
        "# Not enforced\n\nWhat the facts ask, and no rule holds a record against.\n\n"
        "| id | section | rule | why not |\n|---|---|---|---|\n| NE-A | 2.1 | A \\| b. | No. |\n"
    )


def test_a_rule_that_a_setting_switches_on_stands_with_it(tmp_path: Path) -> None:
    known = small(
        tmp_path,
        more(
            "VISIT-SWITCHED",
            "    predicate: required\n    on: reason\n    only_when: {setting: notice.issuer, is: la}\n",
        ),
    )
    (one,) = [one for one in every_rule(known, "visit_note") if one.rule.id == "VISIT-SWITCHED"]
    assert one.setting == ("notice.issuer", "la")
    assert "VISIT-SWITCHED" not in {rule.id for rule in known.spec("visit_note").rules}
    assert 'With `notice.issuer` la: "Reason" must be answered.' in rules_pages(known, [])["visit_note"]
