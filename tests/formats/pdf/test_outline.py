"""What a returned PDF is opened as: one claim a test, on small files built here."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.formats.pdf.trees import FORM, content
from tsmforms.diagnostics import ReadError
from tsmforms.formats.pdf import compile_writer
from tsmforms.formats.pdf.read import read
from tsmforms.layout import Content, WriterPlan
from tsmforms.model.outline import GridArea, Key, Look, Outline, Page, Run, Spot

WRITER = compile_writer(WriterPlan(FORM))
BLANK = WRITER.fill(Content({}))
FILLED = content(
    {
        "name": 'Siân O\'Example <Jones> & Łucja "Lou" (Ŵ\\)',
        "needs": "SEN support",
        "notes": "  leading spaces\n\ttabbed\n\nlast line",
        "audit.policy.evidence": "Reviewed in May",
        "actions.0.what": "Ring before 8.30am",
    },
    {"help": {"bus"}, "audit.policy.rating": {"green"}, "audit.data.rating": {"red"}},
)
Change = Callable[[Pdf, dict[str, Any]], None]

WORDS = b"BT /F 12 Tf %d %d Td (%s) Tj ET\n"


def words(x: int, y: int, text: str) -> bytes:
    return WORDS % (x, y, text.encode("cp1252"))


def page_of(content: bytes, annotations: Sequence[Any] = (), **keys: Any) -> bytes:
    """A file of one page, 600 by 800 points, set in Helvetica (`/F`) and Helvetica-Bold (`/B`)."""
    pdf = Pdf.new()
    fonts = {
        name: Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(base), Encoding=Name.WinAnsiEncoding)
        for name, base in (("/F", "/Helvetica"), ("/B", "/Helvetica-Bold"))
    }
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 600, 800]),
        Resources=Dictionary(Font=Dictionary(fonts)),
        Contents=pdf.make_stream(content),
        Annots=Array(map(pdf.make_indirect, annotations)),
        **keys,
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def outline(data: bytes, deep: bool = False) -> Outline:
    return read(data, deep).outline


def deep(content: bytes, annotations: Sequence[Any] = (), **keys: Any) -> Outline:
    return outline(page_of(content, annotations, **keys), deep=True)


def printed(found: Outline) -> list[str]:
    return [spot.text for spot in found.spots if spot.part == "page"]


def look_of(found: Outline, text: str) -> Look:
    return next(word.look for page in found.pages for word in page.words if word.text == text)


def spot_of(data: bytes, name: str, state: str | None = None) -> Spot:
    return next(spot for spot in outline(data).spots for key in spot.keys if (key.name, key.state) == (name, state))


def key_of(data: bytes, name: str, state: str | None = None) -> Key:
    return spot_of(data, name, state).keys[0]


def annotation(kind: str, rect: Sequence[float], **keys: Any) -> Any:
    return Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array(rect), **keys)


def fields(pdf: Pdf) -> dict[str, Any]:
    """Every field by full name."""
    out: dict[str, Any] = {}
    waiting = [(field, "") for field in pdf.Root.AcroForm.Fields]
    while waiting:
        field, above = waiting.pop()
        name = f"{above}.{field.T}".lstrip(".")
        out[name] = field
        waiting += [(kid, name) for kid in field.get("/Kids", ()) if "/T" in kid]
    return out


def changed(change: Change, data: bytes = BLANK) -> bytes:
    """The form as another program left it."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        change(pdf, fields(pdf))
        return saved(pdf)


# --- fields


def test_each_text_box_is_a_spot_with_its_key_and_the_words_it_shows() -> None:
    spot = spot_of(WRITER.fill(FILLED), "notes")
    assert (spot.part, spot.keys[0].space, spot.keys[0].widget) == ("body", "acroform", "words")
    assert spot.text == spot.keys[0].stored == FILLED.texts["notes"]


def test_a_box_says_its_page_and_rectangle() -> None:
    spot = spot_of(BLANK, "notes")
    assert spot.place.page == 1
    assert spot.rect == spot.place.rect is not None


def test_the_tooltip_is_the_alias() -> None:
    assert key_of(BLANK, "notes").alias


