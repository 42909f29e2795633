"""Registers from files, whatever the encoding and the program that wrote them; hostile files too."""

from __future__ import annotations

import datetime
import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tsmforms.attendance import Register
from tsmforms.calendar import Calendar, Term
from tsmforms.diagnostics import ReadError
from tsmforms.model import NO_PROFILE, Profile
from tsmforms.registers.read import calendar_note, judge, limits_of, read_register, register_notes

TEXT = 'Pupil,Pupil id,08/09/2025 AM,08/09/2025 PM\r\n"Zoë, Example",A1,/,O\r\n'


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def shown(register: Register) -> list[tuple[str, str]]:
    return [(one.pupil, "".join(session.code for session in one.sessions)) for one in register.pupils]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_any_encoding_of_an_export(encoding: str) -> None:
    assert shown(read_register(TEXT.encode(encoding))) == [("Zoë, Example", "/O")]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "register.csv"
    rows = [["Class 7X", "", ""], ["Name", "08/09/2025", "09/09/2025"], ["Ash", "/\\", "OO"]]
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
    assert shown(read_register(path)) == [("Ash", "/\\OO")]


def test_a_line_break_in_a_heading_is_read_and_lines_are_those_of_the_file() -> None:
    register = read_register(b'Name,"08/09/2025\nAM"\nAsh,Q9\n')
    place = register.diagnostics[0].place
    assert place is not None
    assert (place.line, place.column, place.column_name) == (3, 2, "08/09/2025 AM")


def test_a_workbook_with_dates_of_its_own_above_merged_halves() -> None:
    day, next_day = datetime.datetime(2025, 9, 8), datetime.datetime(2025, 9, 9)
    data = workbook(
        (
            "Register",
            [
                ["Surname", "Forename", day, None, next_day, None],
                [None, None, "AM", "PM", "AM", "PM"],
                ["Example", "Ash", "/", "\\", "U", "Q9"],
            ],
        )
    )
    register = read_register(data)
    assert shown(register) == [("Ash Example", "/\\U")]
    assert [session.date for session in register.pupils[0].sessions] == [date(2025, 9, 8)] * 2 + [date(2025, 9, 9)]
    place = register.diagnostics[0].place
    assert place is not None
    assert (place.sheet, place.cell_ref, place.line) == ("Register", "F3", None)


