"""An original of others is filled in by its binding, and what is written there reads back through it exactly."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pypdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

import tsmforms
from tests.support.run import tsmforms as run
from tsmforms.diagnostics import WriteRefused

LABELS = (
    ("pupil.name", "Child's name"),
    ("pupil.date_of_birth", "Date of Birth"),
    ("pupil.class_or_year", "Class/Year group"),
    ("present", "Present"),
    ("meeting_date", "Date of meeting"),
    ("services_involved", "Services involved"),
)
ANSWERS: dict[str, Any] = {
    "pupil": {"name": "Zed Example", "date_of_birth": "2014-04-03"},
    "meeting_date": "2025-11-26",
    "present": "A. Sample\nB. Sample",
    "services_involved": "Early Help",
}


def acroform() -> bytes:
    """A fillable form made by reportlab."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4, invariant=1)
    page.drawString(40, 800, "School attendance meeting (SAM) minutes")
    for number, (_, label) in enumerate(LABELS):
        y = 760 - 50 * number
        page.drawString(40, y, label)
        page.acroForm.textfield(
            name=f"Text{number}", x=200, y=y - 20, width=300, height=36, fieldFlags="multiline", maxlen=500
        )
    page.save()
    return out.getvalue()


def parented() -> bytes:
    """The same form, whose fields are all under a field of their own, without drawings."""
    with pikepdf.open(io.BytesIO(acroform())) as pdf:
        form = pdf.Root.AcroForm
        kids = list(form.Fields)
        parent = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("form1"), Kids=pikepdf.Array(kids)))
        for kid in kids:
            kid.Parent = parent
            if "/AP" in kid:
                del kid.AP
        form.Fields = pikepdf.Array([parent])
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def pypdf_made() -> bytes:
    """The same form saved by pypdf."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(acroform()))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word_table() -> bytes:
    """A Word form of python-docx: labels at the left of empty cells."""
    made = docx.Document()
    made.add_heading("School attendance meeting (SAM) minutes")
    table = made.add_table(rows=0, cols=2)
    for _, label in LABELS:
        table.add_row().cells[0].text = label
    return _saved(made)


def word_lines() -> bytes:
    """A Word form whose blanks are lines behind the labels."""
    made = docx.Document()
    made.add_heading("School attendance meeting (SAM) minutes")
    for _, label in LABELS:
        paragraph = made.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run("____________")
    return _saved(made)


def word_stacked() -> bytes:
    """A Word form whose answers are below their labels."""
    made = docx.Document()
    made.add_heading("School attendance meeting (SAM) minutes")
    table = made.add_table(rows=4, cols=3)
    for number, (_, label) in enumerate(LABELS):
        table.cell(2 * (number // 3), number % 3).text = label
    return _saved(made)


def workbook() -> bytes:
    """A workbook of openpyxl."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet["A1"] = "School attendance meeting (SAM) minutes"
    for number, (_, label) in enumerate(LABELS, 3):
        sheet.cell(number, 1, label)
        sheet.cell(number, 2).border = openpyxl.styles.Border(bottom=openpyxl.styles.Side("thin"))
    sheet["D1"] = "=1+1"
    return _saved(made)


def _saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


MAKERS = (acroform, parented, pypdf_made, word_table, word_lines, word_stacked, workbook)


@pytest.mark.parametrize("make", MAKERS)
def test_an_original_of_others_is_filled_and_reads_back_exactly(make: Callable[[], bytes]) -> None:
    original = make()
    binding = tsmforms.bind(original, "sam_minutes")
    data, notes = tsmforms.fill_original(original, ANSWERS, binding)
    assert notes == ()
    assert tsmforms.read(data, binding=binding).answers == ANSWERS


def test_a_pdf_keeps_every_byte_and_two_libraries_read_its_fields() -> None:
    original = acroform()
    data, _ = tsmforms.fill_original(original, ANSWERS, tsmforms.bind(original, "sam_minutes"))
    assert data.startswith(original)
    assert pypdf.PdfReader(io.BytesIO(data)).get_form_text_fields()["Text0"] == "Zed Example"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].V) == "Zed Example"


def test_a_word_form_keeps_its_words() -> None:
    original = word_lines()
    data, _ = tsmforms.fill_original(original, ANSWERS, tsmforms.bind(original, "sam_minutes"))
    lines = [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]
    assert lines[1] == "Child's name: Zed Example"
    assert lines[3] == "Class/Year group: ____________"


def test_a_workbook_keeps_its_formula() -> None:
    original = workbook()
    data, _ = tsmforms.fill_original(original, ANSWERS, tsmforms.bind(original, "sam_minutes"))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert (sheet["B3"].value, sheet["D1"].value) == ("Zed Example", "=1+1")


def test_an_answer_without_a_place_is_reported_at_its_question() -> None:
    original = word_table()
    answers = ANSWERS | {"parent_signature": {"name": "P. Example"}}
    _, notes = tsmforms.fill_original(original, answers, tsmforms.bind(original, "sam_minutes"))
    assert [(note.code, note.field) for note in notes] == [("D0417", "parent_signature.name")]


def test_the_original_of_another_binding_is_refused() -> None:
    binding = tsmforms.bind(word_table(), "sam_minutes")
    other = docx.Document()
    other.add_paragraph("Minutes of something else")
    with pytest.raises(WriteRefused) as refused:
        tsmforms.fill_original(_saved(other), ANSWERS, binding)
    assert [one.code for one in refused.value.diagnostics] == ["D0418"]


def test_the_command_fills_the_original_and_refuses_another(tmp_path: Path) -> None:
    original, binding, record = tmp_path / "own.docx", tmp_path / "own.yaml", tmp_path / "record.json"
    original.write_bytes(word_table())
    record.write_text(json.dumps(tsmforms.form("sam_minutes").to_json(ANSWERS)), encoding="utf-8")
    assert run("bind", original, "sam_minutes", "--out", binding).status == 0
    assert run("write", record, tmp_path / "filled.docx", "--binding", binding).status == 0
    assert tsmforms.read(tmp_path / "filled.docx", binding=binding).answers == ANSWERS
    other = tmp_path / "other.docx"
    docx.Document().save(str(other))
    done = run("write", record, tmp_path / "none.docx", "--binding", binding, "--original", other)
    assert (done.status, "D0418" in done.err, (tmp_path / "none.docx").exists()) == (1, True, False)
