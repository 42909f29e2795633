"""What a school's calendar speaks of: terms with the holidays between them, and no further."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tsmforms.calendar.school import LONGEST_BREAK, Calendar, Term

AUTUMN = Term(date(2026, 9, 1), date(2026, 12, 18))


@pytest.mark.parametrize(("more", "known"), [(0, True), (1, False)])
def test_a_gap_longer_than_any_holiday_is_a_year_of_which_nothing_is_known(more: int, known: bool) -> None:
    start = AUTUMN.end + LONGEST_BREAK + timedelta(days=more)
    calendar = Calendar((Term(start, start + timedelta(days=30)), AUTUMN))
    assert calendar.covers(date(2027, 1, 4)) is known
    assert calendar.covers_all(AUTUMN.start, start) is known
    assert len(calendar.known) == (1 if known else 2)


def test_a_term_inside_another_does_not_shorten_what_is_known() -> None:
    calendar = Calendar((AUTUMN, Term(date(2026, 9, 1), date(2026, 10, 23))))
    assert calendar.known == (AUTUMN,)
    assert not calendar.covers(date(2026, 12, 19))


def test_bank_holidays_are_closed_where_the_school_keeps_them_and_named_before_a_closed_week() -> None:
    boxing_day = date(2025, 12, 26)
    term = Term(date(2025, 12, 1), date(2025, 12, 31))
    assert Calendar((term,)).is_open(boxing_day)
    assert not Calendar((term,), bank_holidays=True).is_open(boxing_day)
    both = Calendar((term,), closed_days=frozenset({boxing_day}), bank_holidays=True)
    assert both.why_closed(boxing_day) == "bank_holiday"
    assert Calendar((term,), closed_days=frozenset({boxing_day})).why_closed(boxing_day) == "closed"


def test_the_first_and_the_last_day_of_a_term_are_open_and_the_days_next_to_them_unknown() -> None:
    calendar = Calendar((AUTUMN,))
    assert calendar.is_open(AUTUMN.start)
    assert calendar.is_open(AUTUMN.end)
    assert calendar.why_closed(date(2026, 8, 31)) == "unknown"
    assert calendar.why_closed(date(2026, 12, 19)) == "weekend"
    assert calendar.why_closed(date(2026, 12, 21)) == "unknown"
