"""The layout of a form that has none: fields in their order, each in a node that can print it."""

from __future__ import annotations

from tests.rules.forms import group, leaf, printed, table
from tsmforms.kinds import KINDS
from tsmforms.layout.in_order import in_order
from tsmforms.model import Choice, FieldSpec, NodeSpec


def shape(nodes: tuple[NodeSpec, ...]) -> list[tuple[str, object]]:
    return [(node.name, node.args[node.name]) for node in nodes]


def test_two_short_questions_share_a_line_and_long_ones_have_their_own() -> None:
    fields = (
        leaf("a", "A" * 40),
        leaf("b", "B"),
        leaf("c", "C"),
        leaf("d", "D" * 41),
        leaf("e", "E", "long_text"),
        leaf("f", "F"),
    )
    assert shape(in_order(fields)) == [("grid", (("a", "b"), ("c",), ("d",), ("e",), ("f",)))]


def test_a_group_is_a_heading_with_its_fields_by_their_paths_and_what_follows_is_a_new_grid() -> None:
    inner = group("inner", "Inner", leaf("x", "X"))
    fields = (
        leaf("a", "A"),
        group("g", "Group", leaf("b", "B"), inner, table("rows", "Rows", leaf("r", "R"))),
        leaf("z", "Z"),
    )
    assert shape(in_order(fields)) == [
        ("grid", (("a",),)),
        ("heading", "Group"),
        ("grid", (("g.b",),)),
        ("heading", "Inner"),
        ("grid", (("g.inner.x",),)),
        ("heading", "Rows"),
        ("table", {"field": "g.rows"}),
        ("grid", (("z",),)),
    ]


def test_a_list_of_single_answers_is_a_table_of_at_most_six_blank_rows_and_any_other_a_block_an_entry() -> None:
    choices = (Choice("a", "A"), Choice("b", "B"))
    several = FieldSpec("m", "M", KINDS["multiple_choice"], choices=choices)
    fields = (
        table("few", "", leaf("x", "X"), max_rows=4),
        table("many", "", leaf("x", "X"), max_rows=20),
        table("deep", "Deep", leaf("x", "X"), several),
        printed("rows", "Rows", {"one": "One"}, leaf("y", "Y")),
        several,
    )
    nodes = in_order(fields)
    assert shape(nodes) == [
        ("table", {"field": "few", "blank_rows": 4}),
        ("table", {"field": "many", "blank_rows": 6}),
        ("repeat", {"field": "deep"}),
        ("table", {"field": "rows"}),
        ("checklist", "m"),
    ]
    assert shape(nodes[2].blocks) == [("grid", (("x",),)), ("checklist", "m")]
