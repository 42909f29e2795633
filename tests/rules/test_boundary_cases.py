"""The cases made for a rule: alike in every printed row, and with one in which its condition does not hold."""

from __future__ import annotations

from tsmforms.rules.boundary_cases import boundaries

from .forms import FORM, rule


def test_a_case_of_a_rule_on_printed_rows_answers_every_row_and_of_a_list_its_first() -> None:
    printed = boundaries(rule("range", "audit.*.count", at_least="1"), FORM)
    assert [(one.values, one.expect) for one in printed] == [
        ({"audit.policy.count": 1, "audit.data.count": 1}, None),
        ({"audit.policy.count": 0, "audit.data.count": 0}, "error"),
    ]
    (first, *_) = boundaries(rule("range", "pupils[].number", at_least="1"), FORM)
    assert first.values == {"pupils.0.number": 1}


def test_a_rule_with_a_condition_has_one_case_more_in_which_nothing_is_found() -> None:
    cases = boundaries(rule("range", "possible", at_least="1", where={"field": "held", "is": True}), FORM)
    assert [(one.values["possible"], one.values.get("held"), one.expect) for one in cases] == [
        (1, True, None),
        (0, True, "error"),
        (0, False, None),
    ]
    assert cases[-1].name.endswith("where the rule does not apply")
