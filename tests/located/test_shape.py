"""The values of a mapping by their types: what is a whole number, a number, and what is refused where it is written."""

from __future__ import annotations

import pytest

from tsmforms.located.shape import MappingKey, plain_value, read_mapping
from tsmforms.located.yamltree import read_yaml

KEYS = {
    "rows": MappingKey("integer", "how many rows", least=-3, most=9),
    "width": MappingKey("number", "a share"),
    "widths": MappingKey("numbers", "shares"),
    "style": MappingKey("text", "how it looks", one_of=("body", "note")),
    "open": MappingKey("boolean", "whether it is open"),
    "field": MappingKey("text", "the list", required=True, example="actions"),
}


def read(text: str) -> tuple[dict[str, object], list[str]]:
    node, faults = read_yaml(f"field: steps\n{text}\n", "here.yaml")
    assert node is not None
    args = read_mapping(node, KEYS, "this", faults)
    return {name: value for name, value in args.items() if name != "field"}, [one.message for one in faults.found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("rows: 9", 9),
        ("rows: -3", -3),
        ("width: 1.5", 1.5),
        ("width: -2", -2.0),
        ("widths: [1, 2.5]", (1.0, 2.5)),
        ("open: true", True),
    ],
)
def test_numbers_are_written_in_figures_with_a_point(text: str, value: object) -> None:
    args, faults = read(text)
    assert (list(args.values()), faults) == ([value], [])


@pytest.mark.parametrize(
    "text",
    [
        "rows: --5",
        'rows: "5"',
        "rows: 5.0",
        f"rows: {'9' * 5000}",
        "width: nan",
        "width: inf",
        "width: 1e400",
        "width: 1_0",
    ],
)
def test_what_is_no_number_in_figures_is_a_fault_and_no_value(text: str) -> None:
    args, faults = read(text)
    assert args == {}
    assert [fault.partition(":")[0] for fault in faults] == ["a value of the wrong type"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("rows: 10", "10 is not -3 to 9"),
        ("style: bdoy", "bdoy"),
        ("open: yes", "a value of the wrong type: true or false is expected here"),
        ("rowz: 3", 'unknown key "rowz"'),
        ("widths: [1, x]", "a value of the wrong type: a number is expected here"),
    ],
)
def test_a_value_or_key_that_is_not_allowed_is_named(text: str, fault: str) -> None:
    args, faults = read(text)
    assert len(faults) == 1
    assert fault in faults[0]
    assert set(args) <= {"widths"}


def test_a_key_that_is_missing_is_asked_for_with_an_example() -> None:
    node, faults = read_yaml("style: body\n", "here.yaml")
    assert node is not None
    read_mapping(node, KEYS, "this", faults)
    assert [one.help for one in faults.found] == ['add "field": the list, such as field: actions']


def test_parameters_are_text_unless_they_are_plain_whole_numbers_or_true_and_false() -> None:
    node, _ = read_yaml('{a: 12, b: "12", c: true, d: yes, e: [1, --2, 1.5], f: {g: -3}}\n', "here.yaml")
    assert node is not None
    assert plain_value(node) == {"a": 12, "b": "12", "c": True, "d": "yes", "e": [1, "--2", "1.5"], "f": {"g": -3}}
