"""Exports as other programs write them: what cannot be read with certainty is refused by row, never guessed."""

from __future__ import annotations

import datetime
import re
import zipfile
from pathlib import Path

import pytest

import tsmforms
from tests.bulk.exports import Table, cell, export, letter, letters_in, listed, put, save
from tests.bulk.test_source import workbook
from tsmforms.bulk import RunResult, run
from tsmforms.bulk.dateorder import may_be_month_first
from tsmforms.examples.make import example_table
from tsmforms.exports.source import NO_RESULT
from tsmforms.layout.columns import table_columns

MEETING, LETTER, PERCENT = "Date of meeting", "Date of letter", "Attendance aimed at"


def judged(tmp_path: Path, table: Table) -> RunResult:
    return run(
        letter(), save(tmp_path / "x.csv", table), tmp_path / "out", dry_run=True, today=datetime.date(2025, 11, 30)
    )


def refused(result: RunResult, code: str) -> set[tuple[int, str]]:
    return {(r.row, r.field) for r in result.refusals if r.code == code}


def dated(heading: str, *dates: str) -> Table:
    """An export with these dates in one column; those of the others can be read one way only."""
    table = [[re.sub(r"\A(\d\d)/(\d\d)/(\d{4})\Z", r"\3-\2-\1", text) for text in row] for row in export(len(dates))]
    for row, text in enumerate(dates, 1):
        put(table, row, heading, text)
    return table


# --- day first or month first


@pytest.mark.parametrize(
    "foreign",
    ["11/21/2025", "11-21-2025", "11.21.25", "11/21/25", "11/21/2025 00:00", "11/21/2025 12:00:00 AM", "1/13/2025"],
)
def test_one_month_first_date_puts_the_ambiguous_dates_of_its_column_in_doubt(tmp_path: Path, foreign: str) -> None:
    result = judged(
        tmp_path, dated(MEETING, "11/05/2025", foreign, "10/11/25", "2025-11-05", "11/11/2025", "5 November 2025")
    )
    assert refused(result, "B0114") == {(2, "meeting_date"), (4, "meeting_date")}
    assert refused(result, "D0201") == {(3, "meeting_date")}
    assert "month first" in next(r.message for r in result.refusals if r.code == "B0114")


def test_the_doubt_does_not_depend_on_the_order_of_the_rows(tmp_path: Path) -> None:
    last = judged(tmp_path, dated(MEETING, "11/05/2025", "10/05/2025", "11/21/2025"))
    assert refused(last, "B0114") == {(2, "meeting_date"), (3, "meeting_date")}


def test_a_wholly_ambiguous_column_is_day_first(tmp_path: Path) -> None:
    result = judged(tmp_path, dated(MEETING, "11/05/2025", "10/11/2025", "03/10/2025"))
    assert refused(result, "B0114") == set()


def test_a_month_first_column_puts_wholly_ambiguous_columns_beside_it_in_doubt(tmp_path: Path) -> None:
    table = dated(MEETING, "11/21/2025", "11/24/2025", "11/13/2025")
    for row in (1, 2, 3):
        put(table, row, LETTER, "01/12/2025")
    assert refused(judged(tmp_path, table), "B0114") == {(row, "issue_date") for row in (2, 3, 4)}


def test_a_column_that_is_proven_day_first_stays_so_beside_a_month_first_one(tmp_path: Path) -> None:
    table = dated(MEETING, "11/21/2025", "11/24/2025", "11/13/2025")
    for row, text in enumerate(("28/11/2025", "01/12/2025", "02/12/2025"), 1):
        put(table, row, LETTER, text)
    assert refused(judged(tmp_path, table), "B0114") == set()


def test_one_slip_among_british_dates_throws_no_doubt_on_other_columns(tmp_path: Path) -> None:
    table = dated(MEETING, "11/21/2025", "24/11/2025", "03/11/2025")
    for row in (1, 2, 3):
        put(table, row, LETTER, "01/12/2025")
    assert refused(judged(tmp_path, table), "B0114") == {(4, "meeting_date")}


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("1/2/25", True),
        (" 01 . 02 . 2025 ", True),
        ("1/2/2025 09:30", True),
        ("13/2/2025", False),
        ("2/13/2025", False),
        ("2025-01-02", False),
        ("2 January 2025", False),
        ("1/2/20255", False),
        ("", False),
    ],
)
def test_a_date_that_reads_both_ways_is_known(text: str, both: bool) -> None:
    assert may_be_month_first(text) is both


