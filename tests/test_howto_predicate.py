"""The how-to on predicates is run: a new one touches two files under `src/`, and is judged, said and marked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.patched import patched, run

SCRIPT = """
import json
import tsmforms
from tsmforms.diagnostics import worst
from tsmforms.formats.xlsx.marks import marks_of
from tsmforms.rules import boundaries, evaluate_rule, explain
from tsmforms.rules.binding import boundary

form = tsmforms.load_form("my_forms/visits.yaml")
[rule] = form.spec.rules
cases = boundaries(rule, form.spec)
print(json.dumps({
    "judged": [(case.expect, worst(evaluate_rule(rule, form.spec, case.values, today=case.today))) for case in cases],
    "codes": [d.code for d in form.check({"first": "2026-01-12", "second": "2026-01-12"})],
    "sentence": explain(rule, form.spec),
    "boundary": boundary(rule, form.spec),
    "marks": [m.formula for m in marks_of(form.spec, {("first", None): "$A$1", ("second", None): "$B$1"})],
    "marked": b"conditionalFormatting" in __import__("zipfile").ZipFile(
        __import__("io").BytesIO(form.blank("xlsx"))).read("xl/worksheets/sheet1.xml"),
}))
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    return patched("docs/how-to/add-a-predicate.md", tmp_path_factory.mktemp("predicate"))


@pytest.fixture(scope="module")
def made(page: tuple[Path, list[str]]) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(run(page[0], SCRIPT))
    return made


def test_a_new_predicate_touches_two_files(page: tuple[Path, list[str]]) -> None:
    assert page[1] == ["src/tsmforms/diagnostics/catalogue.py", "src/tsmforms/rules/figures.py"]


@pytest.mark.atlength
def test_it_is_judged_at_its_edges(made: dict[str, Any]) -> None:
    assert made["judged"] == [[None, None], ["error", "error"]]
    assert made["codes"] == ["R0299"]


@pytest.mark.atlength
def test_it_is_said_and_marked(made: dict[str, Any]) -> None:
    assert made["sentence"] == '"Second visit" must differ from "First visit".'
    assert made["boundary"] == "the same is a fault"
    assert made["marks"] == ["AND(ISNUMBER($B$1),ISNUMBER($A$1),N($B$1)=N($A$1))"]
    assert made["marked"] is True
