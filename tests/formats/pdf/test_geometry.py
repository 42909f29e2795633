"""The geometry check itself: it must find what is wrong."""

from __future__ import annotations

import io

import pikepdf

from tests.formats.pdf.trees import FORM, content
from tests.support.geometry import faults
from tsmforms.formats.pdf import compile_writer
from tsmforms.layout import WriterPlan

FILLED = compile_writer(WriterPlan(FORM)).fill(content({"name": "Some Body", "notes": "Words in a box"}))


def spoiled(find: bytes, put: bytes) -> bytes:
    """The form with the drawing of one box changed."""
    with pikepdf.open(io.BytesIO(FILLED)) as pdf:
        for page in pdf.pages:
            for widget in page.obj.Annots:
                drawing = widget.AP.N
                if isinstance(drawing, pikepdf.Stream) and find in drawing.read_bytes():
                    drawing.write(drawing.read_bytes().replace(find, put))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_a_good_form_has_no_fault() -> None:
    assert faults(FILLED) == []


def test_text_that_runs_out_of_its_box_is_found() -> None:
    long = spoiled(b"(Some Body)", b"(Some Body who has a very long name indeed)")
    assert any("clipped" in fault for fault in faults(long))


def test_words_over_words_are_found() -> None:
    double = b"(Words in a box) Tj 3 1 Td (Other things here)"
    assert any("lies over" in fault for fault in faults(spoiled(b"(Words in a box)", double)))


def test_text_off_the_page_is_found() -> None:
    with pikepdf.open(io.BytesIO(FILLED)) as pdf:
        for page in pdf.pages:
            page.mediabox = [0, 0, 400, 842]
        out = io.BytesIO()
        pdf.save(out)
    assert any("off the page" in fault for fault in faults(out.getvalue()))
