"""The pictures of a PDF: those a drawing may paint, and those on its pages that are not the form's own."""

from __future__ import annotations

import io
from itertools import count
from typing import Any

import pikepdf
import PIL.Image
import pytest
from pikepdf import Dictionary, Name, Pdf

from tests.formats.pdf.outline.made import drawing, page
from tsmforms.formats.pdf.outline.pictures import PAINTED, file_of, painted, pictures_of


def image(pdf: Pdf, width: int = 2, height: int = 1, data: bytes = b"\xff\x00\x00\x00\xff\x00", **keys: Any) -> Any:
    return pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        **keys,
    )


def dots(data: bytes | None) -> bytes:
    assert data is not None
    return PIL.Image.open(io.BytesIO(data)).convert("RGB").tobytes()


def rects(content: bytes) -> list[tuple[float, ...]]:
    """Where pictures are painted by these instructions, which paint one as `/Im Do`."""
    pdf = Pdf.new()
    page(pdf, content, Resources=Dictionary(XObject=Dictionary(Im=image(pdf))))
    spots = list(painted(pdf, count()))
    assert all((spot.style, spot.part) == (PAINTED, "page") for spot in spots)
    return [spot.rect for spot in spots if spot.rect]


def test_a_photograph_is_the_file_that_the_pdf_has_whole() -> None:
    pdf = Pdf.new()
    assert file_of(image(pdf, data=b"\xff\xd8photo", Filter=Name.DCTDecode)) == b"\xff\xd8photo"


def test_dots_become_a_png_of_the_same_dots() -> None:
    assert dots(file_of(image(Pdf.new()))) == b"\xff\x00\x00\x00\xff\x00"


@pytest.mark.parametrize(("width", "height"), [(0, 1), (100_000, 100_000)])
def test_a_picture_of_no_dots_or_of_more_than_any_photograph_has_no_file(width: int, height: int) -> None:
    assert file_of(image(Pdf.new(), width, height)) is None


def test_dots_that_are_not_all_there_are_no_picture_and_no_crash() -> None:
    assert file_of(image(Pdf.new(), 2, 1, b"\xff")) is None


def test_a_drawing_has_its_own_pictures_and_those_inside_other_drawings() -> None:
    pdf = Pdf.new()
    inner = pdf.make_indirect(drawing(pdf, b"", XObject=Dictionary(Im=image(pdf))))
    outer = drawing(pdf, b"", XObject=Dictionary(Im=image(pdf), In=inner))
    assert len(list(pictures_of(outer))) == 2
    assert list(pictures_of(None)) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"q 40 0 0 30 100 200 cm /Im Do Q", [(100, 200, 140, 230)]),
        (b"q 2 0 0 2 0 0 cm 40 0 0 30 100 200 cm /Im Do Q", [(200, 400, 280, 460)]),
        (b"q 40 0 0 30 0 0 cm Q 20 0 0 20 5 5 cm /Im Do", [(5, 5, 25, 25)]),
        (b"q 0 40 -30 0 100 200 cm /Im Do Q", [(70, 200, 100, 240)]),  # turned
        (b"q 11 0 0 30 0 0 cm /Im Do Q", []),  # an ornament
        (b"/Figure BMC q 40 0 0 30 0 0 cm /Im Do Q EMC", []),  # the form's own
        (b"/P BMC q 40 0 0 30 0 0 cm /Im Do Q EMC", [(0, 0, 40, 30)]),
        (b"Q /Nothing Do", []),
    ],
)
def test_a_picture_lies_where_the_instructions_before_it_put_it(
    content: bytes, expected: list[tuple[float, ...]]
) -> None:
    assert rects(content) == expected


def test_a_page_without_pictures_has_none() -> None:
    pdf = Pdf.new()
    page(pdf, b"q Q")
    assert list(painted(pdf, count())) == []
    assert isinstance(pdf.pages[0], pikepdf.Page)
