"""A record is judged by all rules of its form: complete, in a fixed order, and without giving answers away."""

from __future__ import annotations

import datetime
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsmforms.diagnostics import MisuseError
from tsmforms.keys import at
from tsmforms.model import Choice
from tsmforms.rules import evaluate, evaluate_rule, explain, names_today, question
from tsmforms.rules.samples import Sampler

from .forms import EVERY_RULE, FIELDS, FORM, TODAY, form, group, leaf, rule, table


def judge(rules: Any, values: dict[str, Any], **more: Any) -> list[tuple[str | None, str | None]]:
    return [(found.rule, found.field) for found in evaluate(form(*rules), values, today=TODAY, **more)]


# --- required questions


REQUIRED = (
    leaf("name", "Name", required=True),
    leaf("notes", "Notes"),
    table("actions", "Actions", leaf("action", "Action", required=True), leaf("owner", "Who"), required=True),
    group("plan", "Plan", leaf("aim", "Aim"), leaf("made", "Made", "date"), required=True),
)


def test_a_blank_record_lacks_every_required_question_and_no_other() -> None:
    found = evaluate(form(fields=REQUIRED), {}, today=TODAY)
    assert [(one.code, one.severity, one.rule, one.field) for one in found] == [
        ("R0201", "error", "required", "name"),
        ("R0201", "error", "required", "actions"),
        ("R0201", "error", "required", "plan"),
    ]
    assert found[0].message == '"Name" is not answered'
    assert found[0].help


def test_a_required_column_is_asked_for_in_rows_that_are_there() -> None:
    values = {"name": "A", "plan.aim": "B", "actions.0.action": "C", "actions.1.owner": "D"}
    found = evaluate(form(fields=REQUIRED), values, today=TODAY)
    assert [one.field for one in found] == ["actions.1.action"]
    assert found[0].message == '"Actions, row 2: Action" is not answered'


def test_a_required_list_in_a_list_is_asked_for_in_each_entry() -> None:
    members = table("members", "Members", leaf("name", "Name", required=True), required=True)
    home = group("home", "Home", leaf("lines", "Address", required=True), required=True)
    plans = table("plans", "Plans", leaf("aim", "Aim"), members, home)
    values = {"plans.0.aim": "A", "plans.0.members.0.name": "B", "plans.0.home.lines": "C", "plans.1.aim": "D"}
    found = evaluate(form(fields=(plans,)), values, today=TODAY)
    assert [one.field for one in found] == ["plans.1.home.lines", "plans.1.members"]


def test_a_required_group_with_a_required_part_is_asked_for_once() -> None:
    plan = group("plan", "Plan", leaf("aim", "Aim", required=True), leaf("made", "Made", "date"), required=True)
    assert [one.field for one in evaluate(form(fields=(plan,)), {}, today=TODAY)] == ["plan.aim"]


def test_an_answer_of_no_is_an_answer() -> None:
    assert judge([rule("required", "held")], {"held": False}) == []


def test_a_list_that_a_rule_counts_is_not_asked_for_twice() -> None:
    counted = form(rule("count_between", "actions", at_least=1), fields=REQUIRED)
    found = evaluate(counted, {"name": "A", "plan.aim": "B"}, today=TODAY)
    assert [one.code for one in found] == ["R0211"]


# --- rows


def test_each_row_of_a_list_is_judged_with_its_own_answers() -> None:
    late = rule("in_order", "actions[].by_when", before="review_date")
    values = {
        "review_date": date(2026, 3, 10),
        "actions.0.by_when": date(2026, 3, 10),
        "actions.1.action": "A",
        "actions.2.by_when": date(2026, 3, 11),
        "actions.10.by_when": date(2026, 3, 12),
    }
    assert judge([late], values) == [("TEST-1", "actions.2.by_when"), ("TEST-1", "actions.10.by_when")]


