"""What is printed on the pages of a file, as a digest that a filled copy keeps; whether a page is only a picture."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from tests.formats.pdf.outline.made import page
from tsmforms.diagnostics import ReadError
from tsmforms.formats.pdf.contents import admit, corners_of, is_sealed, pages_of, seal

WORDS = b"BT /F 9 Tf (Ann) Tj ET"


def file(*contents: bytes, **keys: Any) -> Pdf:
    pdf = Pdf.new()
    for content in contents:
        page(pdf, content, **keys)
    return pdf


def image(pdf: Pdf, width: int, height: int) -> Any:
    made = pdf.make_stream(b"")
    made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, width, height
    return made


def is_picture(content: bytes, width: int = 0, height: int = 0) -> bool:
    pdf = file(content)
    if width:
        pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im=image(pdf, width, height)))
    return pages_of(pdf)[0].is_picture


def test_the_digest_is_of_the_instructions_however_they_are_cut() -> None:
    whole, cut = file(b"q\nQ"), file(b"")
    cut.pages[0].obj.Contents = Array([cut.make_stream(b"q"), cut.make_stream(b"Q \n")])
    assert pages_of(whole)[0].digest == pages_of(cut)[0].digest
    assert pages_of(file(b"q Q"))[0].digest != pages_of(whole)[0].digest


def test_a_page_written_upon_or_taken_away_breaks_the_seal() -> None:
    pdf = file(b"q Q", b"Q")
    assert not is_sealed(pdf, pages_of(pdf))
    seal(pdf, datetime.date(2026, 9, 3))
    assert is_sealed(pdf, pages_of(pdf))
    assert not is_sealed(pdf, pages_of(pdf)[:1])
    pdf.pages[1].obj.Contents = pdf.make_stream(b"Q q")
    assert not is_sealed(pdf, pages_of(pdf))


def test_a_page_has_its_size_and_its_corner_whichever_corners_its_box_names() -> None:
    pdf = file(b"", b"")
    pdf.pages[0].obj.MediaBox = Array([110, 220, 10, 20])
    assert [(one.width, one.height) for one in pages_of(pdf)] == [(100, 200), (595, 842)]
    assert corners_of(pdf) == {1: (10, 20)}


@pytest.mark.parametrize(
    ("content", "width", "height", "expected"),
    [
        (b"/Im Do", 1000, 200, True),
        (b"/Im Do", 999, 200, False),  # fewer dots than a scan has
        (b"/Im Do " + WORDS, 1000, 200, False),
        (b"/Im Do BT 3 Tr (Ann) Tj ET", 1000, 200, True),  # words of a text recognition are invisible
        (b"/Im Do BT 3 Tr (Ann) Tj 0 Tr (Bob) Tj ET", 1000, 200, False),
        (b"", 0, 0, False),
    ],
)
def test_a_page_is_a_picture_if_it_shows_one_as_large_as_a_scan_and_no_words(
    content: bytes, width: int, height: int, expected: bool
) -> None:
    assert is_picture(content, width, height) is expected


def test_a_page_that_unpacks_to_more_than_any_form_has_is_refused_before_it_is_read() -> None:
    admit(file(WORDS))
    with pytest.raises(ReadError) as caught:
        admit(file(b" " * ((8 << 20) + 1)))
    assert caught.value.code == "D0906"
