from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tests.formats.xlsx.samples import (
    ANSWERS,
    MAIN,
    SHEET,
    WORKBOOK,
    edited,
    packed,
    parts,
    reference,
    with_cell,
    with_new_cell,
    with_number,
    with_row_inserted,
    with_text,
)
from tests.support.reading import Read, identify
from tests.support.reading import xlsx as xlsx_read
from tsmforms.diagnostics import ReadError
from tsmforms.documents import Form
from tsmforms.model import Found
from tsmforms.model.identity import printed_id


def boxes(form: Form, data: bytes) -> dict[tuple[str, str | None], Found]:
    return {(box.path, box.option): box for box in xlsx_read(data, form.spec).found}


def value(form: Form, data: bytes, path: str, option: str | None = None) -> Any:
    return boxes(form, data)[path, option].value


def said(reading: Read) -> list[tuple[str, str | None]]:
    return [(d.code, d.field) for d in reading.diagnostics]


def row_of(data: bytes, name: str) -> int:
    return int("".join(filter(str.isdigit, reference(data, name))))


def column_of(data: bytes, name: str) -> str:
    return "".join(filter(str.isalpha, reference(data, name)))


def test_a_blank_has_every_box_and_none_is_answered(form: Form, blank: bytes) -> None:
    reading = xlsx_read(blank, form.spec)
    assert {box.value for box in reading.found} == {"", False}
    assert (
        len(reading.found) == 11 + 2 + 2 + 2 + 2 * 4 + 3 * 3 + 5
    )  # single, year, help, address, audit, actions, parent
    assert reading.diagnostics == ()


def test_what_was_written_is_read(form: Form, filled: bytes) -> None:
    returned = form.read(filled)
    assert returned.answers == ANSWERS
    assert returned.diagnostics == ()
    assert returned.record_id == "0b6f0d3e-5f0e-5a53-9f0c-6d8f6c1f2a11"


def test_values_come_typed_with_the_text_as_shown(form: Form, filled: bytes) -> None:
    found = boxes(form, filled)
    assert found["meeting_date", None].value == datetime.date(2026, 9, 14)
    assert found["meeting_date", None].raw == "14/09/2026"
    assert found["start", None].value == datetime.time(8, 50)
    assert found["percent", None].value == Decimal("87.5")
    assert found["percent", None].raw == "87.5%"
    assert found["help", "bus"].value is True


def test_a_box_says_its_sheet_cell_and_column(form: Form, filled: bytes) -> None:
    place = boxes(form, filled)["actions.0.owner", None].place
    assert place.describe() == f'sheet "Form", cell {reference(filled, "f.actions._0.owner")}, (column "Who")'


def test_a_save_by_openpyxl_reads_the_same(form: Form, filled: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled))
    out = io.BytesIO()
    book.save(out)
    assert form.read(out.getvalue()).answers == ANSWERS


def test_editing_one_cell_changes_exactly_that_answer(form: Form, filled: bytes) -> None:
    assert form.read(with_text(filled, "f.name", "Bela Sample")).answers == {**ANSWERS, "name": "Bela Sample"}
    assert form.read(with_number(filled, "f.meeting_date", "46280")).answers == {
        **ANSWERS,
        "meeting_date": "2026-09-15",
    }


@pytest.mark.parametrize(
    ("cell", "expected", "codes"),
    [
        ("0.88", 88, []),
        ("1", 100, []),
        ("0.8750000000000001", Decimal("87.5"), []),
        ("88", 88, ["D0221"]),
        ("8800", 880000, []),
        ("0", 0, []),
    ],
)
def test_percentages_of_percent_cells(form: Form, blank: bytes, cell: str, expected: Decimal, codes: list[str]) -> None:
    data = with_number(blank, "f.percent", cell)
    assert value(form, data, "percent") == expected
    assert [d.code for d in xlsx_read(data, form.spec).diagnostics] == codes


def test_a_percentage_typed_as_text_reads(form: Form, blank: bytes) -> None:
    assert form.read(with_text(blank, "f.percent", "88%")).answers == {"percent": 88}
    assert form.read(with_text(blank, "f.percent", "88")).answers == {"percent": 88}


