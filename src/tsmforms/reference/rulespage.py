"""The reference pages of rules: one a form, an index of them, and what of the facts no rule enforces."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from tsmforms.model import FormSpec, Profile, RuleSpec, SettingValue, setting_text
from tsmforms.reference.notenforced import NotEnforced, not_enforced
from tsmforms.rules import explain
from tsmforms.rules.binding import boundary
from tsmforms.specs.registry import Registry, registry
from tsmforms.specs.settings import catalogue

_INDEX = """\
# Rules by form

Generated from the forms' specs and `form_specs/not_enforced/`; a test keeps it current. How rules work:
[rules](../../design/rules.md); the words of which they are made: [predicates](../predicates.md).

Each rule has an id, which its cases in `tests/rules/cases/` carry. An **error** must be fixed, a **warning**
is worth a look, an **info** is for knowing. Numbers that a council may decide otherwise are printed here as they are
without a profile; [settings](../settings.md) lists them. A question that must be answered on the form itself
(`required`) is checked too and has no line here; the field guide, `tsmforms guide FORM`, says which these are.

| form | id | edition | rules |
|---|---|---|--:|"""
_LEFT = """\
# Not enforced

What the facts ask, and no rule holds a record against.

| id | section | rule | why not |
|---|---|---|---|"""
NOT_ENFORCED = "not-enforced"
"""The name of the page of what no rule enforces."""
_COLUMNS = "| id | asks | on the bound | severity | source | in force |\n|---|---|---|---|---|---|"


@attrs.frozen
class FormRule:
    """A rule with the spec it is read from, and the setting it is switched by where it is not there by itself."""

    rule: RuleSpec
    spec: FormSpec
    setting: tuple[str, SettingValue] | None = None


def every_rule(known: Registry, form: str) -> tuple[FormRule, ...]:
    """The rules of a form's newest edition; behind them those that are there only with another value of a setting."""
    spec = known.spec(form)
    out = {rule.id: FormRule(rule, spec) for rule in spec.rules}
    for name, value in spec.settings:
        for other in catalogue().settings[name].alternatives:
            if other != value:
                switched = known.spec(form, profile=Profile(settings=((name, other),)))
                for rule in switched.rules:
                    out.setdefault(rule.id, FormRule(rule, switched, (name, other)))
    return tuple(out.values())


def rules_pages(known: Registry | None = None, entries: Iterable[NotEnforced] | None = None) -> dict[str, str]:
    """The pages of `docs/reference/rules/` by name: `index`, one for each form, and `not-enforced`."""
    forms = known or registry()
    left = not_enforced() if entries is None else tuple(entries)
    pages = {form: _page(forms, form) for form in forms.forms()}
    return {"index": _index(forms, left), **pages, NOT_ENFORCED: _not_enforced(left)}


def _index(known: Registry, left: tuple[NotEnforced, ...]) -> str:
    lines = [_INDEX]
    for form in known.forms():
        spec = known.spec(form)
        lines.append(
            f"| [{_cell(spec.title)}]({form}.md) | `{form}` | {spec.edition} | {len(every_rule(known, form))} |"
        )
    return "\n".join((*lines, "", f"[What no rule enforces]({NOT_ENFORCED}.md): {len(left)} lines.")) + "\n"


def _page(known: Registry, form: str) -> str:
    rules, spec = every_rule(known, form), known.spec(form)
    head = (f"# {_cell(spec.title)}: rules", "", f"`{form}`, edition {spec.edition}. [Every form](index.md)", "")
    body = (_COLUMNS, *(_line(one) for one in rules)) if rules else ("No rules of its own.",)
    return "\n".join((*head, *body)) + "\n"


def _line(one: FormRule) -> str:
    rule = one.rule
    asks = explain(rule, one.spec)
    if one.setting:
        asks = f"With `{one.setting[0]}` {setting_text(one.setting[1])}: {asks}"
    cells = (rule.id, asks, boundary(rule, one.spec), rule.severity, str(rule.source), _force(rule))
    return f"| {' | '.join(_cell(text) for text in cells)} |"


def _force(rule: RuleSpec) -> str:
    first, last = rule.in_force_from, rule.in_force_to
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"to {last}" if last else "always"


def _not_enforced(entries: tuple[NotEnforced, ...]) -> str:
    rows = (f"| {one.id} | {one.section} | {_cell(one.rule)} | {_cell(one.reason)} |" for one in entries)
    return "\n".join((_LEFT, *rows)) + "\n"


def _cell(text: str) -> str:
    out = " ".join(text.split())
    for mark in ("\\", "|", "*", "<"):
        out = out.replace(mark, f"\\{mark}")
    return out
