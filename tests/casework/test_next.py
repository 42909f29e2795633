"""A case from the first letter to the panel and the notice, by `next` alone; and what stops a step."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest

import tsmforms as library
from tests.support.run import tsmforms
from tsmforms import next_steps
from tsmforms.casework.ladder import ladder, read_ladder
from tsmforms.datafolders import form_specs
from tsmforms.specs import registry

IDENTITY = ("pupil", "recipient", "address", "salutation", "school", "signatory")


def example(form: str, **changed: Any) -> dict[str, Any]:
    made = library.form(form).example(4)
    return {**made, "answers": {**made["answers"], **changed}}


def keep(folder: Path, record: dict[str, Any]) -> Path:
    path = folder / f"{len(list(folder.glob('*.json')))}-{record['form']}.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def answered(prefilled: dict[str, Any], typed: dict[str, Any]) -> dict[str, Any]:
    """A prefilled record with what a person types; nothing that is prefilled is typed again, save what has changed."""
    form = library.form(prefilled["form"])
    rest = form.example(4)["answers"]
    return {**prefilled, "answers": _laid(_laid(rest, prefilled["answers"]), typed)}


def _laid(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        return {key: _laid(below.get(key), above[key]) if key in above else below[key] for key in {**below, **above}}
    return above


def step(folder: Path, out: Path, name: str) -> dict[str, Any]:
    """The record that `next` prefills for a step of the case in a folder."""
    ended = tsmforms("next", folder, "--json")
    (line,) = [line for line in ended.lines if line["step"] == name]
    assert line["record"] is not None, line["stops"]
    out.mkdir(exist_ok=True)
    assert tsmforms("next", folder, "--out", out, "--force").status in (0, 1)
    written = [json.loads(path.read_text(encoding="utf-8")) for path in out.glob("*.json")]
    assert line["record"] in written
    record: dict[str, Any] = line["record"]
    return record


def test_a_whole_case_goes_from_the_first_letter_to_the_panel_and_the_notice(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    first = example("letter_1", issue_date="2025-10-06")
    first["answers"].pop("meeting_date", None)
    keep(case, first)
    typed: tuple[tuple[str, dict[str, Any]], ...] = (
        ("invite_to_meeting", {"issue_date": "2025-11-03", "meeting_date": "2025-11-14", "contact_by": "2025-11-10"}),
        ("minutes_of_meeting", {"held_in_absence": False, "review_date": "2025-12-05", "invited_in_writing": True}),
        ("confirm_meeting", {"issue_date": "2025-11-17"}),
        ("review_after_letter_2b", {"target_met": "no", "decision": "escalate", "review_date": "2026-01-16"}),
        ("invite_to_panel", {"issue_date": "2026-01-05", "meeting_date": "2026-01-20", "contact_by": "2026-01-15"}),
        ("minutes_of_panel", {"held_in_absence": False, "review_date": "2026-02-10", "contract_offer": "refused"}),
        ("confirm_panel", {"issue_date": "2026-01-22"}),
        ("notice", {"issue_date": "2026-02-16"}),
    )
    for name, words in typed:
        prefilled = step(case, tmp_path / "out", name)
        for group in IDENTITY:
            if group in prefilled["answers"] and group in first["answers"]:
                assert _agree(prefilled["answers"][group], first["answers"][group]), (name, group)
        record = answered(prefilled, words)
        form = library.form(record["form"])
        again = form.from_json(record)
        assert form.values(again)[0] == form.values(record["answers"])[0]
        keep(case, record)
    forms = [json.loads(path.read_text(encoding="utf-8"))["form"] for path in sorted(case.glob("*.json"))]
    assert forms == [
        "letter_1",
        "letter_2",
        "sam_minutes",
        "letter_2b",
        "sam_review",
        "letter_3",
        "sap_minutes",
        "letter_3b",
        "notice_to_improve",
    ]
    last = tsmforms("next", case, "--json").lines
    assert [line["step"] for line in last] == ["notice_ends"]


def _agree(prefilled: Any, first: Any) -> bool:
    """Whether what both have is the same; a record has a name whole where a letter has it in two parts."""
    if not isinstance(prefilled, dict):
        return bool(prefilled == first)
    return all(prefilled[key] == first[key] for key in prefilled.keys() & first.keys())


def test_what_the_minutes_agreed_stands_in_the_letter_word_for_word(tmp_path: Path) -> None:
    keep(tmp_path, example("letter_2", issue_date="2025-12-01"))
    letter = library.form("letter_2").example(4)["answers"]
    name = f"{letter['pupil']['forename']} {letter['pupil']['surname']}"
    minutes = example("sam_minutes", held_in_absence=False, meeting_date="2026-03-27")
    minutes["answers"]["pupil"] = {**minutes["answers"]["pupil"], "name": name}
    keep(tmp_path, minutes)
    out = tmp_path / "out"
    record = step(tmp_path, out, "confirm_meeting")
    said = record["answers"]
    assert said["targets"] == [{"target": one["target"]} for one in minutes["answers"]["targets"]]
    assert said["actions"] == minutes["answers"]["actions"]
    assert said["recipient"] == letter["recipient"]
    assert said["review_date"] == minutes["answers"]["review_date"]
    (row,) = csv.DictReader(io.StringIO((out / "letter_2b.csv").read_text(encoding="utf-8-sig")))
    assert row["Pupil forename"] == letter["pupil"]["forename"]
    assert row["Parent 1 surname"] == letter["recipient"]["surname"]
    listed = list(csv.DictReader(io.StringIO((out / "next.csv").read_text(encoding="utf-8-sig"))))
    assert [line["Form"] for line in listed if line["Form"].startswith("What we agreed")] != []


def test_when_nobody_came_the_plan_is_sent_only_where_they_were_invited_in_writing(tmp_path: Path) -> None:
    minutes = example("sam_minutes", held_in_absence=True)
    minutes["answers"].pop("invited_in_writing", None)
    path = keep(tmp_path, minutes)
    (stopped,) = [one for one in next_steps(path).steps if one.step.id == "missed_meeting"]
    assert stopped.is_stopped
    assert "invited in writing" in stopped.problems[0].message
    minutes["answers"]["invited_in_writing"] = True
    path.write_text(json.dumps(minutes), encoding="utf-8")
    (ready,) = [one for one in next_steps(path).steps if one.step.id == "missed_meeting"]
    assert (ready.is_stopped, ready.spec and ready.spec.form) == (False, "letter_2a")


def test_no_early_help_stops_the_panel(tmp_path: Path) -> None:
    review = example("sam_review", target_met="no", decision="escalate")
    for key in ("services", "school_actions", "support_requests"):
        review["answers"].pop(key, None)
    (stopped,) = next_steps(keep(tmp_path, review)).steps
    assert stopped.step.id == "invite_to_panel"
    assert [one.message for one in stopped.problems if one.severity == "error"] == [
        "no early help or other support is recorded in any document of the case",
        "no minutes or plan of a meeting are among the documents of the case",
    ]


def test_the_profile_decides_whether_a_panel_or_a_notice_follows(tmp_path: Path) -> None:
    review = keep(tmp_path, example("sam_review", target_met="no", decision="escalate"))
    profile = tmp_path / "profile.yaml"
    profile.write_text("profile: Sampleton\nsettings:\n  ladder.after_sam: notice\n", encoding="utf-8")
    assert [one.step.next for one in next_steps(review).steps] == ["letter_3"]
    assert [one.step.next for one in next_steps(review, profile=profile).steps] == ["notice_to_improve"]


def test_a_letter_that_the_log_does_not_have_was_never_sent(tmp_path: Path) -> None:
    export, log = tmp_path / "export.csv", tmp_path / "letters.log"
    assert tsmforms("example", "letter_2", "--table", "1", "--out", export).status == 0
    made = tsmforms("bulk", "letter_2", export, tmp_path / "letters", "--log", log)
    assert made.status in (0, 1), made.err
    letter = keep(tmp_path, example("letter_2"))
    (found,) = next_steps(letter, log=log).steps
    assert any("never sent" in one.message for one in found.problems)
    sent = next(iter((tmp_path / "letters").glob("*.docx")))
    (known,) = [one for one in next_steps(sent, log=log).steps]
    assert [one.message for one in known.problems] == []


def test_a_parent_who_was_never_written_to_is_said(tmp_path: Path) -> None:
    letter = example("letter_2", issue_date="2025-12-01")
    keep(tmp_path, letter)
    pupil = letter["answers"]["pupil"]
    plan = example("sam_plan", held_in_absence=False, meeting_date="2026-02-02")
    plan["answers"]["pupil"] = {**plan["answers"]["pupil"], "name": f"{pupil['forename']} {pupil['surname']}"}
    plan["answers"]["parents"] = [{"name": "Zed Nobodywrote", "came": "attended"}]
    keep(tmp_path, plan)
    found = [one for one in next_steps(tmp_path).steps if one.step.id == "confirm_plan"]
    assert any("never written to" in one.message for one in found[0].problems)
    assert not found[0].is_stopped


def test_two_pupils_of_one_name_are_two_cases(tmp_path: Path) -> None:
    for born in ("2010-01-01", "2011-01-01"):
        minutes = example("sam_minutes")
        minutes["answers"]["pupil"] = {**minutes["answers"]["pupil"], "date_of_birth": born}
        keep(tmp_path, minutes)
    letter = example("letter_2")
    name = minutes["answers"]["pupil"]["name"].split()
    letter["answers"]["pupil"] = {**letter["answers"]["pupil"], "forename": name[0], "surname": " ".join(name[1:])}
    keep(tmp_path, letter)
    found = next_steps(tmp_path)
    assert [len(case.documents) for case in found.cases] == [1, 1, 1]
    assert any("2 pupils have this name" in one.message for step in found.steps for one in step.problems)


def test_a_document_of_no_pupil_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    keep(tmp_path, example("rag_audit"))
    keep(tmp_path, example("sam_minutes"))
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    found = next_steps(tmp_path)
    assert sorted(one.code for one in found.unread) == ["D0603", "D0911"]
    assert len(found.cases) == 1


def test_every_path_of_the_ladder_is_a_question_of_some_form_and_every_form_exists() -> None:
    forms = registry()
    specs = {form: forms.spec(form) for form in forms.forms()}
    known = {path for spec in specs.values() for path in (*spec.leaves, *spec.lists, *spec.containers)}
    for one in ladder().steps:
        assert {*one.after, *([one.next] if one.next else [])} <= set(specs), one.id
        for target, sources in one.take.items():
            assert target in {*specs[one.next].leaves, *specs[one.next].lists}, (one.id, target)
            assert set(sources) <= known, (one.id, sources)
        assert not one.due or any(one.due in specs[form].leaves for form in one.after), one.id
        assert set(one.where) <= known
        for need in one.needs:
            assert {*need.answered, *need.any} <= known, need.name
            assert {*need.letter, *need.document} <= set(specs), need.name


def test_a_fault_of_a_ladder_has_its_line() -> None:
    text = "ladder: x\nmeaning: y\ndocuments: [a]\ntake: {}\nneeds: {}\nsteps:\n  - {id: a, afterr: b}\n"
    _, faults = read_ladder(text, "ladder.yaml")
    assert [(one.code, one.place and one.place.line) for one in faults.found][:1] == [("S0003", 7)]


def test_the_diary_names_no_child_unless_asked(tmp_path: Path) -> None:
    minutes = example("sam_minutes", held_in_absence=False)
    path = keep(tmp_path, minutes)
    quiet, loud = tmp_path / "quiet.ics", tmp_path / "loud.ics"
    assert tsmforms("next", path, "--ics", quiet, "--today", "01/06/2026").status == 0
    assert tsmforms("next", path, "--ics", loud, "--names", "--today", "2026-06-01").status == 0
    name = minutes["answers"]["pupil"]["name"]
    assert name not in quiet.read_text(encoding="utf-8")
    assert name in loud.read_text(encoding="utf-8").replace("\n ", "")
    assert datetime.date.fromisoformat(minutes["answers"]["review_date"]).strftime("%Y%m%d") in quiet.read_text("utf-8")


@pytest.mark.parametrize("taken", ["file", "record"])
def test_next_writes_over_nothing_unless_forced(tmp_path: Path, taken: str) -> None:
    path = keep(tmp_path, example("sam_minutes", held_in_absence=False))
    out = tmp_path / "out"
    if taken == "file":
        out.write_text("mine", encoding="utf-8")
    else:
        assert tsmforms("next", path, "--out", out).status == 0
    before = {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}
    assert tsmforms("next", path, "--out", out).status == 2
    assert {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()} == before


TABLES: dict[str, tuple[bool, dict[str, str]]] = {
    "letter_2b": (False, {"Date of letter": "30 March 2026"}),
    "letter_2a": (
        True,
        {
            "Date of letter": "30 March 2026",
            "Contact us by": "10 April 2026",
            "Sent by": "First class post",
            "Contact attempt 1": "Rang home, no answer",
            "Contact attempt 1 date": "27 March 2026",
        },
    ),
}


@pytest.mark.parametrize("form", TABLES)
def test_the_table_of_a_letter_goes_through_bulk_once_what_is_missing_is_filled_in(tmp_path: Path, form: str) -> None:
    nobody_came, typed = TABLES[form]
    case, out = tmp_path / "case", tmp_path / "out"
    case.mkdir()
    letter = example("letter_2", issue_date="2025-12-01")
    letter["answers"]["school"] = {**letter["answers"]["school"], "phone": "+44 1632 960000"}
    keep(case, letter)
    minutes = example("sam_minutes", held_in_absence=nobody_came, invited_in_writing=True, meeting_date="2026-03-27")
    first, *rest = minutes["answers"]["targets"]
    said = {"targets": [{**first, "target": "-5 late marks a term, or fewer"}, *rest], "review_date": "2026-04-17"}
    said["actions"] = [{**one, "by_when": "2026-04-16"} for one in minutes["answers"]["actions"]]
    who = letter["answers"]["pupil"]
    said["pupil"] = {**minutes["answers"]["pupil"], "name": f"{who['forename']} {who['surname']}"}
    keep(case, {**minutes, "answers": {**minutes["answers"], **said}})
    assert tsmforms("next", case, "--out", out).status in (0, 1)
    table = out / f"{form}.csv"
    seen = tsmforms("bulk", form, table, tmp_path / "letters", "--dry-run")
    (row,) = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig")))
    for heading in row:
        assert f"  {heading}: {heading}" in seen.out, heading
    assert seen.status == 1
    assert "1 rows would make 0 letters, 1 refused" in seen.out
    empty = [heading for heading in typed if f'"{heading}" is not answered' in seen.err]
    assert empty == [heading for heading in typed if not heading.startswith("Contact attempt")]
    assert seen.err.count("is not answered") == len(empty)
    with table.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, row)
        writer.writeheader()
        writer.writerow({**row, **typed})
    ready = tsmforms("bulk", form, table, tmp_path / "letters", "--dry-run")
    assert "1 rows would make 1 letters, none refused" in ready.out, ready.err
    assert not (tmp_path / "letters").exists()
    made = tsmforms("bulk", form, table, tmp_path / "letters")
    assert made.status == 0, made.err
    (prefilled,) = [json.loads(path.read_text(encoding="utf-8")) for path in out.glob(f"{form}-*.json")]
    (written,) = (tmp_path / "letters").glob("*.docx")
    wanted, _ = library.form(form).values(prefilled["answers"])
    found = library.form(form).read(written).values
    assert {path: found.get(path) for path in wanted} == wanted


OWN_LADDER = """\
ladder: Sampleton
base: attendance
meaning: The council's own way
leave_out: [invite_to_panel]
steps:
  - id: visit
    after: sam_review
    next: letter_2
    where: {target_met: ["no"]}
    title: Invite the parents once more
    due: review_date
    take: {our_reference: [our_reference]}
    needs: [support_recorded]
    source: {document: school-policy-2024, part: "6.3"}
