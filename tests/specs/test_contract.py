"""What the attendance contract says, as councils decide it."""

from __future__ import annotations

from pathlib import Path

from tsmforms.model import FormSpec, SettingValue
from tsmforms.specs import load_spec
from tsmforms.specs.registry import registry

FILE = registry().spec("parenting_contract").file


def contract(**chosen: SettingValue) -> FormSpec:
    return load_spec(Path(FILE), chosen={name.replace("__", "."): value for name, value in chosen.items()})


def prose(spec: FormSpec) -> str:
    return " ".join(str(node.args["prose"]) for node in spec.nodes if node.name == "prose")


def test_a_council_talks_first_unless_it_decides_otherwise() -> None:
    assert "we talk about it first" in prose(contract())
    assert "no other warning" not in prose(contract())
    strict = prose(contract(contract__no_further_warning=True))
    assert "no other warning" in strict
    assert "we talk about it first" not in strict


def test_the_usual_length_is_said_as_it_is_judged() -> None:
    assert "from 4 weeks to 12 months" in prose(contract())
    longer = contract(contract__longest=(("months", 24),))
    assert "from 4 weeks to 24 months" in prose(longer)
    (rule,) = (rule for rule in longer.rules if rule.id == "CON-LENGTH")
    assert rule.message == "The contract does not last from 4 weeks to 24 months"
    assert rule.params["at_most"] == {"months": 24}


def test_the_school_and_the_officer_are_named_by_the_profile() -> None:
    spec = contract(school__name="Invented High School", la_officer__title="Attendance Improvement Officer")
    assert spec.containers["school_agrees_to"].label == "Invented High School agrees to"
    assert spec.leaves["staff.linked_officer"].field.label == "Linked Attendance Improvement Officer"
