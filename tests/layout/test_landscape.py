"""A form whose pages lie on their side: in each format, filled and read; a letter never."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pikepdf
import pytest

import tsmforms
from tests.specs.small import FORM, LETTER, faults_of
from tsmforms.intake import open_package
from tsmforms.model.formatnames import FORMATS

WIDE = FORM.replace("kind: form\n", "kind: form\norientation: landscape\n")


@pytest.fixture
def form(tmp_path: Path) -> tsmforms.Form:
    path = tmp_path / "spec.yaml"
    path.write_text(WIDE, encoding="utf-8")
    return tsmforms.load_form(path)


def test_the_pages_lie_on_their_side(form: tsmforms.Form) -> None:
    main = open_package(form.blank("docx")).parts["word/document.xml"].decode()
    assert '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' in main
    with pikepdf.open(io.BytesIO(form.blank("pdf"))) as pdf:
        assert {tuple(round(float(n)) for n in page.mediabox) for page in pdf.pages} == {(0, 0, 842, 595)}
    assert openpyxl.load_workbook(io.BytesIO(form.blank("xlsx"))).worksheets[0].page_setup.orientation == "landscape"


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_written_is_read(form: tsmforms.Form, format: str) -> None:
    record = form.example(1)
    found = form.read(form.write(record, format))
    assert found.answers == record["answers"]
    assert [d for d in found.diagnostics if d.severity != "info"] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LETTER.replace("kind: letter\n", "kind: letter\norientation: landscape\n"), "a letter has no landscape pages"),
        (WIDE.replace("landscape", "wide"), 'a value that is not allowed here: "wide"'),
    ],
)
def test_pages_that_cannot_be_are_a_fault_at_their_line(tmp_path: Path, text: str, message: str) -> None:
    (fault,) = [one for one in faults_of(tmp_path, text) if one.code in ("S0011", "S0015")]
    assert message in fault.message
    assert fault.place.line == 5
