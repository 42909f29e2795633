"""What type checkers say: mypy --strict and pyright refuse mistakes in programs, and take the five programs as they are."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "docs" / "examples" / "programs"
WRONG = """\
import tsmforms
from tsmforms import bulk
from tsmforms.records import Letter1, RagAuditImprovingAbsenceRow, SamMinutes, SamMinutesPupil

form = tsmforms.form("sam_minutes")
RagAuditImprovingAbsenceRow(rating="purple")  # WRONG: no such choice
SamMinutesPupil(sen_code="Z")  # WRONG: no such choice
form.write(SamMinutes(), "odt")  # WRONG: no such format
bulk.run(tsmforms.form("letter_1"), "in.csv", "out", formats=("doc",))  # WRONG: no such format
form.write(Letter1(), "docx")  # WRONG: a record of another form
form.check(Letter1())  # WRONG: a record of another form
form.same(SamMinutes(), Letter1())  # WRONG: a record of another form
form.read("in.docx").record.review_dat  # WRONG: no such question
tsmforms.read("in.docx", form=form).record.issue_date  # WRONG: a question of another form
form.from_json("{}").meeting_date.isoformat()  # WRONG: it may be unanswered
tsmforms.read("in.docx", form="sam_minutes")  # WRONG: no form
form.write(SamMinutes(), "docx", record_id=5)  # WRONG: no text
form.check(SamMinutes(), today="2026-01-07")  # WRONG: no date
"""
RIGHT = """\
import datetime
import tsmforms
from tsmforms.records import FormRecord, SamMinutes, SamMinutesPupil

form = tsmforms.form("sam_minutes", profile="ours.yaml")
record = SamMinutes(pupil=SamMinutesPupil(sen_code="K"), meeting_date=datetime.date(2026, 1, 7))
returned = form.read(form.write(record, "docx"))
day: datetime.date | None = returned.record.review_date
again: bytes = form.write(returned, "pdf")
form.write({"meeting_date": "2026-01-07"}, "xlsx")
form.write(form.example(), "docx", record_id="one")
kind: type[SamMinutes] = form.record_type
for id in tsmforms.forms():
    any_form: tsmforms.Form = tsmforms.form(id)
    any_form.write(any_form.example(), any_form.formats[0])
earlier = tsmforms.form("sam_minutes", "2023-01").read("in.docx").record.anything
some: FormRecord = tsmforms.read("in.docx").record
"""


def refused(text: str, said: str, name: str) -> set[int]:
    """The lines of a file that a checker names as errors."""
    return {int(line) for line in re.findall(rf"{name}\.py:(\d+)(?::\d+)?:? (?:- )?error", said)}


def run(*command: str, folder: Path, status: tuple[int, ...]) -> str:
    environment = {**os.environ, "MYPYPATH": str(ROOT / "src"), "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in status, done.stdout + done.stderr
    return done.stdout


def mypy(*files: str, folder: Path, cache: Path) -> str:
    options = ("--strict", "--config-file=", "--cache-dir", str(cache), "--follow-imports=silent")
    return run(sys.executable, "-m", "mypy", *options, *files, folder=folder, status=(0, 1))


def pyright(*files: str, folder: Path) -> str:
    (folder / "pyrightconfig.json").write_text(
        f'{{"typeCheckingMode": "strict", "extraPaths": ["{ROOT / "src"}"], "pythonVersion": "3.11", '
        '"reportUnusedExpression": false, "reportUnknownMemberType": false, "reportUnknownVariableType": false}'
    )
    options = ("--pythonpath", sys.executable, "--project", str(folder))
    return run(sys.executable, "-m", "basedpyright", *options, folder=folder, status=(0, 1)) if not files else ""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wrong and the right lines, and the five programs."""
    made = tmp_path_factory.mktemp("programs")
    (made / "wrong.py").write_text(WRONG, encoding="utf-8")
    (made / "right.py").write_text(RIGHT, encoding="utf-8")
    for path in PROGRAMS.glob("*.py"):
        (made / path.name).write_bytes(path.read_bytes())
    return made


EXPECTED = {number for number, line in enumerate(WRONG.splitlines(), 1) if "# WRONG" in line}


@pytest.mark.atlength
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_a_checker_refuses_every_mistake_and_nothing_else(checker: str, folder: Path, tmp_path: Path) -> None:
    files = sorted(path.name for path in folder.glob("*.py"))
    said = mypy(*files, folder=folder, cache=tmp_path) if checker == "mypy" else pyright(folder=folder)
    for name in files:
        stem = name.removesuffix(".py")
        assert refused(name, said, stem) == (EXPECTED if stem == "wrong" else set()), said
