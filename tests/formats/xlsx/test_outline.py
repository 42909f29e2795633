"""What a returned workbook's outline says of its cells: their words as shown, looks, names, places and claims."""

from __future__ import annotations

import pytest

from tests.formats.xlsx.samples import edited, packed, parts, with_text
from tests.formats.xlsx.workbooks import (
    MAIN,
    drawn,
    opened,
    outline,
    relations,
    rows,
    spot,
    styles,
    words,
    workbook,
)
from tests.formats.xlsx.workbooks import anchor as anchored
from tests.formats.xlsx.workbooks import shape as shaped
from tsmforms.diagnostics import ReadError
from tsmforms.documents import Form
from tsmforms.formats.xlsx.outline.book import parse_bounded
from tsmforms.formats.xlsx.read import read
from tsmforms.model.outline import PLAIN, Look, Picture, Region, Run, TypedCell
from tsmforms.testing.outlines import dump


def note(ref: str, text: str) -> bytes:
    return (
        f'<comments xmlns="{MAIN}"><commentList><comment ref="{ref}"><text><t>{text}</t></text></comment>'
        "</commentList></comments>"
    ).encode()


def number(stored: str, style: bytes) -> str:
    return spot(rows(f'<c r="A1" s="1"><v>{stored}</v></c>'), style=style).text


# --- our own form


def test_a_form_says_which_it_is_by_hidden_sheet_foot_line_and_footer(filled: bytes) -> None:
    claims = read(filled).claims
    assert [claim.source for claim in claims] == ["hidden sheet", "foot line", "footer"]
    assert len({claim.identity for claim in claims}) == 1
    assert claims[0].identity.record_id == "0b6f0d3e-5f0e-5a53-9f0c-6d8f6c1f2a11"


def test_the_hidden_sheet_gives_fingerprints_and_no_spots(blank: bytes) -> None:
    found = read(blank).outline
    assert len(found.fingerprints) > 20
    assert {s.place.sheet for s in found.spots} == {"Form"}


def test_every_box_of_a_form_is_a_key(blank: bytes) -> None:
    keys = {key.name: key for s in read(blank).outline.spots for key in s.keys}
    assert {"f.name", "f.audit.leader.rating.__red", "f.actions._0.owner"} <= set(keys)
    assert {key.space for key in keys.values()} == {"name"}


def test_a_box_may_be_changed_and_its_label_may_not(filled: bytes) -> None:
    found = {key.name: s for s in read(filled).outline.spots for key in s.keys}
    assert found["f.name"].is_open
    assert not next(s for s in read(filled).outline.spots if s.text == "Pupil's name").is_open


def test_words_typed_on_the_guidance_sheet_are_a_spot(blank: bytes) -> None:
    part = "xl/worksheets/sheet2.xml"

    def typed(root: object) -> None:
        cell = next(root.iter(f"{{{MAIN}}}t"))  # type: ignore[attr-defined]
        cell.text = "We did not understand this"

    assert [s.text for s in read(edited(blank, part, typed)).outline.spots if s.place.sheet != "Form"] == [
        "We did not understand this"
    ]


def test_a_list_is_a_region(blank: bytes) -> None:
    assert "f.actions" in {region.name for region in read(blank).outline.regions}


def test_the_dump_shows_key_words_and_look(filled: bytes) -> None:
    line = next(line for line in dump(read(filled).outline).splitlines() if "f.name" in line)
    assert "{name f.name 'Anna Example'" in line


# --- text and looks


def test_shared_words_keep_the_look_of_each_run() -> None:
    item = "<si><r><t>Yes </t></r><r><rPr><strike/><color rgb='FF00ff00'/></rPr><t>No</t></r></si>"
    found = spot(rows('<c r="A1" t="s"><v>0</v></c>'), strings=item)
    assert found.pieces == (Run("Yes "), Run("No", Look(struck=True, colour="00FF00")))
    assert found.text == "Yes "


def test_the_font_of_a_cell_strikes_its_words() -> None:
    assert spot(rows(words("A1", "No", 's="1"')), style=styles('fontId="1"')).pieces == (Run("No", Look(struck=True)),)


