"""Cells of which somebody replaced everything, anchors included: known by row and column, or by the label in them."""

from __future__ import annotations

from tests.reading.scenes import codes, control, label, scene, values
from tsmforms.model.outline import Run
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.crossings import crossed
from tsmforms.reading.keyed.keys import keyed

HEAD = ["", "Worried", "Going well"]


def kept(row: str, column: str, words: str = "") -> list[object]:
    return [*control(f"concerns.{row}.{column}", words=words)]


def read(*blocks: object) -> Findings:
    one = scene(*blocks)
    return crossed(one, keyed(one, Findings()))


def test_a_cell_is_known_by_the_boxes_left_in_its_row_and_in_its_column() -> None:
    rows = [
        ["", "", ""],
        ["", kept("home", "worried"), kept("home", "well")],
        ["", "Maths", kept("school", "well")],
    ]
    (found,) = read(rows).found
    assert (found.path, found.value, found.method) == ("concerns.school.worried", "Maths", "geometry")


def test_a_row_without_boxes_is_known_by_its_label_and_a_column_without_boxes_by_its_heading() -> None:
    rows = [HEAD, ["At home", kept("home", "worried"), "Sleeps"], ["At school", "Maths", "Friends"]]
    assert values(read(rows)) == {
        "concerns.home.well": "Sleeps",
        "concerns.school.worried": "Maths",
        "concerns.school.well": "Friends",
    }


def test_a_row_or_a_column_of_two_meanings_gives_nothing() -> None:
    two_rows = [HEAD, ["", kept("home", "worried"), [*kept("school", "well")]], ["", "Maths", ""]]
    assert not read(two_rows).found
    mixed = [HEAD, ["At home", [*kept("home", "worried"), *kept("school", "well")], ""], ["At school", "Maths", ""]]
    assert "concerns.school.worried" not in values(read(mixed))


def test_a_cell_that_begins_with_the_label_of_a_missing_question_answers_it() -> None:
    found = read([[control("absences", words="3"), "Name: Ann Example"]])
    assert values(found) == {"name": "Ann Example"}
    assert [one.method for one in found.found] == ["label"]


def test_a_label_that_two_cells_begin_with_or_behind_which_others_follow_is_left_alone() -> None:
    assert not read([[control("absences"), "Name: Ann", "Name: Bob"]]).found
    assert not read([[control("absences"), "Name\nAnn\nStart: 9:00"]]).found


def test_a_cell_with_the_label_of_a_lists_column_answers_nothing_outside_lists() -> None:
    assert not read([[control("absences"), "Step: Ring"]]).found


def test_words_over_a_box_and_its_label_are_the_answer_only_of_the_one_box_that_is_missing() -> None:
    box = [*label("absences", "Absences"), *control("absences")]
    found = read([[box, "Ann Example"]])
    assert not found.found
    assert [(note.code, note.severity, note.found) for note in found.notes] == [("D0107", "error", "Ann Example")]
    every = [
        (*control(pattern, option),)
        for pattern, option in (
            *((p, None) for p in ("visit_date", "start", "share", "photo.data", "photo.alt")),
            *((f"concerns.{row}.{column}", None) for row in ("home", "school") for column in ("worried", "well")),
            *(("seen", code) for code in ("yes", "no")),
            *(("bring", code) for code in ("diary", "letter", "plan")),
        )
    ]
    found = read(*every, [[box, "Ann Example"]])
    assert (values(found), codes(found)) == ({"name": "Ann Example"}, [("D0107", "name")])


def test_a_file_without_any_box_of_the_form_is_not_read_this_way() -> None:
    assert not read([["Name: Ann", (Run("x"),)]]).found
