"""Notes and frames of ours on a returned workbook: each at its cell, in place of those that we wrote before."""

from __future__ import annotations

from tests.formats.xlsx.workbooks import rows, words, workbook
from tsmforms.diagnostics import Place
from tsmforms.formats.xlsx.marking import mark
from tsmforms.formats.xlsx.outline.book import open_book
from tsmforms.intake import local_name, open_package, parse_xml
from tsmforms.model.marking import ReturnMark

SHEET = rows(words("A1", "Name") + words("B1", "Ann"))


TYPES = {"[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'}


def at(ref: str, text: str, sheet: str | None = "Form") -> ReturnMark:
    return ReturnMark(Place(sheet=sheet, cell_ref=ref), text)


def notes(data: bytes) -> dict[str, str]:
    """The words of our notes by cell, over all sheets."""
    package = open_package(data)
    out: dict[str, str] = {}
    for name, content in package.parts.items():
        if "comments" in name and name.endswith(".xml"):
            for one in parse_xml(content).iter("{*}comment"):
                out[one.get("ref", "")] = "".join(text.text or "" for text in one.iter("{*}t"))
    return out


def frames(data: bytes) -> list[str]:
    """The cells that have our frame."""
    root = open_book(data).root_of("xl/worksheets/sheet1.xml")
    return [one.get("sqref", "") for one in root if local_name(one) == "conditionalFormatting"]


def test_each_cell_has_one_note_with_all_that_is_said_of_it_and_a_frame() -> None:
    found = mark(workbook(SHEET, extra=TYPES), [at("B1", "not a date"), at("$A$1:$A$1", "look"), at("B1", "too long")])
    assert set(notes(found)) == {"A1", "B1"}
    assert "not a date\n\ntoo long" in notes(found)["B1"]
    assert [sorted(one.split()) for one in frames(found)] == [["A1", "B1"]]


def test_what_is_said_of_no_cell_is_at_the_beginning_of_the_first_sheet_that_is_shown() -> None:
    two = workbook("<sheetData/>", SHEET, tabs=['name="Hidden" state="hidden"', 'name="Form"'], extra=TYPES)
    found = mark(two, [ReturnMark(None, "look")])
    assert set(notes(found)) == {"A1"}
    assert any("sheet2" in name for name in open_package(found).parts if name.endswith("sheet2.xml.rels"))


def test_our_notes_are_replaced_and_taken_away() -> None:
    once = mark(workbook(SHEET, extra=TYPES), [at("B1", "first")])
    again = mark(once, [at("A1", "second")])
    assert list(notes(again)) == ["A1"]
    assert frames(again) == ["A1"]
    assert (notes(mark(again, [])), frames(mark(again, []))) == ({}, [])


def test_a_file_that_is_marked_again_and_again_keeps_one_format_for_the_frame() -> None:
    data = workbook(SHEET, extra=TYPES)
    for text in ("first", "second", "third"):
        data = mark(data, [at("B1", text)])
    root = parse_xml(open_book(data).content_of("styles") or b"")
    (formats,) = [one for one in root if local_name(one) == "dxfs"]
    assert (len(formats), formats.get("count")) == (1, "1")


def test_a_workbook_without_anything_to_say_is_the_same_bytes() -> None:
    data = workbook(SHEET, extra=TYPES)
    assert mark(data, []) == data
