"""Every shape in which somebody marks a row that no letter may go to: it stops the letter, or the run asks."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.bulk.exports import Table, export, letter, letters_in, save
from tests.support.run import tsmforms
from tsmforms.bulk import RunResult, run
from tsmforms.diagnostics import RunRefused
from tsmforms.exports.stopwords import stop_words

MARKED = 2
"""The row that is marked; row 1 is the first below the header."""


def flagged(heading: str, marked: str, others: str = "") -> Table:
    """The invented export with one more column, in which one row is marked."""
    table = export(4)
    for n, row in enumerate(table):
        row.append(heading if n == 0 else marked if n == MARKED else others)
    return table


def asks(tmp_path: Path, table: Table) -> str:
    """The words with which the run asks before its first letter."""
    with pytest.raises(RunRefused) as found:
        run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert {d.code for d in found.value.diagnostics if d.severity == "error"} == {"B0201"}
    return " ".join(d.help for d in found.value.diagnostics)


def judged(tmp_path: Path, table: Table, columns: dict[str, str] | None = None) -> RunResult:
    return run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", dry_run=True, columns=columns)


def stopped(result: RunResult) -> set[int]:
    return {refusal.row for refusal in result.refusals}


HEADINGS = (
    *(
        "LAC",
        "LAC status",
        "CLA",
        "In care",
        "Looked after",
        "DOL",
        "Contact 1 active",
        "Is current",
        "Home address known",
    ),
    *("Court Order", "court orders", "CourtOrder", "Court_Order_Y/N", "Contact 1 Court Order", "COURT", "Injunction"),
    *(
        "Non-molestation order",
        "Non Mol",
        "NMO",
        "Prohibited Steps Order",
        "PSO",
        "Restraining Order",
        "Bail conditions",
    ),
    *("No contact", "No Contact Order", "Non-contact order", "Contact Order", "Contact", "Contact allowed", "Custody"),
    *(
        "Child Arrangements Order",
        "Section 8 order",
        "Supervised contact",
        "Barred",
        "Legal restriction",
        "MARAC",
        "DV",
    ),
    *("Domestic Abuse", "Legal", "Responsibility", "Parental Resp.", "Has PR", "PR?", "Legal Guardian", "SGO"),
    *(
        "Address confidential",
        "Confidential",
        "CONFIDENTIAL?",
        "Refuge",
        "Safe house",
        "Address withheld",
        "Undisclosed",
    ),
    *(
        "Do not disclose address",
        "Disclosure",
        "Non-disclosure",
        "Restricted",
        "Restrictions",
        "Protected",
        "Sensitive",
    ),
    *("Safeguarding", "Child protection", "CP", "Witness protection", "Ex-directory", "Hide address", "Private"),
    *(
        "Do not write",
        "Do not send",
        "DoNotContact",
        "DO_NOT_MAIL",
        "Don't contact",
        "DNC",
        "Never contact",
        "No letters",
    ),
    *(
        "No post",
        "No mail",
        "Opt out",
        "Opted-out",
        "Unsubscribed",
        "Email only",
        "Contact Only",
        "Stop letters",
        "Hold",
    ),
    *("Suppress", "Vexatious", "Alert", "Warning", "Flag", "Marker", "Consent to contact", "Communication preference"),
    *("Deceased", "Date of death", "Died", "Gone Away", "GoneAway", "Moved", "RTS", "Returned mail", "Left", "Leaver"),
    *("Date of leaving", "NFA", "No fixed abode", "No longer at address", "Former address", "Estranged", "Inactive"),
    *("Correspondence", "Receives mail", "Receives letters?", "Mailing", "Mailshot", "Post", "Letters", "By post"),
    *("Report recipient", "Send reports", "Gets letters", "Include", "Print"),
    *("Paper", "Preferred channel", "Preferred method", "Address correct?", "Can receive info", "Share info with"),
    *("Information sharing", "Rights", "Represented by", "Solicitor"),
)


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_that_may_speak_of_letters_asks_before_the_first(heading: str) -> None:
    assert stop_words().heading(heading) is not None


@pytest.mark.parametrize("heading", ["Court Order", "Contact Only", "Correspondence", "Gone Away"])
def test_a_run_that_asks_makes_nothing_and_names_the_line_to_write(tmp_path: Path, heading: str) -> None:
    assert f"{heading}: (ignore)" in asks(tmp_path, flagged(heading, "Y", "N"))


def test_a_run_that_asks_ends_with_1_on_the_command_line(tmp_path: Path) -> None:
    path = save(tmp_path / "x.csv", flagged("Court Order", "Y"))
    ended = tsmforms("bulk", "letter_2b", path, tmp_path / "out")
    assert ended.status == 1
    assert "Court Order: (ignore)" in ended.err
    assert not (tmp_path / "out").exists()


HARMLESS = (
    *("Contact name", "Contact 1 telephone", "Emergency contact number", "Contact mobile", "Contact relationship"),
    *(
        "Contact priority",
        "First contact",
        "Contact e-mail",
        "Contact address",
        "Contact postcode",
        "Post code",
        "Post town",
    ),
    *(
        "Legal surname",
        "Legal Forename",
        "E-mail",
        "Home email",
        "Registration group",
        "House",
        "Year group",
        "UPN",
        "DOB",
    ),
    *("Ethnicity", "FSM", "SEN status", "Pupil premium", "Priority order", "Letter date", "Letters sent", "Notes"),
    *("Mailing name", "Home address", "Parental salutation", "Addressee", "Courtney House", "Attendance %", "Late"),
    *(
        "Unauthorised",
        "Exclusions",
        "Tutor",
        "Class teacher",
        "Persistent absence flag",
        "Report date",
        "First language",
    ),
)


@pytest.mark.parametrize("heading", HARMLESS)
def test_usual_details_of_contacts_and_pupils_ask_nothing(heading: str) -> None:
    assert stop_words().heading(heading) is None


YES = ("Y", "yes", "T", "TRUE", "true", "1", "x", "X", "✓", "✔", "✔️", "☑", "√", "Yes!", "ticked")
NO = ("", "N", "no", "F", "FALSE", "0", "N/A", "n/a", "None", "-", "–", "—", "nil", "☐")


@pytest.mark.parametrize("word", YES)
def test_a_yes_in_a_mapped_mark_stops_its_letter(tmp_path: Path, word: str) -> None:
    result = judged(tmp_path, flagged("Court Order", word), {"Court Order": "Do not contact"})
    assert {(r.row, r.code) for r in result.refusals} == {(MARKED + 1, "B0106")}


@pytest.mark.parametrize("word", NO)
def test_a_no_in_a_mapped_mark_stops_nothing(tmp_path: Path, word: str) -> None:
    assert not judged(tmp_path, flagged("Court Order", word, word), {"Court Order": "Do not contact"}).refused


@pytest.mark.parametrize("word", ["Mother only", "see file", "12/03/2024", "✗", "?", "pending", "Y until May"])
def test_other_words_in_a_mapped_mark_stop_its_letter(tmp_path: Path, word: str) -> None:
    result = judged(tmp_path, flagged("Court Order", word), {"Court Order": "Do not contact"})
    assert {(r.row, r.code) for r in result.refusals} == {(MARKED + 1, "B0108")}


@pytest.mark.parametrize(
    ("word", "code"), [("F", "B0106"), ("N", "B0106"), ("", "B0108"), ("N/A", "B0108"), ("x", "B0108")]
)
@pytest.mark.parametrize("mark", ["Parental responsibility", "Post wanted"])
def test_a_mark_by_which_a_letter_goes_stops_it_by_all_but_a_yes(
    tmp_path: Path, mark: str, word: str, code: str
) -> None:
    table = flagged(mark, word, "T")
    table[0][-1] = mark
    for n, row in enumerate(table):
        row[:] = [cell for at, cell in enumerate(row) if not table_heading(at).startswith("Parent 2 ")]
        if n == 0:
            row[:] = [heading.replace("Parent 1 ", "Parent ") for heading in row]
    single = {"Parent address": "Address", "Parent postcode": "Address postcode", "Parent salutation": "Salutation"}
    table[0] = [single.get(heading, heading) for heading in table[0]]
    table[0] = [
        {"Parent do not contact": "Do not contact", "Parent confidential address": "Confidential address"}.get(h, h)
        for h in table[0]
    ]
    result = judged(tmp_path, table)
    assert {(r.row, r.code) for r in result.refusals} == {(MARKED + 1, code)}


def table_heading(at: int) -> str:
    header = export(1)[0]
    return header[at] if at < len(header) else ""


def test_several_columns_may_feed_one_mark(tmp_path: Path) -> None:
    table = flagged("Court Order", "Y")
    for n, row in enumerate(table):
        row.append("Refuge" if n == 0 else "T" if n == 3 else "")
    result = judged(tmp_path, table, {"Court Order": "Do not contact", "Refuge": "Do not contact"})
    assert {(r.row, r.code) for r in result.refusals} == {(3, "B0106"), (4, "B0106")}


def test_a_mark_of_one_parent_stops_that_parents_letter_alone(tmp_path: Path) -> None:
    table = export(6)
    row = next(n for n in range(1, 7) if table[n][table[0].index("Parent 2 surname")])
    for n, cells in enumerate(table):
        cells.append("Parent 2 court order" if n == 0 else "T" if n == row else "F")
    whole = judged(tmp_path, export(6)).letters
    result = judged(tmp_path, table, {"Parent 2 court order": "Parent 2 do not contact"})
    assert (result.letters, stopped(result)) == (whole - 1, {row + 1})


@pytest.mark.parametrize("heading", ["Z", "Group B", "Colour", "Watch", "Special", "*"])
@pytest.mark.parametrize("mark", ["Y", "✓", "x", "*", "!!"])
def test_a_column_of_yes_and_no_that_nobody_knows_asks(tmp_path: Path, heading: str, mark: str) -> None:
    assert f"{heading}" in asks(tmp_path, flagged(heading, mark))


@pytest.mark.parametrize(
    "heading",
    [
        "Previously looked after",
        "PLAC",
        "Post-LAC",
        "FSM",
        "Pupil Premium",
        "SEN",
        "EAL",
        "Young carer",
        "Photo consent",
        "Lives with pupil",
    ],
)
def test_a_usual_column_of_yes_and_no_asks_nothing(tmp_path: Path, heading: str) -> None:
    assert not judged(tmp_path, flagged(heading, "Y", "N")).refused


CELLS = (
    *("DO NOT WRITE - refuge address", "do not contact father", "Don't send letters", "court order in place", "COURT"),
    *(
        "Mother only, see court order",
        "No contact with dad",
        "non-molestation order",
        "Father has no PR",
        "bail conditions",
    ),
    *("injunction until 2027", "confidential", "address withheld", "safe house", "Women's Aid", "in refuge", "fled"),
    *(
        "deceased",
        "Died 2024",
        "Mum passed away",
        "moved to Leeds",
        "gone away",
        "left the family home",
        "no longer here",
    ),
    *(
        "returned to sender",
        "NFA",
        "no fixed abode",
        "new address not known",
        "email only please",
        "No post",
        "opted out",
    ),
    *("must not be told", "not to be contacted", "contact via social worker", "ring first", "see notes", "CP plan"),
    *("restricted", "Witness protection", "banned from site", "in prison", "separated from partner", "DNC", "Stop"),
    *("Mum asked us not to write", "non mols in place", "left Sept 25", "addr unknown", "use grandparents' address"),
    *("LA is corporate parent", "S8 order", "S20", "ICO", "PR removed", "mum doesn't have PR", "see CPOMS", "MAPPA"),
    *("child lives w. aunt since Sept", "staying with nan", "copy to dad", "parents split Jan", "prefers email"),
    *(
        "return mail",
        "EHE from Oct",
        "CME",
        "now at Oak Academy",
        "bereavement - mum",
        "mother's funeral",
        "mum inpatient",
    ),
    *("address to be kept from father", "CLA - contact Virtual School", "Operation Encompass", "legal action", "widow"),
    *("large print please", "needs Braille", "uses a screen reader"),
    *("letters returned", "post comes back", "send nothing home", "family in hiding", "left 12/07", "IDVA involved"),
    *("Send to social worker", "Ex-pupil", "letters to be sent to solicitor only"),
    *("‘do  not’ write", "do\nnot contact", "do\u00a0not contact", "ＤＯ ＮＯＴ contact", "do\u200b not contact"),
)


@pytest.mark.parametrize("words", CELLS)
def test_a_note_that_may_speak_against_a_letter_is_found(words: str) -> None:
    assert stop_words().cell(words) is not None


@pytest.mark.parametrize(
    "words",
    [
        "Asthma",
        "Prefers French",
        "7A",
        "12/03/2014",
        "White British",
        "Mr Courtney",
        "Bus 12",
        "Left-handed",
        "in order",
        "lives with mum",
        "hospital appointment 3/9",
        "passed his swimming test",
        "refugee",
    ],
)
def test_other_words_are_passed_over(words: str) -> None:
    assert stop_words().cell(words) is None


@pytest.mark.parametrize("street", ["12 Court Road", "Refuge Lane", "The Old Custody House", "4 Holdings Way"])
def test_a_street_is_no_stop_word_in_a_column_of_addresses(street: str) -> None:
    words = stop_words()
    assert words.is_place("Home address")
    assert words.cell(street, is_place=True) is None
    assert words.cell("confidential - do not disclose", is_place=True) is not None


def test_what_kind_an_address_is_is_no_place() -> None:
    words = stop_words()
    assert not words.is_place("Address type")
    assert words.cell("Refuge", is_place=True) is not None


def test_a_note_refuses_its_row_alone(tmp_path: Path) -> None:
    result = judged(tmp_path, flagged("Notes", CELLS[0], "Likes football"))
    assert {(r.row, r.code) for r in result.refusals} == {(MARKED + 1, "B0202")}
    assert not any("refuge" in r.message.lower() for r in result.refusals)


@pytest.mark.parametrize("who", ["Childminder", "Social Worker", "family friend", "GP", "Taxi firm"])
def test_somebody_who_is_not_usually_sent_such_a_letter_is_asked_about(tmp_path: Path, who: str) -> None:
    result = judged(tmp_path, flagged("Relationship", who, "Mother"))
    assert {(r.row, r.code) for r in result.refusals} == {(MARKED + 1, "B0202")}


@pytest.mark.parametrize("who", ["Mother", "Father", "Foster carer", "Grandparent", "Step-parent", "Guardian", ""])
def test_a_parent_or_carer_of_any_kind_is_not_asked_about(tmp_path: Path, who: str) -> None:
    assert not judged(tmp_path, flagged("Relationship to pupil", who, "Mother")).refused


def test_the_relation_of_a_contact_to_whom_no_letter_goes_is_passed_over(tmp_path: Path) -> None:
    assert not judged(tmp_path, flagged("Contact 3 Relationship", "Childminder", "Mother")).refused
    assert judged(tmp_path, flagged("Contact 1 Relationship", "Childminder", "Mother")).refused


def test_a_column_that_was_written_off_is_not_searched(tmp_path: Path) -> None:
    table = flagged("Court Order", "do not write")
    assert not judged(tmp_path, table, {"Court Order": "(ignore)"}).refused


def test_names_and_addresses_that_letters_use_are_not_searched(tmp_path: Path) -> None:
    table = export(2)
    table[1][table[0].index("Pupil surname")] = "Court"
    table[1][table[0].index("Parent 1 address")] = "Refuge Cottage\nMoved Lane"
    assert not judged(tmp_path, table).refused


# --- what is marked without words


def _hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[MARKED + 1].hidden = True


def _flatten_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[MARKED + 1].height = 0.1


def _strike(sheet: Worksheet) -> None:
    sheet.cell(MARKED + 1, 2).font = Font(strike=True)


def _red_ground(sheet: Worksheet) -> None:
    for cell in sheet[MARKED + 1]:
        cell.fill = PatternFill("solid", fgColor="FFFF0000")


def _one_red_cell(sheet: Worksheet) -> None:
    sheet.cell(MARKED + 1, 3).fill = PatternFill("solid", fgColor="FFFFFF00")


def _red_type(sheet: Worksheet) -> None:
    sheet.cell(MARKED + 1, 2).font = Font(color="FFFF0000")


def _comment(sheet: Worksheet) -> None:
    sheet.cell(MARKED + 1, 4).comment = Comment("do not send", "Office")


def _zero_height(sheet: Worksheet) -> None:
    sheet.sheet_format.zeroHeight = True
    for n in range(1, sheet.max_row + 1):
        if n != MARKED + 1:
            sheet.row_dimensions[n].height = 15


SHAPES: dict[str, Callable[[Worksheet], None]] = {
    "hidden": _hide_row,
    "of no height": _flatten_row,
    "hidden by default": _zero_height,
    "struck": _strike,
    "red": _red_ground,
    "one yellow cell": _one_red_cell,
    "red letters": _red_type,
    "commented": _comment,
}


def workbook(path: Path, mark: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in export(5):
        sheet.append(row)
    mark(sheet)
    book.save(path)
    return path


@pytest.mark.parametrize("shape", SHAPES)
def test_a_row_that_somebody_marked_in_a_workbook_gets_no_letter(tmp_path: Path, shape: str) -> None:
    result = run(letter(), workbook(tmp_path / "x.xlsx", SHAPES[shape]), tmp_path / "out", dry_run=True)
    assert stopped(result) == {MARKED + 1}


def _banded(sheet: Worksheet) -> None:
    for n, row in enumerate(sheet.iter_rows(min_row=1), 1):
        for cell in row:
            if n == 1 or n % 2 == 0:
                cell.fill = PatternFill("solid", fgColor="FFDDEEFF")
            cell.font = Font(color="FFFFFFFF" if n == 1 else "FF000000", bold=n == 1)


def _tinted_column(sheet: Worksheet) -> None:
    for n in range(2, sheet.max_row + 1):
        sheet.cell(n, 5).fill = PatternFill("solid", fgColor="FFEEEEEE")


@pytest.mark.parametrize("look", [_banded, _tinted_column])
def test_the_look_of_a_table_marks_no_row(tmp_path: Path, look: Callable[[Worksheet], None]) -> None:
    assert not run(letter(), workbook(tmp_path / "x.xlsx", look), tmp_path / "out", dry_run=True).refused


def test_a_hidden_column_that_letters_do_not_use_is_searched_like_the_others(tmp_path: Path) -> None:
    def mark(sheet: Worksheet) -> None:
        column = sheet.max_column + 1
        sheet.cell(1, column).value = "Remarks"
        sheet.cell(MARKED + 1, column).value = "do not send here"
        sheet.column_dimensions[sheet.cell(1, column).column_letter].hidden = True

    result = run(letter(), workbook(tmp_path / "x.xlsx", mark), tmp_path / "out", dry_run=True)
    assert stopped(result) == {MARKED + 1}
    assert "B0212" in {note.code for note in result.notes}


def test_no_letter_is_made_of_a_hidden_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", lambda sheet: None)
    book = openpyxl.load_workbook(path)
    hidden = book.copy_worksheet(book.worksheets[0])
    hidden.sheet_state = "veryHidden"
    book.save(path)
    result = run(letter(), path, tmp_path / "out")
    assert len(letters_in(tmp_path / "out")) == result.letters
    assert "B0212" in {note.code for note in result.notes}


def test_the_hidden_sheet_of_a_letter_s_own_table_is_not_spoken_of(tmp_path: Path) -> None:
    form = letter()
    record = form.example(0)
    (tmp_path / "table.xlsx").write_bytes(form.write(record["answers"], "xlsx"))
    result = run(form, tmp_path / "table.xlsx", tmp_path / "out", dry_run=True)
    assert "B0212" not in {note.code for note in result.notes}
    assert (result.refused, result.letters) == (0, 1)


@pytest.mark.parametrize(("kind", "shape"), [("colours", _one_red_cell), ("comments", _comment)])
def test_marks_that_a_person_looked_at_are_written_off(
    tmp_path: Path, kind: str, shape: Callable[[Worksheet], None]
) -> None:
    from tsmforms.bulk import load_columns

    (tmp_path / "c.yaml").write_text(f"checked: [{kind}]\n", encoding="utf-8")
    path = workbook(tmp_path / "x.xlsx", shape)
    assert not run(letter(), path, tmp_path / "out", dry_run=True, columns=load_columns(tmp_path / "c.yaml")).refused


def test_a_hidden_row_of_a_program_that_writes_no_references_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", _hide_row)
    bare = tmp_path / "y.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = re.sub(rb'(<(?:row|c)\b[^>]*?) r="[A-Z]*\d+"', rb"\1", data)
            new.writestr(name, data)
    assert stopped(run(letter(), bare, tmp_path / "out", dry_run=True)) == {MARKED + 1}