def test_rows_of_a_list_in_a_list_are_judged_one_by_one() -> None:
    order = rule("in_order", "pupils[].visits[].day", before="pupils[].visits[].end")
    values = {
        "pupils.0.visits.1.day": date(2026, 3, 2),
        "pupils.0.visits.1.end": date(2026, 3, 1),
        "pupils.1.visits.0.day": date(2026, 3, 1),
        "pupils.1.visits.0.end": date(2026, 3, 2),
    }
    assert judge([order], values) == [("TEST-1", "pupils.0.visits.1.day")]


def test_a_printed_row_is_judged_with_its_own_answers() -> None:
    evidence = rule("required_when", "audit.*.evidence", when={"field": "audit.*.rating", "is": ["amber", "green"]})
    values = {"audit.policy.rating": "green", "audit.data.rating": "red"}
    found = evaluate(form(evidence), values, today=TODAY)
    assert [one.field for one in found] == ["audit.policy.evidence"]
    assert found[0].message == '"The policy is reviewed: Evidence" is not answered'
    assert found[0].related == (("The policy is reviewed: Rating", "Green"),)


def test_incomplete_rows_name_the_column_and_the_row() -> None:
    complete = rule("each_row", "actions", columns=["action", "owner", "by_when"], message="An action is not complete")
    found = evaluate(
        form(complete),
        {"actions.0.action": "A", "actions.0.owner": "B", "actions.0.by_when": TODAY, "actions.1.action": "C"},
        today=TODAY,
    )
    assert [one.field for one in found] == ["actions.1.owner", "actions.1.by_when"]
    assert found[0].message == '"Actions, row 2: Who": An action is not complete'


def test_printed_rows_without_any_answer_are_not_incomplete() -> None:
    complete = rule("each_row", "audit", columns=["rating", "evidence"])
    assert judge([complete], {"audit.data.rating": "red"}) == [("TEST-1", "audit.data.evidence")]


def test_entries_that_differ_in_case_and_spacing_only_stand_twice() -> None:
    once = rule("unique", "actions[].action")
    values = {
        "actions.0.action": "Ring home",
        "actions.1.action": "ring  HOME ",
        "actions.2.action": "Visit",
        "actions.3.owner": "A",
    }
    found = evaluate(form(once), values, today=TODAY)
    assert [(one.field, one.related) for one in found] == [
        ("actions.1.action", (("Actions, row 1: Action", "Ring home"),))
    ]


def test_a_column_is_added_up_over_the_rows_that_have_it() -> None:
    total = rule("equals_sum", "rate", addends=["actions[].hours"])
    values = {
        "rate": Decimal(3),
        "actions.0.hours": Decimal("1.5"),
        "actions.1.owner": "A",
        "actions.2.hours": Decimal("1.5"),
    }
    assert judge([total], values) == []
    assert judge([total], {**values, "rate": Decimal(4)}) == [("TEST-1", "rate")]
    assert judge([total], {"rate": Decimal(3)}) == []


# --- figures


@pytest.mark.parametrize(
    ("percentage", "attended", "possible", "fits"),
    [
        ("92.1", 175, 190, True),
        ("92", 175, 190, True),
        ("92.11", 175, 190, True),
        ("92.105", 175, 190, True),
        ("92.2", 175, 190, False),
        ("90", 343, 381, True),
        ("90.0", 343, 381, True),
        ("90.03", 343, 381, True),
        ("90.02", 343, 381, False),
        ("100", 190, 190, True),
        ("99", 190, 190, False),
        ("0", 0, 190, True),
        ("12.5", 1, 8, True),
        ("50", 0, 0, False),
        ("66.667", 2, 3, True),
        ("66.666", 2, 3, False),
        ("66.66666666666667", 2, 3, True),
    ],
)
def test_a_percentage_fits_when_it_is_rounded_from_its_figures(
    percentage: str, attended: int, possible: int, fits: bool
) -> None:
    check = rule("matches_percentage", "percent", attended="attended", possible="possible")
    values = {"percent": Decimal(percentage), "attended": attended, "possible": possible}
    assert judge([check], values) == ([] if fits else [("TEST-1", "percent")])


