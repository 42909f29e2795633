"""Which box of the form a name in a file stands for; a name that is not ours stands for none."""

from __future__ import annotations

import pytest

from tests.reading.scenes import boxes
from tsmforms import keys
from tsmforms.model.outline import Key, KeySpace
from tsmforms.reading.keyed.resolve import Meant, resolve


def meant(key: Key) -> tuple[str, str | None, str | None] | None:
    found: Meant | None = resolve(key, boxes())
    return None if found is None else (found.path, found.box.option, found.unknown)


def tick(state: str, **labels: str) -> Key:
    return Key("acroform", keys.acroform_name("seen"), "tick", state=state, labels=labels)


@pytest.mark.parametrize(
    ("space", "name"),
    [
        ("tag", "steps.0.step"),  # a tag has no positions
        ("tag", "nothing"),
        ("acroform", "steps._00.step"),
        ("acroform", keys.acroform_name("steps.12345.step")),
        ("field", "name"),
        ("name", ""),
    ],
)
def test_a_name_that_we_never_write_is_not_ours(space: KeySpace, name: str) -> None:
    assert meant(Key(space, name)) is None


def test_a_position_is_read_from_a_name_and_left_open_by_a_tag() -> None:
    assert meant(Key("acroform", keys.acroform_name("steps.1.step"))) == ("steps.1.step", None, None)
    assert meant(Key("tag", "steps[].step")) == ("steps[].step", None, None)


def test_excel_may_write_our_names_in_capitals() -> None:
    assert meant(Key("name", keys.defined_name("seen", "yes").upper())) == ("seen", "yes", None)


@pytest.mark.parametrize(
    ("key", "option", "unknown"),
    [
        (tick("yes"), "yes", None),
        (tick("YES"), "yes", None),
        (tick("0", **{"0": "No", "1": "Yes"}), "no", None),  # a viewer that numbers the states keeps the labels
        (tick("0"), None, "0"),
        (tick("2", **{"2": ""}), None, "2"),
    ],
)
def test_the_state_of_a_tick_box_is_a_code_or_a_label_or_else_unknown(
    key: Key, option: str | None, unknown: str | None
) -> None:
    assert meant(key) == ("seen", option, unknown)


def test_a_field_named_for_a_choice_that_there_is_not_stands_for_no_box() -> None:
    assert meant(Key("acroform", keys.acroform_name("seen", "perhaps"))) is None
