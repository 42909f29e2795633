"""The look of a template as lines of text, whichever way a program writes it."""

from __future__ import annotations

import pytest

from tests.formats.docx.templates.pieces import SPACES, cell, para, run, table, template
from tsmforms.formats.docx.templates.look import template_look


def look(body: str, *styles: str) -> tuple[str, ...]:
    return template_look(template(body, word__styles=f"<w:styles {SPACES}>{''.join(styles)}</w:styles>"))


def style(name: str, run_: str = "", paragraph: str = "", base: str = "", more: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}" {more}><w:name w:val="{name.lower()}"/>'
        f'<w:basedOn w:val="{base}"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run_}</w:rPr></w:style>'
    )


def test_a_page_is_its_size_and_its_margins_in_millimetres() -> None:
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="567" w:bottom="-1134"/></w:sectPr>'
    )
    assert look(section) == ("page: 210 x 297 mm", "margins: top 20, right 10, bottom -20, left 0 mm")


def test_a_style_is_named_as_it_is_set_with_what_it_is_based_on() -> None:
    base = style("Base", '<w:rFonts w:ascii="Arial"/><w:sz w:val="22"/>', '<w:spacing w:before="120" w:after="0"/>')
    own = style("Own", '<w:b/><w:color w:val="1f3864"/>', '<w:jc w:val="both"/>', base="Base")
    body = para("Ann", properties='<w:pStyle w:val="Own"/>')
    assert look(body, base, own) == ("style Own: Arial, 11 pt, bold, #1F3864, justified, 6 pt before",)


def test_what_the_words_say_themselves_comes_last_and_each_way_of_setting_them_is_a_line() -> None:
    body = para(run("Ann"), run("Bob", '<w:b w:val="0"/><w:u w:val="single"/>'), properties='<w:pStyle w:val="Own"/>')
    assert look(body, style("Own", "<w:b/>")) == ("style Own: bold, left", "style Own: underlined, left")


def test_a_paragraph_without_a_style_has_the_usual_one() -> None:
    usual = style("Normal", "<w:i/>", more='w:default="1"')
    assert look(para("Ann"), usual) == ("style Normal: italic, left",)
    assert look(para("{%p if answers.name %}"), usual) == ()  # code is not printed


def test_the_shading_of_cells_is_named_and_that_of_words_is_not() -> None:
    body = table(cell("", properties='<w:shd w:fill="ff0000"/>') + cell("", properties='<w:shd w:fill="auto"/>'))
    assert look(body + para(run("", '<w:shd w:fill="00FF00"/>'))) == ("shading of cells: #FF0000",)


@pytest.mark.parametrize("size", ["x", "12pt", "\u0661", "1" * 400])
def test_a_size_that_is_no_number_is_passed_over(size: str) -> None:
    assert look(para(run("Ann", f'<w:sz w:val="{size}"/>'))) == ("style Normal: left",)


@pytest.mark.parametrize(("wide", "size"), [("360000", "10 x 0 mm"), ("x", "0 x 0 mm"), ("1e9", "0 x 0 mm")])
def test_a_picture_is_named_by_its_digest_and_size(wide: str, size: str) -> None:
    picture = (
        '<w:r><w:drawing><x:inline xmlns:x="x"><x:extent cx="{}"/><x:docPr descr="Dog"/>'
        '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="r1"/></x:inline></w:drawing></w:r>'
    )
    relations = '<Relationships><Relationship Id="r1" Target="picture.xml"/></Relationships>'
    parts = {"word/_rels/document.xml": relations, "word/picture": "<one/>"}
    (line,) = template_look(template(para(picture.format(wide)), **parts))
    assert line.startswith("picture in the text: ")
    assert line.endswith(f', {size}, "Dog"')
