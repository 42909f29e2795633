"""Our forms printed or flattened by real programs, and read from their pages."""

from __future__ import annotations

import io
from typing import Any

import pytest

from tests.support.flattened import flattened, judged, libreoffice, poppler, reversed_pages, scaled, without_second
from tsmforms.documents import Form
from tsmforms.specs import registry


@pytest.fixture(scope="module")
def form() -> Form:
    return Form(registry().spec("family_action_plan"))


@pytest.fixture(scope="module")
def answers(form: Form) -> Any:
    return form.example(0)["answers"]


@pytest.fixture(scope="module")
def flat(form: Form, answers: Any) -> bytes:
    return flattened(form.write(answers, "pdf"))


def test_a_flattened_form_reads_as_it_was_filled(form: Form, answers: Any, flat: bytes) -> None:
    assert judged(form, answers, flat)[1] == []


def test_a_form_printed_smaller_reads_as_it_was_filled(form: Form, answers: Any, flat: bytes) -> None:
    assert judged(form, answers, scaled(flat))[1] == []


def test_pages_in_another_order_read_as_they_were_filled(form: Form, answers: Any, flat: bytes) -> None:
    assert judged(form, answers, reversed_pages(flat))[1] == []


def test_nothing_of_a_missing_page_is_lost_in_silence(form: Form, answers: Any, flat: bytes) -> None:
    counts, _ = judged(form, answers, without_second(flat))
    assert counts["reported"]
    assert not counts["wrong"] + counts["lost"] + counts["invented"]


@pytest.mark.poppler
def test_a_form_printed_by_poppler_reads_as_it_was_filled(form: Form, answers: Any) -> None:
    assert judged(form, answers, poppler(form.write(answers, "pdf")))[1] == []


@pytest.mark.libreoffice
def test_a_word_form_saved_as_pdf_reads_as_it_was_filled(form: Form, answers: Any) -> None:
    pdf = libreoffice({"form": form.write(answers, "docx")})["form"]
    assert judged(form, answers, pdf)[1] == []


def test_an_answer_continued_at_the_end_is_read_whole() -> None:
    form = Form(registry().spec("sam_minutes"))
    long = {"additional_information": "Invented sentence number one. " * 300 + "End."}
    found = form.read(flattened(form.write(long, "pdf")))
    assert found.answers == long
    assert [note.code for note in found.diagnostics] == ["D0115"]


def test_text_that_ran_out_of_its_box_is_reported_and_not_read(form: Form) -> None:
    values = {"actions": [{"aim": "An invented aim that is not wrapped. " * 6}]}
    counts, _ = judged(form, values, flattened(_unwrapped(form.blank("pdf"), values["actions"][0]["aim"])))
    assert counts == {"reported": 1}


def _unwrapped(blank: bytes, text: str) -> bytes:
    """The first aim filled in as by a program that does not wrap what it draws."""
    import pikepdf

    with pikepdf.open(io.BytesIO(blank)) as pdf:
        for page in pdf.pages:
            for widget in page.obj.get("/Annots", []):
                if str(widget.get("/TU", "")).endswith("achieve?") and "/T" in widget:
                    drawing = b"/Tx BMC q BT /TF 9.5 Tf 2 20 Td (" + text.encode() + b") Tj ET Q EMC"
                    appearance = pdf.make_stream(drawing)
                    appearance.Type, appearance.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
                    appearance.BBox, appearance.Resources = widget.AP.N.BBox, pdf.Root.AcroForm.DR
                    widget.AP.N = appearance
                    out = io.BytesIO()
                    pdf.save(out)
                    return out.getvalue()
    raise AssertionError("the form has no box for an aim")
