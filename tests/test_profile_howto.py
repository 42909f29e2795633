"""The page on profiles and overlays is run, and the worked examples are written, read and checked."""

from __future__ import annotations

import datetime
import re
import shlex
from pathlib import Path

import pytest

import tsmforms
from tests.support.everyday import in_turn
from tests.support.run import Ended
from tests.support.run import tsmforms as run
from tsmforms.specs import load_profile, registry
from tsmforms.testing.text import document_text

DOCS = Path(__file__).parents[1] / "docs"
EXAMPLES = DOCS / "examples"
PAGE = (DOCS / "how-to/profile-and-overlay.md").read_text(encoding="utf-8")
FILES = re.findall(r"```yaml\n# ([\w-]+\.yaml)\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = [
    line.strip()
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]
FORMATS = ("docx", "pdf", "xlsx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page's files."""
    folder = tmp_path_factory.mktemp("council")
    for name, text in FILES:
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def ended(folder: Path) -> dict[str, Ended]:
    """The page's commands, run in order in that folder."""
    return {command: run(*shlex.split(command)[1:], cwd=folder) for command in COMMANDS}


def test_the_page_has_its_files_and_commands() -> None:
    assert [name for name, _ in FILES] == ["council.yaml", "ourtown-minutes.yaml", "ourtown.yaml"]
    assert len(COMMANDS) == 7


def test_every_command_of_the_page_works(ended: dict[str, Ended]) -> None:
    said = {
        command: [line for line in one.err.splitlines() if not line.startswith("wrote ")]
        for command, one in ended.items()
    }
    report = said["tsmforms read minutes.pdf --json"]
    said["tsmforms read minutes.pdf --json"] = [line for line in report if "error[" in line]
    assert {command: (one.status, said[command]) for command, one in ended.items() if one.status or said[command]} == {}
    assert ended["tsmforms spec check ourtown-minutes.yaml"].out == "ourtown-minutes.yaml: good\n"


def test_the_pages_overlay_stands_in_what_was_made(ended: dict[str, Ended], folder: Path) -> None:
    [read] = ended["tsmforms read minutes.pdf --json"].lines
    assert read["edition"] == "2024-09"
    assert "D0409" in {d["code"] for d in read["diagnostics"]}
    record = (folder / "record.json").read_text(encoding="utf-8")
    assert '"edition": "2024-09+ourtown"' in record
    assert '"travel"' in record


# --- the worked examples


@pytest.mark.parametrize("name", ["ourtown", "invented-high-school", "sampleton"])
def test_every_form_can_be_used_with_a_worked_profile(name: str) -> None:
    profile = load_profile(EXAMPLES / f"{name}.yaml")
    known = registry()
    for form in known.forms():
        spec = known.spec(form, profile=profile)
        assert tsmforms.form(form, profile=profile).document.letterhead[0]
        changed = name == "ourtown" and form in ("sam_minutes", "termly_record")
        assert spec.edition.partition("+")[2] == ("ourtown" if changed else "")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("ourtown", "sam_minutes"),
        ("ourtown", "letter_2b"),
        ("invented-high-school", "rag_audit"),
        ("invented-high-school", "letter_2b"),
    ],
)
def test_written_read_and_checked_with_a_worked_profile(name: str, form: str, format: str) -> None:
    path = EXAMPLES / f"{name}.yaml"
    made = tsmforms.form(form, profile=path)
    answers = made.example(2)["answers"]
    data = made.write(answers, format)
    found = tsmforms.read(data, form=made)
    assert found.answers == answers
    assert [d for d in found.diagnostics if d.severity != "info"] == []
    assert [d for d in made.check(found) if d.severity == "error"] == []
    assert made.read(made.blank(format)).answers == {}


@pytest.mark.parametrize("format", FORMATS)
def test_the_councils_words_stand_in_its_minutes(format: str) -> None:
    made = tsmforms.form("sam_minutes", profile=EXAMPLES / "ourtown.yaml")
    text = " ".join(document_text(made.blank(format)).split())
    for words in (
        "Who was at the meeting",
        "Home and care",
        "How the pupil travels to school",
        "The Ourtown School Attendance Team can be asked",
        "2024-09+ourtown",
    ):
        assert words in text, words
    assert "Thank you for coming to school" not in text
    plain = " ".join(document_text(tsmforms.form("sam_minutes").blank(format)).split())
    assert "Who was at the meeting" not in plain
    evidence = "unless medical evidence is provided"
    assert (evidence in plain, evidence in text) == (True, False), "the council switched that statement off"


