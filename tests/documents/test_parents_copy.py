"""What a letter keeps for the office: on the school's copy, and not on the parent's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tsmforms
from tests.support.run import tsmforms as run
from tsmforms.diagnostics import MisuseError
from tsmforms.formats.pdf import page_text

NOTICE = tsmforms.form("notice_to_improve")
WITH_OUTCOME = NOTICE.example(1)


def test_the_parents_copy_says_nothing_of_the_outcome_and_is_read_without_it() -> None:
    assert "outcome" in WITH_OUTCOME["answers"]
    copy = NOTICE.write(NOTICE.for_parent(WITH_OUTCOME), "pdf")
    assert "for office use" not in " ".join(page_text(copy))
    assert "School's copy" not in page_text(copy)[0]
    assert b"decided_on" not in copy
    expected = {key: value for key, value in WITH_OUTCOME["answers"].items() if key != "outcome"}
    assert NOTICE.to_json(NOTICE.read(copy))["answers"] == NOTICE.to_json(expected)["answers"]


def test_the_schools_copy_says_whose_it_is_and_has_the_outcome_on_a_page_of_its_own() -> None:
    first, *_, last = page_text(NOTICE.write(WITH_OUTCOME, "pdf"))
    assert "School's copy, with the outcome: not for the parent" in first
    assert last.lstrip().startswith("Outcome (for office use)")


def test_a_letter_that_has_no_outcome_yet_is_the_parents_copy_as_it_is() -> None:
    once = NOTICE.for_parent(WITH_OUTCOME)
    assert NOTICE.for_parent(once) == once
    assert NOTICE.write(once, "docx") == NOTICE.write(NOTICE.for_parent(once), "docx")


def test_a_form_that_keeps_nothing_for_the_office_says_so() -> None:
    with pytest.raises(MisuseError, match="nothing that is for the office alone"):
        tsmforms.form("letter_1").for_parent(tsmforms.form("letter_1").example(1))


def test_write_makes_the_parents_copy_when_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "notice.json").write_text(json.dumps(WITH_OUTCOME), encoding="utf-8")
    assert run("write", "notice.json", "whole.txt", cwd=tmp_path).status == 0
    assert run("write", "notice.json", "parent.txt", "--for-parent", cwd=tmp_path).status == 0
    assert "Outcome (for office use)" in (tmp_path / "whole.txt").read_text(encoding="utf-8")
    parents = (tmp_path / "parent.txt").read_text(encoding="utf-8")
    assert "Outcome" not in parents
    assert "School's copy" not in parents


def test_what_is_for_the_office_has_to_be_a_field_of_the_letter(tmp_path: Path) -> None:
    words = (Path(__file__).parents[2] / "form_specs/notice_to_improve/2024-09.yaml").read_text("utf-8")
    spec = tmp_path / "notice.yaml"
    spec.write_text(words.replace("for_office: [outcome]", "for_office: [outcom]"), encoding="utf-8")
    ran = run("spec", "check", str(spec), cwd=tmp_path)
    assert ran.status != 0
    assert "S0007" in ran.out + ran.err
