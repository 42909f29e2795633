"""What rules ask of an invented record: each predicate's way of putting it right, on a few answers."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.rules.forms import FORM
from tsmforms.examples.asked import MENDERS, Draft, avoid, move, of_one_sum, printed_row
from tsmforms.rules.conditions import Condition, Together

MONDAY = date(2026, 3, 2)


def mended(predicate: str, args: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    draft = Draft(FORM, random.Random(1), None, "seed", values=dict(values))  # type: ignore[arg-type]
    MENDERS[predicate](draft, args)
    return draft.values


def test_a_number_outside_its_range_is_brought_to_the_bound_and_one_inside_stays() -> None:
    args = {"on": "possible", "at_least": Decimal(10), "at_most": Decimal(20)}
    assert [mended("range", args, {"possible": n})["possible"] for n in (9, 10, 15, 20, 21)] == [10, 10, 15, 20, 20]
    percent = mended("range", {"on": "percent", "at_least": Decimal(90)}, {"percent": Decimal(3)})["percent"]
    assert 90 <= percent <= 100


def test_a_total_is_shared_out_whole_and_nothing_is_lost() -> None:
    args = {"on": "possible", "addends": ("attended", "authorised", "unauthorised")}
    values = mended("equals_sum", args, {"possible": 101, "attended": 1, "authorised": 1, "unauthorised": 1})
    assert sum(values[path] for path in args["addends"]) == values["possible"] == 101


@pytest.mark.parametrize(
    ("attended", "possible", "percent"), [(2, 3, "66.7"), (1, 8, "12.5"), (9, 5, "80"), (0, 0, "0")]
)
def test_a_percentage_is_that_of_its_sessions_and_more_than_there_are_were_not_attended(
    attended: int, possible: int, percent: str
) -> None:
    args = {"on": "percent", "attended": "attended", "possible": "possible"}
    values = mended("matches_percentage", args, {"percent": Decimal(1), "attended": attended, "possible": possible})
    assert values["percent"] == Decimal(percent)
    assert values["attended"] <= values["possible"]


def test_numbers_out_of_order_change_places() -> None:
    args = {"on": "attended", "before": "possible"}
    assert mended("in_order", args, {"attended": 9, "possible": 5}) == {"attended": 5, "possible": 9}
    assert mended("in_order", args, {"attended": 5, "possible": 9}) == {"attended": 5, "possible": 9}


def test_an_entry_that_is_there_already_becomes_another_and_a_half_is_held_against_its_own_row() -> None:
    """The first row has no date, so the second date belongs to the third row."""
    args = {"columns": ("sessions[].day",), "with": ("sessions[].half",)}
    values = {"sessions.0.half": "pm", "sessions.1.day": MONDAY, "sessions.1.half": "am", "sessions.2.day": MONDAY}
    made = mended("unique", args, {**values, "sessions.2.half": "am"})
    entries = {(made[f"sessions.{n}.day"], made[f"sessions.{n}.half"]) for n in (1, 2)}
    assert len(entries) == 2
    assert made["sessions.1.day"] == MONDAY
    words = mended("unique", {"columns": ("actions[].owner",)}, {f"actions.{n}.owner": "A" for n in range(3)})
    assert len(set(words.values())) == 3


def test_what_is_too_much_is_left_out_and_of_one_of_several_one_stays() -> None:
    rows = {"audit.policy.evidence": "x", "audit.data.evidence": "y"}
    assert list(mended("count_between", {"on": "audit", "is_list": False, "at_most": 1}, rows)) == [
        "audit.policy.evidence"
    ]
    assert len(mended("one_of", {"fields": ("reason", "actions")}, {"reason": "x", "actions.0.owner": "y"})) == 1


def test_a_condition_is_avoided_by_another_answer_where_there_is_one() -> None:
    draft = Draft(FORM, random.Random(1), None, "seed", values={"held": True, "possible": 10})  # type: ignore[arg-type]
    assert avoid(draft, Condition("held", wanted=(True,)))
    assert draft.values["held"] is False
    assert avoid(draft, Condition("possible", at_least=Decimal(10)))
    assert draft.values["possible"] == 9
    assert not avoid(draft, Condition("held", wanted=(True, False)))
    assert avoid(
        draft,
        Together((Condition("held", wanted=(True, False)), Condition("possible", at_most=Decimal(9))), every=True),
    )
    assert draft.values["possible"] == 10


def test_a_printed_row_is_known_by_its_place_and_figures_move_together() -> None:
    assert [printed_row(FORM, path) for path in ("audit.policy.rating", "audit.data.rating", "reason")] == [0, 1, 0]
    draft = Draft(FORM, random.Random(1), None, "seed", values={"possible": 10, "reason": "x"})  # type: ignore[arg-type]
    move(draft, ["possible", "reason", "attended"], -3)
    assert draft.values == {"possible": 7, "reason": "x"}
    assert of_one_sum(draft, "possible") == []