def test_a_share_in_a_cell_that_lost_its_format_is_not_guessed(form: Form, blank: bytes) -> None:
    plain = next(c.get("s") for c in sheet_cells(blank) if c.get("r") == reference(blank, "f.ratio"))
    data = with_cell(blank, "f.percent", {"s": plain}, "<v>0.88</v>")
    returned = form.read(data)
    assert [(d.code, d.severity) for d in returned.diagnostics] == [("D0221", "error")]
    assert returned.answers == {}


def sheet_cells(data: bytes) -> list[Any]:
    from lxml import etree

    return list(etree.fromstring(parts(data)[SHEET]).iter(f"{MAIN}c"))


def test_dates_of_an_old_mac_workbook_count_from_1904(form: Form, blank: bytes) -> None:
    data = with_number(blank, "f.meeting_date", "44817")
    data = edited(data, WORKBOOK, lambda root: root.find(f"{MAIN}workbookPr").set("date1904", "1"))
    assert value(form, data, "meeting_date") == datetime.date(2026, 9, 14)


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        ("1", datetime.date(1900, 1, 1)),
        ("59", datetime.date(1900, 2, 28)),
        ("61", datetime.date(1900, 3, 1)),
        ("2958465", datetime.date(9999, 12, 31)),
    ],
)
def test_serials_around_the_leap_day_that_never_was(form: Form, blank: bytes, serial: str, day: datetime.date) -> None:
    assert value(form, with_number(blank, "f.meeting_date", serial), "meeting_date") == day


@pytest.mark.parametrize("serial", ["99999999", "-5", "1e400", "abc"])
def test_numbers_that_are_no_date_stay_what_they_are(form: Form, blank: bytes, serial: str) -> None:
    returned = form.read(with_number(blank, "f.meeting_date", serial))
    assert returned.answers == {}
    assert [d.code for d in returned.diagnostics] == ["D0201"]


def test_a_date_typed_into_a_number_box_is_no_number(form: Form, blank: bytes) -> None:
    style = next(c.get("s") for c in sheet_cells(blank) if c.get("r") == reference(blank, "f.meeting_date"))
    returned = form.read(with_cell(blank, "f.count", {"s": style}, "<v>46279</v>"))
    assert [d.code for d in returned.diagnostics] == ["D0203"]


@pytest.mark.parametrize("mark", ["X", "x", " x ", "✓", "✔", "Yes", "1", "TRUE", "Bus pass"])
def test_marks(form: Form, blank: bytes, mark: str) -> None:
    assert value(form, with_text(blank, "f.help.__bus", mark), "help", "bus") is True


def test_typed_marks(form: Form, blank: bytes) -> None:
    assert value(form, with_number(blank, "f.help.__bus", "1"), "help", "bus") is True
    assert value(form, with_cell(blank, "f.help.__bus", {"t": "b"}, "<v>1</v>"), "help", "bus") is True
    assert value(form, with_text(blank, "f.audit.leader.rating.__amber", "A"), "audit.leader.rating", "amber") is True


@pytest.mark.parametrize("mark", ["", " ", "No", "0", "-", "FALSE"])
def test_empty_tick_boxes(form: Form, blank: bytes, mark: str) -> None:
    reading = xlsx_read(with_text(blank, "f.help.__bus", mark), form.spec)
    assert said(reading) == []
    assert not any(box.value for box in reading.found)


def test_other_words_in_a_tick_box_are_named_not_read(form: Form, blank: bytes) -> None:
    reading = xlsx_read(with_text(blank, "f.audit.leader.rating.__red", "partly"), form.spec)
    assert said(reading) == [("D0219", "audit.leader.rating")]
    assert "partly" not in reading.diagnostics[0].message
    assert reading.diagnostics[0].found == "partly"


def test_shared_and_rich_text_reads(form: Form, blank: bytes) -> None:
    rich = "<is><r><t>Anna </t></r><r><rPr><b/></rPr><t>Example</t></r><rPh sb='0' eb='1'><t>no</t></rPh></is>"
    assert value(form, with_cell(blank, "f.name", {"t": "inlineStr"}, rich), "name") == "Anna Example"


