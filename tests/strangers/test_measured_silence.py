"""Measured on the first readers: answers that were wrong, or lost, without a word. Each is read right or reported."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tsmforms
from tests.formats.xlsx.samples import packed, parts, with_cell, with_text
from tests.strangers.hostile import (
    DOCUMENT,
    W,
    blank,
    codes,
    docx,
    fill,
    filled,
    pdf,
    read,
    runs_of,
    said,
    saved,
    typed,
)
from tests.support.run import tsmforms as command
from tsmforms.diagnostics import ReadError
from tsmforms.model.identity import printed_id

NAME = "pupil.name"
YES_NO = "policy.on_website"


# --- marks of a PDF that are not ours


def states(names: tuple[str, str], pressed: str, labels: tuple[str, ...] = ()) -> bytes:
    """The termly record with the two buttons of one yes/no question renamed, and one of them pressed."""
    from pikepdf import Array, Name, String

    def change(file: Any, fields: dict[str, Any]) -> None:
        field = fields[YES_NO]
        for widget, name in zip(field.Kids, names, strict=True):
            drawings = widget.AP.N
            old = next(key for key in drawings if key != "/Off")
            drawings[f"/{name}"] = drawings[old]
            if old != f"/{name}":
                del drawings[old]
            widget.AS = Name(f"/{name}" if name == pressed else "/Off")
        field.V = Name(f"/{pressed}")
        if labels:
            field.Opt = Array([String(label) for label in labels])

    return pdf(blank("termly_record", "pdf"), change)


@pytest.mark.parametrize(
    ("names", "pressed", "labels", "answer"),
    [
        (("yes", "no"), "yes", (), True),
        (("Yes", "No"), "Yes", (), True),
        (("Yes", "No"), "No", (), False),
        (("0", "1"), "0", ("Yes", "No"), True),
        (("0", "1"), "1", ("Yes", "No"), False),
        (("0", "1"), "0", ("yes", "no"), True),
    ],
)
def test_states_that_were_renamed_are_read_by_the_list_of_their_labels(
    names: tuple[str, str], pressed: str, labels: tuple[str, ...], answer: bool
) -> None:
    assert read(states(names, pressed, labels)).answers == {"policy": {"on_website": answer}}


@pytest.mark.parametrize(
    ("names", "pressed"), [(("0", "1"), "0"), (("0", "1"), "1"), (("On", "off2"), "On"), (("maybe", "no"), "maybe")]
)
def test_a_state_that_is_none_of_the_choices_is_reported_and_no_answer(names: tuple[str, str], pressed: str) -> None:
    found = read(states(names, pressed))
    assert found.answers == {}
    assert ("D0207", YES_NO) in codes(found)


def test_purple_is_no_rating() -> None:
    import pikepdf

    def change(file: Any, fields: dict[str, Any]) -> None:
        field = fields["improving_absence.leader_in_slt.rating"]
        widget = field.Kids[0]
        widget.AP.N["/purple"] = widget.AP.N["/red"]
        del widget.AP.N["/red"]
        field.V = widget.AS = pikepdf.Name("/purple")

    found = read(pdf(blank("rag_audit", "pdf"), change))
    assert found.answers == {}
    assert ("D0207", "improving_absence.leader_in_slt.rating") in codes(found)


# --- PDFs that lost what makes them ours


def without_attachment(data: bytes) -> bytes:
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String

    with pikepdf.open(io.BytesIO(data)) as file:
        del file.attachments["answers.json"]
        if "/AF" in file.Root:
            del file.Root["/AF"]
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([50, 50, 70, 70]), Contents=String("Seen"))
        file.pages[0].obj.Annots = file.make_indirect(Array([file.make_indirect(note)]))
        return saved(file)


def test_a_letter_that_lost_its_answers_and_has_a_sticky_note_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(without_attachment(filled("letter_1", "pdf")))
    assert "D0405" in {d.code for d in said(tsmforms.read(path)) if d.severity == "error"}
    assert command("read", path).status == 1


def test_a_letter_in_which_somebody_else_s_box_stands_is_an_error_too() -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(without_attachment(filled("letter_1", "pdf")))) as file:
        add_box(file, "Text1", "Sam Specimen")
        data = saved(file)
    assert "D0405" in {d.code for d in said(read(data)) if d.severity == "error"}


def add_box(file: Any, name: str, words: str) -> None:
    from pikepdf import Array, Dictionary, Name, String

    box = file.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String(name),
            V=String(words),
            Rect=Array([100, 100, 200, 120]),
        )
    )
    file.pages[0].obj.Annots = Array([box])
    file.Root.AcroForm = Dictionary(Fields=Array([box]))


def somebody_s_form() -> bytes:
    import pikepdf

    file = pikepdf.Pdf.new()
    file.add_blank_page()
    add_box(file, "Text1", "Sam Specimen")
    return saved(file)


def test_a_pdf_with_none_of_our_boxes_but_somebody_s_is_an_error_with_form(tmp_path: Path) -> None:
    path = tmp_path / "other.pdf"
    path.write_bytes(somebody_s_form())
    found = tsmforms.read(path, form=tsmforms.form("sam_minutes"))
    assert found.answers == {}
    assert [d.code for d in found.diagnostics if d.severity == "error"] == ["D0103"]
    assert command("read", path, "--form", "sam_minutes").status == 1


def test_a_pdf_with_none_of_our_boxes_is_refused_without_form() -> None:
    with pytest.raises(ReadError) as refusal:
        read(somebody_s_form())
    assert refusal.value.code == "D0401"


def test_ours_behind_twenty_five_thousand_strange_boxes_are_read() -> None:
    from pikepdf import Array, Dictionary, Name, String

    def change(file: Any, fields: dict[str, Any]) -> None:
        fill(fields[NAME], "Sam Specimen")
        junk = [file.make_indirect(Dictionary(FT=Name.Tx, T=String(f"junk{n}"))) for n in range(25_000)]
        file.Root.AcroForm.Fields = Array([*junk, *file.Root.AcroForm.Fields])

    assert read(pdf(blank("sam_minutes", "pdf"), change)).answers == {"pupil": {"name": "Sam Specimen"}}


def test_a_text_whose_box_shows_other_words_is_reported_and_not_chosen() -> None:
    import pikepdf

    def change(file: Any, fields: dict[str, Any]) -> None:
        fields["services_involved"].V = pikepdf.String("Somebody Else entirely")

    found = read(pdf(filled("sam_minutes", "pdf"), change))
    assert "services_involved" not in found.answers
    assert ("D0101", "services_involved") in codes(found)


# --- whose and which


def test_a_footer_of_another_record_in_word_is_reported() -> None:
    assert "D0408" in {d.code for d in said(read(exchanged_docx()))}


def exchanged_docx() -> bytes:
    from tests.support.hands import rewritten

    ours = tsmforms.form("sam_minutes").example(0)["record_id"]

    def change(name: str, content: bytes) -> bytes:
        return content.replace(printed_id(ours).encode(), b"another-record-1") if "footer" in name else content

    return rewritten(filled("sam_minutes", "docx"), change)


def test_a_footer_of_another_form_in_word_is_reported() -> None:
    from tests.support.hands import rewritten

    data = rewritten(
        filled("sam_minutes", "docx"),
        lambda name, content: content.replace(b"sam_minutes", b"sap_minutes") if "footer" in name else content,
    )
    assert "D0408" in {d.code for d in said(read(data))}


def with_pages_of(data: bytes, other: bytes, page: int) -> bytes:
    """A PDF with what is printed on one page exchanged for another file's, its boxes left as they are."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as file, pikepdf.open(io.BytesIO(other)) as source:
        theirs = file.copy_foreign(source.pages[page].obj)
        file.pages[page].obj.Contents = theirs.Contents
        file.pages[page].obj.Resources = theirs.Resources
        return saved(file)


