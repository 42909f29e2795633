"""What people and programs do to forms that come back, line by line as it was measured: read, or reported."""

from __future__ import annotations

import io
from typing import Any

import pytest

import tsmforms
from tests.formats.xlsx.samples import reference, with_text
from tests.strangers.hostile import (
    W,
    blank,
    codes,
    control,
    docx,
    fill,
    filled,
    joined,
    pdf,
    read,
    runs_of,
    said,
    typed,
)
from tests.support.everyday import in_turn
from tsmforms.diagnostics import ReadError
from tsmforms.model import Return

YES_NO = "policy.on_website"
RATING = "improving_absence.leader_in_slt.rating"
LEADER, PLAN = "improving_absence.leader_in_slt", "improving_absence.in_development_plan"


# --- a choice shown by its look


def word_of(root: Any, tag: str, word: str) -> Any:
    """The run of a choice's word behind its tick box."""
    cell = control(root, tag)
    while cell.tag != f"{W}tc":
        cell = cell.getparent()
    return next(run for run in cell.iter(f"{W}r") if "".join(t.text or "" for t in run.iter(f"{W}t")).strip() == word)


def looking(run: Any, *look: str) -> None:
    """Give a run a look: `b` or `highlight=yellow`."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = run.makeelement(f"{W}rPr", {})
        run.insert(0, properties)
    for one in look:
        name, _, value = one.partition("=")
        properties.append(properties.makeelement(f"{W}{name}", {f"{W}val": value} if value else {}))


def judged(found: Return) -> object:
    return found.answers.get("policy", {}).get("on_website")


@pytest.mark.parametrize("look", ["b", "highlight=green", "bdr=single"])
def test_a_choice_that_alone_stands_out_in_word_is_read_and_reported(look: str) -> None:
    found = read(docx(blank("termly_record", "docx"), lambda root: looking(word_of(root, f"{YES_NO}#no", "No"), look)))
    assert judged(found) is False
    assert [(d.code, d.field) for d in said(found)] == [("D0114", YES_NO)]


def test_two_choices_that_stand_out_in_word_are_reported_and_none_is_read() -> None:
    def change(root: Any) -> None:
        looking(word_of(root, f"{YES_NO}#no", "No"), "highlight=green")
        looking(word_of(root, f"{YES_NO}#yes", "Yes"), "b")

    found = read(docx(blank("termly_record", "docx"), change))
    assert judged(found) is None
    assert ("D0102", YES_NO) in codes(found)


def test_a_ring_round_a_word_made_of_word_s_enclosing_is_read_and_reported() -> None:
    from lxml import etree

    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> EQ \\o\\ac(○,No) </w:instrText>',
            '<w:fldChar w:fldCharType="end"/>',
        )
    )

    def change(root: Any) -> None:
        run = word_of(root, f"{YES_NO}#no", "No")
        for part in reversed(etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{field}</x>')):
            run.addnext(part)
        run.getparent().remove(run)

    found = read(docx(blank("termly_record", "docx"), change))
    assert judged(found) is False
    assert ("D0114", YES_NO) in codes(found)


def workbook(name: str, change: Any, data: bytes | None = None) -> Return:
    """A workbook changed with another library than ours."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data or blank(name, "xlsx")))
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue())


@pytest.mark.parametrize(("colour", "option"), [("FFFF0000", "red"), ("FFFFC000", "amber"), ("FF00B050", "green")])
def test_a_coloured_cell_of_a_workbook_is_its_choice_and_reported(colour: str, option: str) -> None:
    from openpyxl.styles import PatternFill

    def change(sheet: Any) -> None:
        cell = reference(blank("rag_audit", "xlsx"), f"f.{RATING}.__{option}")
        sheet[cell].fill = PatternFill("solid", fgColor=colour)

    found = workbook("rag_audit", change)
    assert found.answers == {"improving_absence": {"leader_in_slt": {"rating": option}}}
    assert [(d.code, d.field) for d in said(found)] == [("D0114", RATING)]


# --- printed rows of a workbook


def row_of(key: str) -> int:
    return int("".join(c for c in reference(blank("rag_audit", "xlsx"), f"f.{key}.rating.__red") if c.isdigit()))


def answered(sheet: Any) -> None:
    for key, option, words in ((LEADER, "red", "Of the leader"), (PLAN, "green", "Of the plan")):
        for name, value in ((f"f.{key}.rating.__{option}", "x"), (f"f.{key}.evidence", words)):
            sheet[reference(blank("rag_audit", "xlsx"), name)].value = value


