"""What is drawn on a page besides words: the same table, whether stroked, filled or framed, is lines."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pikepdf import Pdf

from tests.formats.pdf.outline.made import page
from tsmforms.formats.pdf.outline.drawings import Drawings, Fill, RulingLine, drawings_of
from tsmforms.formats.pdf.outline.upright import Upright


def read(content: str) -> Drawings:
    pdf, out = Pdf.new(), io.BytesIO()
    page(pdf, content.encode())
    pdf.save(out)
    opened = pypdfium2.PdfDocument(out.getvalue())
    try:
        return drawings_of(opened[0], Upright())
    finally:
        opened.close()


def circle(radius: float) -> str:
    """A circle around (100, 100), of four curves."""
    r, k = radius, radius * 0.5523
    return (
        f"{100 + r} 100 m {100 + r} {100 + k} {100 + k} {100 + r} 100 {100 + r} c "
        f"{100 - k} {100 + r} {100 - r} {100 + k} {100 - r} 100 c {100 - r} {100 - k} {100 - k} {100 - r} 100 {100 - r} c "
        f"{100 + k} {100 - r} {100 + r} {100 - k} {100 + r} 100 c h S"
    )


@pytest.mark.parametrize("content", ["10 50 m 110 50 l S", "10 49.5 100 1 re f", "q 2 0 0 1 0 0 cm 5 50 m 55 50 l S Q"])
def test_a_line_is_one_whether_it_is_stroked_or_a_thin_area(content: str) -> None:
    assert read(content).across == [RulingLine(50, 10, 110)]


def test_the_sides_of_a_frame_are_lines() -> None:
    found = read("10 20 100 50 re S")
    assert sorted(found.across, key=lambda one: one.at) == [RulingLine(20, 10, 110), RulingLine(70, 10, 110)]
    assert sorted(found.upright, key=lambda one: one.at) == [RulingLine(10, 20, 70), RulingLine(110, 20, 70)]
    assert not found.fills


def test_a_filled_area_has_its_colour_and_what_is_not_painted_is_not_there() -> None:
    assert read("1 0 0 rg 10 20 100 50 re f").fills == [Fill((10, 20, 110, 70), "FF0000")]
    assert read("10 20 100 50 re n") == Drawings()


def test_a_small_square_or_circle_is_a_tick_box_and_a_large_circle_a_ring() -> None:
    assert read("10 20 12 12 re S").ticks == [(10, 20, 22, 32)]
    assert len(read(circle(6)).ticks) == 1
    found = read(circle(30))
    assert (len(found.rings), found.ticks, found.across) == (1, [], [])


def test_a_small_oblong_is_no_tick_box() -> None:
    assert not read("10 20 16 8 re S").ticks


def test_a_small_mark_is_a_stroke_and_a_small_filled_shape_a_blot() -> None:
    assert len(read("10 10 m 14 6 l 20 18 l S").strokes) == 1
    assert len(read("10 10 m 14 6 l 20 18 l h f").blots) == 1
    assert not read("1 1 1 rg 10 10 m 14 6 l 20 18 l h f").blots  # white on paper


def test_a_frame_with_round_corners_is_a_frame() -> None:
    rounded = "14 20 m 106 20 l 108 20 110 22 110 24 c 110 66 l 110 68 108 70 106 70 c 14 70 l 12 70 10 68 10 66 c 10 24 l 10 22 12 20 14 20 c h S"
    found = read(rounded)
    assert (len(found.across), len(found.upright), found.rings) == (2, 2, [])
