"""Limits written in a field are the rules they stand for, and a form without a layout prints its fields in order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import tsmforms
from tests.specs.small import FORM, LETTER, faults_of, spec_of, with_line
from tests.specs.test_overlays import HEAD, laid
from tests.specs.test_shorthand import same, without_places
from tsmforms.layout import build
from tsmforms.layout.dump import dump
from tsmforms.model.formatnames import FORMATS

DATE = "visit_date: {label: Date of visit, type: date}"
BY = "by_when: {label: By when, type: date}"
STEPS = "    label: Steps\n"


def limited(limit: str, field: str = DATE) -> str:
    return with_line(field, field.replace("}", f", {limit}}}"))


def last_rule(tmp_path: Path, text: str) -> tuple[str, str, str, dict[str, Any], str]:
    rule = spec_of(tmp_path, text).rules[-1]
    return rule.id, rule.predicate, rule.on, dict(rule.params), rule.message


LIMITED: dict[str, tuple[str, tuple[str, str, str, dict[str, Any], str]]] = {
    "not after today": (
        limited("not_after: today"),
        (
            "VISIT-NOTE-VISIT-DATE-NOT-AFTER",
            "in_order",
            "visit_date",
            {"before": "today"},
            '"Date of visit" is after today',
        ),
    ),
    "after another": (
        limited("after: visit_date", BY),
        (
            "VISIT-NOTE-STEPS-BY-WHEN-AFTER",
            "in_order",
            "steps[].by_when",
            {"after": "visit_date", "strict": True},
            '"By when" is not after "Date of visit"',
        ),
    ),
    "within weeks": (
        limited("within: {weeks: [2, 4], of: visit_date, extend_by: closed_school_weeks}", BY),
        (
            "VISIT-NOTE-STEPS-BY-WHEN-WITHIN",
            "date_window",
            "steps[].by_when",
            {
                "from": "visit_date",
                "at_least": {"weeks": 2},
                "at_most": {"weeks": 4},
                "extend_by": "closed_school_weeks",
            },
            '"By when" is not within 2 to 4 weeks of "Date of visit"',
        ),
    ),
    "within days at most": (
        limited("within: {days: 30, of: today}"),
        (
            "VISIT-NOTE-VISIT-DATE-WITHIN",
            "date_window",
            "visit_date",
            {"from": "today", "at_least": {"days": 0}, "at_most": {"days": 30}},
            '"Date of visit" is not within 30 days of today',
        ),
    ),
    "needed beside another column": (
        limited("required_when: step", BY),
        (
            "VISIT-NOTE-STEPS-BY-WHEN-REQUIRED-WHEN",
            "required_when",
            "steps[].by_when",
            {"when": {"answered": "steps[].step"}},
            '"By when" is not answered',
        ),
    ),
    "needed with a choice": (
        limited("required_when: {field: reason, is: other}"),
        (
            "VISIT-NOTE-VISIT-DATE-REQUIRED-WHEN",
            "required_when",
            "visit_date",
            {"when": {"field": "reason", "is": "other"}},
            '"Date of visit" is not answered',
        ),
    ),
    "no entry twice": (
        limited("unique: true", BY),
        (
            "VISIT-NOTE-STEPS-BY-WHEN-UNIQUE",
            "unique",
            "steps[].by_when",
            {},
            '"By when" has the same entry twice',
        ),
    ),
    "complete entries": (
        with_line(STEPS, STEPS + "    complete: [step, by_when]\n"),
        (
            "VISIT-NOTE-STEPS-COMPLETE",
            "each_row",
            "steps",
            {"columns": ["step", "by_when"]},
            'An entry of "Steps" is not complete',
        ),
    ),
    "so many entries": (
        with_line(STEPS, STEPS + "    min_rows: {rows: 2, message: Two steps at least, severity: warning}\n"),
        ("VISIT-NOTE-STEPS-MIN-ROWS", "count_between", "steps", {"at_least": 2}, "Two steps at least"),
    ),
}


@pytest.mark.parametrize("name", LIMITED)
def test_a_limit_is_the_rule_it_stands_for(name: str, tmp_path: Path) -> None:
    text, expected = LIMITED[name]
    assert last_rule(tmp_path, text) == expected


def test_a_limit_that_says_what_its_rule_says_is_that_rule(tmp_path: Path) -> None:
    rule = FORM[FORM.index("rules:") :]
    said = "{field: today, id: VISIT-ORDER, message: The visit has not been yet}"
    assert same(
        spec_of(tmp_path, limited(f"not_after: {said}").replace(rule, "")),
        spec_of(tmp_path, FORM),
    )


def test_a_limit_without_sources_names_the_form(tmp_path: Path) -> None:
    text = limited("not_after: today").replace("sources:\n  - {document: our-own, part: Visits}\n", "")
    source = spec_of(tmp_path, text).rules[-1].source
    assert (source.document, source.part) == ("visit_note", "Visit note")


def test_a_limit_is_judged_with_the_code_of_its_predicate(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(limited("not_before: {field: today, severity: warning}"), encoding="utf-8")
    found = tsmforms.load_form(path).check({"name": "Alex", "visit_date": "2001-01-01"})
    mine = [d for d in found if d.rule == "VISIT-NOTE-VISIT-DATE-NOT-BEFORE"]
    assert [(d.code, d.severity) for d in mine] == [("R0207", "warning")]


def test_an_overlay_changes_and_switches_off_a_limit(tmp_path: Path) -> None:
    base = limited("not_after: today")
    changed = laid(tmp_path, HEAD + "fields: {visit_date: {not_after: {field: today, severity: info}}}\n", base)
    assert [(rule.id, rule.severity) for rule in changed.rules] == [
        ("VISIT-ORDER", "error"),
        ("VISIT-NOTE-VISIT-DATE-NOT-AFTER", "info"),
    ]


def test_an_overlay_switches_a_limit_off(tmp_path: Path) -> None:
    base = limited("not_after: today")
    spec = laid(tmp_path, HEAD + "rules: {VISIT-NOTE-VISIT-DATE-NOT-AFTER: {off: Visits are planned here.}}\n", base)
    assert [rule.id for rule in spec.rules] == ["VISIT-ORDER"]


FAULTS: dict[str, tuple[str, str, int, str, str]] = {
    "limit by nothing": (limited("within: {weeks: 2}"), "S0004", 16, 'no "of"', "other date"),
    "limit by no field": (limited("not_after: visit_dat"), "S0013", 16, '"visit_dat"', '"visit_date"'),
    "limit by a text": (limited("not_after: name"), "S0013", 16, "of type text", ""),
    "unknown key of a limit": (limited("not_after: {field: today, messag: No}"), "S0003", 16, '"messag"', '"message"'),
    "three bounds": (limited("within: {weeks: [1, 2, 3], of: today}"), "S0005", 16, "one number or two", "[2, 4]"),
    "not unique": (limited("unique: false", BY), "S0005", 24, '"unique" is true', "unique: true"),
    "mistyped limit": (limited("not_afer: today"), "S0003", 16, '"not_afer"', '"not_after"'),
    "window that opens after it closes": (
        limited("within: {weeks: [4, 2], of: today}"),
        "S0013",
        16,
        "shorter",
        "",
    ),
    "letter without a layout": (LETTER[: LETTER.index("layout:")] + "legal_warning: none\n", "S0004", 6, "layout", ""),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_limit_is_named_where_it_is(name: str, tmp_path: Path) -> None:
    text, code, line, message, help = FAULTS[name]
    found = faults_of(tmp_path, text)
    fault = next((d for d in found if d.code == code), None)
    assert fault is not None, found
    assert fault.place is not None
    assert (Path(fault.place.file or "").name, fault.place.line) == ("spec.yaml", line), fault
    assert message in fault.message
    assert help in fault.help


def test_a_shared_group_has_no_limits(tmp_path: Path) -> None:
    from tsmforms.diagnostics import SpecError
    from tsmforms.specs.load import load_groups

    (tmp_path / "groups").mkdir()
    text = "group: place\nlabel: Place\nfields:\n  since: {label: Since, type: date, not_after: today}\n"
    (tmp_path / "groups/place.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load_groups(tmp_path).asked("place")
    [fault] = caught.value.diagnostics
    assert (fault.code, fault.place and fault.place.line) == ("S0003", 4)
    assert '"not_after"' in fault.message


# --- without a layout

PLAIN = """\
form: home_note
edition: 2025-09
title: Home note
fields:
  name: {label: Name, type: text}
  day: {label: Day, type: date}
  notes: {label: What was said, type: long_text}
  ways: {label: Ways to help, type: multiple_choice, choices: [Club, Mentor]}
  place: {label: Place, fields: {town: {label: Town}, visits: {label: Visits, columns: {on: {label: On, type: date}}}}}
  checks: {label: Checks, rows: {bag: The bag is packed}, columns: {rating: {label: Rating, type: rating}}}
  people:
    label: People
    max_rows: 3
    columns: {name: {label: Name}, home: {label: Home, type: address}}
  actions: {label: Actions, max_rows: 2, columns: {what: {label: What}}}
  head: {label: Head's signature, type: signature}
  picture: {label: Picture, type: image}
"""


def test_without_a_layout_the_fields_are_printed_in_their_order(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, PLAIN)
    assert [node.name for node in spec.nodes] == [
        *("grid", "checklist", "heading", "grid", "heading", "table", "table", "repeat", "heading", "table"),
        *("signatures", "image"),
    ]
    assert spec.nodes[0].args["grid"] == (("name", "day"), ("notes",))
    assert [block.args for block in spec.nodes[7].blocks] == [{"grid": (("name",), ("home",))}]
    assert "table place.visits repeat 6 blank: On" in dump(build(spec))


@pytest.mark.parametrize("format", FORMATS)
def test_a_form_without_a_layout_is_written_and_read(format: str, tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(PLAIN, encoding="utf-8")
    form = tsmforms.load_form(path)
    record = form.example(2)
    found = form.read(form.write(record["answers"], format, record["record_id"]))
    assert found.answers == record["answers"]
    assert form.read(form.blank(format)).answers == {}


def test_an_overlay_of_a_form_without_a_layout_adds_its_fields_at_the_end(tmp_path: Path) -> None:
    head = HEAD.replace("visit_note", "home_note")
    spec = laid(tmp_path, head + "fields: {bus: {label: Bus, type: text}}\n", PLAIN)
    assert spec.nodes[-1].args == {"grid": (("bus",),)}
    assert without_places(spec.nodes[:-1]) == without_places(spec_of(tmp_path, PLAIN).nodes)
