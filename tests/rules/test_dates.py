"""Order, periods and columns of dates: which of two faults is named, and what lies exactly on a bound."""

from __future__ import annotations

from datetime import date

import pytest

from tsmforms.rules import parameter_faults
from tsmforms.rules.dates import DATE_PREDICATES
from tsmforms.rules.model import Span

from .forms import FORM
from .judged import found, predicate

ORDER = predicate(DATE_PREDICATES, "in_order")
INSIDE = predicate(DATE_PREDICATES, "inside_period")
RISING = predicate(DATE_PREDICATES, "ascending")
WINDOW = predicate(DATE_PREDICATES, "date_window")
BETWEEN = {"on": "day", "before": "end", "after": "start", "apart": Span(weeks=1)}


def test_a_date_that_is_too_near_to_one_does_not_hide_that_it_is_before_another() -> None:
    assert found(ORDER, BETWEEN, {"day": date(2026, 1, 10), "start": date(2026, 1, 20), "end": date(2026, 1, 12)}) == [
        "day"
    ]


@pytest.mark.parametrize(
    ("end", "expected"),
    [(date(2026, 1, 16), [("day", "warning")]), (date(2026, 1, 17), []), (date(2026, 1, 9), ["day"])],
)
def test_dates_a_week_apart_are_far_enough_apart_and_six_days_are_a_warning(end: date, expected: list[object]) -> None:
    assert found(ORDER, BETWEEN, {"day": date(2026, 1, 10), "end": end}) == expected


@pytest.mark.parametrize(("strict", "expected"), [(False, []), (True, ["day"])])
def test_the_same_day_is_out_of_order_only_where_the_order_is_strict(strict: bool, expected: list[str]) -> None:
    same = {"day": date(2026, 1, 10), "end": date(2026, 1, 10)}
    assert found(ORDER, {"on": "day", "before": "end", "strict": strict}, same) == expected


def test_a_period_with_one_end_unanswered_is_judged_by_the_other() -> None:
    args = {"on": "day", "start": "start", "end": "end"}
    assert found(INSIDE, args, {"day": date(2026, 1, 10), "end": date(2026, 1, 10)}) == []
    assert found(INSIDE, args, {"day": date(2026, 1, 11), "end": date(2026, 1, 10)}) == ["day"]
    assert found(INSIDE, args, {"day": date(2026, 1, 9), "start": date(2026, 1, 10)}) == ["day"]


def test_a_column_is_held_against_the_answered_row_above_and_an_empty_row_is_passed_over() -> None:
    rows = {"rows.0.day": date(2026, 3, 2), "rows.1.note": "no date", "rows.2.day": date(2026, 3, 1)}
    assert found(RISING, {"on": "rows[].day", "columns": ("rows[].day",)}, rows) == ["rows.2.day"]


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ({"at_least": Span(weeks=2), "at_most": Span(weeks=4)}, "from 2 to 4 weeks after"),
        ({"at_least": Span(days=10), "at_most": Span(weeks=4)}, "from 10 days to 4 weeks after"),
        ({"at_least": Span(weeks=2), "at_most": Span(weeks=2)}, "be exactly 2 weeks after"),
        ({"at_least": Span(), "at_most": Span(days=0)}, "be the same day as"),
        ({"at_most": Span(weeks=1)}, "no later than 1 week after"),
        ({"at_least": Span(months=24)}, "be 2 years or more after"),
    ],
)
def test_a_window_is_said_as_a_person_would_say_it(span: dict[str, Span], said: str) -> None:
    assert said in WINDOW.sentence({"on": "day", "from": "start", **span}, lambda path: path, "must")


def test_an_extension_by_closed_weeks_needs_a_bound_that_is_counted_in_weeks_or_months() -> None:
    params = {"on": "review_date", "from": "meeting_date", "extend_by": "closed_school_weeks"}

    def at(**more: object) -> list[str]:
        return [fault[0] for fault in parameter_faults("date_window", {**params, **more}, FORM.leaves, FORM.containers)]

    assert at(at_most={"days": 28}) == ["extend_by"]
    assert at(at_least={"weeks": 2}) == ["extend_by"]
    assert at(at_most={"months": 1}) == []
    assert at(at_most={"days": 28}, extend_by="none") == []
