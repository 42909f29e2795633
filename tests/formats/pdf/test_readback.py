"""The quick reader of letters just made sees what pdfium sees, or says that it does not."""

from __future__ import annotations

import io

import pikepdf
import pytest

import tsmforms
from tsmforms.formats.pdf import page_text, quick_window_and_pages, window_and_pages
from tsmforms.formats.pdf.readback import runs, text_of
from tsmforms.model.identity import printed_id

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
    assert all(printed_id(RECORD) in "".join(page.split()) for page in quick[1])
    assert len(quick[1]) == len(slow[1])
    feet_only = quick_window_and_pages(data, whole=False)
    assert feet_only is not None
    assert feet_only[0] == quick[0]
    assert printed_id(RECORD) in "".join(feet_only[1][0].split())
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
