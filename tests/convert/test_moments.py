"""Dates and times as people write them: day first, an existing day, no guess between morning and afternoon."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from tsmforms.convert.moments import read_date, read_time


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/4/2026", date(2026, 4, 3)),
        ("Friday 3rd of April 2026", date(2026, 4, 3)),
        ("3 Apr \u201926", date(2026, 4, 3)),
        ("April 3rd, 2026", date(2026, 4, 3)),
        ("3 sept 2026", date(2026, 9, 3)),
        ("2026-04-03 00:00:00", date(2026, 4, 3)),
        ("3 \u2013 4 \u2013 2026", date(2026, 4, 3)),
        ("29/02/2028.", date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_day_first_however_it_is_written(text: str, day: date) -> None:
    assert read_date(text).value == day


@pytest.mark.parametrize(
    "text",
    [
        "29/02/2026",
        "31/4/2026",
        "4/13/2026",
        "Thursday 3 April 2026",
        "3/4",
        "3 Apri",
        "2026-04-03 09:00",
        "03/04/202",
        "3 mayo 2026",
    ],
)
def test_a_day_that_does_not_exist_or_is_not_said_whole_is_no_date(text: str) -> None:
    parsed = read_date(text)
    assert parsed.value is None
    assert parsed.problem is not None
    assert parsed.problem.code == "D0201"


@pytest.mark.parametrize(("text", "year"), [("1/1/69", 2069), ("1/1/70", 1970), ("1/1/00", 2000)])
def test_a_year_of_two_digits_is_read_with_a_note(text: str, year: int) -> None:
    parsed = read_date(text)
    assert parsed.value == date(year, 1, 1)
    assert parsed.problem is not None
    assert (parsed.problem.code, parsed.problem.severity) == ("D0214", "info")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8.50", time(8, 50)),
        ("0850", time(8, 50)),
        ("2.15 p.m.", time(14, 15)),
        ("12am", time(0, 0)),
        ("12.30pm", time(12, 30)),
        ("noon", time(12)),
        ("14:15:00", time(14, 15)),
        ("14:15 hrs", time(14, 15)),
        ("24:00", None),
        ("13pm", None),
        ("0.30am", None),
        ("8", None),
        ("8:5", None),
    ],
)
def test_a_time_of_day_is_read_to_the_minute(text: str, expected: time | None) -> None:
    assert read_time(text).value == expected


@pytest.mark.parametrize(
    ("text", "doubtful"), [("2.15", True), ("6:59", True), ("7:00", False), ("02:15", False), ("2.15am", False)]
)
def test_an_hour_before_school_begins_without_am_or_pm_is_doubtful(text: str, doubtful: bool) -> None:
    problem = read_time(text).problem
    assert (problem is not None and problem.code == "D0224") is doubtful


def test_a_typed_cell_keeps_its_day_and_says_what_it_left_out() -> None:
    midnight, later = read_date(datetime(2026, 4, 3)), read_date(datetime(2026, 4, 3, 9, 5))
    assert midnight.value == later.value == date(2026, 4, 3)
    assert midnight.problem is None
    assert later.problem is not None
    assert later.problem.code == "D0222"
    assert read_time(time(9, 5, 30)).value == time(9, 5)
    assert read_date(46115).value is None
