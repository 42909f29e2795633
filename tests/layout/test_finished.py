"""What a final copy leaves out: blocks nobody answered and nobody has to, with their headings and notes."""

from __future__ import annotations

import attrs

from tests.rules.forms import FIELDS, FORM
from tsmforms.layout import build
from tsmforms.layout.finished import is_any_answered, kept_of, only_with
from tsmforms.model import FormSpec, NodeSpec, Profile


def spec(*nodes: NodeSpec, required: str = "") -> FormSpec:
    fields = tuple(attrs.evolve(one, required=one.key == required) for one in FIELDS)
    return attrs.evolve(FORM, fields=fields, nodes=nodes)


def grid(*paths: str) -> NodeSpec:
    return NodeSpec("grid", {"grid": (paths,)})


def heading(words: str, level: int = 1) -> NodeSpec:
    return NodeSpec("heading", {"heading": words, "level": level})


def prose(words: str, style: str = "body") -> NodeSpec:
    return NodeSpec("prose", {"prose": words, "style": style})


def printed_with(made: FormSpec) -> list[tuple[str, ...]]:
    return [only_with(block) for block in build(made, Profile("Exampleton")).blocks]


def test_a_grid_is_left_out_where_nothing_in_it_is_answered_unless_something_has_to_be() -> None:
    assert printed_with(spec(grid("reason", "outcome"), grid("born", "met"))) == [
        ("reason", "outcome"),
        ("born", "met"),
    ]
    assert printed_with(spec(grid("reason", "outcome"), required="outcome")) == [()]


def test_a_heading_goes_with_its_section_up_to_the_next_of_its_level() -> None:
    nodes = (heading("One"), grid("reason"), heading("Below", 2), grid("born"), heading("Two"), grid("met"))
    assert printed_with(spec(*nodes)) == [("reason", "born"), ("reason",), ("born",), ("born",), ("met",), ("met",)]


def test_a_heading_stays_over_words_of_its_own_and_a_note_goes_with_what_it_introduces() -> None:
    assert printed_with(spec(heading("One"), prose("Said."), grid("reason"))) == [(), (), ("reason",)]
    noted = spec(heading("One"), prose("Write it here.", "note"), grid("reason"))
    assert printed_with(noted) == [("reason",), ("reason",), ("reason",)]


def test_a_list_is_asked_as_one_and_any_entry_keeps_its_table() -> None:
    table = spec(NodeSpec("table", {"table": {"field": "actions"}}))
    document = build(table, Profile("Exampleton"))
    assert [only_with(block) for block in document.blocks] == [("actions",)]
    assert kept_of(document, {"actions.4.owner"}) == {("actions",)}
    assert kept_of(document, {"actions_other"}) == frozenset()


def test_an_answer_below_a_path_counts_and_one_of_a_longer_name_does_not() -> None:
    assert is_any_answered(("plan",), {"plan.aim"})
    assert is_any_answered(("plan",), {"plan"})
    assert not is_any_answered(("plan",), {"plans.aim", "pla"})
    assert not is_any_answered((), {"plan"})
