"""What somebody marked in a register is never dropped in silence."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tsmforms.attendance import Register
from tsmforms.registers import read_register

HEADER = ["Pupil", "Pupil id", "08/09/2025 AM", "08/09/2025 PM", "Remarks"]


def register(mark: Callable[[Worksheet], None]) -> Register:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        HEADER,
        ["Ash Example", "A1", "/", "\\", ""],
        ["Bo Sample", "B1", "O", "O", ""],
        ["Cy Third", "C1", "/", "/", ""],
    ):
        sheet.append(row)
    mark(sheet)
    out = io.BytesIO()
    book.save(out)
    return read_register(out.getvalue())


def _hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def _strike(sheet: Worksheet) -> None:
    sheet["A3"].font = Font(strike=True)


@pytest.mark.parametrize("mark", [_hide, _strike])
def test_a_row_that_is_hidden_or_struck_is_left_out_and_told(mark: Callable[[Worksheet], None]) -> None:
    found = register(mark)
    assert [one.pupil_id for one in found.pupils] == ["A1", "C1"]
    assert [(d.code, d.severity, d.place and d.place.row) for d in found.diagnostics if d.code == "D0521"] == [
        ("D0521", "error", 3)
    ]


def test_a_comment_and_a_note_are_told() -> None:
    def mark(sheet: Worksheet) -> None:
        sheet["C2"].comment = Comment("do not write", "Office")
        sheet["E4"] = "mother only, court order"

    codes = [d.code for d in register(mark).diagnostics]
    assert codes.count("D0522") == 2


def test_a_heading_that_may_speak_of_letters_is_told() -> None:
    found = read_register(b"Pupil,Pupil id,08/09/2025 AM,Court order\nAsh,A1,/,T\n")
    assert "D0522" in [d.code for d in found.diagnostics]


@pytest.mark.parametrize(
    ("one", "other"),
    [("A\u200b1", "A1"), ("O\u2019A1", "O'A1"), ("\uff211", "A1"), ("\u00e91", "e\u03011")],
)
def test_one_pupil_in_two_spellings_is_one(one: str, other: str) -> None:
    rows = f"Pupil id,Date,Session,Code\n{one},08/09/2025,AM,/\n{other},08/09/2025,PM,O\n"
    assert len(read_register(rows.encode()).pupils) == 1


def test_ids_that_differ_in_zeros_are_told() -> None:
    found = read_register(b"Pupil id,Date,Session,Code\n004711,08/09/2025,AM,/\n4711,08/09/2025,PM,O\n")
    assert len(found.pupils) == 2
    assert "D0523" in [d.code for d in found.diagnostics]


def test_a_hidden_sheet_is_no_register() -> None:
    def mark(sheet: Worksheet) -> None:
        other = sheet.parent.create_sheet("Old")  # type: ignore[union-attr]
        for row in (HEADER, ["Old Pupil", "Z9", "O", "O", ""]):
            other.append(row)
        other.sheet_state = "hidden"

    assert [one.pupil_id for one in register(mark).pupils] == ["A1", "B1", "C1"]
