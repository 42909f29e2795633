from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from typing import Any

import openpyxl
import pytest

from tests.formats.xlsx.samples import ANSWERS, FORM, MAIN, SHEET, form_of, parts, reference
from tsmforms import keys
from tsmforms.documents import Form
from tsmforms.model.identity import printed_id

A4_POINTS = (297 - 25.4 * (0.5 + 0.65)) * 72 / 25.4
"""The height of a page between its margins."""


def sheet_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))["Form"]


def codes(form: Form, answers: dict[str, Any]) -> list[tuple[str, str]]:
    values, _ = form.values(answers)
    return [(d.code, d.severity) for d in form.writer("xlsx").problems(form.content(values))]


def test_every_box_has_a_workbook_name_of_its_own(form: Form, blank: bytes) -> None:
    names = openpyxl.load_workbook(io.BytesIO(blank)).defined_names
    assert {
        "f.name",
        "f.address.lines",
        "f.help.__bus",
        "f.audit.leader.rating.__red",
        "f.actions._0.owner",
        "f.actions._2.by_when",
        "f.parent.date",
    } <= set(names)
    targets = [name.attr_text for name in names.values() if ":" not in name.attr_text]
    assert len(set(targets)) == len(targets)


def test_boxes_are_open_and_all_else_is_protected_without_a_password(blank: bytes) -> None:
    sheet = sheet_of(blank)
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    named = {reference(blank, name) for name in ("f.name", "f.percent", "f.actions._1.action", "f.help.__bus")}
    assert all(not sheet[ref].protection.locked for ref in named)
    labels = [c for row in sheet.iter_rows() for c in row if c.value]
    assert labels
    assert all(cell.protection.locked for cell in labels)


def test_each_kind_of_box_lets_only_its_kind_in(blank: bytes) -> None:
    sheet = sheet_of(blank)
    kinds = {}
    for validation in sheet.data_validations.dataValidation:
        for area in str(validation.sqref).split():
            kinds[area] = (validation.type, validation.formula1, validation.formula2)
    assert kinds[reference(blank, "f.meeting_date")][0] == "date"
    assert kinds[reference(blank, "f.count")] == ("whole", "0", "400")
    assert kinds[reference(blank, "f.percent")] == ("decimal", "0", "1")
    assert kinds[reference(blank, "f.attended")][1] == '"Yes,No"'
    assert kinds[reference(blank, "f.help.__bus")][1] == '"X"'
    assert kinds[reference(blank, "f.name")] == ("textLength", "80", None)


def test_choices_with_commas_stand_on_the_hidden_sheet(blank: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank))
    validation = next(
        v for v in book["Form"].data_validations.dataValidation if reference(blank, "f.venue") in str(v.sqref)
    )
    sheet, _, area = validation.formula1.replace("'", "").partition("!")
    assert [row[0].value for row in book[sheet][area.replace("$", "")]] == ["School, room 1", "Online"]


def test_answers_are_typed_cells(filled: bytes) -> None:
    sheet = sheet_of(filled)
    date, percent = sheet[reference(filled, "f.meeting_date")], sheet[reference(filled, "f.percent")]
    assert (date.value.isoformat()[:10], date.number_format) == ("2026-09-14", "dd/mm/yyyy")
    assert (percent.value, percent.number_format) == (0.875, "0.0#####%")
    assert sheet[reference(filled, "f.count")].value == 12
    assert sheet[reference(filled, "f.upn")].number_format == "@"


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)", "\tx", "{=A1}", '=HYPERLINK("http://x")'])
def test_text_is_never_a_formula(form: Form, text: str) -> None:
    data = form.write({"notes": text}, "xlsx")
    cell = sheet_of(data)[reference(data, "f.notes")]
    assert cell.data_type != "f"
    assert f"{MAIN}f".encode() not in parts(data)[SHEET]
    assert form.read(data).answers == {"notes": text}


@pytest.mark.parametrize(
    "text",
    [
        "  leading and trailing  ",
        "a\tb",
        "a\n\n b \n",
        "& < > \" ' &amp; ]]>",
        "_x0041_ _x000D_ __x0041_",
        "é Ł ğ 😀 \u00a0",
    ],
)
def test_text_is_kept_to_the_letter(form: Form, text: str) -> None:
    assert form.read(form.write({"notes": text}, "xlsx")).answers == {"notes": text}


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"notes": "a\x07b"}, ("D0301", "error")),
        ({"notes": "x" * 32_768}, ("D0310", "error")),
        ({"notes": "😀" * 16_384}, ("D0310", "error")),
        ({"notes": "\n".join("x" * 300)}, ("D0310", "error")),
        ({"actions": [{"action": "x"}] * 9}, ("D0306", "error")),
        ({"notes": "many words " * 500}, ("D0305", "warning")),
    ],
)
def test_what_a_workbook_cannot_hold_is_named_before_writing(
    form: Form, answers: dict[str, Any], code: tuple[str, str]
) -> None:
    assert code in codes(form, answers)


