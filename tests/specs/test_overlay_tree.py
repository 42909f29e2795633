"""An overlay laid over the tree of a spec: only what it names changes, and nothing is lost without a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.specs.tree import plain, said, tree
from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.specs.overlay import Overlay, is_overlay, laid_over, placed_in_overlay, read_overlay

BASE = """\
form: visit
title: Visit note
fields:
  name: {label: Name, type: text, aliases: [Child]}
  rows: {label: Rows, rows: {a: First, b: {label: Second}}, columns: {n: {label: N}}}
choices: {ways: [{code: bus, label: Bus}]}
layout:
  - heading: One
  - grid: [[name]]
  - prose: "Say  {name} here."
  - when: {answered: name}
    then: [{heading: Deep}, {table: {field: rows}}]
rules:
  - {id: A, predicate: required, on: name, severity: error}
  - {id: B, predicate: required, on: rows}
"""


def laid(change: str) -> tuple[Any, list[tuple[str, int]]]:
    base, _ = tree(BASE)
    node, faults = tree(change)
    overlay = Overlay("town", "visit", "2025-09", "here.yaml", change, node)
    return plain(laid_over(base, overlay, faults)), said(faults)


def test_another_label_keeps_the_old_one_as_an_alias_of_fields_rows_and_title() -> None:
    made, faults = laid("title: Home visit\nfields: {name: {label: Pupil}, rows: {rows: {a: Top, c: New}}}\n")
    assert faults == []
    assert (made["title"], made["aliases"]) == ("Home visit", ["Visit note"])
    assert made["fields"]["name"] == {"label": "Pupil", "type": "text", "aliases": ["Child", "Name"]}
    assert made["fields"]["rows"]["rows"] == {
        "a": {"label": "Top", "aliases": ["First"]},
        "b": {"label": "Second"},
        "c": "New",
    }


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ("fields:\n  name: {type: date}\n", [("S0019", 2)]),
        ("fields:\n  nam: {label: X}\n", [("S0007", 2)]),
        ("fields:\n  name: {remove: false}\n", [("S0005", 2)]),
        ("fields:\n  name: Pupil\n", [("S0005", 2)]),
        ("fields: [name]\n", [("S0005", 1)]),
        ("layout: {heading: One}\n", [("S0005", 1)]),
        ("rules: [A]\n", [("S0005", 1)]),
        ("choices: {way: [{code: x, label: X}]}\n", [("S0008", 1)]),
        ("rules:\n  A: warning\n", [("S0005", 2)]),
        ("added_rules: {A: {predicate: required}}\n", [("S0005", 1)]),
        ("rules:\n  C: {severity: info}\n", [("S0018", 2)]),
        ("rules:\n  A: {predicate: range}\n", [("S0019", 2)]),
        ("rules:\n  A: {off: true}\n", [("S0005", 2)]),
        ("layout:\n  - remove: {heading: Twoo}\n", [("S0018", 2)]),
        ("layout:\n  - after: {heading: One}\n", [("S0005", 2)]),
        ("layout:\n  - {remove: {heading: One}, nodes: []}\n", [("S0005", 2)]),
        ("layout:\n  - remove: {heading: One, field: name}\n", [("S0005", 2)]),
        ("layout:\n  - remove: {field: name}\n", [("S0018", 2)]),
    ],
)
def test_what_does_not_fit_is_a_fault_in_the_line_of_the_overlay(change: str, faults: list[tuple[str, int]]) -> None:
    assert laid(change)[1] == faults


def test_a_field_is_removed_and_one_of_a_new_key_is_added_whole() -> None:
    made, faults = laid("fields: {name: {remove: true}, extra: {type: text}}\nchoices: {own: [{code: x, label: X}]}\n")
    assert faults == []
    assert list(made["fields"]) == ["rows", "extra"]
    assert set(made["choices"]) == {"ways", "own"}


def test_nodes_are_placed_by_what_they_say_at_any_depth_and_steps_follow_each_other() -> None:
    made, faults = laid(
        "layout:\n  - after: {text: Say {name}}\n    nodes: [{heading: New}]\n".replace(
            "{text: Say {name}}", "{text: 'Say {name}'}"
        )
        + "  - before: {heading: New}\n    nodes: [{page_break: true}]\n  - replace: {field: rows}\n    nodes: [{prose: Gone.}]\n"
        "  - remove: {heading: One}\n"
    )
    assert faults == []
    assert [next(iter(node)) for node in made["layout"]] == ["grid", "prose", "page_break", "heading", "when"]
    assert made["layout"][-1]["then"] == [{"heading": "Deep"}, {"prose": "Gone."}]


def test_rules_are_changed_switched_off_and_added() -> None:
    made, faults = laid(
        "rules: {A: {severity: warning}, B: {off: We ask on paper.}}\nadded_rules: [{id: C, predicate: required}]\n"
    )
    assert faults == []
    assert [(rule["id"], rule.get("severity")) for rule in made["rules"]] == [("A", "warning"), ("C", None)]


def test_a_fault_of_the_form_is_placed_where_the_overlay_names_what_it_is_about() -> None:
    text = "overlay: town\nform: visit\nfields:\n  name: {label: X}\n"
    node, _ = tree(text)
    overlay = Overlay("town", "visit", "2025-09", "here.yaml", text, node)
    base = Place(file="specs/base.yaml", line=7, column=1)
    about, whole = placed_in_overlay(
        [
            Diagnostic("S0007", "error", 'no field "name"', "", place=base),
            Diagnostic("S0007", "error", "no", "", place=base),
        ],
        overlay,
    )
    assert about.place is not None
    assert (about.place.line, about.message) == (4, 'no field "name", in line 7 of base.yaml')
    assert whole.place is not None
    assert whole.place.line == 1


def test_an_overlay_is_known_by_its_first_key_and_its_name_is_a_plain_one(tmp_path: Path) -> None:
    assert is_overlay("form: x\noverlay : town\n")
    assert not is_overlay("form: x\n  overlay: town\n# overlay\n")
    path = tmp_path / "o.yaml"
    path.write_text("overlay: Our Town\nform: visit\nbase: 2025-09\n", encoding="utf-8")
    overlay, faults = read_overlay(path)
    assert overlay is not None
    assert overlay.edition == "2025-09+Our Town"
    assert said(faults) == [("S0015", 1)]
