"""Headings that name a day, and dates in the wrong order."""

from __future__ import annotations

from datetime import date

import pytest

from tsmforms.attendance.headings import dated, half_in, month_first
from tsmforms.attendance.marks import marks_in


@pytest.mark.parametrize(
    ("text", "half", "span"),
    [
        ("08/09/2025 AM", "am", "day"),
        ("08/09/2025 pm", "pm", "day"),
        ("08/09/2025AM", "am", "day"),
        ("Mon 08/09/2025 AM", "am", "day"),
        ("08/09/2025 Mon (PM)", "pm", "day"),
        ("AM 8 September 2025", "am", "day"),
        ("8 Sep 2025 - Morning session", "am", "day"),
        ("2025-09-08\nPM", "pm", "day"),
        ("08.09.2025 a.m.", "am", "day"),
        ("08/09/2025", None, "day"),
        ("Monday, 8 September 2025", None, "day"),
        ("w/c 08/09/2025", None, "week"),
        ("Week commencing 8 Sep 2025", None, "week"),
        ("8th September 2025 Afternoon", "pm", "day"),
    ],
)
def test_a_heading_names_a_day_however_it_is_written(text: str, half: str | None, span: str) -> None:
    found = dated(text)
    assert found is not None
    assert (found.date, found.half, found.span, found.problem) == (date(2025, 9, 8), half, span, None)


@pytest.mark.parametrize(
    "text", ["", "Name", "AM", "Year 7", "Class 7.1", "UPN", "Total", "12", "91.6", "Week 3", "May"]
)
def test_a_heading_of_something_else_names_no_day(text: str) -> None:
    assert dated(text) is None


@pytest.mark.parametrize("text", ["31/09/2025 AM", "08/09 AM", "8 September", "Tue 08/09/2025", "00/09/2025"])
def test_what_is_written_like_a_date_and_is_none_says_so(text: str) -> None:
    found = dated(text)
    assert found is not None
    assert found.date is None
    assert found.problem is not None
    assert found.problem.code == "D0201"


@pytest.mark.parametrize("text", ["08/09 AM", "Mon 8 September", "Sep 8 PM"])
def test_a_date_without_a_year_says_that_it_lacks_one(text: str) -> None:
    found = dated(text)
    assert found is not None
    assert found.problem is not None
    assert found.problem.what == "gives no year"


def test_a_year_of_two_digits_is_noted() -> None:
    found = dated("08/09/25 AM")
    assert found is not None
    assert found.date == date(2025, 9, 8)
    assert found.problem is not None
    assert found.problem.code == "D0214"


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("AM", "am"),
        ("pm session", "pm"),
        ("Morning", "am"),
        ("P.M.", "pm"),
        ("Registration AM", "am"),
        ("Amy", None),
        ("EV", None),
        ("Ash AM", None),
        ("", None),
    ],
)
def test_a_half_stands_alone_or_with_a_word_for_session(text: str, half: str | None) -> None:
    assert half_in(text, alone=True) == half


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["08/09/2025", "09/09/2025"], False),
        (["09/08/2025", "09/15/2025"], True),
        (["09/08/2025"], True),
        (["12/13/2025"], True),
        (["06/09/2025", "13/09/2025"], False),
        (["2025-09-08", "2009-11-12"], False),
        (["8 September 2025"], False),
        ([], False),
    ],
)
def test_dates_with_the_month_first_are_suspected(texts: list[str], expected: bool) -> None:
    """9 August 2025 is a Saturday and 8 September a Monday; on 13 September there is no month 13."""
    assert month_first(texts) is expected


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("/", ("/",)),
        ("/\\", ("/", "\\")),
        ("/ \\", ("/", "\\")),
        ("lu", ("L", "U")),
        ("C1C2", ("C1", "C2")),
        ("C1, \\", ("C1", "\\")),
        ("-#", ("-", "#")),
        ("", ()),
        ("  ", ()),
        ("L 12", None),
        ("?", None),
        ("/.", None),
    ],
)
def test_a_cell_is_taken_apart_into_marks(text: str, marks: tuple[str, ...] | None) -> None:
    assert marks_in(text) == marks