def test_a_value_changed_under_its_drawing_is_seen_as_two() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        by_name["notes"].V = String("something else")

    spot = spot_of(changed(change, WRITER.fill(FILLED)), "notes")
    assert spot.keys[0].stored == "something else"
    assert "".join(spot.text.split()) == "".join(FILLED.texts["notes"].split())


def test_a_value_without_a_drawing_is_what_the_box_shows() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        by_name["notes"].V = String("typed by a program")

    assert spot_of(changed(change), "notes").text == "typed by a program"


def test_drawings_that_the_file_calls_out_of_date_do_not_count() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        by_name["notes"].V = String("new")
        pdf.Root.AcroForm.NeedAppearances = True

    assert spot_of(changed(change, WRITER.fill(FILLED)), "notes").text == "new"


def test_signs_that_a_drawing_cannot_show_are_no_difference() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        by_name["notes"].V = String("Ayşe Łódź")
        by_name["notes"].AP = Dictionary(N=pdf.make_stream(b"/Tx BMC BT /TF 9 Tf 2 2 Td (Ay?e ??d?) Tj ET EMC"))

    assert spot_of(changed(change), "notes").text == "Ayşe Łódź"


def test_a_dropdown_has_its_labels_and_shows_the_label_of_its_value() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        by_name["needs"].V = String("k")

    spot = spot_of(changed(change), "needs")
    assert (spot.keys[0].widget, spot.keys[0].stored, spot.text) == ("list", "k", "SEN support")
    assert spot.keys[0].labels["k"] == "SEN support"


def test_a_tick_box_stores_what_its_field_holds_and_shows_what_is_drawn() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        by_name["help.__bus"].V = Name.bus

    spot = spot_of(changed(change), "help.__bus", "bus")
    assert (spot.keys[0].widget, spot.keys[0].stored, spot.text) == ("tick", True, "")


def test_each_radio_button_is_a_spot_of_its_own() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        group = by_name["audit.policy.rating"]
        group.V = group.Kids[0].AS = Name.red

    data = changed(change)
    stored = {state: key_of(data, "audit.policy.rating", state).stored for state in ("red", "amber", "green")}
    assert stored == {"red": True, "amber": False, "green": False}
    assert spot_of(data, "audit.policy.rating", "red").text == "X"


def test_a_radio_value_that_no_button_has_is_not_lost() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        by_name["audit.policy.rating"].V = Name.purple

    assert key_of(changed(change), "audit.policy.rating", "purple").stored is True


def test_renumbered_states_have_the_labels_of_their_list() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        group = by_name["audit.policy.rating"]
        for n, kid in enumerate(group.Kids):
            kid.AP.N = Dictionary({f"/{n}": kid.AP.N["/Off"], "/Off": kid.AP.N["/Off"]})
        group.Opt = Array(["red", "amber", "green"])
        group.V = Name("/1")

    key = key_of(changed(change), "audit.policy.rating", "1")
    assert (key.stored, key.labels) == (True, {"0": "red", "1": "amber", "2": "green"})


def test_push_buttons_and_signatures_take_nothing() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        by_name["notes"].FT = Name.Sig
        by_name["notes"].V = Dictionary(Type=Name.Sig, Contents=String("abc"))

    key = key_of(changed(change), "notes")
    assert (key.widget, key.stored) == ("other", None)


@pytest.mark.filterwarnings("ignore:This document has")
def test_boxes_on_a_page_that_are_in_no_form_are_spots() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        by_name["notes"].V = String("still here")
        del pdf.Root["/AcroForm"]

    assert spot_of(changed(change), "notes").text == "still here"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"\xfe\xff\x00\x1b\x00e\x00n\x00\x1b\x00Y\x00e\x00s", "Yes"),
        (b"Ye\x00s", "Yes"),
        (b"Yes\r\n", "Yes\n"),
        (b"Yes\n\n", "Yes\n\n"),
    ],
)
def test_what_programs_write_into_a_value_is_no_part_of_it_and_its_line_ends_are(value: bytes, text: str) -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        by_name["notes"].V = String(value)

    assert spot_of(changed(change), "notes").text == text


# --- notes and drawings over the page


