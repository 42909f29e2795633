"""How words of Word look: their own properties over those of their styles, as ECMA-376 part 1, 17.7 has them."""

from __future__ import annotations

import pytest

from tsmforms.formats.docx.outline.looks import DELETED, INSERTED, PROMPT, Looks
from tsmforms.formats.docx.wml import NS_W
from tsmforms.intake import parse_xml
from tsmforms.model.outline import PLAIN, Look


def style(name: str, properties: str, kind: str = "paragraph", base: str = "", more: str = "") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}" {more}><w:name w:val="{name} name"/><w:basedOn w:val="{base}"/>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def look(direct: str = "", *styles: str, of: str = "", state: int = 0, defaults: str = "") -> Look:
    """The look of words with these properties, in a paragraph of a style."""
    default = f"<w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault></w:docDefaults>"
    root = parse_xml(f'<w:styles xmlns:w="{NS_W}">{default}{"".join(styles)}</w:styles>'.encode())
    properties = parse_xml(f'<w:rPr xmlns:w="{NS_W}">{direct}</w:rPr>'.encode()) if direct else None
    return Looks(root).of(properties, of, state)[0]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("<w:strike/>", Look(struck=True)),
        ("<w:dstrike/>", Look(struck=True)),
        ('<w:strike w:val="0"/>', PLAIN),
        ('<w:b w:val="off"/>', PLAIN),
        ("<w:b/>", Look(bold=True)),
        ("<w:vanish/>", Look(hidden=True)),
        ("<w:webHidden/>", Look(hidden=True)),
        ('<w:u w:val="single"/>', Look(underlined=True)),
        ('<w:u w:val="none"/>', PLAIN),
        ("<w:u/>", PLAIN),  # no line is named
        ('<w:bdr w:val="single"/>', Look(ringed=True)),
        ('<w:bdr w:val="nil"/>', PLAIN),
        ('<w:highlight w:val="yellow"/>', Look(highlight="FFFF00")),
        ('<w:highlight w:val="none"/><w:shd w:fill="ff0000"/>', Look(highlight="FF0000")),
        ('<w:color w:val="c00000"/>', Look(colour="C00000")),
        ('<w:color w:val="auto"/>', PLAIN),
        ('<w:color w:val="000000"/>', PLAIN),  # ink
    ],
)
def test_a_property_is_seen_unless_it_is_switched_off(properties: str, expected: Look) -> None:
    assert look(properties) == expected


def test_a_style_gives_what_its_base_gives_and_the_words_themselves_come_last() -> None:
    styles = (style("Base", "<w:b/><w:strike/>"), style("Own", '<w:strike w:val="0"/>', base="Base"))
    assert look("", *styles, of="Own") == Look(bold=True)
    assert look('<w:b w:val="0"/>', *styles, of="Own") == PLAIN


def test_a_style_of_characters_turns_off_what_the_style_of_the_paragraph_turns_on() -> None:
    styles = (style("P", "<w:b/><w:u w:val='single'/>"), style("C", "<w:b/><w:u w:val='single'/>", "character"))
    assert look('<w:rStyle w:val="C"/>', *styles, of="P") == Look(underlined=True)  # a line is no toggle
    assert look('<w:rStyle w:val="C"/>', *styles) == Look(bold=True, underlined=True)


def test_a_paragraph_without_a_style_has_the_usual_one_and_all_have_the_defaults() -> None:
    usual = style("Normal", "<w:b/>", more='w:default="1"')
    assert look("", usual, defaults="<w:strike/>") == Look(bold=True, struck=True)
    assert look("", usual, style("Other", ""), of="Other") == PLAIN


def test_the_colour_of_a_paragraphs_style_is_the_forms_own_and_another_is_somebodys() -> None:
    label = style("Label", '<w:color w:val="1F3864"/>')
    assert look("", label, of="Label") == PLAIN
    assert look('<w:color w:val="1F3864"/>', label, of="Label") == PLAIN  # LibreOffice writes it at each run
    assert look('<w:color w:val="C00000"/>', label, of="Label") == Look(colour="C00000")


def test_styles_that_are_each_based_on_the_other_end() -> None:
    styles = (style("A", "<w:b/>", base="B"), style("B", "<w:strike/>", base="A"))
    assert look("", *styles, of="A") == Look(bold=True, struck=True)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (DELETED, Look(deleted=True)),
        (INSERTED, Look(inserted=True)),
        (PROMPT, Look(prompt=True)),
        (DELETED | INSERTED, Look(deleted=True, inserted=True)),
    ],
)
def test_what_is_around_words_is_part_of_their_look(state: int, expected: Look) -> None:
    assert look(state=state) == expected


def test_the_style_of_prompts_is_known_by_its_name_in_every_language_of_word() -> None:
    prompt = '<w:style w:type="character" w:styleId="Platzhaltertext"><w:name w:val="Placeholder Text"/></w:style>'
    assert look('<w:rStyle w:val="Platzhaltertext"/>', prompt) == Look(prompt=True)


def test_the_ink_of_words_is_named_whoever_gives_it() -> None:
    white = style("L", "<w:color w:val='FFFFFF'/>")
    root = parse_xml(f'<w:styles xmlns:w="{NS_W}">{white}</w:styles>'.encode())
    assert (Looks(root).ink(None, "L"), Looks(root).ink(None, "")) == ("FFFFFF", None)