def test_a_formula_is_read_by_its_last_result_and_named(form: Form, blank: bytes) -> None:
    data = with_cell(blank, "f.count", {}, "<f>6*2</f><v>12</v>")
    reading = xlsx_read(data, form.spec)
    assert value(form, data, "count") == 12
    assert said(reading) == [("D0106", "count")]
    assert reading.diagnostics[0].severity == "info"


def test_a_formula_without_a_result_is_an_error(form: Form, blank: bytes) -> None:
    reading = xlsx_read(with_cell(blank, "f.count", {}, "<f>6*2</f>"), form.spec)
    assert [(d.code, d.severity) for d in reading.diagnostics] == [("D0106", "error")]


def test_an_error_of_the_workbook_is_no_answer(form: Form, blank: bytes) -> None:
    returned = form.read(with_cell(blank, "f.count", {"t": "e"}, "<v>#DIV/0!</v>"))
    assert returned.answers == {}
    assert [d.code for d in returned.diagnostics] == ["D0220"]


def test_a_deleted_cell_is_a_missing_box(form: Form, filled: bytes) -> None:
    def delete(root: Any) -> None:
        next(e for e in root.iter(f"{MAIN}definedName") if e.get("name") == "f.name").text = "Form!#REF!"

    assert said(xlsx_read(edited(filled, WORKBOOK, delete), form.spec)) == [("D0103", "name"), ("D0107", None)]


def test_names_in_capitals_are_the_same_names(form: Form, filled: bytes) -> None:
    def shout(root: Any) -> None:
        for element in root.iter(f"{MAIN}definedName"):
            element.set("name", element.get("name").upper())

    assert form.read(edited(filled, WORKBOOK, shout)).answers == ANSWERS


def test_a_workbook_without_names_says_so_once(form: Form, filled: bytes) -> None:
    data = edited(filled, WORKBOOK, lambda root: root.remove(root.find(f"{MAIN}definedNames")))
    assert [(d.code, d.severity) for d in xlsx_read(data, form.spec).diagnostics][:1] == [("D0103", "error")]


def test_a_deleted_row_of_a_list_is_no_loss(form: Form, filled: bytes) -> None:
    def delete(root: Any) -> None:
        for element in root.iter(f"{MAIN}definedName"):
            if element.get("name").startswith("f.actions._2."):
                element.text = "Form!#REF!"

    assert form.read(edited(filled, WORKBOOK, delete)).diagnostics == ()


def test_a_row_inserted_into_a_table_is_read_in_its_place(form: Form, filled: bytes) -> None:
    row = row_of(filled, "f.actions._1.action")
    data = with_row_inserted(filled, row)
    data = with_new_cell(data, f"{column_of(filled, 'f.actions._0.action')}{row}", "Between")
    returned = form.read(data)
    assert [action["action"] for action in returned.answers["actions"]] == ["Call home", "Between", "Meet again"]
    assert returned.answers["actions"][0] == ANSWERS["actions"][0]
    assert returned.diagnostics == ()


def test_a_row_typed_right_below_a_table_is_read(form: Form, filled: bytes) -> None:
    row = row_of(filled, "f.actions._2.action") + 1
    data = with_row_inserted(filled, row)
    data = with_new_cell(data, f"{column_of(filled, 'f.actions._0.owner')}{row}", "Mrs Added")
    assert form.read(data).answers["actions"][-1] == {"owner": "Mrs Added"}


def test_rows_moved_on_the_sheet_move_in_the_list(form: Form, filled: bytes) -> None:
    def swap(root: Any) -> None:
        names = {e.get("name"): e for e in root.iter(f"{MAIN}definedName")}
        for key in ("action", "owner", "by_when"):
            first, second = names[f"f.actions._0.{key}"], names[f"f.actions._2.{key}"]
            first.text, second.text = second.text, first.text

    assert form.read(edited(filled, WORKBOOK, swap)).answers == ANSWERS


def test_text_beside_the_boxes_is_named(form: Form, blank: bytes) -> None:
    data = with_new_cell(blank, "ZZ3", "see overleaf")
    reading = xlsx_read(data, form.spec)
    assert [(d.code, d.place.cell_ref if d.place else None, d.found) for d in reading.diagnostics] == [
        ("D0107", "ZZ3", "see overleaf")
    ]


