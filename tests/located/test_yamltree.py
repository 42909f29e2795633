"""The tree of a YAML file: every value in its place, and what YAML allows that a spec does not."""

from __future__ import annotations

import pytest

from tsmforms.located.yamltree import read_yaml


def faults(text: str) -> list[tuple[str, int, str]]:
    found = read_yaml(text, "here.yaml")[1].found
    return [(one.code, one.place.line or 0, one.message) for one in found if one.place]


@pytest.mark.parametrize("deep", [900, 20_000])
def test_a_file_that_is_nested_too_deeply_is_a_fault_and_no_crash(deep: int) -> None:
    text = f"a: {'[' * deep}{']' * deep}"
    assert faults(text) == [("S0001", 1, "the file has lists or mappings inside each other, too many deep")]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "S0002", 3),
        ("a: &x [1]\nb: *x\n", "S0005", 2),
        ("a: 1\nb: !mine 3\n", "S0005", 2),
        ("a: !!python/name:os.system 3\n", "S0005", 1),
        ("a: 1\n---\nb: 2\n", "S0001", 2),
        ("a: [1\n", "S0001", 2),
        ("", "S0001", 1),
        ("a: \x07\n", "S0001", 1),
    ],
)
def test_what_a_spec_may_not_have_is_a_fault_in_its_line(text: str, code: str, line: int) -> None:
    assert [(one[0], one[1]) for one in faults(text)] == [(code, line)]


@pytest.mark.parametrize("text", ["a: !!str 3\n", "a: 2024-09-01\nb: ~\nc: 1.5\nd: yes\n", "a: <<\n"])
def test_what_yaml_would_turn_into_something_else_is_text(text: str) -> None:
    tree, found = read_yaml(text, "here.yaml")
    assert tree is not None
    assert found.found == []
    assert all(isinstance(one.value, str) for one in tree.mapping().values())


def test_a_fault_quotes_the_line_of_a_spec_and_never_that_of_a_table_of_people() -> None:
    _, ours = read_yaml("title: Visit\ntitle: Again\n", "here.yaml")
    assert ours.found[0].echo == "2 | title: Again\n  | ^^^^^"
    _, theirs = read_yaml('Ann Sample, 3 "\n"x: [', "here.csv")
    assert [one.echo for one in theirs.found] == [None]
