"""Numbers of a school year: an event once, whatever came of it twice."""

from __future__ import annotations

from datetime import date

import attrs

from tests.casework.small import LETTER, document
from tsmforms.casework.cases import CaseDocument
from tsmforms.casework.counts import year_counts
from tsmforms.casework.countspecs import CountedEvent, CountedNumber

TODAY = date(2026, 11, 30)
MEETING = CountedEvent("meeting", forms=("visit", "letter"), day=("meeting_date",), together=True)
ALL = CountedNumber("meetings", "Meetings", "Meetings held", (MEETING,))
HELD = attrs.evolve(ALL, id="held", path="held", values=(True,))
UNSAID = attrs.evolve(ALL, id="unsaid", path="held")
DAY = date(2026, 7, 31)


def counted(
    *documents: CaseDocument, numbers: tuple[CountedNumber, ...] = (ALL,)
) -> tuple[dict[tuple[str, str], tuple[str, ...]], list[str]]:
    counts, doubts = year_counts(documents, numbers, TODAY)
    return {(one.school_year, one.id): one.ids for one in counts if one.ids}, [one.message for one in doubts]


def test_a_school_year_ends_on_the_last_day_of_july_and_what_has_no_day_is_of_none() -> None:
    found, doubts = counted(
        document("Ann", meeting_date=DAY, record_id="a"),
        document("Ben", meeting_date=date(2026, 8, 1), record_id="b"),
        document("Cy", record_id="c"),
    )
    assert found == {("2025/26", "meetings"): ("a",), ("2026/27", "meetings"): ("b",), ("", "meetings"): ("c",)}
    assert doubts == []


def test_a_record_and_its_return_and_another_form_of_the_same_day_are_one_event() -> None:
    found, _ = counted(
        document("Ann", meeting_date=DAY, record_id="a"),
        document("ann", meeting_date=DAY, file="back.docx"),
        document("Ann", spec=LETTER, meeting_date=DAY, record_id="l"),
        document("Ann", meeting_date=date(2026, 7, 30), record_id="other day"),
    )
    assert found == {("2025/26", "meetings"): ("a + back.docx + l", "other day")}


def test_a_meeting_of_tomorrow_is_not_counted_and_one_of_today_is() -> None:
    found, doubts = counted(
        document("Ann", meeting_date=TODAY, record_id="a"), document("Ben", meeting_date=date(2026, 12, 1))
    )
    assert found == {("2026/27", "meetings"): ("a",)}
    assert doubts == ["its day has not come yet: not counted"]


def test_answers_that_contradict_each_other_are_counted_by_neither() -> None:
    found, doubts = counted(
        document("Ann", meeting_date=DAY, record_id="a", held=True),
        document("Ann", meeting_date=DAY, file="b", held=False),
        document("Ben", meeting_date=DAY, record_id="c", held=True),
        document("Cy", meeting_date=DAY, record_id="d"),
        numbers=(HELD, UNSAID),
    )
    assert found == {("2025/26", "held"): ("c",), ("2025/26", "unsaid"): ("d",)}
    assert doubts == ['they contradict each other in "Meeting held": not counted by it']
