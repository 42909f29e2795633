"""Which entry of a list each place belongs to: rows of a table, columns of one, or blocks of labels that come again."""

from __future__ import annotations

from tests.reading.originals.places import taken
from tests.reading.papers import Block, paper
from tsmforms.reading.originals.candidates import Edge
from tsmforms.reading.originals.entries import entries_of, in_lines, parted

HEAD: list[object] = ["Step", "By when"]


def edges(*blocks: Block) -> list[Edge]:
    return [edge for edge in taken(paper(*blocks)) if edge.question.list == "steps"]


def entries(*blocks: Block) -> list[list[str]]:
    return [[edge.site.text for edge in entry] for entry in entries_of(edges(*blocks))]


def test_rows_below_their_headings_are_entries() -> None:
    assert entries([HEAD, ["Ring", "3.9.26"], ["Write", ""]]) == [["Ring", "3.9.26"], ["Write", ""]]  # type: ignore[list-item]


def test_labels_that_come_again_begin_another_entry() -> None:
    blocks = ("Step: Ring", "By when: 3.9.26", "Step: Write", "By when: 4.9.26")
    assert entries(*blocks) == [["Ring", "3.9.26"], ["Write", "4.9.26"]]


def test_labels_at_the_left_have_their_entries_in_columns() -> None:
    assert entries("Steps", [["Step", "Ring", "Write"], ["By when", "3.9.26", "4.9.26"]]) == [
        ["Ring", "3.9.26"],
        ["Write", "4.9.26"],
    ]


def test_lines_in_the_boxes_of_one_row_are_entries_where_every_box_has_as_many() -> None:
    (entry,) = entries_of(edges([HEAD, ["Ring\nWrite", "3.9.26\n4.9.26"]]))  # type: ignore[list-item]
    assert all(map(in_lines, entry))
    assert [[edge.site.text for edge in one] for one in parted(entry)] == [["Ring", "3.9.26"], ["Write", "4.9.26"]]
    (uneven,) = entries_of(edges([HEAD, ["Ring\nWrite", "3.9.26"]]))  # type: ignore[list-item]
    assert len(parted(uneven)) == 1
