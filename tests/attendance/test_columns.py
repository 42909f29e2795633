"""What the columns of a register are, by their headings."""

from __future__ import annotations

from datetime import date

import pytest

from tsmforms.attendance.columns import ExportLayout, find_layout, fold_heading
from tsmforms.diagnostics import ReadError


def layout(*rows: tuple[str, ...]) -> ExportLayout | None:
    return find_layout([(number, row) for number, row in enumerate(rows, 1)])


def test_a_row_a_session_is_known_by_who_when_and_code_below_lines_that_say_something_else() -> None:
    found = layout(
        ("Exampleton School",), ("UPN", "Mark Date", "Session", "Mark", "Comment"), ("x", "1/9/2026", "AM", "/", "")
    )
    assert found is not None
    assert (found.kind, found.line, found.body, found.unused) == ("long", 2, 2, ("Comment",))
    assert {role: found.heading(at) for role, at in found.roles.items()} == {
        "id": "UPN",
        "date": "Mark Date",
        "half": "Session",
        "code": "Mark",
    }


def test_counts_need_two_figures_and_who_they_are_of() -> None:
    assert layout(("Name", "Possible", "Attended")) is not None
    assert layout(("Name", "Possible")) is None
    assert layout(("Class", "Possible", "Attended")) is None


def test_the_likeliest_heading_of_a_role_is_taken_and_the_other_is_said_to_be_unused() -> None:
    found = layout(("Admission Number", "UPN", "Pupil", "Possible", "Attended", "Attendance %"))
    assert found is not None
    assert (found.heading(found.roles["id"]), found.unused) == ("UPN", ("Admission Number",))
    assert found.heading(found.roles["percentage"]) == "Attendance %"


def test_two_columns_of_one_heading_are_refused() -> None:
    with pytest.raises(ReadError) as refused:
        layout(("Name", "Possible", "Attended", "possible"))
    assert refused.value.code == "D0501"


def test_a_date_over_the_morning_stands_for_the_afternoon_next_to_it_and_no_further() -> None:
    found = layout(
        ("", "01/09/2026", "", "", "03/09/2026"), ("Name", "AM", "PM", "PM", ""), ("Ann", "/", "\\", "\\", "/")
    )
    assert found is not None
    assert (found.kind, found.body) == ("marks", 2)
    assert [(one.index, one.dated.date, one.half) for one in found.sessions] == [
        (1, date(2026, 9, 1), "am"),
        (2, date(2026, 9, 1), "pm"),
        (3, None, "pm"),
        (4, date(2026, 9, 3), None),
    ]


def test_who_may_be_headed_in_the_row_above_the_dates() -> None:
    found = layout(("Name", ""), ("", "01/09/2026"), ("Ann", "/"))
    assert found is not None
    assert (found.kind, found.roles) == ("marks", {"pupil": 0})


def test_a_cell_behind_the_end_of_its_row_is_empty_and_a_per_cent_sign_is_a_word() -> None:
    found = layout(("Name", "Possible", "Attended"))
    assert found is not None
    assert [found.cell(role, [" Ann ", "4"]) for role in ("pupil", "possible", "attended", "code")] == [
        "Ann",
        "4",
        "",
        "",
    ]
    assert fold_heading("Attendance (%)") == fold_heading("attendance per-cent")