# --- the letter's own table


@pytest.mark.parametrize("name", ["letter_2b", "letter_1", "letter_3c"])
def test_a_letters_own_table_without_references_makes_its_letters(tmp_path: Path, name: str) -> None:
    form = tsmforms.form(name)
    answers = form.example(4)["answers"]
    path = tmp_path / "x.xlsx"
    path.write_bytes(form.write(answers, "xlsx"))
    result = run(form, path, tmp_path / "out", today=datetime.date(2026, 6, 1))
    assert (result.letters, result.refused) == (1, 0), result.refusals
    (row,) = listed(tmp_path / "out")
    assert form.read(tmp_path / "out" / row["file"]).answers == answers
    assert row["pupil_id"].startswith("row-")


def test_rows_without_references_are_told_apart_by_what_they_say_wherever_they_stand(tmp_path: Path) -> None:
    table = own_table(3)
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "a")
    run(letter(), save(tmp_path / "y.csv", [table[0], *reversed(table[1:])]), tmp_path / "b")
    assert letters_in(tmp_path / "a") == letters_in(tmp_path / "b")
    assert len(letters_in(tmp_path / "a")) == 3


def test_two_rows_without_references_that_say_the_same_are_both_refused(tmp_path: Path) -> None:
    table = own_table(2)
    assert refused(judged(tmp_path, [*table, table[1]]), "B0105") == {(2, ""), (4, "")}


def test_an_export_with_pupil_ids_must_give_one_in_every_row(tmp_path: Path) -> None:
    table = export(2)
    put(table, 1, "Pupil id", "")
    assert refused(judged(tmp_path, table), "B0104") == {(2, "")}


def own_table(rows: int) -> Table:
    """The letter's own table as CSV, its references empty."""
    records = [letter().example(seed)["answers"] for seed in range(1, rows + 1)]
    columns = table_columns(letter().spec)
    shown = [letter().content(letter().values(answers)[0]).texts for answers in records]
    return [
        ["Letter reference", *(c.heading for c in columns)],
        *(["", *(texts.get(c.path, "") for c in columns)] for texts in shown),
    ]


# --- blank rows


@pytest.mark.parametrize("blank", [" ", "\u00a0", " \t", "\u2003"])
def test_a_row_of_spaces_is_no_row(tmp_path: Path, blank: str) -> None:
    table = export(2)
    spaces = [blank] * len(table[0])
    result = judged(tmp_path, [table[0], table[1], spaces, table[2], [blank], spaces])
    assert result.rows == 2
    assert not result.refusals


def test_a_row_of_spaces_in_a_workbook_is_no_row(tmp_path: Path) -> None:
    table = export(2)
    path = workbook(tmp_path / "x.xlsx", [*map(list, table), [" "] * len(table[0])])
    assert run(letter(), path, tmp_path / "out", dry_run=True).rows == 2


def test_spaces_behind_the_last_heading_are_no_cells(tmp_path: Path) -> None:
    table = export(2)
    table[1] += ["", " "]
    assert refused(judged(tmp_path, table), "B0111") == set()


# --- what cells of a workbook show


def with_cell(path: Path, table: Table, heading: str, value: object, number_format: str = "General") -> Path:
    """A workbook saved by a program, one cell of its first row set to a value of its own."""
    import openpyxl

    workbook(path, [list(row) for row in table])
    book = openpyxl.load_workbook(path)
    cell = book.worksheets[0].cell(2, table[0].index(heading) + 1)
    cell.value, cell.number_format = value, number_format
    book.save(path)
    return path


@pytest.mark.parametrize("heading", ["Support offered", "Date of meeting", "Parent 1 surname"])
def test_a_formula_without_a_stored_result_refuses_its_row(tmp_path: Path, heading: str) -> None:
    path = with_cell(tmp_path / "x.xlsx", export(2), heading, '=IF(A2="","",A2)')
    result = run(letter(), path, tmp_path / "out", dry_run=True)
    assert {(r.row, r.code) for r in result.refusals} == {(2, "D0106")}
    assert heading.rpartition(" ")[2] in result.refusals[0].message


