"""The how-to is run: an invented form with every field kind and layout node, one YAML file and no Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tsmforms
from tsmforms.kinds import COMPOSITES, KINDS
from tsmforms.layout.build import NODES

PAGE = Path(__file__).parents[1] / "docs/how-to/add-a-form.md"
BLOCKS = re.findall(r"```yaml\n# my_forms/(\w+)\.yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("my_forms")
    for name, text in BLOCKS:
        (out / f"{name}.yaml").write_text(text, encoding="utf-8")
    return out


def test_the_page_has_both_specs() -> None:
    assert [name for name, _ in BLOCKS] == ["home_visit", "visit_letter"]


def test_every_kind_and_node_is_shown(folder: Path) -> None:
    specs = [tsmforms.load_form(folder / f"{name}.yaml").spec for name, _ in BLOCKS]
    kinds = {leaf.field.kind for spec in specs for leaf in spec.leaves.values()}
    composites = {field.kind for spec in specs for field in spec.containers.values()}

    def names(nodes: object) -> set[str]:
        return {name for node in nodes for name in (node.name, *names(node.blocks))}  # type: ignore[attr-defined]

    assert kinds == set(KINDS.values())
    assert set(COMPOSITES.values()) <= composites
    assert {name for spec in specs for name in names(spec.nodes)} == set(NODES)


@pytest.mark.parametrize("name", [name for name, _ in BLOCKS])
@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_written_read_and_checked(folder: Path, name: str, format: str) -> None:
    form = tsmforms.load_form(folder / f"{name}.yaml")
    record = form.example(3)
    data = form.write(record["answers"], format, record["record_id"])
    found = form.read(data)
    assert found.answers == record["answers"]
    assert [d for d in found.diagnostics if d.severity == "error"] == []
    assert [d for d in form.check(found) if d.severity == "error"] == []
    assert form.read(form.blank(format)).answers == {}


SHORT = re.search(r"```yaml\n# a whole form\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_the_form_of_a_few_lines_is_written_read_and_checked(tmp_path: Path, format: str) -> None:
    assert SHORT is not None
    (tmp_path / "call_note.yaml").write_text(SHORT[1], encoding="utf-8")
    form = tsmforms.load_form(tmp_path / "call_note.yaml")
    record = form.example(4)
    found = form.read(form.write(record["answers"], format, record["record_id"]))
    assert found.answers == record["answers"]
    assert [d for d in form.check(found) if d.severity == "error"] == []
    late = {**record["answers"], "outcome": "other", "called_on": "2031-01-06", "next_call": "2031-03-06"}
    late.pop("outcome_other", None)
    assert {d.rule for d in form.check(late)} >= {
        "CALL-NOTE-CALLED-ON-NOT-AFTER",
        "CALL-NOTE-NEXT-CALL-WITHIN",
        "CALL-NOTE-OUTCOME-OTHER-REQUIRED-WHEN",
    }


def test_its_rule_is_applied(folder: Path) -> None:
    form = tsmforms.load_form(folder / "home_visit.yaml")
    answers = form.example(3)["answers"]
    answers["agreed"][0]["by_when"] = "2001-01-01"
    assert "VISIT-FOLLOW-UP" in {d.rule for d in form.check(answers)}


def test_a_folder_of_specs_is_found(folder: Path) -> None:
    assert {"home_visit", "visit_letter", "sam_minutes"} <= set(tsmforms.forms(folder))


# --- attendance from a register

REGISTERS = re.findall(r"```csv\n(.*?)```", (PAGE.parent / "attendance.md").read_text(encoding="utf-8"), re.DOTALL)


def test_the_tables_of_the_page_on_registers_are_read_without_a_fault() -> None:
    from tsmforms.registers import judge

    found = [(register := tsmforms.read_register(text.encode()), list(judge(register))) for text in REGISTERS]
    assert [register.kind for register, _ in found] == ["marks", "long", "counts"]
    assert all(not one.diagnostics for one, _ in found)
    standings = [findings[0].standing for _, findings in found]
    assert [one and (one.possible, one.attended) for one in standings] == [(4, 2), (2, 1), (380, 342)]