def cells_of(sheet: Any, key: str) -> list[Any]:
    row = row_of(key)
    names = [f"f.{key}.rating.__{code}" for code in ("red", "amber", "green")]
    boxes = [sheet[reference(blank("rag_audit", "xlsx"), name)] for name in (*names, f"f.{key}.evidence")]
    return [sheet.cell(row, 1), *boxes]


def test_printed_rows_that_were_sorted_keep_their_answers_or_are_reported() -> None:
    def change(sheet: Any) -> None:
        answered(sheet)
        for one, other in zip(cells_of(sheet, LEADER), cells_of(sheet, PLAN), strict=True):
            one.value, other.value = other.value, one.value

    found = workbook("rag_audit", change)
    assert found.answers["improving_absence"] == {
        "leader_in_slt": {"rating": "red", "evidence": "Of the leader"},
        "in_development_plan": {"rating": "green", "evidence": "Of the plan"},
    }
    assert {("D0113", LEADER), ("D0113", PLAN)} <= codes(found)


def test_a_printed_row_that_stands_twice_is_reported_and_its_answers_go_to_no_other_question() -> None:
    def change(sheet: Any) -> None:
        answered(sheet)
        for one, other in zip(cells_of(sheet, LEADER), cells_of(sheet, PLAN), strict=True):
            other.value = one.value

    found = workbook("rag_audit", change)
    assert "in_development_plan" not in found.answers.get("improving_absence", {})
    assert any(d.field and d.field.startswith((LEADER, PLAN)) for d in said(found))


def test_a_printed_row_that_moved_over_another_is_reported() -> None:
    def change(sheet: Any) -> None:
        answered(sheet)
        for one, other in zip(cells_of(sheet, LEADER), cells_of(sheet, PLAN), strict=True):
            other.value, one.value = one.value, None

    found = workbook("rag_audit", change)
    assert "Of the leader" not in str(found.answers.get("improving_absence", {}).get("in_development_plan"))
    assert any(d.field and d.field.startswith((LEADER, PLAN)) for d in said(found))


def test_struck_words_of_a_workbook_are_no_answer_and_reported() -> None:
    from openpyxl.styles import Font

    def change(sheet: Any) -> None:
        cell = sheet[reference(blank("sam_minutes", "xlsx"), "f.pupil.name")]
        cell.value, cell.font = "Sam Specimen", Font(strike=True)

    found = workbook("sam_minutes", change)
    assert found.answers == {}
    assert ("D0111", "pupil.name") in codes(found)


# --- words typed onto a page


def written(*lines: tuple[str, str]) -> Return:
    """Words written into the pages of the minutes, each over the box of a question."""
    import pikepdf

    def change(file: Any, fields: dict[str, Any]) -> None:
        for name, words in lines:
            box = fields[name]
            page = next(page for page in file.pages if any(a.objgen == box.objgen for a in page.obj.Annots))
            page.add_resource(
                pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica),
                pikepdf.Name.Font,
                pikepdf.Name.FX,
            )
            left, bottom = float(box.Rect[0]) + 3, float(box.Rect[1]) + 4
            page.contents_add(b"q BT /FX 9 Tf %.2f %.2f Td (%s) Tj ET Q" % (left, bottom, words.encode()))

    return read(pdf(blank("sam_minutes", "pdf"), change))


def test_words_typed_onto_a_page_are_reported_at_the_box_they_lie_over() -> None:
    found = written(("pupil.name", "Sam Specimen"), ("pupil.ssg", "Sensory"))
    assert {(d.field, d.found) for d in said(found)} == {("pupil.name", "Sam Specimen"), ("pupil.ssg", "Sensory")}


def test_words_typed_onto_a_page_are_reported_though_the_form_prints_the_same() -> None:
    found = written(("pupil.name", "Yes"))
    assert [(d.code, d.field) for d in said(found)] == [("D0107", "pupil.name")]


def pages_of(data: bytes, *numbers: int) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.append(io.BytesIO(data), pages=list(numbers))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kept", "lost"), [((0,), "actions"), ((0, 1), "school_signature.name"), ((1, 2), "pupil.name")]
)
def test_the_boxes_of_missing_pages_are_reported(kept: tuple[int, ...], lost: str) -> None:
    form = tsmforms.form("sam_minutes")
    found = read(pages_of(form.write(form.example()["answers"], "pdf", is_open=True), *kept))
    assert ("D0103", lost) in codes(found)
    assert found.form == "sam_minutes"


