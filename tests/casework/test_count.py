"""Counts of a year: what is counted once, in which school year, and what is behind each number."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import tsmforms as library
from tests.support.run import tsmforms
from tsmforms.casework.countspecs import counted_numbers, read_numbers

TODAY = datetime.date(2026, 11, 29)


def record(form: str, seed: int, **changes: Any) -> dict[str, Any]:
    """An invented record with other answers; a dot in a name is two underscores."""
    made = dict(library.form(form).example(seed))
    answers = json.loads(json.dumps(made["answers"]))
    for name, value in changes.items():
        *parents, last = name.split("__")
        inner = answers
        for key in parents:
            inner = inner.setdefault(key, {})
        if value is None:
            inner.pop(last, None)
        else:
            inner[last] = value
    return {**made, "record_id": f"{form}-{seed}", "answers": answers}


def saved(folder: Path, name: str, *records: dict[str, Any]) -> Path:
    place = folder / name
    place.write_text("\n".join(json.dumps(one) for one in records), encoding="utf-8")
    return place


def numbers(folder: Path, year: str = "2025/26") -> dict[str, tuple[str, ...]]:
    """What is behind each number of a year that is not nought."""
    found = library.count(folder, today=TODAY)
    return {one.id: one.ids for one in found.counts if one.school_year == year and one.ids}


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """Panels, notices, letters and meetings of two school years: records, and a panel's minutes as a Word file."""
    folder = tmp_path / "year"
    folder.mkdir()
    offers = ("accepted", "refused", "not_appropriate")
    panels = [
        record("sap_minutes", 10 + n, meeting_date="2026-01-1" + str(n), contract_offer=offer, held_in_absence=n == 1)
        for n, offer in enumerate(offers)
    ]
    saved(folder, "panels.json", *panels)
    word = record("sap_minutes", 20, meeting_date="2026-02-03", contract_offer="accepted", held_in_absence=False)
    (folder / "returned.docx").write_bytes(library.form("sap_minutes").write(word["answers"], "docx"))
    notices = [
        record("notice_to_improve", 30 + n, issue_date="2026-03-1" + str(n), outcome__decision=decision)
        for n, decision in enumerate(("improved", "penalty_notice", "other", None))
    ]
    saved(folder, "notices.json", *notices)
    letters = [
        record(form, 40 + n, issue_date=day)
        for n, (form, day) in enumerate(
            [
                ("letter_1", "2025-10-06"),
                ("letter_1", "2025-07-31"),
                ("letter_2", "2025-08-01"),
                ("letter_3a", "2026-05-05"),
            ]
        )
    ]
    saved(folder, "letters.json", *letters)
    meetings = [
        record("sam_minutes", 50, meeting_date="2025-11-03", held_in_absence=None),
        record("sam_plan", 51, meeting_date="2025-11-04", held_in_absence=True),
        record("initial_concerns_meeting", 52, meeting_date="2025-11-05"),
    ]
    saved(folder, "meetings.json", *meetings)
    terms = record("termly_record", 60)
    for name, day in (("autumn", "2025-10-01"), ("spring", "2026-02-02"), ("summer", None)):
        terms["answers"]["terms"][name].pop("date", None)
        if day:
            terms["answers"]["terms"][name]["date"] = day
    saved(folder, "terms.json", terms)
    saved(folder, "agenda.json", record("tsm_agenda", 61, meeting__date="2026-06-02"))
    return folder


def test_a_year_is_counted_from_records_and_returns_with_the_ids_behind_each_number(year: Path) -> None:
    ended = tsmforms("count", year, "--json", "--today", "29/11/2026")
    assert ended.status == 0, ended.err
    rows = [one for one in ended.lines if one["school_year"] == "2025/26"]
    found = {one["count"]: one["number"] for one in rows if one["number"]}
    assert found == {
        "contracts_offered": 3, "contracts_accepted": 2, "contracts_refused": 1,
        "notices": 4, "notices_improved": 1, "notices_penalty": 1, "notices_other": 1, "notices_open": 1,
        "letters_stage_1": 1, "letters_stage_2": 1, "letters_stage_3": 1, "letter_1": 1, "letter_2": 1, "letter_3a": 1,
        "initial_held": 1, "sam_missed": 1, "sam_unsaid": 1, "sap_held": 3, "sap_missed": 1,
        "tsm_invited": 1, "tsm_held": 2,
    }  # fmt: skip
    behind = {one["count"]: one["ids"] for one in rows}
    assert behind["contracts_refused"] == ["sap_minutes-11"]
    assert behind["tsm_held"] == ["termly_record-60 (autumn)", "termly_record-60 (spring)"]
    assert [one["ids"] for one in ended.lines if one["school_year"] == "2024/25" and one["number"]] == [
        ["letter_1-41"]
    ] * 2


