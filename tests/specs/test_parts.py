"""What several specs share stands once: fields, blocks and rules of parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.specs.small import faults_of as faults_alone
from tsmforms.diagnostics import Diagnostic, SpecError
from tsmforms.model import FormSpec
from tsmforms.specs import Registry, load_spec, read_spec
from tsmforms.specs.load import load_parts
from tsmforms.specs.parts import SharedNames

PART = """\
part: visit
fields:
  name: {label: Name, type: text}
  visit_date: {label: Date of visit, type: date}
blocks:
  who:
    - prose: "{name}"
  when:
    - prose: "{visit_date}"
rules:
  - id: ORDER
    predicate: in_order
    on: visit_date
    before: today
    message: The visit has not been yet
    source: {document: our-own, part: Visits}
"""
FORM = """\
form: small
edition: 2025-09
title: Small
parts: [visit]
rule_prefix: SMALL
fields:
  notes: {label: Notes, type: text}
layout:
  - part: visit.who
  - prose: "{notes}"
  - part: visit.when
"""


def put(folder: Path, form: str = FORM, part: str = PART) -> Path:
    (folder / "parts").mkdir(exist_ok=True)
    (folder / "parts" / "visit.yaml").write_text(part, encoding="utf-8")
    path = folder / "small.yaml"
    path.write_text(form, encoding="utf-8")
    return path


def loaded(folder: Path, form: str = FORM, part: str = PART) -> FormSpec:
    return load_spec(put(folder, form, part), parts=load_parts(folder))


def faults(folder: Path, form: str, part: str = PART) -> tuple[Diagnostic, ...]:
    return read_spec(put(folder, form, part), parts=load_parts(folder))[1]


def test_a_part_gives_fields_blocks_and_rules(tmp_path: Path) -> None:
    spec = loaded(tmp_path)
    assert list(spec.leaves) == ["name", "visit_date", "notes"]
    assert [node.args["prose"] for node in spec.nodes] == ["{name}", "{notes}", "{visit_date}"]
    assert [(rule.id, rule.on) for rule in spec.rules] == [("SMALL-ORDER", "visit_date")]
    assert (spec.parts, spec.rule_prefix) == (("visit",), "SMALL")


def test_a_folder_of_one_s_own_has_its_parts(tmp_path: Path) -> None:
    put(tmp_path)
    known = Registry((tmp_path,))
    assert known.forms() == ("small",)
    assert list(known.spec("small").leaves) == ["name", "visit_date", "notes"]


def test_what_the_form_says_itself_stands_instead(tmp_path: Path) -> None:
    form = FORM.replace("fields:\n", "fields:\n  name: {label: Full name, type: text}\n") + PART[PART.index("rules:") :]
    form = form.replace("id: ORDER", "id: SMALL-ORDER\n    severity: warning")
    spec = loaded(tmp_path, form)
    assert spec.leaves["name"].field.label == "Full name"
    assert [(rule.id, rule.severity) for rule in spec.rules] == [("SMALL-ORDER", "warning")]


TAKEN = """\
form: small
edition: 2025-09
title: Small
fields:
  notes: {label: Notes, type: text}
  way: visit.way
  visit_date: {part: visit.visit_date, label: Day of the visit, required: true}
layout:
  - grid: [notes, way, visit_date]
rules:
  S-NOTES: {required: notes, message: There are no notes, source: {document: our-own, part: Visits}}
  S-DAY: visit.ORDER
  S-DAY-SOON: {part: visit.ORDER, severity: info, message: The visit is still to come}
