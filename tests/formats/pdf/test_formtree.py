"""A form as data for its typesetter: boxes numbered in reading order, what is next to what, what stays together."""

from __future__ import annotations

from typing import Any

from tests.formats.pdf.trees import FORM, field, labelled, slot
from tsmforms.formats.pdf.formtree import Builder, TypesetBox, block_nodes, form_nodes
from tsmforms.layout import (
    Cell,
    Column,
    Content,
    Document,
    Grid,
    Heading,
    Prose,
    Row,
    SignatureBlock,
    Slot,
    Table,
    Text,
)


def builder(**sizes: int) -> Builder:
    return Builder(Content({}), sizes)


def nodes(block: Any, build: Builder | None = None) -> list[Any]:
    return block_nodes(block, build or builder())


def document(*blocks: Any) -> Document:
    return Document("small", "2024-09", "", "Small form", False, blocks)


def test_boxes_are_numbered_in_reading_order() -> None:
    build = builder()
    (found,) = nodes(Grid((labelled("name", "born"), labelled("notes"))), build)
    assert [box.path for box in build.boxes] == ["name", "born", "notes"]
    assert [[cell["items"][-1]["field"] for cell in row] for row in found["rows"]] == [[0, 1], [2]]
    assert found["columns"] == 2


def test_a_box_of_text_is_as_high_as_its_row_and_other_boxes_are_one_line() -> None:
    build = builder(notes=5)
    row = Row((Cell((slot("notes"),)), Cell((slot("name"),)), Cell((slot("born"),))))
    nodes(Table("t", "T", (Column("N", 1), Column("W", 1), Column("D", 1)), (row,)), build)
    assert [(box.path, box.lines) for box in build.boxes] == [("notes", 5), ("name", 5), ("born", 1)]


def test_a_box_takes_lines_or_one_of_several_marks() -> None:
    def box(of: Slot, lines: int = 1) -> TypesetBox:
        return TypesetBox(of, lines, 9, 9.5)

    assert [box(slot("notes")).is_tall, box(slot("name")).is_tall, box(slot("name"), 2).is_tall] == [True, False, True]
    assert [box(slot("audit.policy.rating", "red")).is_radio, box(slot("help", "bus")).is_radio] == [True, False]


def test_a_label_is_above_its_box_and_words_on_their_own_are_words() -> None:
    items = builder().items((Text("Name", bold=True), slot("name"), Text("as on the register")))
    assert [(one["kind"], one.get("text")) for one in items] == [
        ("label", "Name"),
        ("box", None),
        ("words", "as on the register"),
    ]


def test_tick_boxes_are_in_a_line_with_their_words_and_one_without_words_is_alone() -> None:
    inlines = (slot("help", "bus"), Text("Bus pass"), slot("help", "club"), Text("Breakfast club"))
    (ticks,) = builder().items(inlines)
    assert [(one["field"], one["label"], one["round"]) for one in ticks["of"]] == [
        (0, "Bus pass", False),
        (1, "Breakfast club", False),
    ]
    (alone,) = builder().items((slot("audit.policy.rating", "red"),))
    assert (alone["kind"], alone["round"], alone["wide"]) == ("tick", True, True)


def test_a_box_of_several_lines_in_a_sentence_is_below_it() -> None:
    found = nodes(Prose((Text("We saw "), slot("name"), Text(" and "), slot("notes"), Text("today"))))
    assert [node["kind"] for node in found] == ["prose", "area", "prose"]
    assert [len(node["parts"]) for node in found if node["kind"] == "prose"] == [3, 1]
    assert [node["boxes"] for node in found if node["kind"] == "prose"] == [True, False]
    grown = nodes(Prose((Text("We saw "), slot("name"))), builder(name=2))
    assert [node["kind"] for node in grown] == ["prose", "area"]


def test_a_table_is_kept_whole_if_it_is_short_and_its_columns_of_ratings_are_tinted() -> None:
    marks = tuple(Cell((slot("audit.policy.rating", code),)) for code in ("red", "green"))
    columns = (Column("R", 1), Column("G", 1))
    (found,) = nodes(Table("audit", "Audit", columns, (Row(marks, "policy"),)))
    assert [(column["tint"], column["centred"]) for column in found["columns"]] == [("red", True), ("green", True)]
    assert (found["whole"], found["asks"]) == (True, True)
    long = tuple(Row((Cell((Text("x"),)),), f"r{n}") for n in range(21))
    (found,) = nodes(Table("t", "T", (Column("X", 1),), long))
    assert (found["whole"], found["asks"]) == (False, False)
    assert nodes(Table("t", "T", (Column("X", 1),), long[:12]))[0]["whole"]


def test_the_parts_of_a_composite_are_next_to_each_other_in_a_wide_cell() -> None:
    parts = tuple(i for name in ("a", "b") for i in (Text(name), Slot(f"p.{name}", field(name, name))))
    wide = Cell((Text("Person", bold=True), *parts))
    (alone,) = nodes(Grid(((wide,),)))
    assert [item["kind"] for item in alone["rows"][0][0]["items"]] == ["label", "parts"]
    (narrow,) = nodes(Grid(((wide, *labelled("name", "born")),)))
    assert [item["kind"] for item in narrow["rows"][0][0]["items"]] == ["label", "label", "box", "label", "box"]


def test_the_line_to_sign_on_is_below_the_small_boxes_and_wider() -> None:
    signed = tuple(
        Slot("by.signed", slot("signed_by.signed").field, option=code, option_label=code) for code in ("yes", "no")
    )
    block = SignatureBlock("by", "School", (slot("signed_by.name"), *signed))
    (found,) = nodes(block)
    assert [(cell["width"], cell["line"]) for cell in found["cells"]] == [(42.0, False), (76.0, True)]


def test_headings_never_skip_a_level_and_what_leads_to_a_table_stays_with_it() -> None:
    prose = Prose((Text("Words"),))
    table = Table("t", "T", (Column("X", 1),), (Row((Cell((slot("name"),)),), "r"),))
    found = form_nodes(document(Heading("Deep", 3), prose, table, prose), builder())
    assert [node["level"] for node in found if node["kind"] == "heading"] == [2]
    assert [node["sticky"] for node in found] == [False, True, False, False]


def test_a_line_between_two_headings_stays_with_the_second() -> None:
    found = form_nodes(document(Heading("A"), Prose((Text("Words"),)), Heading("B")), builder())
    assert found[1]["sticky"] is True


def test_every_box_of_a_form_is_numbered_once() -> None:
    build = builder()
    plain = document(*(block for block in FORM.blocks if type(block).__name__ != "RepeatedBlock"))
    form_nodes(plain, build)
    names = [(box.path, box.slot.option) for box in build.boxes]
    assert len(names) == len(set(names))
    assert ("picture.data", None) in names
