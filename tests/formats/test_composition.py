"""Pages as they are composed, measured: full, nothing alone, choices printed, room to sign; in PDF, and in Word by LibreOffice."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pdfplumber
import pypdfium2
import pytest

import tsmforms
from tests.support.geometry import faults
from tests.survival.office import Errand, run
from tsmforms.formats.pdf import page_text
from tsmforms.layout import SignatureBlock, Slot, Table, slots_of, walk
from tsmforms.layout.nodes import inlines_of

ALL = list(tsmforms.forms())
FORMS = [id for id in ALL if not tsmforms.form(id).spec.is_letter]
DOTS = 0.5
"""Dots to a point."""
MM = 72 / 25.4
MARGIN_TOP, MARGIN_FOOT = 14 * MM * DOTS, 20 * MM * DOTS
WHITE = 235
KINDS = ("blank", "usual", "maximal")
pytestmark = [pytest.mark.atlength, pytest.mark.libreoffice, pytest.mark.slow]
Files = Mapping[str, Mapping[str, bytes]]


def maximal(form: tsmforms.Form[Any]) -> dict[str, Any]:
    """The answers of an example with as many entries in each list as the form has room for."""
    answers: dict[str, Any] = copy.deepcopy(form.example(0)["answers"])
    for path, field in form.spec.containers.items():
        listed = answers.get(path)
        if field.container == "list" and listed and field.max_rows:
            answers[path] = [copy.deepcopy(listed[n % len(listed)]) for n in range(field.max_rows)]
    return answers


def made(kind: str, id: str, format: str) -> bytes:
    form = tsmforms.form(id)
    if kind == "blank":
        return form.blank(format)  # type: ignore[arg-type]
    return form.write(form.example(0) if kind == "usual" else maximal(form), format)  # type: ignore[arg-type]


@cache
def documents() -> Mapping[str, Files]:
    """Every form and letter as PDF, and as Word saved as PDF by one LibreOffice: blank, usual, and as full as can be."""
    word = {(kind, id): made(kind, id, "docx") for kind in KINDS for id in ALL}
    saved: dict[str, bytes] = {}
    for some in batched(word.items(), _AT_ONCE):
        saved |= run(Errand(f"{kind} {id}", "docx", data, ("pdf",)) for (kind, id), data in some)
    return {
        kind: {
            "pdf": {id: made(kind, id, "pdf") for id in ALL},
            "docx": {id: saved[f"{kind} {id}"] for id in ALL},
        }
        for kind in KINDS
    }


_AT_ONCE = 55
"""LibreOffice 7.4 ends before its work is done when it is given some 250 files."""


def batched(items: Iterable[tuple[tuple[str, str], bytes]], most: int) -> Iterator[list[tuple[tuple[str, str], bytes]]]:
    waiting = list(items)
    yield from (waiting[at : at + most] for at in range(0, len(waiting), most))


@pytest.fixture(params=KINDS)
def every(request: pytest.FixtureRequest) -> Files:
    return documents()[request.param]


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


@pytest.mark.parametrize("kind", KINDS[:2])
def test_no_page_but_the_last_is_under_a_third_full(kind: str) -> None:
    every = documents()[kind]
    empty = {
        (id, format): [round(share, 2) for share in found]
        for format, files in every.items()
        for id, data in files.items()
        if min((found := shares(data))[:-1], default=1.0) < 1 / 3
    }
    assert empty == {}


def test_title_and_page_number_are_on_every_page(every: Files) -> None:
    lacking = []
    for format, files in every.items():
        for id, data in files.items():
            title = "" if id not in FORMS else "".join(tsmforms.form(id).title.split())
            pages = ["".join(text.split()) for text in page_text(data)]
            lacking += [
                (id, format, number)
                for number, text in enumerate(pages, 1)
                if title not in text or f"Page{number}of{len(pages)}" not in text
            ]
    assert lacking == []


def test_no_heading_is_the_last_of_its_page(every: Files) -> None:
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


_ALONE = 0.1
"""Of a page: less than that is a line or two, and no drawing."""


def test_no_page_has_a_line_or_a_signature_alone(every: Files) -> None:
    alone = []
    for format, files in every.items():
        for id, data in files.items():
            form = tsmforms.form(id)
            for number, text in enumerate(page_text(data), 1):
                lines = [line for line in text.splitlines() if line.strip()]
                said = [x for x in lines if form.spec.digest not in x and "Page " not in x and "Form: " not in x]
                is_bare = len(said) < 3 and shares(data)[number - 1] < _ALONE
                if is_bare or said[0].strip().startswith(("Signature of", "Yours sincerely")):
                    alone.append((id, format, number, len(said)))
    assert alone == []


@pytest.mark.parametrize("format", ["pdf", "docx"])
@pytest.mark.parametrize("id", FORMS)
def test_the_choices_of_a_blank_are_printed(id: str, format: str) -> None:
    form = tsmforms.form(id)
    pages = [text.replace("\u2011", "-") for text in page_text(documents()["blank"][format][id])]
    words = "".join("".join(pages).split())
    letters = {word for page in pages for word in page.split() if len(word) == 1}
    labels = {slot.option_label for slot in slots_of(form.document.blocks) if slot.option}
    # a column of ratings may be headed by their letters, as its source has it, and say above what they mean
    by_letter = {label for label in labels & {"Red", "Amber", "Green"} if label[0] in letters}
    assert [label for label in labels - by_letter if "".join(label.split()) not in words] == []


@pytest.mark.parametrize("id", ALL)
def test_nothing_of_a_form_is_clipped_or_off_the_page(id: str) -> None:
    assert {kind: found[:3] for kind in KINDS if (found := faults(documents()[kind]["pdf"][id]))} == {}
    edge = [
        (kind, n)
        for kind in KINDS
        for n, page in enumerate(pypdfium2.PdfDocument(documents()[kind]["docx"][id]), 1)
        if _runs_off(page)
    ]
    assert edge == []


_EDGE = 4 * MM
"""Nothing is printed nearer to the edge of the paper."""


def _runs_off(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    words = page.get_textpage()
    boxes = (words.get_charbox(n) for n, one in enumerate(words.get_text_range()) if one.isalnum())
    return any(min(one[:2]) < _EDGE or one[2] > width - _EDGE or one[3] > height - _EDGE for one in boxes)


def _signed(form: tsmforms.Form) -> Iterator[str]:
    for block in walk(form.document.blocks):
        if isinstance(block, SignatureBlock | Table):
            yield from (i.path for i in inlines_of(block) if isinstance(i, Slot) and i.path.endswith(".signed"))


@pytest.mark.parametrize("format", ["pdf", "docx"])
@pytest.mark.parametrize("id", [id for id in FORMS if any(_signed(tsmforms.form(id)))])
def test_there_are_70_by_12_millimetres_to_sign(id: str, format: str) -> None:
    """The cell around the small boxes of a signature, without the line that these take."""
    form = tsmforms.form(id)
    with pdfplumber.open(io.BytesIO(documents()["blank"][format][id])) as pdf:
        measured = [size for page in pdf.pages for size in _cells(page)]
    assert len(measured) >= len(set(_signed(form)))
    assert [size for size in measured if size[0] < 70 or size[1] < 12] == []


def _cells(page: Any) -> Iterator[tuple[float, float]]:
    """Width and height in millimetres of what is free below each pair of boxes that say whether somebody signed."""
    lines = [(one["x0"], one["x1"], one["top"], one["bottom"]) for one in page.edges]
    words = page.extract_words()
    words = [word for word in words if any(map(str.isalpha, word["text"]))]
    for n, word in enumerate(words):
        if [one["text"] for one in words[n : n + 3]] != ["signed", "not", "signed"]:
            continue
        x, y, foot = word["x0"], (word["top"] + word["bottom"]) / 2, word["bottom"]
        upright = [left for left, right, top, bottom in lines if right - left < 2 and top <= y <= bottom]
        flat = [top for left, right, top, bottom in lines if bottom - top < 2 and left <= x <= right]
        left, right = max(e for e in upright if e < x), min(e for e in upright if e > x)
        yield (right - left) / MM, (min(e for e in flat if e > foot) - foot) / MM
