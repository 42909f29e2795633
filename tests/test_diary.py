"""Calendar files as the package `icalendar` reads them."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import icalendar

from tsmforms.diary import DiaryDay, diary_text

LONDON = ZoneInfo("Europe/London")
MADE = datetime.date(2026, 3, 1)


def events(*days: DiaryDay) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(diary_text(days, MADE)).walk("VEVENT"))


def test_a_day_is_a_whole_day() -> None:
    (event,) = events(DiaryDay("a", datetime.date(2026, 3, 29), "Review"))
    assert event["DTSTART"].dt == datetime.date(2026, 3, 29)
    assert event["DTEND"].dt == datetime.date(2026, 3, 30)


def test_a_time_is_londons_before_and_after_the_clocks_change() -> None:
    at = datetime.time(9, 30)
    days = [datetime.date(2026, 3, 28), datetime.date(2026, 3, 30), datetime.date(2026, 10, 26)]
    found = events(*(DiaryDay(str(day), day, "Meeting", at=at) for day in days))
    utc = [one["DTSTART"].dt.replace(tzinfo=LONDON).astimezone(datetime.UTC).hour for one in found]
    assert [one["DTSTART"].params["TZID"] for one in found] == ["Europe/London"] * 3
    assert utc == [9, 8, 9]
    assert [one["DTSTART"].dt.utcoffset() for one in found] == [
        datetime.timedelta(0),
        datetime.timedelta(hours=1),
        datetime.timedelta(0),
    ]


def test_ids_stay_the_same_and_two_of_one_key_are_one() -> None:
    one, other = (events(DiaryDay("a", datetime.date(2026, 1, day), "Review")) for day in (5, 6))
    assert one[0]["UID"] == other[0]["UID"]
    assert len(events(DiaryDay("a", MADE, "x"), DiaryDay("a", MADE, "y"))) == 1


def test_words_come_back_as_they_were_and_lines_are_short() -> None:
    title = "Überprüfung, “Plan”; C:\\x — " + "ŵ" * 100
    text = diary_text([DiaryDay("a", MADE, title, "one\ntwo")], MADE)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(event["SUMMARY"]) == title
    assert str(event["DESCRIPTION"]) == "one\ntwo"
