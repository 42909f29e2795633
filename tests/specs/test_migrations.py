"""From one edition to the next: every answer is carried, mapped, or listed as lost with its value."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import tsmforms
from tests.support.run import tsmforms as command
from tsmforms.convert import show
from tsmforms.documents.upgrades import spec_against
from tsmforms.keys import pattern
from tsmforms.specs import registry
from tsmforms.specs.migrations import carry
from tsmforms.specs.migrations.files import read_migration
from tsmforms.testing import records

COUNCIL = Path(__file__).resolve().parents[2] / "docs/examples/council"
SPECS = COUNCIL / "specs"
LETTER = "visit_letter"
OLD = tsmforms.form(LETTER, "2024-09", specs=SPECS)
NEW = tsmforms.form(LETTER, specs=SPECS)
FILE = SPECS / LETTER / "2025-09.migrate.yaml"
ANSWERS = {
    "officer": "Sam Made-up",
    "visited": "2024-11-04",
    "outcome": "nobody_in",
    "agreed": "to ring",
    "next_step": "a meeting",
    "car_seen": True,
    "visits": [{"on": "2024-10-01", "by": "Jo"}, {"by": "Al"}],
}
AGAINST = {
    ("S0021", "officer"),
    ("S0021", "visited"),
    ("S0021", "agreed"),
    ("S0021", "car_seen"),
    ("S0021", "visits[].on"),
    ("S0023", "outcome"),
}
CHANGED_KIND = [("S0022", "agreed")]
FAULTS = [
    ("from: 2024-09", "from: 2023-09", "S0024", "2023-09"),
    ("to: 2025-09", "to: 2024-09", "S0024", "circle"),
    ("{from: visits, to: earlier}", "{from: visit, to: earlier}", "S0007", "visit"),
    ("{from: visits, to: earlier}", "{from: visits, to: later}", "S0007", "later"),
    ("nobody_in: not_in", "nobody_in: out", "S0015", "out"),
    ("    lost: whether a car was outside, which the letter says no more\n", "", "S0004", "lost"),
    ("drop: car_seen", "drop: agreed", "S0014", "agreed"),
    ("rename:", "renaem:", "S0003", "renaem"),
    ("migrate: visit_letter", "migrate: visit_lettr", "S0024", "visit_letter"),
]


def envelope(answers: Any, edition: str = "2024-09") -> dict[str, Any]:
    return {"form": LETTER, "edition": edition, "record_id": "r-1", "answers": answers}


def test_each_step_does_what_it_says() -> None:
    found = tsmforms.upgrade(envelope(ANSWERS), specs=SPECS)
    assert found.record == {
        "form": LETTER,
        "edition": "2025-09",
        "record_id": "r-1",
        "answers": {
            "officer_forename": "Sam",
            "officer_surname": "Made-up",
            "visit": {"on": "2024-11-04"},
            "outcome": "not_in",
            "plan": "to ring; a meeting",
            "earlier": [{"on": "2024-10-01", "by": "Jo"}, {"by": "Al"}],
        },
    }
    (lost,) = found.diagnostics
    assert (lost.code, lost.severity, lost.field, lost.found) == ("D0416", "warning", "car_seen", "Yes")
    assert "whether a car was outside" in lost.message


@settings(max_examples=60, deadline=None)
@given(records(OLD.spec))
def test_each_answer_is_carried_mapped_or_lost_and_twice_is_once(answers: dict[str, Any]) -> None:
    values = {path: value for path, value in OLD.values(answers)[0].items() if value is not None}
    migration = read_migration(FILE, OLD.spec, NEW.spec)
    found = carry(NEW.spec, migration, values)
    lost = {one.path: one.value for one in found.lost}
    assert set(values) == set(lost) | set(found.moved)
    assert not set(lost) & set(found.moved)
    assert all(lost[path] == values[path] for path in lost)
    assert {there for places in found.moved.values() for there in places} == set(found.values)
    for path, places in found.moved.items():
        here = show(OLD.spec.leaves[pattern(path)].field, values[path])
        there = " ".join(show(NEW.spec.leaves[pattern(one)].field, found.values[one]) for one in places)
        if pattern(path) not in ("officer", "outcome"):
            assert here in there
    once = tsmforms.upgrade(NEW.to_json(NEW.record(found.values)), specs=SPECS)
    assert once.diagnostics == ()
    assert NEW.same(once.record, NEW.record(found.values))


def test_an_edition_is_checked_against_the_one_before(tmp_path: Path) -> None:
    new, old = SPECS / LETTER / "2025-09.yaml", SPECS / LETTER / "2024-09.yaml"
    assert command("spec", "check", new, "--against", old).status == 0
    (tmp_path / "2025-09.yaml").write_text(new.read_text(encoding="utf-8"), encoding="utf-8")
    ended = command("spec", "check", tmp_path / "2025-09.yaml", "--against", old, "--json")
    assert ended.status == 1
    found = {(one["code"], one["field"]) for one in ended.lines[0]["diagnostics"]}
    assert found >= AGAINST


def test_a_changed_kind_needs_a_step(tmp_path: Path) -> None:
    text = (SPECS / LETTER / "2024-09.yaml").read_text(encoding="utf-8")
    (tmp_path / "new.yaml").write_text(
        text.replace("edition: 2024-09", "edition: 2025-01").replace(
            "agreed: {label: What we agreed, type: text}", "agreed: {label: What we agreed, type: date}"
        ),
        encoding="utf-8",
    )
    new = registry().tried(tmp_path / "new.yaml")[0]
    assert new is not None
    assert [(one.code, one.field) for one in spec_against(new, OLD.spec)] == CHANGED_KIND


@pytest.mark.parametrize(("was", "now", "code", "words"), FAULTS)
def test_a_fault_of_a_migration_has_its_line(tmp_path: Path, was: str, now: str, code: str, words: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert was in text
    path = tmp_path / "2025-09.migrate.yaml"
    path.write_text(text.replace(was, now), encoding="utf-8")
    with pytest.raises(tsmforms.SpecError) as refused:
        read_migration(path, OLD.spec, NEW.spec)
    found = next(one for one in refused.value.diagnostics if one.code == code and words in one.message)
    assert found.place is not None
    assert found.place.line


def test_upgrade_and_read_upgrade_at_the_command_line(tmp_path: Path) -> None:
    record = tmp_path / "r.json"
    record.write_text(json.dumps(envelope(ANSWERS)), encoding="utf-8")
    ended = command("upgrade", record, "--specs", SPECS)
    assert ended.status == 0
    assert json.loads(ended.out)["edition"] == "2025-09"
    assert "D0416" in ended.err
    letter = tmp_path / "old.docx"
    letter.write_bytes(OLD.write(envelope(ANSWERS), "docx"))
    plain = command("read", letter, "--specs", SPECS, "--json").lines[0]
    assert plain["edition"] == "2024-09"
    line = command("read", letter, "--specs", SPECS, "--upgrade", "--json").lines[0]
    assert (line["edition"], line["answers"]) == ("2025-09", json.loads(ended.out)["answers"])
    assert set(line["evidence"]) >= {"visit.on", "plan", "earlier.0.on"}
    assert "D0416" in {one["code"] for one in line["diagnostics"]}
    assert tsmforms.read(io.BytesIO(letter.read_bytes()), specs=SPECS).edition == "2024-09"


def test_a_record_of_an_edition_that_is_not_known_is_refused() -> None:
    with pytest.raises(tsmforms.MisuseError, match="2020-01"):
        tsmforms.upgrade(envelope({}, "2020-01"), specs=SPECS)


def test_the_page_of_editions_says_what_changes_and_what_is_lost() -> None:
    from tsmforms.reference.editionspage import editions_page

    lines = [line for line in editions_page(registry(SPECS)).splitlines() if LETTER in line]
    assert lines == [
        "| `visit_letter` | 2024-09 | yes | 2025-09 | `officer` is parted into `officer_forename`, `officer_surname`; "
        "`visited` is `visit.on`; choices of `outcome`: nobody_in is not_in, moved is seen; "
        "`agreed`, `next_step` are `plan`; `visits` is `earlier` | "
        "`car_seen`: whether a car was outside, which the letter says no more |",
        "| `visit_letter` | 2025-09 | yes | (newest) | | |",
    ]
