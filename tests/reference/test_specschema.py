"""The schema of spec files agrees with the loader: it takes what loads and marks what is mistyped."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.specs.small import FORM, LETTER, with_line
from tests.specs.test_load_faults import CASES
from tests.specs.test_overlays import CHANGES, FAULTS
from tests.specs.test_settings import SWITCHED
from tsmforms.datafolders import form_specs
from tsmforms.reference.specschema import spec_schema, spec_schema_text

ROOT = Path(__file__).resolve().parents[2]
NOT_SPECS = ("casework", "exports", "facts", "not_enforced")
FILES = sorted(path for path in form_specs().glob("*/*.yaml") if path.parent.name not in NOT_SPECS)
VALIDATOR = Draft202012Validator(spec_schema())


class _Yaml12(yaml.SafeLoader):
    """As an editor reads: no dates, only true and false."""


_Yaml12.yaml_implicit_resolvers = {
    letter: [(tag, words) for tag, words in resolvers if not tag.endswith((":timestamp", ":bool", ":merge"))]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def marked(text: str) -> bool:
    tree: Any = yaml.load(text, _Yaml12)
    return not VALIDATOR.is_valid(tree)


def test_it_is_a_schema_and_the_file_is_current() -> None:
    Draft202012Validator.check_schema(spec_schema())
    assert (ROOT / "docs/reference/form-spec.schema.json").read_text(encoding="utf-8") == spec_schema_text()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_built_in_spec_fits(path: Path) -> None:
    assert not marked(path.read_text(encoding="utf-8"))


def test_the_how_to_s_specs_fit() -> None:
    blocks = (ROOT / "docs/how-to/add-a-form.md").read_text(encoding="utf-8").split("```yaml\n")[1:]
    assert len(blocks) >= 2
    assert not any(marked(block.partition("```")[0]) for block in blocks)


def test_the_small_specs_fit() -> None:
    assert not marked(FORM)
    assert not marked(LETTER)


@pytest.mark.parametrize(
    "name",
    [
        "mistyped key",
        "mistyped key of the form",
        "unknown node",
        "no title",
        "boolean as word",
        "number as word",
        "unknown predicate",
        "unknown parameter",
        "unknown kind of document",
        "unknown kind",
    ],
)
def test_a_mistyped_word_is_marked(name: str) -> None:
    assert marked(CASES[name][0])


def test_conditions_fit_and_are_checked() -> None:
    rule = with_line(
        "before: today",
        "before: today\n    where: {any_of: [{answered: name}, {all_of: "
        "[{field: visit_date, at_least: 2026-01-05, before: today}, {unanswered: reason}]}]}",
    )
    assert not marked(rule)
    assert marked(rule.replace("any_of", "any_off"))
    assert marked(rule.replace("at_least", "at_last"))
    assert marked(rule.replace("answered: name", "answered: name, unanswered: name"))


def test_groups_fit_and_are_checked() -> None:
    group = "group: place\nlabel: Place\nfields:\n  town: {label: Town, type: text}\n"
    assert not marked(group)
    assert marked(group.replace("label: Town", "labl: Town"))


def test_every_key_has_its_meaning() -> None:
    schema = spec_schema()
    assert all(value.get("description") for value in schema["then"]["properties"].values())
    assert all(branch["title"] for branch in schema["$defs"]["rule"]["anyOf"])
    assert marked(with_line("max_rows: 5", "max_row: 5"))


def test_slots_settings_and_switches_fit_and_are_checked() -> None:
    assert not marked(SWITCHED)
    assert marked(SWITCHED.replace("{setting: notice.issuer, is: la}", "{setting: notice.issuer}"))
    assert marked(SWITCHED.replace("{setting: sap.review_severity}", "{settin: sap.review_severity}"))
    assert marked(SWITCHED.replace("{setting: contract.longest}", "{setting: contract.longest, is: 3}"))


@pytest.mark.parametrize("path", sorted((ROOT / "docs/examples/overlays").glob("*.yaml")), ids=lambda path: path.name)
def test_overlays_fit(path: Path) -> None:
    assert not marked(path.read_text(encoding="utf-8"))
    assert not marked(CHANGES)


@pytest.mark.parametrize("name", ["two anchors", "unknown node", "mistyped key"])
def test_a_mistyped_word_of_an_overlay_is_marked(name: str) -> None:
    assert marked(FAULTS[name][0])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_built_in_spec_names_the_schema_for_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("$schema=")[2]).resolve() == ROOT / "docs/reference/form-spec.schema.json"