def test_a_note_is_a_spot_with_its_words_and_its_sort() -> None:
    (spot,) = outline(page_of(b"", [annotation("FreeText", [10, 10, 90, 30], Contents="Anna Example")])).spots
    assert (spot.part, spot.style, spot.text, spot.rect) == ("annotation", "FreeText", "Anna Example", (10, 10, 90, 30))


def test_a_note_whose_contents_are_no_text_has_no_words() -> None:
    (spot,) = outline(page_of(b"", [annotation("Text", [1, 1, 9, 9], Contents=Array([String("a"), 5]))])).spots
    assert spot.text == ""


def test_our_own_notes_are_left_out() -> None:
    assert not outline(page_of(b"", [annotation("Text", [1, 1, 9, 9], T="tsmforms", Contents="see here")])).spots


def test_links_and_boxes_are_no_notes() -> None:
    found = [annotation(kind, [1, 1, 9, 9]) for kind in ("Link", "Popup")]
    assert not outline(page_of(b"", found)).spots


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("Highlight", {"highlight": "FFFF00"}),
        ("StrikeOut", {"struck": True}),
        ("Underline", {"underlined": True}),
        ("Circle", {"ringed": True}),
    ],
)
def test_words_under_a_viewers_mark_look_marked(kind: str, wanted: dict[str, Any]) -> None:
    found = deep(words(100, 700, "Yes"), [annotation(kind, [95, 695, 125, 715], C=Array([1, 1, 0]))])
    assert {name: getattr(look_of(found, "Yes"), name) for name in wanted} == wanted


# --- pages


def test_the_digest_of_a_page_is_the_same_however_its_content_is_packed() -> None:
    plain = pikepdf.open(io.BytesIO(page_of(words(100, 700, "Hello"))))
    out = io.BytesIO()
    plain.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    packed = outline(page_of(words(100, 700, "Hello"))).pages[0].digest
    assert packed == outline(out.getvalue()).pages[0].digest != ""


def test_the_digest_of_a_page_changes_with_what_is_printed() -> None:
    digests = {outline(page_of(words(100, 700, text))).pages[0].digest for text in ("Yes", "No")}
    assert len(digests) == 2


def picture(pdf: Pdf) -> Any:
    image = pdf.make_stream(bytes(1000 * 1000))
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width = image.Height = 1000
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    return image


@pytest.mark.parametrize(
    ("content", "is_picture"),
    [
        (b"q 600 0 0 800 0 0 cm /P Do Q", True),
        (b"q 600 0 0 800 0 0 cm /P Do Q BT 3 Tr /F 9 Tf (seen by a machine) Tj ET", True),
        (b"q 600 0 0 800 0 0 cm /P Do Q BT /F 9 Tf (words) Tj ET", False),
    ],
)
def test_a_page_that_is_only_a_scan_is_a_picture(content: bytes, is_picture: bool) -> None:
    pdf = Pdf.open(io.BytesIO(page_of(content)))
    pdf.pages[0].obj.Resources.XObject = Dictionary(P=picture(pdf))
    assert outline(saved(pdf)).pages[0].is_picture == is_picture


# --- printed words, lines and grids


def ruled(*rects: tuple[int, int, int, int]) -> bytes:
    return b"".join(b"%d %d %d %d re S\n" % rect for rect in rects)


TABLE = ruled((100, 600, 100, 50), (200, 600, 100, 50), (100, 550, 200, 50))
"""Two cells over one as wide as both."""


def only_grid(found: Outline) -> GridArea:
    (grid,) = found.grids
    return grid


def test_a_cell_is_one_spot_with_its_words_line_by_line() -> None:
    found = deep(TABLE + words(105, 635, "Name") + words(105, 610, "Sam Specimen"))
    assert [spot.text for spot in only_grid(found).rows[0]] == ["Name\nSam Specimen", ""]


def test_a_cell_that_spans_stands_once() -> None:
    (cell,) = only_grid(deep(TABLE)).rows[1]
    assert (cell.row, cell.column, cell.columns, cell.table) == (1, 0, 2, 1)


