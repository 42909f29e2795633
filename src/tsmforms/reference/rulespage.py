"""The reference page of rules: every rule of every form, and what of the facts no rule enforces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from tsmforms.model import FormSpec, Profile, RuleSpec, SettingValue, setting_text
from tsmforms.reference.notenforced import NotEnforced, not_enforced
from tsmforms.rules import explain
from tsmforms.rules.limits_in_words import boundary
from tsmforms.specs.registry import Registry, registry
from tsmforms.specs.settings import catalogue

_HEAD = """\
# Rules

Generated from the forms' specs and `form_specs/not_enforced/`; a test holds it current. How rules work:
`docs/design/rules.md`; the words of which they are made: `docs/reference/predicates.md`.

Each rule stands with its id, which its cases in `tests/rules/cases/` carry. An **error** must be mended, a **warning**
is worth a look, an **info** is for knowing. Numbers that a council may decide otherwise stand here as they are without
a profile; `docs/reference/settings.md` lists them. A question that must be answered on the form itself (`required`) is
checked too and has no line here; the field guide, `tsmforms guide FORM`, says which these are.
"""
_COLUMNS = "| id | asks | on the bound | severity | source | in force |\n|---|---|---|---|---|---|"
_REST = "| id | section | rule | why not |\n|---|---|---|---|"


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


def rules_page(known: Registry | None = None, entries: Iterable[NotEnforced] | None = None) -> str:
    """`docs/reference/rules.md`."""
    forms = known or registry()
    left = not_enforced() if entries is None else tuple(entries)
    parts = [_HEAD, *(line for form in forms.forms() for line in _form(forms, form)), *_not_enforced(left)]
    return "\n".join(parts).rstrip() + "\n"


def _form(known: Registry, form: str) -> Iterator[str]:
    rules = every_rule(known, form)
    spec = known.spec(form)
    yield from (f"## {_cell(spec.title)}", "", f"`{form}`, edition {spec.edition}", "")
    if rules:
        yield from (_COLUMNS, *(_line(one) for one in rules), "")
    else:
        yield from ("No rules of its own.", "")


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


def _not_enforced(entries: tuple[NotEnforced, ...]) -> Iterator[str]:
    yield from ("## Not enforced", "", "What the facts ask, and no rule holds a record against.", "", _REST)
    for one in entries:
        yield f"| {one.id} | {one.section} | {_cell(one.rule)} | {_cell(one.reason)} |"


def _cell(text: str) -> str:
    out = " ".join(text.split())
    for mark in ("\\", "|", "*", "<"):
        out = out.replace(mark, f"\\{mark}")
    return out