@given(
    st.integers(1, 2000).flatmap(lambda possible: st.tuples(st.integers(0, possible), st.just(possible))),
    st.integers(0, 4),
)
def test_every_correctly_rounded_percentage_fits_and_the_next_but_one_does_not(
    figures: tuple[int, int], places: int
) -> None:
    attended, possible = figures
    check = rule("matches_percentage", "percent", attended="attended", possible="possible", places=places)
    unit = Decimal(1).scaleb(-places)
    right = (Decimal(100 * attended) / possible).quantize(unit)
    for off, faults in ((0, 0), (2, 1), (-2, 1)):
        values = {"percent": right + off * unit, "attended": attended, "possible": possible}
        assert len(judge([check], values)) == faults


def test_a_condition_on_several_choices_holds_when_one_of_them_is_chosen() -> None:
    needed = rule("required_when", "reason", when={"field": "needs", "is": ["plan", "panel"]})
    assert judge([needed], {"needs": ("closed", "panel")}) == [("TEST-1", "reason")]
    assert judge([needed], {"needs": ("closed",)}) == []


# --- order, dates in force, the clock


def test_diagnostics_come_by_rule_and_then_by_path_whatever_the_order_of_answers() -> None:
    rules = [
        rule("in_order", "actions[].by_when", before="review_date", id="B"),
        rule("range", "possible", at_most=1, id="A"),
    ]
    values = {
        "possible": 2,
        "review_date": date(2026, 3, 1),
        **{f"actions.{n}.by_when": date(2026, 3, 2) for n in range(11)},
    }
    expected = [("B", f"actions.{n}.by_when") for n in range(11)] + [("A", "possible")]
    assert judge(rules, values) == expected
    assert judge(rules, dict(reversed(values.items()))) == expected


@given(st.permutations(range(12)))
def test_the_order_of_a_records_answers_never_matters(order: list[int]) -> None:
    sampler = Sampler(FORM)
    values = {
        at(path, n): sampler.value(at(path, n, 0), n) for path in FORM.leaves if path.count("[]") < 2 for n in (0, 1)
    }
    paths = sorted(values, key=lambda path: order[sum(path.encode()) % 12])
    spec = form(*EVERY_RULE)
    assert evaluate(spec, {path: values[path] for path in paths}, today=TODAY) == evaluate(spec, values, today=TODAY)


@pytest.mark.parametrize(
    ("meeting", "judged"),
    [
        (date(2024, 8, 18), False),
        (date(2024, 8, 19), True),
        (date(2026, 8, 31), True),
        (date(2026, 9, 1), False),
        (None, True),
    ],
)
def test_a_rule_in_force_between_two_dates_goes_by_the_documents_own_date(meeting: date | None, judged: bool) -> None:
    timed = rule("range", "possible", at_most=1, in_force_from="2024-08-19", in_force_to="2026-08-31")
    values: dict[str, Any] = {"possible": 2}
    if meeting:
        values["meeting_date"] = meeting
    assert bool(judge([timed], values)) is judged


def test_a_rule_in_force_goes_by_the_judged_date_where_the_document_has_none() -> None:
    timed = rule("in_order", "starts", before="ends", in_force_from="2024-08-19")
    assert judge([timed], {"starts": date(2024, 8, 18), "ends": date(2024, 8, 1)}) == []
    assert judge([timed], {"starts": date(2024, 8, 19), "ends": date(2024, 8, 1)}) == [("TEST-1", "starts")]


def test_a_rules_dates_in_force_must_be_dates() -> None:
    with pytest.raises(MisuseError, match="TEST-1"):
        evaluate(form(rule("required", "reason", in_force_from="August")), {}, today=TODAY)


