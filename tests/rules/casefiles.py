"""Cases of rules as files: the form's example record with some answers changed, and what one rule then says.

An entry of `cases/FORM.yaml`: `rule`, `expect` (none, info, warning, error: the gravest thing the rule says), `set`
(answers by dotted path; null removes the answer and everything below it), and where needed `keep` (the questions that
stay answered; all others are removed first), `profile` (a name in `docs/examples/`, or in `profiles/` beside this file),
`settings` (what is decided otherwise, by name), `today`, and a `note`. `given` are changes made before those of `set`:
the record with them alone is the case's twin, which is in order. A case that has `alone` says one thing that its twin
does not, and nothing else. The rules of a shared part have their cases in `cases/parts/PART.yaml`,
without the form's prefix; every form that uses the part is tried with them.
"""

from __future__ import annotations

import copy
import datetime
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import attrs
import yaml

from tsmforms.diagnostics import Diagnostic
from tsmforms.examples.make import example
from tsmforms.located.yamltree import read_yaml
from tsmforms.model import Profile
from tsmforms.model.profile import NO_PROFILE
from tsmforms.rules import evaluate
from tsmforms.specs import load_profile, registry
from tsmforms.specs.settings import read_overrides
from tsmforms.specs.values import values_from_json

FOLDER = Path(__file__).parent / "cases"
PROFILES = Path(__file__).parents[2] / "docs" / "examples"
JUDGED = datetime.date(2026, 8, 31)
"""The day of judgement where a case names none: the last of the school year that examples are dated in."""
SEEDS = {"leave_request": 30}
"""Which example a form's cases begin with, where it is not the first: one that was agreed in part."""


@attrs.frozen
class RuleCase:
    """One entry of a file of cases."""

    form: str
    number: int
    rule: str
    expect: str = attrs.field(validator=attrs.validators.in_(("none", "info", "warning", "error")))
    set: Mapping[str, Any] = attrs.field(factory=dict)
    keep: list[str] | None = None
    profile: str | None = None
    settings: Mapping[str, Any] = attrs.field(factory=dict)
    today: datetime.date = attrs.field(default=JUDGED, converter=lambda day: datetime.date.fromisoformat(str(day)))
    note: str = ""
    given: Mapping[str, Any] = attrs.field(factory=dict)
    alone: bool = False

    def __str__(self) -> str:
        return f"{self.form}, case {self.number}, {self.rule}{self.note and f' ({self.note})'}"


class _Loader(yaml.SafeLoader):
    """YAML as JSON understands it: a date or a time of day stays text, yes and no are words."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        assert len(set(keys)) == len(keys), f"a key stands twice in line {node.start_mark.line + 1}: {keys}"
        return super().construct_mapping(node, deep)


_DIGITS = "-0123456789"
for _tag, _words, _first in (
    ("null", r"null|~|", "n~"),
    ("bool", r"true|false", "tf"),
    ("int", r"-?\d+", _DIGITS),
    ("float", r"-?\d+\.\d+", _DIGITS),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_words})$"), [*_first, ""])


@cache
def cases_of(form: str) -> tuple[RuleCase, ...]:
    """The cases in a form's file, and those of its parts for the rules that it has no case of its own for."""
    spec = registry().spec(form)
    own = _entries(FOLDER / f"{form}.yaml")
    written = {entry["rule"] for entry in own}
    shared = [
        {**entry, "rule": f"{spec.rule_prefix}-{entry['rule']}"}
        for part in spec.parts
        for entry in _entries(FOLDER / "parts" / f"{part}.yaml")
    ]
    entries = [*own, *(entry for entry in shared if entry["rule"] not in written)]
    return tuple(RuleCase(form, number, **entry) for number, entry in enumerate(entries, 1))


@cache
def _entries(path: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), _Loader) if path.exists() else []
    return entries


def every_case() -> list[RuleCase]:
    """The cases of every form."""
    return [case for form in registry().forms() for case in cases_of(form)]


@cache
def _profile(name: str | None) -> Profile:
    if name is None:
        return NO_PROFILE
    own = FOLDER.parent / "profiles" / f"{name}.yaml"
    return load_profile(own if own.exists() else PROFILES / f"{name}.yaml")


def profile_of(case: RuleCase) -> Profile:
    """The case's profile, with the settings it names."""
    profile = _profile(case.profile)
    if not case.settings:
        return profile
    tree, faults = read_yaml(json.dumps(case.settings), f"the settings of {case}")
    assert tree is not None
    chosen = read_overrides(tree, False, faults)
    assert not faults.found, faults.found[0].message
    return attrs.evolve(profile, settings=tuple(sorted({**dict(profile.settings), **chosen}.items())))


@cache
def _example(form: str) -> dict[str, Any]:
    answers: dict[str, Any] = example(registry().spec(form), SEEDS.get(form, 1))["answers"]
    return answers


def answers_of(case: RuleCase) -> dict[str, Any]:
    """The example's answers as the case changes them."""
    answers = copy.deepcopy(_example(case.form))
    if case.keep is not None:
        answers = _kept(answers, case.keep)
    for path, value in (*case.given.items(), *case.set.items()):
        _change(answers, path.split("."), value, f"{case}: {path}")
    return answers


def _kept(answers: dict[str, Any], paths: list[str]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for path in paths:
        node: Any = answers
        for part in path.split("."):
            node = node[int(part) if isinstance(node, list) else part]
        _change(out, path.split("."), node, path)
    return out


def _change(node: Any, steps: list[str], value: Any, name: str) -> None:
    """Put a value at a path of nested answers, making what is not there on the way; null takes it away."""
    step, *rest = steps
    if isinstance(node, list):
        at = int(step)
        assert at <= len(node), f"{name}: there are {len(node)} entries, so this one would not stand where it says"
        node.extend([{}] * (at == len(node)))
        if value is None and not rest:
            node[at] = {}
            return
    elif value is None and not rest:
        assert step in node, f"{name}: is not answered in the example, so removing it changes nothing"
        del node[step]
        return
    place: Any = int(step) if isinstance(node, list) else step
    if rest:
        if isinstance(node, dict) and place not in node:
            node[place] = [] if rest[0].isdecimal() else {}
        node[place] = copy.copy(node[place])
        _change(node[place], rest, value, name)
    else:
        node[place] = copy.deepcopy(value)


def judged(case: RuleCase) -> tuple[Diagnostic, ...]:
    """What the case's rule says of its record."""
    return tuple(one for one in all_said(case) if one.rule == case.rule)


def all_said(case: RuleCase) -> tuple[Diagnostic, ...]:
    """What every rule says of a case's record."""
    profile = profile_of(case)
    spec = registry().spec(case.form, profile=profile)
    values, faults = values_from_json(spec, answers_of(case))
    assert not faults, f"{case}: an answer of this case is no answer of the form: {faults[0].message}"
    return evaluate(spec, values, today=case.today, calendar=profile.calendar)


def twin_of(case: RuleCase) -> RuleCase:
    """The same record without what the case changes."""
    return attrs.evolve(case, set={})
