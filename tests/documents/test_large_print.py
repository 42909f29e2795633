"""Large print: nothing under 16 points, the same words, and what is read is the same."""

from __future__ import annotations

import io
import re
import zipfile

import pdfplumber
import pikepdf
import pytest

from tests.formats.docx.samples import built_in
from tsmforms.diagnostics import MisuseError

SIZE = re.compile(rb'<w:sz w:val="(\d+)"/>')
GAP = b"8"
"""The half points of the empty paragraph between two tables."""


def drawn_sizes(data: bytes) -> set[float]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return {round(char["size"], 1) for page in pdf.pages for char in page.chars}


def typed_sizes(data: bytes) -> set[float]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = [str(a.DA) for page in pdf.pages for a in page.get("/Annots", ()) if a.get("/FT") == "/Tx"]
    return {float(one.split()[1]) for one in said}


def word_sizes(data: bytes) -> set[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(n) for n in package.namelist() if n.startswith("word/") and n.endswith(".xml")]
    return {size for part in parts for size in SIZE.findall(part)} - {GAP}


@pytest.mark.parametrize("id", ["letter_3", "sam_minutes"])
def test_large_print_has_nothing_under_16_points_and_reads_back(id: str) -> None:
    form = built_in(id)
    record = form.example(0)
    pdf, word = form.write(record, "pdf", large=True), form.write(record, "docx", large=True)
    assert min(drawn_sizes(pdf)) >= 16
    assert min(typed_sizes(pdf), default=16) >= 16
    assert min(map(int, word_sizes(word))) >= 32
    assert all(form.same(form.read(data), record) for data in (pdf, word))
    assert form.large.blank("pdf") != form.blank("pdf")


def test_a_letter_in_large_print_takes_an_address_that_no_window_shows() -> None:
    form = built_in("letter_3")
    values, _ = form.values(form.example(0))
    values["address.lines"] = "\n".join(f"Invented line {n} of a rather long address in Exampleton" for n in range(9))
    assert any(one.code == "D0305" for one in form.problems(values, "pdf"))
    assert not form.large.problems(values, "pdf")
    assert not form.large.problems(values, "docx")


def test_a_workbook_is_not_made_in_large_print() -> None:
    with pytest.raises(MisuseError, match="large print"):
        built_in("sam_minutes").large.blank("xlsx")