def test_a_font_takes_its_colour_from_the_theme() -> None:
    found = spot(rows(words("A1", "No", 's="1"')), style=styles('fontId="2"'))
    assert found.pieces == (Run("No", Look(bold=True, underlined=True, colour="4472C4")),)


def test_a_run_with_a_font_of_its_own_does_not_take_that_of_the_cell() -> None:
    cell = '<c r="A1" s="1" t="inlineStr"><is><r><rPr><b/></rPr><t>Yes</t></r><r><t>No</t></r></is></c>'
    found = spot(rows(cell), style=styles('fontId="1"'))
    assert found.pieces == (Run("Yes", Look(bold=True)), Run("No", Look(struck=True)))


def test_equal_looks_are_one_object() -> None:
    found = outline(rows(words("A1", "a", 's="1"'), words("A2", "b", 's="1"')), style=styles('fontId="1"')).spots
    assert found[0].pieces[0].look is found[1].pieces[0].look  # type: ignore[union-attr]


@pytest.mark.parametrize(("fill", "colour"), [("2", "FF0000"), ("4", "A2B8E2"), ("5", "FFFF00"), ("1", None)])
def test_a_cell_has_the_colour_of_its_fill(fill: str, colour: str | None) -> None:
    found = spot(rows(words("A1", "x", 's="1"')), style=styles(f'fillId="{fill}"'))
    assert found.fill == colour


def test_an_empty_cell_of_a_colour_is_a_spot_and_a_white_one_is_not() -> None:
    found = outline(rows('<c r="A1" s="1"/><c r="B1" s="2"/><c r="C1"/>'), style=styles('fillId="2"', 'fillId="3"'))
    assert [(s.place.cell_ref, s.fill) for s in found.spots] == [("A1", "FF0000")]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_x0041_", "A"),
        ("_x005F_x0041_", "_x0041_"),
        ("_xD83D_ x", "_xD83D_ x"),
        ("one_x000D_&#10;two", "one\ntwo"),
        ("\U0001f44d", "\U0001f44d"),
    ],
)
def test_characters_behind_excels_escapes_are_read(written: str, text: str) -> None:
    assert spot(rows(words("A1", written))).text == text


def test_a_reading_aid_is_no_text() -> None:
    found = spot(rows('<c r="A1" t="inlineStr"><is><t>Anna</t><rPh sb="0" eb="1"><t>An</t></rPh></is></c>'))
    assert found.text == "Anna"


def test_a_reading_aid_without_its_words_is_told() -> None:
    cell = '<c r="A1" t="inlineStr"><is><t> </t><rPh sb="0" eb="1"><t>An</t></rPh></is></c>'
    assert [(note.code, note.found) for note in opened(rows(cell)).notes] == [("D0107", "An")]


# --- numbers


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ("General", "12.50", "12.5"),
        ("General", "0.1000000000000000055", "0.1"),
        ("General", "1E+3", "1000"),
        ("0", "2.5", "3"),
        ("0.00", "1.005", "1.01"),
        ("#,##0.00", "1234567.5", "1,234,567.50"),
        ("0000", "12", "0012"),
        ("0%", "0.88", "88%"),
        ("0.0#####%", "0.8755", "87.55%"),
        ("&quot;£&quot;#,##0.00", "12.5", "£12.50"),
        ("[$£-809]0.00;[Red]-[$£-809]0.00", "-3", "-£3.00"),
        ("0;(0);&quot;none&quot;", "-4", "(4)"),
        ("0;(0);&quot;none&quot;", "0", "none"),
        ("&quot;Yes&quot;;;&quot;No&quot;", "1", "Yes"),
        ("#", "0", ""),
        ("dd/mm/yyyy", "46279", "14/09/2026"),
        ("m/d/yy", "46279.5", "14/09/2026 12:00"),
        ("d mmm", "0.5", "12:00"),
        ("hh:mm", "0.3680555555", "08:50"),
        ("[h]:mm", "1.25", "30:00"),
        ("0.00E+00", "1200", "1200"),
        ("# ?/?", "0.5", "0.5"),
        ("0%", "1e16", "1000000000000000000%"),
        ("dd/mm/yyyy", "-5", "-5"),
    ],
)
def test_a_number_is_shown_by_its_format(code: str, stored: str, text: str) -> None:
    assert number(stored, styles('numFmtId="200"', codes={200: code})) == text


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("14", "14/09/2026 12:00"),
        ("9", "4627950%"),
        ("1", "46280"),
        ("2", "46279.50"),
    ],
)
def test_formats_that_a_workbook_need_not_write_are_known(format: str, text: str) -> None:
    assert number("46279.5", styles(f'numFmtId="{format}"')) == text


