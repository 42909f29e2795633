"""Frames and notes of ours on a returned PDF: each at its place, in place of those that we wrote before."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.formats.pdf.outline.made import form, page, widget
from tsmforms.diagnostics import Place
from tsmforms.formats.pdf.marking import mark
from tsmforms.model.marking import MARK_AUTHOR, ReturnMark


def file(pages: int = 1) -> bytes:
    pdf, out = Pdf.new(), io.BytesIO()
    for _ in range(pages):
        page(pdf)
    pdf.save(out)
    return out.getvalue()


def notes(data: bytes) -> list[tuple[int, str, list[float]]]:
    """The page, the words and the corners of each note."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            (number, str(one.Contents), [float(part) for part in one.Rect])  # type: ignore[attr-defined]
            for number, each in enumerate(pdf.pages, 1)
            for one in each.obj.get("/Annots", [])
        ]


def test_a_frame_is_a_little_larger_than_the_box_it_is_round() -> None:
    place = Place(page=2, rect=(10, 20, 110, 40))
    assert notes(mark(file(2), [ReturnMark(place, "not a date")])) == [(2, "not a date", [8, 18, 112, 42])]


def test_marks_without_a_place_are_next_to_each_other_in_the_corner_of_their_page() -> None:
    found = notes(mark(file(), [ReturnMark(None, "a"), ReturnMark(Place(page=9), "b")]))
    assert [(number, words) for number, words, _ in found] == [(1, "a"), (1, "b")]
    first, second = (corners for *_, corners in found)
    assert first[2] <= second[0]
    assert first[1] == second[1]


def test_our_marks_are_replaced_and_those_of_others_and_boxes_stay() -> None:
    pdf, out = Pdf.new(), io.BytesIO()
    box = widget(pdf, FT=Name.Tx, T=String(MARK_AUTHOR), Contents=String("box"))
    form(pdf, box)
    theirs = Dictionary(Subtype=Name.Text, Contents=String("Why?"), Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([theirs, box])
    pdf.save(out)
    once = mark(out.getvalue(), [ReturnMark(None, "first")])
    assert [words for _, words, _ in notes(mark(once, [ReturnMark(None, "second")]))] == ["Why?", "box", "second"]
    assert [words for _, words, _ in notes(mark(once, []))] == ["Why?", "box"]


def test_a_file_without_anything_to_say_is_the_same_bytes() -> None:
    data = file()
    assert mark(data, []) == data
