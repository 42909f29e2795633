"""Printed rows of a workbook that were sorted or moved with their labels, while the names of the cells stayed."""

from __future__ import annotations

from collections.abc import Sequence

from tests.reading.scenes import boxes, named, outline
from tsmforms.model.formatnames import FormatName
from tsmforms.reading.keyed.anchors import anchored
from tsmforms.reading.keyed.movedrows import by_label

HEAD = ["", "Worried", "Going well"]


def row(label: str, key: str, worried: str) -> list[object]:
    """A row with its label, and cells that have the names of a row."""
    return [
        label,
        named(f"concerns.{key}.worried", worried),
        named(f"concerns.{key}.well"),
    ]


def read(*rows: Sequence[object], format: FormatName = "xlsx") -> tuple[dict[str, str], list[tuple[str, str | None]]]:
    """The words by their path, and what is said of which row."""
    sheet = outline([HEAD, *rows], format=format)
    found, notes = by_label(sheet, boxes(), anchored(sheet, boxes()))
    return {one.path: one.spot.text for one in found if one.spot.text}, [(note.code, note.field) for note in notes]


def test_rows_next_to_their_own_labels_are_left_as_they_are() -> None:
    found, said = read(row("At home", "home", "Sleep"), row("At school", "school", "Maths"))
    assert found == {"concerns.home.worried": "Sleep", "concerns.school.worried": "Maths"}
    assert not said


def test_the_label_next_to_a_cell_tells_its_row_and_not_its_name() -> None:
    found, said = read(row("at school:", "home", "Maths"), row("At home", "school", "Sleep"))
    assert found == {"concerns.school.worried": "Maths", "concerns.home.worried": "Sleep"}
    assert said == [("D0113", "concerns.school"), ("D0113", "concerns.home")]


def test_a_row_with_two_labels_or_none_keeps_its_name() -> None:
    found, said = read([*row("At home", "school", "Maths"), "At school"], row("Elsewhere", "home", "Sleep"))
    assert found == {"concerns.school.worried": "Maths", "concerns.home.worried": "Sleep"}
    assert not said


def test_words_of_an_answer_are_no_label() -> None:
    found, said = read(row("At home", "home", "At school"), row("", "school", "At home"))
    assert found == {"concerns.home.worried": "At school", "concerns.school.worried": "At home"}
    assert not said


def test_in_word_a_key_travels_with_its_box() -> None:
    found, _ = read(row("At school", "home", "Maths"), row("At home", "school", "Sleep"), format="docx")
    assert found == {"concerns.home.worried": "Maths", "concerns.school.worried": "Sleep"}
