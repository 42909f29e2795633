"""Overlays: what one council changes of a form, and every fault of one where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.specs.small import FORM, LETTER
from tsmforms.diagnostics import Diagnostic, MisuseError, SpecError
from tsmforms.layout import build
from tsmforms.layout.dump import dump
from tsmforms.model import FormSpec, Profile
from tsmforms.specs import load_profile, registry

HEAD = "overlay: ourtown\nform: visit_note\nbase: 2025-09\n"
CHANGES = (
    HEAD
    + """\
title: Note of our visit
choices:
  reason:
    - {code: illness, label: Ill}
    - {code: bus, label: No bus}
fields:
  visit_date: {label: Day of the visit, required: true, help: The day itself.}
  steps:
    max_rows: 7
    columns:
      by_when: {label: Until}
      owner: {label: Who, type: text}
  bus_route: {label: Bus route, type: text}
layout:
  - after: {heading: The visit}
    nodes:
      - prose: Please write clearly.
  - replace: {field: name}
    nodes:
      - grid: [[name, visit_date], [reason, bus_route]]
  - after: {text: Please write}
    nodes:
      - bullets: [Say what was seen.]
rules:
  VISIT-ORDER: {severity: warning, message: The day of the visit has not come}
added_rules:
  - id: OURTOWN-BUS
    predicate: required
    on: bus_route
    message: The bus route is missing
    source: {document: ourtown-procedure, part: Buses}
"""
)


def folder(tmp_path: Path, text: str, base: str = FORM) -> Path:
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    (tmp_path / "overlay.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def laid(tmp_path: Path, text: str = CHANGES, base: str = FORM) -> FormSpec:
    return registry(folder(tmp_path, text, base)).spec(base.split()[1])


def faults(tmp_path: Path, text: str, base: str = FORM) -> tuple[Diagnostic, ...]:
    return registry(folder(tmp_path, text, base)).tried(tmp_path / "overlay.yaml")[1]


def test_it_changes_what_it_names(tmp_path: Path) -> None:
    spec = laid(tmp_path)
    assert (spec.edition, spec.title, spec.aliases) == ("2025-09+ourtown", "Note of our visit", ("Visit note",))
    date = spec.leaves["visit_date"].field
    assert (date.label, date.required, date.help, date.aliases) == (
        "Day of the visit",
        True,
        "The day itself.",
        ("Date of visit",),
    )
    assert [choice.label for choice in spec.leaves["reason"].field.choices] == ["Ill", "No bus"]
    assert spec.lists["steps"].max_rows == 7
    assert [child.label for child in spec.lists["steps"].children] == ["Step", "Until", "Who"]
    assert [(rule.id, rule.severity) for rule in spec.rules] == [("VISIT-ORDER", "warning"), ("OURTOWN-BUS", "error")]
    assert [node.name for node in spec.nodes] == ["heading", "prose", "bullets", "grid", "table"]


def test_what_it_does_not_name_stays(tmp_path: Path) -> None:
    plain = registry(folder(tmp_path, CHANGES)).spec("visit_note", "2025-09")
    spec = laid(tmp_path)
    assert spec.leaves["name"] == plain.leaves["name"]
    assert spec.rules[0].params == plain.rules[0].params
    assert plain.edition == "2025-09"
    assert "bus_route" not in plain.leaves
    assert set(plain.leaves) < set(spec.leaves)
    assert spec.digest != plain.digest


def test_an_overlay_that_says_nothing_changes_nothing_but_the_edition(tmp_path: Path) -> None:
    spec = laid(tmp_path, HEAD)
    plain = registry(tmp_path).spec("visit_note", "2025-09")
    lines = dump(build(spec)).splitlines()
    assert lines[1:] == dump(build(plain)).splitlines()[1:]
    assert spec.rules == plain.rules


def test_a_field_goes_with_its_place_and_its_rules(tmp_path: Path) -> None:
    text = (
        HEAD
        + """\
fields: {visit_date: {remove: true}}
layout:
  - replace: {field: visit_date}
    nodes: [{grid: [[name, reason]]}]
rules: {VISIT-ORDER: {off: There is no date here.}}
"""
    )
    spec = laid(tmp_path, text)
    assert "visit_date" not in spec.leaves
    assert spec.rules == ()


def test_a_node_inside_another_is_found_too(tmp_path: Path) -> None:
    text = (
        HEAD.replace("visit_note", "visit_letter")
        + """\
