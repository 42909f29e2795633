"""Every rule is judged at its own edges: just inside and just outside."""

from __future__ import annotations

import re

import pytest

from tsmforms.diagnostics import worst
from tsmforms.model import FormSpec, RuleSpec
from tsmforms.rules import PREDICATES, boundaries, evaluate_rule, explain
from tsmforms.specs import registry

from .forms import EVERY_RULE, FORM

KNOWN = registry()


def _check(rule: RuleSpec, spec: FormSpec) -> None:
    cases = boundaries(rule, spec)
    assert len({case.name for case in cases}) == len(cases)
    assert None in {case.expect for case in cases}, f"{rule.id}: no case of this rule holds"
    assert {case.expect for case in cases} - {None}, f"{rule.id}: no case of this rule can fail"
    silent = [case for case in cases if "where the rule does not apply" in case.name]
    assert len(silent) == ("where" in rule.params), "a case in which the rule is not judged, though it would fail"
    for case in cases:
        found = evaluate_rule(rule, spec, case.values, today=case.today, calendar=case.calendar)
        assert worst(found) == case.expect, f"{rule.id}: {case.name}"


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: f"{rule.predicate}-{rule.on}")
def test_a_rule_holds_inside_its_bounds_and_not_outside(rule: RuleSpec) -> None:
    _check(rule, FORM)


@pytest.mark.parametrize("form", KNOWN.forms())
def test_each_rule_of_a_built_in_form_holds_inside_its_bounds_and_not_outside(form: str) -> None:
    spec = KNOWN.spec(form)
    for rule in spec.rules:
        _check(rule, spec)


def test_every_predicate_is_tried() -> None:
    assert {rule.predicate for rule in EVERY_RULE} == {name for name, one in PREDICATES.items() if one.built_in}


def test_a_rule_explains_itself_in_one_sentence_with_questions_as_printed() -> None:
    for rule in EVERY_RULE:
        _explains_itself(FORM, rule)


@pytest.mark.parametrize("form", KNOWN.forms())
def test_each_rule_of_a_built_in_form_explains_itself(form: str) -> None:
    spec = KNOWN.spec(form)
    for rule in spec.rules:
        _explains_itself(spec, rule)


def _explains_itself(spec: FormSpec, rule: RuleSpec) -> None:
    sentence = explain(rule, spec)
    assert sentence.endswith("."), rule.id
    assert sentence[0] == sentence[0].upper()
    label = spec.label(rule.on)
    assert label.strip("*:") in sentence or ".*" in rule.on or "fields" in rule.params
    assert not re.search(r"\bNone\b(?! yet)", sentence), "a value of Python where words should be"
    assert "{" not in sentence
    assert "_" not in sentence, "a key where a label should stand"
