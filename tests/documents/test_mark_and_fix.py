"""A fault marked in the file that came back, fixed there with other programs, and read again: no fault, no mark."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

import tsmforms as library
from tests.documents.test_marking import words_of
from tests.support import hands
from tests.survival.office import Errand, run
from tsmforms.diagnostics import Diagnostic
from tsmforms.documents.marking import marked_copy
from tsmforms.model.answers import Value

ORIGINALS = Path(__file__).parents[1] / "corpus/originals"
FORMATS = ("docx", "pdf", "xlsx")
EVERYDAY = {("sam_minutes", "docx"), ("rag_audit", "pdf"), ("letter_2b", "xlsx")}
NONSENSE = "some day soon"


def typed(value: Value, kind: str) -> Any:
    """A value as a person types it; a cell takes it as it is."""
    if kind == "xlsx":
        return value
    return f"{value:%d/%m/%Y}" if isinstance(value, datetime.date) else str(value)


def edited(data: bytes, kind: str, path: str, value: Any, found: library.Return) -> bytes:
    """The file with something else in the box of a question, by python-docx's parser, pypdf or openpyxl."""
    if kind == "docx":
        return hands.edit_docx(data, path, value)
    if kind == "pdf":
        return hands.edit_pdf(data, path, value)
    return in_cell(data, found, path, value)


def in_cell(data: bytes, found: library.Return, path: str, value: Any) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    place = found.places[path]
    cell = book[place.sheet][place.cell_ref]
    cell.value = value / 100 if "%" in cell.number_format and isinstance(value, Decimal) else value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def typed_path(found: library.Return) -> str | None:
    """A question outside lists that takes a date, a time or a number, so that nonsense is a fault of it."""
    kinds = (datetime.date, datetime.time, Decimal, int)
    paths = [path for path, value in found.values.items() if isinstance(value, kinds) and not isinstance(value, bool)]
    alone = (path for path in paths if not any(part.isdigit() for part in path.split(".")))
    return next((path for path in alone if path in found.places), None)


def reading(form: library.Form, data: bytes) -> library.Return:
    return next(iter(library.read_all(data, form=form)))


def faults(found: library.Return) -> list[str]:
    return sorted(one.code for one in found.diagnostics if one.severity != "info")


@pytest.mark.parametrize(
    ("id", "kind"),
    [
        pytest.param(id, kind, marks=() if (id, kind) in EVERYDAY else pytest.mark.atlength)
        for id in library.forms()
        for kind in FORMATS
    ],
)
def test_a_fault_that_is_marked_and_fixed_leaves_no_fault_and_no_mark(id: str, kind: str) -> None:
    form = library.form(id)
    good = form.write(form.example(3)["answers"], kind)
    before = reading(form, good)
    path = typed_path(before)
    if path is None:  # a PDF letter has no boxes: what is said of it is at its beginning
        assert form.spec.is_letter or not any(isinstance(one, datetime.date) for one in before.values.values())
        whole = marked_copy(good, [Diagnostic("D0404", "warning", "the edition is not known")], isolated=False)
        assert "[D0404]" in words_of(whole)
        assert "[D0404]" not in words_of(marked_copy(whole, (), isolated=False))
        assert reading(form, whole).values == before.values
        return
    bad = edited(good, kind, path, NONSENSE, before)
    wrong = reading(form, bad)
    assert path not in wrong.values
    said = [one for one in wrong.diagnostics if one.field == path]
    assert said, "the fault is not reported"
    marked = marked_copy(bad, wrong.diagnostics, isolated=False)
    assert said[0].code in words_of(marked)
    assert reading(form, marked).values == wrong.values
    fixed = edited(marked, kind, path, typed(before.values[path], kind), before)
    after = reading(form, fixed)
    assert (after.values, faults(after)) == (before.values, faults(before))
    clean = marked_copy(fixed, after.diagnostics, isolated=False)
    assert said[0].code not in words_of(clean)
    assert reading(form, clean).values == before.values