layout:
  - replace: {field: phone_words}
    nodes: [{prose: "Ring: {phone_words}"}]
  - before: {text: We will get}
    nodes: [{prose: Good day.}]
"""
    )
    spec = laid(tmp_path, text, LETTER)
    whens = [node for node in spec.nodes if node.name == "when"]
    assert whens[0].blocks[0].args["prose"] == "Ring: {phone_words}"
    assert [node.args.get("prose") for node in spec.nodes][1] == "Good day."


def test_words_and_settings_of_a_profile_stand_in_an_overlay(tmp_path: Path) -> None:
    text = HEAD + 'layout: [{after: {heading: The visit}, nodes: [{prose: "{school.name} keeps this."}]}]\n'
    known = registry(folder(tmp_path, text))
    profile = Profile("Exampleton", settings=(("school.name", "Exampleton High"),))
    assert known.spec("visit_note", profile=profile).nodes[1].args["prose"] == "Exampleton High keeps this."
    assert known.spec("visit_note").nodes[1].args["prose"] == "The school keeps this."


def with_field(words: str) -> str:
    return f"{HEAD}fields:\n  {words}\n"


def with_step(words: str) -> str:
    return f"{HEAD}layout:\n  - {words}\n"


FAULTS = {
    "mistyped field": (with_field("visit_dat: {label: Day}"), "S0007", 5, '"visit_dat"', '"visit_date"'),
    "another type": (with_field("name: {type: long_text}"), "S0019", 5, '"type"', "another key"),
    "mistyped key of a field": (with_field("name: {labl: Who}"), "S0003", 5, '"labl"', '"label"'),
    "field without a place": (with_field("bus: {label: Bus, type: text}"), "S0010", 5, "nowhere", "place it"),
    "remove is not true": (with_field("name: {remove: false}"), "S0005", 5, "true", "leave the field alone"),
    "mistyped choice list": (HEAD + "choices:\n  reasn: [{code: a, label: A}]\n", "S0008", 5, '"reasn"', '"reason"'),
    "no such heading": (with_step("remove: {heading: The vist}"), "S0018", 5, '"The vist"', '"The visit"'),
    "several nodes": (
        with_step('before: {text: ""}\n    nodes: [{page_break: true}]').replace('""', "We"),
        "S0018",
        5,
        "2 nodes",
        "appears once",
    ),
    "no such field in the layout": (with_step("remove: {field: step}"), "S0018", 5, '"step"', '"steps"'),
    "two anchors": (with_step("remove: {field: name, heading: The visit}"), "S0005", 5, "one thing", "heading"),
    "nothing to put there": (with_step("replace: {field: name}"), "S0005", 5, "new ones", "nodes"),
    "nodes for nothing": (with_step("remove: {field: name}\n    nodes: []"), "S0005", 5, "removes one", '"remove"'),
    "unknown node": (with_step("after: {field: name}\n    nodes: [{headin: X}]"), "S0003", 6, '"headin"', '"heading"'),
    "no such rule": (HEAD + "rules: {VISIT-ORDR: {severity: info}}\n", "S0018", 4, '"VISIT-ORDR"', '"VISIT-ORDER"'),
    "another predicate": (HEAD + "rules: {VISIT-ORDER: {predicate: required}}\n", "S0019", 4, '"predicate"', "off"),
    "parameter that does not fit": (
        HEAD + "rules:\n  VISIT-ORDER:\n    befor: name\n",
        "S0013",
        6,
        '"befor"',
        '"before"',
    ),
    "rule off for no reason": (HEAD + "rules: {VISIT-ORDER: {off: true}}\n", "S0005", 4, "without a reason", "why"),
    "rule off and changed": (
        HEAD + "rules: {VISIT-ORDER: {off: No date., severity: info}}\n",
        "S0003",
        4,
        '"severity"',
        "off",
    ),
    "unknown form": (HEAD.replace("visit_note", "visit_nte"), "S0020", 2, '"visit_nte"', '"visit_note"'),
    "unknown edition": (HEAD.replace("2025-09", "2025-08"), "S0020", 3, '"2025-08"', '"2025-09"'),
    "name that cannot stand": (HEAD.replace("ourtown", "Our Town"), "S0015", 1, '"Our Town"', "lower-case"),
    "mistyped key": (HEAD + "titel: Note\n", "S0003", 4, '"titel"', '"title"'),
    "field removed and still placed": (
        with_field("name: {remove: true}"),
        "S0007",
        5,
        'no such field: "name", in line 28 of base.yaml',
        "",
    ),
    "field removed and still judged": (
        with_field("visit_date: {remove: true}"),
        "S0013",
        5,
        '"visit_date", in line',
        "",
    ),
    "fewer entries than blank rows": (
        with_field("steps: {max_rows: 1}"),
        "S0005",
        5,
        '2 blank rows, and "steps" has at most 1',
        "blank_rows: 1",
    ),
    "limits that do not fit the kind": (with_field("name: {min: 3}"), "S0005", 5, '"min" is for integer', "max_length"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_where_it_stands_in_the_overlay(name: str, tmp_path: Path) -> None:
    text, code, line, message, help = FAULTS[name]
    base = FORM.replace("  - table:", "  - prose: We came.\n  - prose: We went.\n  - table:")
    found = faults(tmp_path, text, base)
    fault = next((d for d in found if d.code == code), None)
    assert fault is not None, found
    assert fault.place is not None
    assert (Path(fault.place.file or "").name, fault.place.line) == ("overlay.yaml", line), fault
    assert message in fault.message
    assert help in fault.help
    assert fault.echo is not None
    assert text.splitlines()[line - 1] in fault.echo
    with pytest.raises(SpecError):
        registry(tmp_path).spec("visit_note")


def test_an_overlay_gives_a_form_its_marking_and_footer(tmp_path: Path) -> None:
    spec = laid(tmp_path, HEAD + "marking: OFFICIAL\nfooter: Kept by {la.name}\n")
    assert (spec.marking, spec.footer) == ("OFFICIAL", "Kept by the local authority")
    assert build(spec).footer.endswith(" · OFFICIAL · Kept by the local authority")


# --- which edition is used


def test_several_overlays_of_one_form_are_never_chosen_among(tmp_path: Path) -> None:
    folder(tmp_path, HEAD)
    (tmp_path / "other.yaml").write_text(HEAD.replace("ourtown", "othertown"), encoding="utf-8")
    known = registry(tmp_path)
    with pytest.raises(MisuseError, match=r"2025-09\+othertown, 2025-09\+ourtown"):
        known.spec("visit_note")
    assert known.spec("visit_note", "2025-09+ourtown").edition == "2025-09+ourtown"


def test_a_profile_names_its_overlays_from_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes/sam.yaml").write_text(
        "overlay: ourtown\nform: sam_minutes\nbase: 2024-09\nfields: {present: {label: Who was there}}\n"
    )
    (tmp_path / "profile.yaml").write_text("profile: Ourtown\noverlays: [changes/sam.yaml]\n")
    profile = load_profile(tmp_path / "profile.yaml")
    spec = registry().spec("sam_minutes", profile=profile)
    assert (spec.edition, spec.label("present")) == ("2024-09+ourtown", "Who was there")
    assert registry().spec("sam_minutes").edition == "2024-09"
    assert registry().spec("sam_minutes", "2024-09", profile).label("present") == "Present"
    assert registry().spec("sam_minutes", profile=profile) is spec


def test_a_profiles_digest_covers_its_overlays(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text("profile: Ourtown\noverlays: [sam.yaml]\n")
    text = "overlay: ourtown\nform: sam_minutes\nbase: 2024-09\n"
    (tmp_path / "sam.yaml").write_text(text)
    before = load_profile(tmp_path / "profile.yaml").digest
    (tmp_path / "sam.yaml").write_text(text + "title: Minutes\n")
    after = load_profile(tmp_path / "profile.yaml")
    assert after.digest != before
    assert registry().spec("sam_minutes", profile=after).title == "Minutes"


def test_an_overlay_that_is_not_there_is_named_in_the_profile(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text("profile: Ourtown\noverlays: [nothing.yaml]\n")
    with pytest.raises(SpecError) as caught:
        load_profile(tmp_path / "profile.yaml")
    assert [(d.code, d.place.line if d.place else 0) for d in caught.value.diagnostics] == [("S0015", 2)]
