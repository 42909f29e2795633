"""A profile's colours, type and letterhead are in its documents: in Word, PDF and Excel alike."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pdfplumber
import pytest

import tsmforms
from tsmforms.formats.pdf import page_text

HEADINGS, HEADS = "7A1F3D", "F6E6EC"
PROFILE = f"""profile: Exampleton
letterhead: {{name: Exampleton Council, phone: 01632 960000}}
look:
  colours: {{headings: '{HEADINGS}', table_heads: '{HEADS}', letters: '{HEADINGS}'}}
  font: Calibri
  pdf_font: Liberation Sans
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("look") / "profile.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


def parts(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(round(int(colour[at : at + 2], 16) / 255, 2) for at in (0, 2, 4))


def colours(data: bytes) -> set[tuple[float, ...]]:
    """The colours of the letters of a PDF's first page, and of the grounds on it."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        drawn = [*pdf.pages[0].chars, *pdf.pages[0].rects, *pdf.pages[0].curves]
    found = (one["non_stroking_color"] for one in drawn)
    return {tuple(round(part, 2) for part in colour) for colour in found if isinstance(colour, tuple)}


def test_word_has_the_colours_the_type_and_the_letterhead(profile: Path) -> None:
    said = parts(tsmforms.form("sam_minutes", profile=profile).blank("docx"))
    assert f'w:color w:val="{HEADINGS}"' in said
    assert f'w:fill="{HEADS}"' in said
    assert 'w:ascii="Calibri"' in said
    assert "Arial" not in said
    assert "Exampleton Council" in said


def test_a_pdf_has_the_colours_and_the_letterhead_in_the_font_that_it_carries(profile: Path) -> None:
    data = tsmforms.form("sam_minutes", profile=profile).blank("pdf")
    assert {rgb(HEADINGS), rgb(HEADS)} <= colours(data)
    assert "Exampleton Council" in page_text(data)[0]
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        assert {char["fontname"].partition("+")[2].partition("-")[0] for char in pdf.pages[0].chars} == {
            "LiberationSans"
        }


def test_excel_has_the_colours_the_type_and_the_letterhead(profile: Path) -> None:
    data = tsmforms.form("sam_minutes", profile=profile).blank("xlsx")
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(data))["Form"].iter_rows() for cell in row if cell.value]
    assert {cell.font.name for cell in cells} == {"Calibri"}
    assert any(cell.font.color.rgb == f"FF{HEADINGS}" for cell in cells)
    assert any(cell.fill.start_color.rgb == f"FF{HEADS}" for cell in cells)
    assert any(cell.value == "Exampleton Council" for cell in cells)


def test_a_letter_has_the_colour_of_letters(profile: Path) -> None:
    form = tsmforms.form("letter_1", profile=profile)
    assert f'w:color w:val="{HEADINGS}"' in parts(form.write(form.example(0), "docx"))
    assert rgb(HEADINGS) in colours(form.write(form.example(0), "pdf"))


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_what_is_written_in_a_look_of_ones_own_reads_as_it_was(profile: Path, format: str) -> None:
    form = tsmforms.form("sam_minutes", profile=profile)
    record = form.example(0)
    assert form.read(form.write(record, format)).answers == record["answers"]  # type: ignore[arg-type]
