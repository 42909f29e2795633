"""Files that come back: whose form they are, what they hold, and why some are refused."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import tsmforms
from tests.specs.small import FORM
from tests.support import hands
from tests.support.everyday import in_turn
from tsmforms.diagnostics import MisuseError, ReadError
from tsmforms.documents.returns import refused

FORMATS = ("docx", "pdf", "xlsx")


@pytest.mark.parametrize(("id", "format"), in_turn([(id, f) for id in tsmforms.forms() for f in FORMATS], 11))
def test_a_file_says_itself_which_form_it_is(id: str, format: str, tmp_path: Path) -> None:
    form = tsmforms.form(id)
    record = form.example(4)
    path = tmp_path / f"returned.{format}"
    path.write_bytes(form.write(record["answers"], format, record["record_id"]))
    for source in (path, str(path), path.read_bytes(), io.BytesIO(path.read_bytes())):
        found = tsmforms.read(source)
        assert (found.form, found.edition, found.record_id) == (id, form.edition, record["record_id"])
        assert found.answers == record["answers"]
        assert isinstance(found.record, form.record_type)


@pytest.mark.parametrize("format", FORMATS)
def test_every_answer_says_how_and_where_it_was_found(format: str) -> None:
    form = tsmforms.form("sam_minutes")
    found = form.read(form.write(form.example(4)["answers"], format))
    assert set(found.evidence) == set(found.values)
    for path, evidence in found.evidence.items():
        assert evidence, path
        for one in evidence:
            assert 0 < one.confidence <= 1
            assert one.place is not None
            assert one.place.describe(), path
            assert one.raw


@pytest.mark.parametrize("format", FORMATS)
def test_the_visible_footer_is_enough_to_know_the_form(format: str) -> None:
    form = tsmforms.form("sam_minutes")
    data = hands.STRIP[format](form.write(form.example(4)["answers"], format, "5b7c1d2e-0000-4000-8000-000000000000"))
    found = tsmforms.read(data)
    assert found.form == "sam_minutes"
    assert found.record_id == "5b7c1d2e-0000-4000-8000-000000000000"
    assert found.answers == form.example(4)["answers"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_of_another_form_than_the_one_asked_for_is_an_error(format: str) -> None:
    data = tsmforms.form("rag_audit").write(tsmforms.form("rag_audit").example(1)["answers"], format)
    found = tsmforms.form("sam_minutes").read(data)
    assert "D0403" in {d.code for d in found.diagnostics if d.severity == "error"}


@pytest.mark.parametrize("format", FORMATS)
def test_a_form_of_one_s_own_is_known_by_its_folder(format: str, tmp_path: Path) -> None:
    (tmp_path / "visit_note.yaml").write_text(FORM, encoding="utf-8")
    form = tsmforms.form("visit_note", specs=tmp_path)
    data = form.write({"name": "Jo Example"}, format)
    assert tsmforms.read(data, specs=tmp_path).answers == {"name": "Jo Example"}
    with pytest.raises(ReadError) as caught:
        tsmforms.read(data)
    assert caught.value.code == "D0401"


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_of_another_version_of_the_spec_is_an_info(format: str, tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(FORM, encoding="utf-8")
    new.write_text(FORM.replace("Something else", "Another reason"), encoding="utf-8")
    data = tsmforms.load_form(old).write({"name": "Jo Example"}, format)
    found = tsmforms.load_form(new).read(data)
    assert [(d.code, d.severity) for d in found.diagnostics] == [("D0402", "info")]
    assert found.answers == {"name": "Jo Example"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "D0901"),
        (b"plain words", "D0902"),
        (b"PK\x03\x04broken", "D0905"),
        (b"%PDF-1.7\nbroken", "D0905"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "D0904"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        tsmforms.read(data)
    assert caught.value.code == code
    assert caught.value.message
    assert caught.value.hint
    found = refused(caught.value)
    assert (found.form, found.record, found.answers) == (None, None, {})
    assert [d.code for d in found.diagnostics] == [code]


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.docx", tmp_path):
        with pytest.raises(ReadError) as caught:
            tsmforms.read(path)
        assert caught.value.code == "D0910"


def test_a_table_of_letters_is_several_records() -> None:
    from openpyxl import load_workbook

    form = tsmforms.form("letter_2b")
    one, other = form.example(1), form.example(2)
    book = load_workbook(io.BytesIO(form.write(one["answers"], "xlsx", one["record_id"])))
    second = load_workbook(io.BytesIO(form.write(other["answers"], "xlsx", other["record_id"])))
    for cell in second.worksheets[0][2]:
        book.worksheets[0].cell(3, cell.column).value = cell.value
    out = io.BytesIO()
    book.save(out)
    found = list(tsmforms.read_all(out.getvalue()))
    assert [one["answers"], other["answers"]] == [item.answers for item in found]
    assert [one["record_id"], other["record_id"]] == [item.record_id for item in found]
    with pytest.raises(MisuseError, match="2 records"):
        tsmforms.read(out.getvalue())


@pytest.mark.parametrize("id", in_turn(tsmforms.forms(), 5))
def test_a_return_is_json(id: str) -> None:
    form = tsmforms.form(id)
    found = form.read(form.write(form.example(1)["answers"], "docx"))
    assert json.loads(json.dumps(found.answers)) == found.answers