@pytest.mark.parametrize(
    "lines",
    [
        b"100 600 m 300 600 l S 100 650 m 300 650 l S 100 600 m 100 650 l S 200 600 m 200 650 l S 300 600 m 300 650 l S",
        b"100 600 200 .5 re f 100 650 200 .5 re f 100 600 .5 50 re f 200 600 .5 50 re f 300 600 .5 50 re f",
        b"100 600 100 50 re S 200 600 100 50 re S",
        b".9 g 100 600 100 50 re f .8 g 200 600 100 50 re f",
    ],
)
def test_a_table_is_seen_however_it_was_drawn(lines: bytes) -> None:
    assert [spot.column for spot in only_grid(deep(lines)).rows[0]] == [0, 1]


def test_a_frame_on_its_own_is_a_box_and_no_grid() -> None:
    found = deep(ruled((100, 600, 200, 50)) + words(105, 610, "inside"))
    assert [(spot.style, spot.text) for spot in found.spots] == [("box", "inside")]
    assert not found.grids


def test_a_border_round_the_page_is_no_box() -> None:
    found = deep(ruled((20, 20, 560, 760)) + words(105, 610, "first") + words(105, 510, "second"))
    assert printed(found) == ["first", "second"]


def test_a_row_of_bold_words_over_others_is_the_header() -> None:
    bold = words(105, 625, "Name").replace(b"/F", b"/B") + words(205, 625, "Date").replace(b"/F", b"/B")
    assert only_grid(deep(TABLE + bold + words(105, 565, "Sam"))).headers == 1


def test_a_tinted_cell_has_its_fill() -> None:
    found = deep(b"1 0 0 rg 100 600 100 50 re f 0 g\n" + TABLE)
    assert [spot.fill for spot in only_grid(found).rows[0]] == ["FF0000", None]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (b"", "☐ Yes"),
        (words(102, 702, "X"), "☒ Yes"),
        (words(104, 702, "•"), "☒ Yes"),
        (b"101 701 m 111 711 l S 101 711 m 111 701 l S", "☒ Yes"),
        (words(102, 702, "2"), "2 Yes"),
    ],
)
def test_a_small_box_before_its_word_is_an_empty_or_marked_one(inside: bytes, shown: str) -> None:
    assert printed(deep(ruled((100, 700, 12, 12)) + inside + words(116, 702, "Yes"))) == [shown]


def test_a_ring_round_a_word_is_seen() -> None:
    ring = b"90 704 m 90 720 140 720 140 704 c 140 688 90 688 90 704 c s\n"
    found = deep(ring + words(100, 700, "Yes") + words(200, 700, "No"))
    assert (look_of(found, "Yes").ringed, look_of(found, "No").ringed) == (True, False)


def test_a_line_through_the_middle_of_a_word_strikes_it() -> None:
    found = deep(words(100, 700, "Yes") + words(140, 700, "No") + b"100 704 m 121 704 l S")
    assert (look_of(found, "Yes").struck, look_of(found, "No").struck) == (True, False)


def test_a_line_under_a_word_underlines_it_and_a_ruling_does_not() -> None:
    lines = b"100 698.5 m 121 698.5 l S 50 498 m 550 498 l S "
    found = deep(lines + words(100, 700, "Yes") + words(100, 500, "No"))
    assert (look_of(found, "Yes").underlined, look_of(found, "No").underlined) == (True, False)


def test_a_tint_behind_a_word_highlights_it() -> None:
    found = deep(b"1 1 0 rg 98 697 26 14 re f 0 g " + words(100, 700, "Yes"))
    assert look_of(found, "Yes").highlight == "FFFF00"


def test_a_word_in_the_bold_font_is_bold() -> None:
    assert look_of(deep(words(100, 700, "Yes").replace(b"/F", b"/B")), "Yes").bold


def test_words_that_are_not_drawn_are_hidden() -> None:
    assert look_of(deep(b"3 Tr " + words(100, 700, "Yes")), "Yes").hidden


def test_words_far_apart_on_a_line_are_spots_of_their_own() -> None:
    assert printed(deep(words(100, 700, "Name") + words(300, 700, "Date"))) == ["Name", "Date"]


def test_lines_are_in_reading_order_whatever_the_order_of_the_file() -> None:
    assert printed(deep(words(100, 500, "third") + words(300, 700, "second") + words(100, 700, "first"))) == [
        "first",
        "second",
        "third",
    ]


