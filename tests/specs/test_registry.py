"""Which forms there are: the built-in ones, and a folder of one's own beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.specs.small import FORM
from tsmforms.datafolders import form_specs
from tsmforms.diagnostics import MisuseError, SpecError
from tsmforms.specs import registry
from tsmforms.specs.registry import Registry


def test_every_built_in_spec_loads_and_lies_where_its_name_says() -> None:
    known = registry()
    for form, editions in known.paths.items():
        for edition in editions:
            spec = known.spec(form, edition)
            assert (spec.form, spec.edition) == (form, edition)
    assert {"sam_minutes", "rag_audit", "letter_2b"} <= set(known.forms())


def test_the_same_folder_gives_the_same_registry(tmp_path: Path) -> None:
    assert registry() is registry(None)
    assert registry(tmp_path) is registry(tmp_path)


def test_a_folder_of_one_s_own_lies_beside_the_built_in_forms(tmp_path: Path) -> None:
    (tmp_path / "anything.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "visit_later").mkdir()
    (tmp_path / "visit_later" / "2026-09.yaml").write_text(
        FORM.replace("visit_note", "visit_later").replace("2025-09", "2026-09"), encoding="utf-8"
    )
    known = Registry((form_specs(), tmp_path))
    assert {"visit_note", "visit_later", "sam_minutes"} <= set(known.forms())
    assert known.spec("visit_later").edition == "2026-09"


def test_the_newest_edition_is_the_default(tmp_path: Path) -> None:
    for edition in ("2025-09", "2026-01", "2024-09"):
        (tmp_path / f"visit-{edition}.yaml").write_text(FORM.replace("2025-09", edition), encoding="utf-8")
    known = Registry((tmp_path,))
    assert known.spec("visit_note").edition == "2026-01"
    assert known.spec("visit_note", "2024-09").edition == "2024-09"
    with pytest.raises(MisuseError, match="there are: 2024-09, 2025-09, 2026-01"):
        known.spec("visit_note", "2023-09")


def test_facts_settings_and_what_no_rule_enforces_are_no_forms(tmp_path: Path) -> None:
    for name in ("facts/numbers.yaml", "not_enforced/letters.yaml", "settings.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("anything: at all\n", encoding="utf-8")
    (tmp_path / "visit.yaml").write_text(FORM, encoding="utf-8")
    assert Registry((tmp_path,)).forms() == ("visit_note",)


def test_groups_of_one_s_own_are_shared(tmp_path: Path) -> None:
    (tmp_path / "groups").mkdir()
    (tmp_path / "groups" / "place.yaml").write_text(
        "group: place\nlabel: Place\nfields:\n  town: {label: Town, type: text}\n", encoding="utf-8"
    )
    (tmp_path / "visit.yaml").write_text(
        FORM.replace("  name: {label: Name, type: text, required: true}", "  name: {group: place}"), encoding="utf-8"
    )
    assert "name.town" in Registry((tmp_path,)).spec("visit_note").leaves


def test_a_group_with_a_fault_names_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "groups").mkdir()
    (tmp_path / "groups" / "place.yaml").write_text("group: place\nfields:\n  town: {labl: Town}\n", encoding="utf-8")
    (tmp_path / "visit.yaml").write_text(
        FORM.replace("  name: {label: Name, type: text, required: true}", "  name: {group: place}"), encoding="utf-8"
    )
    with pytest.raises(SpecError) as caught:
        Registry((tmp_path,)).spec("visit_note")
    place = caught.value.diagnostics[0].place
    assert place is not None
    assert (place.file or "").endswith("place.yaml")
    assert place.line == 3
