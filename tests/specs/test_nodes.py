"""Layout nodes: what each may name, and where it may be."""

from __future__ import annotations

import attrs
import pytest

from tests.rules.forms import FORM, leaf, table
from tests.specs.tree import said, tree
from tsmforms.located.yamltree import Faults
from tsmforms.model import FormSpec, NodeSpec
from tsmforms.model.spec import Derivation
from tsmforms.specs.nodes import NodeContext, read_nodes, totals_of

SPEC = attrs.evolve(
    FORM,
    fields=(*FORM.fields, table("few", "Few", leaf("cost", "Cost", "money"), leaf("n", "N", "integer"), max_rows=3)),
    derived=(Derivation("missed", "sum", ("authorised", "unauthorised")),),
)
LETTER = attrs.evolve(SPEC, kind="letter")


def nodes(text: str, spec: FormSpec = SPEC) -> tuple[tuple[NodeSpec, ...], Faults]:
    node, faults = tree(f"- {text}\n")
    return read_nodes(node.items(), NodeContext(faults, spec)), faults


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{headng: X}", "S0003"),
        ("{heading: X, level: 3}", "S0005"),
        ("{heading: 'Say {reason}'}", "S0016"),
        ("{prose: 'Say {reasn}'}", "S0007"),
        ("{prose: 'Say {actions}'}", "S0005"),
        ("{prose: 'Say **this'}", "S0005"),
        ("{prose: 'Say **{reason}**'}", "S0005"),
        ("{prose: '[here](javascript:x)'}", "S0005"),
        ("{grid: [[]]}", "S0005"),
        ("{grid: [[actions]]}", "S0005"),
        ("{checklist: outcome}", "S0005"),
        ("{table: {field: plan}}", "S0005"),
        ("{table: {field: actions, columns: [ownr]}}", "S0007"),
        ("{table: {field: actions, widths: [1, 2]}}", "S0005"),
        ("{table: {field: actions, columns: [owner], widths: [0]}}", "S0005"),
        ("{table: {field: audit, blank_rows: 2}}", "S0005"),
        ("{table: {field: few, blank_rows: 4}}", "S0005"),
        ("{table: {field: actions, total: [owner]}}", "S0005"),
        ("{table: {field: audit, total: [count]}}", "S0005"),
        ("{repeat: {field: few, count: 4, blocks: [{prose: x}]}}", "S0005"),
        ("{image: {field: plan}}", "S0005"),
        ("{signatures: [reason]}", "S0007"),
        ("{when: {field: outcome, is: plam}, then: [{prose: x}]}", "S0013"),
        ("{when: {answered: reason}, then: x}", "S0005"),
        ("{repeat: {field: actions, blocks: [{when: {answered: owner}, then: [{prose: x}]}]}}", "S0011"),
        ("{address: ['{reason}']}", "S0011"),
        ("{attendance_codes: {code: C, meaning: M, counts_as: K, on: 2024-02-30}}", "S0015"),
    ],
)
def test_a_node_that_cannot_be_is_a_fault_in_its_line(text: str, code: str) -> None:
    assert said(nodes(text)[1]) == [(code, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "{prose: 'Say {reason}, {missed}, {title}: **now**, [here](https://x.example) or [us](mailto:a@x.example)'}",
        "{grid: [[reason, plan], [plan.aim]]}",
        "{checklist: needs}",
        "{table: {field: audit, columns: [rating], widths: [2.5]}}",
        "{table: {field: few, blank_rows: 3, total: [cost]}}",
        "{repeat: {field: actions, blocks: [{grid: [[owner]]}]}}",
        "{when: {field: missed, at_least: 3}, then: [{prose: x}]}",
    ],
)
def test_a_node_that_fits_has_no_fault(text: str) -> None:
    made, faults = nodes(text)
    assert (len(made), faults.found) == (1, [])


def test_a_letter_has_no_tick_boxes_and_its_tables_know_how_many_rows_there_may_be() -> None:
    assert said(nodes("{checklist: needs}", LETTER)[1]) == [("S0011", 1)]
    assert said(nodes("{table: {field: actions}}", LETTER)[1]) == [("S0004", 1)]
    assert nodes("{table: {field: few}}", LETTER)[1].found == []
    assert nodes("{prose: [Always., {when: reason, say: Sometimes.}]}", LETTER)[1].found == []
    assert said(nodes("{prose: [{when: reason, say: Sometimes.}]}", LETTER)[1]) == [("S0005", 1)]
    assert said(nodes("{prose: [Always., {when: reason, say: Sometimes.}]}")[1]) == [("S0011", 1)]


def test_a_total_is_computed_for_each_table_that_prints_it_at_any_depth() -> None:
    made, _ = nodes("{when: {answered: reason}, then: [{table: {field: few, total: [cost, n]}}]}")
    assert [(one.function, one.fields) for one in totals_of(made, SPEC.containers)] == [
        ("total_money", ("few[].cost",)),
        ("total", ("few[].n",)),
    ]
