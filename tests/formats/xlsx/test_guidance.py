"""The sheet that says how to fill in the form: only the steps that this form needs, and known again in a return."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from tests.formats.pdf.trees import FORM, labelled
from tsmforms.formats.xlsx.guidance import GUIDANCE_SHEET, add_guidance, is_guidance_line
from tsmforms.layout import Document, Grid


def steps(document: Document) -> list[str]:
    book = Workbook()
    add_guidance(book, document)
    return [str(row[0].value) for row in book[GUIDANCE_SHEET].iter_rows()]


def test_a_step_is_there_only_where_the_form_asks_for_such_a_thing() -> None:
    small = steps(Document("small", "2024-09", "", "Small", False, (Grid((labelled("name"),)),)))
    whole = steps(FORM)
    for words in ("Dates:", "Red, amber, green:", "Tick boxes:", "Pictures:"):
        assert not any(words in line for line in small)
        assert any(words in line for line in whole)
    assert small[0] == GUIDANCE_SHEET
    assert [line.partition(".")[0] for line in small[1:]] == [str(n) for n in range(1, len(small))]


def test_each_line_of_the_sheet_is_known_again_and_no_answer_is() -> None:
    assert all(map(is_guidance_line, steps(FORM)))
    for text in ("1.  Ann", "Ann", "", "1. Leave a box empty"):
        assert not is_guidance_line(text)


@pytest.mark.parametrize("number", ["1", "99"])
def test_the_number_before_a_step_does_not_count(number: str) -> None:
    step = steps(FORM)[1].partition(".  ")[2]
    assert is_guidance_line(f"{number}.  {step}")
    assert not is_guidance_line(f"x.  {step}")
    assert not is_guidance_line(step)