@pytest.mark.parametrize(("kept", "lost", "box"), [(0, 2, "review_date"), (1, 1, "pupil.name")])
def test_the_missing_pages_of_a_final_copy_are_errors_and_its_required_boxes_are_named(
    kept: int, lost: int, box: str
) -> None:
    found = read(pages_of(filled("sam_minutes", "pdf"), kept))
    assert [d.place.page for d in said(found) if d.severity == "error" and d.place] == [lost]
    assert ("D0103", box) in codes(found)
    assert said(found, "D0107") == []


def test_the_foot_of_a_final_copy_is_no_answer() -> None:
    found = read(pages_of(filled("sam_minutes", "pdf"), 0, 1))
    assert said(found) == []


# --- stray words, scans, two returns in one


@pytest.mark.parametrize("words", ["Yes", "No", "Red", "Autumn", "Ring home before 09:30 on any day of absence."])
def test_stray_words_of_word_are_reported_though_a_box_or_an_example_has_the_same(words: str) -> None:
    from docx import Document

    document = Document(io.BytesIO(blank("termly_record", "docx")))
    document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    assert [(d.code, d.found) for d in said(read(out.getvalue()))] == [("D0107", words)]


def test_a_scan_is_refused_in_a_sentence_that_says_that_its_pages_are_pictures() -> None:
    import pypdfium2

    pictures = [
        page.render(scale=1.5).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(filled("sam_minutes", "pdf"))
    ]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:])
    with pytest.raises(ReadError, match="pictures") as refusal:
        tsmforms.read(out.getvalue(), form=tsmforms.form("sam_minutes"))
    assert refusal.value.code == "D0914"


def test_two_returns_joined_into_one_file_are_one_error_and_no_answers() -> None:
    found = read(joined(filled("sam_minutes", "pdf"), filled("sam_minutes", "pdf", 1)))
    assert found.answers == {}
    assert [d.code for d in said(found)] == ["D0411"]


def test_two_returns_without_a_reference_joined_into_one_file_are_one_error_and_no_answers() -> None:
    form = tsmforms.form("sam_minutes")
    found = read(joined(*(form.write(form.example(seed)["answers"], "pdf") for seed in (0, 1))))
    assert found.answers == {}
    assert [d.code for d in said(found)] == ["D0411"]


def test_two_returns_joined_into_one_word_file_are_one_error_and_no_answers() -> None:
    import zipfile

    from lxml import etree

    def change(root: Any) -> None:
        with zipfile.ZipFile(io.BytesIO(filled("sam_minutes", "docx", 1))) as archive:
            other = etree.fromstring(archive.read("word/document.xml"))
        body = root.find(f"{W}body")
        for block in list(other.find(f"{W}body")):
            if block.tag != f"{W}sectPr":
                body.insert(len(body) - 1, block)

    found = read(docx(filled("sam_minutes", "docx"), change))
    assert found.answers == {}
    assert [d.code for d in said(found)] == ["D0411"]


# --- what stands in boxes


def test_several_lines_pasted_into_a_box_of_word_are_all_read() -> None:
    runs = "<w:r><w:t>Sam</w:t><w:br/><w:t>Specimen</w:t></w:r>"
    found = read(docx(blank("sam_minutes", "docx"), lambda root: runs_of(root, "pupil.name", runs)))
    assert found.answers == {"pupil": {"name": "Sam\nSpecimen"}}


def test_several_lines_pasted_into_a_box_of_a_pdf_are_all_read() -> None:
    found = read(pdf(blank("sam_minutes", "pdf"), lambda file, fields: fill(fields["pupil.name"], "Sam\rSpecimen")))
    assert found.answers == {"pupil": {"name": "Sam\nSpecimen"}}


def test_lines_that_a_paste_spread_over_the_cells_below_are_read_or_reported() -> None:
    lines = ("First line", "Second line", "Third line")

    def change(sheet: Any) -> None:
        first = sheet[reference(blank("sam_minutes", "xlsx"), "f.discussion.education.worried")]
        for n, words in enumerate(lines):
            cell = sheet.cell(first.row + n, first.column)
            if type(cell).__name__ != "MergedCell":
                cell.value = words

    found = workbook("sam_minutes", change)
    told = str(found.answers) + str([d.found for d in said(found)])
    assert [words for words in lines if words not in told] == []