def test_only_rules_that_name_today_depend_on_the_clock() -> None:
    sampler = Sampler(FORM)
    values = {at(path, 0, 0): sampler.value(at(path, 0, 0)) for path in FORM.leaves}
    for one in EVERY_RULE:
        by_day = {evaluate_rule(one, FORM, values, today=day) for day in (date(2020, 1, 1), TODAY, date(2040, 1, 1))}
        assert len(by_day) == 1 or names_today(one)


def test_today_is_shown_beside_the_answer_it_is_held_against() -> None:
    past = rule("in_order", "meeting_date", before="today")
    (found,) = evaluate(form(past), {"meeting_date": TODAY + datetime.timedelta(days=1)}, today=TODAY)
    assert found.related == (("Today", "06/03/2026"),)


# --- words


def test_the_message_names_the_question_as_printed_even_where_the_rule_does_not() -> None:
    vague = rule("range", "possible", at_most=1, message="That is too much")
    named = rule("range", "possible", at_most=1, message="The possible sessions are too many")
    silent = rule("range", "possible", at_most=1)
    messages = [evaluate(form(one), {"possible": 2}, today=TODAY)[0].message for one in (vague, named, silent)]
    assert messages == [
        '"Possible sessions": That is too much',
        "The possible sessions are too many",
        '"Possible sessions" is outside its range',
    ]


def test_where_a_rule_has_no_help_its_sentence_is_the_help() -> None:
    silent = rule("range", "possible", at_least=1, at_most=400)
    assert evaluate(form(silent), {"possible": 0}, today=TODAY)[0].help == '"Possible sessions" must be from 1 to 400.'


def test_no_message_and_no_help_holds_an_answer() -> None:
    values: dict[str, Any] = {
        "meeting_date": date(2031, 7, 9),
        "review_date": date(2031, 7, 10),
        "starts": date(2033, 5, 4),
        "ends": date(2032, 5, 3),
        "possible": 777,
        "attended": 888,
        "authorised": 66,
        "unauthorised": 55,
        "percent": Decimal("43.21"),
        "rate": Decimal("987.65"),
        "year": "Zebedee",
        "actions.0.action": "Quill",
        "actions.1.action": "quill",
        "audit.policy.evidence": "Xylophone",
        "opens": datetime.time(23, 11),
        "closes": datetime.time(22, 22),
        "reason": "Umbrella",
        "rationale": "Jackdaw",
    }
    found = evaluate(form(*EVERY_RULE), values, today=TODAY)
    words = " ".join(one.message + " " + one.help for one in found)
    assert len({one.code for one in found}) > 10
    for answer in (
        "2031",
        "2032",
        "2033",
        "777",
        "888",
        "66",
        "55",
        "43.21",
        "987",
        "Zebedee",
        "uill",
        "Xylo",
        "23:11",
        "22:22",
        "Umbrella",
        "Jackdaw",
    ):
        assert answer not in words
    assert any("Zebedee" in (one.found or "") for one in found)


def test_a_letter_shows_its_dates_with_the_month_spelt() -> None:
    letter = attrs.evolve(form(rule("in_order", "starts", before="ends")), kind="letter")
    (found,) = evaluate(letter, {"starts": date(2026, 3, 2), "ends": date(2026, 3, 1)}, today=TODAY)
    assert found.found == "2 March 2026"


# --- figures that belong together, and words


def test_counted_rows_are_those_with_an_answer_in_the_column() -> None:
    counts = rule("counts_rows", "possible", of="actions[].owner")
    rows = {"actions.0.owner": "A", "actions.1.action": "B", "actions.4.owner": "C"}
    assert judge([counts], {**rows, "possible": 2}) == []
    assert judge([counts], {**rows, "possible": 3}) == [("TEST-1", "possible")]
    assert judge([counts], rows) == []