def test_an_id_without_a_stored_result_refuses_its_row(tmp_path: Path) -> None:
    path = with_cell(tmp_path / "x.xlsx", export(2), "Pupil id", "=B2&C2")
    assert {(r.row, r.code) for r in run(letter(), path, tmp_path / "o", dry_run=True).refusals} == {(2, "B0104")}


@pytest.mark.parametrize(
    ("cell", "settings", "shown"),
    [
        ('<c r="B2"><f>1+1</f></c>', "", NO_RESULT),
        ('<c r="B2" t="n"><f>1+1</f><v/></c>', "", NO_RESULT),
        ('<c r="B2"><f t="shared" si="0"/><v></v></c>', "", NO_RESULT),
        ('<c r="B2"><f>1+1</f><v>2</v></c>', "", "2"),
        ('<c r="B2" t="str"><f>""</f><v></v></c>', "", ""),
        ('<c r="B2"><f>1-1</f><v>0</v></c>', "", "0"),
        ('<c r="B2"><f>1-1</f><v>0</v></c>', '<calcPr fullCalcOnLoad="1"/>', NO_RESULT),
        ('<c r="B2" t="str"><f>"a"</f><v>a</v></c>', '<calcPr fullCalcOnLoad="1"/>', "a"),
        ('<c r="B2" s="1"><v>0.83</v></c>', "", "83%"),
        ('<c s="1" r="B2"><v>0.8712</v></c>', "", "87.12%"),
        ('<c r="B2" s="2"><v>0.5</v></c>', "", "50%"),
        ('<c r="B2" s="3"><v>0.5</v></c>', "", "0.5"),
        ('<c r="B2" s="1"><v>0.57999999999999996</v></c>', "", "58%"),
        ('<c r="B2" s="1"><v>1</v></c>', "", "100%"),
        ('<c r="B2" s="1" t="str"><f>"a"</f><v>a</v></c>', "", "a"),
    ],
)
def test_a_cell_is_what_it_shows(tmp_path: Path, cell: str, settings: str, shown: str) -> None:
    from tsmforms.exports.source import open_source

    (row,) = open_source(raw_workbook(tmp_path / "x.xlsx", cell, settings), {"pupilid", "percentage"}).rows()
    assert [*row.cells, ""][:2] == ["A1", shown]


