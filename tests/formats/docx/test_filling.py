"""A Word form of somebody else with words in its blanks and marks in its boxes, all else as it was."""

from __future__ import annotations

from tests.formats.docx.templates.pieces import cell, para, run, table
from tests.formats.docx.test_outline import packed
from tsmforms.diagnostics import Place
from tsmforms.formats.docx.filling import fill
from tsmforms.formats.docx.read import read
from tsmforms.model.filling import Filling
from tsmforms.model.outline import Outline, Run


def filled(body: str, *fillings: Filling) -> Outline:
    return read(fill(packed(body), fillings)).outline


def said(body: str, *fillings: Filling) -> list[str]:
    return [spot.text for spot in filled(body, *fillings).spots]


def words(text: str, was: str, start: int, end: int, place: Place = Place(paragraph=1)) -> Filling:  # noqa: B008 - frozen
    return Filling("name", place, text, was, start, end)


def field(text: str, number: int = 0, is_mark: bool = False) -> Filling:
    return Filling("name", Place(paragraph=1), text, field=number, is_mark=is_mark)


def test_words_take_the_place_of_the_blank_and_of_nothing_else() -> None:
    assert said(para("Name: ____ Start:"), words("Ann", "Name: ____ Start:", 6, 10)) == ["Name: Ann Start:"]


def test_a_blank_that_a_program_cut_into_runs_is_filled_in_its_first_look() -> None:
    body = para("Name: __", run("__", "<w:b/>"), " Start:")
    (spot,) = filled(body, words("Ann", "Name: ____ Start:", 6, 10)).spots
    assert spot.text == "Name: Ann Start:"
    assert not any(isinstance(piece, Run) and piece.look.bold and piece.text for piece in spot.pieces)


def test_two_blanks_of_one_paragraph_are_filled_each_in_its_place_whatever_their_order() -> None:
    was = "Name: __ Start: __"
    both = (words("Ann", was, 6, 8), words("9:00", was, 16, 18))
    assert said(para(was), *both) == said(para(was), *reversed(both)) == ["Name: Ann Start: 9:00"]


def test_a_blank_and_a_control_of_one_paragraph_are_both_filled() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>" + run("x") + "</w:sdtContent></w:sdt>"
    body = para("Name: __ Start: ", control)
    assert said(body, field("9:00"), words("Ann", "Name: __ Start: x", 6, 8)) == ["Name: Ann Start: 9:00"]


def test_a_paragraph_whose_words_are_not_those_that_were_read_is_left_alone() -> None:
    assert said(para("Name: ____"), words("Ann", "Name: ______", 6, 12)) == ["Name: ____"]


def test_an_empty_cell_gets_its_words_and_a_line_end_is_a_break() -> None:
    place = Place(table=1, row=1, cell=2)
    assert said(table(cell("Name") + cell()), words("Ann\nBob", "", 0, 0, place)) == ["Name", "Ann\nBob"]


def test_a_control_is_filled_by_its_number_and_a_date_stores_what_it_shows() -> None:
    dated = (
        "<w:sdt><w:sdtPr><w:date w:fullDate='2020-01-01T00:00:00Z'/></w:sdtPr><w:sdtContent>"
        + run("old")
        + "</w:sdtContent></w:sdt>"
    )
    plain = "<w:sdt><w:sdtPr/><w:sdtContent>" + run("x") + "</w:sdtContent></w:sdt>"
    (spot,) = filled(para(plain, dated), field("14/09/2025", 1)).spots
    assert spot.text == "x14/09/2025"
    assert [key.stored for key in spot.keys if key.widget == "date"] == ["2025-09-14"]
    (spot,) = filled(para(plain, dated), field("soon", 1)).spots
    assert [key.stored for key in spot.keys if key.widget == "date"] == [None]


def test_a_tick_box_is_marked_and_cleared_in_what_it_stores_and_shows() -> None:
    box = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent>" + run("\u2610") + "</w:sdtContent></w:sdt>"
    )
    for stored, text in (("0", "x"), ("1", "")):
        (spot,) = filled(para(box.format(stored)), field(text, is_mark=True)).spots
        (key,) = spot.keys
        assert key.stored is bool(text)
        assert spot.text == ("\u2612" if text else "\u2610")


def test_a_number_that_no_box_has_changes_nothing() -> None:
    assert said(para("Name"), field("Ann", 3)) == ["Name"]