def test_rows_in_rows_are_counted_for_their_own_row() -> None:
    counts = rule("counts_rows", "pupils[].number", of="pupils[].visits[].day")
    visits = {
        "pupils.0.visits.0.day": date(2026, 3, 2),
        "pupils.1.visits.0.day": date(2026, 3, 2),
        "pupils.1.visits.1.day": date(2026, 3, 3),
    }
    assert judge([counts], {**visits, "pupils.0.number": 1, "pupils.1.number": 2}) == []
    assert judge([counts], {**visits, "pupils.0.number": 2, "pupils.1.number": 2}) == [("TEST-1", "pupils.0.number")]


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [("60", "40", True), ("59.9", "40", True), ("59.8", "40", False), ("60.2", "40", False), ("60", None, True)],
)
def test_a_total_is_judged_when_all_its_parts_are_answered(one: str, other: str | None, holds: bool) -> None:
    total = rule("adds_up_to", "percent", fields=["percent", "second_percent"], total=100, tolerance="0.1")
    values = {"percent": Decimal(one)} | ({"second_percent": Decimal(other)} if other else {})
    assert judge([total], values) == ([] if holds else [("TEST-1", "percent")])


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("We offer help.", True),
        ("A fine is possible.", False),
        ("FINE", False),
        ("We will refine it; all fines.", True),
        ("A penalty\n  notice follows.", False),
        ("penalty-notice", True),
        ("", True),
    ],
)
def test_words_are_found_whole_whatever_their_case_and_spacing(text: str, holds: bool) -> None:
    one = rule("contains_no", "reason", words=["fine", "penalty notice"])
    assert judge([one], {"reason": text} if text else {}) == ([] if holds else [("TEST-1", "reason")])


def test_what_the_figures_suggest_is_shown_beside_the_answer_and_not_said() -> None:
    one = rule("target_met", "met", "warning", achieved="percent", target="second_percent", before="third_percent")
    values = {"met": "yes", "percent": Decimal("88.5"), "second_percent": Decimal(90), "third_percent": Decimal(80)}
    (found,) = evaluate(form(one), values, today=TODAY)
    assert (found.code, found.found) == ("R0221", "Yes")
    assert [shown for _, shown in found.related] == ["88.5%", "90%", "80%"]
    assert "improvement" not in found.message


# --- where a rule applies


GUARDED = rule("required", "reason", where={"field": "outcome", "is": ["plan", "panel"]})


def test_a_rule_is_judged_only_where_its_condition_holds() -> None:
    assert judge([GUARDED], {"outcome": "plan"}) == [("TEST-1", "reason")]
    assert judge([GUARDED], {"outcome": "closed"}) == []
    assert judge([GUARDED], {}) == [], "of an unanswered question no comparison holds"


def test_a_condition_in_the_rows_of_the_rule_is_of_the_same_row() -> None:
    one = rule("required", "actions[].owner", where={"field": "actions[].hours", "at_least": 2})
    values = {"actions.0.hours": Decimal(1), "actions.1.hours": Decimal(2), "actions.2.hours": Decimal(3)}
    assert judge([one], values) == [("TEST-1", "actions.1.owner"), ("TEST-1", "actions.2.owner")]
    printed = rule("required", "audit.*.evidence", where={"field": "audit.*.rating", "is": "red"})
    assert judge([printed], {"audit.policy.rating": "green", "audit.data.rating": "red"}) == [
        ("TEST-1", "audit.data.evidence")
    ]


def test_a_condition_in_other_rows_holds_where_one_of_them_meets_it() -> None:
    in_list = rule("required", "reason", where={"field": "actions[].by_when", "after": "ends"})
    ends = {"ends": date(2026, 3, 2), "actions.0.by_when": date(2026, 3, 2)}
    assert judge([in_list], ends) == []
    assert judge([in_list], {**ends, "actions.3.by_when": date(2026, 3, 3)}) == [("TEST-1", "reason")]
    printed = rule("required", "reason", where={"field": "audit.*.rating", "is": "red"})
    assert judge([printed], {"audit.policy.rating": "green"}) == []
    assert judge([printed], {"audit.policy.rating": "green", "audit.data.rating": "red"}) == [("TEST-1", "reason")]


