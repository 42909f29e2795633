"""Which cells of a table are labels, and which only look like one because the answer is a word of the form."""

from __future__ import annotations

from tests.reading.originals.places import finder, grid
from tsmforms.reading.originals.places.gridlabels import GridLabels


def labels(*rows: list[object]) -> tuple[list[str], set[int]]:
    """The cells that are labels, and the rows of headings."""
    found = grid(*rows)
    labels = GridLabels(found, finder())
    labels.find()
    labels.settle()
    return [cell.text for cell in found.cells if cell.whole is not None], set(found.headed)


def test_a_row_of_labels_over_others_is_a_row_of_headings() -> None:
    assert labels(["Step", "By when"], ["Ring", "3.9.26"]) == (["Step", "By when"], {0})


def test_labels_at_the_left_are_no_headings() -> None:
    assert labels(["Name", "Ann"], ["Start", "9:00"]) == (["Name", "Start"], set())


def test_a_misspelt_label_is_one_where_others_stand_with_it() -> None:
    assert labels(["Name", "Date of vist"], ["Ann", "3.9.26"])[0] == ["Name", "Date of vist"]
    assert labels(["Ann", "Absenses"])[0] == []  # nearer to no other, but no word of it is right


def test_an_answer_that_is_a_word_of_the_form_is_no_label() -> None:
    found, _ = labels(["Name", "Start"], ["Absences", "Ann"], ["Date of visit", "3.9.26"])
    assert "Ann" not in found
    assert "Name" in found
