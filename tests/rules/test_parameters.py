"""A rule's parameters are held against its predicate before any record is judged."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from tsmforms.diagnostics import MisuseError
from tsmforms.model import RuleSpec
from tsmforms.rules import PREDICATES, evaluate_rule, parameter_faults

from .forms import EVERY_RULE, FORM, TODAY, rule


def faults(predicate: str, **params: Any) -> list[tuple[str, str, str | None]]:
    return parameter_faults(predicate, params, FORM.leaves, FORM.containers)


@pytest.mark.parametrize("one", EVERY_RULE, ids=lambda one: f"{one.predicate}-{one.on}")
def test_rules_that_fit_have_no_fault(one: RuleSpec) -> None:
    assert parameter_faults(one.predicate, {"on": one.on, **one.params}, FORM.leaves, FORM.containers) == []


@pytest.mark.parametrize(
    ("predicate", "params", "key", "suggestion"),
    [
        ("requird", {"on": "reason"}, "predicate", "required"),
        ("required", {"on": "raeson"}, "on", "reason"),
        ("required", {"on": "audit.*.ratin"}, "on", "audit.*.rating"),
        ("required", {"on": "audit.polcy.rating"}, "on", "audit.policy.rating"),
        ("required", {"on": "actions[].ownr"}, "on", "actions[].owner"),
        ("required", {"on": "actions.0.owner"}, "on", "actions[].owner"),
        ("required", {"on": "reason.*"}, "on", "reason"),
        ("required", {}, "on", None),
        ("required", {"on": ["reason"]}, "on", None),
        ("required", {"on": "reason", "strikt": True}, "strikt", None),
        ("in_order", {"on": "starts", "before": "ends", "strickt": True}, "strickt", "strict"),
        ("in_order", {"on": "starts", "before": "ends", "strict": "yes"}, "strict", None),
        ("in_order", {"on": "starts"}, "predicate", None),
        ("in_order", {"on": "starts", "before": "possible"}, "before", None),
        ("in_order", {"on": "possible", "before": "today"}, "before", None),
        ("in_order", {"on": "reason", "before": "ends"}, "on", None),
        ("in_order", {"on": "starts", "before": "actions[].by_when"}, "before", None),
        ("in_order", {"on": "starts", "before": "audit.*.seen"}, "before", None),
        ("in_order", {"on": "plan", "before": "ends"}, "on", "plan.made"),
        ("date_window", {"on": "review_date", "at_least": {"weeks": 2}}, "from", None),
        ("at_least_one_of", {"on": "reason", "fields": ["reason", "rationals"]}, "fields", "rationale"),
        ("at_least_one_of", {"on": "reason", "fields": "reason"}, "fields", None),
        ("each_row", {"on": "actions", "columns": ["acton"]}, "columns", "action"),
        ("each_row", {"on": "plan", "columns": ["aim"]}, "on", None),
        ("each_row", {"on": "reason", "columns": ["aim"]}, "on", None),
        ("each_row", {"on": "actions", "columns": []}, "columns", None),
        ("count_between", {"on": "actions"}, "predicate", None),
        ("count_between", {"on": "actions", "at_least": 3, "at_most": 2}, "at_most", None),
        ("count_between", {"on": "actions", "at_least": "3"}, "at_least", None),
        ("count_between", {"on": "actions", "at_least": -1}, "at_least", None),
        ("range", {"on": "possible"}, "predicate", None),
        ("range", {"on": "possible", "at_least": "many"}, "at_least", None),
        ("range", {"on": "opens", "at_least": "8am"}, "at_least", None),
        ("range", {"on": "meeting_date", "at_least": "01/09/2024"}, "at_least", None),
        ("required_when", {"on": "reason", "when": "held"}, "when", None),
        ("required_when", {"on": "reason", "when": {"field": "held"}}, "when", None),
        ("required_when", {"on": "reason", "when": {"answered": "held", "is": True}}, "when", None),
        ("required_when", {"on": "reason", "when": {"answered": "held", "unanswered": "year"}}, "when", None),
        ("required_when", {"on": "reason", "when": {"field": "held", "is": "yes"}}, "when", "true"),
        ("required_when", {"on": "reason", "when": {"field": "outcome", "is": "pannel"}}, "when", "panel"),
        ("required_when", {"on": "reason", "when": {"field": "outcome", "is": [], "x": 1}}, "when", None),
        ("required_when", {"on": "reason", "when": {"field": "possible", "at_last": 3}}, "when", "at_least"),
        ("required_when", {"on": "reason", "when": {"answered": "held", "before": "starts"}}, "when", None),
        ("required_when", {"on": "reason", "when": {"field": "rationale", "at_least": 3}}, "when", None),
        ("required_when", {"on": "reason", "when": {"field": "held", "before": "starts"}}, "when", None),
        ("required_when", {"on": "reason", "when": {"field": "possible", "at_most": "many"}}, "when", None),
        ("required_when", {"on": "reason", "when": {"field": "starts", "after": "ens"}}, "when", "ends"),
        ("required_when", {"on": "reason", "when": {"field": "starts", "after": "possible"}}, "when", None),
        ("required_when", {"on": "reason", "when": {"field": "starts", "after": "actions[].by_when"}}, "when", None),
        ("required_when", {"on": "reason", "when": {"any_of": []}}, "when", None),
        ("required_when", {"on": "reason", "when": {"any_of": {"answered": "held"}}}, "when", None),
        ("required_when", {"on": "reason", "when": {"all_of": [{"answered": "hedl"}]}}, "when", "held"),
        ("required", {"on": "reason", "where": {"field": "outcome", "is": "pannel"}}, "where", "panel"),
        ("in_order", {"on": "starts", "before": "ends", "wheer": {"answered": "held"}}, "wheer", "where"),
        ("equals_sum", {"on": "possible", "addends": ["attended", "reason"]}, "addends", None),
        ("equals_sum", {"on": "possible", "addends": ["attended"], "tolerance": "some"}, "tolerance", None),
        ("matches_percentage", {"on": "possible", "attended": "attended", "possible": "possible"}, "on", None),
        ("format_check", {"on": "year", "format": "academic_yaer"}, "format", "academic_year"),
        ("format_check", {"on": "possible", "format": "urn"}, "on", None),
        ("unique", {"on": "reason"}, "on", None),
        ("adds_up_to", {"on": "percent", "fields": ["percent"]}, "total", None),
        ("adds_up_to", {"on": "percent", "fields": ["reason"], "total": 100}, "fields", None),
        ("counts_rows", {"on": "possible", "of": "reason"}, "of", None),
        ("counts_rows", {"on": "percent", "of": "actions[].owner"}, "on", None),
        ("difference", {"on": "attended", "from": "possible"}, "predicate", None),
        ("difference", {"on": "attended", "from": "possible", "at_least": "2", "at_most": "1.5"}, "at_most", None),
        ("target_met", {"on": "outcome", "achieved": "percent", "target": "second_percent"}, "on", None),
        ("target_met", {"on": "met", "achieved": "possible", "target": "second_percent"}, "achieved", None),
        ("contains_no", {"on": "reason", "words": "fine"}, "words", None),
        ("contains_no", {"on": "reason", "words": ["fine", " "]}, "words", None),
    ],
)
def test_what_does_not_fit_is_named_with_the_nearest_known_name(
    predicate: str, params: dict[str, Any], key: str, suggestion: str | None
) -> None:
    found = faults(predicate, **params)
    assert [fault[0] for fault in found] == [key], found
    assert found[0][2] == suggestion
    assert found[0][1]


def test_every_fault_is_named_at_once() -> None:
    assert {fault[0] for fault in faults("in_order", on="nowhere", before="never", strict=3)} == {
        "on",
        "before",
        "strict",
    }


def test_a_condition_needs_an_answer_to_compare_with() -> None:
    assert faults("required_when", on="reason", when={"field": "outcome", "is": []})


JUNK: tuple[Any, ...] = (None, 1, 1.5, True, "", [], {}, [[]], {"a": {}}, "a" * 10_000, {"weeks": 10**30})


@pytest.mark.parametrize("predicate", sorted(PREDICATES))
def test_no_junk_in_a_parameter_raises(predicate: str) -> None:
    given = {key: "reason" for key in PREDICATES[predicate].parameters}
    for name, junk in itertools.product(given, JUNK):
        assert isinstance(faults(predicate, **{**given, name: junk}), list)


def test_a_rule_that_never_went_through_the_loader_is_misuse_and_says_which() -> None:
    broken = rule("required", "nowhere", id="R-9")
    with pytest.raises(MisuseError, match="R-9"):
        evaluate_rule(broken, FORM, {}, today=TODAY)
