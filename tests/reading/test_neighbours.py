"""The words by which a person knows a place to fill in: to its left, else above it; on a page by where they lie."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.reading.scenes import outline
from tsmforms.diagnostics import Place
from tsmforms.model.outline import Look, Page, Rect, Run, Spot, Word
from tsmforms.reading.neighbours import NearWords, Neighbours, beside

BOLD = Look(bold=True)


def heading(words: str, columns: int = 1, fill: str | None = None) -> Spot:
    return Spot(0, Place(), [Run(words, BOLD)] if words else [], columns=columns, fill=fill)


def labels(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    """The label of each cell of a table."""
    found = outline(list(rows))
    near = beside(found)
    return [[near[spot.number].label for spot in row] for row in found.grids[0].rows]


def test_the_words_to_the_left_label_a_cell_before_those_above_it() -> None:
    assert labels([["Name", ""], ["Start", ""]]) == [["", "Name"], ["Name", "Start"]]


def test_under_a_heading_a_cell_is_known_by_the_first_words_of_its_row_and_its_column() -> None:
    rows = [[heading("Concerns"), heading("Worried"), heading("Well")], ["At home", "", ""]]
    assert labels(rows)[1] == ["Concerns", "At home: Worried", "At home: Well"]
    assert labels([*rows, ["At school", "Maths", ""]])[2][2] == "At school: Well"


def test_a_heading_stays_above_its_column_until_another_heading() -> None:
    rows = [["", heading("Worried")], ["At home", "Sleep"], ["At school", ""]]
    assert labels(rows)[2][1] == "At school: Worried"
    assert labels([*rows, ["", heading("Well")], ["Elsewhere", ""]])[4][1] == "Elsewhere: Well"


def test_a_heading_over_the_whole_row_is_not_that_of_a_column() -> None:
    assert labels([[heading("The visit", columns=2)], ["Name", ""]])[1][1] == "Name"


def test_a_bold_label_keeps_its_one_cell_and_shares_two_by_their_columns() -> None:
    head = ["", heading("First"), heading("Second")]
    assert labels([head, [heading("Name"), "", "x"]])[1][1] == "Name"
    assert labels([head, [heading("Name"), "", ""]])[1][1:] == ["Name: First", "Name: Second"]


def test_an_empty_cell_tinted_as_the_headings_of_its_row_is_part_of_them() -> None:
    found = outline([[heading("Step", fill="CCCCCC"), heading("", fill="CCCCCC"), heading("")]])
    assert [beside(found)[n].is_heading for n in range(3)] == [False, True, False]


def test_words_in_an_open_cell_are_an_answer_and_label_nothing() -> None:
    answer = Spot(0, Place(), [Run("Ann")], is_open=True)
    assert labels([["Name", answer, ""]]) == [["", "Name", "Name"]]


def test_the_words_behind_a_tick_box_are_its_choice_and_label_no_other_cell() -> None:
    tick = Spot(0, Place(), [], style="tick")
    found = outline([["Seen", tick, "Yes", tick, "No", ""]])
    near = beside(found, lambda spot: spot.style == "tick")
    assert [near[n] for n in (1, 3, 5)] == [
        Neighbours("Seen", after="Yes"),
        Neighbours("Seen", after="No"),
        Neighbours("Seen"),
    ]


# --- on a page


PLACE: Rect = (100.0, 100.0, 200.0, 112.0)


def near(*words: tuple[str, float, float], places: Sequence[Rect] = (), is_tick: bool = False) -> str:
    """The label of the place among words of eight points by their left and bottom."""
    said = [Word(text, 1, (x, y, x + 6 * len(text), y + 8)) for text, x, y in words]
    return NearWords(Page(1, 600, 800, words=said), [PLACE, *places]).label(PLACE, is_tick)


def test_the_words_left_of_a_place_on_its_line_are_its_label() -> None:
    assert near(("Name", 40.0, 102.0), ("of", 66.0, 102.0), ("pupil:", 60.0, 130.0)) == "Name of"


def test_words_of_the_column_before_are_too_far_away_to_be_of_the_label() -> None:
    assert near(("Ann", 20.0, 102.0), ("Name", 70.0, 102.0)) == "Name"


def test_a_label_ends_at_the_place_before_it() -> None:
    other = (10.0, 100.0, 60.0, 112.0)
    assert near(("Start", 20.0, 102.0), places=[other]) == ""
    assert near(("Start", 20.0, 102.0)) == "Start"


@pytest.mark.parametrize(("bottom", "label"), [(114.0, "Name"), (137.0, "Name"), (139.0, ""), (90.0, "")])
def test_else_the_line_right_above_a_place_is_its_label(bottom: float, label: str) -> None:
    assert near(("Name", 110.0, bottom)) == label


def test_of_the_lines_above_a_place_the_lowest_is_its_label() -> None:
    assert near(("Pupil", 110.0, 126.0), ("Name", 110.0, 114.0)) == "Name"


def test_of_a_tick_box_the_words_right_of_it_come_first_if_they_are_close() -> None:
    words = (("Seen", 60.0, 102.0), ("Yes", 205.0, 102.0))
    assert (near(*words, is_tick=True), near(*words)) == ("Yes", "Seen")
    assert near(("Seen", 60.0, 102.0), ("Yes", 216.0, 102.0), is_tick=True) == "Seen"
