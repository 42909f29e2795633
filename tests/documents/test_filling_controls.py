"""Ticks, lists and controls of forms of other people are filled by a binding, and read back exactly."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pikepdf
import pypdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.styles import Border, Side
from openpyxl.worksheet.datavalidation import DataValidation
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

import tsmforms

TITLE = "School attendance meeting (SAM) minutes"
NAME, SEN, DAY = "Child's name", "SEN code", "Date of meeting"
ABSENCE, COPIES = "Was the meeting held in the parents' absence?", "Were copies given or sent to the parents?"
CODES = ("N (no special educational needs)", "K (SEN support)", "E (education health and care plan)")
ANSWERS: dict[str, Any] = {
    "pupil": {"name": "Zed Example", "sen_code": "K"},
    "meeting_date": "2025-11-26",
    "held_in_absence": False,
    "copies_given": True,
}
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def acroform() -> bytes:
    """A PDF of reportlab: a combo box, radio buttons, two check boxes."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4, invariant=1)
    form = page.acroForm
    page.drawString(40, 800, TITLE)
    for y, label in ((770, NAME), (740, SEN), (710, DAY), (680, ABSENCE), (650, COPIES)):
        page.drawString(40, y, label)
    form.textfield(name="a1", x=200, y=760, width=300, height=20)
    form.choice(name="a2", x=200, y=730, width=200, height=20, fieldFlags="combo", options=[" ", *CODES], value=" ")
    form.textfield(name="a3", x=200, y=700, width=120, height=20)
    for y in (680, 650):
        page.drawString(330, y, "Yes")
        page.drawString(390, y, "No")
    form.radio(name="a4", value="Y", x=355, y=676, size=14)
    form.radio(name="a4", value="N", x=410, y=676, size=14)
    form.checkbox(name="a5", x=355, y=646, size=14)
    form.checkbox(name="a6", x=410, y=646, size=14)
    page.save()
    return out.getvalue()


def _control(properties: str, prompt: str) -> Any:
    run = f"<w:r><w:rPr/><w:t>{prompt}</w:t></w:r>"
    return parse_xml(
        f"<w:sdt {nsdecls('w')} {W14}><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"
    )


def _entries(tag: str, show: str) -> str:
    return "".join(f'<w:{tag} {show.format(label)} w:value="{n}"/>' for n, label in enumerate(CODES))


def word_controls() -> bytes:
    """A Word form with content controls that show their prompts: text, a list, a date, check boxes."""
    made = docx.Document()
    made.add_heading(TITLE)
    table = made.add_table(0, 2)
    items = _entries("listItem", 'w:displayText="{}"')
    for label, properties in (
        (NAME, "<w:showingPlcHdr/><w:text/>"),
        (SEN, f"<w:showingPlcHdr/><w:dropDownList>{items}</w:dropDownList>"),
        (DAY, '<w:showingPlcHdr/><w:date><w:dateFormat w:val="dd/MM/yyyy"/></w:date>'),
    ):
        cells = table.add_row().cells
        cells[0].text = label
        cells[1].paragraphs[0]._p.append(_control(properties, "Click here to enter."))
    for label in (ABSENCE, COPIES):
        cells = table.add_row().cells
        cells[0].text, paragraph = label, cells[1].paragraphs[0]
        for words in (" Yes  ", " No"):
            paragraph._p.append(_control('<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', "☐"))
            paragraph.add_run(words)
    return _saved(made)


_OLD = {
    "FORMTEXT": "<w:textInput/>",
    "FORMCHECKBOX": '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>',
    "FORMDROPDOWN": "<w:ddList>" + "".join(f'<w:listEntry w:val="{one}"/>' for one in ("-", *CODES)) + "</w:ddList>",
}


def _old_field(kind: str) -> list[Any]:
    shown = '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>     </w:t></w:r>' if kind == "FORMTEXT" else ""
    data = f'<w:ffData><w:name w:val="F"/><w:enabled/><w:calcOnExit w:val="0"/>{_OLD[kind]}</w:ffData>'
    return list(
        parse_xml(
            f'<w:p {nsdecls("w")}><w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {kind} </w:instrText></w:r>{shown}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )
    )


def word_fields() -> bytes:
    """A form of older Word: form fields for text, a list and check boxes."""
    made = docx.Document()
    made.add_heading(TITLE)
    table = made.add_table(0, 2)
    for label, kind in ((NAME, "FORMTEXT"), (SEN, "FORMDROPDOWN"), (DAY, "FORMTEXT")):
        cells = table.add_row().cells
        cells[0].text = label
        cells[1].paragraphs[0]._p.extend(_old_field(kind))
    for label in (ABSENCE, COPIES):
        cells = table.add_row().cells
        cells[0].text, paragraph = label, cells[1].paragraphs[0]
        for words in (" Yes  ", " No"):
            paragraph._p.extend(_old_field("FORMCHECKBOX"))
            paragraph.add_run(words)
    return _saved(made)


def workbook() -> bytes:
    """A workbook with lists to choose from and a cell that shows dates."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = TITLE
    for number, label in enumerate((NAME, SEN, DAY, ABSENCE, COPIES), 3):
        sheet.cell(number, 1, label)
        sheet.cell(number, 2).border = Border(bottom=Side("thin"))
    for ref, choices in (("B4", ",".join(CODES)), ("B6", "Yes,No"), ("B7", "Yes,No")):
        rule = DataValidation("list", formula1=f'"{choices}"')
        rule.add(ref)
        sheet.add_data_validation(rule)
    sheet["B5"].number_format = "dd/mm/yyyy"
    return _saved(book)


def _saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def filled(original: bytes) -> bytes:
    binding = tsmforms.bind(original, "sam_minutes")
    data, notes = tsmforms.fill_original(original, ANSWERS, binding)
    assert notes == ()
    assert tsmforms.read(data, binding=binding).answers == ANSWERS
    return data


@pytest.mark.parametrize("make", [acroform, word_controls, word_fields, workbook])
def test_ticks_lists_and_controls_are_filled_and_read_back_exactly(make: Callable[[], bytes]) -> None:
    assert filled(make()) != make()


def test_two_libraries_see_what_was_pressed_and_chosen_in_a_pdf() -> None:
    data = filled(acroform())
    fields = pypdf.PdfReader(io.BytesIO(data)).get_fields()
    assert {name: str(fields[name].value) for name in ("a1", "a2", "a3")} == {
        "a1": "Zed Example",
        "a2": "K (SEN support)",
        "a3": "26/11/2025",
    }
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pressed = [str(one.AS) for one in pdf.pages[0].Annots if "/AS" in one]
    assert pressed.count("/Off") == 2
    assert len(pressed) == 4


def test_a_date_control_stores_the_day_it_shows_and_no_prompt_is_left() -> None:
    xml = docx.Document(io.BytesIO(filled(word_controls()))).element.xml
    assert 'w:fullDate="2025-11-26T00:00:00Z"' in xml
    assert "showingPlcHdr" not in xml
    assert "Click here" not in xml


def test_a_day_in_a_cell_that_shows_dates_is_a_date() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(filled(workbook()))).active
    assert sheet["B5"].value == datetime.datetime(2025, 11, 26)
    assert (sheet["B4"].value, sheet["B6"].value, sheet["B7"].value) == ("K (SEN support)", "No", "Yes")
    assert len(sheet.data_validations.dataValidation) == 3
