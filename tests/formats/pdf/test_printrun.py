from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from tests.formats.pdf.trees import LETTER, letter_content
from tsmforms.diagnostics import ReadError
from tsmforms.formats.pdf import compile_writer, page_text, render
from tsmforms.formats.pdf.printruns.assembly import Assembly, assemble
from tsmforms.layout import WriterPlan

WRITER = compile_writer(WriterPlan(LETTER))


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    """Three letters: of one page, of two, and of one."""
    offers = ("short", "a longer offer of help " * 110, "short again")
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


def test_a_damaged_letter_stops_the_run(parts: list[Path]) -> None:
    parts[1].write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(ReadError) as refusal:
        assemble(parts, io.BytesIO())
    assert refusal.value.code == "D0905"


def test_the_pages_of_a_run_look_like_the_letters(parts: list[Path]) -> None:
    pictures = render(run(parts), 1.0)
    letters = [picture for part in parts for picture in render(part.read_bytes(), 1.0)]
    assert [pictures[n] for n in (0, 2, 3, 4)] == letters


def test_a_run_holds_nothing_of_a_letter_but_what_it_prints(parts: list[Path]) -> None:
    data = run(parts)
    for word in (b"/StructTreeRoot", b"/EmbeddedFile", b"/Metadata", b"/StructParents"):
        assert word not in data


def test_another_reader_finds_no_fault_in_a_run(parts: list[Path]) -> None:
    with pikepdf.open(io.BytesIO(run(parts, cover=True))) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_full_disk_is_not_called_a_damaged_letter(parts: list[Path]) -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        assemble(parts, Full())


def test_the_fonts_of_a_run_stand_in_it_once_whatever_letters_print(tmp_path: Path) -> None:
    names = ("Łucja Przykładowska", "Gwenŷdd Ŵ", "Ǖber Ḗxample", "Ольга Ωmega", "Łucja Ŵ")
    letters = [WRITER.fill(letter_content(offer=f"{name} " * 3, salutation=name)) for name in names]
    parts = [tmp_path / f"{n}.pdf" for n in range(len(letters))]
    for part, letter in zip(parts, letters, strict=True):
        part.write_bytes(letter)
    data = run(parts)
    assert data.count(b"/FontFile2") == 2
    assert len(data) < sum(map(len, letters)) / 2
    pages = render(data, 2.0)
    assert [pages[2 * n] for n in range(len(letters))] == [render(letter, 2.0)[0] for letter in letters]
    assert all(name in text.replace("\n", " ") for name, text in zip(names, page_text(data)[::2], strict=True))


def in_order(first: bytes, second: bytes) -> Callable[[bytes], bytes]:
    """Two pieces of a file change places."""
    return lambda data: data.replace(first, b"\0").replace(second, first).replace(b"\0", second)


def numbers(data: bytes, entry: bytes) -> list[bytes]:
    return re.findall(rb"/" + entry + rb" (\d+ 0 R)", data)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "half of it": lambda data: data[: len(data) // 2],
    "table elsewhere": lambda data: data.replace(b"startxref\n", b"startxref\n1"),
    "no pages": lambda data: data.replace(b"/Kids [", b"/Kuds ["),
    "another object in its place": lambda data: data.replace(b"5 0 obj", b"6 0 obj", 1),
    "nothing": lambda data: b"",
    "pages change places": lambda data: in_order(*(b"/Contents " + n for n in numbers(data, b"Contents")[:2]))(data),
    "a page of another letter on the back": lambda data: data.replace(
        b"/Contents " + numbers(data, b"Contents")[2], b"/Contents " + numbers(data, b"Contents")[0]
    ),
    "fonts change places": lambda data: in_order(*(b"/f0 " + n for n in sorted(set(numbers(data, b"f0")))[:2]))(data),
    "a letter is missing": lambda data: re.sub(
        rb"(/Pages /Count \d+ /Kids \[\d+ 0 R )(\d+ 0 R )", lambda m: m[1] + b" " * len(m[2]), data
    ),
    "a blank page is missing": lambda data: re.sub(
        rb"(/Kids \[\d+ 0 R)( \d+ 0 R\])", lambda m: m[1] + b"]" + b" " * (len(m[2]) - 1), data
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_run_that_is_not_sheet_by_sheet_its_letters_is_refused(
    parts: list[Path], tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "run.pdf"
    with path.open("wb") as out:
        assembly = Assembly(out, cover=True)
        for part in parts:
            assembly.add(part.read_bytes())
        assembly.finish()
    assembly.check(path)
    whole = path.read_bytes()
    changed = DAMAGES[damage](whole)
    assert changed != whole
    path.write_bytes(changed)
    with pytest.raises(ReadError):
        assembly.check(path)
