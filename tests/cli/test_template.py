"""`template` at the command line: build, check, show, diff with git revisions and pictures, accept."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.formats.docx.samples import edited
from tests.support.run import tsmforms
from tests.templates import mutations

LETTER = "letter_2b"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / LETTER / "2024-09.docx"
    path.parent.mkdir()
    assert tsmforms("template", "build", LETTER, path).status == 0
    return path


def change(path: Path, how: object) -> None:
    path.write_bytes(edited(path.read_bytes(), how))  # type: ignore[arg-type]


def test_a_built_template_is_good_and_is_not_written_over(template: Path) -> None:
    assert tsmforms("template", "check", template.parent.parent).out == f"{template}: good\n"
    assert tsmforms("template", "build", LETTER, template).status == 2
    assert tsmforms("template", "build", LETTER, template.with_suffix(".pdf")).status == 2


def test_check_says_each_harm_with_its_place(template: Path) -> None:
    change(template, mutations.box_deleted)
    ended = tsmforms("template", "check", template, "--json")
    assert ended.status == 1
    (line,) = ended.lines
    assert [one["code"] for one in line["diagnostics"]] == ["D0809"]
    assert line["diagnostics"][0]["field"] == "signatory.role"
    assert line["diagnostics"][0]["place"]["file"] == str(template)


def test_a_file_that_is_no_template_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.docx").write_bytes(b"not a Word file")
    (tmp_path / "a.csv").write_text("x\n", encoding="utf-8")
    assert tsmforms("template", "check", tmp_path / "note.docx").status == 3
    assert tsmforms("template", "check", tmp_path / "a.csv").status == 3
    assert tsmforms("template", "show", tmp_path / "a.csv").status == 3
    assert tsmforms("template", "check", tmp_path / "missing.docx").status == 3


def test_write_and_blank_refuse_a_harmful_template_and_write_nothing(template: Path, tmp_path: Path) -> None:
    change(template, mutations.threat_added)
    profile = tmp_path / "council.yaml"
    profile.write_text("profile: Exampleton Council\ntemplates: .\n", encoding="utf-8")
    record = tmp_path / "r.json"
    record.write_text(tsmforms("example", LETTER).out, encoding="utf-8")
    table = tmp_path / "t.csv"
    table.write_text(tsmforms("example", LETTER, "--table", "3").out, encoding="utf-8")
    for command in (
        ("write", record, tmp_path / "o.docx"),
        ("blank", LETTER, tmp_path / "o.docx"),
        ("bulk", LETTER, table, tmp_path / "out"),
    ):
        ended = tsmforms(*command, "--profile", profile)
        assert ended.status == 1
        assert "You may be fined" in ended.err
        assert not (tmp_path / "o.docx").exists()
        assert not (tmp_path / "out").exists()


def test_diff_names_words_look_and_columns(template: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.docx"
    shutil.copy(template, other)
    for how in (mutations.reworded, mutations.box_deleted, mutations.margins_changed):
        change(other, how)
    found = json.loads(tsmforms("template", "diff", template, other, "--json").out)
    assert {one["kind"] for one in found["said"]} == {"reworded", "box gone"}
    assert found["look"]["added"] == ["margins: top 20, right 20, bottom 20, left 16 mm"]
    assert found["columns"]["removed"] == ["Signed by: role"] or len(found["columns"]["removed"]) == 1
    text = tsmforms("template", "diff", template, other).out
    assert "reworded" in text
    assert "columns of bulk" in text
    assert tsmforms("template", "diff", template, f"{LETTER}@2024-09").out == "no difference\n"
    assert tsmforms("template", "diff", template, "letter_1").status == 2


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def test_git_shows_a_changed_word_and_diff_takes_a_revision(template: Path, tmp_path: Path) -> None:
    import os
    import sys

    git(tmp_path, "init", "-q")
    (tmp_path / ".gitattributes").write_text("*.docx diff=tsmforms\n", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    git(tmp_path, "config", "diff.tsmforms.textconv", f"{sys.executable} -m tsmforms template show")
    change(template, mutations.reworded)
    changed = [
        line for line in git(tmp_path, "diff").splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert len(changed) == 2
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        ended = tsmforms("template", "diff", f"HEAD:{LETTER}/2024-09.docx", template, "--json")
        assert [one["kind"] for one in json.loads(ended.out)["said"]] == ["reworded"]
        ended = tsmforms("template", "diff", f"HEAD:{LETTER}/no.docx", template)
        assert ended.status == 2
        assert "git has no" in ended.err
    finally:
        os.chdir(here)


def test_accept_writes_the_text_and_check_holds_it(template: Path) -> None:
    assert tsmforms("template", "accept", template).status == 0
    assert template.with_suffix(".lock.txt").read_text(encoding="utf-8").startswith("letter_2b 2024-09\n")
    assert tsmforms("template", "check", template).status == 0
    change(template, mutations.margins_changed)
    ended = tsmforms("template", "check", template)
    assert ended.status == 1
    assert "D0818" in ended.out


@pytest.mark.libreoffice
@pytest.mark.atlength
def test_saved_by_libreoffice_nothing_changes_and_the_pages_are_shown(template: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(saved)]
    subprocess.run([*command, str(template)], check=True, capture_output=True, timeout=180)
    other = saved / "2024-09.docx"
    assert tsmforms("template", "check", other).status == 0
    assert tsmforms("template", "diff", template, other).out == "no difference\n"
    assert tsmforms("template", "show", template).out == tsmforms("template", "show", other).out
    change(other, mutations.reworded)
    page = tmp_path / "page.html"
    assert tsmforms("template", "diff", template, other, "--html", page).status == 0
    text = page.read_text(encoding="utf-8")
    assert text.count("data:image/png;base64,") >= 2
    assert "<ins>never</ins>" in text
    assert 'class="page"' in text
    assert "<span style=" in text
