"""Fillable PDFs of three tools and three layouts, with every kind of field, are filled and read back by others exactly."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

import tsmforms
from tests.reading.fillablepapers import FillablePaper
from tests.support.run import tsmforms as run

TITLE = "School attendance meeting (SAM) minutes"
CODES = ("N (no special educational needs)", "K (SEN support)", "E (education health and care plan)")
ANSWERS: dict[str, Any] = {
    "pupil": {"name": "Zed Éxample", "date_of_birth": "2014-04-03", "sen_code": "K"},
    "meeting_date": "2025-11-26",
    "present": "A. Sample, Head\nB. Sample (Parent)\nC. Sample",
    "held_in_absence": False,
    "copies_given": True,
}
OFFICE = (Path(__file__).parent / "papers/libreoffice.pdf").read_bytes()
"""papers/libreoffice.html as LibreOffice 7.4 saved it with its fields: a ruled table, two questions to a row."""


def by_objects() -> bytes:
    """Labels at the left of one column: a comb, names under names, pairs of options, radio states by number, no drawings."""
    paper = FillablePaper(draws=False, stale=True)
    paper.say(40, 60, TITLE, 13, bold=True)
    asked = ("Child's name", "Date of Birth", "SEN code", "Date of meeting")
    for number, label in enumerate(asked):
        paper.say(40, 100 + 30 * number, label)
    paper.text("topmostSubform[0].Page1[0].Name[0]", 220, 104, "", wide=300)
    paper.text("topmostSubform[0].Page1[0].Born[0]", 220, 134, "", wide=160, Ff=1 << 24, MaxLen=10)
    paper.pick("sen", 220, 164, "", [("", " "), *((f"code{n}", label) for n, label in enumerate(CODES))])
    paper.text("held", 220, 194, "", Ff=1 << 24, MaxLen=10)
    paper.say(40, 230, "Present")
    paper.text("there", 220, 290, "", wide=320, high=72, Ff=1 << 12)
    for y, label in (
        (330, "Was the meeting held in the parents' absence?"),
        (360, "Were copies given or sent to the parents?"),
    ):
        paper.say(40, y, label)
        paper.say(330, y, "Yes")
        paper.say(400, y, "No")
    paper.radio("absence", [(350, 330, "0"), (420, 330, "1")], None)
    paper.tick("copies.yes", 350, 360, on=False, state="On")
    paper.tick("copies.no", 420, 360, on=False, state="On")
    return under_parents(paper.bytes())


def under_parents(data: bytes) -> bytes:
    """The fields whose names have dots, under a field for each part of the name, as forms of XFA have them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        top: dict[str, Any] = {}
        roots = []
        for field in list(pdf.Root.AcroForm.Fields):
            *above, last = str(field.T).split(".")
            parent = None
            for depth in range(len(above)):
                name = ".".join(above[: depth + 1])
                if name not in top:
                    top[name] = pdf.make_indirect(
                        pikepdf.Dictionary(T=pikepdf.String(above[depth]), Kids=pikepdf.Array())
                    )
                    if parent is None:
                        roots.append(top[name])
                    else:
                        top[name].Parent = parent
                        parent.Kids.append(top[name])
                parent = top[name]
            field.T = pikepdf.String(last)
            if parent is None:
                roots.append(field)
            else:
                field.Parent = parent
                parent.Kids.append(field)
        pdf.Root.AcroForm.Fields = pikepdf.Array(roots)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def by_reportlab() -> bytes:
    """Landscape, ruled, two questions side by side, a list that shows all its lines, drawn fields."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=landscape(A4), invariant=1)
    form = page.acroForm
    page.drawString(40, 550, TITLE)
    page.grid([40, 160, 420, 540, 800], [440, 480, 520])
    page.setFontSize(9)
    for x, y, label, name in (
        (44, 496, "Child's name", "n"), (424, 496, "Date of Birth", "b"), (44, 456, "Date of meeting", "d"),
    ):  # fmt: skip
        page.drawString(x, y, label)
        form.textfield(name=name, x=x + 120, y=y - 10, width=240, height=24)
    page.drawString(424, 456, "SEN code")
    form.listbox(name="s", x=544, y=443, width=240, height=34, options=[" ", *CODES], value=[" "], fontSize=8)
    page.drawString(44, 400, "Present")
    form.textfield(name="p", x=164, y=340, width=600, height=72, fieldFlags="multiline", maxlen=900)
    for y, label in (
        (300, "Was the meeting held in the parents' absence?"),
        (270, "Were copies given or sent to the parents?"),
    ):
        page.drawString(44, y, label)
        page.drawString(330, y, "Yes")
        page.drawString(420, y, "No")
    for x, value in ((355, "yes"), (445, "no")):
        form.radio(name="r", value=value, x=x, y=296, size=14)
        form.checkbox(name=f"c{value}", x=x, y=266, size=14)
    page.save()
    return out.getvalue()


PAPERS = {"libreoffice": OFFICE, "objects": by_objects(), "reportlab": by_reportlab()}
NAMES = {
    "libreoffice": ("who", "born", "sen", "day", "there"),
    "objects": ("topmostSubform[0].Page1[0].Name[0]", "topmostSubform[0].Page1[0].Born[0]", "sen", "held", "there"),
    "reportlab": ("n", "b", "s", "d", "p"),
}
WORDS = ("Zed Éxample", "03/04/2014", "K (SEN support)", "26/11/2025", "A. Sample, Head\nB. Sample (Parent)\nC. Sample")


@pytest.fixture(params=list(PAPERS), scope="module")
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes, bytes]:
    """The tool, the original and the filled original, which reads back exactly."""
    folder = tmp_path_factory.mktemp(request.param)
    original, binding = folder / "own.pdf", folder / "own.yaml"
    original.write_bytes(PAPERS[request.param])
    assert run("bind", original, "sam_minutes", "--out", binding).status == 0
    text = binding.read_text(encoding="utf-8")
    if (
        request.param == "libreoffice"
    ):  # as docs/how-to/bind-an-original.md says, those of little certainty are corrected
        for label in ("Child's name", "SEN code"):
            text = text.replace(f'    label: "{label}"\n', f'    label: "{label}"\n    at: right\n')
    binding.write_text(text, encoding="utf-8")
    data, notes = tsmforms.fill_original(original, ANSWERS, binding)
    assert notes == ()
    assert tsmforms.read(data, binding=binding).answers == ANSWERS
    return request.param, original.read_bytes(), data


def test_nothing_but_an_update_is_added(paper: tuple[str, bytes, bytes]) -> None:
    _, original, data = paper
    assert data.startswith(original)
    assert tsmforms.read(original, form=tsmforms.form("sam_minutes")).answers == {}


def test_two_libraries_read_the_words_that_were_put_in(paper: tuple[str, bytes, bytes]) -> None:
    tool, _, data = paper
    seen = pypdf.PdfReader(io.BytesIO(data)).get_fields()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fields = dict(values(pdf.Root.AcroForm.Fields))
    for name, words in zip(NAMES[tool], WORDS, strict=True):
        shown = {words, "code1"} if (tool, name) == ("objects", "sen") else {words}
        assert str(seen[name].value).replace("\r", "\n") in shown
        assert str(fields[name]).replace("\r", "\n") in shown


def test_two_viewers_draw_what_was_put_in(paper: tuple[str, bytes, bytes], tmp_path: Path) -> None:
    _, original, data = paper
    (tmp_path / "filled.pdf").write_bytes(data)
    done = subprocess.run(["pdftotext", tmp_path / "filled.pdf", "-"], capture_output=True, text=True, check=True)
    said = "".join(done.stdout.split())
    assert [words for words in ("Zed Éxample", "B. Sample (Parent)") if "".join(words.split()) not in said] == []
    with pypdfium2.PdfDocument(data) as filled, pypdfium2.PdfDocument(original) as empty:
        assert pictures(filled) != pictures(empty)


def test_boxes_with_drawings_are_not_drawn_anew_by_the_viewer(paper: tuple[str, bytes, bytes]) -> None:
    tool, _, data = paper
    with pikepdf.open(io.BytesIO(data)) as pdf:
        # the lists of the others store other words than they show, or are no drop-downs
        assert bool(pdf.Root.AcroForm.NeedAppearances) == (tool != "libreoffice")


def pictures(pdf: pypdfium2.PdfDocument) -> list[bytes]:
    """The pages as PDFium draws them, their fields filled in."""
    pdf.init_forms()
    return [bytes(page.render(scale=1, may_draw_forms=True).buffer) for page in pdf]


def test_one_button_of_each_question_is_pressed(paper: tuple[str, bytes, bytes]) -> None:
    with pikepdf.open(io.BytesIO(paper[2])) as pdf:
        pressed = [str(one.AS) for page in pdf.pages for one in page.get("/Annots", []) if "/AS" in one]
    assert (len(pressed), pressed.count("/Off")) == (4, 2)


def values(fields: Any, above: str = "") -> Any:
    """The names of the fields in whole and what they hold."""
    for field in fields:
        name = ".".join(part for part in (above, str(field.get("/T", ""))) if part)
        if "/V" in field:
            yield name, field.V
        if "/Kids" in field:
            yield from values(field.Kids, name)
