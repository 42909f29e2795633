"""The how-to on kinds is run: a new kind touches three files under `src/` and works in every format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.everyday import in_turn
from tests.support.patched import patched, run

SCRIPT = """
import json, pickle
import tsmforms
from tsmforms.kinds import KINDS
from tsmforms.rules import boundaries
from tsmforms.testing import leaf_answers
from hypothesis import find

form = tsmforms.load_form("my_forms/transfer.yaml")
record = form.example(3)
field = form.spec.leaves["from_school"].field
read = {}
for format in ("docx", "pdf", "xlsx"):
    found = form.read(form.write(record["answers"], format, record["record_id"]))
    read[format] = {
        "same": found.answers == record["answers"],
        "faults": [d.code for d in (*found.diagnostics, *form.check(found)) if d.severity == "error"],
        "blank": form.read(form.blank(format)).answers,
    }
print(json.dumps({
    "example": record["answers"],
    "read": read,
    "typed": form.check({"from_school": "9994567"}) == (),
    "wrong": [d.code for d in form.check({"from_school": "999"})],
    "schema": form.schema()["properties"]["answers"]["properties"]["from_school"],
    "guide": form.guide(),
    "cases": [case.expect for case in boundaries(form.spec.rules[0], form.spec)],
    "strategy": find(leaf_answers(field), lambda _: True),
    "pickled": pickle.loads(pickle.dumps(field)).kind is KINDS["dfe_number"],
}))
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    return patched("docs/how-to/add-a-kind.md", tmp_path_factory.mktemp("kind"))


@pytest.fixture(scope="module")
def made(page: tuple[Path, list[str]]) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(run(page[0], SCRIPT))
    return made


def test_a_new_kind_touches_three_files(page: tuple[Path, list[str]]) -> None:
    assert page[1] == [
        "src/tsmforms/diagnostics/catalogue.py",
        "src/tsmforms/kinds/__init__.py",
        "src/tsmforms/kinds/establishments.py",
    ]


@pytest.mark.atlength
@pytest.mark.parametrize("format", in_turn(["docx", "pdf", "xlsx"], 3))
def test_a_form_with_it_is_written_and_read_in_each_format(made: dict[str, Any], format: str) -> None:
    assert made["read"][format] == {"same": True, "faults": [], "blank": {}}


@pytest.mark.atlength
def test_its_answers_are_invented_and_checked(made: dict[str, Any]) -> None:
    numbers = [made["example"]["from_school"], *(row["number"] for row in made["example"]["schools"])]
    assert len(numbers) > 1
    assert all(number.startswith("999/") and len(number) == 8 for number in (*numbers, made["strategy"]))
    assert made["typed"] is True
    assert made["wrong"] == ["D0232"]


@pytest.mark.atlength
def test_schema_guide_and_rules_know_it(made: dict[str, Any]) -> None:
    assert made["schema"] == {
        "title": "DfE number of the school left",
        "type": "string",
        "maxLength": 8,
        "pattern": "^[0-9]{3}/[0-9]{4}$",
    }
    assert "a DfE number: seven digits" in made["guide"]
    assert made["cases"] == [None, None, "error", "error"]
    assert made["pickled"] is True
