"""A form as lines of a sheet: which box is next to which words, how wide, and what stays on one page."""

from __future__ import annotations

from typing import Any

from tests.formats.pdf.trees import field, labelled, slot
from tsmforms.formats.xlsx.plan import IDENTITY, PAGE, PlannedLine, SheetPlan, plan
from tsmforms.layout import Cell, Column, DerivedText, Document, Grid, Heading, PageBreak, Prose, Row, Slot, Table, Text

BEHIND = Prose((Text("behind it"),))


def planned(*blocks: Any, letterhead: tuple[str, ...] = ()) -> SheetPlan:
    return plan(Document("small", "2024-09", "", "Small form", False, blocks, letterhead))


def lines(*blocks: Any) -> list[PlannedLine]:
    """The lines of blocks, without those of the title and the foot."""
    return list(planned(*blocks).lines[2:-1])


def shown(line: PlannedLine) -> list[tuple[str, float, float, str]]:
    """Of each box its words or path, its edges and its style."""
    return [(_words(box.content), round(box.left, 1), round(box.right, 1), box.style) for box in line.boxes]


def _words(content: Any) -> str:
    if isinstance(content, Slot):
        return f"[{content.path}{f'#{content.option}' if content.option else ''}]"
    return "".join(part.text if isinstance(part, Text) else "?" for part in content)


def edges(line: PlannedLine) -> list[tuple[float, float]]:
    return [(round(box.left, 1), round(box.right, 1)) for box in line.boxes]


def test_a_sheet_begins_with_the_sender_and_the_title_and_ends_with_its_identity() -> None:
    found = planned(letterhead=("Ourtown",)).lines
    assert [shown(line) for line in found if line.boxes] == [
        [("Ourtown", 0, PAGE, "letterhead")],
        [("Small form", 0, PAGE, "title")],
        [("?", 0, PAGE, "foot")],
    ]
    assert found[-1].boxes[0].content == (DerivedText(IDENTITY),)
    assert [line.keep for line in found[-3:]] == [True, True, False]


def test_cells_of_a_grid_share_the_page_by_their_spans_and_a_shorter_one_reaches_down() -> None:
    wide = Cell((Text("Notes", bold=True), slot("notes")), span=2)
    found = lines(Grid(((*labelled("name"), wide),)), BEHIND)
    assert [edges(line) for line in found[:2]] == [[(0, 32), (32, 96)], [(0, 32), (32, 96)]]
    assert [line.keep for line in found[:2]] == [True, False]
    one = Cell((Text("Alone"),))
    (first, *_) = lines(Grid(((one, *labelled("name")),)))
    assert [box.down for box in first.boxes] == [2, 1]


def test_a_box_of_one_line_is_next_to_its_label_where_there_is_room_and_below_it_where_not() -> None:
    (beside, _) = lines(Grid((labelled("name"),)))
    assert shown(beside) == [("Pupil's name", 0, 30, "label"), ("[name]", 30, 96, "input_line")]
    two = [line for line in lines(Grid((labelled("name", "born"),))) if line.boxes]
    assert [[words for words, *_ in shown(line)] for line in two] == [
        ["Pupil's name", "Date of birth"],
        ["[name]", "[born]"],
    ]


def test_tick_boxes_are_next_to_their_words_as_many_to_a_line_as_fit() -> None:
    def choices(*labels: str) -> Cell:
        one = field("help", "Help")
        return Cell(
            tuple(
                i
                for n, text in enumerate(labels)
                for i in (Slot("help", one, option=f"o{n}", option_label=text), Text(text))
            )
        )

    (line, _) = lines(Grid(((choices("Bus", "Club"),),)))
    assert shown(line) == [
        ("[help#o0]", 0, 4, "mark"),
        ("Bus", 4, 48, "option"),
        ("[help#o1]", 48, 52, "mark"),
        ("Club", 52, 96, "option"),
    ]
    found = [line for line in lines(Grid(((choices("x" * 50, "y" * 50),),))) if line.boxes]
    assert [len(line.boxes) for line in found] == [2, 2]


def test_a_sentence_goes_on_in_a_new_line_where_the_page_is_full() -> None:
    found = [line for line in lines(Prose((Text("a" * 60), slot("name"), Text("b" * 30))), BEHIND) if line.boxes][:2]
    assert [shown(line) for line in found] == [
        [("a" * 60, 0, 64, "flow"), ("[name]", 64, 96, "input_line")],
        [("b" * 30, 0, 96, "flow")],
    ]
    assert [line.keep for line in found] == [True, False]


def test_a_sentence_without_boxes_is_one_box_over_the_page() -> None:
    (line, _) = lines(Prose((Text("We "), Text("met", bold=True))))
    assert shown(line) == [("We met", 0, PAGE, "body")]


def test_no_column_of_a_table_is_narrower_than_what_is_in_it() -> None:
    row = Row((Cell((Text("There is a policy"),), label=True), Cell((slot("born"),)), Cell((slot("name"),))), "policy")
    table = Table("t", "T", (Column("Statement", 8), Column("By when", 0.5), Column("Who", 1.5)), (row,))
    (head, body, _) = lines(table)
    assert edges(head)[1] == (round(head.boxes[1].left, 1), round(head.boxes[1].left + 13.5, 1))  # a date
    assert head.boxes[-1].right == PAGE
    assert [style for *_, style in shown(body)] == ["row_label", "input", "input"]
    assert head.keep


def test_a_column_of_one_rating_is_headed_in_its_colour() -> None:
    row = Row(tuple(Cell((slot("audit.policy.rating", code),)) for code in ("red", "green")), "policy")
    (head, body, _) = lines(Table("audit", "Audit", (Column("R", 1), Column("G", 1)), (row,)))
    assert [style for *_, style in shown(head)] == ["header_red", "header_green"]
    assert [style for *_, style in shown(body)] == ["mark_red", "mark_green"]


def test_the_rows_of_a_list_are_a_region_to_the_gap_behind_the_last() -> None:
    rows = tuple(Row((Cell((slot("actions[].who"),)),), str(n)) for n in range(2))
    found = planned(Table("actions", "Actions", (Column("Who", 1),), rows))
    ((path, first, last),) = [(one.path, one.first, one.last) for one in found.regions]
    assert path == "actions"
    assert [bool(line.boxes) for line in found.lines[first : last + 1]] == [True, True, False]
    assert not planned(Table("t", "T", (Column("Who", 1),), (Row((Cell((slot("name"),)),), "policy"),))).regions


def test_a_heading_stays_with_what_follows_and_a_page_begins_where_it_is_told() -> None:
    found = lines(Heading("Audit"), PageBreak(), Prose((Text("Words"),)))
    assert [(line.is_heading, line.keep, line.break_before) for line in found if line.boxes] == [
        (True, True, False),
        (False, True, True),
    ]
