"""In which column labels are answered, where columns of hints, units or notes lie between."""

from __future__ import annotations

from tests.reading.originals.places import finder, grid
from tsmforms.reading.originals.places.answercolumns import AnswerColumns


def known(*rows: list[object]) -> dict[int, int]:
    return dict(AnswerColumns(grid(*rows, sheet=True), finder()).known)


def test_the_column_whose_cells_are_of_the_kinds_asked_for_is_that_of_the_answers() -> None:
    rows = [["Date of visit", "dd/mm/yy", "3.9.26"], ["Start", "hh:mm", "9:00"], ["Absences", "in sessions", "3"]]
    assert known(*rows) == {0: 2}


def test_one_row_shows_no_column() -> None:
    assert known(["Date of visit", "in the week", "3.9.26"]) == {}


def test_where_two_columns_fit_neither_is_chosen() -> None:
    assert known(["Date of visit", "3.9.26", "4.9.26"], ["Start", "9:00", "9:30"]) == {}


def test_one_slip_among_many_answers_does_not_hide_their_column() -> None:
    rows = [["Date of visit", "when", "3.9.26"], ["Start", "at", "9:00"], ["Absences", "how many", "3"]]
    more = [["Attendance", "share", "91%"], ["Date of visit", "when", "next week"]]
    assert known(*rows, *more) == {0: 2}
    assert known(*rows[:2], more[1]) == {}


def test_where_words_may_be_in_any_of_several_cells_that_is_known() -> None:
    found = grid(["Name", "first name", "Ann"], ["Name", "surname", "Example"], sheet=True)
    columns = AnswerColumns(found, finder())
    labels = [cell for cell in found.cells if cell.text == "Name"]
    assert [columns.of(cell) for cell in labels] == [None, None]
    assert all(columns.is_rivalled(cell) for cell in labels)
