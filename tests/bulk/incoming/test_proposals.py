"""The columns file that a dry run proposes: each mark in the direction in which its heading speaks, of the right parent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.bulk.exports import Table, at, export, letter, save
from tsmforms.bulk import run
from tsmforms.bulk.columns import known_headings
from tsmforms.bulk.incoming.columnfile import as_column_map, load_columns
from tsmforms.bulk.incoming.ready import ready_file
from tsmforms.bulk.incoming.shaping import year_of
from tsmforms.model import NO_PROFILE

YEARS = [("7A", "Year 7"), ("Yr 10 Oak", "Year 10"), ("Y6/6B", "Year 6"), ("R1", "R1"), ("Rec", "Reception")]
YEARS += [("3/4B", "3/4B"), ("Year 5 & 6", "Year 5 & 6"), ("Owls", "Owls"), ("15X", "15X"), ("", ""), ("07", "Year 7")]


def proposed(*header: str) -> Sequence[str]:
    """The lines of the file, without remarks behind them."""
    text = ready_file(known_headings(letter().spec), header, as_column_map(None), NO_PROFILE, False)
    return [line.partition("  # ")[0] for line in text.splitlines()]


@pytest.mark.parametrize(
    ("heading", "mark"),
    [
        *((one, "Do not contact") for one in ("Court order", "Contact Order", "Do not write", "No PR", "PR removed")),
        *((one, "Do not contact") for one in ("Consent withdrawn", "Contact not allowed", "Paperless", "No print")),
        *((one, "Do not contact") for one in ("Valid until", "Access denied", "Not current", "LAC", "Leaver")),
        *((one, "Parental responsibility") for one in ("Has PR", "PR?", "HasParentalResponsibility", "Legal Guardian")),
        *((one, "Post wanted") for one in ("Contact allowed", "Contactable", "Consent", "Mailing flag", "Post?")),
        *((one, "Post wanted") for one in ("Is current", "Address known", "Receives letters", "Include?")),
        *((one, "Confidential address") for one in ("Address protected", "Refuge", "Confidential")),
    ],
)
def test_a_column_is_proposed_as_the_mark_that_its_yes_would_be(heading: str, mark: str) -> None:
    lines = proposed("Pupil id", heading)
    assert any(line.endswith(f": {mark}") for line in lines if line.startswith("#") and heading in line), lines


def test_a_mark_of_one_parent_is_proposed_for_that_parent() -> None:
    names = ("Mother First Name", "Mother Last Name", "Father First Name", "Father Last Name")
    lines = proposed("Pupil id", *names, "Mother Contact Order", "Father Contact Order", "Court order")
    assert {"#Mother Contact Order: Parent 1 do not contact", "#Father Contact Order: Parent 2 do not contact"} <= {
        *lines
    }
    assert "#Court order: Do not contact" in lines


def test_a_section_of_an_act_is_not_the_number_of_a_parent() -> None:
    names = ("Contact 1 Surname", "Contact 2 Surname")
    assert "#Section 2 order: Do not contact" in proposed("Pupil id", *names, "Section 2 order")


def test_the_postcode_goes_with_the_address_that_is_put_together() -> None:
    assert "  Parent: [Addr1, Addr2, Postcode]" in proposed("Pupil id", "Addr1", "Addr2", "Postcode")
    assert "  Parent: [Street, Town, Post code]" in proposed("Pupil id", "Street", "Town", "Post code")


def test_an_address_without_a_postcode_next_to_it_is_taken_apart() -> None:
    assert "  Parent: [Address]" in proposed("Pupil id", "Address")
    assert "  Parent: [Address]" not in proposed("Pupil id", "Address", "Address postcode")


def test_the_house_of_a_pupil_is_no_line_of_a_parents_address() -> None:
    lines = proposed("Pupil id", "House", "Mother Home Address", "Father Home Address")
    assert {"  Parent 1: [Mother Home Address]", "  Parent 2: [Father Home Address]"} <= {*lines}
    assert "  Parent: [House, Street, Town, Postcode]" in proposed("Pupil id", "House", "Street", "Town", "Postcode")


def test_a_preferred_name_next_to_a_surname_is_a_forename() -> None:
    assert "Preferred Name: Pupil forename" in proposed("Pupil id", "Preferred Name", "Legal Last Name")
    assert "  Pupil: Pupil name" in proposed("Pupil id", "Pupil name")


def test_the_key_of_a_pupil_is_found_and_a_upn_only_where_there_is_none_else() -> None:
    assert "Student Adm: Pupil id" in proposed("Student Adm", "UPN", "Student Year")
    assert "UPN: Pupil id" in proposed("UPN", "Student Year")
    assert "UPN: Pupil id" not in proposed("Adm No", "UPN", "Student Year")


def test_a_column_of_classes_is_proposed_for_its_years() -> None:
    lines = proposed("Pupil id", "Yr/Reg")
    assert lines[lines.index("year_of:") + 1] == "  Pupil year group: Yr/Reg"


@pytest.mark.parametrize(("text", "year"), YEARS)
def test_the_year_of_a_class_is_taken_where_it_is_one(text: str, year: str) -> None:
    assert year_of(text) == year


def test_two_figures_in_one_cell_are_two_columns(tmp_path: Path) -> None:
    lines = proposed("Pupil id", "Attended/Possible")
    assert "  Attended/Possible: [Attendance sessions attended, Attendance possible sessions]" in lines
    table = export(1)
    attended, possible = (at(table, f"Attendance {one}") for one in ("sessions attended", "possible sessions"))
    was = [letters_of(tmp_path / "was", table, {})]
    table[0][attended] = "Attended/Possible"
    table[1][attended] += f" of {table[1][possible]}"
    for row in table:
        del row[possible]
    steps = "split_pair: {Attended/Possible: [Attendance sessions attended, Attendance possible sessions]}"
    (tmp_path / "c.yaml").write_text(steps, encoding="utf-8")
    assert [letters_of(tmp_path / "now", table, load_columns(tmp_path / "c.yaml"))] == was


def letters_of(folder: Path, table: Table, columns: Mapping[str, str]) -> set[str]:
    """The words of the letters of a run."""
    folder.mkdir()
    result = run(letter(), save(folder / "x.csv", table), folder / "out", formats=("txt",), columns=columns)
    assert not result.refused
    return {path.read_text(encoding="utf-8") for path in (folder / "out").glob("*.txt")}