def test_the_numbers_are_those_of_a_count_by_hand(year: Path) -> None:
    """Counted again from the JSON alone, without the library's reading, events or years."""
    seen: Counter[str] = Counter()
    for file in year.glob("*.json"):
        for line in file.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            answers, form = one["answers"], one["form"]
            if form.startswith("letter_") and "2025-08-01" <= answers["issue_date"] <= "2026-07-31":
                seen[form] += 1
                seen[f"letters_stage_{form[7]}"] += 1
            if form == "sap_minutes":
                seen["contracts_accepted"] += answers["contract_offer"] == "accepted"
                seen["contracts_refused"] += answers["contract_offer"] == "refused"
                seen["sap_missed"] += answers["held_in_absence"]
            if form == "notice_to_improve":
                seen["notices"] += 1
                seen["notices_open"] += "decision" not in answers["outcome"]
    seen["contracts_accepted"] += 1  # the Word file
    found = {name: len(ids) for name, ids in numbers(year).items()}
    assert {name: found[name] for name in seen} == dict(seen)


def test_it_is_written_as_csv_that_opens_in_excel(year: Path, tmp_path: Path) -> None:
    out = tmp_path / "count.csv"
    assert tsmforms("count", year, "--out", out, "--today", "29/11/2026").status == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    own = next(one for one in rows if (one["school_year"], one["count"]) == ("2025/26", "contracts_offered"))
    assert own["number"] == "3"
    assert len(own["ids"].splitlines()) == 3
    assert (
        tsmforms("count", year, "--csv", "--today", "29/11/2026").out.removeprefix("\ufeff").startswith("school_year,")
    )
    assert tsmforms("count", year, "--csv", "--json").status == 2


def test_on_a_terminal_the_years_stand_with_their_numbers(year: Path) -> None:
    lines = tsmforms("count", year, "--verbose", "--today", "29/11/2026").out.splitlines()
    assert lines[0] == "School year 2024/25"
    at = lines.index("School year 2025/26")
    assert "        3  Attendance contracts offered at a panel" in lines[at:]
    assert "           sap_minutes-11" in lines[at:]


def test_a_record_and_its_return_are_counted_once(tmp_path: Path) -> None:
    one = record("sap_minutes", 1, meeting_date="2026-01-12", contract_offer="accepted", held_in_absence=False)
    saved(tmp_path, "sent.json", one)
    (tmp_path / "back.pdf").write_bytes(library.form("sap_minutes").write(one["answers"], "pdf"))
    (tmp_path / "again.json").write_bytes((tmp_path / "sent.json").read_bytes())
    assert {name: len(ids) for name, ids in numbers(tmp_path).items()} == {
        "contracts_offered": 1, "contracts_accepted": 1, "sap_held": 1,
    }  # fmt: skip


def test_a_notice_that_comes_again_with_its_outcome_is_one_notice(tmp_path: Path) -> None:
    issued = record("notice_to_improve", 2, issue_date="2026-03-02", outcome=None)
    ended = record("notice_to_improve", 2, issue_date="2026-03-02", outcome__decision="improved")
    saved(tmp_path, "a.json", issued)
    saved(tmp_path, "b.json", ended)
    assert numbers(tmp_path) == {"notices": ("notice_to_improve-2",), "notices_improved": ("notice_to_improve-2",)}


def test_letters_of_one_day_to_two_parents_are_two(tmp_path: Path) -> None:
    one = record("letter_1", 3, issue_date="2026-03-02", recipient__forename="Ada")
    two = {**record("letter_1", 3, issue_date="2026-03-02", recipient__forename="Bea"), "record_id": "other"}
    saved(tmp_path, "a.json", one, two)
    assert len(numbers(tmp_path)["letter_1"]) == 2


