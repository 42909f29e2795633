"""What a template says: its words with their conditions and places, its boxes, and what every document would carry."""

from __future__ import annotations

import pytest

from tests.formats.docx.templates.pieces import DOCUMENT, SPACES, cell, control, para, run, table, template
from tsmforms.formats.docx.templates.passages import folded, template_text, visible
from tsmforms.formats.docx.wml import NS_R
from tsmforms.intake import parse_xml
from tsmforms.templates import TemplateText, mark

NAME = control("name", "{{ answers.name }}")


def read(body: str, **parts: str) -> TemplateText:
    return template_text(template(body, **parts), DOCUMENT)


def said(found: TemplateText) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.words, one.when) for one in found.passages]


def test_words_are_printed_under_the_conditions_that_are_open() -> None:
    found = read(
        para("Always")
        + para("{%p if answers.seen %}")
        + para("Seen")
        + para("{%p if answers.name %}")
        + para("Named")
        + para("{%p endif %}")
        + para("{%p else %}")
        + para("Not seen")
        + para("{%p endif %}")
        + para("Always")
    )
    assert said(found) == [
        ("Always", ()),
        ("Seen", ("answers.seen",)),
        ("Named", ("answers.seen", "answers.name")),
        ("Not seen", ("not (answers.seen)",)),
        ("Always", ()),
    ]
    assert not found.unwanted


@pytest.mark.parametrize(("code", "what"), [("{%p if answers.seen %}", "unclosed"), ("{%p endif %}", "unopened")])
def test_a_condition_that_is_not_closed_or_not_opened_is_named(code: str, what: str) -> None:
    assert [one.what for one in read(para(code) + para("Seen")).unwanted] == [what]


def test_a_box_is_a_mark_among_words_by_its_name_and_what_it_prints() -> None:
    found = read(para("Dear ", NAME, ","))
    assert said(found) == [(f"Dear {mark('name')},", ())]
    assert [(box.name, box.expression) for box in found.boxes] == [("name", "name")]


def test_a_control_of_somebody_else_is_its_words() -> None:
    assert said(read(para("Dear ", control("theirs", "Ann")))) == [("Dear Ann", ())]


def test_the_headings_and_labels_of_a_table_go_with_its_boxes() -> None:
    found = read(table(cell("") + cell("Worried"), cell("At home") + cell(NAME)))
    assert [(one.words, one.role, one.column, one.row) for one in found.passages] == [
        ("Worried", "heading", "", ""),
        ("At home", "label", "", ""),
        (mark("name"), "cell", "Worried", "At home"),
    ]


@pytest.mark.parametrize(
    ("span", "head"), [("2", "Second"), ("1", "First"), ("x", "First"), ("99999999", "First"), ("", "First")]
)
def test_a_heading_over_several_columns_is_that_of_each_and_a_span_that_is_no_number_is_one(
    span: str, head: str
) -> None:
    heads = cell("Zero", properties=f'<w:gridSpan w:val="{span}"/>') + cell("First") + cell("Second")
    row = cell("a", properties='<w:gridSpan w:val="2"/>') + cell(NAME)
    columns = [one.column for one in read(table(heads, row)).passages if one.role == "cell"]
    assert columns == [{"First": "Second", "Second": "First"}[head]]


def test_words_that_nobody_sees_or_that_were_changed_are_named() -> None:
    changed = f"<w:del>{run('old').replace('w:t ', 'w:delText ').replace('w:t>', 'w:delText>')}</w:del><w:ins>{run('new')}</w:ins>"
    found = read(para(run("secret", "<w:vanish/>"), changed))
    assert [(one.what, one.words) for one in found.unwanted] == [
        ("deleted", "old"),
        ("inserted", "new"),
        ("hidden", "secret"),
    ]
    assert said(found) == [("new", ())]


def test_headers_are_read_by_the_document_and_their_page_numbers_are_not_words() -> None:
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    reference = '<w:sectPr><w:headerReference w:type="first" r:id="r1"/><w:footerReference r:id="r2"/></w:sectPr>'
    relations = (
        '<Relationships><Relationship Id="r1" Target="h.xml"/><Relationship Id="r2" Target="f.xml"/></Relationships>'
    )
    found = read(
        para("Body") + reference,
        word___rels__document=relations,
    )
    assert said(found) == [("Body", ())]
    found = template_text(
        template(
            para("Body") + reference,
            **{
                "word/_rels/document.xml": relations,
                "word/h": f"<w:hdr {SPACES}>{para('Ourtown')}</w:hdr>",
                "word/f": f"<w:ftr {SPACES}>{para('Page ', number)}{para('Sheet ', number)}</w:ftr>",
                "word/unused": f"<w:hdr {SPACES}>{para('Nobody')}</w:hdr>",
            },
        ),
        DOCUMENT,
    )
    assert [(one.region, one.words) for one in found.passages] == [
        ("", "Body"),
        ("footer", "Sheet #"),
        ("header of the first page", "Ourtown"),
    ]
    assert NS_R in SPACES


def test_words_are_compared_in_one_spelling() -> None:
    assert folded("“It’s”\u00a0 non\u2011stop\u00ad") == '"It\'s" non-stop'
    assert folded("{{  answers.name }} {%if  a  %}") == f"{mark('answers.name')} {{% if a %}}"


def test_what_is_visible_leaves_out_what_was_deleted() -> None:
    inside = f"<w:p {SPACES}><w:del>{run('old')}</w:del>{run('new')}</w:p>"
    assert visible(parse_xml(inside.encode())) == "new"
