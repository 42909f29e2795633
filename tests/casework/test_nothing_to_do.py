"""Folders with nothing in them, or nothing that may be read: said plainly, with a status, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tsmforms as library
from tests.support.run import tsmforms


def written_by(command: str, folder: Path) -> list[str | Path]:
    """What a command is asked to write."""
    return {
        "next": ["--out", folder / "out", "--ics", folder / "d.ics"],
        "count": ["--out", folder / "c.csv"],
        "chronology": ["--out", folder / "c.docx"],
        "collate": [folder / "c.xlsx"],
        "attendance": ["--out", folder / "a.txt"],
    }[command]


@pytest.mark.parametrize("command", ["next", "count", "chronology", "collate", "attendance"])
@pytest.mark.parametrize("left", [(), ("Thumbs.db", "~$minutes.docx", ".DS_Store")], ids=["empty", "left by Windows"])
def test_a_folder_without_files_is_an_error_and_nothing_is_written(
    command: str, left: tuple[str, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in left:
        (folder / name).write_bytes(b"x")
    ended = tsmforms(command, folder, *written_by(command, tmp_path))
    assert (ended.status, ended.out) == (2, "")
    assert f'there are no files to read in "{folder}"' in ended.err
    assert ("3 hidden and lock files were skipped" in ended.err) is bool(left)
    assert [one.name for one in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(("command", "status"), [("next", 3), ("count", 3), ("chronology", 2)])
def test_files_of_which_none_can_be_read_are_named_and_nothing_is_written(
    command: str, status: int, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.docx").touch()
    (folder / "broken.json").write_text("{", encoding="utf-8")
    ended = tsmforms(command, folder, *written_by(command, tmp_path))
    assert (ended.status, ended.out) == (status, "")
    assert all(str(folder / name) in ended.err for name in ("empty.docx", "broken.json"))
    assert "error: " in ended.err
    assert [one.name for one in tmp_path.iterdir()] == ["in"]


def test_a_case_that_is_at_its_end_has_no_files(tmp_path: Path) -> None:
    record = tmp_path / "plan.json"
    record.write_text(json.dumps(library.form("tsm_agenda").example(1)), encoding="utf-8")
    ended = tsmforms("next", record, "--out", tmp_path / "out", "--ics", tmp_path / "d.ics")
    assert "nothing is written" in ended.out + ended.err
    assert [one.name for one in tmp_path.iterdir()] == ["plan.json"]
