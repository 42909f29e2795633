"""Registers as systems export them: what is read, and what each fault says and leaves standing."""

from __future__ import annotations

import datetime
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsmforms.attendance import Half, Register, Session, TypedFigures
from tsmforms.attendance.reading import read_rows
from tsmforms.codes import CODES_2024
from tsmforms.diagnostics import Diagnostic, ReadError

MON, TUE = date(2025, 9, 8), date(2025, 9, 9)


def table(text: str, delimiter: str = ",") -> Register:
    """A register from lines of text, blank ones passed over as a file's are."""
    lines = text.strip("\n").split("\n")
    return read_rows((number, line.split(delimiter)) for number, line in enumerate(lines, 1) if line.strip())


def marks(register: Register, pupil: int = 0) -> str:
    return " ".join(f"{one.date:%d}{one.half or ''}{one.code}" for one in register.pupils[pupil].sessions)


def faults(register: Register) -> list[tuple[str, int | None, int | None, str | None]]:
    return [
        (one.code, one.place.line if one.place else None, one.place.column if one.place else None, one.found)
        for one in register.diagnostics
    ]


def only(register: Register) -> Diagnostic:
    (found,) = register.diagnostics
    return found


# --- a column a session, a day, a week


def test_a_column_for_each_session() -> None:
    register = table("Pupil,Pupil id,08/09/2025 AM,08/09/2025 PM,09/09/2025 AM\nAsh Example,A1,/,\\,c1")
    assert register.diagnostics == ()
    assert marks(register) == "08am/ 08pm\\ 09amC1"
    assert (register.pupils[0].pupil, register.pupils[0].pupil_id, register.pupils[0].line) == ("Ash Example", "A1", 2)


def test_a_row_of_dates_above_a_row_of_halves() -> None:
    register = table("Surname,Forename,08/09/2025,,09/09/2025,\n,,AM,PM,AM,PM\nExample,Ash,/,\\,O,U")
    assert marks(register) == "08am/ 08pm\\ 09amO 09pmU"
    assert register.pupils[0].pupil == "Ash Example"


def test_a_title_and_a_row_of_weekdays_may_stand_with_the_headings() -> None:
    register = table("Form 7X\nName,08/09/2025,08/09/2025\n,Mon,Mon\n,AM,PM\nAsh,/,\\")
    assert marks(register) == "08am/ 08pm\\"


def test_the_names_may_be_headed_above_the_dates() -> None:
    register = table("Name,,\n,08/09/2025 AM,08/09/2025 PM\nAsh,/,O")
    assert marks(register) == "08am/ 08pmO"


def test_a_column_for_each_day_holds_two_marks() -> None:
    register = table("Name,08/09/2025,Tue 09/09/2025\nAsh,/\\,L U")
    assert marks(register) == "08am/ 08pm\\ 09amL 09pmU"


def test_a_column_for_each_week_holds_ten_marks() -> None:
    register = table("Name,w/c 08/09/2025\nAsh,/\\/\\OO--L\\")
    assert marks(register) == "08am/ 08pm\\ 09am/ 09pm\\ 10amO 10pmO 12amL 12pm\\"
    assert register.pupils[0].unmarked == 2


def test_an_empty_cell_is_no_session_and_a_dash_is_one_without_a_mark() -> None:
    register = table("Name,08/09/2025 AM,08/09/2025 PM,09/09/2025 AM\nAsh,,-,/")
    assert marks(register) == "09am/"
    assert register.pupils[0].unmarked == 1
    assert register.diagnostics == ()


def test_totals_beside_the_marks_are_kept_as_typed() -> None:
    register = table("Name,08/09/2025 AM,Possible,Attended,%\nAsh,/,1,1,100")
    assert register.pupils[0].typed == TypedFigures(possible=1, attended=1, percentage=Decimal(100))


def test_columns_of_something_else_are_named() -> None:
    note = only(table("Name,Form,08/09/2025 AM,Total\nAsh,7X,/,1"))
    assert (note.code, note.severity) == ("D0512", "info")
    assert '"Form", "Total"' in note.message


def test_a_mark_that_is_no_code_of_its_day_is_located_and_the_rest_stands() -> None:
    register = table("Name,08/09/2025 AM,08/09/2025 PM\nAsh,H,/\nBo,/,Q9")
    assert faults(register) == [("D0502", 2, 2, "H"), ("D0502", 3, 3, "Q9")]
    assert (marks(register, 0), marks(register, 1)) == ("08pm/", "08am/")
    assert "J1" in register.diagnostics[0].help


def test_a_code_of_the_older_set_is_one_on_an_older_day() -> None:
    register = table("Name,15/07/2024 AM,15/07/2024 PM\nAsh,H,C1")
    assert marks(register) == "15amH"
    assert faults(register) == [("D0502", 2, 3, "C1")]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("08/09/2025 AM", "/\\"),
        ("08/09/2025 AM", "L 12"),
        ("08/09/2025 AM", "present"),
        ("08/09/2025", "/"),
        ("08/09/2025", "/\\/"),
        ("w/c 08/09/2025", "/\\/\\"),
        ("08/09/2025 AM", "#NAME?"),
    ],
)
def test_a_cell_without_one_mark_for_each_session_is_left_out_whole(heading: str, cell: str) -> None:
    register = table(f"Name,{heading}\nAsh,{cell}\nBo,{'/' if 'AM' in heading else ''}")
    assert faults(register) == [("D0503", 2, 2, cell)]
    assert register.pupils[0].sessions == ()


