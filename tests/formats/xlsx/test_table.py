from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

import tsmforms
from tests.formats.xlsx.samples import MAIN, WORKBOOK, edited, form_of
from tests.support.reading import xlsx as xlsx_read
from tsmforms.diagnostics import MisuseError
from tsmforms.documents import Form, read_all
from tsmforms.formats.xlsx import TableWriter, compile_writer
from tsmforms.layout import Content, WriterPlan
from tsmforms.layout.columns import table_columns

ANSWERS: dict[str, Any] = {
    "recipient": {"title": "Mr", "surname": "O'Example"},
    "address": {"lines": ["1 Example Road", "Anytown"], "postcode": "ZZ99 3WZ"},
    "issue_date": "2026-09-14",
    "percent": 87.5,
    "actions": [{"action": "Call", "owner": "School"}, {"action": "=1+1"}],
}
OTHER: dict[str, Any] = {"recipient": {"surname": "Sample"}, "percent": 90}


def table(letter: Form, *records: tuple[dict[str, Any], str | None]) -> bytes:
    writer = letter.writer("xlsx")
    assert isinstance(writer, TableWriter)
    return writer.fill_table([letter.content(letter.values(answers)[0], record_id) for answers, record_id in records])


def changed(data: bytes, change: Any) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def returns(letter: Form, data: bytes) -> list[tuple[str | None, Any, list[str]]]:
    return [(r.record_id, r.answers, [d.code for d in r.diagnostics]) for r in read_all(data, form=letter)]


def test_headings_name_each_column_once(letter: Form) -> None:
    assert [(c.heading, c.path) for c in table_columns(letter.spec)] == [
        ("Parent title", "recipient.title"),
        ("Parent surname", "recipient.surname"),
        ("Address", "address.lines"),
        ("Address postcode", "address.postcode"),
        ("Date of letter", "issue_date"),
        ("Attendance", "percent"),
        ("Action 1", "actions.0.action"),
        ("Action 1 who", "actions.0.owner"),
        ("Action 2", "actions.1.action"),
        ("Action 2 who", "actions.1.owner"),
    ]


def test_headings_that_would_be_the_same_are_told_apart(tmp_path: Any) -> None:
    letter = form_of(
        """
form: twins
edition: 2026-09
title: Twins
kind: letter
legal_warning: none
fields:
  first: {type: group, label: Child, fields: {name: {label: Name, type: text}}}
  second: {type: group, label: Child, fields: {name: {label: Name, type: text}}}
layout:
  - prose: "{first.name} {second.name}"
""",
        tmp_path,
    )
    assert [c.heading for c in table_columns(letter.spec)] == ["Child name", "Child name (second.name)"]


def test_a_blank_is_the_headings_and_an_empty_row(letter: Form) -> None:
    data = letter.blank("xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Letters"]
    assert [c.value for c in sheet[1]][:3] == ["Letter reference", "Parent title", "Parent surname"]
    assert sheet.freeze_panes == "B2"
    assert returns(letter, data) == [(None, {}, [])]


def test_one_row_is_one_letter(letter: Form) -> None:
    data = table(letter, (ANSWERS, "one"), (OTHER, None))
    assert returns(letter, data) == [("one", ANSWERS, []), (None, OTHER, [])]
    assert letter.read(letter.write(ANSWERS, "xlsx", record_id="one")).answers == ANSWERS


def test_columns_have_the_checks_of_their_kind(letter: Form) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(letter.blank("xlsx")))["Letters"]
    checks = {str(v.sqref).partition(":")[0]: v.type for v in sheet.data_validations.dataValidation}
    assert checks["F2"] == "date"
    assert checks["G2"] == "decimal"


def test_a_table_prints_who_the_letters_go_to_landscape_with_headings_on_every_page() -> None:
    """As many columns as a page holds with the type at 70 % and more; each letter as a whole is on a sheet of its own."""
    sheet = openpyxl.load_workbook(io.BytesIO(tsmforms.form("letter_2a").blank("xlsx")))["Letters"]
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_options.gridLines
    assert sheet.print_title_rows == "$1:$1"
    last = str(sheet.print_area).rpartition("$J$")
    assert last[1:] == ("$J$", "1048576")
    assert sum(sheet.column_dimensions[at].width for at in "ABCDEFGHIJ") <= 140 / 0.7
    assert [cell.value for cell in sheet[1]][:3] == ["Letter reference", "Pupil forename", "Pupil surname"]
    assert sheet.freeze_panes == "D2"


def test_rows_added_and_sorted_by_hand_read(letter: Form) -> None:
    def add(book: Any) -> None:
        sheet = book["Letters"]
        sheet["C5"] = "Added"
        sheet["G5"] = 0.91
        sheet["G5"].number_format = "0%"

    data = changed(table(letter, (ANSWERS, "one")), add)
    assert returns(letter, data)[1] == (None, {"recipient": {"surname": "Added"}, "percent": 91}, [])


def test_columns_without_names_are_found_by_their_headings(letter: Form) -> None:
    def strip(root: Any) -> None:
        root.remove(root.find(f"{MAIN}definedNames"))

    assert returns(letter, edited(table(letter, (ANSWERS, "one")), WORKBOOK, strip)) == [("one", ANSWERS, [])]


def test_a_table_typed_from_scratch_reads_by_its_headings(letter: Form) -> None:
    book = openpyxl.Workbook()
    book.active.append(["For the office"])
    book.active.append(["parent SURNAME", "issue_date", "Shoe size"])
    book.active.append(["Sample", "14/09/2026", 5])
    out = io.BytesIO()
    book.save(out)
    ((record_id, answers, codes),) = returns(letter, out.getvalue())
    assert (record_id, answers) == (None, {"recipient": {"surname": "Sample"}, "issue_date": "2026-09-14"})
    assert sorted(set(codes)) == ["D0103", "D0104"]


def test_a_heading_that_differs_from_its_columns_name_is_not_believed(letter: Form) -> None:
    def swap(book: Any) -> None:
        sheet = book["Letters"]
        sheet["B1"].value, sheet["C1"].value = sheet["C1"].value, sheet["B1"].value

    ((_, answers, codes),) = returns(letter, changed(table(letter, (ANSWERS, None)), swap))
    assert "recipient" not in answers
    assert codes == ["D0101", "D0101"]


def test_a_workbook_without_a_table_says_so(letter: Form) -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    assert [d.code for d in xlsx_read(out.getvalue(), letter.spec).diagnostics] == ["D0103"]


def test_a_fault_in_a_row_is_told_of_that_row_alone(letter: Form) -> None:
    def damage(book: Any) -> None:
        book["Letters"]["G3"] = "=1/0"

    data = changed(table(letter, (ANSWERS, "one"), (OTHER, "two")), damage)
    assert [codes for _, _, codes in returns(letter, data)] == [[], ["D0106"]]


def test_more_entries_than_columns_are_named_before_writing(letter: Form) -> None:
    content = Content({f"actions.{n}.action": "x" for n in range(3)})
    assert [d.code for d in letter.writer("xlsx").problems(content)] == ["D0306"]


def test_a_letter_needs_its_columns(letter: Form) -> None:
    with pytest.raises(MisuseError, match="columns"):
        compile_writer(WriterPlan(letter.document))


def test_the_same_rows_give_the_same_bytes(letter: Form) -> None:
    assert table(letter, (ANSWERS, "one")) == table(letter, (ANSWERS, "one"))
