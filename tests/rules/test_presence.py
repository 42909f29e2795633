"""What is answered: counts of rows, lines and choices, complete rows, entries that are the same."""

from __future__ import annotations

from typing import Any

import pytest

from tsmforms.rules import parameter_faults
from tsmforms.rules.presence import PRESENCE

from .forms import FORM
from .judged import found, predicate

COUNT = predicate(PRESENCE, "count_between")
UNIQUE = predicate(PRESENCE, "unique")
ONE_OF = predicate(PRESENCE, "one_of")


def at(name: str, **params: Any) -> list[str]:
    return [fault[0] for fault in parameter_faults(name, params, FORM.leaves, FORM.containers)]


@pytest.mark.parametrize(
    ("args", "values", "counted"),
    [
        ({"on": "present", "is_list": False}, {"present": ("Ann", "Ben")}, 2),
        ({"on": "rows", "is_list": True}, {"rows.0.name": "Ann", "rows.0.age": 3, "rows.4.name": "Ben"}, 2),
        (
            {"on": "audit", "is_list": False},
            {"audit.policy.seen": True, "audit.policy.note": "x", "audit.data.note": "y"},
            2,
        ),
        ({"on": "a", "fields": ("a", "b", "rows[].name")}, {"b": 1, "rows.0.name": "x", "rows.1.age": 3}, 2),
    ],
)
def test_entries_are_lines_rows_printed_rows_or_questions_that_have_an_answer(
    args: dict[str, Any], values: dict[str, Any], counted: int
) -> None:
    for most, expected in ((counted, []), (counted - 1, [args["on"]])):
        assert found(COUNT, {**args, "at_most": most}, values) == expected
    assert found(COUNT, {**args, "at_least": counted + 1}, values) == [args["on"]]


@pytest.mark.parametrize("on", ["reason", "plan", "meeting_date"])
def test_a_group_or_a_question_of_one_answer_has_no_entries_to_count(on: str) -> None:
    assert at("count_between", on=on, at_least=1) == ["on"]
    assert at("count_between", on=on, at_least=1, fields=["reason", "rationale"]) == []


@pytest.mark.parametrize("on", ["present", "needs", "actions", "audit"])
def test_what_has_several_lines_choices_or_rows_can_be_counted(on: str) -> None:
    assert at("count_between", on=on, at_least=1) == []


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ({"at_least": 0}, "at least 0 entries"),
        ({"at_least": 1}, "at least 1 entry"),
        ({"at_most": 1}, "at most 1 entry"),
        ({"at_least": 0, "at_most": 3}, "at most 3 entries"),
        ({"at_least": 2, "at_most": 3}, "2 to 3 entries"),
        ({"at_least": 2, "at_most": 2}, "have 2 entries"),
    ],
)
def test_a_count_is_said_without_a_bound_that_it_has_not(bounds: dict[str, int], said: str) -> None:
    assert said in COUNT.sentence({"on": "rows", **bounds}, lambda path: path, "must")


def test_an_entry_is_the_same_whatever_its_case_and_spacing() -> None:
    rows = {"rows.0.name": "Ann  Sample", "rows.2.name": "ann sample ", "rows.3.name": "Ann Sampler"}
    assert found(UNIQUE, {"columns": ("rows[].name",)}, rows) == ["rows.2.name"]


def test_entries_of_two_columns_differ_where_one_does_and_an_incomplete_row_is_left_out() -> None:
    rows = {
        "rows.0.name": "Ann", "rows.0.half": "am",
        "rows.1.name": "Ann", "rows.1.half": "pm",
        "rows.2.name": "Ann",
        "rows.3.name": "Ann", "rows.3.half": "am",
    }  # fmt: skip
    assert found(UNIQUE, {"columns": ("rows[].name",), "with": ("rows[].half",)}, rows) == ["rows.3.name"]


def test_of_several_questions_exactly_one_is_answered_and_a_row_of_a_list_is_an_answer() -> None:
    args = {"on": "a", "fields": ("a", "rows")}
    assert found(ONE_OF, args, {}) == ["a"]
    assert found(ONE_OF, args, {"rows.0.name": "Ann"}) == []
    assert found(ONE_OF, args, {"a": 1, "rows.0.name": "Ann"}) == ["a"]