def test_a_page_printed_sideways_is_read_upright() -> None:
    sideways = b"BT /F 12 Tf 0 1 -1 0 100 50 Tm (first line) Tj ET BT /F 12 Tf 0 1 -1 0 120 50 Tm (second line) Tj ET"
    found = deep(sideways)
    assert printed(found) == ["first line", "second line"]
    assert (found.pages[0].width, found.pages[0].height) == (800, 600)


def test_a_page_that_was_only_turned_in_a_viewer_is_read_as_it_was_printed() -> None:
    assert deep(words(100, 700, "Yes"), Rotate=90).spots[0].rect == deep(words(100, 700, "Yes")).spots[0].rect


def test_rectangles_count_from_the_pages_corner() -> None:
    def with_corner(x: int, y: int) -> list[Sequence[float]]:
        data = page_of(words(200, 300, "Yes"), [annotation("Text", [110, 110, 120, 120])])
        with Pdf.open(io.BytesIO(data)) as pdf:
            pdf.pages[0].obj.MediaBox = Array([x, y, x + 600, y + 800])
            found = outline(saved(pdf), deep=True)
        return [spot.rect[:2] for spot in found.spots if spot.rect]

    for moved, plain in zip(with_corner(100, 50), with_corner(0, 0), strict=True):
        assert moved == pytest.approx((plain[0] - 100, plain[1] - 50))


def test_a_file_read_in_the_cheap_layer_has_no_words_of_pages() -> None:
    found = outline(BLANK)
    assert not found.is_deep
    assert not any(page.words for page in found.pages)


def test_the_blank_form_has_its_labels_in_its_grid_cells() -> None:
    texts = {spot.text.partition("\n")[0] for spot in outline(BLANK, deep=True).spots if spot.part == "page"}
    assert "Notes" in texts


# --- what the file says of itself


def test_keywords_and_every_foot_are_claims() -> None:
    sources = [claim.source for claim in read(BLANK, deep=True).claims]
    assert sources == ["keywords", "footer"]


def test_the_foot_is_read_where_no_keywords_say_what_the_file_is() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        del pdf.docinfo["/Keywords"]
        del pdf.Root["/Metadata"]

    (claim,) = read(changed(change)).claims
    assert (claim.source, claim.identity.form) == ("footer", read(BLANK).claims[0].identity.form)
    assert claim.place
    assert claim.place.page == 1


def test_feet_that_differ_are_claims_each() -> None:
    first, second = (
        Pdf.open(io.BytesIO(page_of(words(50, 30, f"some_form · 2024-09 · abcdef · Reference R{n}")))) for n in (1, 2)
    )
    first.pages.extend(second.pages)
    assert [claim.identity.record_id for claim in read(saved(first)).claims] == ["R1", "R2"]


def test_attached_answers_are_read() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        pdf.attachments["answers.json"] = json.dumps({"name": "Sam"}).encode()

    attachment = read(changed(change)).attachment
    assert attachment
    assert attachment.answers == {"name": "Sam"}


def test_scripts_and_other_files_are_named() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        pdf.attachments["invoice.exe"] = b"MZ"

    assert [note.code for note in read(changed(change)).notes] == ["D0407", "D0407"]


# --- files that want too much


def flate(pdf: Pdf, data: bytes, times: int = 1) -> Any:
    for _ in range(times):
        data = zlib.compress(data, 9)
    stream = pikepdf.Stream(pdf, data)
    stream.Filter = Array([Name.FlateDecode] * times)
    return pdf.make_indirect(stream)