@pytest.mark.parametrize("format", in_turn(FORMATS, 3))
def test_services_of_the_council_that_is_mirrored_give_way_to_the_names_of_another(format: str) -> None:
    made = tsmforms.form("termly_record", profile=EXAMPLES / "ourtown.yaml")
    text = " ".join(document_text(made.blank(format)).split())
    plain = " ".join(document_text(tsmforms.form("termly_record").blank(format)).split())
    for theirs, ours in (
        ("Just One Norfolk", "Ourtown Child Health Line"),
        ("Communities and Partnerships Team (Hub)", "Ourtown Neighbourhood Team"),
        ("School and Community Team (Zone)", "School and Family Team"),
    ):
        assert (theirs in plain, theirs in text, ours in text) == (True, False, True)
    answers = {"interventions": {"just_one_norfolk": {"used": True}}}
    assert tsmforms.read(made.write(answers, format), form=made).answers == answers


def test_the_councils_rules_hold() -> None:
    made = tsmforms.form("sam_minutes", profile=EXAMPLES / "ourtown.yaml")
    answers = made.example(2)["answers"]
    del answers["travel"]
    for row in answers["discussion"].values():
        row.pop("next_steps", None)
    answers["support_plan"] = {"last_reviewed": "2999-01-01"}
    rules = {d.rule: d.severity for d in made.check(answers)}
    plain = {
        d.rule: d.severity
        for d in tsmforms.form("sam_minutes").check({key: value for key, value in answers.items() if key != "travel"})
    }
    assert (rules["OURTOWN-TRAVEL"], rules["SAM-NEXT-STEPS"]) == ("warning", "error")
    assert "SAM-PLAN-REVIEWED" not in rules
    assert (plain["SAM-NEXT-STEPS"], plain["SAM-PLAN-REVIEWED"]) == ("warning", "error")


# --- what a profile decides, on the forms themselves


def _severity(form: str, rule: str, answers: dict[str, object], name: str | None) -> str | None:
    profile = EXAMPLES / f"{name}.yaml" if name else None
    found = tsmforms.form(form, profile=profile).check(answers, datetime.date(2026, 8, 31))
    return next((d.severity for d in found if d.rule == rule), None)


@pytest.mark.parametrize(
    ("end", "by_default", "at_the_school"),
    [
        ("2026-07-05", None, None),
        ("2026-07-06", None, "warning"),
        ("2027-01-05", None, "warning"),
        ("2027-01-06", "warning", "warning"),
    ],
)
def test_a_contract_may_last_as_long_as_the_profile_says(
    end: str, by_default: str | None, at_the_school: str | None
) -> None:
    """Twelve months by default, six at the invented school; the last day counts."""
    answers = tsmforms.form("parenting_contract").example(2)["answers"]
    answers["duration"] = {"start": "2026-01-05", "end": end}
    assert _severity("parenting_contract", "CON-LENGTH", answers, None) == by_default
    assert _severity("parenting_contract", "CON-LENGTH", answers, "invented-high-school") == at_the_school


@pytest.mark.parametrize(("code", "by_default", "in_ourtown"), [("N", None, "error"), ("O", None, None)])
def test_a_code_counts_to_the_threshold_where_the_profile_counts_it(
    code: str, by_default: str | None, in_ourtown: str | None
) -> None:
    answers = tsmforms.form("notice_to_improve").example(2)["answers"]
    days = [datetime.date(2025, 11, 3) + datetime.timedelta(days=n) for n in range(5)]
    answers["evidence"]["basis"] = "threshold"
    answers["evidence"]["sessions"] = [
        {**answers["evidence"]["sessions"][0], "date": day.isoformat(), "code": code, "half": half}
        for day in days
        for half in ("am", "pm")
    ]
    assert _severity("notice_to_improve", "NTI-THRESHOLD", answers, None) == by_default
    assert _severity("notice_to_improve", "NTI-THRESHOLD", answers, "ourtown") == in_ourtown


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_the_notice_says_who_issues_it(format: str) -> None:
    theirs = tsmforms.form("notice_to_improve", profile=EXAMPLES / "ourtown.yaml").blank(format)
    plain = tsmforms.form("notice_to_improve").blank(format)
    council, school = "This notice is issued by Ourtown Council", "The school issues this notice"
    assert [council in " ".join(document_text(data).split()) for data in (theirs, plain)] == [True, False]
    assert [school in " ".join(document_text(data).split()) for data in (theirs, plain)] == [False, True]


@pytest.mark.parametrize("form", ["parenting_contract", "rag_audit", "family_action_plan"])
def test_a_form_issued_with_a_profile_and_untouched_reads_without_warnings_with_or_without_it(form: str) -> None:
    made = tsmforms.form(form, profile=EXAMPLES / "ourtown.yaml")
    data = made.write(made.example(2)["answers"], "docx")
    assert [d.code for d in tsmforms.read(data, form=made).diagnostics] == []
    assert [d for d in tsmforms.read(data).diagnostics if d.severity != "info"] == []