def test_a_date_of_an_old_mac_counts_from_1904() -> None:
    found = spot(
        rows('<c r="A1" s="1"><v>44817</v></c>'), style=styles('numFmtId="14"'), settings='<workbookPr date1904="1"/>'
    )
    assert (found.text, found.cell) == ("14/09/2026", TypedCell("44817", "number", "date", True))


@pytest.mark.parametrize("stored", ["1_0", "١٢", "inf", "nan", "0x10", "12 34"])
def test_what_only_python_takes_for_a_number_is_text(stored: str) -> None:
    found = spot(rows(f'<c r="A1" s="1"><v>{stored}</v></c>'), style=styles('numFmtId="14"'))
    assert (found.text, found.cell and found.cell.shape) == (stored, "text")


def test_a_format_that_shows_nothing_hides_its_number_and_its_words() -> None:
    found = outline(
        rows('<c r="A1" s="1"><v>5</v></c>' + words("B1", "secret", 's="1"')),
        style=styles('numFmtId="200"', codes={200: ";;;"}),
    ).spots
    assert [(s.text, s.pieces) for s in found] == [
        ("", (Run("5", Look(hidden=True)),)),
        ("", (Run("secret", Look(hidden=True)),)),
    ]


def test_a_date_in_isos_notation_is_a_date() -> None:
    found = spot(rows('<c r="A1" t="d"><v>2026-09-14T00:00:00</v></c>'))
    assert (found.text, found.cell) == ("14/09/2026", TypedCell("46279", "number", "date"))


def test_what_a_cell_stores_is_kept_beside_what_it_shows() -> None:
    found = spot(rows('<c r="A1" s="1"><f>1/8</f><v>0.125</v></c>'), style=styles('numFmtId="9"'))
    assert (found.text, found.cell) == ("13%", TypedCell("0.125", "number", "percent", formula=True))


@pytest.mark.parametrize("cell", ['<c r="A1"><f>1+1</f></c>', '<c r="A1"><f>1+1</f><v/></c>'])
def test_a_formula_without_a_result_has_no_words(cell: str) -> None:
    found = spot(rows(cell))
    assert (found.text, found.cell) == ("", TypedCell("", "text", formula=True, cached=False))


def test_a_stored_nought_is_no_result_where_all_is_to_be_worked_out_on_opening() -> None:
    book = workbook(rows('<c r="A1"><f>1+1</f><v>0</v></c>'), settings='<calcPr fullCalcOnLoad="1"/>')
    cell = read(book).outline.spots[0].cell
    assert cell is not None
    assert not cell.cached


@pytest.mark.parametrize(
    ("kind", "value", "shape", "text"),
    [
        ("b", "1", "bool", "TRUE"),
        ("b", "false", "bool", "FALSE"),
        ("e", "#REF!", "error", "#REF!"),
        ("str", "x", "text", "x"),
    ],
)
def test_truth_errors_and_results_that_are_words(kind: str, value: str, shape: str, text: str) -> None:
    found = spot(rows(f'<c r="A1" t="{kind}"><v>{value}</v></c>'))
    assert (found.text, found.cell and found.cell.shape) == (text, shape)


# --- names


def test_several_names_of_one_cell_are_keys_around_the_same_words() -> None:
    names = '<definedName name="f.a">Form!$A$1</definedName><definedName name="Other">form!$A$1</definedName>'
    found = spot(rows(words("A1", "x")), names=names)
    assert [key.name for key in found.keys] == ["f.a", "Other"]
    assert [type(piece).__name__ for piece in found.pieces] == ["Start", "Start", "Run", "End", "End"]


