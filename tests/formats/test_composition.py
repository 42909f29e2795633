"""Pages as they are composed, measured: full, nothing alone, choices printed, room to sign; in PDF, and in Word by LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pypdfium2
import pytest

import tsmforms
from tests.support.geometry import faults
from tests.survival.office import Errand, run
from tsmforms.formats.pdf import page_text
from tsmforms.layout import SignatureBlock, Slot, slots_of, walk
from tsmforms.layout.nodes import inlines_of

FORMS = [id for id in tsmforms.forms() if not tsmforms.form(id).spec.is_letter]
DOTS = 0.5
"""Dots to a point."""
MM = 72 / 25.4
MARGIN_TOP, MARGIN_FOOT = 14 * MM * DOTS, 20 * MM * DOTS
WHITE = 235
pytestmark = [pytest.mark.atlength, pytest.mark.libreoffice, pytest.mark.slow]


def documents(kind: str) -> dict[str, dict[str, bytes]]:
    """Every form as PDF, and as Word saved as PDF."""
    pdf, word = {}, {}
    for id in FORMS:
        form = tsmforms.form(id)
        for format, into in (("pdf", pdf), ("docx", word)):
            made = form.blank(format) if kind == "blank" else form.write(form.example(0), format)  # type: ignore[arg-type]
            into[id] = made
    saved = run(Errand(id, "docx", data, ("pdf",)) for id, data in word.items())
    return {"pdf": pdf, "docx": saved}


@pytest.fixture(scope="module", params=["blank", "usual"])
def every(request: pytest.FixtureRequest) -> Mapping[str, Mapping[str, bytes]]:
    return documents(request.param)


def shares(data: bytes) -> list[float]:
    """How far down each page goes what is printed on it, of the room between head and foot."""
    found = []
    pdf = pypdfium2.PdfDocument(data)
    pdf.init_forms()
    for page in pdf:
        picture = page.render(scale=DOTS, may_draw_forms=True, grayscale=True).to_pil()
        width, height = picture.size
        top, bottom = int(MARGIN_TOP), int(height - MARGIN_FOOT)
        rows = [picture.crop((0, y, width, y + 1)).getextrema()[0] < WHITE for y in range(top, bottom)]
        found.append((max((n for n, inked in enumerate(rows) if inked), default=-1) + 1) / len(rows))
    return found


def test_no_page_but_the_last_is_under_a_third_full(every: Mapping[str, Mapping[str, bytes]]) -> None:
    empty = {
        (id, format): [round(share, 2) for share in found]
        for format, files in every.items()
        for id, data in files.items()
        if min((found := shares(data))[:-1], default=1.0) < 1 / 3
    }
    assert empty == {}


def test_title_and_page_number_are_on_every_page(every: Mapping[str, Mapping[str, bytes]]) -> None:
    lacking = []
    for format, files in every.items():
        for id, data in files.items():
            title = "".join(tsmforms.form(id).title.split())
            pages = ["".join(text.split()) for text in page_text(data)]
            lacking += [
                (id, format, number)
                for number, text in enumerate(pages, 1)
                if title not in text or f"Page{number}of{len(pages)}" not in text
            ]
    assert lacking == []


def test_no_heading_is_the_last_of_its_page(every: Mapping[str, Mapping[str, bytes]]) -> None:
    alone = []
    for format, files in every.items():
        for id, data in files.items():
            form = tsmforms.form(id)
            headings = {node.args["heading"] for node in form.spec.nodes if node.name == "heading"}
            for number, text in enumerate(page_text(data), 1):
                lines = [line.strip() for line in text.splitlines() if line.strip()]
                said = [x for x in lines if form.spec.digest not in x and "Page " not in x and form.title not in x]
                if said and said[-1] in headings:
                    alone.append((id, format, number, said[-1]))
    assert alone == []


@pytest.mark.parametrize("id", FORMS)
def test_the_choices_of_a_blank_are_printed(id: str) -> None:
    form = tsmforms.form(id)
    pages = page_text(form.blank("pdf"))
    words = "".join("".join(pages).split())
    letters = {word for page in pages for word in page.split() if len(word) == 1}
    labels = {slot.option_label for slot in slots_of(form.document.blocks) if slot.option}
    # a column of ratings may be headed by their letters, as its source has it, and say above what they mean
    by_letter = {label for label in labels & {"Red", "Amber", "Green"} if label[0] in letters}
    assert [label for label in labels - by_letter if "".join(label.split()) not in words] == []


@pytest.mark.parametrize("seed", range(3))
def test_nothing_of_a_filled_form_is_clipped_or_off_the_page(seed: int) -> None:
    wrong = {}
    for id in FORMS:
        form = tsmforms.form(id)
        if found := faults(form.write(form.example(seed), "pdf")):
            wrong[id] = found[:3]
    assert wrong == {}


def _signed(form: tsmforms.Form) -> Iterator[str]:
    for block in walk(form.document.blocks):
        if isinstance(block, SignatureBlock):
            yield from (i.path for i in inlines_of(block) if isinstance(i, Slot) and i.path.endswith(".signed"))


@pytest.mark.parametrize("id", [id for id in FORMS if any(_signed(tsmforms.form(id)))])
def test_there_are_70_by_12_millimetres_to_sign(id: str) -> None:
    """The cell around the small boxes of a signature, without the line that these take."""
    import io

    import pdfplumber

    form = tsmforms.form(id)
    with pdfplumber.open(io.BytesIO(form.blank("pdf"))) as pdf:
        measured = [size for page in pdf.pages for size in _cells(page)]
    assert len(measured) >= len(set(_signed(form)))
    assert [size for size in measured if size[0] < 70 or size[1] < 12] == []


def _cells(page: object) -> Iterator[tuple[float, float]]:
    """Width and height in millimetres of what is free below each pair of boxes that say whether somebody signed."""
    lines = [(one["x0"], one["x1"], one["top"], one["bottom"]) for one in page.edges]  # type: ignore[attr-defined]
    words = page.extract_words()  # type: ignore[attr-defined]
    for at, word in enumerate(words):
        if word["text"] != "Signed" or not any(w["text"] == "signed" for w in words[at : at + 3]):
            continue
        x, y, foot = word["x0"], word["top"], word["bottom"]
        upright = [left for left, right, top, bottom in lines if right - left < 1 and top <= y <= bottom]
        flat = [top for left, right, top, bottom in lines if bottom - top < 1 and left <= x <= right]
        left, right = max(e for e in upright if e < x), min(e for e in upright if e > x)
        yield (right - left) / MM, (min(e for e in flat if e > foot) - foot) / MM
