"""Words and settings in their places, switches thrown; what was looked up is remembered."""

from __future__ import annotations

from typing import Any

import pytest

from tests.specs.tree import plain, said, tree
from tsmforms.law import law_number
from tsmforms.specs.resolve import Resolver
from tsmforms.specs.settings import catalogue

SETTINGS = catalogue().settings
CHOICE = next(one for one in SETTINGS.values() if one.kind == "choice")
FLAG = next(one for one in SETTINGS.values() if one.kind == "yes_no")
NUMBER = next(one for one in SETTINGS.values() if one.kind == "integer")
WORD = next(one for one in SETTINGS.values() if one.kind == "word" and str(one.default)[:1].islower())


def resolved(text: str, do: str, *more: Any, **chosen: Any) -> tuple[Any, list[tuple[str, int]], dict[str, Any]]:
    node, faults = tree(text)
    resolver = Resolver(faults, {name.replace("__", "."): value for name, value in chosen.items()})
    return plain(getattr(resolver, do)(node, *more)), said(faults), resolver.used


def test_a_word_begins_a_sentence_with_a_capital_and_is_small_inside_one() -> None:
    made, faults, used = resolved(f'a: "{{{WORD.name}}} calls. {{{WORD.name}}} writes to {{{WORD.name}}}."', "labels")
    word = str(WORD.default)
    capital = word[0].upper() + word[1:]
    assert made["a"] == f"{capital} calls. {capital} writes to {word}."
    assert (faults, used) == ([], {WORD.name: WORD.default})


def test_a_name_that_is_no_word_is_a_fault_in_a_label_and_a_box_in_a_layout() -> None:
    assert resolved("a: x\nb: 'Say {no_such}'\n", "labels")[1] == [("S0016", 2)]
    made, faults, _ = resolved(f"- prose: 'Say {{no_such}} and {{{WORD.name}}}'\n", "layout", [WORD.name])
    assert (made[0]["prose"], faults) == (f"Say {{no_such}} and {{{WORD.name}}}", [])
    assert resolved("aliases: ['{no_such}']\nexample: ['{x}']\n", "labels")[1] == []


def test_what_is_switched_off_is_left_out_at_any_depth_with_its_switch() -> None:
    switch = f"only_when: {{setting: {FLAG.name}, is: true}}"
    text = f"- {{heading: A, {switch}}}\n- {{when: x, then: [{{heading: B, {switch}}}, {{heading: C}}]}}\n"
    on = resolved(text, "layout", [], **{FLAG.name.replace(".", "__"): True})[0]
    off = resolved(text, "layout", [], **{FLAG.name.replace(".", "__"): False})[0]
    assert on == [{"heading": "A"}, {"when": "x", "then": [{"heading": "B"}, {"heading": "C"}]}]
    assert off == [{"when": "x", "then": [{"heading": "C"}]}]


@pytest.mark.parametrize(
    ("switch", "code"),
    [
        (f"{{setting: {NUMBER.name}, is: 3}}", "S0017"),
        (f"{{setting: {FLAG.name}, is: maybe}}", "S0017"),
        ("{setting: no_such, is: true}", "S0016"),
        (f"{{setting: {FLAG.name}}}", "S0004"),
    ],
)
def test_a_switch_that_can_never_be_thrown_is_a_fault(switch: str, code: str) -> None:
    assert resolved(f"- {{heading: A, only_when: {switch}}}\n", "layout", [])[1] == [(code, 1)]


def test_a_rule_has_the_number_of_a_setting_or_what_is_left_of_it() -> None:
    text = f"- {{a: {{setting: {NUMBER.name}}}, b: {{setting: {NUMBER.name}, taken_from: 100.5}}}}\n"
    made, faults, _ = resolved(text, "rules", **{NUMBER.name.replace(".", "__"): 10})
    assert (made[0], faults) == ({"a": "10", "b": "90.5"}, [])
    assert resolved(f"- {{a: {{setting: {CHOICE.name}, taken_from: 100}}}}\n", "rules")[1] == [("S0017", 1)]


def test_a_rule_has_the_number_of_the_law_less_what_is_taken_from_it() -> None:
    number = law_number("attendance.threshold_sessions")
    assert number is not None
    made, faults, _ = resolved("- {a: {law: attendance.threshold_sessions, less: 1}}\n", "rules")
    assert (made[0]["a"], faults) == (str(number - 1), [])
    assert resolved("- {a: {law: attendance.no_such}}\n", "rules")[1] == [("S0016", 1)]
    assert resolved("- {a: {law: attendance.threshold_sessions, less: -1}}\n", "rules")[1] == [("S0017", 1)]
