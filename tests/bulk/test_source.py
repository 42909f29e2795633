from __future__ import annotations

from pathlib import Path

import pytest

from tests.bulk.exports import as_csv, cell, export, letter, letters_in, listed, put, save
from tsmforms.bulk import run
from tsmforms.bulk.columns import known_headings
from tsmforms.bulk.damage import is_damaged
from tsmforms.diagnostics import ReadError
from tsmforms.exports.headings import fold
from tsmforms.exports.source import Source, open_source


def opened(path: Path) -> Source:
    return open_source(path, set(known_headings(letter().spec).folded))


def rows_of(path: Path) -> list[list[str]]:
    source = opened(path)
    return [list(source.header), *(row.cells for row in source.rows())]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_known_with_and_without_a_mark(tmp_path: Path, encoding: str) -> None:
    table = export()
    put(table, 1, "Pupil forename", "Siân-Łucja Şŷ")
    assert rows_of(save(tmp_path / "x.csv", table, encoding)) == table


def test_windows_text_is_read_as_cp1252(tmp_path: Path) -> None:
    table = [["Pupil id", "Pupil forename"], ["A1", "Zoë D’Arcy – née Müller"]]
    assert rows_of(save(tmp_path / "x.csv", table, "cp1252")) == table


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_by_the_headings(tmp_path: Path, delimiter: str) -> None:
    table = export()
    assert rows_of(save(tmp_path / "x.csv", table, delimiter=delimiter)) == table


def test_a_title_above_the_header_and_blank_rows_are_passed_over(tmp_path: Path) -> None:
    table = export(2)
    blank = [""] * len(table[0])
    path = save(tmp_path / "x.csv", [["Pupils below 90%"], blank, table[0], table[1], blank, table[2], blank])
    assert rows_of(path) == table
    assert next(row.line for row in opened(path).rows()) == 4


def test_a_row_is_named_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('Pupil id,Address\nA1,"1 Sample Row\nSampleford"\nA2,2 Sample Row\n', encoding="utf-8")
    assert [(line, cells[0]) for _, line, cells in opened(path).rows()] == [(2, "A1"), (4, "A2")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "D0901"),
        (b"\x00\x01\x02\x03pupil", "D0902"),
        (b'Pupil id,Address\nA1,"never closed\nA2,x\n', "D0905"),
        (b"\n\n\n", "D0901"),
        (b"PK\x03\x04nonsense", "D0905"),
    ],
)
def test_what_is_no_table_is_refused_with_one_sentence(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(ReadError) as refused:
        list(opened(path).rows())
    assert refused.value.code == code
    assert refused.value.hint


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as refused:
        opened(tmp_path / "none.csv")
    assert refused.value.code == "D0910"


@pytest.mark.parametrize(
    "text",
    [
        "SiÃ¢n",
        "Zbigniew Å\u0081ukasz",
        "Oâ€™Example",
        "Kovaĉ".encode().decode("latin-1"),
        "na\ufffdve",
        "Gwenffrwd Å·",
        "Ä°nci",
    ],
)
def test_text_that_went_through_a_wrong_encoding_is_seen(text: str) -> None:
    assert is_damaged(text)


@pytest.mark.parametrize(
    "text",
    [
        "Siân",
        "Łucja Şŷmpleton",
        "İnci Çağla",
        "RENÉ’S",
        "Ærøskøbing",
        "São João",
        "Zoë–Noël",
        "£20 “as is”",
        "Ångström",
        "ÅSA’S",
        "Ffŵc",
    ],
)
def test_text_as_people_write_it_is_never_taken_for_damaged(text: str) -> None:
    assert not is_damaged(text)


def test_a_damaged_row_is_refused_and_the_others_are_made(tmp_path: Path) -> None:
    table = export()
    put(table, 2, "Pupil forename", "SiÃ¢n")
    result = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    refused = listed(tmp_path / "out", "refused.csv")
    assert {(r["row"], r["code"], r["field"]) for r in refused} == {("3", "B0110", "pupil.forename")}
    assert "Pupil forename" in refused[0]["message"]
    assert result.status == 1
    assert not any(r["row"] == "3" for r in listed(tmp_path / "out"))


def test_bytes_that_are_no_text_at_all_refuse_their_row(tmp_path: Path) -> None:
    table = export(2)
    put(table, 1, "Pupil forename", "Zo#e")
    path = tmp_path / "x.csv"
    # 0x81 and 0x9d are nothing in cp1252, and letters that are no word in the others; the é is no UTF-8.
    path.write_bytes(as_csv([table[0], table[1]]).encode("cp1252", "replace").replace(b"Zo#e", b"Zo\x81\x9de \xe9"))
    result = run(letter(), path, tmp_path / "out", dry_run=True)
    assert {r.code for r in result.refusals} == {"B0110"}


# --- workbooks


def workbook(path: Path, table: list[list[object]], title: str = "Export") -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in table:
        sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_makes_the_same_letters_as_the_same_table_in_csv(tmp_path: Path) -> None:
    import datetime

    table = export(3)
    typed: list[list[object]] = [list(row) for row in table]
    dated = [n for n, heading in enumerate(table[0]) if heading in ("Date of letter", "Date of meeting")]
    figures = [n for n, heading in enumerate(table[0]) if "sessions" in heading.lower()]
    for row in typed[1:]:
        for n in dated:
            day, month, year = map(int, str(row[n]).split("/"))
            row[n] = datetime.datetime(year, month, day)
        for n in figures:
            row[n] = int(str(row[n]))
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "a")
    run(letter(), workbook(tmp_path / "x.xlsx", typed), tmp_path / "b")
    assert letters_in(tmp_path / "a") == letters_in(tmp_path / "b")
    assert len(letters_in(tmp_path / "a")) >= 3


def test_the_sheet_with_the_headings_is_taken_and_two_of_them_are_refused(tmp_path: Path) -> None:
    import openpyxl

    path = workbook(tmp_path / "x.xlsx", [[], ["Title"], *export(2)], "Pupils")
    book = openpyxl.load_workbook(path)
    notes = book.create_sheet("Notes", 0)
    notes.append(["read me"])
    book.save(path)
    assert rows_of(path)[1][0] == cell(export(2), 1, "Pupil id")
    assert opened(path).header_line == 3
    twice = book.create_sheet("Old")
    for row in export(2):
        twice.append(row)
    book.save(path)
    with pytest.raises(ReadError, match="several sheets have the headings: 2 and 3, counted from the left"):
        opened(path)


def test_a_cell_that_shows_an_error_refuses_its_row(tmp_path: Path) -> None:
    table: list[list[object]] = [list(row) for row in export(2)]
    path = workbook(tmp_path / "x.xlsx", table)
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book.active
    column = export(2)[0].index("Support offered") + 1
    error = sheet.cell(2, column)
    error.value = "#N/A"
    error.data_type = "e"
    book.save(path)
    result = run(letter(), path, tmp_path / "out", dry_run=True)
    assert {(r.row, r.code, r.field) for r in result.refusals} == {(2, "D0220", "support_offer")}


def test_headings_are_compared_without_case_spaces_and_punctuation() -> None:
    assert fold("School E-mail ") == fold("school email")
    assert fold("Parent 1 title") != fold("Parent 2 title")
