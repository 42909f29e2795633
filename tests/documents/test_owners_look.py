"""PDF letters in the owner's look: the profile's own Word template through LibreOffice, the answers attached."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest

import tsmforms
from tests.formats.docx.samples import edited
from tests.support.run import tsmforms as command
from tests.templates import mutations
from tsmforms.intake import topdf

LETTER = "letter_2b"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A profile whose letters as PDF are made from its own template, which somebody restyled."""
    profile = tmp_path / "council.yaml"
    profile.write_text("profile: Exampleton Council\ntemplates: word\npdf_from_template: true\n", encoding="utf-8")
    template = tmp_path / "word" / LETTER / "2024-09.docx"
    template.parent.mkdir(parents=True)
    template.write_bytes(edited(tsmforms.template_build(LETTER), mutations.fonts_changed))
    return profile


@pytest.mark.atlength
def test_a_letter_has_the_owners_look_and_reads_back_exactly(council: Path) -> None:
    form = tsmforms.form(LETTER, profile=council)
    record = form.example(3)
    data = form.write(record, "pdf")
    assert data == form.write(record, "pdf")
    found = form.read(io.BytesIO(data))
    assert form.same(found, record)
    assert found.record_id == record["record_id"]
    assert [one.code for one in found.diagnostics if one.severity != "info"] == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.obj.Resources.Font.values()}
        assert list(pdf.attachments) == ["answers.json"]
        assert "PDF/A" not in str(pdf.trailer.get("/Info"))
    plain = tsmforms.form(LETTER).write(record, "pdf")
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        assert not fonts & {str(font.BaseFont) for page in pdf.pages for font in page.obj.Resources.Font.values()}


@pytest.mark.atlength
def test_a_run_of_letters_says_so_in_its_certificate(council: Path, tmp_path: Path) -> None:
    table = tmp_path / "export.csv"
    assert command("example", LETTER, "--table", "2", "--out", table).status == 0
    ended = command("bulk", LETTER, table, tmp_path / "out", "--format", "pdf", "--profile", council, "--workers", "1")
    assert ended.status == 0, ended.err
    said = json.loads((tmp_path / "out/certificate.json").read_text(encoding="utf-8"))
    assert said["look"] == "owner's look"
    letters = sorted((tmp_path / "out").glob("*/*.pdf")) or sorted((tmp_path / "out").glob("*.pdf"))
    found = [command("read", one, "--json", "--profile", council) for one in letters if "certificate" not in one.name]
    assert [one.status for one in found] == [0, 0]


def test_without_libreoffice_it_is_a_clear_error_and_nothing_is_written(
    council: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "record.json"
    record.write_text(json.dumps(tsmforms.form(LETTER).example(3)), encoding="utf-8")
    monkeypatch.setattr(topdf.shutil, "which", lambda _name: None)
    ended = command("write", record, tmp_path / "letter.pdf", "--profile", council)
    assert (ended.status, (tmp_path / "letter.pdf").exists()) == (4, False)
    assert "a PDF letter from a Word template of one's own needs LibreOffice, which is not installed" in ended.err


def test_a_form_and_a_letter_without_a_template_are_typeset_as_always(council: Path) -> None:
    profile = council.with_name("plain.yaml")
    profile.write_text("profile: Exampleton Council\ntemplates: word\n", encoding="utf-8")
    for id in ("sam_minutes", "letter_1"):
        one, other = (tsmforms.form(id, profile=path) for path in (council, profile))
        assert not one.is_in_owners_look
        assert one.blank("pdf")[:5] == other.blank("pdf")[:5] == b"%PDF-"