def test_a_foot_of_another_record_on_a_page_of_a_pdf_is_reported() -> None:
    data = with_pages_of(filled("sam_minutes", "pdf"), filled("sam_minutes", "pdf", 1), 1)
    assert {"D0408", "D0411"} & {d.code for d in said(read(data))}


def test_a_foot_of_another_form_on_a_page_of_a_pdf_is_reported() -> None:
    data = with_pages_of(filled("sam_minutes", "pdf"), filled("sap_minutes", "pdf"), 0)
    assert "D0408" in {d.code for d in said(read(data))}


def test_two_main_parts_are_reported() -> None:
    content = parts(filled("sam_minutes", "docx"))
    content["word/document2.xml"] = content[DOCUMENT].replace(b"</w:body>", b"<w:p/></w:body>")
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/document2.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.wordprocessingml.document.main+xml"/></Types>',
    )
    assert "D0907" in {d.code for d in said(read(packed(content)))}


@pytest.mark.parametrize("index", ["00", "01", "+1", "١"])
def test_a_list_index_that_we_never_write_is_no_entry(index: str) -> None:
    import pikepdf

    def change(file: Any, fields: dict[str, Any]) -> None:
        fill(fields["actions.1.action"], "Ring home")
        fields["actions.1.action"].Parent.T = pikepdf.String(index)

    found = read(pdf(blank("sam_minutes", "pdf"), change))
    assert found.answers == {}
    assert any(d.found == "Ring home" for d in said(found))


