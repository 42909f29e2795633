"""Measured on the first readers: files that were never done with. Each ends within the limits of the kept worker."""

from __future__ import annotations

import time
from typing import Any

import pytest

import tsmforms
from tests.formats.xlsx.samples import WORKBOOK, edited, with_cell, with_text
from tests.strangers.hostile import W, blank, codes, docx, fill, filled, pdf, said, survived
from tsmforms.convert import parse
from tsmforms.kinds import KINDS
from tsmforms.model import FieldSpec

pytestmark = pytest.mark.atlength
BLANKS = " " * 200_000


def nested(file: Any, depth: int = 60) -> Any:
    """Arrays each of which names the next twice."""
    import pikepdf

    inner = file.make_indirect(pikepdf.Array([pikepdf.String("x")]))
    for _ in range(depth):
        inner = file.make_indirect(pikepdf.Array([inner, inner]))
    return inner


@pytest.mark.parametrize("key", ["/V", "/Opt"])
@pytest.mark.parametrize("box", ["pupil.name", "pupil.sen_code"])
def test_nested_arrays_of_a_value_or_a_list_of_choices_end(key: str, box: str) -> None:
    def change(file: Any, fields: dict[str, Any]) -> None:
        fields[box][key] = nested(file)

    outcome = survived(pdf(blank("sam_minutes", "pdf"), change))
    assert outcome.found
    assert outcome.found.answers == {}


def test_nested_arrays_of_a_tick_box_end() -> None:
    def change(file: Any, fields: dict[str, Any]) -> None:
        fields["policy.on_website"].Opt = fields["policy.on_website"].V = nested(file)

    outcome = survived(pdf(blank("termly_record", "pdf"), change))
    assert outcome.found
    assert outcome.found.answers == {}


def test_many_sheets_on_one_part_are_refused() -> None:
    def change(root: Any) -> None:
        sheets = next(e for e in root if e.tag.endswith("}sheets"))
        for n in range(400):
            copy = sheets.makeelement(sheets[0].tag, dict(sheets[0].attrib))
            copy.set("name", f"Copy {n}")
            copy.set("sheetId", str(100 + n))
            sheets.append(copy)

    assert survived(edited(blank("rag_audit", "xlsx"), WORKBOOK, change)).code == "D0907"


@pytest.mark.parametrize("words", [f"8{BLANKS}7", f"{BLANKS}%", f"8{BLANKS}x%"])
def test_two_hundred_thousand_blanks_within_a_percentage_end_and_are_reported(words: str) -> None:
    outcome = survived(with_text(blank("sam_minutes", "xlsx"), "f.attendance.percent", words))
    assert outcome.found
    assert outcome.found.answers == {}
    assert codes(outcome.found) == {("D0205", "attendance.percent")}


def test_two_hundred_thousand_blanks_behind_a_percentage_are_none_of_it() -> None:
    outcome = survived(with_text(blank("sam_minutes", "xlsx"), "f.attendance.percent", f"8{BLANKS}"))
    assert outcome.found
    assert outcome.found.answers == {"attendance": {"percent": 8}}


LONG = (
    f"8{BLANKS}x",
    "7" * 200_000,
    "1," * 100_000,
    "a" * 200_000,
    "a." * 100_000,
    "a@" * 100_000,
    "a; " * 70_000,
    "1-" * 100_000,
    "1 " * 100_000,
    f"1 May{BLANKS}2026x",
    f"12:30{BLANKS}p{BLANKS}x",
    f"Mon,{BLANKS}1",
)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_words_of_any_kind_of_answer_take_longer_than_their_length(kind: str) -> None:
    choices = tsmforms.form("sam_minutes").spec.leaves["pupil.sen_code"].field.choices
    begun = time.process_time()
    for words in LONG:
        parse(FieldSpec("box", "Box", KINDS[kind], choices=choices), words)
    assert time.process_time() - begun < 0.1 * len(LONG)


def test_two_hundred_thousand_blanks_in_the_foot_line_of_a_workbook_end() -> None:
    foot = f"sam_minutes ·{BLANKS}2024-09 ·{BLANKS}x"
    outcome = survived(
        with_cell(
            blank("sam_minutes", "xlsx"),
            "",
            {"t": "inlineStr"},
            f'<is><t xml:space="preserve">{foot}</t></is>',
            ref="A1",
        )
    )
    assert outcome.found


def test_two_thousand_pages_that_share_two_thousand_links_end() -> None:
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    def change(file: Any, fields: dict[str, Any]) -> None:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 1, 1]))
        links = file.make_indirect(Array([file.make_indirect(link) for _ in range(2_000)]))
        for _ in range(1_990):
            file.pages.append(
                pikepdf.Page(file.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 9, 9]), Annots=links)))
            )

    assert survived(pdf(blank("sam_minutes", "pdf"), change)).code == "D0906"


def test_forty_thousand_label_bookmarks_outside_tables_end() -> None:
    def change(root: Any) -> None:
        from tsmforms import keys

        name = keys.label_bookmark("actions[].action")
        body = root.find(f"{W}body")
        for n in range(40_000):
            paragraph = body.makeelement(f"{W}p", {})
            for tag, more in (("bookmarkStart", {f"{W}name": f"{name}_{n}"}), ("bookmarkEnd", {})):
                paragraph.append(paragraph.makeelement(f"{W}{tag}", {f"{W}id": str(10_000 + n), **more}))
            body.insert(0, paragraph)

    found = tsmforms.read(docx(filled("sam_minutes", "docx"), change))
    assert found.answers == tsmforms.form("sam_minutes").example(0)["answers"]


def test_a_letter_with_a_long_answer_and_thousands_of_strange_pieces_on_its_page_ends() -> None:
    form = tsmforms.form("letter_1")
    record = form.example(0)
    record["answers"]["school"]["name"] = "A school of many words " * 7_600

    def change(file: Any, fields: dict[str, Any]) -> None:
        import json

        pieces = b"".join(
            b"BT /F 4 Tf 1 0 0 1 %d %d Tm (q%dz) Tj ET\n" % (n % 500, 100 + n % 600, n) for n in range(20_000)
        )
        page = file.pages[0]
        page.contents_add(pieces)
        attached = file.attachments["answers.json"].get_file().read_bytes()
        said = json.loads(attached)
        said["school"]["name"] = record["answers"]["school"]["name"]
        del file.attachments["answers.json"]
        file.attachments["answers.json"] = json.dumps(said).encode()

    outcome = survived(pdf_letter(filled("letter_1", "pdf"), change))
    assert outcome.found
    assert [d.code for d in said(outcome.found) if d.field == "school.name"] == ["D0105"]


def pdf_letter(data: bytes, change: Any) -> bytes:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as file:
        change(file, {})
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


def test_a_value_that_is_typed_is_read_after_all() -> None:
    def change(file: Any, fields: dict[str, Any]) -> None:
        fill(fields["pupil.name"], "Sam Specimen")

    outcome = survived(pdf(blank("sam_minutes", "pdf"), change))
    assert outcome.found
    assert outcome.found.answers == {"pupil": {"name": "Sam Specimen"}}
