"""A council that decides everything otherwise: its rules hold at their own edges, and its examples obey them."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from tsmforms.diagnostics import worst
from tsmforms.examples.make import JUDGED, example_values
from tsmforms.model import FormSpec, Setting
from tsmforms.model.profile import NO_PROFILE
from tsmforms.rules import boundaries, evaluate, evaluate_rule, explain
from tsmforms.specs import registry
from tsmforms.specs.settings import catalogue

KNOWN = registry()
FORMS = KNOWN.forms()
_OTHER: dict[str, Any] = {
    "integer": lambda setting: setting.default + 1,
    "span": lambda setting: tuple((unit, number + 1) for unit, number in setting.default),
    "yes_no": lambda setting: not setting.default,
    "choice": lambda setting: next(code for code in setting.choices if code != setting.default),
    "codes": lambda setting: setting.default[:-1],
    "word": lambda setting: f"{setting.default} of Exampleton",
}


def otherwise(setting: Setting) -> Any:
    return _OTHER[setting.kind](setting)


OTHERWISE = attrs.evolve(
    NO_PROFILE, settings=tuple((name, otherwise(setting)) for name, setting in sorted(catalogue().settings.items()))
)


def specs(form: str) -> tuple[FormSpec, FormSpec]:
    return KNOWN.spec(form), KNOWN.spec(form, None, OTHERWISE)


def test_every_kind_of_setting_is_decided_otherwise() -> None:
    assert all(value != catalogue().settings[name].default for name, value in OTHERWISE.settings)


@pytest.mark.parametrize("form", FORMS)
def test_a_rule_with_other_numbers_holds_at_its_own_edges(form: str) -> None:
    usual, other = specs(form)
    known = {rule.id: (rule.params, rule.severity) for rule in usual.rules}
    for rule in other.rules:
        if known.get(rule.id) == (rule.params, rule.severity):
            continue
        assert explain(rule, other).endswith(".")
        for case in boundaries(rule, other):
            found = evaluate_rule(rule, other, case.values, today=case.today, calendar=case.calendar)
            assert worst(found) == case.expect, f"{rule.id}: {case.name}"


@pytest.mark.parametrize("form", FORMS)
def test_an_example_obeys_the_rules_as_they_were_decided(form: str) -> None:
    _, other = specs(form)
    assert evaluate(other, example_values(other, "1"), today=JUDGED) == ()


def test_settings_change_many_rules() -> None:
    changed = {
        rule.id
        for form in FORMS
        for rule, same in zip(*(spec.rules for spec in specs(form)), strict=False)
        if rule.id == same.id and (rule.params, rule.severity) != (same.params, same.severity)
    }
    assert {"NTI-R6", "NTI-THRESHOLD", "TERM-REGISTER-AM-OPEN", "CON-LENGTH", "L2-NOTICE"} <= changed
