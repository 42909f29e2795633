"""When a block is printed: what is asked, whether it is met, and what an open form does while it is not answered."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

from tests.rules.forms import FORM
from tsmforms.layout.shown import ShownIf, holds, is_printed, shown_if
from tsmforms.model.spec import Derivation
from tsmforms.rules import Unfit

WITH_SUM = attrs.evolve(
    FORM,
    derived=(
        Derivation("missed", "sum", ("authorised", "unauthorised")),
        Derivation("missed_days", "days", ("missed",)),
        Derivation("other", "sum", ("possible",)),
        Derivation("weekday", "weekday", ("meeting_date",)),
    ),
)


@pytest.mark.parametrize(
    ("args", "made"),
    [
        ({"field": "reason"}, ShownIf("reason")),
        ({"field": "held", "is": "yes"}, ShownIf("held", ("yes",))),
        ({"field": "held", "is": False, "not": True}, ShownIf("held", ("no",), negated=True)),
        ({"field": "outcome", "is": ["plan", "panel"]}, ShownIf("outcome", ("plan", "panel"))),
    ],
)
def test_a_condition_on_choices_is_kept_as_codes(args: dict[str, Any], made: ShownIf) -> None:
    assert shown_if(args, FORM) == made


def test_a_computed_value_brings_those_it_is_made_of_and_no_others() -> None:
    made = shown_if({"field": "missed_days", "at_least": "5"}, WITH_SUM)
    assert [one.name for one in made.computed] == ["missed", "missed_days"]
    figures: dict[str, Any] = {"authorised": 4, "unauthorised": 6}
    assert holds(made, figures, figures)
    assert not holds(made, figures, {**figures, "unauthorised": 5})
    with pytest.raises(Unfit):
        shown_if({"field": "weekday", "is": "Friday"}, WITH_SUM)


@pytest.mark.parametrize(
    ("values", "in_letter", "in_form"),
    [({"held": True}, True, True), ({"held": False}, False, False), ({}, False, True)],
)
def test_a_form_that_may_still_be_completed_leaves_out_only_what_is_answered_otherwise(
    values: dict[str, Any], in_letter: bool, in_form: bool
) -> None:
    shown = ShownIf("held", ("yes",))
    assert is_printed(shown, values, values, letter=True) is in_letter
    assert is_printed(shown, values, values, letter=False) is in_form


def test_a_group_is_answered_by_anything_below_it_and_not_by_a_longer_name() -> None:
    shown = ShownIf("plan", negated=True)
    assert not holds(shown, ["plan.aim"], {})
    assert holds(shown, ["plans.aim"], {})
    assert shown.said == "not: plan answered"


def test_a_number_and_a_bound_are_compared_exactly() -> None:
    made = shown_if({"field": "percent", "at_most": "92.5"}, FORM)
    assert holds(made, (), {"percent": Decimal("92.5")})
    assert not holds(made, (), {"percent": Decimal("92.51")})
    assert not holds(made, (), {})
