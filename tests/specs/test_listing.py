"""A folder of specs in a living process: changed files are seen, and a faulty one stands in the way of itself only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tsmforms
from tests.specs.small import FORM, with_line
from tests.support.run import tsmforms as run
from tsmforms.diagnostics import MisuseError, SpecError

OVERLAY = "overlay: ours\nform: sam_minutes\nbase: 2024-09\n"


def test_a_changed_a_new_and_a_removed_file_are_seen(tmp_path: Path) -> None:
    file = tmp_path / "visit.yaml"
    file.write_text(FORM, encoding="utf-8")
    first = tsmforms.form("visit_note", specs=tmp_path)
    assert tsmforms.form("visit_note", specs=tmp_path) is first
    file.write_text(FORM.replace("label: Name,", "label: Full name,"), encoding="utf-8")
    second = tsmforms.form("visit_note", specs=tmp_path)
    assert [form.spec.label("name") for form in (first, second)] == ["Name", "Full name"]
    assert second.record_type is first.record_type
    (tmp_path / "other.yaml").write_text(FORM.replace("visit_note", "other_note"), encoding="utf-8")
    assert "other_note" in tsmforms.forms(tmp_path)
    file.unlink()
    with pytest.raises(MisuseError, match='there is no form "visit_note"'):
        tsmforms.form("visit_note", specs=tmp_path)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("form: [broken\n", "S0001", 1),
        ("edition: 2025-09\ntitle: A\n", "S0004", 1),
    ],
    ids=["no yaml", "no id"],
)
def test_a_file_that_does_not_say_its_form_is_named_where_a_form_is_missed(
    text: str, code: str, line: int, tmp_path: Path
) -> None:
    (tmp_path / "visit.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(text, encoding="utf-8")
    assert {"visit_note", "sam_minutes"} <= set(tsmforms.forms(tmp_path))
    assert tsmforms.form("visit_note", specs=tmp_path).id == "visit_note"
    assert tsmforms.form("sam_minutes", specs=tmp_path).id == "sam_minutes"
    with pytest.raises(SpecError) as caught:
        tsmforms.form("broken_note", specs=tmp_path)
    place = caught.value.diagnostics[0].place
    assert place is not None
    assert ((place.file or "").endswith("broken.yaml"), caught.value.diagnostics[0].code) == (True, code)


def test_a_form_with_a_fault_stands_in_the_way_of_itself_only(tmp_path: Path) -> None:
    (tmp_path / "visit.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(
        FORM.replace("visit_note", "other_note").replace("label: Name,", "labl: Name,"), encoding="utf-8"
    )
    assert tsmforms.form("visit_note", specs=tmp_path).id == "visit_note"
    assert "other_note" in tsmforms.forms(tmp_path)
    with pytest.raises(SpecError, match="labl"):
        tsmforms.form("other_note", specs=tmp_path)


def test_two_files_of_one_form_and_edition_are_both_named(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "later.yaml").write_text(FORM.replace("2025-09", "2026-01"), encoding="utf-8")
    assert tsmforms.form("visit_note", specs=tmp_path).edition == "2026-01", "the other edition is no double"
    with pytest.raises(SpecError) as caught:
        tsmforms.form("visit_note", "2025-09", specs=tmp_path)
    found = caught.value.diagnostics
    assert [d.code for d in found] == ["S0014", "S0014"]
    assert [(d.place.line, Path(d.place.file or "").name) for d in found if d.place] == [
        (1, "one.yaml"),
        (1, "two.yaml"),
    ]


def test_a_form_with_the_id_of_a_built_in_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(FORM.replace("visit_note", "sam_minutes"), encoding="utf-8")
    with pytest.raises(SpecError, match='S0014 the form "sam_minutes" is a built-in one') as caught:
        tsmforms.form("sam_minutes", specs=tmp_path)
    assert "overlay" in caught.value.diagnostics[0].help
    assert tsmforms.form("rag_audit", specs=tmp_path).id == "rag_audit"


@pytest.mark.parametrize("text", [OVERLAY + "titel: A\n", OVERLAY.replace("sam_minutes", "sam_minuets")])
def test_an_overlay_with_a_fault_stands_in_the_way_of_its_form_only(text: str, tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(text, encoding="utf-8")
    assert tsmforms.form("rag_audit", specs=tmp_path).id == "rag_audit"
    with pytest.raises(SpecError, match="S00"):
        tsmforms.form("sam_minutes", specs=tmp_path)


def test_a_shared_group_with_a_fault_leaves_the_built_in_forms_alone(tmp_path: Path) -> None:
    (tmp_path / "groups").mkdir()
    (tmp_path / "groups" / "place.yaml").write_text("group: place\nfields:\n  town: {labl: Town}\n", encoding="utf-8")
    (tmp_path / "visit.yaml").write_text(FORM, encoding="utf-8")
    assert tsmforms.form("rag_audit", specs=tmp_path).id == "rag_audit"
    assert tsmforms.form("visit_note", specs=tmp_path).id == "visit_note"
    (tmp_path / "visit.yaml").write_text(
        with_line("{label: Name, type: text, required: true}", "{label: Name, group: place}"), encoding="utf-8"
    )
    with pytest.raises(SpecError, match="labl"):
        tsmforms.form("visit_note", specs=tmp_path)
    assert any("labl" in fault.message for fault in tsmforms.specs.registry(tmp_path).faults)


def test_a_shared_part_with_a_fault_stands_in_the_way_of_the_forms_that_use_it_only(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "place.yaml").write_text("part: place\nfeilds:\n  town: {label: Town}\n", encoding="utf-8")
    (tmp_path / "visit.yaml").write_text(FORM, encoding="utf-8")
    for number, use in enumerate(("parts: [place]\nrule_prefix: V\nfields:\n", "fields:\n  town: place.town\n")):
        text = FORM.replace("visit_note", f"using_{number}").replace("fields:\n", use, 1)
        (tmp_path / f"using_{number}.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(SpecError, match="feilds"):
            tsmforms.form(f"using_{number}", specs=tmp_path)
    assert tsmforms.form("visit_note", specs=tmp_path).id == "visit_note"
    assert tsmforms.form("rag_audit", specs=tmp_path).id == "rag_audit"


def test_the_command_lists_what_can_be_used_and_says_what_cannot(tmp_path: Path) -> None:
    (tmp_path / "visit.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("form: [broken\n", encoding="utf-8")
    (tmp_path / "other.yaml").write_text(
        FORM.replace("visit_note", "other_note").replace("label: Name,", "labl: Name,"), encoding="utf-8"
    )
    ended = run("forms", "--specs", tmp_path, "--json")
    assert ended.status == 1
    ids = {form["id"] for form in json.loads(ended.out)}
    assert ids >= {"visit_note", "sam_minutes"}
    assert "other_note" not in ids
    assert "broken.yaml" in ended.err
    assert "other.yaml" in ended.err
