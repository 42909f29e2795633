"""The programs of `docs/examples/programs` do their work, without a profile and with a council's own."""

from __future__ import annotations

import csv
import datetime
import json
import os
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import tsmforms

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "docs" / "examples" / "programs"
OURTOWN = ROOT / "docs" / "examples" / "ourtown.yaml"
OURS = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT / "src")}
PROFILES = pytest.mark.parametrize("profile", [None, OURTOWN], ids=["no profile", "ourtown"])


def program(name: str) -> ModuleType:
    """A program, imported as the modules of a process pool are: by its name."""
    if str(PROGRAMS) not in sys.path:
        sys.path.insert(0, str(PROGRAMS))
    spec = util.find_spec(name)
    assert spec is not None
    return __import__(name)


@pytest.fixture
def address(profile: Path | None) -> Iterator[str]:
    server = program("web_upload").server(profile, port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def upload(address: str, data: bytes) -> tuple[int, dict[str, Any]]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, data)) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


@PROFILES
def test_uploads_of_several_threads_get_their_own_records(address: str, profile: Path | None) -> None:
    form = tsmforms.form("sam_minutes", profile=profile)
    sent = [form.example(seed) for seed in range(6)]
    files = [form.write(one, format) for one, format in zip(sent, ["docx", "pdf", "xlsx"] * 2, strict=True)]
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda data: upload(address, data), [*files, b"no form at all"]))
    for (status, said), one in zip(answers, sent, strict=False):
        assert (status, said["taken"]) == (200, True), said
        assert said["record"] == one
        assert said["review_date"] == one["answers"]["review_date"]
    assert answers[-1][0] == 422
    assert answers[-1][1]["to_put_right"][0]["code"].startswith("D09")
    late = {**sent[0]["answers"], "review_date": "2027-12-01"}
    status, said = upload(address, form.write(late, "docx"))
    assert (status, said["taken"]) == (200, False)
    assert "review_date" in {one["field"] for one in said["to_put_right"]}


CASE = {
    "id": "case-1", "forename": "Alex", "surname": "Example", "year_group": "8",
    "parent_title": "Mrs", "parent_forename": "Jo", "parent_surname": "Example",
    "street": "1 Sample Street", "town": "Ourtown", "postcode": "ZZ99 3WZ", "first_day": "2025-09-02",
    "last_day": "2026-01-09", "possible": 152, "attended": 140, "authorised": 4, "unauthorised": 8,
    "noticed": "The absences began after half-term.", "hoped": "We hope to see Alex every day.",
    "support": "A place at the breakfast club.",
}  # fmt: skip


@PROFILES
def test_the_job_makes_what_is_due_and_keeps_what_it_sent(profile: Path | None, tmp_path: Path) -> None:
    job = program("database_job")
    database, out, day = tmp_path / "cases.sqlite", tmp_path / "out", datetime.date(2026, 1, 14)
    wrong = {**CASE, "id": "case-2", "attended": 170}
    with sqlite3.connect(database) as connection:
        connection.executescript(job.TABLES)
        for case in (CASE, wrong):
            marks = ", ".join("?" * len(case))
            connection.execute(f"insert into cases ({', '.join(case)}) values ({marks})", tuple(case.values()))
    connection.close()
    assert job.run(database, out, day, profile) == 1
    assert job.run(database, out, day, profile) == 0, "sent once"
    assert [path.name for path in out.iterdir()] == ["case-1.docx"]
    kept = job.sent(database, "case-1")
    found = tsmforms.read(out / "case-1.docx", profile=profile)
    assert (found.record, found.record_id) == (kept, "case-1")
    assert kept.attendance.attended == 140
    with sqlite3.connect(database) as connection:
        against = connection.execute("select id, code, field from not_sent").fetchall()
    connection.close()
    assert {id for id, _, _ in against} == {"case-2"}


@PROFILES
def test_the_table_has_a_row_for_each_audit(profile: Path | None, tmp_path: Path) -> None:
    form = tsmforms.form("rag_audit", profile=profile)
    folder = tmp_path / "returns"
    folder.mkdir()
    examples = [form.example(seed)["answers"] for seed in range(3)]
    for one, format in zip(examples, form.formats, strict=True):
        (folder / f"audit.{format}").write_bytes(form.write(one, format))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    done = program("many_audits").table(folder, tmp_path / "out.csv", profile)
    assert done == {"read": 3, "not read": 1}
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["file"]: row for row in csv.DictReader(stream)}
    for one, format in zip(examples, form.formats, strict=True):
        row, given = rows[f"audit.{format}"], [r.get("rating") for r in one["improving_absence"].values()]
        assert row["school"] == one["school_name"]
        assert [int(row[colour]) for colour in ("red", "amber", "green")] == [
            given.count(c) for c in ("red", "amber", "green")
        ]
        assert len([label for label in row["red statements"].split("; ") if label]) == given.count("red")


@PROFILES
def test_the_run_judges_first_and_makes_what_can_be_made(
    profile: Path | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = program("bulk_letters").letters
    export = tmp_path / "export.csv"
    export.write_text(example_table("letter_2b", 12), encoding="utf-8")
    result = run(export, tmp_path / "letters", profile)
    assert (result.rows, result.files, result.refused, result.status) == (12, 2 * result.letters, 0, 0)
    assert result.letters >= 12
    assert (tmp_path / "letters.pdf").is_file()
    head, *rows = export.read_text(encoding="utf-8").splitlines(keepends=True)
    export.write_text(head + "".join(row.replace("2026", "20x6") for row in rows), encoding="utf-8")
    assert run(export, tmp_path / "none", profile) is None
    assert "row 1: " in capsys.readouterr().out
    assert not (tmp_path / "none").exists()
    export.write_text("a,b\n1,2\n", encoding="utf-8")
    assert run(export, tmp_path / "none", profile) is None


def example_table(id: str, rows: int) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tsmforms", "example", id, "--table", str(rows)],
        capture_output=True, check=True, encoding="utf-8", env=OURS,
    )  # fmt: skip
    return done.stdout


@pytest.mark.atlength
@PROFILES
def test_a_council_s_own_tests_pass(profile: Path | None, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n", "0", str(PROGRAMS / "council_tests.py")],
        capture_output=True, text=True, cwd=tmp_path, check=False,
        env={**OURS, **({"PROFILE": str(profile)} if profile else {})},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "6 passed" in done.stdout


def test_every_program_is_tried() -> None:
    tried: set[str] = {path.stem for path in PROGRAMS.glob("*.py")}
    assert tried == {"web_upload", "database_job", "many_audits", "bulk_letters", "council_tests"}