def raw(change: Change) -> bytes:
    with Pdf.open(io.BytesIO(BLANK)) as pdf:
        change(pdf, fields(pdf))
        out = io.BytesIO()
        pdf.save(out, recompress_flate=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def test_a_page_packed_twice_over_has_no_digest() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        pdf.pages[0].obj.Contents = flate(pdf, bytes(64 << 20), 2)

    assert outline(raw(change)).pages[0].digest == ""


def test_a_value_longer_than_any_answer_is_refused() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        by_name["notes"].V = flate(pdf, bytes(64 << 20))

    with pytest.raises(ReadError) as refusal:
        read(raw(change))
    assert refusal.value.code == "D0906"


def test_attached_answers_that_unpack_without_end_are_refused() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        pdf.attachments["answers.json"] = b"{}"
        entry = pdf.attachments["answers.json"].obj
        entry.EF.F = entry.EF.UF = flate(pdf, b" " * (64 << 20))

    opened = read(raw(change))
    assert [note.code for note in opened.notes] == ["D0406"]
    assert opened.attachment is None


def test_lists_that_name_the_next_twice_end() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        inner = pdf.make_indirect(Array([String("x")]))
        for _ in range(60):
            inner = pdf.make_indirect(Array([inner, inner]))
        by_name["needs"].V = by_name["needs"].Opt = inner

    assert spot_of(changed(change), "needs").text == ""


def test_ours_behind_thousands_of_strange_boxes_are_read() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        by_name["notes"].V = String("here")
        junk = [pdf.make_indirect(Dictionary(FT=Name.Tx, T=f"junk{n}")) for n in range(3_000)]
        pdf.Root.AcroForm.Fields = Array([*junk, *pdf.Root.AcroForm.Fields])

    assert spot_of(changed(change), "notes").text == "here"


def test_more_boxes_than_any_form_has_are_refused() -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        junk = pdf.make_indirect(Dictionary(FT=Name.Tx, T="junk"))
        pdf.Root.AcroForm.Fields = Array([*([junk] * 40_000), *pdf.Root.AcroForm.Fields])

    with pytest.raises(ReadError) as refusal:
        read(changed(change))
    assert refusal.value.code == "D0906"


def test_pages_that_share_their_links_count_them_once() -> None:
    pdf = Pdf.open(io.BytesIO(page_of(b"")))
    links = pdf.make_indirect(Array([pdf.make_indirect(annotation("Link", [0, 0, 1, 1])) for _ in range(200)]))
    for _ in range(600):
        page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 9, 9]), Annots=links)
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pages: Sequence[Page] = outline(saved(pdf)).pages
    assert len(pages) == 601


@pytest.mark.parametrize("rect", [Array([1, 2]), String("x"), Array([Name.a, 1, 1, 1])])
def test_an_odd_rectangle_loses_only_itself(rect: Any) -> None:
    def change(pdf: Pdf, by_name: dict[str, Any]) -> None:
        by_name["notes"].V = String("here")
        by_name["notes"].Rect = rect

    spot = spot_of(changed(change), "notes")
    assert (spot.rect, spot.text) == (None, "here")


def test_runs_of_a_spot_are_the_pieces_that_are_words() -> None:
    (spot,) = deep(words(100, 700, "Yes") + words(130, 700, "No").replace(b"/F", b"/B")).spots
    assert [(piece.text, piece.look.bold) for piece in spot.pieces if isinstance(piece, Run)] == [
        ("Yes ", False),
        ("No", True),
    ]


def flattened(data: bytes) -> bytes:
    """The form with its boxes made part of the page, as printing to PDF does."""
    import pypdfium2
    from pypdfium2 import raw as pdfium

    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    for number in range(len(document)):
        page = document[number]
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
        page.close()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_what_a_flattened_box_showed_stands_in_the_spot_at_its_place() -> None:
    filled = WRITER.fill(FILLED)
    ratings = {"audit.policy.rating": "Green", "audit.data.rating": "Red"}
    pages = [spot for spot in outline(flattened(filled), deep=True).spots if spot.part == "page"]
    for box in outline(filled).spots:
        assert box.rect
        x, y = (box.rect[0] + box.rect[2]) / 2, (box.rect[1] + box.rect[3]) / 2
        here = [
            spot
            for spot in pages
            if spot.rect
            and spot.place.page == box.place.page
            and spot.rect[0] <= x <= spot.rect[2]
            and spot.rect[1] <= y <= spot.rect[3]
        ]
        shown = "".join(box.text.split())
        if box.keys[0].widget == "tick" and box.text:
            shown = ratings.get(box.keys[0].name, "☒")
        assert any(shown in "".join(spot.text.split()) for spot in here) or not shown
