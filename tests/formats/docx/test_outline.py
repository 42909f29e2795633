"""What is where in a Word file, before anybody judges it: looks, keys, grids, and nothing visible lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from tests.formats.docx.samples import built_in, edited, filled, without
from tsmforms.diagnostics import Diagnostic, ReadError
from tsmforms.formats.docx.outline.widgets import enclosed
from tsmforms.formats.docx.read import read
from tsmforms.formats.docx.wml import NS_MC, NS_R, NS_W, NS_W14
from tsmforms.model.opened import Opened
from tsmforms.model.outline import Anchor, End, Key, Look, Picture, Run, Spot, Start, gone_words_of
from tsmforms.testing.outlines import dump

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{NS_W}" xmlns:w14="{NS_W14}" xmlns:mc="{NS_MC}" xmlns:r="{NS_R}" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "http://purl.oclc.org/ooxml/officeDocument/math",
}


def packed(body: str, parts: Mapping[str, str] | None = None, types: str = "", main: str = "document.xml") -> bytes:
    """A document of this body; `parts` are those beside it: name in `word/` to content, related by that name."""
    beside = parts or {}
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{name.removesuffix(".xml").rstrip("0123456789")}" '
        f'Target="{name}"/>'
        for n, name in enumerate(beside)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/{main}"/></Relationships>',
        f"word/_rels/{main}.rels": f'<Relationships xmlns="{package}/relationships">{related}</Relationships>',
        f"word/{main}": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}": content for name, content in beside.items()},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name, content in members.items():
            out.writestr(name, content)
    return target.getvalue()


def opened(body: str, **parts: str) -> Opened:
    return read(packed(body, {f"{name}.xml": content for name, content in parts.items()}))


def spots(body: str, **parts: str) -> list[Spot]:
    return list(opened(body, **parts).outline.spots)


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def para(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def sdt(inner: str, properties: str = '<w:tag w:val="name"/>') -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def styles(*inner: str) -> str:
    return f"<w:styles {_SPACES}>{''.join(inner)}</w:styles>"


def style(name: str, properties: str, kind: str = "paragraph", base: str = "") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name} name"/>'
        f'<w:basedOn w:val="{base}"/><w:rPr>{properties}</w:rPr></w:style>'
    )


def part(tag: str, inner: str) -> str:
    return f"<w:{tag} {_SPACES}>{inner}</w:{tag}>"


def look(properties: str) -> Look:
    """The look of a run of these properties."""
    (only,) = spots(para(run("a", properties)))
    (piece,) = only.pieces
    assert isinstance(piece, Run)
    return piece.look


def key(inner: str) -> Key:
    (only,) = spots(para(inner))
    (found,) = only.keys
    return found


def inside(spot: Spot, found: Key | Anchor) -> str:
    """The words between the start and end of a key or anchor."""
    start, end = spot.pieces.index(Start(found)), spot.pieces.index(End(found))
    return "".join(piece.text for piece in spot.pieces[start:end] if isinstance(piece, Run))


def notes(body: str) -> list[Diagnostic]:
    return list(opened(body).notes)


# --- looks


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("<w:strike/>", Look(struck=True)),
        ("<w:dstrike/>", Look(struck=True)),
        ('<w:strike w:val="0"/>', Look()),
        ("<w:vanish/>", Look(hidden=True)),
        ("<w:b/>", Look(bold=True)),
        ('<w:u w:val="single"/>', Look(underlined=True)),
        ('<w:u w:val="none"/>', Look()),
        ('<w:highlight w:val="yellow"/>', Look(highlight="FFFF00")),
        ('<w:highlight w:val="none"/>', Look()),
        ('<w:shd w:val="clear" w:color="auto" w:fill="00ff00"/>', Look(highlight="00FF00")),
        ('<w:shd w:val="solid" w:color="FF0000" w:fill="auto"/>', Look(highlight="FF0000")),
        ('<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>', Look(highlight="808080")),
        ('<w:color w:val="FF0000"/>', Look(colour="FF0000")),
        ('<w:color w:val="auto"/>', Look()),
        ('<w:color w:val="000000"/>', Look()),
        ('<w:bdr w:val="single" w:sz="4"/>', Look(ringed=True)),
        ('<w:rStyle w:val="PlaceholderText"/>', Look(prompt=True)),
        ('<w:rFonts w:ascii="Arial"/><w:sz w:val="20"/><w:i/>', Look()),
    ],
)
def test_the_look_of_a_run(properties: str, expected: Look) -> None:
    assert look(properties) == expected


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ("ins", Look(inserted=True)),
        ("moveTo", Look(inserted=True)),
        ("del", Look(deleted=True)),
        ("moveFrom", Look(deleted=True)),
    ],
)
def test_what_was_changed_with_tracking_is_kept_with_its_look(around: str, expected: Look) -> None:
    (spot,) = spots(para(f"<w:{around}>{run('a')}</w:{around}>"))
    assert spot.pieces == [Run("a", expected)]


def test_deleted_words_are_kept_and_do_not_count() -> None:
    (spot,) = spots(para("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>" + run("new")))
    assert (spot.text, gone_words_of(spot.pieces)) == ("new", "old")


def test_runs_that_look_the_same_are_one() -> None:
    (spot,) = spots(para(run("a") + "<w:proofErr/>" + run("b", "<w:i/>") + run("c", "<w:b/>")))
    assert spot.pieces == [Run("ab"), Run("c", Look(bold=True))]


@pytest.mark.parametrize("kind", ["paragraph", "character"])
def test_a_style_and_what_it_is_based_on_give_the_look(kind: str) -> None:
    sheet = styles(style("Base", "<w:strike/>", kind), style("Used", "<w:b/>", kind, "Base"))
    used = (
        para(run("a"), '<w:pStyle w:val="Used"/>')
        if kind == "paragraph"
        else para(run("a", '<w:rStyle w:val="Used"/>'))
    )
    (spot,) = spots(used, styles=sheet)
    assert spot.pieces == [Run("a", Look(struck=True, bold=True))]


def test_what_paragraph_and_character_style_both_turn_on_is_off() -> None:
    sheet = styles(style("P", "<w:b/>"), style("C", "<w:b/>", "character"))
    (spot,) = spots(para(run("a", '<w:rStyle w:val="C"/>'), '<w:pStyle w:val="P"/>'), styles=sheet)
    assert spot.pieces == [Run("a")]


def test_a_runs_own_property_is_stronger_than_its_style() -> None:
    (spot,) = spots(para(run("a", '<w:b w:val="0"/>'), '<w:pStyle w:val="P"/>'), styles=styles(style("P", "<w:b/>")))
    assert spot.pieces == [Run("a")]


def test_the_colour_that_the_paragraphs_style_gives_is_none() -> None:
    sheet = styles(style("P", '<w:color w:val="1B1B1B"/>'))
    (spot,) = spots(
        para(run("a", '<w:color w:val="1B1B1B"/>') + run("b", '<w:color w:val="FF0000"/>'), '<w:pStyle w:val="P"/>'),
        styles=sheet,
    )
    assert spot.pieces == [Run("a"), Run("b", Look(colour="FF0000"))]


def test_styles_based_on_each_other_end() -> None:
    sheet = styles(style("A", "<w:b/>", base="B"), style("B", "", base="A"))
    (spot,) = spots(para(run("a"), '<w:pStyle w:val="A"/>'), styles=sheet)
    assert spot.pieces == [Run("a", Look(bold=True))]


def test_a_paragraph_is_of_its_style_by_name() -> None:
    (spot,) = spots(para(run("a"), '<w:pStyle w:val="P"/>'), styles=styles(style("P", "")))
    assert spot.style == "P name"


def test_the_placeholder_style_is_a_prompt_in_every_language() -> None:
    sheet = styles('<w:style w:type="character" w:styleId="Platzhalter"><w:name w:val="Placeholder Text"/></w:style>')
    (spot,) = spots(para(run("Hier eingeben", '<w:rStyle w:val="Platzhalter"/>')), styles=sheet)
    assert (spot.text, spot.pieces) == ("", [Run("Hier eingeben", Look(prompt=True))])


# --- controls


def test_a_control_is_a_key_with_its_tag_and_title() -> None:
    found = key(sdt(run("a"), '<w:alias w:val="Who"/><w:tag w:val="pupil.name"/>'))
    assert (found.space, found.name, found.alias, found.widget, found.stored) == (
        "tag",
        "pupil.name",
        "Who",
        "words",
        None,
    )


def test_a_control_without_a_tag_is_a_key_without_a_name() -> None:
    assert key(sdt(run("a"), "")).name == ""


@pytest.mark.parametrize(("state", "stored"), [("1", True), ("true", True), ("0", False)])
def test_a_tick_box_has_its_stored_state(state: str, stored: bool) -> None:
    found = key(sdt(run("☐"), f'<w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>'))
    assert (found.widget, found.stored) == ("tick", stored)


@pytest.mark.parametrize("kind", ["dropDownList", "comboBox"])
def test_a_list_has_its_labels(kind: str) -> None:
    items = '<w:listItem w:displayText="Red" w:value="r"/><w:listItem w:value="Amber"/>'
    found = key(sdt(run("Red"), f"<w:{kind}>{items}</w:{kind}>"))
    assert (found.widget, found.labels) == ("list", {"r": "Red", "Amber": "Amber"})


def test_a_date_has_its_stored_day() -> None:
    assert key(sdt(run("1 May"), '<w:date w:fullDate="2026-05-01T00:00:00Z"/>')).stored == "2026-05-01"


def test_a_picture_control_takes_a_picture() -> None:
    assert key(sdt(run(""), "<w:picture/>")).widget == "picture"


def test_the_prompt_of_a_control_does_not_count() -> None:
    (spot,) = spots(para(sdt(run("Klicken Sie hier"), "<w:showingPlcHdr/>")))
    assert (spot.text, dump_of(spot)) == ("", "0: {tag - 'Klicken Sie hier'(prompt) }")


def dump_of(spot: Spot) -> str:
    from tsmforms.model.outline import Outline

    return dump(Outline("docx", [spot])).strip()


@pytest.mark.parametrize(
    "body",
    [
        para(sdt(run("a"))),
        sdt(para(run("a"))),
        table(sdt(cell(para(run("a"))))),
        f"<w:tbl>{sdt('<w:tr>' + cell(para(run('a'))) + '</w:tr>')}</w:tbl>",
        table(cell(sdt(para(run("a"))))),
    ],
    ids=["run", "block", "cell", "row", "in a cell"],
)
def test_a_control_at_every_level_encloses_its_words(body: str) -> None:
    (spot,) = spots(body)
    (found,) = spot.keys
    assert inside(spot, found) == "a"


def test_one_key_is_in_every_cell_that_its_control_covers() -> None:
    first, second = spots(f"<w:tbl>{sdt('<w:tr>' + cell(para(run('a'))) + cell(para(run('b'))) + '</w:tr>')}</w:tbl>")
    assert first.keys == second.keys
    assert [inside(spot, spot.keys[0]) for spot in (first, second)] == ["a", "b"]


def test_the_line_before_a_control_ends_outside_it() -> None:
    (spot,) = spots(table(cell(para(run("Label")) + sdt(para(run("a")) + para(run("b"))))))
    assert inside(spot, spot.keys[0]) == "a\nb"
    assert spot.text == "Label\na\nb"


# --- form fields of older Word


def legacy(data: str, result: str = "") -> str:
    separate = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    named = f'<w:ffData><w:name w:val="Text1"/>{data}</w:ffData>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{named}</w:fldChar></w:r>'
        f'<w:r><w:instrText> FORM </w:instrText></w:r>{separate}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_an_old_text_field_is_a_key_around_its_result() -> None:
    (spot,) = spots(para(run("Name: ") + legacy("<w:textInput/>", "Ada") + run(".")))
    (found,) = spot.keys
    assert (found.space, found.name, inside(spot, found), spot.text) == ("field", "Text1", "Ada", "Name: Ada.")


@pytest.mark.parametrize(
    ("state", "stored", "glyph"),
    [
        ("<w:checked/>", True, "☒"),
        ('<w:checked w:val="0"/>', False, "☐"),
        ('<w:default w:val="1"/>', True, "☒"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', False, "☐"),
    ],
)
def test_an_old_tick_box_shows_its_state(state: str, stored: bool, glyph: str) -> None:
    (spot,) = spots(para(legacy(f"<w:checkBox>{state}</w:checkBox>")))
    (found,) = spot.keys
    assert (found.widget, found.stored, inside(spot, found)) == ("tick", stored, glyph)


@pytest.mark.parametrize(
    ("result", "entry"), [('<w:result w:val="1"/>', "No"), ("", "Yes"), ('<w:result w:val="9"/>', "")]
)
def test_an_old_drop_down_shows_its_entry(result: str, entry: str) -> None:
    entries = '<w:listEntry w:val="Yes"/><w:listEntry w:val="No"/>'
    (spot,) = spots(para(legacy(f"<w:ddList>{result}{entries}</w:ddList>")))
    assert (spot.keys[0].stored, spot.text) == (entry, entry)


def test_an_old_field_over_two_paragraphs_is_in_both() -> None:
    begin, _, end = legacy("<w:textInput/>", "one").partition('<w:r><w:fldChar w:fldCharType="end"/>')
    first, second = spots(para(begin) + para(run("two") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    assert first.keys == second.keys
    assert inside(second, second.keys[0]) == "two"
    assert end == "</w:r>"


def test_an_old_field_without_an_end_ends_with_its_cell() -> None:
    begin = legacy("<w:textInput/>", "one").partition('<w:r><w:fldChar w:fldCharType="end"/>')[0]
    first, second = spots(table(cell(para(begin)) + cell(para(run("b")))))
    assert (len(first.keys), second.keys) == (1, [])


def test_an_enclosed_character_is_ringed() -> None:
    code = "<w:r><w:instrText> EQ \\o\\ac(○,Y) </w:instrText></w:r>"
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    (spot,) = spots(para(mark.format("begin") + code + mark.format("end") + run(" / N")))
    assert spot.pieces == [Run("Y", Look(ringed=True)), Run(" / N")]


def test_the_code_of_other_fields_shows_nothing() -> None:
    assert enclosed(" PAGE ") == ("", False)


# --- bookmarks


def bookmark(name: str, inner: str, number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def test_a_bookmark_of_ours_is_an_anchor_around_its_words() -> None:
    (spot,) = spots(para(bookmark("tf_a", run("Label")) + run("rest")))
    (found,) = spot.anchors
    assert (found.name, inside(spot, found)) == ("tf_a", "Label")


def test_other_bookmarks_are_left_out() -> None:
    assert spots(para(bookmark("_GoBack", run("a"))))[0].anchors == []


def test_a_bookmark_between_paragraphs_begins_in_the_next() -> None:
    first, second = spots(para(run("a")) + bookmark("tf_a", para(run("b"))))
    assert (first.anchors, [anchor.name for anchor in second.anchors]) == ([], ["tf_a"])


def test_many_bookmarks_outside_tables_are_read_in_one_walk() -> None:
    found = spots("".join(para(bookmark(f"tf_{n}", run("a"), n)) for n in range(3000)))
    assert [len(spot.anchors) for spot in found] == [1] * 3000


# --- grids


def test_grid_columns_count_spans_and_what_is_left_out_before() -> None:
    rows = (cell(para(""), '<w:gridSpan w:val="2"/>') + cell(para("")),)
    indented = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell(para(""))}</w:tr>'
    found = spots(table(*rows).replace("</w:tbl>", indented + "</w:tbl>"))
    assert [(spot.row, spot.column, spot.columns) for spot in found] == [(0, 0, 2), (0, 2, 1), (1, 1, 1)]


def _merged(continued: str) -> str:
    return table(
        cell(para(run("tall")), '<w:vMerge w:val="restart"/>') + cell(para(run("a"))),
        cell(para(continued), "<w:vMerge/>") + cell(para(run("b"))),
    )


def test_a_merged_cell_is_one_spot_over_its_rows() -> None:
    grid = opened(_merged("")).outline.grid(1)
    assert [[(s.text, s.row, s.column, s.rows) for s in row] for row in grid.rows] == [
        [("tall", 0, 0, 2), ("a", 0, 1, 1)],
        [("b", 1, 1, 1)],
    ]


def test_words_in_a_covered_cell_are_a_hidden_spot() -> None:
    covered = [spot for spot in spots(_merged(run("under"))) if spot.text == "under"]
    assert [(spot.hidden, spot.row, spot.column) for spot in covered] == [(True, 1, 0)]


def test_places_count_cells_as_they_are_written() -> None:
    last = spots(_merged(""))[-1]
    assert (last.place.table, last.place.row, last.place.cell) == (1, 2, 2)


def test_a_spot_is_at_its_number() -> None:
    found = spots(_merged("") + para(run("behind")))
    assert [spot.number for spot in found] == list(range(len(found)))


def test_a_table_in_a_cell_is_a_grid_of_its_own() -> None:
    outline = opened(table(cell(para(run("a")) + table(cell(para(run("inner")))) + para(run("z"))))).outline
    assert [[spot.text for row in grid.rows for spot in row] for grid in outline.grids] == [["a\nz"], ["inner"]]


def test_header_rows_are_counted() -> None:
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell(para(run('H')))}</w:tr>"
    (grid,) = opened(f"<w:tbl>{head}<w:tr>{cell(para(run('a')))}</w:tr></w:tbl>").outline.grids
    assert grid.headers == 1


def test_a_deleted_row_is_not_in_the_grid_and_its_words_are_kept() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(para(sdt(run('old'))))}</w:tr>"
    outline = opened(f"<w:tbl>{gone}<w:tr>{cell(para(run('new')))}</w:tr></w:tbl>").outline
    assert [[spot.text for spot in row] for row in outline.grids[0].rows] == [["new"]]
    assert [(gone_words_of(spot.pieces), spot.table, spot.keys) for spot in outline.spots[:1]] == [("old", None, [])]


def test_a_control_around_a_deleted_row_is_in_none_of_its_cells() -> None:
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(para(run('old')))}</w:tr>"
    assert [spot.keys for spot in spots(f"<w:tbl>{sdt(row)}</w:tbl>")] == [[]]


def test_a_cell_outside_every_table_is_read_where_it_is() -> None:
    assert [spot.text for spot in spots(table(cell(para(run("a")) + cell(para(run("b"))))))] == ["a\nb"]


def test_controls_far_inside_each_other_are_read_through() -> None:
    inner = run("a")
    for _ in range(60):
        inner = sdt(inner)
    (spot,) = spots(para(inner))
    assert (spot.text, len(spot.keys)) == ("a", 16)


def test_old_fields_without_an_end_end_where_the_next_begins() -> None:
    begin = legacy("<w:textInput/>", "one").partition('<w:r><w:fldChar w:fldCharType="end"/>')[0]
    found = spots(para(begin) * 50)
    assert max(len(spot.keys) for spot in found) == 2


def test_of_an_equation_as_deep_as_xml_may_be_the_characters_are_read() -> None:
    inner = "<m:r><m:t>x</m:t></m:r>"
    for _ in range(118):
        inner = f"<m:sSup><m:e>{inner}</m:e></m:sSup>"
    assert spots(para(f"<m:oMath>{inner}</m:oMath>"))[0].text == "x"


def test_the_cells_of_a_hidden_row_are_hidden() -> None:
    row = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell(para(run('a')))}</w:tr>"
    assert [spot.hidden for spot in spots(f"<w:tbl>{row}</w:tbl>")] == [True]


@pytest.mark.parametrize(
    "body",
    [
        table(cell(para(run("a")), '<w:shd w:val="clear" w:fill="FF0000"/>')),
        table(cell(para(run("a"), '<w:shd w:val="clear" w:fill="FF0000"/>'))),
        para(run("a"), '<w:shd w:val="clear" w:fill="FF0000"/>'),
    ],
    ids=["cell", "paragraph in a cell", "paragraph"],
)
def test_the_fill_of_a_cell_or_paragraph(body: str) -> None:
    assert [spot.fill for spot in spots(body)] == ["FF0000"]


def test_a_fill_that_the_program_chooses_is_none() -> None:
    assert spots(table(cell(para(""), '<w:shd w:val="clear" w:fill="auto"/>')))[0].fill is None


# --- nothing visible is lost


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('<w:sym w:font="Symbol" w:char="F0A3"/><w:t> 90 %</w:t>', "≤90 %"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "✓"),
        ('<w:sym w:font="Wingdings" w:char="F0A8"/>', "☐"),
        ('<w:sym w:font="Wingdings 2" w:char="F052"/>', "☑"),
        ('<w:sym w:font="Wingdings 2" w:char="F0A3"/>', "☐"),
        ('<w:sym w:font="Webdings" w:char="F072"/>', "✗"),
        ('<w:sym w:font="Segoe UI Symbol" w:char="2611"/>', "☑"),
        ('<w:sym w:font="Unheard Of" w:char="F041"/>', "\uf041"),
        (
            '<mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F600"/>'
            "</mc:Choice><mc:Fallback><w:t>other</w:t></mc:Fallback></mc:AlternateContent>",
            "😀",
        ),
        (
            '<mc:AlternateContent><mc:Choice Requires="unheard"><w:t>other</w:t></mc:Choice>'
            "<mc:Fallback><w:t>read</w:t></mc:Fallback></mc:AlternateContent>",
            "read",
        ),
        ("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t>", "a\u2011bc"),
        ("<w:t>a</w:t><w:tab/><w:ptab/><w:br/><w:t>b</w:t>", "a\t\t\nb"),
    ],
)
def test_every_character_is_read(inner: str, text: str) -> None:
    assert spots(para(f"<w:r>{inner}</w:r>"))[0].text == text


@pytest.mark.parametrize("words", ["\u00fc", "\uf0fc"])
def test_words_in_a_symbol_font_are_what_they_show(words: str) -> None:
    assert spots(para(run(words, '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')))[0].text == "✓"


@pytest.mark.parametrize(
    ("equation", "text"),
    [
        ("<m:r><m:t>x ≥ 90</m:t></m:r>", "x ≥ 90"),
        ("<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>a+b</m:t></m:r></m:den></m:f>", "1/(a+b)"),
        ("<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>", "x^2"),
        ("<m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d>", "(x)"),
    ],
)
def test_an_equation_is_a_line_of_text(equation: str, text: str) -> None:
    assert spots(para(run("= ") + f"<m:oMath>{equation}</m:oMath>"))[0].text == f"= {text}"


def test_of_a_phonetic_guide_the_base_is_read_and_the_guide_reported() -> None:
    body = para(f"<w:r><w:ruby><w:rt>{run('above')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>")
    assert spots(body)[0].text == "base"
    assert [(note.code, note.found) for note in notes(body)] == [("D0107", "above")]


def drawing(shape: str, inner: str = "") -> str:
    box = f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>" if inner else ""
    return (
        f'<w:r><w:drawing><wp:anchor><wp:docPr id="1" name="Shape" descr="What it is"/><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:spPr>{shape}</wps:spPr>{box}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def test_a_text_box_comes_behind_the_body() -> None:
    found = spots(para(drawing('<a:prstGeom prst="rect"/>', para(run("in the box")))) + para(run("last")))
    assert [(spot.text, spot.part) for spot in found] == [("", "body"), ("last", "body"), ("in the box", "text box")]


@pytest.mark.parametrize("ring", [drawing('<a:prstGeom prst="ellipse"/>'), "<w:r><w:pict><v:oval/></w:pict></w:r>"])
def test_a_drawn_ring_is_noted_where_it_is_anchored(ring: str) -> None:
    found = spots(table(cell(para(run("Yes") + ring)) + cell(para(run("No")))))
    assert [spot.ringed for spot in found] == [True, False]


@pytest.mark.parametrize(
    "line", [drawing('<a:prstGeom prst="line"/>'), drawing("<a:custGeom/>"), "<w:r><w:pict><v:line/></w:pict></w:r>"]
)
def test_a_drawn_line_is_reported_with_its_place(line: str) -> None:
    (note,) = notes(para(run("Yes / No") + line))
    assert (note.code, note.place and note.place.paragraph) == ("D0107", 1)


def test_a_picture_is_a_piece_with_its_words() -> None:
    picture = drawing("", "").replace("<wps:wsp>", '<a:blip r:embed="rId9"/><wps:wsp>')
    assert spots(para(run("a") + picture))[0].pieces == [Run("a"), Picture("What it is")]


def test_a_logo_is_known_by_its_name() -> None:
    picture = drawing("").replace("<wps:wsp>", '<a:blip r:embed="rId9"/><wps:wsp>').replace('"Shape"', '"Logo"')
    assert spots(para(picture))[0].pieces == [Picture("What it is", is_logo=True)]


def test_lettering_of_a_shape_is_read() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    assert spots(para(art))[0].text == "DRAFT"


# --- parts beside the body


def test_headers_and_footers_are_spots_of_their_own_part() -> None:
    found = spots(para(run("a")), header1=part("hdr", para(run("above"))), footer1=part("ftr", para(run("below"))))
    assert [(s.part, s.text, s.place.part) for s in found] == [
        ("body", "a", None),
        ("header", "above", "header"),
        ("footer", "below", "footer"),
    ]


def comment(author: str) -> str:
    return f'<w:comment w:id="7" w:author="{author}">{para(run("It is"))}{para(run("No"))}</w:comment>'


def test_a_comment_is_a_spot_at_what_it_comments_on() -> None:
    body = table(cell(para(run("a") + '<w:r><w:commentReference w:id="7"/></w:r>')))
    last = spots(body, comments=part("comments", comment("A Clerk")))[-1]
    assert (last.part, last.text, last.place.part, last.place.table) == ("comment", "It is\nNo", "comment", 1)


def test_comments_that_this_library_wrote_are_left_out() -> None:
    assert len(spots(para(run("a")), comments=part("comments", comment("tsmforms")))) == 1


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_is_a_spot_and_its_ruling_line_is_none(kind: str) -> None:
    inner = (
        f'<w:{kind} w:type="separator" w:id="0">{para("")}</w:{kind}>'
        f'<w:{kind} w:id="2">{para(run("see over"))}</w:{kind}>'
    )
    body = para(run("a") + f'<w:r><w:{kind}Reference w:id="2"/></w:r>')
    found = spots(body, **{f"{kind}s": part(f"{kind}s", inner)})
    assert [(s.part, s.text, s.place.paragraph) for s in found[1:]] == [("note", "see over", 1)]


# --- claims


ID = "3f2b8c1e/2026.a"


def test_properties_and_every_footer_are_claims() -> None:
    form = built_in("letter_2b")
    claims = read(filled(form, form.example(0)["answers"], ID)).claims
    assert [claim.source for claim in claims] == ["properties", "footer", "footer"]
    assert {claim.identity for claim in claims} == {claims[0].identity}
    assert claims[0].identity.record_id == ID


def test_footers_that_differ_are_each_claimed() -> None:
    form = built_in("letter_2b")

    def other(root: object) -> None:
        for text in root.iter(f"{{{NS_W}}}t"):  # type: ignore[attr-defined]
            if text.text and ID in text.text:
                text.text = text.text.replace(ID, "another")

    claims = read(edited(filled(form, form.example(0)["answers"], ID), other, "word/footer2.xml")).claims
    assert {claim.identity.record_id for claim in claims} == {ID, "another"}


def test_a_file_that_lost_its_properties_and_relations_still_claims() -> None:
    form = built_in("letter_2b")
    bare = without(
        filled(form, form.example(0)["answers"], ID),
        "docProps/custom.xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
    )
    assert {claim.identity.record_id for claim in read(bare).claims} == {ID}


# --- files built otherwise


def test_a_strict_document_is_read() -> None:
    data = packed(para(run("a", "<w:strike/>") + sdt(run("b")) + "<m:oMath><m:r><m:t>c</m:t></m:r></m:oMath>"))
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            content = source.read(name).decode()
            for ordinary, strict in _STRICT.items():
                content = content.replace(ordinary, strict)
            out.writestr(name, content)
    (spot,) = read(target.getvalue()).outline.spots
    assert dump_of(spot) == "0: 'a'(struck) {tag name 'b' } 'c'"


def test_the_document_may_have_another_name() -> None:
    assert [s.text for s in read(packed(para(run("a")), main="document2.xml")).outline.spots] == ["a"]


def test_two_documents_in_one_file_are_reported_and_the_one_that_word_opens_is_read() -> None:
    other = f"<w:document {_SPACES}><w:body>{para(run('b'))}</w:body></w:document>"
    found = read(packed(para(run("a")), {"document.xml": other}, main="document2.xml"))
    assert [spot.text for spot in found.outline.spots] == ["a"]
    assert [note.code for note in found.notes] == ["D0907"]


def test_a_package_without_a_document_is_refused() -> None:
    with pytest.raises(ReadError):
        read(without(packed(para("")), "word/document.xml"))


def test_another_file_in_the_text_is_reported() -> None:
    assert [note.code for note in notes(para(run("a")) + '<w:altChunk r:id="rId1"/>')] == ["D0407"]


# --- the readable text of an outline


def test_the_dump_shows_position_marks_and_pieces() -> None:
    body = table(
        cell(
            para(bookmark("tf_a", run("Label", "<w:b/>")) + sdt(run("a"))),
            '<w:gridSpan w:val="2"/><w:shd w:val="clear" w:fill="FF0000"/>',
        )
    )
    assert dump(opened(body).outline) == (
        "0: table 1 (0, 0) spans 1 x 2 fill FF0000 <tf_a 'Label'(bold) > {tag name 'a' }\n"
    )
