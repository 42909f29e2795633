"""How far apart rules let two dates of an invented record be, from whichever day they are counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.rules.forms import rule
from tsmforms.examples.distances import distances, session_days, window_of
from tsmforms.examples.timeline import Distance
from tsmforms.rules.conditions import Condition
from tsmforms.rules.model import Span


def apart(predicate: str, **args: Any) -> list[Distance]:
    return list(distances(((rule(predicate, "b"), {"on": "b", **args}),), ["a", "b", "c"]))


@pytest.mark.parametrize(
    ("args", "least", "most"),
    [
        ({"at_least": Span(weeks=2), "at_most": Span(weeks=4)}, 14, 28),
        ({"at_least": Span(months=1)}, 31, None),
        ({"at_most": Span(months=1)}, 0, 28),
    ],
)
def test_a_month_is_long_where_it_is_the_least_and_short_where_it_is_the_most(
    args: dict[str, Span], least: int, most: int | None
) -> None:
    assert apart("date_window", **{"from": "a", **args}) == [Distance("a", "b", least, most)]


@pytest.mark.parametrize(
    ("low", "high", "least", "most"),
    [(15, 30, 20, 41), (5, None, 6, None), (6, None, 7, None), (None, 5, 0, 6), (1, None, 0, None)],
)
def test_a_period_of_weekdays_is_long_and_short_enough_from_any_weekday(
    low: int | None, high: int | None, least: int, most: int | None
) -> None:
    given = {name: bound for name, bound in (("at_least", low), ("at_most", high)) if bound}
    assert apart("school_days_between", **{"from": "a", "unit": "weekdays", **given}) == [
        Distance("a", "b", least, most)
    ]


def test_an_order_is_a_distance_on_each_side_and_strict_a_day() -> None:
    assert apart("in_order", before="c", after="a", strict=True) == [Distance("b", "c", 1), Distance("a", "b", 1)]
    assert apart("in_order", before="c", apart=Span(weeks=1)) == [Distance("b", "c", 7)]
    assert apart("in_order", before="elsewhere") == []
    assert apart("range", at_least=3) == []
    assert apart("implies", then=Condition("b", after="a")) == [Distance("a", "b", 1)]


@pytest.mark.parametrize(
    ("args", "days"),
    [
        ({"at_least": Span(weeks=2), "at_most": Span(weeks=4)}, 21),
        ({"at_least": Span(days=8), "at_most": Span(days=12)}, 10),
        ({"at_most": Span(weeks=4)}, 14),
        ({"at_least": Span(weeks=2)}, 14),
    ],
)
def test_a_date_best_lies_in_the_middle_of_its_window_whole_weeks_on_where_that_fits(
    args: dict[str, Span], days: int
) -> None:
    start = date(2026, 3, 2)
    window = window_of(rule("date_window", "b"), {"on": "b", "from": "a", **args})
    assert window is not None
    assert window.wish(start) - start.toordinal() == days


def test_a_window_from_the_first_day_on_says_nothing() -> None:
    assert window_of(rule("date_window", "b"), {"on": "b", "from": "a", "at_least": Span()}) is None
    assert window_of(rule("range", "b"), {"on": "b"}) is None


def test_sessions_lie_on_school_days_that_end_some_days_before_the_meeting() -> None:
    days = [date(2026, 3, n) for n in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)]
    paths = ["rows.0.day", "rows.1.day", "other.0.day"]
    one = (rule("threshold_met", "rows"), {"date": "rows[].day"})
    placed = session_days((one,), paths, date(2026, 3, 13), days)
    assert placed == {"rows.0.day": date(2026, 3, 5).toordinal(), "rows.1.day": date(2026, 3, 6).toordinal()}
