"""Editions of one form: a return is read by its own, records are the newest's unless an older form is named."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path

import pytest

import tsmforms
from tests.support.run import tsmforms as run
from tsmforms.documents import Form
from tsmforms.layout import dump
from tsmforms.model import Contact, Profile
from tsmforms.records import TermlyRecord
from tsmforms.specs import registry
from tsmforms.testing.text import document_text

OLDER = tsmforms.form("termly_record", "2023-09")
NEWEST = tsmforms.form("termly_record")
TEAMS = tuple(
    Contact(f"Invented team {n}", f"01632 9601{n:02}", f"team{n}@exampleton.example", f"exampleton.example/{n}")
    for n in range(12)
)
PROFILE = Profile("Exampleton", contacts=TEAMS)


@pytest.mark.parametrize("form", [OLDER, NEWEST], ids=lambda form: form.edition)
@pytest.mark.parametrize("format", NEWEST.formats)
def test_a_return_is_read_by_its_own_edition(form: Form, format: str) -> None:
    record = form.example(1)
    found = tsmforms.read(form.write(record["answers"], format, record["record_id"]))
    assert (found.form, found.edition, found.diagnostics) == ("termly_record", form.edition, ())
    assert found.answers == record["answers"]
    assert type(found.record) is form.record_type
    blank = tsmforms.read(form.blank(format))
    assert (blank.edition, blank.answers, blank.diagnostics) == (form.edition, {}, ())


def test_the_named_record_is_the_newest_and_an_older_form_has_its_own() -> None:
    assert NEWEST.edition == "2024-09"
    assert TermlyRecord is NEWEST.record_type is not OLDER.record_type
    record = OLDER.from_json(OLDER.example(2))
    again = pickle.loads(pickle.dumps(record))
    assert again == record
    assert type(again) is OLDER.record_type


def test_a_named_form_reads_and_checks_each_file_by_its_own_edition(tmp_path: Path) -> None:
    record = OLDER.example(1)
    path = tmp_path / "late.docx"
    path.write_bytes(OLDER.write(record["answers"], "docx", record["record_id"]))
    for command in ("read", "check"):
        ended = run(command, path, "--form", "termly_record", "--json")
        line = json.loads(ended.out)
        assert ended.status == 0
        assert (line["edition"], line["diagnostics"]) == ("2023-09", [])


def test_the_newest_edition_prints_the_codes_in_force_and_the_older_those_of_its_time() -> None:
    printed = {form.edition: dump(form.document) for form in (OLDER, NEWEST)}
    codes = {edition: _codes(text) for edition, text in printed.items()}
    assert {"H", "F", "J", "Y"} <= codes["2023-09"]
    assert {"C1", "C2", "J1", "K", "Q", "Y1", "Y7"} <= codes["2024-09"]
    assert not {"H", "F", "J", "Y"} & codes["2024-09"]


def _codes(text: str) -> set[str]:
    """The first cell of each row of the table of codes."""
    table = text[text.index("Attendance Codes") :]
    return set(re.findall(r"row line_\d+: (\S+) \|", table))


@pytest.mark.parametrize("format", NEWEST.formats)
def test_the_teams_of_a_profile_are_printed_and_none_without_one(format: str) -> None:
    printed = document_text(Form(registry().spec("termly_record"), PROFILE).blank(format))
    for team in TEAMS:
        assert all(words in printed for words in (team.name, team.phone, team.email, team.website))
    assert "Useful Information" in printed
    assert "Useful Information" not in document_text(NEWEST.blank(format))


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_a_record_of_the_older_edition_is_carried_to_the_newest_whole(format: str, tmp_path: Path) -> None:
    """Nothing but the printed codes changed, so that there is nothing to move, map or lose."""
    older = tsmforms.form("termly_record", "2023-09")
    record = older.example(2)
    path = tmp_path / f"returned.{format}"
    path.write_bytes(older.write(record["answers"], format, record["record_id"]))
    assert tsmforms.read(path).answers == record["answers"]
    upgraded = tsmforms.upgrade(record)
    assert upgraded.record == {**record, "edition": "2024-09"}
    assert [d for d in upgraded.diagnostics if d.severity != "info"] == []
    assert tsmforms.upgrade(upgraded.record).record == upgraded.record
