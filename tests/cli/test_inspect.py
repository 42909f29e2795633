"""`inspect`: the fillable places of any file, as a table or as one JSON list; what is no such file is refused."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

import tsmforms as library
from tests.support.run import tsmforms
from tsmforms.diagnostics import ReadError

FORM = library.form("sam_minutes")


def strange_workbook() -> bytes:
    """A workbook that is no form: labels, an empty cell with a border, a list, an open cell, a name."""
    import openpyxl
    from openpyxl.styles import Border, Protection, Side
    from openpyxl.workbook.defined_name import DefinedName
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Visit"
    for row, label in enumerate(("Name:", "Outcome", "Notes", "Visited on", "Officer", "Far away"), 1):
        sheet.cell(row, 1, label)
    sheet["B1"].border = Border(bottom=Side(style="thin"))
    choices = DataValidation("list", formula1='"Seen,Not seen"')
    choices.add("B2")
    named = DataValidation("list", formula1="=Lists!$A$1:$A$2")
    named.add("B5")
    dated = DataValidation("date", operator="greaterThan", formula1="40000")
    dated.add("B4")
    for rule in (choices, dated, named):
        sheet.add_data_validation(rule)
    sheet["B3"].protection = Protection(locked=False)
    sheet["B3"] = "No one in"
    lists = book.create_sheet("Lists")
    lists["A1"], lists["A2"] = "Officer One", "Officer Two"
    book.defined_names["outcome"] = DefinedName("outcome", attr_text="Visit!$B$2")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def strange_letter() -> bytes:
    """A Word file that is no form."""
    import docx

    document = docx.Document()
    document.add_paragraph("Pupil: ____________  Year: ______")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Signed"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_workbook_that_is_no_form_has_its_places() -> None:
    found = library.inspect(strange_workbook())
    assert [(one.name, one.label, one.kind, one.value, one.choices, one.place.cell_ref) for one in found] == [
        ("", "Name", "blank", "", (), "B1"),
        ("outcome", "Outcome", "list", "", ("Seen", "Not seen"), "B2"),
        ("", "Notes", "text", "No one in", (), "B3"),
        ("", "Visited on", "date", "", (), "B4"),
        ("", "Officer", "list", "", ("Officer One", "Officer Two"), "B5"),
    ]


def test_a_word_file_that_is_no_form_has_its_places() -> None:
    assert [(one.label, one.kind) for one in library.inspect(strange_letter())] == [
        ("Pupil", "blank"),
        ("Year", "blank"),
        ("Signed", "blank"),
    ]


def test_the_same_form_has_the_same_places_in_every_format() -> None:
    found = {format: library.inspect(FORM.blank(format)) for format in ("docx", "pdf", "xlsx")}
    lines_to_sign_on = [one for one in found["xlsx"] if one.kind == "blank"]
    assert [one.label for one in lines_to_sign_on] == ["Signed", "Signed"]
    found["xlsx"] = [one for one in found["xlsx"] if one.kind != "blank"]
    assert {format: len(places) for format, places in found.items()} == dict.fromkeys(found, 64)
    assert {one.kind for places in found.values() for one in places} == {"text", "date", "tick"}
    ticks = {format: [one for one in places if one.kind == "tick"] for format, places in found.items()}
    assert {len(places) for places in ticks.values()} == {13}
    assert {one.value for places in ticks.values() for one in places} == {False}
    assert [one.label for one in ticks["xlsx"]][2:5] == [
        "SEN code: E (education health and care plan)",
        "Were the parents invited in writing, and told that the meeting may go ahead without them?: Yes",
        "Were the parents invited in writing, and told that the meeting may go ahead without them?: No",
    ]
    assert not [one for places in found.values() for one in places if not one.label]


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_an_answer_is_shown_at_its_place(format: str) -> None:
    found = library.inspect(FORM.write(FORM.example(2)["answers"], format))
    shown = {one.label: one.value for one in found}
    assert shown["Place of meeting"] == FORM.example(2)["answers"]["venue"]


def test_what_is_found_in_a_process_of_its_own_is_the_same() -> None:
    data = strange_workbook()
    assert library.inspect(data, isolated=True) == library.inspect(data)


def test_a_file_that_is_none_is_refused() -> None:
    with pytest.raises(ReadError) as error:
        library.inspect(b"Dear parent")
    assert error.value.code == "D0902"


# --- the command


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "visit.xlsx").write_bytes(strange_workbook())
    (folder / "none.pdf").write_bytes(b"")
    return folder


def test_the_command_prints_a_table_and_a_count(here: Path) -> None:
    ended = tsmforms("inspect", "visit.xlsx", cwd=here)
    heading, *rows, count = ended.out.splitlines()
    assert ended.status == 0
    assert heading.split() == ["Kind", "Name", "Label", "Value", "Place"]
    assert ["list", "outcome", "Outcome", "(Seen / Not seen)", 'sheet "Visit", cell B2'] in [
        re.split(" {2,}", row) for row in rows
    ]
    assert count == "visit.xlsx: 5 fillable places"


def test_the_command_prints_one_json_list(here: Path, tmp_path: Path) -> None:
    out = tmp_path / "places.json"
    assert tsmforms("inspect", "visit.xlsx", "--json", "--out", out, cwd=here).status == 0
    found: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))
    assert len(found) == 5
    assert list(found[0]) == ["name", "label", "kind", "value", "choices", "place"]


def test_the_command_refuses_what_reading_refuses(here: Path) -> None:
    ended = tsmforms("inspect", "none.pdf", cwd=here)
    assert (ended.status, ended.out) == (3, "")
    assert "D0901" in ended.err