def in_word_cell(data: bytes, found: library.Return, path: str, words: str) -> bytes:
    place = found.places[path]
    document = docx.Document(io.BytesIO(data))
    cell = document.tables[place.table - 1].rows[place.row - 1].cells[place.cell - 1]
    there = {found.evidence[path][0].raw, NONSENSE}
    run = next(run for part in cell.paragraphs for run in part.runs if any(one in run.text for one in there))
    for one in there:
        run.text = run.text.replace(one, words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def of_original(data: bytes, form: library.Form) -> library.Return:
    return library.read(data, form=form)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a/sam_minutes__workbook__neat.xlsx", "review_date"),
        pytest.param("a/sam_minutes__council_minutes__neat.docx", "review_date", marks=pytest.mark.atlength),
        pytest.param("d/contract_fields_full.pdf", "date", marks=pytest.mark.atlength),
    ],
)
def test_an_original_that_is_marked_and_fixed_has_no_mark_left(name: str, path: str) -> None:
    good = (ORIGINALS / name).read_bytes()
    kind = name.rpartition(".")[2]
    form = library.form("parenting_contract" if "contract" in name else "sam_minutes")
    before = of_original(good, form)

    def edit(data: bytes, value: Any) -> bytes:
        if kind == "xlsx":
            return in_cell(data, before, path, value)
        return in_word_cell(data, before, path, value) if kind == "docx" else in_field(data, before, path, value)

    bad = edit(good, NONSENSE)
    wrong = of_original(bad, form)
    said = [one for one in wrong.diagnostics if one.field == path]
    assert said
    assert path not in wrong.values
    marked = marked_copy(bad, wrong.diagnostics, isolated=False)
    assert said[0].code in words_of(marked)
    assert of_original(marked, form).values == wrong.values
    fixed = edit(marked, typed(before.values[path], kind))
    after = of_original(fixed, form)
    assert (after.values, faults(after)) == (before.values, faults(before))
    assert f"[{said[0].code}]" not in words_of(marked_copy(fixed, after.diagnostics, isolated=False))


def in_field(data: bytes, found: library.Return, path: str, words: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for page in writer.pages:
        writer.update_page_form_field_values(page, {found.places[path].field_name: words}, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


# --- notes of other people, and other programs


def with_notes(data: bytes, notes: dict[str, tuple[str, str]]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for ref, (author, text) in notes.items():
        book["Form"][ref].comment = openpyxl.comments.Comment(text, author)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def notes_of(data: bytes) -> dict[str, str]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Form"]
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def test_what_is_said_of_a_cell_with_somebodys_note_is_added_to_it_and_taken_out_again() -> None:
    form = library.form("sam_minutes")
    data = form.write(form.example(3)["answers"], "xlsx")
    place = form.read(data).places["meeting_date"]
    data = with_notes(data, {place.cell_ref: ("A Person", "Mine.")})
    before = form.read(data)
    fault = Diagnostic("D0201", "error", "this is not a date", place=place)
    marked = marked_copy(data, [fault], isolated=False)
    note = notes_of(marked)[place.cell_ref]
    assert note.startswith("Mine.")
    assert "This is not a date. [D0201]" in note
    after = form.read(marked)
    assert (after.values, [one.message for one in after.diagnostics]) == (
        before.values,
        [one.message for one in before.diagnostics],
    )
    again = marked_copy(marked, [fault], isolated=False)
    assert notes_of(again) == notes_of(marked)
    assert notes_of(marked_copy(again, (), isolated=False)) == {place.cell_ref: "Mine."}


def test_where_people_talk_about_a_cell_the_note_is_next_to_it_and_names_it() -> None:
    form = library.form("sam_minutes")
    data = form.write(form.example(3)["answers"], "xlsx")
    place = form.read(data).places["meeting_date"]
    data = with_notes(data, {place.cell_ref: ("tc={11111111-2222-3333-4444-555555555555}", "[Threaded comment] Mine.")})
    marked = notes_of(marked_copy(data, [Diagnostic("D0201", "error", "no date", place=place)], isolated=False))
    (own,) = set(marked) - {place.cell_ref}
    assert marked[place.cell_ref] == "[Threaded comment] Mine."
    assert f"About cell {place.cell_ref}: No date. [D0201]" in marked[own]


@pytest.mark.atlength
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_marks_are_known_after_libreoffice_saved_the_file(kind: str) -> None:
    form = library.form("sam_minutes")
    data = form.write(form.example(3)["answers"], kind)
    place = form.read(data).places["meeting_date"]
    faults = [Diagnostic("D0201", "error", "this is not a date", place=place), Diagnostic("D0404", "warning", "old")]
    errand = Errand("marked", kind, marked_copy(data, faults, isolated=False), (kind,))
    saved = run([errand])["marked"]
    assert "[D0201]" in words_of(saved)
    assert not [one for one in form.read(saved).diagnostics if "This is not a date" in str(one.found)]
    clean = marked_copy(saved, (), isolated=False)
    assert "[D0201]" not in words_of(clean)
    assert "[D0404]" not in words_of(clean)
