"""A profile: read strictly, each fault with its place; the calendar as school keeps it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import tsmforms
from tsmforms.diagnostics import SpecError

PROFILE = """\
profile: Exampleton
letterhead:
  name: Exampleton Council
  lines: [1 Sample Road, Exampleton]
  phone: 01632 960123
footer: Exampleton Council
calendar:
  terms:
    - {start: 2025-09-02, end: 2025-12-19}
    - {start: 2026-01-05, end: 2026-03-27}
  closed:
    - {start: 2025-10-27, end: 2025-10-31}
    - 2026-02-16
  inset: [2026-03-02]
  bank_holidays: england
officers:
  la_officer: {title: Attendance Improvement Officer, name: A Sample, phone: 01632 960124}
contacts:
  - {name: Early Help, website: exampleton.example/help}
attendance_codes_on: 2024-08-19
"""


def _faults(tmp_path: Path, text: str) -> list[tuple[str, int | None]]:
    path = tmp_path / "profile.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        tsmforms.load_profile(path)
    return [(d.code, d.place.line if d.place else None) for d in caught.value.diagnostics]


def test_a_profile_is_read(tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    profile = tsmforms.load_profile(path)
    assert profile.name == "Exampleton"
    assert profile.letterhead is not None
    assert profile.letterhead.lines == ("1 Sample Road", "Exampleton")
    assert profile.calendar is not None
    assert profile.calendar.is_open(datetime.date(2025, 9, 2))
    assert not profile.calendar.is_open(datetime.date(2025, 10, 29))
    assert not profile.calendar.is_open(datetime.date(2026, 2, 16))
    assert profile.calendar.why_closed(datetime.date(2026, 3, 2)) == "inset"
    assert profile.calendar.bank_holidays
    assert profile.officers[0].name == "A Sample"
    assert profile.contacts[0].website == "exampleton.example/help"
    assert profile.codes_on == datetime.date(2024, 8, 19)
    assert profile.settings == (("la_officer.title", "Attendance Improvement Officer"),)
    assert profile == tsmforms.load_profile(str(path))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("profile: Exampleton", "profil: Exampleton", [("S0003", 1), ("S0004", 1)]),
        ("end: 2025-12-19", "end: 2025-02-30", [("S0015", 9)]),
        ("end: 2025-12-19", "end: 2025-01-01", [("S0015", 9)]),
        ("    - 2026-02-16", "    - soon", [("S0015", 13)]),
        ("  name: Exampleton Council\n", "", [("S0004", 3)]),
        ("phone:", "fone:", [("S0003", 5)]),
        ("la_officer:", "la_oficer:", [("S0003", 17)]),
        ("{title: Attendance Improvement Officer, ", "{", [("S0004", 17)]),
        ("  - {name: Early Help,", "  - {", [("S0004", 19)]),
        ("contacts:\n  -", "contacts:\n ", [("S0005", 19)]),
        ("2024-08-19", "2024-08-32", [("S0015", 20)]),
        ("bank_holidays: england", "bank_holidays: wales", [("S0015", 15)]),
        ("inset: [2026-03-02]", "inset: 2026-03-02", [("S0005", 14)]),
    ],
)
def test_a_fault_is_named_where_it_stands(old: str, new: str, expected: list[tuple[str, int]], tmp_path: Path) -> None:
    assert _faults(tmp_path, PROFILE.replace(old, new, 1)) == expected


@pytest.mark.parametrize(("days", "severity"), [(28, None), (29, "warning"), (35, "warning"), (36, "error")])
def test_a_closed_week_makes_the_window_longer(days: int, severity: str | None, tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    form = tsmforms.form("sam_minutes", profile=path)
    answers = form.example(1)["answers"]
    meeting = datetime.date(2025, 10, 9)
    answers["meeting_date"] = meeting.isoformat()
    answers["review_date"] = (meeting + datetime.timedelta(days=days)).isoformat()
    found = [d.severity for d in form.check(answers, datetime.date(2026, 8, 31)) if d.rule == "SAM-R1"]
    assert found == ([severity] if severity else [])
