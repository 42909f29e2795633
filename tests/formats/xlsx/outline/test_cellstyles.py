"""The styles of cells: their looks and colours, what their numbers show, and whether they are places to write in."""

from __future__ import annotations

import pytest

from tests.formats.xlsx.workbooks import MAIN, styles, workbook
from tsmforms.formats.xlsx.outline.book import open_book
from tsmforms.formats.xlsx.outline.cellstyles import NO_STYLE, CellStyles, styles_of, whole
from tsmforms.intake import parse_xml
from tsmforms.model.outline import PLAIN, Look


def of(style: bytes) -> CellStyles:
    return styles_of(open_book(workbook("<sheetData/>", style=style)))


def test_a_cell_style_is_its_font_and_its_fill_by_number() -> None:
    found = of(styles('fontId="1" fillId="2"', 'fontId="2" fillId="4"', 'fontId="9" fillId="9"'))
    assert (found.of("1").look, found.of("1").fill) == (Look(struck=True), "FF0000")
    assert found.of("2").look == Look(bold=True, underlined=True, colour="4472C4")
    assert (found.of("3").look, found.of("3").fill) == (PLAIN, None)
    assert found.of("99") is NO_STYLE
    assert found.of(None) == found.of("0")


def test_a_line_that_is_switched_off_is_not_there() -> None:
    assert of(styles('fontId="3"')).of("1").look == Look(colour="C00000")


def test_the_paper_is_no_tint() -> None:
    found = of(styles('fillId="2"', 'fillId="3"', 'fillId="1"'))
    assert found.of("2").fill == "FFFFFF"
    assert found.tinted == {"1"}


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (0, "general"),
        (9, "percent"),
        (14, "date"),
        (20, "time"),
        (22, "date"),
        (46, "time"),
        (49, "general"),
        (164, "date"),
    ],
)
def test_a_number_format_need_not_be_written_out(number: int, kind: str) -> None:
    found = of(styles(f'numFmtId="{number}"', codes={164: "d mmm yyyy", 14: ""}))
    assert found.of("1").format.kind == kind


def test_a_cell_that_is_unlocked_or_has_a_line_at_its_foot_is_a_place_to_write_in() -> None:
    sheet = (
        f'<styleSheet xmlns="{MAIN}"><borders><border/><border><bottom style="thin"/></border>'
        '<border><top style="thin"/><bottom style="none"/></border></borders><cellXfs><xf/>'
        '<xf><protection locked="0"/></xf><xf borderId="1"/><xf borderId="2"/><xf><protection/></xf></cellXfs></styleSheet>'
    )
    found = of(sheet.encode())
    assert found.entries == {"1", "2"}
    assert [found.of(str(n)).is_open for n in range(5)] == [False, True, False, False, False]


def test_equal_looks_are_one_object() -> None:
    found = of(styles())
    font = parse_xml(f'<rPr xmlns="{MAIN}"><b/></rPr>'.encode())
    assert found.look_of(font) is found.look_of(font) is found.kept(Look(bold=True))


def test_a_whole_number_of_a_file_is_digits_and_not_too_many() -> None:
    assert [whole(text) for text in ("7", "", None, "-1", "1.0", "\u0667", "1234567890")] == [7, *[None] * 6]
