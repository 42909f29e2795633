"""Lengths of time and the rows of a record under judgement."""

from __future__ import annotations

from datetime import date, time

import pytest

from tsmforms.kinds import KINDS
from tsmforms.rules.model import Span, bound_words, same_allowed

from .judged import run


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        (Span(months=1), date(2027, 1, 31), date(2027, 2, 28)),
        (Span(months=1), date(2028, 1, 31), date(2028, 2, 29)),
        (Span(months=12), date(2028, 2, 29), date(2029, 2, 28)),
        (Span(months=1, days=1), date(2026, 11, 30), date(2026, 12, 31)),
        (Span(months=2), date(2026, 11, 15), date(2027, 1, 15)),
        (Span(weeks=1), date(9999, 12, 28), date.max),
        (Span(months=1), date(9999, 12, 1), date.max),
        (Span(school_days=1), date(2026, 3, 6), date(2026, 3, 9)),
        (Span(working_days=1), date(2026, 4, 2), date(2026, 4, 7)),
    ],
)
def test_a_length_of_time_ends_on_the_day_a_calendar_shows(span: Span, start: date, end: date) -> None:
    assert span.after(start) == end


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (Span(), "0 days"),
        (Span(weeks=1), "1 week"),
        (Span(weeks=2, days=3), "2 weeks and 3 days"),
        (Span(months=12), "12 months"),
        (Span(months=24), "2 years"),
        (Span(months=30), "30 months"),
        (Span(working_days=1), "1 working day"),
    ],
)
def test_a_length_of_time_is_said_in_words(span: Span, said: str) -> None:
    assert str(span) == said


def test_a_path_of_two_lists_stands_for_each_row_of_each_and_rows_keep_their_positions() -> None:
    values = {"a.0.b.1.x": 1, "a.0.b.4.y": 1, "a.3.c": 1, "a.10.b.0.x": 1}
    assert run(values).every("a[].b[].x") == ["a.0.b.1.x", "a.0.b.4.x", "a.10.b.0.x"]
    assert run(values).answered("a.3")
    assert not run(values).answered("a.1")
    assert run(values).value("today") == date(2026, 3, 6)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (None, date(2026, 3, 6), "06/03/2026 or earlier"),
        (time(9, 5), None, "09:05 or later"),
        (3, None, "3 or more"),
        (None, 3, "3 or less"),
        (0, 3, "from 0 to 3"),
    ],
)
def test_bounds_are_said_in_the_words_of_what_they_bound(low: object, high: object, said: str) -> None:
    assert bound_words(low, high) == said


def test_two_of_the_same_are_named_by_their_kind() -> None:
    assert same_allowed({"strict": True}, KINDS["time"]) == "the same time is a fault"
    assert same_allowed({}, KINDS["integer"]) == "the same number is allowed"