def test_the_one_sheet_that_holds_a_register_is_read() -> None:
    notes: tuple[str, list[list[object]]] = ("Notes", [["Made by the office"], ["Page 1"]])
    table: tuple[str, list[list[object]]] = ("Marks", [["Name", "08/09/2025 AM"], ["Ash", "/"]])
    assert shown(read_register(workbook(notes, table))) == [("Ash", "/")]
    with pytest.raises(ReadError, match="several sheets contain a register: 1 and 3, counted from the left"):
        read_register(workbook(table, notes, ("More", table[1])))
    with pytest.raises(ReadError, match="no sheet of this workbook contains a register"):
        read_register(workbook(notes, ("Other", [["A"], ["B"]])))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "D0901"),
        (b"\n\n", "D0501"),
        (b"\x00\x01binary", "D0902"),
        (b"PK\x03\x04nonsense", "D0905"),
        (b'Name,08/09/2025 AM\nAsh,"/\n', "D0905"),
        (b"Parent,Address\nMs,1 Sample Row\n", "D0501"),
        (b"Name,09/13/2025 AM\nAsh,/\n", "D0509"),
        (b"%PDF-1.7 nothing", "D0501"),
    ],
)
def test_what_is_no_register_is_refused_in_plain_words(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_register(data)
    assert caught.value.code == code
    assert caught.value.hint


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read_register(tmp_path / "none.csv")
    assert caught.value.code == "D0910"


def test_a_form_of_ours_is_no_register() -> None:
    import tsmforms

    with pytest.raises(ReadError):
        read_register(tsmforms.form("sam_minutes").blank("xlsx"))


def test_the_profile_decides_the_numbers_and_the_calendar() -> None:
    assert limits_of(NO_PROFILE).threshold_codes == frozenset("GNOU")
    strict = Profile(settings=(("absence.persistent_percent", 5), ("threshold.codes", ("G", "O", "U"))))
    assert (limits_of(strict).persistent_percent, limits_of(strict).severe_percent) == (5, 50)
    assert limits_of(strict).threshold_codes == frozenset("GOU")
    marks = "/," * 18 + "O"
    days = [date(2025, 9, 8) + datetime.timedelta(days=n) for n in range(12) if n % 7 < 5]
    headings = ",".join(f"{day:%d/%m/%Y} {half}" for day in days for half in ("AM", "PM"))
    register = read_register(f"Name,{','.join(headings.split(',')[:19])}\nAsh,{marks}\n".encode())
    (usual,), (changed,) = tuple(judge(register)), tuple(judge(register, strict))
    assert usual.standing is not None
    assert changed.standing is not None
    assert (usual.standing.persistent, changed.standing.persistent) == (False, True)


def test_a_register_without_a_calendar_says_which_weeks_it_takes_for_school_weeks() -> None:
    whole = read_register(b"Name,08/09/2025 AM\nAsh,/\n")
    absences = read_register(b"Name,Date,Code\nAsh,08/09/2025,O\n")
    counts = read_register(b"Name,Possible,Attended\nAsh,10,9\n")
    known = Profile(calendar=Calendar((Term(date(2025, 9, 1), date(2025, 10, 24)),)))
    assert [(one.code, one.severity) for one in calendar_note(whole, NO_PROFILE)] == [("D0516", "info")]
    assert "has marks" in calendar_note(whole, NO_PROFILE)[0].message
    assert "every week" in calendar_note(absences, NO_PROFILE)[0].message
    assert calendar_note(whole, known) == calendar_note(counts, NO_PROFILE) == ()
    earlier = read_register(b"Name,01/07/2025 AM,08/09/2025 AM\nAsh,/,/\n")
    assert "does not reach" in calendar_note(earlier, known)[0].message


def test_a_fault_of_a_pupil_in_a_workbook_names_its_sheet() -> None:
    register = read_register(workbook(("Marks", [["Name", "08/09/2025 AM"], ["Ash", "N"]])))
    (found,) = judge(register)
    place = found.diagnostics[0].place
    assert place is not None
    assert (place.sheet, place.row) == ("Marks", 2)


def _of_code(code: str, start: date, count: int) -> Register:
    rows = "".join(
        f"Ash,{start + datetime.timedelta(days=n):%d/%m/%Y},{half},{code}\n"
        for n in range(count)
        for half in ("AM", "PM")
    )
    return read_register(f"Name,Date,Session,Code\n{rows}".encode())


def test_a_register_of_absence_alone_gives_no_rate_and_calls_nobody_severely_absent() -> None:
    register = _of_code("O", date(2025, 9, 8), 5)
    (found,) = judge(register)
    assert found.standing is None
    assert found.threshold is not None
    assert found.threshold.met, "the threshold needs no presence"
    assert [(one.code, one.severity) for one in register_notes(register, NO_PROFILE)] == [
        ("D0516", "info"),
        ("D0519", "warning"),
    ]
    whole = read_register(b"Name,Date,Session,Code\nAsh,08/09/2025,AM,O\nAsh,08/09/2025,PM,/\n")
    (seen,) = judge(whole)
    assert seen.standing is not None
    assert [one.code for one in register_notes(whole, NO_PROFILE)] == ["D0516"]


def test_no_absence_from_before_the_national_threshold_was_in_force_counts_towards_it() -> None:
    before = _of_code("O", date(2024, 7, 1), 5)
    (found,) = judge(before)
    assert found.threshold is not None
    assert not found.threshold.met
    assert [one.code for one in register_notes(before, NO_PROFILE)] == ["D0516", "D0519", "D0518"]
    assert found.diagnostics == ()
    after = _of_code("O", date(2024, 8, 19), 5)
    (met,) = judge(after)
    assert met.threshold is not None
    assert met.threshold.met
    over = _of_code("O", date(2024, 8, 16), 7)
    (some,) = judge(over)
    assert some.threshold is not None
    assert some.threshold.window is not None
    assert len(some.threshold.window.sessions) == 8
    assert [(one.code, one.severity) for one in some.diagnostics if one.code == "D0518"] == [("D0518", "info")]
