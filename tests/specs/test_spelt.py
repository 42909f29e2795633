"""What a spec says in short, spelt out: the same tree as one in full."""

from __future__ import annotations

from typing import Any

import pytest

from tests.specs.tree import plain, said, tree
from tsmforms.specs.short.spelt import overlay_spelt_out, spelt_out


def spelt(text: str) -> tuple[Any, list[tuple[str, int]]]:
    node, faults = tree(text)
    return plain(spelt_out(node, faults)), said(faults)


@pytest.mark.parametrize(
    ("choices", "codes"),
    [
        ("[By bus, Parent's car, 'Über-Weg 2']", ["by_bus", "parents_car", "ber_weg_2"]),
        ("{bus: By bus, foot: {label: On foot}}", ["bus", "foot"]),
        ("[{code: x, label: X}, Y]", ["x", "y"]),
    ],
)
def test_choices_in_short_get_codes_of_their_words(choices: str, codes: list[str]) -> None:
    made, faults = spelt(f"fields: {{how: {{choices: {choices}}}}}")
    assert [one["code"] for one in made["fields"]["how"]["choices"]] == codes
    assert made["fields"]["how"]["type"] == "choice"
    assert faults == []


def test_a_label_of_signs_alone_has_no_code() -> None:
    assert spelt('choices:\n  marks: [Yes, "???"]\n')[1] == [("S0005", 2)]


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("{rows: {a: A}, columns: {b: {}}}", "rows"),
        ("{columns: {b: {}}}", "list"),
        ("{of: pupil}", "list"),
        ("{fields: {b: {}}}", "group"),
        ("{group: pupil, fields: {}}", None),
        ("{type: text, choices: [A]}", "text"),
    ],
)
def test_the_kind_of_a_field_is_implied_by_what_it_has_and_never_over_one_that_is_named(
    field: str, kind: str | None
) -> None:
    assert spelt(f"fields: {{x: {field}}}")[0]["fields"]["x"].get("type") == kind


def test_other_please_say_is_a_text_behind_the_choice_and_next_to_it_in_the_grid() -> None:
    made, faults = spelt(
        "fields: {how: {choices: [Bus, Other], please_say: other}, name: {}}\n"
        "layout: [{grid: [name, [how, name]]}, {when: {answered: name}, then: [{grid: [how]}]}]\n"
    )
    text = made["fields"]["how_other"]
    assert (text["label"], text["required_when"]) == ("Other: please say", {"field": "how", "is": "other"})
    assert "please_say" not in made["fields"]["how"]
    assert made["layout"][0]["grid"] == [["name"], ["how", "how_other", "name"]]
    assert made["layout"][1]["then"] == [{"grid": [["how", "how_other"]]}]
    assert faults == []


def test_a_layout_that_places_the_text_itself_keeps_its_place_and_an_unknown_code_is_a_fault() -> None:
    made, _ = spelt(
        "fields: {how: {choices: [Other], please_say: other}}\nlayout: [{grid: [how]}, {grid: [how_other]}]\n"
    )
    assert made["layout"] == [{"grid": [["how"]]}, {"grid": [["how_other"]]}]
    assert spelt("fields:\n  how:\n    choices: [Other]\n    please_say: othr\n")[1] == [("S0007", 4)]


def test_a_field_of_the_name_that_the_text_would_have_is_a_fault_and_not_lost() -> None:
    made, faults = spelt("fields:\n  how_other: {label: Mine}\n  how:\n    choices: [Other]\n    please_say: other\n")
    assert made["fields"]["how_other"] == {"label": "Mine"}
    assert faults == [("S0014", 5)]


def test_nodes_in_short_are_spelt_out_at_any_depth() -> None:
    made, _ = spelt(
        "layout: [{subheading: A}, {when: name, then: [{table: rows}]}, {repeat: {field: x, blocks: [{subheading: B}]}}]"
    )
    assert made["layout"] == [
        {"heading": "A", "level": "2"},
        {"when": {"field": "name"}, "then": [{"table": {"field": "rows"}}]},
        {"repeat": {"field": "x", "blocks": [{"heading": "B", "level": "2"}]}},
    ]


@pytest.mark.parametrize(
    ("rule", "faults"),
    [
        ("{required: name}", []),
        ("{in_order: {on: a, before: b}, message: Late}", []),
        ("{in_order: {on: a, before: b, message: Late}}", [("S0003", 2)]),
        ("{in_order: {on: a}, before: b}", [("S0003", 2)]),
        ("{in_order: {on: a}, required: b}", [("S0005", 2)]),
        ("{in_ordr: {on: a}}", [("S0015", 2)]),
    ],
)
def test_a_rule_in_short_is_one_predicate_with_its_parameters_inside(rule: str, faults: list[tuple[str, int]]) -> None:
    made, found = spelt(f"rules:\n  A-1: {rule}\n")
    assert found == faults
    if not faults:
        assert {"id": "A-1"}.items() <= made["rules"][0].items()
        assert made["rules"][0]["predicate"] in ("required", "in_order")


def test_a_field_of_an_overlay_keeps_its_kind() -> None:
    node, faults = tree("fields: {how: {choices: [A]}}\nlayout: [{after: {heading: X}, nodes: [{subheading: Y}]}]")
    made = plain(overlay_spelt_out(node, faults))
    assert made["fields"]["how"] == {"choices": [{"code": "a", "label": "A"}]}
    assert made["layout"][0]["nodes"] == [{"heading": "Y", "level": "2"}]
