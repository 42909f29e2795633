"""Answers in boxes that are hidden or struck through, of a PDF and of a workbook: no answers, and reported."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pikepdf
import pytest

import tsmforms
from tsmforms.documents import Form

HIDDEN = 1 << 1
NOT_READ = {"pupil.date_of_birth", "pupil.class_or_year"}


@pytest.fixture(scope="module")
def minutes() -> Form:
    return tsmforms.form("sam_minutes")


def written(form: Form, format: tsmforms.FormatName) -> bytes:
    record = form.example(1)
    return form.write(record["answers"], format, record["record_id"], is_open=True)


def pdf_with_hidden_fields(form: Form) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(written(form, "pdf"))) as pdf:
        for widget in (one for page in pdf.pages for one in page.Annots.as_list()):
            if str(widget.get("/T")) in ("date_of_birth", "class_or_year"):
                widget.F = int(widget.get("/F", 0)) | HIDDEN
        pdf.save(out)
    return out.getvalue()


def pdf_with_struck_fields(form: Form) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(written(form, "pdf"))) as pdf:
        for page in pdf.pages:
            for widget in page.Annots.as_list():
                if str(widget.get("/T")) in ("date_of_birth", "class_or_year"):
                    left, bottom, _, top = map(float, widget.Rect)
                    right = left + 40
                    strike = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.StrikeOut, F=4)
                    strike.Rect = pikepdf.Array([left, bottom, right, top])
                    strike.QuadPoints = pikepdf.Array([left, top, right, top, left, bottom, right, bottom])
                    page.Annots.append(pdf.make_indirect(strike))
        pdf.save(out)
    return out.getvalue()


def workbook_with_hidden_columns(form: Form) -> bytes:
    out = io.BytesIO()
    book = openpyxl.load_workbook(io.BytesIO(written(form, "xlsx")))
    for name in ("f.pupil.date_of_birth", "f.pupil.class_or_year"):
        (sheet, cell), *_ = book.defined_names[name].destinations
        book[sheet].column_dimensions[cell.replace("$", "").rstrip("0123456789")].hidden = True
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("hide", [pdf_with_hidden_fields, pdf_with_struck_fields, workbook_with_hidden_columns])
def test_what_a_hidden_or_struck_box_says_is_no_answer_and_is_reported(
    minutes: Form, hide: Callable[[Form], bytes]
) -> None:
    found = minutes.read(hide(minutes))
    reported = {one.field for one in found.diagnostics if one.code == "D0111" and one.severity == "warning"}
    assert reported >= NOT_READ
    assert not NOT_READ & {*found.values}, "an answer that nobody gives was read"
    assert found.values["pupil.name"] == minutes.example(1)["answers"]["pupil"]["name"]
