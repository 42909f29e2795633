from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.formats.pdf.trees import LETTER, letter_content
from tsmforms.diagnostics import ReadError
from tsmforms.formats.pdf import compile_writer, page_text
from tsmforms.formats.pdf.printrun import assemble

WRITER = compile_writer(LETTER)


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    """Three letters: of one page, of two, and of one."""
    offers = ("short", "a longer offer of help " * 150, "short again")
    out = []
    for n, offer in enumerate(offers):
        path = tmp_path / f"{n}.pdf"
        path.write_bytes(WRITER.fill(letter_content(offer=offer, salutation=f"Reader {n}")))
        out.append(path)
    assert [len(page_text(path.read_bytes())) for path in out] == [1, 2, 1]
    return out


def run(parts: list[Path], cover: bool = False) -> bytes:
    out = io.BytesIO()
    assemble(parts, out, cover=cover)
    return out.getvalue()


def test_each_letter_begins_on_an_odd_page(parts: list[Path]) -> None:
    pages = page_text(run(parts))
    begins = [n for n, text in enumerate(pages, 1) if "Dear Reader" in text]
    assert begins == [1, 3, 5]
    assert [n for n, text in enumerate(pages, 1) if not text.strip()] == [2, 6]


def test_every_page_is_a4(parts: list[Path]) -> None:
    pages = PdfReader(io.BytesIO(run(parts))).pages
    assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in pages} == {(595, 842)}


def test_the_cover_counts_letters_and_sheets_and_names_nobody(parts: list[Path]) -> None:
    pages = page_text(run(parts, cover=True))
    assert "Letters 3" in " ".join(pages[0].split())
    assert "Sheets, printed on both sides 4" in " ".join(pages[0].split())
    assert "Reader" not in pages[0]
    assert "Dear Reader 0" in pages[2]


def test_a_run_is_the_same_bytes_each_time_and_its_outline_names_nobody(parts: list[Path]) -> None:
    data = run(parts)
    assert data == run(parts)
    reader = PdfReader(io.BytesIO(data))
    assert reader.outline == []
    assert dict(reader.metadata or {}) == {"/Title": "Print run", "/Producer": "tsmforms"}
    assert not reader.attachments


def test_a_damaged_letter_stops_the_run_before_anything_is_written(parts: list[Path]) -> None:
    parts[1].write_bytes(b"%PDF-1.7 nothing")
    out = io.BytesIO()
    with pytest.raises(ReadError) as refusal:
        assemble(parts, out)
    assert refusal.value.code == "D0905"
    assert out.getvalue() == b""
