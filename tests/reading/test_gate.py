"""The boxes that were found, before they become answers: cleaned, and without those that no form can have."""

from __future__ import annotations

from tests.reading.scenes import codes, scene
from tsmforms.diagnostics import Place
from tsmforms.model import Found
from tsmforms.reading.findings import Findings
from tsmforms.reading.gate import gate


def read(*found: Found) -> Findings:
    return gate(scene(), Findings(found))


def box(path: str, value: str | bool, option: str | None = None) -> Found:
    return Found(path, value, str(value), "key", Place(), option=option)


def test_signs_that_nobody_sees_fall_away_and_are_reported() -> None:
    found = read(box("name", "An\u200bn"), box("absences", "3"))
    assert [one.value for one in found.found] == ["Ann", "3"]
    assert codes(found) == [("D0225", "name")]


def test_a_choice_that_the_question_does_not_have_is_reported_and_falls_away() -> None:
    found = read(box("seen", True, "perhaps"), box("seen", True, "yes"), box("seen", False, "never"))
    assert [one.option for one in found.found] == ["yes"]
    assert [(note.code, note.found) for note in found.notes] == [("D0207", "True"), ("D0207", None)]


def test_the_path_of_an_entry_is_known_by_its_pattern() -> None:
    assert [one.path for one in read(box("steps.3.step", "Ring"), box("steps.3.nothing", "Ring")).found] == [
        "steps.3.step"
    ]
