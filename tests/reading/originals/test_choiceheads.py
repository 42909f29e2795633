"""Columns headed by the choices of a question, and choices with a box next to each."""

from __future__ import annotations

from tests.reading.originals.places import finder, grid
from tsmforms.reading.originals.places.choiceheads import ChoiceColumns
from tsmforms.reading.originals.places.grid import CellGrid


def heads(*rows: list[object]) -> list[str]:
    found = grid(*rows)
    ChoiceColumns(found, finder()).find_heads()
    return marked(found)


def sides(*rows: list[object]) -> list[str]:
    found = grid(*rows)
    ChoiceColumns(found, finder()).find_sides()
    return marked(found)


def marked(found: CellGrid) -> list[str]:
    """The cells that are now a choice for others."""
    return [
        cell.text
        for cell in found.cells
        if cell.whole is not None and cell.whole.refs and all(ref.role == "choice" for ref in cell.whole.refs)
    ]


def test_different_choices_next_to_each_other_head_the_columns_of_marks_below_them() -> None:
    assert heads(["", "Yes", "No"], ["Seen", "X", ""]) == ["Yes", "No"]
    assert heads(["", "Yes", "No"], ["Seen", "", ""]) == ["Yes", "No"]


def test_choices_with_other_words_below_them_are_answers() -> None:
    assert heads(["Seen", "Yes", "No"], ["Name", "Ann Example", "of Ourtown"]) == []


def test_the_same_word_twice_or_choices_of_different_questions_head_nothing() -> None:
    assert heads(["", "Yes", "Yes"], ["Seen", "X", ""]) == []
    assert heads(["", "Yes", "Diary"], ["Seen", "X", ""]) == []


def test_choices_below_each_other_with_a_box_next_to_each_are_those_of_a_question_of_several() -> None:
    assert sides(["Diary", "X"], ["Letter", ""], ["Plan", "☐"]) == ["Diary", "Letter", "Plan"]
    assert sides(["Diary", "X"], ["Letter", "later"], ["Plan", ""]) == []
    assert sides(["Diary", "X"], ["Letter", ""]) == []  # two may be answers to two questions
