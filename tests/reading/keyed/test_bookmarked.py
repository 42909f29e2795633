"""Boxes that lost their key: by the bookmark around them, by that on their label, by the column of their list."""

from __future__ import annotations

import attrs

from tests.reading.scenes import anchor, around, boxes, codes, control, label, outline, scene, values
from tsmforms.layout import Printed
from tsmforms.model.outline import Picture, Run
from tsmforms.reading.findings import Findings
from tsmforms.reading.ground import NO_GROUND
from tsmforms.reading.keyed.bookmarked import bookmarked, boxed, listed
from tsmforms.reading.keyed.keys import keyed
from tsmforms.reading.scene import Scene

HEAD = [label("steps[].step", "Step"), label("steps[].by_when", "By when")]


def read(*blocks: object, scene_: Scene | None = None) -> Findings:
    one = scene_ or scene(*blocks)
    return bookmarked(one, keyed(one, Findings()))


def test_the_words_in_the_bookmark_around_a_box_are_surer_than_those_behind_its_label() -> None:
    found = read((*label("name", "Name"), Run(": Ann")), (*around("absences", Run("3")), Run(" days")))
    assert [(one.path, one.value, one.confidence) for one in found.found] == [
        ("name", "Ann", 0.9),
        ("absences", "3", 0.95),
    ]


def test_the_answer_of_a_label_is_in_the_next_cell_of_its_row_else_in_the_one_below() -> None:
    assert values(read([[label("name", "Name"), "Ann"], ["Bob", ""]])) == {"name": "Ann"}
    assert values(read([["", label("name", "Name")], ["Bob", "Ann"]])) == {"name": "Ann"}
    assert values(read([[label("name", "Name"), label("absences", "Absences")], ["Ann", "3"]])) == {
        "name": "Ann",
        "absences": "3",
    }


def test_a_box_that_has_its_key_is_not_read_by_its_bookmark_too() -> None:
    assert not read((*label("name", "Name"), *control("name", words="Ann"))).found


def test_a_label_whose_answer_would_be_the_next_line_that_the_form_prints_has_none() -> None:
    one = scene((*label("name", "Name"),), "The visit")
    printed = Printed(frozenset({"the visit"}))
    assert values(read(scene_=one)) == {"name": "The visit"}
    assert not read(scene_=Scene(one.outline, one.boxes, attrs.evolve(NO_GROUND, printed=printed))).found


def test_the_label_of_a_question_whose_choices_have_boxes_has_no_answer_of_its_own() -> None:
    found = read([[label("seen", "Seen"), [*control("seen", "yes", "☒"), Run("Yes"), *control("seen", "no", "☐")]]])
    assert not found.found


def test_a_choice_without_its_key_is_marked_by_a_mark_and_reported_where_it_has_other_words() -> None:
    found = read((*around("seen", Run("X"), option="yes"), *around("seen", Run("Ann"), option="no")))
    assert values(found) == {"seen#yes": True, "seen#no": False}
    assert codes(found) == [("D0219", "seen")]


def test_the_picture_in_the_place_of_a_box_is_its_answer() -> None:
    assert values(read((*around("photo.data", Picture(data=b"one")),))) == {"photo.data": b"one"}


def test_a_prompt_of_a_program_is_no_answer_of_a_box_without_its_key() -> None:
    one = anchor(*label("name", "Name"))
    found, _ = boxed(scene(), one.box, "name", "Choose an item.", one.spot.place, "bookmark", 0.9)
    assert found.value == ""


def test_rows_typed_into_a_list_answer_by_their_column_and_place() -> None:
    row = [control("steps[].step", words="Ring"), control("steps[].by_when", words="3/9/26")]
    one = scene([HEAD, row, ["Write", "4/9/26"]], headers=1)
    before = keyed(one, Findings())
    assert values(before) == {"steps.0.step": "Ring", "steps.0.by_when": "3/9/26"}
    added = listed(one, before)
    assert values(added) == {"steps.1.step": "Write", "steps.1.by_when": "4/9/26"}
    spots = outline([HEAD, row, ["Write", "4/9/26"]]).spots
    assert added.used == {spot.number for spot in spots[2:]}


def test_a_cell_over_two_columns_of_a_list_answers_neither() -> None:
    one = scene([HEAD, [control("steps[].step", words="Ring"), control("steps[].by_when")], ["Write on Monday"]])
    grid = one.outline.grids[0]
    wide = attrs.evolve(grid.rows[2][0], columns=2)
    changed = attrs.evolve(grid, rows=[*grid.rows[:2], [wide]])
    one = Scene(attrs.evolve(one.outline, spots=[*one.outline.spots[:4], wide], grids=[changed]), boxes())
    assert not listed(one, keyed(one, Findings())).found
