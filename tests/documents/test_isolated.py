"""Reading in the kept worker gives what reading in this process gives, and reports the same."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import tsmforms
from tests.specs.small import FORM
from tests.support import hands
from tests.support.everyday import in_turn
from tsmforms.diagnostics import MisuseError, ReadError, SpecError
from tsmforms.documents import returns
from tsmforms.documents.isolated import from_plain, to_plain
from tsmforms.intake import DEFECTS, kept_worker

FORMATS = ("docx", "pdf", "xlsx")
ROOT = Path(__file__).resolve().parents[2]
PROFILE = ROOT / "docs/examples/ourtown.yaml"


def both(source: Any, **options: Any) -> tuple[list[tsmforms.Return], list[tsmforms.Return]]:
    """Read in the worker, and here."""
    return (list(tsmforms.read_all(source, isolated=True, **options)), list(tsmforms.read_all(source, **options)))


def filled(id: str, format: str, seed: int = 3) -> bytes:
    form = tsmforms.form(id)
    record = form.example(seed)
    return form.write(record["answers"], format, record["record_id"])


@pytest.mark.parametrize(
    ("id", "format"), in_turn([(id, f) for id in ("sam_minutes", "rag_audit", "letter_2b") for f in FORMATS], 4)
)
def test_a_file_reads_the_same_in_the_worker(id: str, format: str) -> None:
    there, here = both(filled(id, format))
    assert there == here
    assert isinstance(there[0].record, tsmforms.form(id).record_type)
    assert there[0].values == here[0].values
    assert there[0].places == here[0].places


@pytest.mark.parametrize("format", FORMATS)
def test_evidence_and_diagnostics_come_back_whole(format: str) -> None:
    data = hands.STRIP[format](filled("sam_minutes", format))
    there, here = both(data, form=tsmforms.form("rag_audit"))
    assert there == here
    assert there[0].diagnostics


def test_every_part_of_a_return_crosses() -> None:
    found = tsmforms.read(filled("sam_minutes", "docx"))
    names = [field.name for field in attrs.fields(tsmforms.Return)]
    empty = [name for name in names if not getattr(found, name) and name != "diagnostics"]
    assert empty == [], "a part that is empty here is not tried"
    assert from_plain(to_plain(found), tsmforms.form) == found


def test_a_path_bytes_and_a_handle_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "returned.docx"
    path.write_bytes(filled("sam_minutes", "docx"))
    monkeypatch.chdir(tmp_path)  # after the worker was started perhaps
    for source in (path, str(path), Path("returned.docx"), path.read_bytes(), io.BytesIO(path.read_bytes())):
        (found,) = tsmforms.read_all(source, isolated=True)
        assert found.form == "sam_minutes"


def test_the_name_of_a_handle_counts(tmp_path: Path) -> None:
    path = tmp_path / "returned.pdf"
    path.write_bytes(filled("sam_minutes", "docx"))
    with path.open("rb") as handle, pytest.raises(ReadError) as caught:
        tsmforms.read(handle, isolated=True)
    assert caught.value.code == "D0912"


def test_several_records_of_one_file_come_back(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(filled("letter_2b", "xlsx", 1)))
    second = load_workbook(io.BytesIO(filled("letter_2b", "xlsx", 2)))
    for cell in second.worksheets[0][2]:
        book.worksheets[0].cell(3, cell.column).value = cell.value
    out = io.BytesIO()
    book.save(out)
    there, here = both(out.getvalue())
    assert there == here
    assert len(there) == 2


@pytest.mark.parametrize("profile", [PROFILE, tsmforms.load_profile(PROFILE)], ids=["file", "profile"])
def test_a_profile_is_used_there(profile: Any) -> None:
    form = tsmforms.form("sam_minutes", profile=profile)
    there, here = both(form.write(form.example(1)["answers"], "docx"), profile=profile)
    assert there == here
    assert there[0].edition == form.edition == "2024-09+ourtown"  # without the profile its overlay is not known


def test_specs_of_one_s_own_are_used_there(tmp_path: Path) -> None:
    (tmp_path / "visit_note.yaml").write_text(FORM, encoding="utf-8")
    data = tsmforms.form("visit_note", specs=tmp_path).write({"name": "Jo Example"}, "docx")
    there, here = both(data, specs=tmp_path)
    assert there == here
    assert there[0].answers == {"name": "Jo Example"}
    with pytest.raises(ReadError) as caught:
        tsmforms.read(data, isolated=True)
    assert caught.value.code == "D0401"


def test_a_form_that_stands_in_no_folder_is_used_there(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(FORM, encoding="utf-8")
    form = tsmforms.load_form(path)
    form.check(form.read(form.write({"name": "Jo Example"}, "pdf")))  # used before, with all that it then keeps
    there, here = both(form.write({"name": "Jo Example"}, "pdf"), form=form)
    assert there == here


@pytest.mark.parametrize("data", [b"", b"plain words", b"PK\x03\x04broken", b"%PDF-1.7\nbroken"])
def test_a_refusal_is_the_same_refusal(data: bytes) -> None:
    found = []
    for isolated in (True, False):
        with pytest.raises(ReadError) as caught:
            tsmforms.read(data, isolated=isolated)
        found.append((caught.value.code, caught.value.message, caught.value.hint))
    assert found[0] == found[1]


def test_a_folder_of_specs_that_is_not_there_is_misuse_before_any_file_is_read(tmp_path: Path) -> None:
    with pytest.raises(MisuseError):
        tsmforms.read_all(tmp_path / "absent.docx", specs=tmp_path / "absent", isolated=True)


def test_a_fault_in_the_spec_of_a_file_s_form_comes_back_with_its_place(tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    for folder, text in ((good, FORM), (bad, FORM.replace("label:", "lable:", 1))):
        (folder / "visit_note").mkdir(parents=True)
        (folder / "visit_note" / "2025-09.yaml").write_text(text, encoding="utf-8")
    data = tsmforms.form("visit_note", "2025-09", specs=good).write({"name": "Jo Example"}, "docx")
    faults = []
    for isolated in (True, False):
        with pytest.raises(SpecError) as caught:
            tsmforms.read(data, specs=bad, isolated=isolated)
        faults.append(caught.value.diagnostics)
    assert faults[0] == faults[1]
    assert faults[0][0].place


def test_an_edition_that_is_not_known_here_is_read_as_the_newest_and_reported(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, edition in ((old, "2025-09"), (new, "2031-09")):
        folder.mkdir()
        (folder / "visit.yaml").write_text(FORM.replace("2025-09", edition), encoding="utf-8")
    data = tsmforms.form("visit_note", specs=new).write({"name": "Jo Example"}, "docx")
    found = tsmforms.read(data, specs=old)
    assert found.answers == {"name": "Jo Example"}
    assert [(d.severity, d.found) for d in found.diagnostics if d.code == "D0404"] == [("warning", "2031-09")]


def test_one_worker_reads_file_after_file() -> None:
    data = filled("sam_minutes", "docx")
    tsmforms.read(data, isolated=True)
    first = kept_worker().call(_process)
    tsmforms.read(data, isolated=True)
    assert kept_worker().call(_process) == first


def _process() -> int:
    import os

    return os.getpid()


def test_a_fault_of_a_reader_is_one_code_without_a_word_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Iterator[Any]:
        raise KeyError("Jo Example")

    monkeypatch.setattr(returns, "examined", broken)
    before = DEFECTS["KeyError"]
    with pytest.raises(ReadError) as caught:
        tsmforms.read(b"anything")
    assert caught.value.code == "D0913"
    assert "Jo" not in caught.value.message + caught.value.hint
    assert DEFECTS["KeyError"] == before + 1