def test_a_heading_that_is_no_date_leaves_its_column_out() -> None:
    register = table("Name,31/09/2025 AM,30/09/2025 AM,30/09 PM\nAsh,O,/,U")
    assert faults(register) == [("D0201", 1, 2, "31/09/2025 AM"), ("D0201", 1, 4, "30/09 PM")]
    assert marks(register) == "30am/"


def test_a_half_without_a_date_above_it_is_left_out() -> None:
    register = table("Name,08/09/2025,,\n,AM,PM,AM\nAsh,/,\\,O")
    assert faults(register) == [("D0201", 1, 4, "AM")]
    assert marks(register) == "08am/ 08pm\\"


def test_a_note_on_years_of_two_digits_stands_once() -> None:
    register = table("Name,08/09/25 AM,08/09/25 PM\nAsh,/,\\")
    assert [one.code for one in register.diagnostics] == ["D0214"]
    assert register.pupils[0].sessions[0].date == MON


def test_marks_without_a_pupil_are_a_fault() -> None:
    assert faults(table("Name,08/09/2025 AM\nAsh,/\n,O")) == [("D0508", 3, None, None)]


def test_a_pupil_with_two_rows_is_not_taken_from_either() -> None:
    register = table("Name,Id,08/09/2025 AM\nAsh,A1,/\nBo,B1,O\nAsh Again,a1,O")
    assert faults(register) == [("D0510", 4, None, None)]
    assert [one.pupil for one in register.pupils] == ["Bo"]


def test_two_pupils_of_one_name_are_told_apart_by_id() -> None:
    register = table("Name,Id,08/09/2025 AM\nAsh,A1,/\nAsh,A2,O")
    assert register.diagnostics == ()
    assert len(register.pupils) == 2


# --- a row a session


def test_a_row_for_each_session_in_any_order() -> None:
    register = table("Name;Date;Session;Code\nAsh;09/09/2025;PM;O\nBo;08/09/2025;AM;/\nAsh;8 Sep 2025;am;L", ";")
    assert register.diagnostics == ()
    assert (marks(register, 0), marks(register, 1)) == ("08amL 09pmO", "08am/")


def test_a_row_for_each_day_with_both_marks_or_one() -> None:
    register = table("Name,Date,Mark\nAsh,08/09/2025,/O\nAsh,09/09/2025,O\nAsh,09/09/2025,O\nAsh,10/09/2025,\\")
    assert marks(register) == "08am/ 08pmO 09O 09O 10pm\\"
    assert register.diagnostics == ()


def test_a_third_session_of_a_day_is_not_counted() -> None:
    register = table("Name,Date,Mark\nAsh,08/09/2025,O\nAsh,08/09/2025,O\nAsh,08/09/2025,O")
    assert [one.code for one in register.diagnostics] == ["D0505"]
    assert len(register.pupils[0].sessions) == 2


def test_a_session_with_two_codes_is_not_taken_and_one_that_stands_twice_counts_once() -> None:
    register = table(
        "Name,Date,Session,Code\nAsh,08/09/2025,AM,O\nAsh,08/09/2025,AM,I\nAsh,08/09/2025,PM,O\nAsh,08/09/2025,PM,O"
    )
    assert faults(register) == [("D0504", 3, 4, "I"), ("D0505", 5, 4, "O")]
    assert [one.severity for one in register.diagnostics] == ["error", "warning"]
    assert marks(register) == "08pmO"


def test_rows_that_cannot_be_read_are_located_and_the_rest_stands() -> None:
    register = table(
        "Name,Date,Session,Code\nAsh,31/02/2025,AM,O\nAsh,N/A,AM,O\nAsh,08/09/2025,EV,O\n"
        ",08/09/2025,AM,O\nAsh,08/09/2025,AM,O"
    )
    assert faults(register) == [
        ("D0201", 2, 2, "31/02/2025"),
        ("D0201", 3, 2, "N/A"),
        ("D0506", 4, 3, "EV"),
        ("D0508", 5, None, None),
    ]
    assert marks(register) == "08amO"


def test_faults_without_end_are_counted_and_not_all_listed() -> None:
    rows = "".join(f"Ash,08/09/2025,AM,Q{n % 9}\n" for n in range(1500))
    register = table(f"Name,Date,Session,Code\n{rows}")
    assert len(register.diagnostics) == 1001
    last = register.diagnostics[-1]
    assert (last.code, last.severity) == ("D0511", "error")
    assert "500 more" in last.message


# --- dates


