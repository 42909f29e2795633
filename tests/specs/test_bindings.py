"""A binding as YAML: written for a person, read strictly, each fault with its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

import tsmforms
from tsmforms.diagnostics import MisuseError, SpecError
from tsmforms.model import Binding, Blank, Bound
from tsmforms.specs.bindings import binding_text, load_binding

SPEC = tsmforms.form("sam_minutes").spec
BINDING = Binding(
    "sam_minutes",
    SPEC.edition,
    "docx",
    ("0a1b2c3dp", "4e5f6a7bt"),
    (
        Bound("pupil.name", 'Child\u2019s "full" name', "right", 2, (2,), 3, sure=0.93),
        Bound("pupil.ssg", "SSG", sure=0.8),
        Bound("discussion.health.worried", "Worried", "below", row="Health", heading="Part 2", sure=0.9),
        Bound("actions[].owner", "By", "below", numbers=(1, 3), of=3),
        Bound("meeting_date", blank=Blank("We met on ... at school", 1), sure=0.95),
        Bound("copies_given", "Copies", "columns", choices=(("yes", "Given"),)),
        Bound("present", is_open=True),
        Bound("review_date", is_ignored=True, is_open=True),
    ),
)
HEAD = f"""\
binding: sam_minutes
edition: "{SPEC.edition}"
format: docx
printed: 0a1b2c3dp
questions:
"""


def loaded(tmp_path: Path, text: str) -> Binding:
    path = tmp_path / "binding.yaml"
    path.write_text(text, encoding="utf-8")
    return load_binding(path)


def faults(tmp_path: Path, text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(SpecError) as caught:
        loaded(tmp_path, text)
    return [(one.code, one.place.line if one.place else None) for one in caught.value.diagnostics]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert loaded(tmp_path, binding_text(BINDING, SPEC)) == BINDING


def test_a_question_without_a_place_is_written_as_not_found() -> None:
    one = Binding("sam_minutes", SPEC.edition, "docx", (), (Bound("present", is_open=True),))
    assert "\n  # Present\n  present: not found\n" in binding_text(one, SPEC)


def test_its_name_is_that_of_its_file(tmp_path: Path) -> None:
    assert loaded(tmp_path, f"{HEAD}  present: not found\n").name == "binding.yaml"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("presnt: not found", "S0007"),
        ("present: nowhere", "S0005"),
        ("present: {lable: Present}", "S0003"),
        ("present: {label: Present, at: left}", "S0015"),
        ("present: {label: Present, at: after 2}", "S0015"),
        ("present: {at: right}", "S0004"),
        ("present: {label: Present, number: 2 of 3}", "S0004"),
        ("present: {label: Present, at: right, number: 4 of 3}", "S0015"),
        ("present: {sentence: We met at school}", "S0015"),
        ("present: {sentence: We met ... at school, blank: 2}", "S0015"),
        ("present: {label: Present, ignore: maybe}", "S0005"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, line: str, code: str) -> None:
    assert faults(tmp_path, f"{HEAD}  {line}\n") == [(code, 6)]


def test_the_nearest_question_is_named(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        loaded(tmp_path, f"{HEAD}  pupil.nane: not found\n")
    assert '"pupil.name"' in caught.value.diagnostics[0].help


def test_a_form_that_is_not_known_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, HEAD.replace("sam_minutes", "sam_minuts") + "  present: not found\n") == [("S0015", 1)]


def test_printed_words_that_were_changed_are_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, HEAD.replace("0a1b2c3dp", "name") + "  present: not found\n") == [("S0015", 4)]


def test_a_file_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(MisuseError):
        load_binding(tmp_path / "none.yaml")


def test_a_profile_names_the_folder_of_its_bindings(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours/a.yaml").write_text(f"{HEAD}  present: not found\n", encoding="utf-8")
    (tmp_path / "profile.yaml").write_text("profile: Exampleton\nbindings: ours\n", encoding="utf-8")
    assert [path.name for path in tsmforms.load_profile(tmp_path / "profile.yaml").bindings] == ["a.yaml"]


def test_a_folder_of_bindings_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text("profile: Exampleton\nbindings: ours\n", encoding="utf-8")
    with pytest.raises(SpecError):
        tsmforms.load_profile(tmp_path / "profile.yaml")
