"""Texts that people saved with Notepad or PowerShell, and files named by mistake: what they hold is in no message."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bulk.exports import export, save
from tests.support.run import tsmforms

ROOT = Path(__file__).parents[2]
SAVED = ("utf-8", "utf-8-sig", "utf-16")
"""`utf-16` writes a mark; PowerShell's `>` and Notepad's "Unicode" do too."""
NAME = "Zebedee Unmistakable"


@pytest.fixture(scope="module")
def record() -> str:
    return tsmforms("example", "sam_minutes").out


@pytest.fixture(scope="module")
def personal(record: str) -> dict[str, object]:
    """A record that names somebody."""
    found: dict[str, object] = json.loads(record)
    found["answers"] |= {"pupil": {"name": NAME}}  # type: ignore[operator]
    return found


@pytest.mark.parametrize("encoding", SAVED)
def test_a_record_is_written_and_checked(encoding: str, record: str, tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text(record.replace("\n", "\r\n"), encoding=encoding, newline="")
    assert tsmforms("write", path, tmp_path / "out.docx").status == 0
    assert tsmforms("check", path).status == 0


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_both_orders_of_utf_16_are_taken(order: str, record: str, tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text("\ufeff" + record, encoding=order)
    assert tsmforms("check", path).status == 0


@pytest.mark.parametrize("encoding", SAVED)
def test_a_profile_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text("profile: Ourtown School\n", encoding=encoding)
    assert tsmforms("forms", "--profile", path).status == 0


@pytest.mark.parametrize("encoding", SAVED)
def test_a_spec_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text((ROOT / "form_specs/sam_minutes/2024-09.yaml").read_text(encoding="utf-8"), encoding=encoding)
    assert tsmforms("spec", "check", path).status == 0


@pytest.mark.parametrize("encoding", SAVED)
def test_a_map_of_columns_is_read(encoding: str, tmp_path: Path) -> None:
    rows = export(1)
    theirs = {"Pupil forename": "Legal Ŵ Forename"}
    rows[0] = [theirs.get(heading, heading) for heading in rows[0]]
    (tmp_path / "map.yaml").write_text("".join(f"{new}: {old}\n" for old, new in theirs.items()), encoding=encoding)
    ended = tsmforms(
        "bulk",
        "letter_2b",
        save(tmp_path / "x.csv", rows),
        tmp_path / "out",
        "--dry-run",
        "--columns",
        tmp_path / "map.yaml",
    )
    assert (ended.status, "none refused" in ended.out) == (0, True), ended.err


@pytest.mark.parametrize("text", [b"caf\xe9", b"\xff\xfea"])
def test_what_is_not_text_is_refused_in_a_sentence(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "record.json").write_bytes(text)
    ended = tsmforms("check", "record.json", cwd=tmp_path)
    assert (ended.status, "UTF-8 or UTF-16" in ended.out) == (3, True)
    ended = tsmforms("forms", "--profile", "record.json", cwd=tmp_path)
    assert (ended.status, "UTF-8 or UTF-16" in ended.err) == (2, True)


MISTAKEN = {
    "a record": lambda record: json.dumps(record, indent=2),
    "a record in one line": json.dumps,
    "a record with a comma too many": lambda record: json.dumps(record).replace("}", ",}"),
    "records, one a line": lambda record: f"{json.dumps(record)}\n{json.dumps(record)}\n",
    "a list of records": lambda record: json.dumps([record]),
    "a record in YAML": lambda record: f"form: sam_minutes\nanswers:\n  present: {NAME}\n  {NAME}: 1\n  {NAME}: 2\n",
    "a table": lambda record: f"{NAME},7B,12 Sample Road\n{NAME},7B,\n",
    "a letter": lambda record: f"Dear {NAME}\n\nyour child was not in school: see overleaf\n",
}
"""What may be named by mistake where a profile, a spec or a map of columns should be."""


@pytest.mark.parametrize("make", MISTAKEN.values(), ids=MISTAKEN)
@pytest.mark.parametrize(
    "arguments",
    [
        ("forms", "--profile", "mistaken"),
        ("spec", "check", "mistaken"),
        ("spec", "check", "mistaken", "--json"),
        ("bulk", "letter_2b", "x.csv", "out", "--columns", "mistaken"),
    ],
    ids=["profile", "spec", "spec as JSON", "columns"],
)
def test_what_a_file_named_by_mistake_holds_is_not_printed(
    arguments: tuple[str, ...], make: object, personal: dict[str, object], tmp_path: Path
) -> None:
    (tmp_path / "mistaken").write_text(make(personal), encoding="utf-8")  # type: ignore[operator]
    save(tmp_path / "x.csv", export(1))
    ended = tsmforms(*arguments, cwd=tmp_path)
    assert ended.status == 1
    assert ended.out + ended.err
    assert "Zebedee" not in ended.out + ended.err


def test_a_record_named_as_profile_is_told_as_one(personal: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "record.json").write_text(json.dumps(personal), encoding="utf-8")
    ended = tsmforms("forms", "--profile", "record.json", cwd=tmp_path)
    assert "this is a record" in ended.err
    assert ended.err.count("error[") == 1
