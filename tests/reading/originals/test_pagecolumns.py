"""Pages in the order in which they are read: columns one after the other, running heads once."""

from __future__ import annotations

from collections.abc import Sequence

from tests.reading.originals.places import finder, on_page
from tsmforms.model.outline import Spot
from tsmforms.reading.originals.pagecolumns import in_columns, without_heads

LEFT = ["Name: Ann", "Start: 9:00", "and so", "on"]
RIGHT = ["Absences: 3", "Date of visit: 3.9.26", "and more", "of it"]


def columns(right: Sequence[str], middle: str = "", left: Sequence[str] = LEFT) -> list[str]:
    """Two columns line by line, as a program prints them across the page."""
    spots: list[Spot] = []
    for n, (one, other) in enumerate(zip(left, right, strict=True)):
        spots += [on_page(one, 50, 700 - 20 * n), on_page(other, 300, 700 - 20 * n)]
        if middle and n == 1:
            spots.append(on_page(middle, 50, 670, width=400))
    return [spot.text for spot in in_columns(spots, finder())]


def test_two_columns_of_labels_are_read_one_after_the_other() -> None:
    assert columns(RIGHT) == [*LEFT, *RIGHT]


def test_answers_next_to_their_labels_are_no_column() -> None:
    answers = ["Ann", "9:00", "3", "3.9.26"]
    across = [words for pair in zip(LEFT, answers, strict=True) for words in pair]
    assert columns(answers) == across


def test_columns_end_where_a_line_goes_across_both() -> None:
    found = columns(RIGHT, middle="What was said at the visit by everybody")
    assert found[:5] == [
        "Name: Ann",
        "Absences: 3",
        "Start: 9:00",
        "Date of visit: 3.9.26",
        "What was said at the visit by everybody",
    ]


def test_a_line_that_is_the_first_or_last_of_several_pages_is_read_once() -> None:
    spots = [
        on_page("Ourtown", 50, 800, 1),
        on_page("Ann", 50, 700, 1),
        on_page("Ourtown", 50, 800, 2),
        on_page("Ann", 50, 700, 2),
        on_page("Bob", 50, 600, 2),
    ]
    assert [(spot.text, spot.place.page) for spot in without_heads(spots)] == [
        ("Ourtown", 1),
        ("Ann", 1),
        ("Ann", 2),
        ("Bob", 2),
    ]


def test_spots_that_are_not_of_pages_stay_where_they_are() -> None:
    from tests.reading.papers import paper

    spots = paper("Name: Ann", "Start: 9:00").spots
    assert in_columns(spots, finder()) == list(spots)
    assert without_heads(spots) == list(spots)
