"""The one other date of a rule may be called `of`, and the ends of a period `from` and `to`, whatever the predicate."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.specs.small import FORM, faults_of, spec_of, with_line
from tsmforms.rules import COMMON, PREDICATES
from tsmforms.specs.rulespecs import RULE_KEYS

FIELD = "  visit_date: {label: Date of visit, type: date}\n"
WITH_DATES = FORM.replace(
    FIELD, FIELD + "".join(f"  {key}: {{label: {key.title()}, type: date}}\n" for key in ("sent", "first", "last"))
).replace("[name, visit_date, reason]", "[name, visit_date, reason]\n      - [sent, first, last]")
RULE = "    predicate: in_order\n    on: visit_date\n    before: today\n"


def ruled(*lines: str) -> str:
    return WITH_DATES.replace(RULE, "".join(f"    {line}\n" for line in lines))


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (("predicate: date_window", "at_least: {weeks: 2}", "from: sent"), "of: sent"),
        (("predicate: after_service", "posted: sent"), "of: sent"),
        (("predicate: same_academic_year", "as: sent"), "of: sent"),
        (("predicate: inside_period", "end: last", "start: first"), "from: first"),
        (("predicate: inside_period", "start: first", "end: last"), "to: last"),
    ],
)
def test_a_rule_means_the_same_by_either_name(own: tuple[str, ...], other: str, tmp_path: Path) -> None:
    one = spec_of(tmp_path, ruled("on: visit_date", *own)).rules[0]
    two = spec_of(tmp_path, ruled("on: visit_date", *own[:-1], other)).rules[0]
    assert (two.predicate, two.on, two.params) == (one.predicate, one.on, one.params)


def test_a_rule_written_short_takes_the_other_name_too(tmp_path: Path) -> None:
    short = ruled("date_window: {on: visit_date, at_least: {weeks: 2}, of: sent}")
    assert spec_of(tmp_path, short).rules[0].params == {"at_least": {"weeks": 2}, "from": "sent"}


def test_both_names_at_once_are_a_fault_at_the_second(tmp_path: Path) -> None:
    text = ruled("predicate: date_window", "on: visit_date", "at_least: {weeks: 2}", "from: sent", "of: first")
    (fault,) = faults_of(tmp_path, text)
    assert fault.code == "S0013"
    assert fault.message == '"of" is another name of "from", which is there too'
    assert fault.place is not None
    assert text.splitlines()[(fault.place.line or 0) - 1].strip() == "of: first"


def test_a_fault_of_the_other_name_is_placed_where_it_is_written(tmp_path: Path) -> None:
    text = ruled("predicate: date_window", "on: visit_date", "at_least: {weeks: 2}", "of: snet")
    (fault,) = faults_of(tmp_path, text)
    assert "snet" in fault.message
    assert fault.place is not None
    assert text.splitlines()[(fault.place.line or 0) - 1].strip() == "of: snet"


def test_a_name_of_another_predicate_is_still_unknown(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, with_line("before: today", "before: today\n    of: visit_date"))
    assert (fault.code, '"of"' in fault.message) == ("S0013", True)


def test_no_other_name_is_a_parameter_of_its_predicate() -> None:
    for predicate in PREDICATES.values():
        own = {*predicate.parameters, *COMMON, *RULE_KEYS}
        also = [param.also for param in predicate.parameters.values() if param.also]
        assert len(set(also)) == len(also)
        assert own & set(also) == set(), predicate.name
