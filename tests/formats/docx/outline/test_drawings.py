"""What a drawing of Word shows: pictures, text boxes, rings; of two ways of saying it the one that is understood."""

from __future__ import annotations

import pytest

from tsmforms.formats.docx.naming import LOGO_NAME
from tsmforms.formats.docx.outline.drawings import DrawnShape, branch, drawn
from tsmforms.formats.docx.wml import NS_MC, NS_R, NS_W
from tsmforms.intake import parse_xml
from tsmforms.model.outline import Picture

SPACES = (
    f'xmlns:w="{NS_W}" xmlns:mc="{NS_MC}" xmlns:r="{NS_R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
FILES = {"r1": b"one"}


def read(inside: str) -> DrawnShape:
    return drawn(parse_xml(f"<w:drawing {SPACES}>{inside}</w:drawing>".encode()), FILES)


def shape(form: str) -> str:
    return f'<wps:spPr><a:prstGeom prst="{form}"/></wps:spPr>'


BLIP = '<a:blip r:embed="r1"/>'


@pytest.mark.parametrize(
    ("inside", "picture"),
    [
        (BLIP, Picture(data=b"one")),
        (f'<wp:docPr descr="Our dog"/>{BLIP}', Picture("Our dog", data=b"one")),
        (f'<wp:docPr name="{LOGO_NAME}"/>{BLIP}', Picture(is_logo=True, data=b"one")),
        ('<a:blip r:link="r1"/>', Picture()),  # it is elsewhere
        ('<a:blip r:embed="r2"/>', Picture()),
        ('<c:chart r:id="r1"/>', Picture()),  # a chart has no file of a picture
        ('<v:imagedata r:id="r1" cropleft="6554f"/>', Picture(data=b"one", crop=(6554 / 65536, 0.0, 0.0, 0.0))),
        (
            f'<a:blipFill>{BLIP}<a:srcRect t="25000" b="10000"/></a:blipFill>',
            Picture(data=b"one", crop=(0, 0.25, 0, 0.1)),
        ),
    ],
)
def test_a_picture_has_its_words_its_file_and_what_is_cut_off(inside: str, picture: Picture) -> None:
    assert read(inside).pictures == (picture,)


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        (shape("ellipse"), "ring"),
        (shape("straightConnector1"), "line"),
        (shape("rect"), "shape"),
        ("<v:oval/>", "ring"),
        ('<v:shape type="#_x0000_t3"/>', "ring"),
        ('<v:shape type="#_x0000_t32"/>', "line"),
        ("<v:shape/>", "shape"),
    ],
)
def test_a_drawn_shape_without_words_is_a_ring_a_line_or_another(inside: str, found: str) -> None:
    assert read(inside).shapes == {found}


def test_a_shape_with_words_or_a_picture_in_it_is_a_frame_and_no_mark() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    with_words = read(shape("ellipse") + box.format("Ann"))
    assert (len(with_words.boxes), with_words.shapes) == (1, frozenset())
    assert read(shape("ellipse") + box.format(" ")).shapes == {"ring"}
    assert read(shape("ellipse") + BLIP).shapes == frozenset()


def test_the_letters_of_a_shape_are_words_and_no_shape() -> None:
    found = read('<v:shape><v:textpath string="Draft"/></v:shape>')
    assert (found.lettering, found.shapes) == ("Draft", frozenset())


def test_what_describes_a_sort_of_shape_is_not_drawn() -> None:
    assert read("<v:shapetype><v:oval/></v:shapetype>") == DrawnShape((), (), "", frozenset())


@pytest.mark.parametrize(
    ("inside", "chosen"),
    [
        ('<mc:Choice Requires="wps"><w:a/></mc:Choice><mc:Fallback><w:b/></mc:Fallback>', "a"),
        ('<mc:Choice Requires="new"><w:a/></mc:Choice><mc:Fallback><w:b/></mc:Fallback>', "b"),
        ('<mc:Choice Requires="wps new"><w:a/></mc:Choice><mc:Choice Requires="w14"><w:c/></mc:Choice>', "c"),
        ('<mc:Choice Requires="new"><w:a/></mc:Choice>', "a"),  # better than nothing
    ],
)
def test_of_alternatives_the_first_that_is_understood_is_read_else_the_fallback(inside: str, chosen: str) -> None:
    found = branch(parse_xml(f"<mc:AlternateContent {SPACES}>{inside}</mc:AlternateContent>".encode()))
    assert found is not None
    assert [child.tag for child in found] == [f"{{{NS_W}}}{chosen}"]


def test_alternatives_without_any_branch_show_nothing() -> None:
    assert branch(parse_xml(f"<mc:AlternateContent {SPACES}/>".encode())) is None
