"""The quick reader of letters just made sees what pdfium sees, or says that it does not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

import tsmforms
from tsmforms.diagnostics import ReadError
from tsmforms.formats.pdf import assemble, foot_texts, page_text, quick_window_and_pages, window_and_pages
from tsmforms.formats.pdf.footers import feet
from tsmforms.formats.pdf.readback import runs, text_of

RECORD = "0dce1a76-d171-5bcb-9234-ba5ccc7212f3"
HARD = "a (b) c\\d ] [x]TJ ET (( and )) fi ffl – “q” £½ Ŵŷ Łódź İ e-mail\tx\n\n  y <&> Ω"


def made(seed: int, **changes: str) -> bytes:
    form = tsmforms.form("letter_2b")
    values = {**form.values(form.example(seed)["answers"])[0], **changes}
    return form.writer("pdf").fill(form.content(values, RECORD, "pdf"))


def seen(text: str) -> list[str]:
    """Characters whatever their order: two readers may cut lines elsewhere."""
    return sorted(c for c in text if not c.isspace() and c not in "\u200b\u00ad\ufeff\x02")


@pytest.mark.parametrize("seed", range(8))
def test_it_reads_every_character_that_pdfium_reads(seed: int) -> None:
    data = made(seed, support_offer=HARD)
    pages = runs(data)
    assert pages is not None
    assert [seen(text_of(page)) for page in pages] == [seen(text) for text in page_text(data)]


@pytest.mark.parametrize("seed", range(4))
def test_the_window_of_the_envelope_is_the_same(seed: int) -> None:
    data = made(seed)
    quick = quick_window_and_pages(data)
    assert quick is not None
    slow = window_and_pages(data)
    assert "".join(quick[0].split()) == "".join(slow[0].split())
    assert all(RECORD in "".join(page.split()) for page in quick[1])
    assert len(quick[1]) == len(slow[1])
    feet_only = quick_window_and_pages(data, whole=False)
    assert feet_only is not None
    assert feet_only[0] == quick[0]
    assert RECORD in "".join(feet_only[1][0].split())
    assert quick[1][0].endswith(feet_only[1][0])
    assert feet_only[1][1:] == quick[1][1:]


@pytest.mark.parametrize(("written", "instead"), [(b"]TJ", b"] TJ"), (b"0 Tr/", b"0 Tr /"), (b"\nBT ", b"\nBT  ")])
def test_a_page_written_in_another_way_is_left_to_pdfium(written: bytes, instead: bytes) -> None:
    with pikepdf.open(io.BytesIO(made(1))) as pdf:
        content = pdf.pages[0].obj.Contents
        data = content.read_bytes()
        assert written in data
        content.write(data.replace(written, instead, 1))
        out = io.BytesIO()
        pdf.save(out)
    assert runs(out.getvalue()) is None


def test_the_feet_of_a_print_run_are_those_that_pdfium_reads(tmp_path: Path) -> None:
    letters = [tmp_path / f"{n}.pdf" for n in range(3)]
    for n, path in enumerate(letters):
        path.write_bytes(made(n))
    with (tmp_path / "run.pdf").open("wb") as out:
        run = assemble(letters, out, cover=True)
    found = feet(tmp_path / "run.pdf")
    assert found == foot_texts(tmp_path / "run.pdf")
    assert found == [*foot_texts(tmp_path / "run.pdf", 0, 5), *foot_texts(tmp_path / "run.pdf", 5, 99)]
    assert found is not None
    assert sum(RECORD in foot for foot in found) == run.pages
    assert len(found) == run.all_pages
    pages = page_text((tmp_path / "run.pdf").read_bytes())
    assert [RECORD in foot for foot in found] == [RECORD in "".join(page.split()) for page in pages]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"startxref\n", b"startxref\n1"),
        lambda data: data.replace(b"/Kids [", b"/Kuds ["),
        lambda data: data.replace(b"5 0 obj", b"6 0 obj", 1),
        lambda data: b"",
    ],
)
def test_a_damaged_print_run_is_refused_not_half_read(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    (tmp_path / "letter.pdf").write_bytes(made(1))
    with (tmp_path / "run.pdf").open("wb") as out:
        assemble([tmp_path / "letter.pdf"], out, cover=True)
    (tmp_path / "run.pdf").write_bytes(damage((tmp_path / "run.pdf").read_bytes()))
    with pytest.raises(ReadError):
        feet(tmp_path / "run.pdf")
