"""Facts of law and guidance: strictly read, dated, and the defaults of the settings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tsmforms
from tsmforms.attendance import third_notice_barred
from tsmforms.diagnostics import MisuseError, SpecError
from tsmforms.law import law
from tsmforms.specs.facts import fact_files, facts, load_facts, read_facts
from tsmforms.specs.settings import catalogue

ONE = """\
facts: speed
meaning: How fast
values:
  - name: limit
    value: 30
    unit: miles an hour
    meaning: In a town.
    source: {document: highway-code, part: "124"}
    from: 2020-01-01
"""
NEWER = """\
  - name: limit
    value: 20
    unit: miles an hour
    meaning: In a town.
    source: {document: highway-code, part: "124"}
    from: 2023-09-17
"""


def test_a_fact_that_changed_has_the_value_of_the_day() -> None:
    found, faults = read_facts(ONE + "    to: 2023-09-16\n" + NEWER, "speed.yaml")
    assert faults.found == []
    assert found is not None
    assert found.value("limit", date(2023, 9, 16)) == 30
    assert found.value("limit", date(2023, 9, 17)) == 20
    with pytest.raises(MisuseError, match="in force on 2019-12-31"):
        found.value("limit", date(2019, 12, 31))
    with pytest.raises(MisuseError, match='no fact "limmit"'):
        found.value("limmit", date(2024, 1, 1))


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (ONE + NEWER, "S0014", 10),
        (ONE.replace("value: 30", "value: thirty"), "S0005", 5),
        (ONE.replace("unit:", "units:"), "S0003", 6),
        (ONE.replace("2020-01-01", "1/1/2020"), "S0015", 9),
        (ONE + "    to: 2019-01-01\n", "S0015", 10),
        (ONE.replace("    unit: miles an hour\n", ""), "S0004", 4),
        (ONE.replace("meaning: How fast\n", ""), "S0004", 1),
    ],
)
def test_a_fault_of_a_file_of_facts_is_named_where_it_stands(text: str, code: str, line: int) -> None:
    _, faults = read_facts(text, "speed.yaml")
    assert [(one.code, one.place.line if one.place else None) for one in faults.found][:1] == [(code, line)]


def test_a_file_with_a_fault_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "speed.yaml"
    path.write_text(ONE + NEWER, encoding="utf-8")
    with pytest.raises(SpecError):
        load_facts(path)


def test_every_fact_names_its_source_and_what_it_counts() -> None:
    files = fact_files()
    assert {one.name for one in files} == {"ages", "attendance", "penalty_notices", "post", "registers"}
    assert all(fact.source.document and fact.unit for one in files for fact in one.facts)


@pytest.mark.parametrize("name", ["ages", "post"])
def test_the_rooms_below_read_the_same_numbers_as_the_strict_reader(name: str) -> None:
    strict = {fact.name: (fact.value, str(fact.source), fact.in_force_from) for fact in facts(name).facts}
    assert {one: (number.value, number.source, number.since) for one, number in law(name).items()} == strict


def test_the_defaults_of_the_settings_are_the_facts() -> None:
    settings = catalogue().settings
    named = {fact.setting: fact.value for one in fact_files() for fact in one.facts if fact.setting}
    assert {name: settings[name].default for name in named} == named
    assert len(named) == 6


def test_the_facts_bar_a_third_notice_until_three_years_after_the_first() -> None:
    known = facts("penalty_notices")
    issued = [date(2024, 9, 16), date(2025, 3, 10)]
    found = {}
    for proposed in (date(2027, 9, 15), date(2027, 9, 16), date(2027, 9, 17)):
        limit, years = known.value("limit", proposed), known.value("years", proposed)
        found[proposed.day] = third_notice_barred(proposed, issued, limit=limit, years=years)
    assert found == {15: True, 16: False, 17: False}


def test_the_amounts_of_the_framework_and_of_notices_outside_it_differ() -> None:
    known, on = facts("penalty_notices"), date(2025, 9, 1)
    amounts = [
        known.value(name, on)
        for name in ("first_reduced", "first_full", "second", "public_place_reduced", "public_place_full")
    ]
    assert amounts == [80, 160, 160, 60, 120]
    with pytest.raises(MisuseError):
        known.value("first_reduced", date(2024, 8, 18))


def _used(tmp_path: Path, number: str) -> int:
    path = tmp_path / "call_note.yaml"
    path.write_text(
        "form: call_note\nedition: 2025-09\ntitle: Note of a call\nfields: {days: {label: Days, type: integer}}\n"
        f"rules:\n  CALL-DAYS:\n    range: {{on: days, at_least: {number}}}\n    message: Fewer days\n"
        "    source: {document: our-own-procedure, part: Calls}\n",
        encoding="utf-8",
    )
    form = tsmforms.load_form(path)
    return next(days for days in range(40) if not form.check({"days": days}))


def test_a_rule_takes_a_number_of_law_from_the_facts(tmp_path: Path) -> None:
    assert _used(tmp_path, "{law: registers.illness_days}") == law("registers")["illness_days"].value == 15
    assert _used(tmp_path, "{law: penalty_notices.limit, less: 1}") == 1


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("{law: registers.ilness_days}", "S0016"),
        ("{law: register.illness_days}", "S0016"),
        ("{law: penalty_notices.limit, less: one}", "S0017"),
    ],
)
def test_a_number_of_law_that_is_not_there_is_a_fault_of_the_spec(tmp_path: Path, number: str, code: str) -> None:
    with pytest.raises(SpecError) as caught:
        _used(tmp_path, number)
    assert caught.value.diagnostics[0].code == code