def test_an_ordinary_record_has_no_problems(form: Form) -> None:
    assert codes(form, ANSWERS) == []


def test_a_record_id_with_control_characters_is_named(form: Form) -> None:
    content = form.content({}, record_id="a\x01b")
    assert [d.code for d in form.writer("xlsx").problems(content)] == ["D0301"]


def test_a_list_longer_than_the_blank_gets_its_rows(form: Form) -> None:
    answers = {"actions": [{"action": f"Action {n}"} for n in range(8)]}
    assert form.read(form.write(answers, "xlsx")).answers == answers


@pytest.mark.parametrize(
    "answers",
    [
        {"meeting_date": "1066-10-14"},
        {"meeting_date": "1900-02-28"},
        {"ratio": 123456789012.123},
        {"ratio": 0.1},
        {"percent": 33.333333333},
        {"percent": 0.5},
        {"percent": 100},
        {"percent": 0},
        {"fine": 0.1},
        {"start": "00:00"},
        {"start": "23:59"},
        {"count": 0},
        {"ratio": -2.5},
    ],
)
def test_numbers_and_dates_that_cells_show_badly_are_kept(form: Form, answers: dict[str, Any]) -> None:
    assert form.read(form.write(answers, "xlsx")).answers == answers


def test_rows_grow_with_their_text(form: Form) -> None:
    def height(data: bytes) -> float:
        row = int("".join(filter(str.isdigit, reference(data, "f.notes"))))
        return float(sheet_of(data).row_dimensions[row].height)

    short, long = form.write({"notes": "short"}, "xlsx"), form.write({"notes": "line\n" * 20}, "xlsx")
    assert height(long) > height(short) + 200


def test_pages_break_between_the_rows_of_a_long_form(form: Form) -> None:
    long = "line\n" * 20
    data = form.write({"notes": long, "audit": {"leader": {"evidence": long}, "policy": {"evidence": long}}}, "xlsx")
    sheet = sheet_of(data)
    edges = [0, *(b.id for b in sheet.row_breaks.brk), sheet.max_row]
    pages = [
        sum(sheet.row_dimensions[row].height for row in range(start + 1, stop + 1)) for start, stop in pairwise(edges)
    ]
    assert len(pages) > 1
    assert max(pages) < A4_POINTS


def test_the_same_content_gives_the_same_bytes(form: Form, filled: bytes, tmp_path: Any) -> None:
    record_id = "0b6f0d3e-5f0e-5a53-9f0c-6d8f6c1f2a11"
    again = form_of(FORM, tmp_path).write(ANSWERS, "xlsx", record_id=record_id, is_open=True)
    assert again == filled
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
    assert b"created" not in parts(filled)["docProps/core.xml"]


def test_the_form_says_which_it_is_on_paper_and_within(form: Form, filled: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled))
    assert (book.properties.title, book.properties.language) == (form.document.title, "en-GB")
    final = openpyxl.load_workbook(io.BytesIO(form.write(ANSWERS, "xlsx", record_id="r-1")))
    lines = (
        f"sample · 2026-09 · {form.spec.digest} · Reference {printed_id('0b6f0d3e-5f0e-5a53-9f0c-6d8f6c1f2a11')}",
        f"sample · 2026-09 · {form.spec.digest} · Final copy · Reference r-1",
    )
    for one, line in zip((book, final), lines, strict=True):
        sheet = one["Form"]
        assert line in sheet.oddFooter.left.text
        assert line in {c.value for row in sheet.iter_rows() for c in row}
        assert one["_tsmforms"].sheet_state == "veryHidden"
        assert one["_tsmforms"]["B1"].value == "sample"


def test_the_guidance_speaks_of_what_the_form_has(blank: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(blank))["How to fill in this form"]
    text = " ".join(str(row[0].value) for row in sheet.iter_rows())
    assert "Red, amber, green" in text
    assert "Dates: type the day first" in text


def test_two_marks_and_each_rating_have_a_colour(blank: bytes) -> None:
    rules = sheet_of(blank).conditional_formatting
    red = reference(blank, "f.audit.leader.rating.__red")
    formulas = [rule.formula[0] for area in rules for rule in area.rules if red in str(area.sqref)]
    assert any(formula.endswith(">1)") for formula in formulas)
    assert f"LEN(TRIM({red}))>0" in formulas


def test_names_parse_back_to_their_paths(blank: bytes, form: Form) -> None:
    for name in openpyxl.load_workbook(io.BytesIO(blank)).defined_names:
        parsed = keys.from_defined_name(name)
        assert parsed is None or keys.pattern(parsed[0]) in {**form.spec.leaves, **form.spec.lists}