# --- cells of a workbook


@pytest.mark.parametrize("index", ["-1", "1_0", " 0x1", "999999", "١", "1.0"])
def test_an_odd_index_of_a_shared_text_is_refused(index: str) -> None:
    data = with_cell(blank("sam_minutes", "xlsx"), f"f.{NAME}", {"t": "s"}, f"<v>{index}</v>")
    with pytest.raises(ReadError) as refusal:
        read(data)
    assert refusal.value.code == "D0905"


def test_a_cell_of_a_type_that_no_program_writes_is_refused() -> None:
    with pytest.raises(ReadError) as refusal:
        read(with_cell(blank("sam_minutes", "xlsx"), f"f.{NAME}", {"t": "zz"}, "<v>1</v>"))
    assert refusal.value.code == "D0907"


@pytest.mark.parametrize("number", ["4_5000", "٤٥٠٠٠", "0x1", "nan", "inf", "1e400"])
def test_what_only_python_takes_for_a_number_is_no_date(number: str) -> None:
    found = read(with_cell(blank("sam_minutes", "xlsx"), "f.pupil.date_of_birth", {}, f"<v>{number}</v>"))
    assert found.answers == {}
    assert ("D0201", "pupil.date_of_birth") in codes(found)


# --- dates in Word


def dated(stored: str, words: str) -> bytes:
    def change(root: Any) -> None:
        found = typed(root, "pupil.date_of_birth", words)
        found.find(f"{W}sdtPr/{W}date").set(f"{W}fullDate", stored)

    return docx(blank("sam_minutes", "docx"), change)


def test_the_date_that_is_shown_is_the_answer_and_another_one_stored_is_reported() -> None:
    found = read(dated("2015-05-03T00:00:00Z", "04/05/2015"))
    assert found.answers == {"pupil": {"date_of_birth": "2015-05-04"}}
    assert [(d.severity, d.field) for d in said(found, "D0101")] == [("warning", "pupil.date_of_birth")]


@pytest.mark.parametrize(
    ("stored", "words"),
    [("2015-05-04T00:00:00Z", "4 May 2015"), ("not a date", "04/05/2015"), ("2015-05-04T23:00:00Z", "04/05/2015")],
)
def test_a_stored_date_that_agrees_or_is_none_is_not_reported(stored: str, words: str) -> None:
    found = read(dated(stored, words))
    assert found.answers == {"pupil": {"date_of_birth": "2015-05-04"}}
    assert said(found) == []


# --- characters


def test_half_a_character_in_a_workbook_is_no_part_of_an_answer() -> None:
    found = read(with_text(blank("sam_minutes", "xlsx"), f"f.{NAME}", "Sam_xD83D_ Specimen"))
    name = found.answers["pupil"]["name"]
    json.dumps(found.answers, ensure_ascii=False).encode()
    assert name == "Sam_xD83D_ Specimen"


def test_half_a_character_in_a_pdf_is_no_part_of_an_answer() -> None:
    import pikepdf

    def change(file: Any, fields: dict[str, Any]) -> None:
        fill(fields[NAME], "")
        fields[NAME].V = pikepdf.String(b"\xfe\xff\x00S\xd8\x3d\x00a")

    found = read(pdf(blank("sam_minutes", "pdf"), change))
    json.dumps(found.answers, ensure_ascii=False).encode()
    assert found.answers["pupil"]["name"].startswith("S")


