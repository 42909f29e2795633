"""What lies over the cells of a sheet, and over which cell: rings, text boxes, pictures, tick boxes, comments."""

from __future__ import annotations

import pytest

from tests.formats.xlsx.outline.test_words import styles
from tests.formats.xlsx.workbooks import MAIN, OFFICE, anchor, drawn, relations, shape, workbook
from tsmforms.formats.xlsx.outline.drawn import OverSheet, drawn_over, middle_cell
from tsmforms.formats.xlsx.outline.sheetlayout import layout_of
from tsmforms.intake import open_package, parse_xml
from tsmforms.model.outline import Picture

PART = "xl/worksheets/sheet1.xml"
ROW, COLUMN = 15 * 12_700, 64 * 9_525


def over(extra: dict[str, bytes], sheet: str = "") -> OverSheet:
    root = parse_xml(f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheet}</worksheet>'.encode())
    package = open_package(workbook("<sheetData/>", extra=extra))
    return drawn_over(package, PART, root, layout_of(root, {}), styles())


def old(*controls: str) -> dict[str, bytes]:
    """A drawing of the old sort with these controls."""
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f"{''.join(controls)}</xml>"
    )
    return {
        "xl/worksheets/_rels/sheet1.xml.rels": relations({"v": ("vmlDrawing", "/xl/old.vml")}),
        "xl/old.vml": vml.encode(),
    }


def control(kind: str, more: str = "", where: str = "1,0,2,0,2,0,3,0", words: str = "Yes") -> str:
    return (
        f'<v:shape id="_x0000_s7"><v:textbox><div>{words}<br></div></v:textbox>'
        f'<x:ClientData ObjectType="{kind}"><x:Anchor>{where}</x:Anchor>{more}</x:ClientData></v:shape>'
    )


def test_a_text_box_is_over_the_cell_under_its_corner() -> None:
    ((at, runs),) = over(drawn(anchor((2, 1), (4, 3), shape("Ask Ann")))).texts
    assert (at, runs[0].text) == ((2, 1), "Ask Ann")


def test_a_shape_without_words_or_hidden_is_no_text_box() -> None:
    assert not over(drawn(anchor((2, 1), (4, 3), shape("")))).texts
    assert not over(drawn(anchor((2, 1), (4, 3), shape("Ask Ann", more='hidden="1"')))).texts


@pytest.mark.parametrize(("form", "count"), [("ellipse", 1), ("donut", 1), ("rect", 0)])
def test_a_ring_is_round_and_over_what_its_middle_is_in(form: str, count: int) -> None:
    found = over(drawn(anchor((2, 1), (2, 2), shape(form=form))))
    assert len(found.rings) == count
    box = (COLUMN, 2 * ROW, 2 * COLUMN, 3 * ROW)
    assert found.is_ringed(box) is bool(count)
    assert not found.is_ringed((5 * COLUMN, 2 * ROW, 6 * COLUMN, 3 * ROW))


def test_a_ring_over_more_rows_than_an_answer_has_is_drawn_round_something_else() -> None:
    assert over(drawn(anchor((0, 0), (20, 1), shape(form="ellipse")))).rings
    assert not over(drawn(anchor((0, 0), (21, 1), shape(form="ellipse")))).rings


def test_a_picture_is_over_two_cells_that_of_its_corner_and_that_of_its_middle() -> None:
    picture = (
        '<x:pic><x:nvPicPr><x:cNvPr id="1" descr="Our dog"/></x:nvPicPr><x:blipFill>'
        f'<a:blip xmlns:r="{OFFICE}" r:embed="p"/><a:srcRect l="10000"/></x:blipFill></x:pic>'
    )
    parts = drawn(anchor((2, 1), (4, 5), picture))
    parts["xl/drawings/_rels/drawing1.xml.rels"] = relations({"p": ("image", "/xl/media/a.png")})
    parts["xl/media/a.png"] = b"one"
    ((corner, middle, found),) = over(parts).pictures
    assert (corner, middle) == ((2, 1), (3, 3))
    assert found == Picture("Our dog", data=b"one", crop=(0.1, 0.0, 0.0, 0.0))


@pytest.mark.parametrize(
    ("kind", "more", "widget", "stored"),
    [
        ("Checkbox", "<x:Checked>1</x:Checked>", "tick", True),
        ("Checkbox", "", "tick", False),
        ("Radio", "<x:Checked>0</x:Checked>", "tick", False),
        ("Drop", "", "list", None),
    ],
)
def test_a_control_of_the_old_sort_is_a_key_over_its_cell(
    kind: str, more: str, widget: str, stored: bool | None
) -> None:
    ((at, keys),) = over(old(control(kind, more))).controls.items()
    assert at == (2, 1)
    assert [(key.space, key.name, key.widget, key.alias, key.stored) for key in keys] == [
        ("field", "_x0000_s7", widget, "Yes", stored)
    ]


@pytest.mark.parametrize("where", ["1,0,2,0,2,0,3", "a,0,2,0,2,0,3,0", ""])
def test_a_control_that_says_nowhere_is_passed_over(where: str) -> None:
    assert not over(old(control("Checkbox", where=where))).controls


def test_the_square_of_a_tick_box_tells_its_cell_and_not_the_frame_that_begins_in_the_one_before() -> None:
    ((at, _),) = over(old(control("Checkbox", where="0,60,2,0,2,0,3,0"))).controls.items()
    assert at == (2, 1)


def test_of_a_conversation_its_own_words_are_read_and_not_the_note_for_old_programs() -> None:
    note = (
        f'<comments xmlns="{MAIN}"><authors><author>Ann</author></authors><commentList>'
        '<comment ref="B3" authorId="0"><text><t>upgrade to read this</t></text></comment>'
        '<comment ref="A1" authorId="0"><text><t>Ask Ann</t></text></comment></commentList></comments>'
    )
    talk = '<c xmlns="x"><threadedComment ref="B3"><text>Seen twice</text></threadedComment></c>'
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            {"c": ("comments", "/xl/c.xml"), "t": ("threadedComment", "/xl/t.xml")}
        ),
        "xl/c.xml": note.encode(),
        "xl/t.xml": talk.encode(),
    }
    found = over(parts).comments
    assert [(at, "".join(run.text for run in runs)) for at, runs in found] == [
        ((0, 0), "Ask Ann"),
        ((2, 1), "Seen twice"),
    ]


def test_the_middle_of_a_box_over_merged_cells_is_in_the_first_of_them() -> None:
    root = parse_xml(b'<worksheet><mergeCells><mergeCell ref="A1:C3"/></mergeCells></worksheet>')
    layout = layout_of(root, {n: parse_xml(b"<row/>") for n in range(3)})
    assert middle_cell(layout, (COLUMN, ROW, 3 * COLUMN, 3 * ROW)) == (0, 0)
