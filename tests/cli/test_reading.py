"""`read` and `check` over many files: whatever a file does, each has its line and the next one is read.

Files that end a process are imitated: a module that Python loads at its start
makes the first look at a file hang, abort or raise where the file says so.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

import tsmforms as library
from tests.support.run import Ended, tsmforms

HARM = """
import os, sys
import tsmforms.intake

examined = sys.modules["tsmforms.intake.examine"]
kind = examined._examined


def harmed(data, profile):
    if data == b"hang":
        while True:
            pass
    if data == b"abort":
        os.abort()
    if data == b"raise":
        raise KeyError("Jo Example")
    if data == b"deep":
        return harmed(data, profile)
    return kind(data, profile)


examined._examined = harmed
"""


@pytest.fixture(scope="module")
def good() -> bytes:
    form = library.form("sam_minutes")
    return form.write(form.example(2)["answers"], "docx")


@pytest.fixture
def harmful(tmp_path: Path) -> dict[str, str]:
    """An environment in which files harm the process that reads them."""
    folder = tmp_path / "at_start"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(HARM, encoding="utf-8")
    source = str(Path(library.__file__).parents[1])
    return {"PYTHONPATH": os.pathsep.join([str(folder), source])}


def returned(folder: Path, **files: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    return folder


def codes(ended: Ended) -> dict[str, list[str]]:
    return {
        Path(line["file"]).stem: [d["code"] for d in line["diagnostics"] if d["severity"] == "error"]
        for line in ended.lines
    }


@pytest.mark.atlength
def test_of_200_files_one_hangs_one_aborts_and_one_raises_and_each_has_its_line(
    good: bytes, harmful: dict[str, str], tmp_path: Path
) -> None:
    names = [f"n{number:03}" for number in range(200)]
    bad = {"n050": b"hang", "n100": b"abort", "n150": b"raise"}
    folder = returned(tmp_path / "in", **{name: bad.get(name, good) for name in names})
    ended = tsmforms("read", folder, "--json", env=harmful)
    assert ended.status == 3
    assert [Path(line["file"]).stem for line in ended.lines] == names
    assert {name: found for name, found in codes(ended).items() if found} == {
        "n050": ["D0906"],
        "n100": ["D0905"],
        "n150": ["D0913"],
    }
    assert {line["form"] for line in ended.lines if Path(line["file"]).stem not in bad} == {"sam_minutes"}
    assert [name for name in bad if f"{name}.docx" not in ended.err] == []
    assert "Jo Example" not in ended.out + ended.err


def test_check_goes_on_after_a_file_that_ends_its_reader(good: bytes, harmful: dict[str, str], tmp_path: Path) -> None:
    folder = returned(tmp_path / "in", a=good, b=b"abort", c=b"raise", d=b"deep", e=good)
    ended = tsmforms("check", folder, "--json", env=harmful)
    assert ended.status == 3
    assert codes(ended) == {"a": [], "b": ["D0905"], "c": ["D0913"], "d": ["D0907"], "e": []}


def test_a_defect_is_raised_as_it_is_where_the_switch_is_set(harmful: dict[str, str], tmp_path: Path) -> None:
    folder = returned(tmp_path / "in", a=b"raise")
    ended = tsmforms("read", folder, env={**harmful, "TSMFORMS_RAISE": "1"})
    assert ended.status not in (0, 3)
    assert "KeyError" in ended.err


def test_a_folder_is_read_in_the_order_of_names_with_what_is_in_its_folders(good: bytes, tmp_path: Path) -> None:
    for part in ("b", "b/a", "d"):
        returned(tmp_path / part, x=good)
    (tmp_path / "c.docx").write_bytes(b"")
    (tmp_path / "a.docx").write_bytes(good)
    ended = tsmforms("read", tmp_path, "--json")
    assert [Path(line["file"]).relative_to(tmp_path).as_posix() for line in ended.lines] == [
        "a.docx",
        "b/a/x.docx",
        "b/x.docx",
        "c.docx",
        "d/x.docx",
    ]
    assert ended.status == 3


def test_hidden_and_lock_files_of_a_folder_are_skipped_and_counted(good: bytes, tmp_path: Path) -> None:
    returned(tmp_path, **{"a": good, "~$a": b"lock", ".hidden": b"x"})
    returned(tmp_path / ".git", b=good)
    ended = tsmforms("read", tmp_path, "--json")
    assert (ended.status, len(ended.lines)) == (0, 1)
    assert "skipped: 3 " in ended.err


def test_a_lock_file_that_is_named_is_read(tmp_path: Path) -> None:
    returned(tmp_path, **{"~$a": b"lock"})
    assert tsmforms("read", tmp_path / "~$a.docx").status == 3


def test_a_folder_without_files_is_reported(tmp_path: Path) -> None:
    ended = tsmforms("read", tmp_path, "--json")
    assert (ended.status, ended.out) == (0, "")
    assert "no files" in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_a_folder_that_leads_in_a_circle_ends(good: bytes, tmp_path: Path) -> None:
    returned(tmp_path / "in", a=good)
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    ended = tsmforms("read", tmp_path / "in", "--json")
    assert len(ended.lines) == 1
    assert "skipped: 1 " in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_and_a_device_are_refused_and_nothing_waits(good: bytes, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "b.docx")
    returned(tmp_path, a=good, c=good)
    ended = tsmforms("read", tmp_path, "/dev/zero", "--json")
    assert ended.status == 3
    assert [line["form"] for line in ended.lines] == ["sam_minutes", None, "sam_minutes", None]
    assert "Traceback" not in ended.err


def test_records_and_documents_of_a_folder_are_checked(good: bytes, tmp_path: Path) -> None:
    returned(tmp_path, a=good)
    record = library.form("rag_audit").example(1)
    (tmp_path / "b.json").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "c.json").write_text(json.dumps({**record, "form": "no_such_form"}), encoding="utf-8")
    ended = tsmforms("check", tmp_path, "--json")
    assert [line["form"] for line in ended.lines] == ["sam_minutes", "rag_audit", None]
    assert ended.status == 3


def test_without_json_each_file_has_a_line_on_one_of_the_streams(good: bytes, tmp_path: Path) -> None:
    returned(tmp_path, a=good, b=b"", c=good)
    for command in ("read", "check"):
        ended = tsmforms(command, tmp_path)
        assert [name for name in "abc" if f"{name}.docx" in ended.out + ended.err] == ["a", "b", "c"]