Runs = str
_CHARACTERS: dict[str, tuple[Runs, str]] = {
    "an emoji of Word's panel": (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" '
        'w16se:char="1F600"/></mc:Choice><mc:Fallback><w:t>&#x1F600;</w:t></mc:Fallback></mc:AlternateContent></w:r>',
        "\U0001f600",
    ),
    "a sign of the symbol font": (
        '<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r><w:r><w:t xml:space="preserve"> 90 %</w:t></w:r>',
        "≤ 90 %",
    ),
    "an equation": ("<m:oMath><m:r><m:t>≤90</m:t></m:r></m:oMath>", "≤90"),
    "a phonetic guide": (
        "<w:r><w:ruby><w:rt><w:r><w:t>guide</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r>",
        "base",
    ),
}


@pytest.mark.parametrize(("runs", "words"), _CHARACTERS.values(), ids=_CHARACTERS.keys())
def test_characters_that_word_writes_otherwise_are_read(runs: str, words: str) -> None:
    found = read(docx(blank("sam_minutes", "docx"), lambda root: runs_of(root, NAME, runs)))
    assert found.answers == {"pupil": {"name": words}}


def test_the_words_of_a_phonetic_guide_are_reported() -> None:
    runs, _ = _CHARACTERS["a phonetic guide"]
    found = read(docx(blank("sam_minutes", "docx"), lambda root: runs_of(root, NAME, runs)))
    assert [d.found for d in said(found)] == ["guide"]


def old_field(data: str, result: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_an_old_drop_down_in_a_box_is_read() -> None:
    entries = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="No"/><w:listEntry w:val="E"/></w:ddList>'
    found = read(docx(blank("sam_minutes", "docx"), lambda root: runs_of(root, NAME, old_field(entries))))
    assert found.answers == {"pupil": {"name": "E"}}


def test_an_old_tick_box_in_a_tick_box_that_stores_no_tick_contradicts_it() -> None:
    box = '<w:checkBox><w:sizeAuto/><w:default w:val="0"/><w:checked/></w:checkBox>'
    found = read(docx(blank("termly_record", "docx"), lambda root: runs_of(root, f"{YES_NO}#yes", old_field(box))))
    assert found.answers == {}
    assert codes(found) == {("D0101", YES_NO)}


@pytest.mark.parametrize("part", ["header", "footer"])
def test_words_in_a_header_or_footer_are_reported(part: str) -> None:
    from docx import Document

    document = Document(io.BytesIO(blank("sam_minutes", "docx")))
    getattr(document.sections[0], part).add_paragraph("Please ring Nan, not me")
    out = io.BytesIO()
    document.save(out)
    assert "Please ring Nan, not me" in [d.found for d in said(read(out.getvalue()))]


@pytest.mark.parametrize("unseen", ["\u202e", "\u200e", "\u2066", "\ufeff", "\u00ad", "\u200b"])
@pytest.mark.parametrize("format", ["docx", "xlsx", "pdf"])
def test_characters_that_nobody_sees_are_no_part_of_an_answer(format: str, unseen: str) -> None:
    assert read(named(format, f"Sam{unseen} Specimen")).answers == {"pupil": {"name": "Sam Specimen"}}


def named(format: str, words: str) -> bytes:
    makers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: docx(blank("sam_minutes", "docx"), lambda root: typed(root, NAME, words)),
        "xlsx": lambda: with_text(blank("sam_minutes", "xlsx"), f"f.{NAME}", words),
        "pdf": lambda: pdf(blank("sam_minutes", "pdf"), lambda file, fields: fill(fields[NAME], words)),
    }
    return makers[format]()


@pytest.mark.parametrize(
    "raw",
    [
        b"Sam\x00 Specimen",
        b"Sam Specimen\r\n",
        b"Sam Specimen\r",
        b"Sam Specimen\n",
        b"\xfe\xff\x00\x1b\x00e\x00n\x00\x1b" + "Sam Specimen".encode("utf-16-be"),
        b"\xfe\xff" + "Sam Specimen\0".encode("utf-16-be"),
    ],
    ids=["NUL", "line end", "carriage return", "line feed", "language mark", "NUL behind"],
)
def test_what_programs_leave_in_values_of_a_pdf_is_no_part_of_an_answer(raw: bytes) -> None:
    import pikepdf

    def change(file: Any, fields: dict[str, Any]) -> None:
        fill(fields[NAME], "")
        fields[NAME].V = pikepdf.String(raw)

    assert read(pdf(blank("sam_minutes", "pdf"), change)).answers == {"pupil": {"name": "Sam Specimen"}}
