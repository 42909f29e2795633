"""Academic years: which day lies in which, and how people write them."""

from __future__ import annotations

from datetime import date

import pytest

from tsmforms.calendar import AcademicYear, academic_year_of, parse_academic_year


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 7, 31), "2025/26"),
        (date(2026, 8, 1), "2026/27"),
        (date(2027, 1, 1), "2026/27"),
        (date(2027, 7, 31), "2026/27"),
        (date(1999, 9, 1), "1999/00"),
    ],
)
def test_a_day_lies_in_the_year_from_august_to_july(day: date, name: str) -> None:
    year = academic_year_of(day)
    assert year.name == name
    assert day in year
    assert year.first <= day <= year.last


@pytest.mark.parametrize(
    "text", ["2026/27", "2026-27", "2026 - 2027", "2026–2027", "2026/2027", "2026 to 2027", " 2026 — 27 "]
)
def test_a_year_is_read_however_it_is_written(text: str) -> None:
    assert parse_academic_year(text) == AcademicYear(2026)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026/28",
        "2026/2028",
        "2026/26",
        "26/27",
        "2026 27",
        "2026/7",
        "2026/27 autumn",
        "2027/26",
        "2026/1927",
    ],
)
def test_what_names_no_academic_year_is_none(text: str) -> None:
    assert parse_academic_year(text) is None


def test_a_century_ends() -> None:
    assert parse_academic_year("1999/00") == parse_academic_year("1999 - 2000") == AcademicYear(1999)


def test_the_years_at_the_ends_of_time_have_days() -> None:
    assert date.max in academic_year_of(date.max)
    assert academic_year_of(date.max).last.year == 9999
    assert date.min in academic_year_of(date.min)
    assert academic_year_of(date.min).first == date.min
    assert AcademicYear(2026) < AcademicYear(2027)