def test_two_columns_of_other_rows_are_compared_row_by_row() -> None:
    one = rule("required", "reason", where={"field": "pupils[].visits[].day", "after": "pupils[].visits[].end"})
    first = {"pupils.0.visits.0.day": date(2026, 3, 2), "pupils.0.visits.0.end": date(2026, 3, 4)}
    assert judge([one], {**first, "pupils.1.visits.0.end": date(2026, 3, 1)}) == []
    assert judge(
        [one], {**first, "pupils.1.visits.2.day": date(2026, 3, 2), "pupils.1.visits.2.end": date(2026, 3, 1)}
    ) == [("TEST-1", "reason")]


@pytest.mark.parametrize(("percent", "holds"), [("9.9", False), ("10", True), ("50", True), ("50.1", False)])
def test_the_bounds_of_a_condition_count(percent: str, holds: bool) -> None:
    one = rule("required", "reason", where={"field": "percent", "at_least": 10, "at_most": 50})
    assert judge([one], {"percent": Decimal(percent)}) == ([("TEST-1", "reason")] if holds else [])


@pytest.mark.parametrize(("day", "holds"), [(5, True), (6, False), (7, False)])
def test_before_today_is_strict(day: int, holds: bool) -> None:
    one = rule("required", "reason", where={"field": "meeting_date", "before": "today"})
    assert judge([one], {"meeting_date": date(2026, 3, day)}) == ([("TEST-1", "reason")] if holds else [])


def test_conditions_stand_together() -> None:
    either = rule("required", "reason", where={"any_of": [{"answered": "year"}, {"field": "held", "is": True}]})
    both = rule("required", "reason", where={"all_of": [{"answered": "year"}, {"field": "held", "is": True}]})
    for values, of_either, of_both in (
        ({}, 0, 0),
        ({"year": "2025/26"}, 1, 0),
        ({"held": True}, 1, 0),
        ({"held": True, "year": "2025/26"}, 1, 1),
    ):
        assert (len(judge([either], values)), len(judge([both], values))) == (of_either, of_both)


def test_a_required_field_is_still_asked_for_beside_a_rule_that_applies_only_sometimes() -> None:
    fields = (*REQUIRED, leaf("held", "Held", "yes_no"))
    guarded = rule("required", "plan", where={"field": "held", "is": True}, id="GUARDED")
    found = evaluate(form(guarded, fields=fields), {"name": "A", "actions.0.action": "B"}, today=TODAY)
    assert [(one.rule, one.field) for one in found] == [("required", "plan")]


