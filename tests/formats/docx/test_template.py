"""The template a tree is built into: what Word, docxtpl and a screen reader find in it."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

import docx
import pytest

from tests.formats.docx.samples import awkward, built_in, controls, part
from tsmforms import keys
from tsmforms.formats.docx import build_template
from tsmforms.formats.docx.template import ADDRESS_FRAME, BODY_TOP, CONTACT_FRAME, LETTERHEAD_FRAME
from tsmforms.formats.docx.wml import W14, W
from tsmforms.keys import label_bookmark, value_bookmark
from tsmforms.layout import AddressBlock, Document, Prose, Text, slots_of

FORMS = ["sam_minutes", "rag_audit", "letter_2b"]


@pytest.fixture(params=FORMS)
def document(request: pytest.FixtureRequest) -> Document:
    return built_in(request.param).document


def test_every_box_has_a_run_level_control_with_tag_and_title(document: Document) -> None:
    root = part(build_template(document))
    for slot in slots_of(document.blocks):
        (control,) = controls(root, keys.tag(slot.path, slot.option))
        assert control.getparent().tag == f"{W}p"
        assert control.find(f"{W}sdtPr/{W}alias").get(f"{W}val")
        assert len(control.find(f"{W}sdtPr/{W}alias").get(f"{W}val")) <= 64
        assert len(control.findall(f"{W}sdtContent/{W}r")) == 1


def test_every_box_has_one_bookmark_on_its_label_or_around_itself(document: Document) -> None:
    names = Counter(e.get(f"{W}name") for e in part(build_template(document)).iter(f"{W}bookmarkStart"))
    assert set(names.values()) == {1}
    for slot in slots_of(document.blocks):
        here = (label_bookmark(slot.path, slot.option), value_bookmark(slot.path, slot.option))
        assert sum(names[name] for name in here) == 1, slot.path
        assert max(map(len, here)) <= 40


def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert build_template(document) == build_template(document)


def test_it_opens_in_python_docx_with_its_title_and_language(document: Document) -> None:
    opened = docx.Document(io.BytesIO(build_template(document)))
    assert opened.core_properties.title == document.title
    assert opened.core_properties.language == "en-GB"
    assert opened.core_properties.author == ""
    section = opened.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_header_rows_repeat_and_stay_whole(document: Document) -> None:
    root = part(build_template(document))
    heads = [row for row in root.iter(f"{W}trPr") if row.find(f"{W}tblHeader") is not None]
    assert heads
    assert all(row.find(f"{W}cantSplit") is not None for row in heads)


def test_styles_are_lean_and_built_in(document: Document) -> None:
    package = zipfile.ZipFile(io.BytesIO(build_template(document)))
    assert len(package.read("word/styles.xml")) < 30_000
    styles = docx.Document(io.BytesIO(build_template(document))).styles
    names = {style.name for style in styles}
    assert {"Heading 1", "Heading 2", "List Bullet", "Table Grid", "Normal", "Placeholder Text"} <= names


def test_dates_dropdowns_and_ticks_are_controls_of_their_kind() -> None:
    root = part(build_template(built_in("rag_audit").document))
    assert controls(root, "meeting_date")[0].find(f"{W}sdtPr/{W}date/{W}dateFormat").get(f"{W}val") == "dd/MM/yyyy"
    listed = part(build_template(awkward().document))
    choices = controls(listed, "loop")[0].findall(f"{W}sdtPr/{W}dropDownList/{W}listItem")
    assert [c.get(f"{W}displayText") for c in choices] == [" ", "Yes", "No"]
    tick = controls(root, "improving_absence.rewards.rating#red")[0]
    assert tick.find(f"{W}sdtPr/{W14}checkbox") is not None
    long = controls(root, "school_staff")[0].find(f"{W}sdtPr")
    assert long.find(f"{W}text") is None, "boxes of several lines are rich controls"


def test_ratings_have_a_letter_and_a_tint() -> None:
    root = part(build_template(built_in("rag_audit").document))
    table = next(t for t in root.iter(f"{W}tbl") if "Improving" in "".join(t.itertext()))
    head = table.findall(f"{W}tr")[0].findall(f"{W}tc")
    assert ["".join(cell.itertext()) for cell in head] == ["Improving Overall Absence", "R", "A", "G", "Evidence"]
    fills = [cell.find(f"{W}tcPr/{W}shd").get(f"{W}fill") for cell in head[1:4]]
    assert len(set(fills)) == 3


def test_labels_with_template_marks_are_printed_as_written() -> None:
    form = awkward()
    words = "".join(part(form.blank("docx")).find(f"{W}body").itertext())
    for label in ("Items {% raw %}", "Is it {# so #}?", "One {{ size }}", "Awkward & <strange>"):
        assert label in words


# --- letters


def _twips(length: float) -> int:
    return round(length * 1440 / 25.4)


def test_the_address_stands_in_the_window() -> None:
    assert (ADDRESS_FRAME.x.mm, ADDRESS_FRAME.y.mm) == (24.6, 39.5)
    assert ADDRESS_FRAME.width.mm == 95.4
    assert ADDRESS_FRAME.height is not None
    assert ADDRESS_FRAME.height.mm == 26.8
    root = part(build_template(built_in("letter_2b").document))
    framed = [f for f in root.iter(f"{W}framePr") if f.get(f"{W}x") == str(_twips(24.6))]
    assert len(framed) == 3
    assert {f.get(f"{W}y") for f in framed} == {str(_twips(39.5))}
    assert {(f.get(f"{W}w"), f.get(f"{W}h"), f.get(f"{W}hRule")) for f in framed} == {
        (str(_twips(95.4)), str(_twips(26.8)), "exact")
    }


def test_nothing_else_stands_where_the_window_forbids_it() -> None:
    assert CONTACT_FRAME.x.mm >= 125
    assert CONTACT_FRAME.x.mm + CONTACT_FRAME.width.mm <= 195
    assert LETTERHEAD_FRAME.x.mm + LETTERHEAD_FRAME.width.mm <= 125
    assert LETTERHEAD_FRAME.y.mm >= 5


def test_the_body_begins_at_95_mm() -> None:
    data = build_template(built_in("letter_2b").document)
    header = part(data, "word/header1.xml")
    spacer = [s for s in header.iter(f"{W}spacing") if s.get(f"{W}lineRule") == "exact"][-1]
    top = int(part(data).find(f".//{W}pgMar").get(f"{W}header"))
    assert top + int(spacer.get(f"{W}line")) == BODY_TOP.twips == _twips(95)


def test_a_letter_without_an_address_has_no_window() -> None:
    document = Document("note", "2025-09", "0" * 12, "A note", True, (Prose((Text("Hello"),)),), ("A school",))
    assert not any(isinstance(b, AddressBlock) for b in document.blocks)
    data = build_template(document)
    assert "word/header1.xml" not in zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert "A school" in "".join(part(data).itertext())