def test_sheets_and_comments_that_were_added_are_named(form: Form, blank: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank))
    book.create_sheet("Extra")["A1"] = "more"
    book["Form"]["A1"].comment = openpyxl.comments.Comment("look here", "A")
    out = io.BytesIO()
    book.save(out)
    reading = xlsx_read(out.getvalue(), form.spec)
    assert [(d.code, "sheet" in d.message or "comment" in d.message) for d in reading.diagnostics] == [
        ("D0107", True),
        ("D0107", True),
    ]


def test_a_copied_sheet_that_differs_is_a_contradiction(form: Form, filled: bytes) -> None:
    from lxml import etree

    def copied(root: Any) -> None:
        names = root.find(f"{MAIN}definedNames")
        twin = etree.SubElement(names, f"{MAIN}definedName", name="f.name", localSheetId="0")
        twin.text = f"Form!${column_of(filled, 'f.upn')}${row_of(filled, 'f.upn')}"

    returned = form.read(edited(filled, WORKBOOK, copied))
    assert ("D0108", "name") in [(d.code, d.field) for d in returned.diagnostics]
    assert "name" not in returned.answers


def test_identity_survives_the_loss_of_the_hidden_sheet_and_properties(form: Form, filled: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled))
    del book["_tsmforms"]
    out = io.BytesIO()
    book.save(out)
    content = {name: part for name, part in parts(out.getvalue()).items() if not name.startswith("docProps")}
    identity = identify("xlsx", packed(content))
    assert (identity.form, identity.edition, identity.digest) == ("sample", "2026-09", form.spec.digest)
    assert identity.record_id == "0b6f0d3e-5f0e-5a53-9f0c-6d8f6c1f2a11"


def test_two_identities_that_differ_are_named(form: Form, filled: bytes) -> None:
    content = parts(filled)
    hidden = "xl/worksheets/sheet3.xml"
    content[hidden] = content[hidden].replace(b"0b6f0d3e", b"ffffffff")
    assert [d.code for d in xlsx_read(packed(content), form.spec).diagnostics] == ["D0408"]


def test_a_stranger_has_no_identity() -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    assert identify("xlsx", out.getvalue()).form is None


def test_a_cell_that_stands_twice_is_refused(form: Form, filled: bytes) -> None:
    from copy import deepcopy

    def double(root: Any) -> None:
        cell = next(c for c in root.iter(f"{MAIN}c") if c.get("r") == reference(filled, "f.name"))
        cell.addnext(deepcopy(cell))

    with pytest.raises(ReadError, match="appears twice") as caught:
        xlsx_read(edited(filled, SHEET, double), form.spec)
    assert caught.value.code == "D0907"


def test_cells_without_references_count_on(form: Form, filled: bytes) -> None:
    def strip(root: Any) -> None:
        for row in root.iter(f"{MAIN}row"):
            if [c.get("r") for c in row][:1] == [f"A{row.get('r')}"] and len(row) == width(root):
                for cell in row:
                    del cell.attrib["r"]

    def width(root: Any) -> int:
        return max(len(row) for row in root.iter(f"{MAIN}row"))

    assert form.read(edited(filled, SHEET, strip)).answers == ANSWERS


def test_a_strict_workbook_reads_the_same(form: Form, filled: bytes) -> None:
    strict = (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    content = parts(filled)
    for old, new in strict:
        content = {name: part.replace(old, new) for name, part in content.items()}
    assert form.read(packed(content)).answers == ANSWERS


def test_the_printed_footer_alone_says_which_form_it_is(form: Form, filled: bytes) -> None:
    content = {name: part for name, part in parts(filled).items() if not name.startswith("docProps")}
    line = f" \u00b7 Reference {printed_id('0b6f0d3e-5f0e-5a53-9f0c-6d8f6c1f2a11')}".encode()
    sheet = content[SHEET]
    at = sheet.index(line)
    content[SHEET] = sheet[:at].rpartition(b"<t")[0] + b"<t>gone" + sheet[sheet.index(b"</t>", at) :]
    content["xl/worksheets/sheet3.xml"] = b'<worksheet xmlns="' + MAIN[1:-1].encode() + b'"/>'
    identity = identify("xlsx", packed(content))
    assert (identity.form, identity.record_id) == ("sample", "0b6f0d3e-5f0e-5a53-9f0c-6d8f6c1f2a11")
