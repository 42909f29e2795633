"""The how-to on rules is run: its spec loads, its cases hold, its sentences are those of the guide."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import tsmforms
from tests.rules.casefiles import _Loader
from tsmforms.diagnostics import SpecError, worst
from tsmforms.rules import explain
from tsmforms.specs import load_profile

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/how-to/add-a-rule.md").read_text(encoding="utf-8")


def block(language: str, first: str = "", number: int = 0) -> str:
    """A block of the page in a language, without its first line where that is named."""
    return re.findall(rf"```{language}\n{first}(.*?)```", PAGE, re.DOTALL)[number]


SPEC = block("yaml", r"# my_forms/support_period\.yaml\n")
CASES: list[dict[str, Any]] = yaml.load(block("yaml", "# cases\n"), _Loader)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("my_forms")
    (out / "support_period.yaml").write_text(SPEC, encoding="utf-8")
    return out


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}-{case.get('note', case['expect'])}")
def test_a_case_of_the_page_is_judged_as_it_says(folder: Path, case: dict[str, Any]) -> None:
    profile = load_profile(ROOT / f"docs/examples/{case['profile']}.yaml") if "profile" in case else None
    form = tsmforms.load_form(folder / "support_period.yaml", profile=profile)
    found = [one for one in form.check(case["set"]) if one.rule == case["rule"]]
    assert (worst(found) or "none") == case["expect"]


def test_each_rule_of_the_page_has_a_case_that_fires_and_one_that_does_not() -> None:
    rules = re.findall(r"- id: (SUP-\w+)", SPEC)
    for expected in (True, False):
        assert {case["rule"] for case in CASES if (case["expect"] == "none") is expected} == set(rules)


def test_the_guide_says_the_page_s_sentences(folder: Path) -> None:
    form = tsmforms.load_form(folder / "support_period.yaml")
    assert [explain(rule, form.spec) for rule in form.spec.rules] == block("text", number=1).splitlines()


def test_a_mistyped_parameter_is_named_as_the_page_says(folder: Path) -> None:
    (folder / "broken.txt").write_text(SPEC.replace("at_least: 15", "at_lest: 15"), encoding="utf-8")
    with pytest.raises(SpecError) as raised:
        tsmforms.load_form(folder / "broken.txt")
    (fault,) = raised.value.diagnostics
    assert [fault.message, fault.help] == block("text").splitlines()


def test_an_example_of_the_page_s_form_obeys_its_rules(folder: Path) -> None:
    form = tsmforms.load_form(folder / "support_period.yaml")
    for seed in range(8):
        assert form.check(form.example(seed)["answers"]) == ()


@pytest.mark.atlength
def test_a_function_of_one_s_own_judges_a_rule(folder: Path) -> None:
    own = SPEC + (
        "  - {id: SUP-WEEKS, predicate: whole_weeks, on: ends, message: Not whole weeks, "
        "source: {document: our-own-procedure, part: Length}}\n"
    )
    (folder / "own.txt").write_text(own, encoding="utf-8")
    script = block("python") + (
        "\nimport sys, tsmforms\nform = tsmforms.load_form(sys.argv[1])\n"
        "for ends in ('2026-02-02', '2026-02-03'):\n"
        "    print([one.rule for one in form.check({'starts': '2026-01-12', 'ends': ends})])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder / "own.txt")], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["[]", "['SUP-WEEKS']"]