@pytest.mark.parametrize(
    "text",
    [
        "Name,09/08/2025 AM,09/15/2025 AM\nAsh,/,/",
        "Name,09/08/2025 AM\nAsh,/",
        "Name,Date,Code\nAsh,09/08/2025,/\nAsh,09/15/2025,/",
    ],
)
def test_dates_with_the_month_first_are_refused(text: str) -> None:
    with pytest.raises(ReadError) as caught:
        table(text)
    assert caught.value.code == "D0509"


# --- counts


def test_counts_of_sessions_are_read_with_their_faults() -> None:
    register = table(
        "Pupil,Possible,Attended,Authorised,Unauthorised,Attendance %\nAsh,380,342,30,8,90.0%\nBo,x,342,-1,8,101"
    )
    assert register.kind == "counts"
    assert register.pupils[0].typed == TypedFigures(380, 342, 30, 8, Decimal(90))
    assert register.pupils[1].typed == TypedFigures(attended=342, unauthorised=8)
    assert faults(register) == [("D0203", 3, 2, "x"), ("D0217", 3, 4, "-1"), ("D0205", 3, 6, "101")]


# --- what is no register


@pytest.mark.parametrize(
    "text",
    [
        "Pupil id,Parent title,Address\nA1,Ms,1 Sample Row",
        "Name,Date of birth,Admitted\nAsh,01/09/2014,02/09/2019",
        "08/09/2025 AM,08/09/2025 PM\n/,\\",
        "Name\nAsh",
        "Date,Code\n08/09/2025,/",
        "nothing at all",
    ],
)
def test_a_table_of_something_else_is_refused(text: str) -> None:
    with pytest.raises(ReadError) as caught:
        table(text)
    assert caught.value.code == "D0501"
    assert "Ash" not in str(caught.value)


def test_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(ReadError, match='"Possible" appears twice'):
        table("Name,Possible,Attended,Possible\nAsh,1,1,2")


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(ReadError):
        read_rows([])


# --- whatever the register

CODES = st.sampled_from(sorted(CODES_2024))
HALVES: tuple[Half, Half] = ("am", "pm")
DAYS = st.dates(date(2025, 9, 1), date(2026, 7, 17)).filter(lambda day: day.weekday() < 5)
PUPILS = st.dictionaries(
    st.sampled_from(["A1", "B2", "C3"]),
    st.dictionaries(st.tuples(DAYS, st.sampled_from(HALVES)), CODES, min_size=1, max_size=12),
    min_size=1,
)


def _as_sessions(of: dict[tuple[date, Half], str]) -> tuple[Session, ...]:
    return tuple(sorted((Session(day, half, code) for (day, half), code in of.items()), key=lambda one: one.order))


@given(PUPILS)
def test_what_is_written_in_columns_or_rows_is_read_the_same(pupils: dict[str, dict[tuple[date, Half], str]]) -> None:
    columns = sorted({key for of in pupils.values() for key in of})
    wide = [
        ["Id", *(f"{day:%d/%m/%Y} {half}" for day, half in columns)],
        *([pupil, *(of.get(key, "") for key in columns)] for pupil, of in pupils.items()),
    ]
    long = [
        ["Id", "Date", "Session", "Code"],
        *([pupil, f"{day:%d/%m/%Y}", half, code] for pupil, of in pupils.items() for (day, half), code in of.items()),
    ]
    days = sorted({day for day, _ in columns})
    daily = [
        ["Id", *(f"{day:%d/%m/%Y}" for day in days)],
        *(
            [pupil, *("".join(of.get((day, half), "-") for half in HALVES) for day in days)]
            for pupil, of in pupils.items()
        ),
    ]
    expected = {pupil: _as_sessions(of) for pupil, of in pupils.items()}
    for rows in (wide, long, daily):
        register = read_rows(enumerate(rows, 1))
        assert register.diagnostics == ()
        assert {one.pupil_id: one.sessions for one in register.pupils} == expected


CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "Name",
            "Id",
            "Date",
            "Code",
            "AM",
            "PM",
            "/",
            "\\",
            "/\\",
            "O",
            "",
            "-",
            "08/09/2025",
            "08/09/2025 AM",
            "w/c 08/09/2025",
            "Possible",
            "Attended",
            "31/09/2025",
            "12",
            "9" * 30,
            "%",
            "#N/A",
        ]
    ),
)


@given(st.lists(st.lists(CELLS, max_size=7), max_size=8))
def test_any_table_is_read_or_refused(rows: list[list[str]]) -> None:
    try:
        register = read_rows(enumerate(rows, 1))
    except ReadError:
        return
    for pupil in register.pupils:
        assert list(pupil.sessions) == sorted(pupil.sessions, key=lambda one: one.order)
        named = [one.order for one in pupil.sessions if one.half]
        assert len(named) == len(set(named))
    assert all(one.place is None or (one.place.line or 0) > 0 for one in register.diagnostics)


def test_a_week_of_dates_is_a_week_of_days() -> None:
    register = table("Name,w/c 08/09/2025\nAsh,/\\/\\/\\/\\/\\")
    days = sorted({one.date for one in register.pupils[0].sessions})
    assert days == [MON + datetime.timedelta(days=n) for n in range(5)]
    assert TUE in days