def test_a_name_of_merged_cells_is_a_key_of_the_first() -> None:
    sheet = rows("", words("B2", "x")) + '<mergeCells><mergeCell ref="B2:D3"/></mergeCells>'
    found = spot(sheet, at="B2", names='<definedName name="f.a">Form!$B$2:$D$3</definedName>')
    assert ([key.name for key in found.keys], found.rows, found.columns) == (["f.a"], 2, 3)


def test_a_named_cell_that_the_file_does_not_write_is_a_spot() -> None:
    found = outline(rows(words("A1", "x")), names='<definedName name="f.a">Form!$C$9</definedName>').spots
    assert [(s.place.cell_ref, s.text) for s in found] == [("A1", "x"), ("C9", "")]


def test_a_name_of_a_range_is_a_region() -> None:
    found = outline(rows(), names='<definedName name="f.list">Form!$A$2:$C$9</definedName>')
    assert found.regions == [Region("f.list", "Form", 1, 0, 8, 2)]


@pytest.mark.parametrize("text", ["Form!#REF!", "Gone!$A$1", "[1]Form!$A$1", "#REF!"])
def test_a_name_whose_cell_is_gone_is_lost(text: str) -> None:
    assert outline(rows(), names=f'<definedName name="f.a">{text}</definedName>').lost_keys == ("f.a",)


def test_names_of_excels_own_are_no_keys() -> None:
    found = outline(rows(words("A1", "x")), names='<definedName name="_xlnm.Print_Area">Form!$A$1</definedName>')
    assert found.spots[0].keys == []


def test_the_names_of_a_copied_sheet_are_keys_of_its_own_cells() -> None:
    names = (
        '<definedName name="f.a">Form!$A$1</definedName>'
        '<definedName name="f.a" localSheetId="1">Sheet2!$A$1</definedName>'
    )
    found = outline(rows(words("A1", "x")), rows(words("A1", "y")), names=names).spots
    assert [(s.place.sheet, s.text, [key.name for key in s.keys]) for s in found] == [
        ("Form", "x", ["f.a"]),
        ("Sheet2", "y", ["f.a"]),
    ]


# --- places


def test_cells_stand_in_row_order_with_their_positions() -> None:
    second, first = f'<row r="2">{words("B2", "c")}</row>', f'<row r="1">{words("C1", "b")}{words("A1", "a")}</row>'
    found = outline(f"<sheetData>{second}{first}</sheetData>")
    assert [(s.number, s.text, s.row, s.column, s.table) for s in found.spots] == [
        (0, "a", 0, 0, 1),
        (1, "b", 0, 2, 1),
        (2, "c", 1, 1, 1),
    ]
    assert [[s.text for s in row] for row in found.grids[0].rows] == [["a", "b"], ["c"]]


def test_cells_without_references_follow_each_other() -> None:
    sheet = "<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row></sheetData>"
    assert [s.place.cell_ref for s in outline(sheet).spots] == ["A1", "C1", "A2"]


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheetData><row r="1" hidden="1">{}</row></sheetData>',
        '<sheetData><row r="1" ht="0">{}</row></sheetData>',
        '<cols><col min="1" max="2" hidden="true"/></cols><sheetData><row r="1">{}</row></sheetData>',
        '<cols><col min="1" max="1" width="0"/></cols><sheetData><row r="1">{}</row></sheetData>',
    ],
)
def test_words_in_hidden_rows_and_columns_are_hidden(sheet: str) -> None:
    assert spot(sheet.format(words("A1", "x"))).hidden


def test_rows_that_the_file_writes_show_where_all_others_are_hidden() -> None:
    found = outline(
        '<sheetFormatPr zeroHeight="1"/>' + rows(words("A1", "x")),
        names='<definedName name="f.a">Form!$A$9</definedName>',
    ).spots
    assert [(s.place.cell_ref, s.hidden) for s in found] == [("A1", False), ("A9", True)]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_words_of_a_hidden_sheet_are_hidden(state: str) -> None:
    assert spot(rows(words("A1", "x")), tabs=[f'name="Form" state="{state}"']).hidden


def test_words_behind_merged_cells_are_hidden() -> None:
    sheet = rows(words("A1", "a") + words("B1", "b")) + '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    assert [(s.text, s.columns, s.hidden) for s in outline(sheet).spots] == [("a", 2, False), ("b", 1, True)]


