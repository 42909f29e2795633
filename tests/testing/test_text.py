"""Documents as text: what a reader sees and the name of every box, in each format; never the bytes of an archive."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import tsmforms
from tests.specs.small import FORM, with_line
from tsmforms.diagnostics import MisuseError
from tsmforms.testing import document_text, docx_parts

ANSWERS = {"name": "Jo Example", "visit_date": "2026-01-14", "reason": "illness", "steps": [{"step": "Ring & write"}]}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> tsmforms.Form:
    path = tmp_path_factory.mktemp("specs") / "visit_note.yaml"
    path.write_text(FORM, encoding="utf-8")
    return tsmforms.load_form(path)


def test_a_word_file_shows_text_and_controls(form: tsmforms.Form) -> None:
    text = document_text(form.write(ANSWERS, "docx"))
    assert "<name text: Jo Example>" in text
    assert "<visit_date date: 14/01/2026>" in text
    assert re.search(r"<reason#illness ticked: ☒>\sIllness\s", text)
    assert re.search(r"<reason#other unticked: ☐>\sSomething\selse", text)
    assert "<steps[].step text: Ring & write>" in text
    assert "[Heading2] The visit" in text
    assert "word/document.xml" in text.splitlines()


def test_a_word_file_shows_a_list_to_choose_from(tmp_path: Path) -> None:
    path = tmp_path / "visit_note.yaml"
    path.write_text(with_line("choices: reason}", "choices: reason, as: dropdown}"), encoding="utf-8")
    assert "<reason dropDownList: Illness>" in document_text(tsmforms.load_form(path).write(ANSWERS, "docx"))


def test_a_workbook_shows_cells_names_and_validations(form: tsmforms.Form) -> None:
    text = document_text(form.write(ANSWERS, "xlsx"))
    assert ": Jo Example" in text
    assert "f.name: " in text
    assert "f.steps._0.step: " in text
    assert any(line.startswith("validation ") and "list" in line for line in text.splitlines())
    assert "=== sheet" in text


def test_a_pdf_shows_pages_and_fields(form: tsmforms.Form) -> None:
    text = document_text(form.write(ANSWERS, "pdf"))
    assert text.startswith("=== page 1\n")
    assert "The visit" in text
    fields = text.partition("=== fields")[2]
    assert "name: /Tx Jo Example" in fields
    assert "steps.0.step: /Tx Ring & write" in fields
    assert '"Name' in fields


def test_a_letter_shows_its_attachment() -> None:
    form = tsmforms.form("letter_2b")
    text = document_text(form.write(form.example(1)["answers"], "pdf"))
    assert '"salutation": ' in text.partition("=== attachments")[2]


def test_parts_are_indented_xml(form: tsmforms.Form) -> None:
    parts = docx_parts(form.blank("docx"))
    assert {"word/document.xml", "word/styles.xml"} <= set(parts)
    assert "\n    <w:p" in parts["word/document.xml"]


def test_what_is_no_document_is_misuse() -> None:
    with pytest.raises(MisuseError):
        document_text(b"plain words")


SNAPSHOT_TEST = """
import tsmforms
from tsmforms.testing import DocumentSnapshot, PartsSnapshot

def test_form(snapshot):
    form = tsmforms.load_form({path!r})
    assert form.blank("docx") == snapshot(extension_class=DocumentSnapshot)
    assert form.blank("docx") == snapshot(name="parts", extension_class=PartsSnapshot)
"""


def _pytest(folder: Path, *options: str) -> int:
    """Run the tests of a folder in a process of their own, and the exit status."""
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "ignore", *options]
    return subprocess.run(run, cwd=folder, capture_output=True, check=False).returncode


@pytest.mark.atlength
def test_the_snapshot_extensions_work_in_pytest(tmp_path: Path) -> None:
    path = tmp_path / "visit_note.yaml"
    path.write_text(FORM, encoding="utf-8")
    (tmp_path / "test_form.py").write_text(SNAPSHOT_TEST.format(path=str(path)), encoding="utf-8")
    assert _pytest(tmp_path, "--snapshot-update") == 0
    assert _pytest(tmp_path) == 0
    texts = [file.read_text(encoding="utf-8") for file in tmp_path.rglob("*.txt")]
    assert len(texts) == 2
    assert any("<name text" in text for text in texts)
    path.write_text(FORM.replace("label: Name,", "label: Full name,"), encoding="utf-8")
    assert _pytest(tmp_path) == 1


def test_a_snapshot_shows_the_look_and_the_paths_of_bookmarks() -> None:
    import tsmforms
    from tsmforms.testing import document_text

    text = document_text(tsmforms.form("sam_minutes").blank("docx"), look=True)
    assert "margins: top 16, right 17, bottom 17, left 17 mm" in text
    assert "{meeting_date}" in text
    assert "{pupil.name}" in text


def test_pages_are_the_same_within_a_tolerance() -> None:
    import tsmforms
    from tsmforms.testing import PictureSnapshot
    from tsmforms.testing.pictures import pages_picture, share_of_difference

    form = tsmforms.form("letter_2c")
    one, other = (pages_picture(form.write(form.example(seed), "pdf")) for seed in (0, 1))
    assert share_of_difference(one, one) == 0
    assert share_of_difference(one, other) > PictureSnapshot.tolerance
    compare = PictureSnapshot.__new__(PictureSnapshot)
    assert compare.matches(serialized_data=one, snapshot_data=one)
    assert not compare.matches(serialized_data=one, snapshot_data=other)
    assert not compare.matches(serialized_data=one, snapshot_data=None)


def test_the_documents_of_a_profile_are_made_for_one_parametrised_test() -> None:
    from tsmforms.testing import documents

    made = documents(forms=("letter_2c", "sam_review"), formats=("docx", "xlsx"), blank=True)
    assert [(id, format) for id, format, _ in made] == [
        ("letter_2c", "docx"),
        ("letter_2c", "xlsx"),
        ("sam_review", "docx"),
        ("sam_review", "xlsx"),
    ]
    assert all(data[:2] == b"PK" for _, _, data in made)
