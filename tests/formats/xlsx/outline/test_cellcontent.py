"""What one cell holds: its words as the sheet shows them, and the value that it stores."""

from __future__ import annotations

import attrs
import pytest

from tests.formats.xlsx.outline.test_words import shared, styles
from tests.formats.xlsx.workbooks import MAIN
from tsmforms.diagnostics import ReadError
from tsmforms.formats.xlsx.outline.cell_display import shown_format
from tsmforms.formats.xlsx.outline.cellcontent import CellContent, CellReader
from tsmforms.formats.xlsx.outline.cellstyles import NO_STYLE
from tsmforms.intake import parse_xml
from tsmforms.model.outline import TypedCell


def read(
    inside: str, kind: str = "", code: str = "General", is_1904: bool = False, recalculates: bool = False
) -> CellContent | None:
    element = parse_xml(f'<c xmlns="{MAIN}" {f"t={chr(34)}{kind}{chr(34)}" if kind else ""}>{inside}</c>'.encode())
    style = attrs.evolve(NO_STYLE, format=shown_format(code))
    return CellReader(styles(), shared(), is_1904, recalculates).read(element, style)


def shown(found: CellContent | None) -> tuple[str, str, str]:
    """The words, the stored value and its shape."""
    assert found is not None
    assert found.cell is not None
    return "".join(run.text for run in found.runs), found.cell.stored, found.cell.shape


@pytest.mark.parametrize(
    ("inside", "kind", "code", "expected"),
    [
        ("<v>0</v>", "s", "General", ("Ann", "Ann", "text")),
        ("<is><t>Ann</t></is>", "inlineStr", "General", ("Ann", "Ann", "text")),
        ("<v>0.875</v>", "", "0%", ("88%", "0.875", "number")),
        ("<v>45914</v>", "n", "dd/mm/yyyy", ("14/09/2025", "45914", "number")),
        ("<v>1_0</v>", "n", "General", ("1_0", "1_0", "text")),  # no number of a workbook
        ("<v>1</v>", "b", "General", ("TRUE", "TRUE", "bool")),
        ("<v>false</v>", "b", "General", ("FALSE", "FALSE", "bool")),
        ("<v>2</v>", "b", "General", ("2", "2", "text")),
        ("<v>#N/A</v>", "e", "General", ("#N/A", "#N/A", "error")),
        ("<f>A1</f><v>Ann</v>", "str", "General", ("Ann", "Ann", "text")),
        ("<v>2025-09-14</v>", "d", "General", ("14/09/2025", "45914", "number")),
        ("<v>2025-09-14T09:00:00Z</v>", "d", "dd/mm/yyyy", ("14/09/2025 09:00", "45914.375", "number")),
        ("<v>09:30:00</v>", "d", "General", ("09:30", "0.3958333333333333333333333333", "number")),
        ("<v>2025-09-14T09:00:00+01:00</v>", "d", "General", ("2025-09-14T09:00:00+01:00",) * 2 + ("text",)),
        ("<v>last week</v>", "d", "General", ("last week", "last week", "text")),
    ],
)
def test_a_cell_is_read_by_its_type(inside: str, kind: str, code: str, expected: tuple[str, str, str]) -> None:
    assert shown(read(inside, kind, code)) == expected


def test_a_date_in_words_counts_from_1904_where_the_workbook_does() -> None:
    assert shown(read("<v>2025-09-14</v>", "d", is_1904=True)) == ("14/09/2025", "44452", "number")


@pytest.mark.parametrize("inside", ["", "<v/>", "<is><t/></is>"])
def test_a_cell_with_nothing_in_it_is_nothing(inside: str) -> None:
    assert read(inside) is None


def test_a_formula_without_a_result_is_known_and_an_empty_result_is_one() -> None:
    assert read("<f>A1</f>") == CellContent((), TypedCell("", "text", formula=True, cached=False))
    empty = read("<f>A1</f><v/>", "str")
    assert empty is not None
    assert empty.cell == TypedCell("", "text", formula=True)


def test_a_stored_nought_is_no_result_where_formulas_are_worked_out_on_opening() -> None:
    later = read("<f>A1</f><v>0</v>", recalculates=True)
    assert later is not None
    assert later.cell is not None
    assert not later.cell.cached
    assert shown(read("<v>0</v>", recalculates=True)) == ("0", "0", "number")


def test_words_and_numbers_that_the_format_hides_are_there_and_hidden() -> None:
    for inside, kind in (("<v>0</v>", "s"), ("<v>3</v>", "n")):
        found = read(inside, kind, ";;;")
        assert found is not None
        assert [run.look.hidden for run in found.runs] == [True]
    assert shown(read("<v>3</v>", "n", ";;;"))[0] == "3"


def test_a_reading_aid_is_kept_where_there_are_no_words_under_it() -> None:
    found = read("<is><rPh><t>Tokyo</t></rPh></is>", "inlineStr")
    assert found is not None
    assert found.lost_aid == "Tokyo"


def test_a_cell_of_a_type_that_no_program_writes_refuses_the_file() -> None:
    with pytest.raises(ReadError) as caught:
        read("<v>1</v>", "x")
    assert caught.value.code == "D0907"