"""
ON_DEMAND = PART.replace(
    "fields:\n", "choices:\n  ways: [By car, On foot]\nfields:\n  way: {label: Way, choices: ways}\n", 1
)


def test_single_fields_and_rules_are_taken_where_they_stand_and_nothing_else(tmp_path: Path) -> None:
    spec = loaded(tmp_path, TAKEN, ON_DEMAND)
    assert list(spec.leaves) == ["notes", "way", "visit_date"]
    assert [choice.code for choice in spec.leaves["way"].field.choices] == ["by_car", "on_foot"]
    assert spec.leaves["visit_date"].field.label == "Day of the visit"
    assert spec.leaves["visit_date"].required
    assert [(rule.id, rule.on, rule.severity, rule.message) for rule in spec.rules] == [
        ("S-NOTES", "notes", "error", "There are no notes"),
        ("S-DAY", "visit_date", "error", "The visit has not been yet"),
        ("S-DAY-SOON", "visit_date", "info", "The visit is still to come"),
    ]
    assert spec.parts == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "words", "nearest"),
    [
        ("visit.way", "visit.wey", 6, 'field of a part: "visit.wey"', '"visit.way"'),
        (
            "part: visit.visit_date",
            "part: vist.visit_date",
            7,
            'field of a part: "vist.visit_date"',
            '"visit.visit_date"',
        ),
        ("S-DAY: visit.ORDER", "S-DAY: visit.ORDRE", 12, 'rule of a part: "visit.ORDRE"', '"visit.ORDER"'),
        ("way: visit.way", "way: visit", 6, "should have keys of its own", "label"),
    ],
)
def test_what_no_part_has_cannot_be_taken(
    tmp_path: Path, old: str, new: str, line: int, words: str, nearest: str
) -> None:
    found = [d for d in faults(tmp_path, TAKEN.replace(old, new, 1), ON_DEMAND) if words in d.message]
    assert [(d.place and d.place.line, nearest in d.help) for d in found] == [(line, True)]


def test_the_digest_follows_the_part(tmp_path: Path) -> None:
    assert loaded(tmp_path).digest != loaded(tmp_path, part=PART.replace("Name,", "Names,")).digest


@pytest.mark.parametrize(
    ("old", "new", "code", "words", "help"),
    [
        ("parts: [visit]", "parts: [visit, vist]", "S0007", '"vist"', '"visit"'),
        ("visit.when", "visit.whem", "S0007", '"visit.whem"', '"visit.when"'),
        ("parts: [visit]\n", "", "S0007", '"visit.who"', ""),
        ("rule_prefix: SMALL\n", "", "S0004", "rule_prefix", "rule_prefix"),
    ],
)
def test_a_part_that_is_misnamed_is_a_located_fault(
    tmp_path: Path, old: str, new: str, code: str, words: str, help: str
) -> None:
    found = [d for d in faults(tmp_path, FORM.replace(old, new, 1)) if words in d.message]
    assert [d.code for d in found] == [code]
    assert help in found[0].help
    place = found[0].place
    assert place is not None
    assert place.line
    assert place.file == str(tmp_path / "small.yaml")


def test_a_block_that_contains_itself_is_a_fault_where_it_is_named(tmp_path: Path) -> None:
    circle = PART.replace('    - prose: "{visit_date}"', "    - part: visit.who").replace(
        '    - prose: "{name}"', "    - when: {answered: name}\n      then: [{part: visit.when}]"
    )
    found = [one for one in faults(tmp_path, FORM, circle) if "contains itself" in one.message]
    assert {(one.code, one.place.file or "") for one in found if one.place} == {
        ("S0005", str(tmp_path / "parts" / "visit.yaml"))
    }


def test_a_rule_of_a_part_without_an_id_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    found = faults(tmp_path, FORM, PART.replace("  - id: ORDER\n    predicate", "  - predicate"))
    assert [one.code for one in found] == ["S0004"]


def test_a_block_stands_inside_a_condition_too(tmp_path: Path) -> None:
    letter = FORM.replace("title: Small", "title: Small\nkind: letter\nlegal_warning: none").replace(
        "  - part: visit.when\n", "  - when: {field: visit_date}\n    then:\n      - part: visit.when\n"
    )
    spec = loaded(tmp_path, letter)
    assert [block.args["prose"] for block in spec.nodes[-1].blocks] == ["{visit_date}"]


def test_a_fault_in_a_part_names_the_part_s_file(tmp_path: Path) -> None:
    found = faults(tmp_path, FORM, PART.replace("type: date", "type: dat"))
    assert {d.place.file for d in found if d.place and d.code == "S0006"} == {str(tmp_path / "parts" / "visit.yaml")}


def test_a_part_that_has_unknown_keys_is_refused(tmp_path: Path) -> None:
    put(tmp_path, part=PART.replace("blocks:", "blogs:"))
    with pytest.raises(SpecError) as caught:
        load_parts(tmp_path).asked("visit")
    assert [d.code for d in caught.value.diagnostics] == ["S0003"]


def test_a_letter_says_how_plainly_it_speaks_of_legal_steps(tmp_path: Path) -> None:
    form = 'form: x\nedition: 2025-09\ntitle: X\nkind: letter\nfields:\n  a: {label: A}\nlayout:\n  - prose: "{a}"\n'
    assert [(d.code, "legal_warning" in d.message) for d in faults_alone(tmp_path, form)] == [("S0004", True)]
    assert not faults_alone(tmp_path, form.replace("letter\n", "letter\nlegal_warning: soft\n"))


def test_a_shared_name_of_a_nearer_folder_goes_before_and_one_with_faults_stops_only_who_asks() -> None:
    far, near = SharedNames[int](), SharedNames[int]()
    far.update(a=1, b=2)
    near["a"] = 3
    near.refused["b"] = ()
    far.add(near)
    assert far.asked("a") == 3
    assert far.asked("c") is None
    with pytest.raises(SpecError):
        far.asked("b")
    again = SharedNames[int]()
    again["b"] = 4
    far.add(again)
    assert far.asked("b") == 4
