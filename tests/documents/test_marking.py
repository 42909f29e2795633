"""A returned file with its problems marked: it reads as the original, and fixed and marked again it has no marks."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest

import tsmforms as library
from tests.support.everyday import in_turn
from tests.support.run import tsmforms
from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.documents.marking import marked_copy, marks_of
from tsmforms.model.marking import MARK_AUTHOR

FORMATS = ("docx", "pdf", "xlsx")


def faults_at(found: library.Return, count: int = 5) -> list[Diagnostic]:
    """Problems at boxes of a return, and one of the whole file."""
    places = [place for path, place in sorted(found.places.items())][:: max(1, len(found.places) // count)][:count]
    here = [
        Diagnostic("D0201", "error", f'"Question {n}" is not a date', "write a date", place=p)
        for n, p in enumerate(places)
    ]
    return [*here, Diagnostic("D0404", "warning", "the edition is not known", "use the current blank")]


def same(one: library.Return, other: library.Return) -> bool:
    return (one.values, one.record_id, one.places) == (other.values, other.record_id, other.places) and [
        (d.code, d.place) for d in one.diagnostics
    ] == [(d.code, d.place) for d in other.diagnostics]


def words_of(data: bytes) -> str:
    """Everything that our marks say in a file."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "".join(package.read(n).decode() for n in package.namelist() if "comments" in n)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return "".join(
            str(one.get("/Contents", ""))
            for page in pdf.pages
            for one in page.get("/Annots", [])
            if str(one.get("/T", "")) == MARK_AUTHOR
        )


@pytest.mark.parametrize(
    ("id", "kind"), in_turn([(id, f) for id in ("sam_minutes", "rag_audit", "termly_record") for f in FORMATS], 2)
)
def test_the_marked_copy_reads_as_the_original_and_says_each_problem(id: str, kind: str) -> None:
    form = library.form(id)
    data = form.write(form.example(3)["answers"], kind)
    found = form.read(data)
    marked = marked_copy(data, faults_at(found), isolated=False)
    assert same(form.read(marked), found)
    said = words_of(marked)
    assert all(f"Question {n}" in said for n in range(5))
    assert "The edition is not known. Use the current blank. [D0404]" in said


@pytest.mark.parametrize("kind", FORMATS)
def test_marked_again_without_problems_no_mark_is_left(kind: str) -> None:
    form = library.form("sam_minutes")
    data = form.write(form.example(3)["answers"], kind)
    marked = marked_copy(data, faults_at(form.read(data)), isolated=False)
    clean = marked_copy(marked, (), isolated=False)
    assert "Question" not in words_of(clean)
    assert b"N(&quot;tsmforms&quot;)" not in clean
    assert same(form.read(clean), form.read(data))


@pytest.mark.parametrize("kind", FORMATS)
def test_marking_twice_says_each_problem_once(kind: str) -> None:
    form = library.form("sam_minutes")
    data = form.write(form.example(3)["answers"], kind)
    faults = faults_at(form.read(data))
    twice = marked_copy(marked_copy(data, faults, isolated=False), faults, isolated=False)
    assert words_of(twice).count("Question 1") == 1


@pytest.mark.atlength
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("id", library.forms())
def test_every_form_and_format_can_be_marked(id: str, kind: str) -> None:
    form = library.form(id)
    data = form.write(form.example(5)["answers"], kind)
    (found, *_) = form.read_all(data) if hasattr(form, "read_all") else (form.read(data),)
    marked = marked_copy(data, faults_at(found), isolated=False)
    (again, *_) = form.read_all(marked) if hasattr(form, "read_all") else (form.read(marked),)
    assert same(again, found)
    assert ("Question 0" in words_of(marked)) is bool(found.places)  # a letter as PDF has no boxes to mark
    assert "The edition is not known" in words_of(marked)


@pytest.mark.parametrize(
    "name", [path.name for path in sorted((Path(__file__).parents[1] / "corpus/originals").rglob("*.docx"))][:1]
)
def test_an_original_without_our_boxes_can_be_marked(name: str) -> None:
    path = next((Path(__file__).parents[1] / "corpus/originals").rglob(name))
    places = [Place(table=1, row=1, cell=1), Place(paragraph=1)]
    faults = [Diagnostic("D0110", "warning", f"doubt {n}", place=place) for n, place in enumerate(places)]
    marked = marked_copy(path, faults, isolated=False)
    assert "Doubt 0" in words_of(marked)
    assert [one.value for one in library.inspect(marked)] == [one.value for one in library.inspect(path)]


def test_several_problems_of_one_box_are_one_mark_and_remarks_are_none() -> None:
    place = Place(sheet="Form", cell_ref="B2")
    faults = [Diagnostic("D0201", "error", "a", place=place), Diagnostic("D0202", "warning", "b", place=place)]
    (one,) = marks_of([*faults, Diagnostic("D0214", "info", "c", place=place)])
    assert one.text == "A. [D0201]\nB. [D0202]"


def test_the_command_marks_one_file_or_a_folder_and_writes_over_nothing(tmp_path: Path) -> None:
    form = library.form("sam_minutes")
    late = {**form.example(3)["answers"], "review_date": "2020-01-01"}
    folder, out = tmp_path / "back", tmp_path / "marked"
    folder.mkdir()
    for kind in ("docx", "xlsx"):
        (folder / f"late.{kind}").write_bytes(form.write(late, kind))
    ended = tsmforms("check", folder, "--mark", out)
    assert ended.status == 1, ended.err
    assert sorted(path.name for path in out.iterdir()) == ["late.docx", "late.xlsx"]
    assert "[R" in words_of((out / "late.docx").read_bytes())
    assert tsmforms("check", folder, "--mark", out).status == 2
    assert tsmforms("read", folder / "late.docx", "--mark", tmp_path / "one.docx", "--json").status == 0
    assert (tmp_path / "one.docx").is_file()
