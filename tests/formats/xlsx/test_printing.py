"""What a workbook prints, and what stays in sight when it is scrolled."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

import tsmforms
from tests.formats.xlsx.samples import ANSWERS
from tests.formats.xlsx.test_libreoffice import saved
from tests.formats.xlsx.test_table import ANSWERS as LETTER_ANSWERS
from tests.formats.xlsx.test_table import OTHER, changed, returns, table
from tests.support.everyday import in_turn
from tsmforms.documents import Form
from tsmforms.exports.sheetsource import open_sheet
from tsmforms.layout.columns import table_columns

PAPER = "Letter on paper"


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("name", in_turn(tsmforms.forms(), 13))
def test_a_sheet_prints_as_wide_as_the_page_and_the_guidance_not_at_all(name: str) -> None:
    book = opened(tsmforms.form(name).blank("xlsx"))
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if sheet.title.startswith("How to"):
            assert sheet[str(sheet.print_area).rpartition("!")[2]].value is None
            continue
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0), sheet.title
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_title_rows
        assert sheet.freeze_panes
    assert book.properties.language == "en-GB"
    assert book.properties.title == tsmforms.form(name).spec.title


def test_words_do_not_touch_the_lines_of_their_cells(form: Form) -> None:
    sheet = opened(form.write(ANSWERS, "xlsx"))["Form"]
    lined = [cell for row in sheet for cell in row if cell.border.left.style and isinstance(cell.value, str)]
    assert lined
    assert [c.coordinate for c in lined if c.alignment.horizontal == "left" and not c.alignment.indent] == []


def test_a_letter_on_paper_repeats_the_row_whose_number_is_typed(letter: Form) -> None:
    data = table(letter, (LETTER_ANSWERS, "one"), (OTHER, "two"))
    sheet = opened(data)[PAPER]
    formulas = {cell.value for row in sheet for cell in row if str(cell.value).startswith("=")}
    columns = {cell.column_letter: cell.value for cell in opened(data)["Letters"][1]}
    assert {re.findall(r"Letters!\$(\w+):", formula)[0] for formula in formulas} == set(columns) - {"A"}
    assert all(re.fullmatch(r'=IF\(INDEX\((.+)\)="","",INDEX\(\1\)\)', formula) for formula in formulas)
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[PAPER]
    values = [cell.value for row in shown for cell in row if cell.value is not None]
    assert "O'Example" in values
    assert "Sample" not in values
    assert 0.875 in values
    assert returns(letter, data) == [("one", LETTER_ANSWERS, []), ("two", OTHER, [])]


def test_what_is_typed_on_the_paper_is_named_and_the_row_that_is_chosen_is_not(letter: Form) -> None:
    def choose(book: Any) -> None:
        sheet = book[PAPER]
        (at,) = [cell.coordinate for row in sheet for cell in row if cell.value == 2 and not cell.protection.locked]
        sheet[at] = 3

    def write(book: Any) -> None:
        sheet = book[PAPER]
        sheet[f"A{sheet.max_row + 2}"] = "She is ill today"

    data = table(letter, (LETTER_ANSWERS, "one"))
    assert returns(letter, changed(data, choose)) == [("one", LETTER_ANSWERS, [])]
    ((reference, answers, codes),) = returns(letter, changed(data, write))
    assert (reference, answers) == ("one", LETTER_ANSWERS)
    assert codes == ["D0107"]


def test_a_run_of_letters_takes_the_table_and_not_the_paper(letter: Form, tmp_path: Path) -> None:
    path = tmp_path / "letters.xlsx"
    path.write_bytes(table(letter, (LETTER_ANSWERS, "one"), (OTHER, "two")))
    headings = [column.heading for column in table_columns(letter.spec)]
    assert set(open_sheet(path, headings).header) == {"Letter reference", *headings}


@pytest.mark.libreoffice
@pytest.mark.atlength
def test_every_workbook_prints_on_few_pages_with_every_value_readable(tmp_path: Path) -> None:
    files: dict[str, bytes] = {}
    for name in tsmforms.forms():
        form = tsmforms.form(name)
        files[f"{name}-blank"] = form.blank("xlsx")
        files[f"{name}-filled"] = form.write(form.example(1)["answers"], "xlsx")
    pages = {name: pypdfium2.PdfDocument(data) for name, data in saved(tmp_path, "pdf", **files).items()}
    assert pages.keys() == files.keys()
    counts = {name: len(document) for name, document in pages.items()}
    letters = {name for name in tsmforms.forms() if tsmforms.form(name).spec.is_letter}
    assert {name: n for name, n in counts.items() if name.partition("-")[0] in letters and n > 4} == {}
    assert max(counts.values()) <= 10
    for name, document in pages.items():
        texts = [page.get_textpage().get_text_bounded() for page in document]
        assert not any("###" in text or "How to fill in" in text for text in texts), name
        assert all(len(text.split()) > 12 for text in texts), name
