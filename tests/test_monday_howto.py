"""The how-to of Monday morning: its commands and its Python are run, and end with what the page prints."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import tsmforms as library
from tests.support.run import Ended, tsmforms

PAGE = (Path(__file__).parents[1] / "docs/how-to/monday-morning.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
(PRINTED,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
(PROGRAM,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
(LADDER,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
REGISTER = (
    "Pupil,Pupil id,Possible sessions,Attended,Authorised absence,Unauthorised absence\nAsh Sample,A1,200,90,60,50\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("monday")
    (folder / "returned").mkdir()
    audit, minutes = library.form("rag_audit"), library.form("sam_minutes")
    for number, kind in enumerate(("docx", "pdf", "xlsx")):
        answers = {**audit.example(number)["answers"], "school_name": f"School {number}"}
        for name in ("school_actions", "authority_actions"):
            answers[name] = [{**one, "by_when": "2026-07-01"} for one in answers[name]]
        (folder / "returned" / f"{number}.{kind}").write_bytes(audit.write(answers, kind))
    (folder / "returned" / "broken.docx").write_bytes(b"PK\x03\x04broken")
    names = "\n".join(f"10000{n},School {n}" for n in range(3))
    (folder / "schools.csv").write_text(f"URN,School\n{names}\n100009,Missing School\n", encoding="utf-8")
    answers = {**minutes.example(2)["answers"], "held_in_absence": False}
    (folder / "minutes.docx").write_bytes(minutes.write(answers, "docx"))
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def ended(folder: Path) -> list[Ended]:
    return [tsmforms(*shlex.split(line)[1:], cwd=folder) for line in COMMANDS]


def test_every_command_does_what_the_page_says(folder: Path, ended: list[Ended]) -> None:
    assert [one.status for one in ended][:2] == [3, 3], [one.err for one in ended]
    assert [one.status for one in ended][2:] == [0, 0, 3, 0], [one.err for one in ended]
    assert ended[0].out == PRINTED
    for name in (
        "picture.xlsx",
        "page.html",
        "diary.ics",
        "next_steps/next.csv",
        "next.ics",
        "chronology.pdf",
        "count.csv",
    ):
        assert (folder / name).stat().st_size > 100, name
    assert sorted(path.name for path in (folder / "marked").iterdir()) == ["0.docx", "1.pdf", "2.xlsx"]
    assert "Who to chase" in ended[5].out


@pytest.mark.atlength
def test_its_program_runs(folder: Path, ended: list[Ended]) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("3 [")


def test_its_ladder_is_one_and_changes_what_follows_a_review(tmp_path: Path) -> None:
    (tmp_path / "our-ladder.yaml").write_text(LADDER, encoding="utf-8")
    (tmp_path / "council.yaml").write_text("profile: Ourtown\nladder: our-ladder.yaml\n", encoding="utf-8")
    record = library.form("sam_review").example(4)
    answers = {**record["answers"], "target_met": "no", "decision": "escalate"}
    (tmp_path / "review.json").write_text(json.dumps({**record, "answers": answers}), encoding="utf-8")
    found = library.next_steps(tmp_path / "review.json", profile=tmp_path / "council.yaml")
    assert [one.step.id for one in found.steps] == ["invite_again"]
