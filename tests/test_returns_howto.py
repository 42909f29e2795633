"""The page on returns is run: its commands work, and its reports are what they print."""

from __future__ import annotations

import io
import json
import re
import shlex
from pathlib import Path

import openpyxl
import pytest

import tsmforms
from tests.support.run import Ended
from tests.support.run import tsmforms as run

PAGE = (Path(__file__).parents[1] / "docs/how-to/read-returns.md").read_text(encoding="utf-8")
COMMANDS = [
    line.strip()
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]
REPORT, CHANGES = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
[PYTHON] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
FORM = tsmforms.form("sam_minutes")


def completed(data: bytes, **typed: str) -> bytes:
    """A workbook of ours with other words typed into its named cells."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for name, words in typed.items():
        sheet, ref = next(iter(book.defined_names[f"f.{name}"].destinations))
        book[sheet][ref.replace("$", "").partition(":")[0]] = words
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page's folder: a form with a date that does not exist, a blank, a file that is empty; what was sent."""
    folder = tmp_path_factory.mktemp("page")
    answers = {**FORM.example(1)["answers"], "venue": "The library"}
    sent = {**FORM.example(1), "record_id": "MEETING-7", "answers": answers}
    (folder / "sent.json").write_text(json.dumps(sent), encoding="utf-8")
    (folder / "returned").mkdir()
    (folder / "returned" / "blank.pdf").write_bytes(FORM.blank("pdf"))
    (folder / "returned" / "minutes.xlsx").write_bytes(
        completed(FORM.write(answers, "xlsx", "MEETING-7"), meeting_date="31/02/2026", venue="The hall")
    )
    (folder / "returned" / "scan.pdf").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def ended(folder: Path) -> dict[str, Ended]:
    """The page's commands, run in order in that folder."""
    return {command: run(*shlex.split(command)[1:], cwd=folder) for command in COMMANDS}


def test_every_command_of_the_page_ends_as_it_says(ended: dict[str, Ended]) -> None:
    assert {command: one.status for command, one in ended.items()} == {
        "tsmforms read returned": 3,
        "tsmforms read returned --out records.json": 3,
        "tsmforms check returned": 3,
        "tsmforms read returned/minutes.xlsx --sent sent.json": 1,
        "tsmforms inspect returned/minutes.xlsx": 0,
    }


def test_the_pages_report_is_what_is_printed(ended: dict[str, Ended]) -> None:
    assert ended["tsmforms read returned"].err == REPORT


def test_the_pages_changes_are_what_is_printed(ended: dict[str, Ended]) -> None:
    assert ended["tsmforms read returned/minutes.xlsx --sent sent.json"].err.endswith("\n\n" + CHANGES)


def test_the_pages_python_lists_the_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    exec(PYTHON, {})
    assert capsys.readouterr().out.startswith("changed Place of meeting ")