@pytest.mark.parametrize(
    ("condition", "named"),
    [
        ({"field": "starts", "before": "today"}, True),
        ({"any_of": [{"field": "starts", "after": "today"}]}, True),
        ({"field": "starts", "before": "ends"}, False),
        ({"all_of": [{"answered": "year"}]}, False),
    ],
)
def test_a_condition_may_name_today(condition: dict[str, Any], named: bool) -> None:
    assert names_today(rule("required", "reason", where=condition)) is named


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("meeting_date", "Date of meeting"),
        ("plan.aim", "Support plan: Aim"),
        ("actions.1.owner", "Actions, row 2: Who"),
        ("actions[].owner", "Actions, each row: Who"),
        ("actions", "Actions"),
        ("audit.data.rating", "Data is analysed: Rating"),
        ("audit.*.rating", "Audit, each row: Rating"),
        ("pupils.0.visits.1.day", "Pupils, row 1: Visits, row 2: Day"),
        ("nowhere", "nowhere"),
    ],
)
def test_a_question_is_named_as_its_reader_sees_it(path: str, name: str) -> None:
    assert question(FORM, path) == name


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (rule("required", "reason", "warning"), '"Reason" should be answered.'),
        (
            rule("required_when", "reason", when={"field": "outcome", "is": ["plan", "panel"]}),
            'Where "Outcome" is New plan or Attendance panel, "Reason" must be answered.',
        ),
        (
            rule("at_least_one_of", "reason", fields=["reason", "rationale"]),
            'At least one of "Reason", "Rationale" must be answered.',
        ),
        (
            rule("one_of", "reason", fields=["reason", "rationale"]),
            'Exactly one of "Reason", "Rationale" must be answered.',
        ),
        (rule("count_between", "actions", at_least=1, at_most=5), '"Actions" must have 1 to 5 entries.'),
        (rule("count_between", "actions", "info", at_most=1), '"Actions" is expected to have at most 1 entry.'),
        (
            rule("each_row", "actions", columns=["action", "owner"]),
            'In each row of "Actions" that has any answer, "Action", "Who" must be answered.',
        ),
        (
            rule("implies", "rationale", when={"answered": "reason"}, then={"unanswered": "rationale"}),
            'Where "Reason" is answered, "Rationale" must be left unanswered.',
        ),
        (
            rule("implies", "attended", when={"field": "held", "is": True}, then={"field": "attended", "at_least": 1}),
            'Where "Meeting held" is Yes, "Sessions attended" must be 1 or more.',
        ),
        (rule("unique", "actions[].action"), '"Actions, each row: Action" must differ from every other row.'),
        (rule("range", "opens", at_least="08:00", at_most="09:30"), '"Register opens" must be from 08:00 to 09:30.'),
        (
            rule("equals_sum", "rate", addends=["attended", "percent"], tolerance="0.2"),
            '"Rate" must equal "Sessions attended" + "Attendance", give or take 0.2.',
        ),
        (
            rule("matches_percentage", "percent", attended="attended", possible="possible"),
            '"Attendance" must be "Sessions attended" of "Possible sessions" as a percentage, rounded to as many decimal '
            "places as it is written with.",
        ),
        (
            rule("format_check", "year", format="academic_year"),
            '"Academic year" must be an academic year such as 2026/27.',
        ),
        (
            rule("date_window", "review_date", **{"from": "meeting_date"}, at_least={"days": 1}, at_most={"weeks": 3}),
            '"Date to review these actions" must be from 1 day to 3 weeks after "Date of meeting", both included.',
        ),
        (
            rule("ascending", "audit.*.seen"),
            '"Audit, each row: Seen on" must not be earlier than that of the row before it.',
        ),
        (
            rule("ascending", "audit.*.count", strict=True),
            '"Audit, each row: Count" must be more than that of the row before it.',
        ),
        (
            rule("in_order", "attended", before="possible"),
            '"Sessions attended" must not be more than "Possible sessions".',
        ),
        (
            rule("in_order", "percent", "warning", after="second_percent", strict=True),
            '"Attendance" should be more than "Second percentage".',
        ),
        (
            rule("required", "reason", where={"field": "percent", "before": "second_percent"}),
            'Where "Attendance" is less than "Second percentage", "Reason" must be answered.',
        ),
        (
            rule("date_window", "meeting_date", **{"from": "starts"}, at_least={"months": 48}, at_most={"months": 204}),
            '"Date of meeting" must be from 4 to 17 years after "Start of the period", both included.',
        ),
        (rule("in_order", "meeting_date", before="today"), '"Date of meeting" must not be after today.'),
        (
            rule("adds_up_to", "percent", fields=["percent", "second_percent"], total=100, tolerance="0.1"),
            '"Attendance" + "Second percentage" must add up to 100, give or take 0.1.',
        ),
        (
            rule("counts_rows", "possible", of="actions[].owner"),
            '"Possible sessions" must be the number of rows in which "Actions, each row: Who" is answered.',
        ),
        (
            rule("difference", "attended", **{"from": "possible"}, at_most=0),
            '"Sessions attended" less "Possible sessions" must be 0 or less.',
        ),
        (
            rule("target_met", "met", "warning", achieved="percent", target="second_percent", before="third_percent"),
            '"Target met" should be yes where "Attendance" is "Second percentage" or more, some improvement where it is below '
            'the target and above "Third percentage", and no where it is not.',
        ),
        (
            rule("target_met", "met", achieved="percent", target="second_percent"),
            '"Target met" must be yes where "Attendance" is "Second percentage" or more, and some improvement or no where it '
            "is below.",
        ),
        (
            rule("contains_no", "reason", words=["prosecution", "fined  again"]),
            '"Reason" must not contain “prosecution” or “fined again”.',
        ),
        (
            rule("required", "reason", where={"field": "held", "is": True}),
            'Where "Meeting held" is Yes, "Reason" must be answered.',
        ),
        (
            rule("required_when", "reason", when={"answered": "rationale"}, where={"unanswered": "year"}),
            'Where "Academic year" is not answered, and where "Rationale" is answered, "Reason" must be answered.',
        ),
        (
            rule("required", "reason", where={"field": "percent", "at_least": "10", "at_most": "50"}),
            'Where "Attendance" is from 10 to 50, "Reason" must be answered.',
        ),
        (
            rule("required", "reason", where={"field": "starts", "at_least": "2024-08-19", "before": "ends"}),
            'Where "Start of the period" is 19/08/2024 or later and before "End of the period", "Reason" must be answered.',
        ),
        (
            rule(
                "required",
                "reason",
                where={
                    "any_of": [
                        {"answered": "year"},
                        {"all_of": [{"field": "held", "is": False}, {"field": "actions[].by_when", "after": "today"}]},
                    ]
                },
            ),
            'Where "Academic year" is answered or ("Meeting held" is No and "Actions, any row: By when" is after today), '
            '"Reason" must be answered.',
        ),
        (
            rule("required", "actions[].owner", where={"field": "actions[].hours", "at_least": 2}),
            'Where "Actions, each row: Hours" is 2 or more, "Actions, each row: Who" must be answered.',
        ),
        (
            rule("required", "reason", where={"field": "audit.*.rating", "is": "red"}),
            'Where "Audit, any row: Rating" is Red, "Reason" must be answered.',
        ),
        (rule("in_order", "percent", "warning", after="rate", strict=True), '"Attendance" should be more than "Rate".'),
        (
            rule(
                "date_window", "meeting_date", **{"from": "plan.made"}, at_least={"months": 48}, at_most={"months": 204}
            ),
            '"Date of meeting" must be from 4 to 17 years after "Support plan: Date of plan", both included.',
        ),
        (
            rule("date_window", "meeting_date", **{"from": "plan.made"}, at_most={"months": 12}),
            '"Date of meeting" must be no later than 12 months after "Support plan: Date of plan".',
        ),
        (
            rule("implies", "held", "warning", when={"answered": "held"}, then={"field": "held", "is": True}),
            '"Meeting held" should be Yes, where it is answered.',
        ),
        (
            rule("implies", "needs", when={"answered": "held"}, then={"field": "needs", "is": "plan"}),
            'Where "Meeting held" is answered, "Needs" must include New plan.',
        ),
        (
            rule("implies", "outcome", when={"field": "outcome", "is": "plan"}, then={"unanswered": "outcome"}),
            '"Outcome" must not be New plan.',
        ),
        (
            rule("implies", "rating", "warning", when={"answered": "rating"}, then={"field": "rating", "is": "yes"}),
            '"Is it in use" should be “We use it on every day of the week”, where it is answered.',
        ),
        (
            rule("required", "reason", where={"field": "needs", "is": ["plan", "panel"]}),
            'Where "Needs" includes New plan or Attendance panel, "Reason" must be answered.',
        ),
        (
            rule("inside_period", "meeting_date", start="starts", end="ends"),
            '"Date of meeting" must lie from "Start of the period" to "End of the period", both included.',
        ),
    ],
)
def test_a_rule_is_said_in_plain_english(one: Any, sentence: str) -> None:
    often = Choice("yes", "We use it on every day of the week.")
    long_answer = leaf("rating", "Is it in use", "choice", choices=(often,))
    assert explain(one, form(fields=(*FIELDS, long_answer))) == sentence