# --- what lies over the cells


def test_a_picture_stands_in_the_cell_it_is_anchored_to() -> None:
    picture = '<x:pic><x:nvPicPr><x:cNvPr id="2" name="p" descr="A graph"/></x:nvPicPr></x:pic>'
    found = spot(rows(words("B1", "x")), at="C3", extra=drawn(anchored((2, 2), (5, 5), picture)))
    assert found.pieces == (Picture("A graph"),)


def test_a_ring_drawn_over_a_cell_rings_that_cell_alone() -> None:
    cells = rows(words("A1", "Yes") + words("B1", "No"), words("A2", "Maybe"))
    found = outline(cells, extra=drawn(anchored((0, 0), (1, 1), shaped(form="ellipse"), offset=-0)))
    assert [(s.text, s.ringed) for s in found.spots] == [("Yes", True), ("No", False), ("Maybe", False)]


def test_a_rectangle_is_no_ring() -> None:
    assert not spot(rows(words("A1", "x")), extra=drawn(anchored((0, 0), (1, 1), shaped()))).ringed


def test_words_of_a_text_box_are_a_spot() -> None:
    box = shaped("Seen by Ada", run='strike="sngStrike"')
    found = outline(rows(words("A1", "x")), extra=drawn(anchored((4, 1), (6, 3), box))).spots[-1]
    assert (found.part, found.place.cell_ref, found.pieces) == (
        "text box",
        "B5",
        (Run("Seen by Ada", Look(struck=True)),),
    )


def test_comments_are_spots_at_their_cells() -> None:
    found = outline(
        rows(words("A1", "x")),
        extra={
            "xl/worksheets/_rels/sheet1.xml.rels": relations({"c": ("comments", "../comments1.xml")}),
            "xl/comments1.xml": note("B3", "Ask Ada"),
        },
    ).spots[-1]
    assert (found.part, found.place.cell_ref, found.text) == ("comment", "B3", "Ask Ada")


def test_a_conversation_is_read_and_not_the_note_that_stands_for_it() -> None:
    talk = b'<Talk xmlns="urn:x"><threadedComment ref="B3"><text>Why?</text></threadedComment></Talk>'
    found = outline(
        rows(),
        extra={
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                {"c": ("comments", "../comments1.xml"), "t": ("threadedComment", "../t.xml")}
            ),
            "xl/comments1.xml": note("B3", "[Threaded comment]"),
            "xl/t.xml": talk,
        },
    ).spots
    assert [s.text for s in found] == ["Why?"]


def test_a_tick_box_of_the_old_sort_is_a_key_with_its_state() -> None:
    old = (
        '<xml xmlns:v="urn:v" xmlns:x="urn:x"><v:shape id="_x0000_s1025"><v:textbox>Agreed<br></v:textbox>'
        '<x:ClientData ObjectType="Checkbox"><x:Anchor>1, 5, 2, 2, 3, 0, 2, 18</x:Anchor><x:Checked>1</x:Checked>'
        "</x:ClientData></v:shape></xml>"
    )
    found = spot(
        rows(),
        at="B3",
        extra={
            "xl/worksheets/_rels/sheet1.xml.rels": relations({"v": ("vmlDrawing", "../drawings/v.vml")}),
            "xl/drawings/v.vml": old.encode(),
        },
    )
    assert [(key.space, key.widget, key.alias, key.stored) for key in found.keys] == [("field", "tick", "Agreed", True)]


def test_a_tick_box_of_the_newer_sort_is_a_key_with_its_state() -> None:
    control = (
        '<controls><control shapeId="1025" r:id="p" name="Check Box 1"><controlPr><anchor xmlns:x="urn:x"><from>'
        "<x:col>0</x:col><x:colOff>9</x:colOff><x:row>0</x:row><x:rowOff>9</x:rowOff></from><to><x:col>1</x:col>"
        "<x:colOff>0</x:colOff><x:row>0</x:row><x:rowOff>150000</x:rowOff></to></anchor></controlPr></control>"
        "</controls>"
    )
    found = spot(
        rows(words("A1", "x")) + control,
        extra={
            "xl/worksheets/_rels/sheet1.xml.rels": relations({"p": ("ctrlProp", "../ctrlProps/c.xml")}),
            "xl/ctrlProps/c.xml": b'<formControlPr xmlns="urn:x" objectType="CheckBox"/>',
        },
    )
    assert [(key.name, key.widget, key.stored) for key in found.keys] == [("Check Box 1", "tick", False)]
    assert found.text == "x"


