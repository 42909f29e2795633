"""Cut off anywhere, a run leaves whole files only, and the next one makes the folder what it should be."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bulk.exports import export, letter, letters_in, save, tree
from tsmforms.bulk import run
from tsmforms.bulk.columns import known_headings, match
from tsmforms.bulk.folder import Folder
from tsmforms.bulk.maker import RunSetting
from tsmforms.bulk.workers import Processes, Workers
from tsmforms.diagnostics import EnvironmentProblem
from tsmforms.exports.source import ExportRow

ROOT = Path(__file__).resolve().parents[2]
POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes as POSIX does")


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), **more}


@POSIX
@pytest.mark.parametrize(
    ("start", "rows", "every", "least"),
    [
        ("fresh", 4, 1, 12),
        pytest.param("older", 4, 1, 12, marks=pytest.mark.atlength),
        ("fresh", 120, 360, 2),
        pytest.param("fresh", 300, 900, 2, marks=pytest.mark.atlength),
    ],
)
def test_killed_at_any_call_a_run_resumes_to_the_same_bytes_and_the_same_log(
    tmp_path: Path, start: str, rows: int, every: int, least: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bulk.interrupted", str(tmp_path), start, str(rows), str(every)],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    kills = re.search(r"(\d+) kills", done.stdout)
    assert kills
    assert int(kills[1]) >= least


def test_the_clock_zone_and_locale_change_no_byte(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(2))
    run(letter(), source, tmp_path / "here")
    script = (
        "import sys, tsmforms; from tsmforms.bulk import run; "
        "print(run(tsmforms.form('letter_2b'), sys.argv[1], sys.argv[2]).made)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(source), str(tmp_path / "there")],
        timeout=120,
        check=True,
        env=environment(TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONUTF8="0", PYTHONHASHSEED="7"),
        capture_output=True,
        text=True,
    )
    assert int(done.stdout) == len(letters_in(tmp_path / "here"))
    assert tree(tmp_path / "here") == tree(tmp_path / "there")


@POSIX
def test_a_worker_that_is_killed_ends_the_run_plainly_and_the_next_completes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = save(tmp_path / "x.csv", export(12))
    run(letter(), source, tmp_path / "whole")
    started: list[Workers] = []
    real = Workers.make

    def make(self: Workers, pieces: object) -> object:
        started.append(self)
        self.executor.processes[0].process.kill()  # type: ignore[attr-defined]
        return real(self, pieces)  # type: ignore[arg-type]

    monkeypatch.setattr(Workers, "make", make)
    monkeypatch.setattr("tsmforms.bulk.running.PIECE", 3)
    with pytest.raises(EnvironmentProblem, match="worker process ended"):
        run(letter(), source, tmp_path / "out", workers=2)
    assert all(one.process.poll() is not None for one in started[0].executor.processes)  # type: ignore[attr-defined]
    assert letters_in(tmp_path / "out").items() <= letters_in(tmp_path / "whole").items()
    monkeypatch.undo()
    run(letter(), source, tmp_path / "out", workers=2)
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_a_worker_that_cannot_write_tells_why(tmp_path: Path) -> None:
    """The workers' folder is not there."""
    table = export(1)
    columns, _ = match(known_headings(letter().spec), table[0])
    setting = RunSetting(letter().spec, letter().profile, columns, ("docx",), datetime.date(2026, 3, 6))
    row = ExportRow(2, 2, table[1])
    workers = Workers(setting, Folder(tmp_path / "not there"), Processes(2))
    try:
        ((verdict, *_),) = workers.judge([[row]])
        asked = [(row, [(verdict.record, "docx", verdict.content)])]
        with pytest.raises(EnvironmentProblem, match="cannot write the letters: No such file"):
            list(workers.make([(None, asked)]))
    finally:
        workers.close()
