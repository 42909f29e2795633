"""Lists that a form prints and nobody answers, in every format: contacts of the profile, attendance codes."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import tsmforms
from tests.specs.small import FORM, faults_of, with_line
from tsmforms.documents import Form
from tsmforms.layout import Heading, Table, Text, build
from tsmforms.layout.nodes import Block
from tsmforms.model import Contact, Officer, Profile
from tsmforms.specs import load_spec
from tsmforms.testing.text import document_text

LISTED = with_line(
    "  - table: {field: steps, blank_rows: 2}",
    """  - table: {field: steps, blank_rows: 2}
  - contacts: {heading: Useful information, phone: Phone, email: E-mail, website: Website}
  - attendance_codes: {heading: Codes, code: Code, meaning: Meaning, counts_as: Counts as}""",
    FORM,
)
CONTACTS = (
    Contact("Attendance Team", phone="01632 960000", email="team@exampleton.example"),
    Contact("Early Help", website="exampleton.example/help"),
)
OFFICERS = (Officer("la_officer", "Attendance Officer", "A Sample", "01632 960001"), Officer("headteacher", "Head"))
PROFILE = Profile("Exampleton", officers=OFFICERS, contacts=CONTACTS)


def form(folder: Path, profile: Profile, text: str = LISTED) -> Form:
    path = folder / "spec.yaml"
    path.write_text(text, encoding="utf-8")
    return Form(load_spec(path), profile)


def tables(blocks: tuple[Block, ...]) -> dict[str, list[tuple[str, ...]]]:
    return {
        block.path: [
            tuple(i.text for cell in row.cells for i in cell.inlines if isinstance(i, Text)) for row in block.rows
        ]
        for block in blocks
        if isinstance(block, Table) and block.repeat is None
    }


def headings(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading)]


def test_officers_that_can_be_reached_stand_before_the_contacts(tmp_path: Path) -> None:
    blocks = form(tmp_path, PROFILE).document.blocks
    assert tables(blocks)["contacts"] == [
        ("Attendance Officer: A Sample", "01632 960001", "", ""),
        ("Attendance Team", "01632 960000", "team@exampleton.example", ""),
        ("Early Help", "", "", "exampleton.example/help"),
    ]
    assert "Useful information" in headings(blocks)


def test_without_contacts_there_is_neither_table_nor_heading(tmp_path: Path) -> None:
    blocks = form(tmp_path, Profile("Exampleton")).document.blocks
    assert "contacts" not in tables(blocks)
    assert "Useful information" not in headings(blocks)


@pytest.mark.parametrize(
    ("edition", "on", "codes", "count"),
    [
        ("2025-09", None, {"K": "Approved educational activity", "D": "Not counted in possible attendances"}, None),
        ("2023-09", None, {"H": "Authorised absence", "J": "Approved educational activity"}, 26),
        ("2023-09", datetime.date(2024, 8, 19), {"Y7": "Not counted in possible attendances"}, None),
        ("2025-09", datetime.date(2024, 8, 18), {"H": "Authorised absence"}, 26),
    ],
)
def test_the_codes_are_those_of_the_day(
    edition: str, on: datetime.date | None, codes: dict[str, str], count: int | None, tmp_path: Path
) -> None:
    profile = Profile("Exampleton", codes_on=on)
    rows = tables(form(tmp_path, profile, LISTED.replace("2025-09", edition)).document.blocks)["attendance_codes"]
    printed = {row[0]: row[2] for row in rows}
    assert codes.items() <= printed.items()
    assert count is None or len(printed) == count


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_they_are_printed_and_never_read_as_answers(format: str, tmp_path: Path) -> None:
    made = form(tmp_path, PROFILE)
    answers = {"name": "Ann Invented", "steps": [{"step": "Ring"}]}
    data = made.write(answers, format)
    text = " ".join(document_text(data).split())
    for words in (
        "Useful information",
        "01632 960000",
        "exampleton.example/help",
        "Attendance Officer: A Sample",
        "Arrived after the register closed",
    ):
        assert words in text, words
    assert made.read(data).answers == answers
    assert made.read(made.blank(format)).answers == {}


def test_their_lines_are_no_entries_of_an_open_list(tmp_path: Path) -> None:
    """A workbook invites to add rows to an open list, and reads them."""
    lists = [block for block in form(tmp_path, PROFILE).document.blocks if isinstance(block, Table)]
    assert {block.path for block in lists if any(row.key.isdigit() for row in block.rows)} == set()
    listed = LISTED.replace("  - table: {field: steps, blank_rows: 2}\n", "").replace(
        FORM[FORM.index("  steps:") : FORM.index("\nlayout:")], ""
    )
    guidance = document_text(form(tmp_path, PROFILE, listed).blank("xlsx"))
    assert "has too few rows" not in guidance
    assert "has too few rows" in document_text(form(tmp_path, PROFILE).blank("xlsx"))


def test_a_day_that_is_no_date_is_named(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, LISTED.replace("counts_as: Counts as", "counts_as: Counts as, on: 2024-13-01"))
    assert [(d.code, d.place.line if d.place else None) for d in faults] == [("S0015", 32)]


def test_a_tree_without_a_profile_is_that_of_the_empty_profile(tmp_path: Path) -> None:
    spec = form(tmp_path, PROFILE).spec
    assert build(spec) == build(spec, Profile())
    assert tsmforms.form("sam_minutes").document == build(tsmforms.form("sam_minutes").spec)
