"""A profile's logo: looked at before any document is made with it, and shown at the head of letters and forms."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import tsmforms
from tsmforms.diagnostics import SpecError
from tsmforms.model import Logo

EXAMPLES = Path(__file__).parents[2] / "docs/examples"
PNG = (EXAMPLES / "ourtown-logo.png").read_bytes()


def jpeg(width: int, height: int) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (width, height), (20, 90, 120)).save(out, "JPEG")
    return out.getvalue()


def profile(folder: Path, data: bytes, words: str = "file: logo.png, alt: A badge") -> Path:
    (folder / "logo.png").write_bytes(data)
    path = folder / "profile.yaml"
    path.write_text(f"profile: Exampleton\nlogo: {{{words}}}\n", encoding="utf-8")
    return path


def logo(folder: Path, data: bytes, words: str = "file: logo.png, alt: A badge") -> Logo:
    found = tsmforms.load_profile(profile(folder, data, words)).logo
    assert found is not None
    return found


def test_a_png_is_fifteen_millimetres_high_and_keeps_its_shape(tmp_path: Path) -> None:
    found = logo(tmp_path, PNG)
    assert (found.media_type, found.file) == ("image/png", "logo.png")
    assert (found.width_mm, found.height_mm) == (45.0, 15.0)
    assert logo(tmp_path, PNG, "file: logo.png, alt: A badge, height: 10").width_mm == 30.0


def test_a_wide_picture_is_made_smaller_until_it_fits_beside_the_window(tmp_path: Path) -> None:
    found = logo(tmp_path, jpeg(1000, 100))
    assert (found.media_type, found.width_mm, found.height_mm) == ("image/jpeg", 65.0, 6.5)


@pytest.mark.parametrize(
    ("data", "words", "code"),
    [
        (b"", "file: logo.png, alt: A badge", "S0015"),
        (PNG[:-10], "file: logo.png, alt: A badge", "S0015"),
        (b"GIF89a" + PNG[6:], "file: logo.png, alt: A badge", "S0015"),
        (PNG[:16] + bytes(8) + PNG[24:], "file: logo.png, alt: A badge", "S0015"),
        (jpeg(40, 40)[:-2], "file: logo.png, alt: A badge", "S0015"),
        (PNG + bytes(200_000), "file: logo.png, alt: A badge", "S0015"),
        (PNG, "file: nothing.png, alt: A badge", "S0015"),
        (PNG, "file: logo.png", "S0004"),
        (PNG, "file: logo.png, alt: A badge, height: 4", "S0015"),
        (PNG, "file: logo.png, alt: A badge, height: 21", "S0015"),
    ],
)
def test_what_no_document_could_show_is_named_in_the_profile(
    data: bytes, words: str, code: str, tmp_path: Path
) -> None:
    with pytest.raises(SpecError) as caught:
        tsmforms.load_profile(profile(tmp_path, data, words))
    assert [(d.code, d.place.line if d.place else 0) for d in caught.value.diagnostics] == [(code, 2)]


def test_another_picture_is_another_profile(tmp_path: Path) -> None:
    first = tsmforms.load_profile(profile(tmp_path, PNG)).digest
    assert tsmforms.load_profile(profile(tmp_path, jpeg(30, 10))).digest != first


@pytest.mark.parametrize("form", ["sam_minutes", "letter_2b"])
@pytest.mark.parametrize("data", [PNG, jpeg(120, 40)], ids=["png", "jpeg"])
def test_word_shows_it_with_its_words(form: str, data: bytes, tmp_path: Path) -> None:
    made = tsmforms.form(form, profile=profile(tmp_path, data, "file: logo.png, alt: 'The {{ badge }} & \"ring\"'"))
    with zipfile.ZipFile(io.BytesIO(made.blank("docx"))) as package:
        media = [name for name in package.namelist() if name.startswith("word/media/")]
        assert [package.read(name) for name in media] == [data]
        part = "word/header1.xml" if form == "letter_2b" else "word/document.xml"
        rels = package.read(part.replace("word/", "word/_rels/") + ".rels").decode()
        assert media[0].removeprefix("word/") in rels
        assert 'descr="The {{ badge }} &amp; &quot;ring&quot;"' in package.read(part).decode()


@pytest.mark.parametrize("form", ["sam_minutes", "letter_2b"])
@pytest.mark.parametrize("data", [PNG, jpeg(120, 40)], ids=["png", "jpeg"])
def test_pdf_shows_it_once_at_the_head_with_its_words(form: str, data: bytes, tmp_path: Path) -> None:
    import pdfplumber

    made = tsmforms.form(form, profile=profile(tmp_path, data, "file: logo.png, alt: The badge, height: 12"))
    with pdfplumber.open(io.BytesIO(made.blank("pdf"))) as pdf:
        pictures = [(page.page_number, image) for page in pdf.pages for image in page.images]
    [(page, picture)] = pictures
    assert page == 1
    assert picture["height"] == pytest.approx(12 / 25.4 * 72, abs=0.5)
    assert 5 / 25.4 * 72 < picture["top"] < picture["bottom"] < 30 / 25.4 * 72
    assert _alternatives(made.blank("pdf")) == ["The badge"]


def _alternatives(data: bytes) -> list[str]:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            str(one["/Alt"])
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name.Figure and "/Alt" in one
        ]


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_answers_are_read_beside_it(format: str) -> None:
    made = tsmforms.form("letter_2b", profile=EXAMPLES / "ourtown.yaml")
    assert made.profile.logo is not None
    answers = made.example(6)["answers"]
    data = made.write(answers, format)
    assert made.read(data).answers == answers
    assert made.write(answers, format) == data
