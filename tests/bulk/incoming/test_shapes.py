"""Exports as schools' systems make them: after one columns file no letter that must not be, no good row refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import openpyxl
import pytest

import tsmforms
from tsmforms.bulk import RunResult, load_columns, run
from tsmforms.bulk.columns import known_headings
from tsmforms.bulk.incoming.looking import look
from tsmforms.documents import Form
from tsmforms.exports.headings import fold
from tsmforms.exports.stopwords import stop_words

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "docs" / "examples" / "exports"
FULL = ("Ash Example", "Dee Placeholder", "Flo Invented", "Hal Madeup")
CONSTANTS = (EXAMPLES / "sims.yaml").read_text(encoding="utf-8").partition("set:")[2]

EXPECTED = {
    "sims": ({"Mrs Bo Example", "Ms Eve Placeholder", "Mrs Jo Madeup"}, {(2, "B0106"), (4, "B0106"), (5, "B0106")}),
    "arbor": ({"Mrs Bo Example", "Dr Ida Madeup"}, {(5, "B0106"), (6, "B0202")}),
    "bromcom": ({"Mrs Bo Example", "Ms Eve Placeholder"}, {(4, "B0106")}),
    "scholarpack": ({"Mrs Bo Example", "Ms Eve van der Placeholder"}, {(2, "B0106")}),
    "isams": ({"Mrs Bo Example"}, {(3, "B0106"), (4, "B0106")}),
    "wonde": ({"Mrs Bo Example", "Ms Eve Placeholder"}, {(3, "B0106"), (5, "B0106")}),
    "dfe-monitor": ({"Mrs Bo Example", "Dr Ida Madeup"}, {(3, "B0106")}),
}
"""Of each example, whom letters go to, and the rows that get none (row, code)."""


@lru_cache(maxsize=1)
def letter() -> Form:
    return tsmforms.form("letter_1", profile=ROOT / "docs" / "examples" / "ourtown.yaml")


def readers(result: RunResult, folder: Path) -> set[str]:
    """Whom the finished letters are addressed to."""
    out = set()
    for path in folder.glob("*.docx"):
        answers = letter().read(path).answers
        out.add(" ".join(filter(None, (answers["recipient"].get(p) for p in ("title", "forename", "surname")))))
    assert len(list(folder.glob("*.docx"))) == result.letters
    return out


def made(tmp_path: Path, export: Path, columns: Path) -> tuple[set[str], set[tuple[int, str]]]:
    result = run(letter(), export, tmp_path / "out", columns=load_columns(columns))
    return readers(result, tmp_path / "out"), {(r.row, r.code) for r in result.refusals}


@pytest.mark.parametrize("system", EXPECTED)
def test_the_example_of_each_system_makes_the_letters_that_may_go(tmp_path: Path, system: str) -> None:
    assert made(tmp_path, EXAMPLES / f"{system}.csv", EXAMPLES / f"{system}.yaml") == EXPECTED[system]


def test_every_example_has_its_columns_file_and_is_marked_as_one() -> None:
    assert (
        {path.stem for path in EXAMPLES.glob("*.csv")}
        == {path.stem for path in EXAMPLES.glob("*.yaml")}
        == set(EXPECTED)
    )
    assert all(path.read_text(encoding="utf-8").startswith("# An example") for path in EXAMPLES.glob("*.yaml"))


# --- by hand: eight more

Rows = list[list[str]]
FIGURES = ["18", "14", "2", "2"]
COUNTS = ["Possible sessions", "Sessions attended", "Auth", "Unauth"]
COUNT_LINES = "Auth: Attendance authorised absence (sessions)\nUnauth: Attendance unauthorised absence (sessions)\n"


def _one_name_and_one_address() -> tuple[Rows, str]:
    rows = [["Ref", "Name", "Yr", "Parent", "Address", *COUNTS]]
    rows += [
        ["1", "Ash Example", "Yr 7", "Mrs Bo Example", "1 Sample Row\nSampleford\nZZ99 3WZ", *FIGURES],
        ["2", "Dee Placeholder", "Yr 8", "Ms Eve Placeholder", "3 Sample Row, Sampleford ZZ99 3WX", *FIGURES],
    ]
    return rows, (
        "Ref: Pupil id\nYr: Pupil year group\nsplit_name: {Pupil: Name, Parent: Parent}\n"
        "split_address: {Parent: Address}\nsalutation: title surname\n"
    )


def _surname_first_without_a_comma() -> tuple[Rows, str]:
    rows = [["Ref", "Pupil", "Year", "Contact Name", "Addr1", "Addr2", "Addr3", "Addr4", "Addr5", *COUNTS]]
    rows += [
        ["1", "EXAMPLE Ash", "7", "Example, Mrs Bo", "1 Sample Row", "", "Sampleford", "", "ZZ99 3WZ", *FIGURES],
        [
            "2",
            "PLACEHOLDER Dee",
            "8",
            "Placeholder, Ms Eve",
            "3 Sample Row",
            "Low Village",
            "Sampleford ZZ99 3WX",
            "",
            "",
            *FIGURES,
        ],
    ]
    return rows, (
        "Ref: Pupil id\nYear: Pupil year group\n"
        "split_name: {Pupil: {column: Pupil, order: surname first}, Parent: Contact Name}\n"
        "split_address: {Parent: [Addr1, Addr2, Addr3, Addr4, Addr5]}\nsalutation: title surname\n"
    )


def _two_header_rows() -> tuple[Rows, str]:
    rows = [
        ["Attendance concerns", *[""] * 11],
        ["Pupil", "", "", "", "Parent 1", "", "", "", "Sessions", "", "", ""],
        [
            "Id",
            "Forename",
            "Surname",
            "Year",
            "Title",
            "Forename",
            "Surname",
            "Address",
            "possible",
            "attended",
            "auth",
            "unauth",
        ],
        ["1", "Ash", "Example", "7", "Mrs", "Bo", "Example", "1 Sample Row, Sampleford, ZZ99 3WZ", *FIGURES],
        ["2", "Dee", "Placeholder", "8", "Ms", "Eve", "Placeholder", "3 Sample Row, Sampleford, ZZ99 3WX", *FIGURES],
    ]
    return rows, (
        "header_rows: 2\nPupil Year: Pupil year group\nSessions possible: Attendance possible sessions\n"
        "Sessions attended: Attendance sessions attended\n"
        "Sessions auth: Attendance authorised absence (sessions)\n"
        "Sessions unauth: Attendance unauthorised absence (sessions)\n"
        "split_address: {Parent 1: Parent 1 Address}\nsalutation: title surname\n"
    )


def _contacts_in_rows() -> tuple[Rows, str]:
    rows = [
        [
            "Pupil id",
            "Pupil forename",
            "Pupil surname",
            "Year group",
            "Contact title",
            "Contact first name",
            "Contact last name",
            "Contact telephone",
            "Home address",
            *COUNTS,
        ]
    ]
    home = "1 Sample Row, Sampleford, ZZ99 3WZ"
    rows += [
        ["1", "Ash", "Example", "7", "Mrs", "Bo", "Example", "01632 960001", home, *FIGURES],
        ["1", "Ash", "Example", "7", "Mrs", "Bo", "Example", "07700 900001", home, *FIGURES],
        [
            "2",
            "Dee",
            "Placeholder",
            "8",
            "Ms",
            "Eve",
            "Placeholder",
            "",
            "3 Sample Row, Sampleford, ZZ99 3WX",
            *FIGURES,
        ],
    ]
    return rows, (
        "Contact title: Parent title\nContact first name: Parent forename\nContact last name: Parent surname\n"
        "split_address: {Parent: Home address}\nsalutation: title surname\ncontacts: rows\nidentical_rows: once\n"
    )


def _totals() -> tuple[Rows, str]:
    rows, columns = _one_name_and_one_address()
    return [
        *rows,
        ["Total", "2", "", "", "", "36", "28", "4", "4"],
        ["Printed by the office"],
    ], columns + "skip_rows: [Total, Printed by]\n"


def _mapped_lines() -> tuple[Rows, str]:
    rows = [
        [
            "Pupil id",
            "Pupil forename",
            "Pupil surname",
            "Year group",
            "Mother title",
            "Mother forename",
            "Mother surname",
            "House",
            "Street",
            "Town",
            "Post code",
            "Mobile",
            "Home",
            *COUNTS,
        ]
    ]
    rows += [
        [
            "1",
            "Ash",
            "Example",
            "7",
            "Mrs",
            "Bo",
            "Example",
            "1",
            "Sample Row",
            "Sampleford",
            "zz993wz",
            "",
            "01632 960001",
            *FIGURES,
        ],
        [
            "2",
            "Dee",
            "Placeholder",
            "8",
            "Ms",
            "Eve",
            "Placeholder",
            "3",
            "Sample Row",
            "Sampleford",
            "ZZ99  3WX",
            "07700 900001",
            "",
            *FIGURES,
        ],
    ]
    return rows, (
        "Mother title: Parent title\nMother forename: Parent forename\nMother surname: Parent surname\n"
        "split_address: {Parent: [House, Street, Town, Post code]}\nfirst_of: {Our reference: [Mobile, Home]}\n"
        "salutation: title surname\n"
    )


def _household() -> tuple[Rows, str]:
    rows, _ = _mapped_lines()
    rows[0][4:7] = ["Parent title", "Parent forename", "Parent surname"]
    rows[0].append("Parental salutation")
    for row in rows[1:]:
        row.append(f"Mr & {row[4]} {row[6]}")
    return rows, (
        "split_address: {Parent: [House, Street, Town, Post code]}\nsalutation: title surname\n"
        "ignore: [Parental salutation, Mobile, Home]\n"
    )


def _semicolons_of_a_macintosh() -> tuple[Rows, str]:
    return _one_name_and_one_address()


BY_HAND: dict[str, Callable[[], tuple[Rows, str]]] = {
    "one name, one address": _one_name_and_one_address,
    "surname first, five lines": _surname_first_without_a_comma,
    "two header rows": _two_header_rows,
    "contacts in rows": _contacts_in_rows,
    "totals": _totals,
    "parts of an address": _mapped_lines,
    "a household's salutation": _household,
    "semicolons": _semicolons_of_a_macintosh,
}
GOOD = {"Mrs Bo Example", "Ms Eve Placeholder"}


def saved(path: Path, rows: Rows, delimiter: str = ",") -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        book.save(path)
        return path
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("shape", BY_HAND)
def test_a_table_made_by_hand_makes_its_letters_after_one_columns_file(tmp_path: Path, shape: str, ending: str) -> None:
    rows, lines = BY_HAND[shape]()
    (tmp_path / "c.yaml").write_text(
        lines + ("" if "Attendance authorised" in lines else COUNT_LINES) + "set:" + CONSTANTS, encoding="utf-8"
    )
    path = saved(tmp_path / f"x.{ending}", rows, ";" if shape == "semicolons" else ",")
    assert made(tmp_path, path, tmp_path / "c.yaml") == (GOOD, set())


@pytest.mark.parametrize("shape", BY_HAND)
def test_the_same_table_with_a_flag_that_nobody_mapped_asks_or_refuses_the_row(tmp_path: Path, shape: str) -> None:
    rows, lines = BY_HAND[shape]()
    first = next(n for n, row in enumerate(rows) if row[0] == "1")
    for n, row in enumerate(rows):
        if n == first - 1:
            row.append("Remarks")
        elif len(row) > 8:
            row.append("mother only - court order" if n == first else "")
    (tmp_path / "c.yaml").write_text(
        lines + ("" if "Attendance authorised" in lines else COUNT_LINES) + "set:" + CONSTANTS, encoding="utf-8"
    )
    names, refused = made(tmp_path, saved(tmp_path / "x.csv", rows), tmp_path / "c.yaml")
    assert "Mrs Bo Example" not in names or shape == "contacts in rows"
    assert (first + 1, "B0202") in refused


# --- what an officer is given to begin with


@pytest.mark.parametrize("system", EXPECTED)
def test_a_dry_run_proposes_a_columns_file_that_can_be_read_and_maps_what_letters_need(
    tmp_path: Path, system: str
) -> None:
    seen = look(letter(), EXAMPLES / f"{system}.csv")
    (tmp_path / "c.yaml").write_text(seen.ready, encoding="utf-8")
    proposed = load_columns(tmp_path / "c.yaml")
    own = load_columns(EXAMPLES / f"{system}.yaml")
    missed = {
        t: o
        for t, o in own.headings.items()
        if o != "(ignore)" and stop_words().heading(t) is None and t not in proposed.theirs
    }
    assert {t: o for t, o in missed.items() if fold(t) not in known_headings(letter().spec).folded} == {}
    wrong = {t: o for t, o in proposed.items() if t in own and o != own[t]}
    assert wrong == {}
    assert seen.fault is not None


def test_a_dry_run_shows_addressees_dates_in_words_and_what_each_column_is() -> None:
    seen = look(letter(), EXAMPLES / "sims.csv", columns=load_columns(EXAMPLES / "sims.yaml"))
    assert seen.fault is None
    assert seen.addressees[0].lines == ("Mrs Bo Example", "1 Sample Row", "Sampleford", "ZZ99 3WZ")
    assert seen.addressees[0].salutation == "Dear Mrs Example"
    assert ("Date of letter", "Monday 14 September 2026") in seen.addressees[0].dates
    assert dict(seen.columns)["Reg"] == "not used; searched for words that speak against a letter"


def test_lines_of_a_proposed_file_count_once_their_sign_is_taken_away(tmp_path: Path) -> None:
    ready = look(letter(), EXAMPLES / "sims.csv").ready
    lines = [
        line.partition("  # ")[0] for line in ready.splitlines() if not line.startswith("# ") or line.startswith("#  ")
    ]
    open_lines = [
        f"{line.removeprefix('#')} 14/09/2026" if line.startswith("#  ") else line.removeprefix("#") for line in lines
    ]
    kept = [line for line in open_lines if not line.endswith(": (ignore)")]
    (tmp_path / "c.yaml").write_text("\n".join(kept), encoding="utf-8")
    own = load_columns(tmp_path / "c.yaml")
    assert own["Contact 1 Court Order"] == "Parent 1 do not contact"
    assert "14/09/2026" in own.constants.values()


_SHAPES_BY_HAND = {
    "capitals and short forms": (
        [
            "UPI",
            "SURNAME",
            "CHOSEN NAME",
            "NC YR",
            "P/G 1 TITLE",
            "P/G 1 SURNAME",
            "P/G 1 ADDRESS",
            "SESS POSS",
            "SESS ATT",
        ],
        {"UPI": "Pupil id", "NC YR": "Pupil year group", "SESS ATT": "Attendance sessions attended"},
        {"Parent": ("P/G 1 ADDRESS",)},
    ),
    "mum and dad": (
        ["Name of child", "Mum", "Mum address", "Dad", "Dad address", "Possible", "Actual"],
        {"Actual": "Attendance sessions attended"},
        {"Parent 1": ("Mum address",), "Parent 2": ("Dad address",)},
    ),
    "shares are no sessions": (
        ["Adm No", "Pupil", "% Attendance", "Authorised %", "Unauthorised rate", "Days possible"],
        {"Adm No": "Pupil id"},
        {},
    ),
    "a town behind lines that are known": (
        ["Adm No", "Address 1", "Address 2", "Town", "Post Code"],
        {"Adm No": "Pupil id", "Town": "Address line 3"},
        {},
    ),
}


@pytest.mark.parametrize("shape", _SHAPES_BY_HAND)
def test_a_proposed_file_takes_headings_for_what_people_mean_by_them(tmp_path: Path, shape: str) -> None:
    header, headings, addresses = _SHAPES_BY_HAND[shape]
    seen = look(letter(), saved(tmp_path / "x.csv", [header, ["1"] * len(header)]))
    (tmp_path / "c.yaml").write_text(seen.ready, encoding="utf-8")
    proposed = load_columns(tmp_path / "c.yaml")
    assert {theirs: proposed.get(theirs) for theirs in headings} == headings
    assert dict(proposed.addresses) == addresses
    assert not [theirs for theirs in proposed if "%" in theirs or "rate" in theirs or "Days" in theirs]


def test_headings_in_two_rows_are_seen(tmp_path: Path) -> None:
    rows = [
        ["Pupil", "", "", "Sessions", ""],
        ["Ref", "Name", "Year", "Possible", "Present"],
        ["1", "Ash Example", "7", "18", "14"],
    ]
    seen = look(letter(), saved(tmp_path / "x.csv", rows))
    (tmp_path / "c.yaml").write_text(seen.ready, encoding="utf-8")
    proposed = load_columns(tmp_path / "c.yaml")
    assert proposed.reading.header_rows == 2
    assert proposed["Sessions Present"] == "Attendance sessions attended"


def test_an_export_without_ids_is_asked_for_one(tmp_path: Path) -> None:
    seen = look(letter(), saved(tmp_path / "x.csv", [["Name of child", "Mum"], ["Ash Example", "Mrs Bo Example"]]))
    assert "Pupil id  # every row needs one" in seen.ready
