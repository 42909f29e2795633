"""A box whose key the file still has: what stands in it, and what is said where the file contradicts itself."""

from __future__ import annotations

import pytest

from tests.reading.scenes import codes, control, named, scene, values
from tsmforms import keys
from tsmforms.diagnostics import Place
from tsmforms.model.outline import End, Key, Look, Piece, Run, Spot, Start, TypedCell
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.keys import keyed

NOTHING = Findings()
PROMPT = Look(prompt=True)


def field(path: str, shown: str, stored: str | None, **more: object) -> list[Piece]:
    key = Key("acroform", keys.acroform_name(path), stored=stored, **more)  # type: ignore[arg-type]
    return [Start(key), Run(shown), End(key)]


def test_a_box_is_found_whether_or_not_something_is_in_it() -> None:
    found = keyed(scene((*control("name", words="Ann"),), (*control("absences"),)), NOTHING)
    assert values(found) == {"name": "Ann", "absences": ""}
    assert {one.method for one in found.found} == {"key"}


def test_two_boxes_with_the_same_name_are_two_answers_for_somebody_to_judge() -> None:
    found = keyed(scene((*control("name", words="Ann"),), (*control("name", words="Bob"),)), NOTHING)
    assert [one.value for one in found.found] == ["Ann", "Bob"]


def test_a_box_around_several_paragraphs_is_one_answer_of_several_lines() -> None:
    key = Key("tag", "name")
    found = keyed(scene((Start(key), Run("Ann")), (Start(key), Run("Example"), End(key))), NOTHING)
    assert values(found) == {"name": "Ann\nExample"}


def test_a_prompt_is_no_answer_but_words_typed_over_one_are_and_are_reported() -> None:
    prompt = keyed(scene((*control("name", words="Click or tap here to enter text.", look=PROMPT),)), NOTHING)
    assert (values(prompt), codes(prompt)) == ({"name": ""}, [])
    typed = keyed(scene((*control("name", words="Ann", look=PROMPT),)), NOTHING)
    assert (values(typed), codes(typed)) == ({"name": "Ann"}, [("D0112", "name")])


@pytest.mark.parametrize(
    ("stored", "answer", "said"),
    [
        ("Ann", "Ann", []),
        (None, "Ann", []),
        ("  ", "Ann", []),  # nothing is stored, so nothing contradicts
        ("Bob", "", [("D0101", "name")]),
    ],
)
def test_a_field_that_shows_other_words_than_it_stores_has_no_answer(
    stored: str | None, answer: str, said: list[tuple[str, str]]
) -> None:
    found = keyed(scene((*field("name", "Ann", stored),)), NOTHING)
    assert (values(found), codes(found)) == ({"name": answer}, said)


def test_a_list_is_answered_by_its_label_whether_the_file_stores_label_or_code() -> None:
    for stored in ("a", "Ann"):
        found = keyed(scene((*field("name", "Ann", stored, widget="list", labels={"a": "Ann"}),)), NOTHING)
        assert (values(found), codes(found)) == ({"name": "Ann"}, [])


@pytest.mark.parametrize(
    ("shown", "stored", "said"),
    [
        ("3 September 2026", "2026-09-03T00:00:00Z", []),
        ("4 September 2026", "2026-09-03", [("D0101", "visit_date")]),
        ("last Monday", "2026-09-03", []),  # no day is shown that could be another
    ],
)
def test_a_date_that_stores_another_day_than_it_shows_is_read_as_shown_and_reported(
    shown: str, stored: str, said: list[tuple[str, str]]
) -> None:
    found = keyed(scene((*control("visit_date", words=shown, stored=stored),)), NOTHING)
    assert (values(found), codes(found)) == ({"visit_date": shown}, said)


def test_a_mark_that_is_none_of_the_choices_is_reported_and_gives_no_box() -> None:
    key = Key("acroform", keys.acroform_name("seen"), "tick", state="2", stored=True)
    found = keyed(scene((Start(key), End(key))), NOTHING)
    assert (values(found), codes(found)) == ({}, [("D0207", "seen")])
    assert found.notes[0].found == "2"


def test_a_cell_of_a_list_is_placed_by_the_name_of_its_column() -> None:
    place = Place(sheet="Form", cell_ref="B4")
    cell = Spot(0, place, named("steps.0.step", "Ring"), cell=TypedCell("Ring", "text"))
    (found,) = keyed(scene(cell, format="xlsx"), NOTHING).found
    assert (found.value, found.place) == ("Ring", Place(sheet="Form", cell_ref="B4", column_name="Step"))
