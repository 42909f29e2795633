"""Where a PDF library's exception ends, and what a dictionary of a file contains."""

from __future__ import annotations

import io
import sys
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pdfminer.pdfexceptions import PDFException

import tsmforms
from tsmforms.diagnostics import ReadError
from tsmforms.formats.pdf.objects import number, rect, string
from tsmforms.formats.pdf.opening import translate_errors
from tsmforms.formats.pdf.outline.entries import entries_of
from tsmforms.intake.edge import DEFECTS


def no_pdf(library: str) -> None:
    if library == "pypdf":
        import pypdf

        pypdf.PdfReader(io.BytesIO(b"%PDF-1.7\n1 0 obj"))
    elif library == "pdfplumber":
        import pdfplumber

        pdfplumber.open(io.BytesIO(b"%PDF-1.7\n1 0 obj"))
    else:
        pikepdf.open(12)  # type: ignore[arg-type]


@pytest.mark.parametrize("error", [pikepdf.PdfError, pikepdf.ForeignObjectError, pypdfium2.PdfiumError, PDFException])
def test_an_exception_of_a_library_is_one_refusal_without_its_words(error: type[Exception]) -> None:
    with pytest.raises(ReadError) as refused, translate_errors():
        raise error("Sam Specimen")
    assert refused.value.code == "D0905"
    assert "Sam" not in str(refused.value)
    assert refused.value.__suppress_context__


@pytest.mark.parametrize("library", ["pypdf", "pdfplumber", "pikepdf"])
def test_whatever_a_line_of_a_library_raises_is_one_refusal(library: str) -> None:
    with pytest.raises(ReadError) as refused, translate_errors():
        no_pdf(library)
    assert refused.value.code == "D0905"


@pytest.mark.parametrize("error", [KeyError, TypeError, ValueError, AssertionError, MemoryError, RecursionError])
def test_an_exception_of_our_own_goes_on(error: type[Exception]) -> None:
    with pytest.raises(error), translate_errors():
        raise error("ours")


def test_a_defect_of_ours_in_a_pdf_is_counted_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_pdf: Any) -> None:
        raise KeyError("ours")

    form = tsmforms.form("sam_minutes")
    blank, before = form.blank("pdf"), DEFECTS["KeyError"]
    monkeypatch.setattr(sys.modules["tsmforms.formats.pdf.read"], "annotated", broken)
    monkeypatch.delenv("TSMFORMS_RAISE", raising=False)
    with pytest.raises(ReadError) as refused:
        form.read(blank)
    assert (refused.value.code, DEFECTS["KeyError"] - before) == ("D0913", 1)


# --- entries


_VALUES = (
    b"(plain)",
    b"(with \\(brackets\\) and a \\\\)",
    b"(two\\nlines\\r\\nof it\\r)",
    b"(caf\\351 \\240 \\201)",
    b"<feff00410042d83d>",
    b"<feffd83dde00001b0065006e001b0041>",
    b"<efbbbfc3a9>",
    b"()",
    b"/Name",
    b"/A#20B#ff",
    b"12",
    b"-.5",
    b"true",
    b"null",
    b"[ (a) (b) ]",
    b"[ [ (a) ] ]",
    b"<< /A (b) >>",
    b"[ 1 2 3 4 ]",
    b"[ 30 20.5 -10 .25 ]",
    b"[ 1 2 3 ]",
    b"[ 1 2 true 4 ]",
    b"[ 1 2 (3) 4 ]",
    b"99999999999999999",
)


@pytest.mark.parametrize("is_indirect", [False, True])
@pytest.mark.parametrize("value", _VALUES)
def test_an_entry_is_what_the_library_reads_when_asked_for_it_alone(value: bytes, is_indirect: bool) -> None:
    with pikepdf.new() as pdf:
        thing = pikepdf.Object.parse(value) if value != b"null" else None
        item = pikepdf.Dictionary(Key=pdf.make_indirect(thing) if is_indirect and thing is not None else thing)
        (entries,) = entries_of([pdf.make_indirect(item)])
        alone = entries.item.get("/Key")
        assert ("/Key" in entries) == (alone is not None)
        assert entries.text("/Key") == string(alone)
        assert entries.rect("/Key") == rect(alone)
        assert entries.number("/Key") == number(alone)