def raw_workbook(path: Path, cell: str, settings: str) -> Path:
    """A workbook in the fewest parts, with one cell as a program may write it; styles 1 and 2 are percents."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    text = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'.format
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/>'
        f'<Override PartName="/xl/s.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": links(("rId1", f"{office}/officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": links(
            ("rId1", f"{office}/worksheet", "s.xml"), ("rId2", f"{office}/styles", "styles.xml")
        ),
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/>'
        f"</sheets>{settings}</workbook>",
        "xl/styles.xml": f'<styleSheet {main}><numFmts><numFmt numFmtId="164" formatCode="0.0%"/>'
        '<numFmt numFmtId="165" formatCode="0.0&quot;%&quot;"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/>'
        '<xf numFmtId="165"/></cellXfs></styleSheet>',
        "xl/s.xml": f'<worksheet {main}><sheetData><row r="1">{text("A1", "Pupil id")}{text("B1", "Percentage")}</row>'
        f'<row r="2">{text("A2", "A1")}{cell}</row></sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return path


def links(*found: tuple[str, str, str]) -> str:
    said = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in found)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{said}</Relationships>'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0.83", "D0221"),
        (".83", "D0221"),
        ("1", "D0221"),
        ("1.0", "D0221"),
        ("0.83%", None),
        ("83", None),
        ("83.4", None),
        ("0", None),
    ],
)
def test_a_percentage_that_may_be_a_share_of_one_is_refused(tmp_path: Path, text: str, code: str | None) -> None:
    form = tsmforms.form("letter_3c")
    table = [list(row) for row in example_table(form.spec, 1, 1)]
    put(table, 1, PERCENT, text)
    result = run(form, save(tmp_path / "x.csv", table), tmp_path / "out", dry_run=True)
    assert {r.code for r in result.refusals if r.code == "D0221"} == ({code} if code else set())


# --- letters that were lost on the way


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Pupil forename", "Ma?gorzata"),
        ("Pupil surname", "?ukasiewicz"),
        ("Parent 1 forename", "Micha?"),
        ("Parent 1 forename", "Ma\ufffdgorzata"),
        ("Pupil forename", "MaÅ‚gorzata"),
        ("Pupil forename", "Ma³gorzata"),
        ("Pupil surname", "O&#39;Example"),
        ("School", "Marks &amp; Co School"),
        ("Parent 1 address", "1 Na?wa Street"),
        ("School", "Ysgol T?"),
        ("Pupil surname", "£ukasz"),
        ("Pupil forename", "Zo&euml;"),
    ],
)
def test_a_name_that_lost_letters_is_never_posted(tmp_path: Path, heading: str, text: str) -> None:
    table = export(2)
    for row in (1, 2):
        put(table, row, heading, text if row == 1 else cell(table, row, heading))
    result = judged(tmp_path, table)
    assert {(r.row, r.code) for r in result.refusals} == {(2, "B0110")}
    assert f'"{heading}"' in result.refusals[0].message
    assert "gorzata" not in result.refusals[0].message


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("We asked why?He could not say", True),
        ("Talks about ?ycie", True),
        ("Would this help? Let us know", False),
        ("See https://school.example/help?page=2", False),
        ("Why?", False),
        ("Reading & writing", False),
    ],
)
def test_a_question_mark_between_letters_of_other_words_is_told_beside_the_letter(
    tmp_path: Path,
    words: str,
    told: bool,
) -> None:
    table = export(1)
    put(table, 1, "Support offered", words)
    result = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", today=datetime.date(2026, 6, 1))
    assert not result.refusals
    (row, *_) = listed(tmp_path / "out")
    assert ("B0110 support_offer" in row["warnings"]) is told


@pytest.mark.parametrize("name", ["Małgorzata", "Łukasz", "Siân", "Ayşe Nur", "O’Brien", "M&S", "Marks & Co", "Ñuño"])
def test_names_as_people_write_them_are_posted(tmp_path: Path, name: str) -> None:
    table = export(1)
    put(table, 1, "Pupil surname", name)
    assert refused(judged(tmp_path, table), "B0110") == set()


# --- telephone numbers that lost their 0


@pytest.mark.parametrize("text", ["1632960123", "1632 960123", "(1632) 960-123", "163296012", "7700900123 ext 4"])
def test_a_number_without_its_0_is_refused_in_an_export(tmp_path: Path, text: str) -> None:
    table = export(2)
    put(table, 1, "School telephone", text)
    result = judged(tmp_path, table)
    assert {(r.row, r.code, r.field) for r in result.refusals} == {(2, "D0215", "school.phone")}
    assert "0" in result.refusals[0].message


def test_a_number_typed_as_a_number_is_refused_in_a_workbook(tmp_path: Path) -> None:
    path = with_cell(tmp_path / "x.xlsx", export(2), "School telephone", 1632960123)
    result = run(letter(), path, tmp_path / "out", dry_run=True)
    assert {(r.row, r.code) for r in result.refusals} == {(2, "D0215")}


def test_a_number_typed_as_a_number_is_told_with_its_place_and_kept_as_it_stands(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "x.xlsx"
    path.write_bytes(letter().write(letter().example(1)["answers"], "xlsx"))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    (typed,) = (cell for cell in sheet[1] if cell.value == "School telephone")
    sheet.cell(2, typed.column).value = 1632960123
    book.save(path)
    found = letter().read(path)
    (told,) = (d for d in found.diagnostics if d.severity == "error")
    assert (told.code, told.field, told.found) == ("D0215", "school.phone", "1632960123")
    assert told.place is not None
    assert told.place.cell_ref == f"{typed.column_letter}2"
    assert "phone" not in found.answers["school"]


@pytest.mark.parametrize(
    "text",
    [
        "01632 960123",
        "+44 1632 960123",
        "(01632) 960123",
        "960123",
        "+44 (0)1632 960123",
        "00 44 1632 960123",
        "0800 1111",
    ],
)
def test_numbers_that_can_be_dialled_are_read(tmp_path: Path, text: str) -> None:
    table = export(1)
    put(table, 1, "School telephone", text)
    assert refused(judged(tmp_path, table), "D0215") == set()


# --- other ways of exports


@pytest.mark.parametrize("word", ["N/A", "n/a", "NULL", "None", "nan", "-", "–", ".", "(blank)", "TBC", "Unknown"])
@pytest.mark.parametrize("heading", ["Parent 1 surname", "Parent 1 salutation", "Pupil forename"])
def test_a_word_for_nothing_is_never_posted_as_a_name(tmp_path: Path, heading: str, word: str) -> None:
    table = export(2)
    put(table, 1, heading, word)
    result = judged(tmp_path, table)
    assert {(r.row, r.code) for r in result.refusals} == {(2, "B0115")}


@pytest.mark.parametrize("name", ["Null", "Na", "Nan", "Noneman", "Natbc"])
def test_people_of_such_names_get_their_letters(tmp_path: Path, name: str) -> None:
    table = export(1)
    put(table, 1, "Pupil surname", name)
    assert not judged(tmp_path, table).refusals


def test_a_word_for_nothing_in_a_line_of_an_address_refuses_the_row(tmp_path: Path) -> None:
    table = export(1)
    put(table, 1, "Parent 1 address", "1 Sample Row\nN/A\nSampleford")
    assert refused(judged(tmp_path, table), "B0115") == {(2, "address.lines")}


def test_a_word_for_nothing_in_other_words_is_told_beside_the_letter(tmp_path: Path) -> None:
    table = export(1)
    put(table, 1, "Support offered", "N/A")
    result = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", today=datetime.date(2026, 6, 1))
    assert not result.refusals
    assert all("B0115 support_offer" in row["warnings"] for row in listed(tmp_path / "out"))


def test_lines_under_one_merged_heading_refuse_their_rows(tmp_path: Path) -> None:
    table = export(2)
    place = table[0].index("Parent 1 address") + 1
    spread = [[*row[:place], "" if n in {0, 2} else "Sampleford", *row[place:]] for n, row in enumerate(table)]
    assert refused(judged(tmp_path, spread), "B0111") == {(2, "")}


def test_a_first_column_that_counts_the_rows_is_passed_over(tmp_path: Path) -> None:
    table = export(2)
    counted = [["" if n == 0 else str(n - 1), *row] for n, row in enumerate(table)]
    assert not judged(tmp_path, counted).refusals


@pytest.mark.parametrize("padding", [" ", "     ", "\u00a0", "\t"])
def test_spaces_around_the_words_of_a_cell_change_no_letter(tmp_path: Path, padding: str) -> None:
    table = export(2)
    padded = [table[0], *([f"{padding}{text}{padding}" if text else text for text in row] for row in table[1:])]
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "a")
    run(letter(), save(tmp_path / "y.csv", padded), tmp_path / "b")
    run(letter(), workbook(tmp_path / "z.xlsx", [list(row) for row in padded]), tmp_path / "c")
    assert letters_in(tmp_path / "a") == letters_in(tmp_path / "b") == letters_in(tmp_path / "c")
    assert letters_in(tmp_path / "a")


@pytest.mark.parametrize("text", ["1.23457E+12", "1,23457E+12"])
def test_an_id_that_a_spreadsheet_rounded_is_refused(tmp_path: Path, text: str) -> None:
    table = export(2)
    put(table, 1, "Pupil id", text)
    assert refused(judged(tmp_path, table), "B0104") == {(2, "")}


@pytest.mark.parametrize("text", ["1 Sample Row<br>Sampleford", "1 Sample Row<br />Sampleford", "<b>1 Sample Row</b>"])
def test_marks_of_a_web_page_refuse_their_row(tmp_path: Path, text: str) -> None:
    table = export(1)
    put(table, 1, "Parent 1 address", text)
    assert refused(judged(tmp_path, table), "B0110") == {(2, "address.lines")}


def test_bars_between_the_cells_are_a_delimiter(tmp_path: Path) -> None:
    path = save(tmp_path / "x.csv", export(2), delimiter="|")
    assert run(letter(), path, tmp_path / "out", dry_run=True).rows == 2


@pytest.mark.parametrize("foot", [["Total", "4"], ["", "", "", "4"], ["*** End of report ***"], ["\x1a"]])
def test_a_foot_below_the_rows_is_refused_and_makes_no_letter(tmp_path: Path, foot: list[str]) -> None:
    table = export(2)
    result = judged(tmp_path, [*table, foot])
    assert {r.row for r in result.refusals} == {4}


# --- what a workbook does not show, or shows beside its cells


def filtered(path: Path, table: Table, *hidden: int) -> Path:
    import openpyxl

    workbook(path, [list(row) for row in table])
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.auto_filter.ref = sheet.dimensions
    for row in hidden:
        sheet.row_dimensions[row].hidden = True
    book.save(path)
    return path


def test_a_row_that_a_filter_hides_gets_no_letter_and_is_refused(tmp_path: Path) -> None:
    result = run(letter(), filtered(tmp_path / "x.xlsx", export(3), 3), tmp_path / "out")
    assert {(r.row, r.code) for r in result.refusals} == {(3, "B0116")}
    assert {row["row"] for row in listed(tmp_path / "out")} == {"2", "4"}


def test_a_pupil_whose_row_of_a_second_table_is_hidden_is_refused(tmp_path: Path) -> None:
    table = export(2)
    plan = [table[0].index("Pupil id"), table[0].index("Support offered")]
    first = [[text for n, text in enumerate(row) if n != plan[1]] for row in table]
    second = filtered(tmp_path / "y.xlsx", [[row[n] for n in plan] for row in table], 2)
    result = run(letter(), save(tmp_path / "x.csv", first), tmp_path / "out", join=second, dry_run=True)
    assert {(r.row, r.code) for r in result.refusals} == {(2, "B0116")}


def struck(path: Path, table: Table, *cells: tuple[int, int]) -> Path:
    """Cells struck through, by row and column."""
    import openpyxl
    from openpyxl.styles import Font

    workbook(path, [list(row) for row in table])
    book = openpyxl.load_workbook(path)
    for row, column in cells:
        book.worksheets[0].cell(row, column).font = Font(strike=True)
    book.save(path)
    return path


def test_a_row_struck_through_gets_no_letter_and_is_refused(tmp_path: Path) -> None:
    table = export(3)
    whole_row = [(3, column + 1) for column in range(len(table[0]))]
    result = run(letter(), struck(tmp_path / "x.xlsx", table, *whole_row), tmp_path / "out")
    assert {(r.row, r.code) for r in result.refusals} == {(3, "B0117")}
    assert {row["row"] for row in listed(tmp_path / "out")} == {"2", "4"}


def test_one_cell_struck_through_refuses_its_row_and_an_empty_one_does_not(tmp_path: Path) -> None:
    table = export(3)
    surname = table[0].index("Pupil surname")
    table = [*table[:3], [*table[3][:-1], ""]]
    path = struck(tmp_path / "x.xlsx", table, (2, surname + 1), (4, len(table[0])))
    assert {(r.row, r.code) for r in run(letter(), path, tmp_path / "out", dry_run=True).refusals} == {(2, "B0117")}


def test_words_struck_through_within_a_cell_refuse_its_row(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    table = export(3)
    path = workbook(tmp_path / "x.xlsx", [list(row) for row in table])
    book = openpyxl.load_workbook(path)
    cell = book.worksheets[0].cell(3, table[0].index("Support offered") + 1)
    cell.value = CellRichText(TextBlock(InlineFont(strike=True), "A quiet place. "), TextBlock(InlineFont(), "A walk."))
    book.save(path)
    assert {(r.row, r.code) for r in run(letter(), path, tmp_path / "out", dry_run=True).refusals} == {(3, "B0117")}


def test_a_row_with_a_comment_is_refused_and_told(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.comments import Comment

    path = workbook(tmp_path / "x.xlsx", [list(row) for row in export(1)])
    assert not run(letter(), path, tmp_path / "a", dry_run=True).notes
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B2"].comment = Comment("do not send here", "Office")
    book.save(path)
    result = run(letter(), path, tmp_path / "a", dry_run=True)
    (note,) = result.notes
    assert (note.code, note.severity) == ("D0107", "warning")
    assert {(r.row, r.code) for r in result.refusals} == {(2, "B0203")}


@pytest.mark.parametrize("heading", ["Parent 1 address", "Pupil surname"])
def test_words_that_a_workbook_made_a_date_of_refuse_their_row(tmp_path: Path, heading: str) -> None:
    path = with_cell(tmp_path / "x.xlsx", export(2), heading, datetime.datetime(2026, 2, 1), "d-mmm")
    result = run(letter(), path, tmp_path / "out", dry_run=True)
    assert {(r.row, r.code) for r in result.refusals} == {(2, "B0108")}
