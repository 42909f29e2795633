"""The words of cells: runs with their looks, escapes of the file, readings over East Asian words, shared texts."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.formats.xlsx.workbooks import MAIN, SHAPES, workbook
from tsmforms.diagnostics import ReadError
from tsmforms.formats.xlsx.outline.book import open_book
from tsmforms.formats.xlsx.outline.cellstyles import CellStyles, styles_of
from tsmforms.formats.xlsx.outline.words import CellWords, SharedWords, drawn_runs, plain_words, words_of
from tsmforms.intake import parse_xml
from tsmforms.model.outline import PLAIN, Look, Run

BOLD = Look(bold=True)


@lru_cache(maxsize=1)
def shared() -> SharedWords:
    book = open_book(workbook("<sheetData/>", strings="<si><t>Ann</t></si><si><r><t>Bob</t></r></si>"))
    return SharedWords(book, styles_of(book))


def styles() -> CellStyles:
    return shared().styles


def item(inside: str) -> CellWords:
    return words_of(parse_xml(f'<si xmlns="{MAIN}">{inside}</si>'.encode()), styles())


def test_a_run_without_a_look_has_that_of_its_cell() -> None:
    found = item("<r><t>Seen </t></r><r><rPr><b/></rPr><t>twice</t></r>")
    assert found.text == "Seen twice"
    assert found.runs(PLAIN) == (Run("Seen "), Run("twice", BOLD))
    assert found.runs(Look(struck=True))[0] == Run("Seen ", Look(struck=True))


def test_an_escape_that_is_cut_in_two_is_one_sign_and_line_ends_are_alike() -> None:
    assert item("<r><t>a_x00</t></r><r><t>0D_b</t></r>").text == "a\rb"
    assert item("<t>a_x000D_b</t>").runs(PLAIN) == (Run("a\nb"),)
    assert plain_words("a_x005F_x000D_").text == "a_x000D_"


def test_a_reading_over_the_words_is_an_aid_and_no_word() -> None:
    found = item('<t>\u6771\u4eac</t><rPh sb="0" eb="2"><t>Tokyo</t></rPh>')
    assert (found.text, found.aid) == ("\u6771\u4eac", "Tokyo")


def test_a_cell_names_a_shared_text_by_its_number() -> None:
    assert [shared().of(number).text for number in ("0", " 1 ", "")] == ["Ann", "Bob", ""]


@pytest.mark.parametrize("number", ["2", "-1", "x", "1234567890"])
def test_a_text_that_is_not_there_damages_the_file(number: str) -> None:
    with pytest.raises(ReadError) as caught:
        shared().of(number)
    assert caught.value.code == "D0905"


def test_the_words_of_a_shape_have_their_paragraphs_on_lines_and_their_looks() -> None:
    body = (
        f'<b xmlns:a="{SHAPES}"><a:p><a:r><a:rPr b="1" strike="sngStrike" u="sng"><a:solidFill><a:srgbClr val="c00000"/>'
        '</a:solidFill></a:rPr><a:t>Ann</a:t></a:r><a:br/><a:r><a:rPr strike="noStrike" u="none"/><a:t>Bob</a:t></a:r>'
        "</a:p><a:p><a:r><a:t>Cy</a:t></a:r></a:p></b>"
    )
    look = Look(bold=True, struck=True, underlined=True, colour="C00000")
    runs = list(drawn_runs(parse_xml(body.encode()), styles()))
    assert runs == [Run("Ann", look), Run("\n"), Run("Bob"), Run("\n"), Run("Cy")]