def test_minutes_and_plan_of_one_meeting_are_one_and_a_contradiction_is_named(tmp_path: Path) -> None:
    minutes = record("sam_minutes", 4, meeting_date="2026-03-02", held_in_absence=True)
    plan = record("sam_plan", 4, meeting_date="2026-03-02", held_in_absence=True, pupil=minutes["answers"]["pupil"])
    saved(tmp_path, "a.json", minutes, plan)
    assert numbers(tmp_path) == {"sam_missed": ("sam_minutes-4 + sam_plan-4",)}
    plan["answers"]["held_in_absence"] = False
    saved(tmp_path, "a.json", minutes, plan)
    assert numbers(tmp_path) == {}
    ended = tsmforms("count", tmp_path, "--today", "29/11/2026")
    assert ended.status == 1
    assert "contradict each other" in ended.err


def test_what_lies_ahead_is_named_and_not_counted(tmp_path: Path) -> None:
    saved(tmp_path, "a.json", record("letter_1", 5, issue_date="2026-11-30"))
    saved(tmp_path, "b.json", record("letter_1", 6, issue_date="2026-11-29"))
    assert numbers(tmp_path, "2026/27")["letter_1"] == ("letter_1-6",)
    assert "has not come yet" in library.count(tmp_path, today=TODAY).doubts[0].message


def test_what_has_no_date_stands_apart_and_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    saved(tmp_path, "a.json", record("letter_1", 5, issue_date=None))
    (tmp_path / "empty.pdf").write_bytes(b"")
    assert numbers(tmp_path, "")["letter_1"] == ("letter_1-5",)
    ended = tsmforms("count", tmp_path)
    assert ended.status == 3
    assert "empty.pdf" in ended.err
    assert ended.out.startswith("Without a date")


def test_a_copy_with_the_number_of_another_childs_record_is_counted_and_named(tmp_path: Path) -> None:
    one = record("letter_1", 7, issue_date="2026-03-02")
    two = record("letter_1", 7, issue_date="2026-03-02", pupil__forename="Zyx", pupil__surname="Otherson")
    saved(tmp_path, "a.json", one)
    saved(tmp_path, "b.json", two)
    assert numbers(tmp_path)["letter_1"] == ("letter_1-7", "letter_1-7")
    (doubt,) = library.count(tmp_path, today=TODAY).doubts
    assert "different pupils" in doubt.message
    assert len(doubt.files) == 2


def test_one_record_with_two_days_is_named_and_counted_once_or_in_no_year(tmp_path: Path) -> None:
    saved(tmp_path, "a.json", record("letter_1", 8, issue_date="2026-03-02"))
    saved(tmp_path, "b.json", record("letter_1", 8, issue_date="2026-03-09"))
    saved(tmp_path, "c.json", record("letter_2", 9, issue_date="2026-07-31"))
    saved(tmp_path, "d.json", record("letter_2", 9, issue_date="2026-08-03"))
    found = library.count(tmp_path, today=TODAY)
    assert numbers(tmp_path) == {"letters_stage_1": ("letter_1-8",), "letter_1": ("letter_1-8",)}
    assert [one.message.rpartition(": ")[2] for one in found.doubts] == [
        "counted once", "in two school years, not counted",
    ]  # fmt: skip


def test_a_record_that_got_its_date_later_is_of_that_year(tmp_path: Path) -> None:
    saved(tmp_path, "a.json", record("letter_1", 5, issue_date=None))
    saved(tmp_path, "b.json", record("letter_1", 5, issue_date="2026-03-02"))
    assert numbers(tmp_path)["letter_1"] == ("letter_1-5",)
    assert numbers(tmp_path, "") == {}


def test_every_form_path_and_value_that_is_counted_exists() -> None:
    for number in counted_numbers():
        for event in number.of:
            for form in event.forms:
                spec = library.form(form).spec
                days = [f"{event.each}.{row}.{path}" for path in event.day for row in ("autumn", "spring", "summer")]
                assert set(days if event.each else event.day) <= set(spec.leaves)
                assert set(event.same) <= set(spec.leaves)
                if number.path:
                    field = spec.leaves[number.path].field
                    codes = {one.code for one in field.choices}
                    assert set(number.values) <= (codes if field.kind.name == "choice" else {True, False})


def test_faults_of_the_counts_are_named_with_their_place() -> None:
    text = "counts: a\nmeaning: b\nevents: {x: {forms: [letter_1], day: [issue_date]}}\nnumbers:\n  - {id: n, topic: t, title: c, of: [y]}\n"
    _, faults = read_numbers(text, "counts.yaml")
    assert [(one.code, one.place.line) for one in faults.found if one.place] == [("S0003", 5)]
