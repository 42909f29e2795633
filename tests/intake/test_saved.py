"""The day on which a file says that it was saved last: of two returns alike the newer one counts."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest

from tsmforms.intake.saved import saved_there


def package(folder: Path, core: str | None) -> str:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
        if core is not None:
            archive.writestr("docProps/core.xml", core)
    path = folder / "form.docx"
    path.write_bytes(out.getvalue())
    return str(path)


def page(folder: Path, **dates: str) -> str:
    path = folder / "form.pdf"
    with pikepdf.new() as pdf:
        for name, date in dates.items():
            pdf.docinfo[f"/{name}"] = date
        pdf.save(path)
    return str(path)


@pytest.mark.parametrize(
    ("core", "moment"),
    [
        (
            "<dcterms:modified xsi:type='dcterms:W3CDTF'>2026-09-03T09:30:00Z</dcterms:modified>",
            "2026-09-03T09:30:00+00:00",
        ),
        ("<modified> 2026-09-03T09:30:00+01:00 </modified>", "2026-09-03T08:30:00+00:00"),
        ("<modified>2026-09-03T09:30:00</modified>", "2026-09-03T09:30:00+00:00"),
        ("<modified>2026-13-03T09:30:00Z</modified>", None),
        ("<created>2026-09-03T09:30:00Z</created>", None),
        (None, None),
    ],
)
def test_an_office_file_says_it_among_its_properties(tmp_path: Path, core: str | None, moment: str | None) -> None:
    assert saved_there(package(tmp_path, core)) == moment


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("D:20260903093000Z", "2026-09-03T09:30:00+00:00"),
        ("D:20260903093000+01'00'", "2026-09-03T08:30:00+00:00"),
        ("D:20260903093000-05'30", "2026-09-03T15:00:00+00:00"),
        ("D:2026", "2026-01-01T00:00:00+00:00"),  # every part after the year may be left out
        ("D:20261303", None),
        ("D:20260903093000+99'00'", None),
        ("3 September 2026", None),
    ],
)
def test_a_pdf_says_it_as_its_standard_writes_dates(tmp_path: Path, date: str, moment: str | None) -> None:
    assert saved_there(page(tmp_path, ModDate=date)) == moment


def test_a_pdf_that_was_not_saved_again_was_saved_when_it_was_made(tmp_path: Path) -> None:
    assert saved_there(page(tmp_path, CreationDate="D:20260902")) == "2026-09-02T00:00:00+00:00"
    both = page(tmp_path, CreationDate="D:20260902", ModDate="D:20260903")
    assert saved_there(both) == "2026-09-03T00:00:00+00:00"


def test_a_file_that_says_nothing_of_the_kind_says_nothing(tmp_path: Path) -> None:
    assert saved_there(page(tmp_path)) is None