needs:
  support_recorded:
    any: [actions]
    message: no action was agreed before
    help: agree one first
"""


def with_ladder(folder: Path, text: str) -> Path:
    (folder / "ladder.yaml").write_text(text, encoding="utf-8")
    profile = folder / "profile.yaml"
    profile.write_text("profile: Sampleton\nladder: ladder.yaml\n", encoding="utf-8")
    return profile


def test_a_profile_brings_steps_and_needs_of_its_own_and_leaves_others_out(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    keep(case, example("sam_review", target_met="no", decision="escalate"))
    assert [one.step.id for one in next_steps(case).steps] == ["invite_to_panel"]
    (own,) = next_steps(case, profile=with_ladder(tmp_path, OWN_LADDER)).steps
    assert (own.step.id, own.step.next) == ("visit", "letter_2")
    assert [one.message for one in own.problems] == ["no action was agreed before"]


def test_the_built_in_ladder_is_a_ladder_that_a_profile_may_bring_whole(tmp_path: Path) -> None:
    keep(tmp_path, example("sam_minutes", held_in_absence=False))
    text = (form_specs() / "casework" / "ladder.yaml").read_text(encoding="utf-8")
    own = next_steps(tmp_path, profile=with_ladder(tmp_path, text))
    assert [one.record_id for one in own.steps] == [one.record_id for one in next_steps(tmp_path).steps] != []


@pytest.mark.parametrize(
    ("was", "written", "code", "line"),
    [
        ("after: sam_review", "after: sam_reviw", "S0015", 7),
        ("next: letter_2", "next: letter_22", "S0015", 8),
        ("where: {target_met:", "where: {target_mett:", "S0007", 9),
        ('where: {target_met: ["no"]}', "where: {target_met: no}", "S0005", 9),
        ("due: review_date", "due: review_day", "S0007", 11),
        ("take: {our_reference: [our", "take: {our_refrence: [our", "S0007", 12),
        ("[our_reference]}", "[our_refrence]}", "S0007", 12),
        ("needs: [support_recorded]", "needs: [support]", "S0003", 13),
        ("    needs: [support_recorded]", "    setting: {ladder.after: sap}", "S0016", 13),
        ("    needs: [support_recorded]", "    setting: {ladder.after_sam: snap}", "S0017", 13),
        ("    any: [actions]", "    any: [axtions]", "S0007", 17),
        ("leave_out: [invite_to_panel]", "leave_out: [invite]", "S0015", 4),
        ("base: attendance", "base: other", "S0015", 2),
        ("base: attendance\n", "", "S0004", 1),
        ("title:", "titel:", "S0003", 10),
    ],
)
def test_every_fault_of_a_profiles_ladder_is_said_at_its_line(
    tmp_path: Path, was: str, written: str, code: str, line: int
) -> None:
    assert was in OWN_LADDER
    profile = with_ladder(tmp_path, OWN_LADDER.replace(was, written, 1))
    keep(tmp_path, example("sam_review"))
    ended = tsmforms("next", tmp_path, "--profile", profile)
    assert ended.status == 1, ended.out
    assert f"error[{code}]" in ended.err, ended.err
    assert f"ladder.yaml, line {line}, " in ended.err, ended.err


def test_a_ladder_that_is_not_there_is_a_fault_of_the_profile(tmp_path: Path) -> None:
    profile = with_ladder(tmp_path, OWN_LADDER)
    (tmp_path / "ladder.yaml").unlink()
    ended = tsmforms("next", keep(tmp_path, example("sam_review")), "--profile", profile)
    assert (ended.status, "profile.yaml, line 2, column 9" in ended.err) == (1, True), ended.err


@pytest.mark.parametrize(("form", "following"), [("letter_1", "letter_2"), ("sap_minutes", "notice_to_improve")])
def test_what_is_still_to_answer_is_all_that_check_would_miss(tmp_path: Path, form: str, following: str) -> None:
    keep(tmp_path, example(form))
    (found,) = (one for one in library.next_steps(tmp_path).steps if one.step.next == following)
    faults = library.form(following).check(found.record(), today=datetime.date(2026, 6, 1))
    missed = {one.question for one in faults if one.severity == "error" and one.field not in found.values}
    assert missed == set(found.open)
    assert any(one.rule != "required" and one.question in found.open for one in faults)
