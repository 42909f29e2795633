"""Words of a template that nobody would see, by their own look and by their styles."""

from __future__ import annotations

import pytest

from tests.formats.docx.templates.pieces import SPACES, cell, para, run
from tsmforms.formats.docx.templates.unseen import Unseen
from tsmforms.formats.docx.wml import W
from tsmforms.intake import parse_xml


def style(name: str, properties: str, kind: str = "paragraph", base: str = "", more: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}" {more}>{based}<w:rPr>{properties}</w:rPr></w:style>'


def hides(body: str, *styles: str) -> bool:
    root = parse_xml(f"<w:styles {SPACES}>{''.join(styles)}</w:styles>".encode())
    found = next(parse_xml(f"<w:body {SPACES}>{body}</w:body>".encode()).iter(f"{W}r"))
    return Unseen(root).hides(found)


TINY, READ = '<w:sz w:val="7"/>', '<w:sz w:val="8"/>'
WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    ("properties", "is_hidden"),
    [
        ("", False),
        ("<w:vanish/>", True),
        (TINY, True),
        (READ, False),
        ('<w:sz w:val="x"/>', False),
        (WHITE, True),
        ('<w:color w:val="E6E6E6"/>', True),
        ('<w:color w:val="E5FFFF"/>', False),
        ('<w:color w:val="auto"/>', False),
        (WHITE + '<w:highlight w:val="black"/>', False),
        (WHITE + '<w:shd w:fill="1F3864"/>', False),
        (WHITE + '<w:shd w:fill="FFFFFF"/>', True),
        (WHITE + '<w:shd w:fill="auto"/>', True),
    ],
)
def test_words_are_hidden_white_on_paper_or_too_small_to_be_read(properties: str, is_hidden: bool) -> None:
    assert hides(para(run("Ann", properties))) is is_hidden


def test_white_words_are_seen_in_a_dark_cell() -> None:
    dark = cell(run("Ann", WHITE), properties='<w:shd w:fill="1F3864"/>')
    assert not hides(f"<w:tbl><w:tr>{dark}</w:tr></w:tbl>")


@pytest.mark.parametrize("properties", [TINY, WHITE, "<w:vanish/>"])
def test_a_style_hides_words_as_they_do_themselves(properties: str) -> None:
    own = para(run("Ann"), properties='<w:pStyle w:val="S"/>')
    assert hides(own, style("S", properties))
    assert hides(own, style("S", "", base="B"), style("B", properties))
    assert hides(para(run("Ann", '<w:rStyle w:val="S"/>')), style("S", properties, "character"))
    assert hides(para(run("Ann")), style("S", properties, more='w:default="1"'))
    assert not hides(para(run("Ann")), style("S", properties))


def test_the_words_own_size_comes_before_that_of_their_style() -> None:
    assert not hides(para(run("Ann", READ), properties='<w:pStyle w:val="S"/>'), style("S", TINY))
    assert hides(para(run("Ann", TINY), properties='<w:pStyle w:val="S"/>'), style("S", READ))


def test_the_size_that_a_document_gives_all_its_words_counts_where_nothing_else_does() -> None:
    default = f"<w:docDefaults><w:rPrDefault><w:rPr>{TINY}</w:rPr></w:rPrDefault></w:docDefaults>"
    assert hides(para(run("Ann")), default)
    assert not hides(para(run("Ann")), default, style("S", READ, more='w:default="1"'))


def test_styles_that_are_each_based_on_the_other_end() -> None:
    own = para(run("Ann"), properties='<w:pStyle w:val="A"/>')
    assert not hides(own, style("A", "", base="B"), style("B", "", base="A"))
