"""Every rule of every form is tried on both sides, by cases written by hand in `cases/FORM.yaml`."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from tsmforms.diagnostics import worst
from tsmforms.model import RuleSpec
from tsmforms.reference.rulespage import every_rule
from tsmforms.specs import registry

from .casefiles import FOLDER, RuleCase, all_said, cases_of, every_case, judged, twin_of

FORMS = registry().forms()


@cache
def rules_of(form: str) -> tuple[RuleSpec, ...]:
    """The rules of a form, with those that only another value of a setting brings."""
    return tuple(one.rule for one in every_rule(registry(), form))


@pytest.mark.parametrize("form", FORMS)
def test_a_rule_says_what_its_case_expects(form: str) -> None:
    said = {str(case): (worst(judged(case)) or "none", case.expect) for case in cases_of(form)}
    assert {case: pair for case, pair in said.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("form", FORMS)
def test_a_case_says_one_thing_that_its_valid_twin_does_not(form: str) -> None:
    for case in cases_of(form):
        if case.alone:
            _says_one_thing_more(case)


def _says_one_thing_more(case: RuleCase) -> None:
    before = all_said(twin_of(case))
    twin = {(one.rule, one.field) for one in before}
    added = [one for one in all_said(case) if (one.rule, one.field) not in twin and one.severity != "info"]
    assert not [one for one in before if one.severity == "error"], f"{case}: the twin is not in order"
    assert [(one.rule, one.severity) for one in added] == [(case.rule, case.expect)], str(case)


@pytest.mark.parametrize("form", FORMS)
def test_every_rule_has_a_case_that_fires_and_one_that_does_not(form: str) -> None:
    expected: dict[str, set[bool]] = {rule.id: set() for rule in rules_of(form)}
    for case in cases_of(form):
        expected.get(case.rule, set()).add(case.expect != "none")
    assert [rule for rule, fires in expected.items() if True not in fires] == [], "no case fires"
    assert [rule for rule, fires in expected.items() if False not in fires] == [], "no case holds"


def test_no_case_names_a_rule_or_a_form_that_is_not_there() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} <= set(FORMS)
    used = {part for form in FORMS for part in registry().spec(form).parts}
    assert {path.stem for path in FOLDER.glob("parts/*")} <= used
    known = {(form, rule.id) for form in FORMS for rule in rules_of(form)}
    assert {(case.form, case.rule) for case in every_case()} - known == set()


def test_a_rule_id_stands_for_one_rule_of_one_form() -> None:
    ids = Counter(rule.id for form in FORMS for rule in rules_of(form))
    assert [name for name, count in ids.items() if count > 1] == []
