"""Long work says how far it is on a terminal, in words, and nothing on a pipe; several files are summed up."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import tsmforms as library
from tests.support.run import tsmforms
from tsmforms.cli.progress import FileProgress, progress_line
from tsmforms.cli.usage import plain_usage

FORM = library.form("sam_minutes")


@pytest.mark.parametrize(
    ("done", "total", "seconds", "said"),
    [
        (0, 300, 1, "0 of 300 files"),
        (30, 300, 10, "30 of 300 files, 3.0 a second, 1 min 30 s left"),
        (299, 300, 100, "299 of 300 files, 3.0 a second, 0 s left"),
    ],
)
def test_the_line_says_how_many_at_which_rate_and_how_long(done: int, total: int, seconds: float, said: str) -> None:
    assert progress_line(done, total, seconds) == said


def test_nothing_is_shown_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    progress = FileProgress(3, False)
    progress.step()
    progress.clear()
    assert capsys.readouterr().err == ""


@pytest.mark.atlength
def test_a_terminal_shows_it_and_no_name_of_a_file(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.docx").write_bytes(FORM.blank("docx"))
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "tsmforms", "collate", str(tmp_path), str(tmp_path.parent / "out.csv")],
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    shown = os.read(ours, 4096).decode()
    assert done.returncode == 1  # the blanks lack what is required
    assert "0 of 3 files" in shown
    assert ".docx" not in shown.partition("wrote")[0]


def test_a_folder_ends_with_a_line_a_file_and_what_to_do_most_urgent_first(tmp_path: Path) -> None:
    late = {**FORM.example(2)["answers"], "meeting_date": "2026-02-09", "review_date": "2026-02-01"}
    (tmp_path / "a.docx").write_bytes(FORM.write(late, "docx"))
    (tmp_path / "b.pdf").write_bytes(b"")
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    ended = tsmforms("check", tmp_path)
    lines = ended.out.splitlines()
    each = lines[lines.index("Each file") + 1 : lines.index("What to do, most urgent first") - 1]
    assert each[1] == f"  {tmp_path / 'b.pdf'}: refused"
    steps = [line for line in lines[lines.index("What to do, most urgent first") + 1 :] if line.startswith("  ")]
    assert steps[0].startswith("  1. refused[D0901]")
    assert any("error[R" in line for line in steps[1:])
    assert ended.err.count("skipped: 2 ") == 1


def test_the_bare_command_shows_five_things() -> None:
    ended = tsmforms()
    assert ended.status == 0
    assert sum(line.startswith("  tsmforms ") for line in ended.out.splitlines()) == 5


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Invalid value for '--seed': Input should be a valid integer, unable to parse", "--seed takes a whole number"),
        ("No such command 'exampel'. Did you mean 'example'?", 'did you mean "example"?'),
        ("Got unexpected extra argument(s) (b c)", "more was given than the command takes: b c"),
        ("Something new", "Something new"),
    ],
)
def test_wrong_usage_is_said_in_plain_words(message: str, said: str) -> None:
    text = plain_usage(message, "tsmforms example")
    assert said in text
    assert text.splitlines()[-1] == '  help: "tsmforms example --help" says what it takes'
