"""Bank holidays of England and the working days of post: the dates published, and those computed by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tsmforms.calendar import POST, PostClass, add_working_days, bank_holidays, deemed_receipt, working_day

PUBLISHED = {
    2026: [
        "2026-01-01",
        "2026-04-03",
        "2026-04-06",
        "2026-05-04",
        "2026-05-25",
        "2026-08-31",
        "2026-12-25",
        "2026-12-28",
    ],
    2027: [
        "2027-01-01",
        "2027-03-26",
        "2027-03-29",
        "2027-05-03",
        "2027-05-31",
        "2027-08-30",
        "2027-12-27",
        "2027-12-28",
    ],
}
"""As GOV.UK lists them, substitute days among them."""


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_weekdays_among_the_bank_holidays_are_those_published(year: int) -> None:
    on_weekdays = sorted(day.isoformat() for day in bank_holidays(year) if day.weekday() < 5)
    assert on_weekdays == PUBLISHED[year]


def test_the_last_bank_holidays_of_2025_are_those_published() -> None:
    after_july = sorted(day for day in bank_holidays(2025) if day.month > 7)
    assert after_july == [date(2025, 8, 25), date(2025, 12, 25), date(2025, 12, 26)]


def test_holidays_of_other_nations_are_not_those_of_england() -> None:
    assert date(2026, 11, 30) not in bank_holidays(2026), "St Andrew's Day"
    assert date(2026, 3, 17) not in bank_holidays(2026), "St Patrick's Day"
    assert date(2026, 8, 3) not in bank_holidays(2026), "the summer bank holiday of Scotland"


@pytest.mark.parametrize(
    ("posted", "post_class", "received"),
    [
        (date(2026, 11, 27), "first", date(2026, 12, 1)),
        (date(2026, 11, 27), "second", date(2026, 12, 3)),
        (date(2026, 12, 23), "first", date(2026, 12, 29)),
        (date(2026, 12, 23), "second", date(2026, 12, 31)),
        (date(2026, 12, 24), "first", date(2026, 12, 30)),
        (date(2026, 12, 24), "second", date(2027, 1, 4)),
        (date(2026, 11, 28), "first", date(2026, 12, 1)),
        (date(2027, 12, 24), "first", date(2027, 12, 30)),
    ],
)
def test_a_letter_is_deemed_received(posted: date, post_class: PostClass, received: date) -> None:
    assert deemed_receipt(posted, post_class) == received


def test_second_class_is_assumed_where_none_is_recorded() -> None:
    assert deemed_receipt(date(2026, 11, 27)) == deemed_receipt(date(2026, 11, 27), "second")


def test_the_days_of_post_say_where_they_come_from() -> None:
    assert "interpretation-act-1978, section 7" in POST.source
    assert POST.in_force_to is None


def test_working_days_leave_out_weekends_and_bank_holidays() -> None:
    assert working_day(date(2026, 12, 24))
    assert not working_day(date(2026, 12, 26)), "a Saturday"
    assert not working_day(date(2026, 12, 28)), "a substitute day"
    assert add_working_days(date(2026, 12, 24), 0) == date(2026, 12, 24)
    assert add_working_days(date(2026, 12, 29), -1) == date(2026, 12, 24)


def test_dates_at_the_ends_of_time_end_there() -> None:
    assert deemed_receipt(date.max) == date.max
    assert add_working_days(date.min, -1) == date.min
    assert add_working_days(date(9999, 12, 30), 5) == date.max
    assert add_working_days(date(1, 1, 2), -5) == date.min