# --- what is printed on every page


def test_words_of_a_footer_are_a_spot_without_their_codes() -> None:
    codes = "&amp;L&amp;8 Ask &amp;&amp; tell&amp;R&amp;P of &amp;N"
    sheet = f"<sheetData/><headerFooter><oddFooter>{codes}</oddFooter></headerFooter>"
    assert [(s.part, s.text) for s in outline(sheet).spots] == [("footer", "Ask & tell")]


# --- damage and limits


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', "D0907"),
        ('<c r="A7"><v>1</v></c>', "D0907"),
        ('<c r="A1" t="zz"><v>1</v></c>', "D0907"),
        ('<c r="A1" t="s"><v>1</v></c>', "D0905"),
        ('<c r="A1" t="s"><v>-1</v></c>', "D0905"),
        ('<c r="A1" t="s"><v>٠</v></c>', "D0905"),
        ('<c r="XFE1"><v>1</v></c>', "D0905"),
        ('<c r="1"><v>1</v></c>', "D0905"),
    ],
)
def test_cells_that_contradict_themselves_are_refused(cells: str, code: str) -> None:
    with pytest.raises(ReadError) as refused:
        outline(rows(cells), strings="<si><t>x</t></si>")
    assert refused.value.code == code


def test_a_shared_text_with_an_empty_number_is_an_empty_cell() -> None:
    assert outline(rows('<c r="A1" t="s"><v/></c>')).spots == []


def test_the_workbook_part_may_have_any_name() -> None:
    assert read(workbook(rows(words("A1", "x")), main="xl/book1.xml")).outline.spots[0].text == "x"


def test_a_workbook_of_the_strict_sort_is_read(filled: bytes) -> None:
    strict = {
        name: content.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts(filled).items()
    }
    assert dump(read(packed(strict)).outline) == dump(read(filled).outline)


def test_two_sheets_that_are_one_part_are_refused() -> None:
    book = parts(workbook(rows(), rows()))
    book["xl/_rels/workbook.xml.rels"] = book["xl/_rels/workbook.xml.rels"].replace(b"sheet2.xml", b"sheet1.xml")
    with pytest.raises(ReadError):
        read(packed(book))


def test_one_long_text_in_many_cells_is_refused() -> None:
    long = "<si><t>" + "".join(str(n * n) for n in range(80_000)) + "</t></si>"
    cells = [f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(1, 30)]
    assert outline(rows(*cells[:2]), strings=long).spots
    with pytest.raises(ReadError) as refused:
        outline(rows(*cells), strings=long)
    assert refused.value.code == "D0906"


def test_more_empty_cells_than_a_form_can_have_are_refused() -> None:
    cells = "".join(f'<c r="A{n}"/>' for n in range(600_001))
    with pytest.raises(ReadError) as refused:
        parse_bounded(f"<row>{cells}</row>".encode(), "a sheet")
    assert refused.value.code == "D0906"


@pytest.mark.parametrize("blanks", ["87{}x", "a · {}· 2024-09{}", "Reference{}·"])
def test_long_runs_of_blanks_are_read_once(blanks: str) -> None:
    text = blanks.replace("{}", " " * 20_000)
    footer = f"<headerFooter><oddFooter>{text}</oddFooter></headerFooter>"
    assert outline(rows(words("A1", text)) + footer).spots[0].text == text


def test_an_edit_of_our_form_changes_that_spot_alone(form: Form, filled: bytes) -> None:
    before, after = (dump(read(data).outline).splitlines() for data in (filled, with_text(filled, "f.name", "Bela")))
    assert [line for line in after if line not in before] == [next(line for line in after if "f.name" in line)]


def test_a_plain_cell_has_the_plain_look() -> None:
    assert spot(rows(words("A1", "x"))).pieces == (Run("x", PLAIN),)