@pytest.mark.parametrize(
    "prompt",
    [
        "Click or tap here to enter text.",
        "Kliknij lub naciśnij tutaj, aby wprowadzić tekst.",
        "Cliciwch neu tapiwch yma i roi testun.",
    ],
)
def test_a_prompt_of_word_that_was_left_before_the_answer_is_no_part_of_it(prompt: str) -> None:
    found = read(docx(blank("sam_minutes", "docx"), lambda root: typed(root, "pupil.name", f"{prompt}Sam Specimen")))
    assert found.answers == {"pupil": {"name": "Sam Specimen"}}


def flagged(words: str) -> bytes:
    """The minutes with words in a box that Word marks as its prompt."""

    def change(root: Any) -> None:
        found = typed(root, "pupil.name", words)
        found.find(f"{W}sdtPr").append(found.makeelement(f"{W}showingPlcHdr", {}))

    return docx(blank("sam_minutes", "docx"), change)


@pytest.mark.parametrize(
    "prompt", ["Wählen Sie ein Element aus.", "Faceți clic sau atingeți aici pentru a introduce text."]
)
def test_a_prompt_of_word_in_another_language_is_no_answer(prompt: str) -> None:
    found = read(flagged(prompt))
    assert found.answers == {}
    assert said(found) == []


def test_words_that_word_marks_as_its_prompt_and_that_are_none_known_are_read_and_reported() -> None:
    found = read(flagged("Sam Specimen"))
    assert found.answers == {"pupil": {"name": "Sam Specimen"}}
    assert [(d.code, d.field) for d in said(found)] == [("D0112", "pupil.name")]


# --- one choice of two


def test_the_choice_that_is_left_when_the_other_was_struck_is_read_and_reported() -> None:
    found = read(
        docx(blank("termly_record", "docx"), lambda root: looking(word_of(root, f"{YES_NO}#no", "No"), "strike"))
    )
    assert judged(found) is True
    assert [(d.code, d.field) for d in said(found)] == [("D0109", YES_NO)]


_SIGNS = ["yes", "Yes", "Y", "1", "•", "●", "√", "✖", "■", "x"]


@pytest.mark.parametrize("sign", in_turn(_SIGNS, 3))
def test_one_sign_typed_into_the_box_of_yes_in_word_contradicts_the_tick_that_it_does_not_store(sign: str) -> None:
    runs = f"<w:r><w:t>{sign}</w:t></w:r>"
    found = read(docx(blank("termly_record", "docx"), lambda root: runs_of(root, f"{YES_NO}#yes", runs)))
    assert judged(found) is None
    assert codes(found) == {("D0101", YES_NO)}


@pytest.mark.parametrize("sign", in_turn(_SIGNS, 3, 1))
def test_one_sign_in_the_box_of_yes_in_a_workbook_is_yes(sign: str) -> None:
    assert judged(read(with_text(blank("termly_record", "xlsx"), f"f.{YES_NO}.__yes", sign))) is True


@pytest.mark.parametrize(
    ("font", "code"), [("Wingdings", "F0FC"), ("Wingdings", "F0FE"), ("Wingdings 2", "F050"), ("Wingdings", "F06C")]
)
def test_a_tick_of_wingdings_in_the_box_of_yes_contradicts_the_tick_that_it_does_not_store(
    font: str, code: str
) -> None:
    runs = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    found = read(docx(blank("termly_record", "docx"), lambda root: runs_of(root, f"{YES_NO}#yes", runs)))
    assert judged(found) is None
    assert codes(found) == {("D0101", YES_NO)}


def in_box_of_no(format: str, words: str) -> bytes:
    if format == "xlsx":
        return with_text(blank("termly_record", "xlsx"), f"f.{YES_NO}.__no", words)
    runs = f"<w:r><w:t>{words}</w:t></w:r>"
    return docx(blank("termly_record", "docx"), lambda root: runs_of(root, f"{YES_NO}#no", runs))


def test_the_word_no_in_the_box_of_no_of_a_workbook_is_no() -> None:
    assert judged(read(in_box_of_no("xlsx", "No"))) is False


def test_the_word_no_in_the_box_of_no_in_word_contradicts_the_tick_that_it_does_not_store() -> None:
    found = read(in_box_of_no("docx", "No"))
    assert judged(found) is None
    assert codes(found) == {("D0101", YES_NO)}


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_the_word_yes_in_the_box_of_no_is_not_no(format: str) -> None:
    found = read(in_box_of_no(format, "Yes"))
    assert judged(found) is None
    assert ("D0207", YES_NO) in codes(found)
