"""Parameters from the text of a spec: what becomes what, and what is refused with a nearest name."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tsmforms.rules.conditions import Condition
from tsmforms.rules.dates import DATE_PREDICATES
from tsmforms.rules.figures import FIGURE_PREDICATES
from tsmforms.rules.model import Span
from tsmforms.rules.typed import Fields, Unfit, condition, date_of, literal, typed

from .forms import FORM
from .judged import predicate

FIELDS = Fields(FORM.leaves, FORM.containers)
WINDOW = predicate(DATE_PREDICATES, "date_window")
RANGE = predicate(FIGURE_PREDICATES, "range")


def field(path: str) -> Any:
    return FORM.leaves[path].field


@pytest.mark.parametrize(
    ("path", "raw", "answer"),
    [
        ("held", True, True),
        ("outcome", "plan", "plan"),
        ("needs", "plan", "plan"),
        ("possible", 12, 12),
        ("percent", "92.5", Decimal("92.5")),
    ],
)
def test_an_answer_in_a_spec_is_that_of_its_question(path: str, raw: object, answer: object) -> None:
    made = literal(field(path), raw)
    assert (made, type(made)) == (answer, type(answer))


@pytest.mark.parametrize(
    ("path", "raw", "near"),
    [
        ("held", "yes", "true"),
        ("outcome", "plam", "plan"),
        ("possible", "12", None),
        ("possible", "many", None),
        ("percent", "NaN", None),
    ],
)
def test_an_answer_that_its_question_cannot_have_is_refused(path: str, raw: object, near: str | None) -> None:
    with pytest.raises(Unfit) as refused:
        literal(field(path), raw)
    assert refused.value.suggestion == near


@pytest.mark.parametrize(
    ("span", "problem"),
    [
        ({"weeks": 10_000}, None),
        ({"weeks": 10_001}, '"weeks" should be a whole number'),
        ({"weeks": True}, '"weeks" should be a whole number'),
        ({"weeks": 1, "days": 2}, None),
        ({"weeks": 1, "school_days": 2}, '"school_days" is alone, without another unit of time'),
        ({"fortnights": 1}, 'unknown unit of time "fortnights"'),
        ({}, '"at_most" should be a length of time, for example {weeks: 2}'),
    ],
)
def test_a_length_of_time_is_whole_numbers_of_units_that_go_together(span: dict[str, Any], problem: str | None) -> None:
    args, faults = typed(WINDOW, {"on": "review_date", "from": "today", "at_most": span}, FIELDS)
    assert [fault[1] for fault in faults] == ([problem] if problem else [])
    assert problem or args["at_most"] == Span(**span)


def test_a_bound_is_typed_by_the_question_though_on_comes_last_and_each_fault_is_named_once() -> None:
    args, faults = typed(RANGE, {"at_least": "3", "at_most": "x", "of": 1, "on": "possible"}, FIELDS)
    assert args == {"on": "possible", "at_least": Decimal(3)}
    assert [fault[0] for fault in faults] == ["at_most", "of"]
    assert [fault[0] for fault in typed(RANGE, {"at_least": "3"}, FIELDS)[1]] == ["at_least", "on"]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({"field": "needs", "is": []}, "has no answer to compare with"),
        ({"field": "reason", "at_least": "3"}, "has no order"),
        ({"field": "percent"}, "should be {answered: FIELD}"),
        ({"answered": "percent", "is": "3"}, "should be {answered: FIELD}"),
        ({"field": "meeting_date", "before": "today"}, 'compares with no "today"'),
        ({"any_of": []}, "should be a list of conditions"),
        ({"answered": "meeting_dat"}, 'no such field: "meeting_dat"'),
    ],
)
def test_a_condition_of_a_layout_that_says_nothing_or_asks_the_clock_is_refused(
    raw: dict[str, Any], problem: str
) -> None:
    with pytest.raises(Unfit) as refused:
        condition(raw, FIELDS)
    assert problem in refused.value.message


def test_a_condition_takes_one_answer_or_several_and_a_group_where_it_asks_for_any_answer() -> None:
    one = condition({"field": "needs", "is": "plan"}, FIELDS)
    assert isinstance(one, Condition)
    assert (one.wanted, one.several) == (("plan",), True)
    assert condition({"answered": "plan"}, FIELDS).paths == ("plan",)
    with pytest.raises(Unfit):
        condition({"field": "plan", "is": "x"}, FIELDS)


def test_a_star_names_the_column_of_every_printed_row_and_no_group_has_one() -> None:
    assert FIELDS.leaf("audit.*.rating") is field("audit.policy.rating")
    assert FIELDS.leaf("plan.*.aim") is None
    assert {"audit.*.rating", "audit.policy.rating", "actions[].owner"} <= FIELDS.names()
    assert "plan.*" not in FIELDS.names()


def test_a_date_of_a_spec_is_year_month_day() -> None:
    assert date_of(None) is None
    assert str(date_of("2024-08-19")) == "2024-08-19"
    with pytest.raises(Unfit):
        date_of("19/08/2024")
