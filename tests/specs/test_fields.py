"""Fields from the tree of a spec: each of its kind, and each misfit a fault in its line."""

from __future__ import annotations

import pytest

from tests.specs.tree import said, tree
from tsmforms.kinds import GROUP, KINDS
from tsmforms.located.yamltree import Faults
from tsmforms.model import Choice, FieldSpec
from tsmforms.specs.fields import FieldContext, read_choices, read_fields
from tsmforms.specs.parts import SharedNames

PUPIL = FieldSpec(
    "pupil",
    "Pupil",
    GROUP,
    "group",
    (FieldSpec("name", "Name", KINDS["text"]), FieldSpec("born", "Born", KINDS["date"])),
)


def fields(text: str) -> tuple[tuple[FieldSpec, ...], Faults]:
    node, faults = tree(text)
    groups = SharedNames[FieldSpec]()
    groups["pupil"] = PUPIL
    return read_fields(node, FieldContext(faults, {"ways": (Choice("bus", "Bus"),)}, groups)), faults


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x: {type: integr}", "S0006"),
        ("x: {type: dropdown}", "S0006"),
        ("x: Name", "S0005"),
        ("X: {label: X}", "S0009"),
        ("x: {type: text, min: 3}", "S0005"),
        ("x: {type: integer, max_length: 3}", "S0005"),
        ("x: {type: integer, min: 4, max: 3}", "S0005"),
        ("x: {type: text, as: options}", "S0005"),
        ("x: {type: choice}", "S0004"),
        ("x: {type: choice, choices: wayz}", "S0008"),
        ("x: {type: text, choices: ways}", "S0005"),
        ("x: {type: choice, choices: ways, example: [train]}", "S0015"),
        ("x: {type: yes_no, choices: [{code: yes, label: Sure}]}", "S0005"),
        ("x: {group: pupl}", "S0012"),
        ("x: {group: pupil, use: [nam]}", "S0007"),
        ("x: {type: person, parts: [surnam]}", "S0007"),
        ("x: {type: list, columns: {}}", "S0004"),
        ("x: {type: list, of: pupil, columns: {a: {type: text}}}", "S0004"),
        ("x: {type: group}", "S0004"),
        ("x: {type: date, not_after: today}", "S0003"),
    ],
)
def test_a_field_that_cannot_be_is_a_fault_in_its_line(text: str, code: str) -> None:
    assert said(fields(f"fine: {{type: text}}\n{text}\n")[1]) == [(code, 2)]


def test_a_word_of_another_language_of_forms_is_answered_with_ours() -> None:
    _, faults = fields("x: {type: Select-One}")
    assert faults.found[0].help == 'write "type: choice"'


def test_a_shared_group_gives_the_fields_that_are_used_in_their_order_with_the_forms_labels() -> None:
    made, faults = fields("x: {group: pupil, use: [born, name], labels: {name: Child}, requires: [name], label: Who}")
    assert faults.found == []
    assert [(child.key, child.label, child.required) for child in made[0].children] == [
        ("born", "Born", False),
        ("name", "Child", True),
    ]
    assert made[0].label == "Who"


def test_limits_of_one_number_leave_room_and_a_label_is_made_of_the_key() -> None:
    made, faults = fields("days_missed: {type: integer, min: 3, max: 3}\nnotes: {type: long_text}")
    assert faults.found == []
    assert [(one.label, one.minimum, one.maximum, one.lines) for one in made] == [
        ("Days missed", 3, 3, 1),
        ("Notes", None, None, 3),
    ]


def test_yes_and_no_in_a_forms_own_words_stand_yes_first() -> None:
    made, faults = fields('x: {type: yes_no, choices: [{code: no, label: Not sent}, {code: "yes", label: Sent}]}')
    assert faults.found == []
    assert [(one.code, one.label) for one in made[0].choices] == [("yes", "Sent"), ("no", "Not sent")]


@pytest.mark.parametrize(
    ("choices", "faults"),
    [
        ("- {code: a, label: A}\n- {code: A, label: B}\n", [("S0014", 2)]),
        ("- {code: a, label: Other}\n- {code: b, label: other}\n", [("S0014", 2)]),
        ("- {code: a}\n", [("S0004", 1), ("S0005", 1)]),
        ("- {code: a, label: A}\n- {code: b, label: B}\n", []),
    ],
)
def test_two_choices_have_neither_one_code_nor_one_label_whatever_their_case(
    choices: str, faults: list[tuple[str, int]]
) -> None:
    node, found = tree(choices)
    read_choices(node, found)
    assert said(found) == faults
