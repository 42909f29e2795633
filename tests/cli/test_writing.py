"""Files that commands write: never over another unless `--force` says so, and said on standard error."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.bulk.exports import export, save
from tests.support.run import tsmforms

PRINTING = {
    "forms": ("forms", "--json"),
    "example": ("example", "sam_minutes", "--seed", "3"),
    "export": ("example", "letter_2b", "--table", "2"),
    "schema": ("schema", "sam_minutes"),
    "guide": ("guide", "sam_minutes"),
    "read": ("read", "form.docx"),
    "check": ("check", "form.docx"),
    "check as JSON": ("check", "form.docx", "--json"),
    "spec check": ("spec", "check", "spec.yaml"),
    "attendance": ("attendance", "register.csv"),
}
WRITING = {
    "blank": ("blank", "sam_minutes", "taken.docx"),
    "write": ("write", "record.json", "taken.docx"),
    "preview": ("preview", "page.pdf", "taken.png"),
    "preview of pages": ("preview", "form.pdf", "pages.png"),
    "bulk": ("bulk", "letter_2b", "export.csv", "letters", "--format", "pdf", "--print-run", "taken.pdf"),
}
ONE_PAGE = "letter_2c"
TAKEN = ("taken.docx", "taken.png", "pages-1.png", "taken.pdf", "taken.txt")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the commands read."""
    folder = tmp_path_factory.mktemp("made")
    for arguments in (
        ("blank", "sam_minutes", "form.docx"),
        ("blank", "rag_audit", "form.pdf"),
        ("blank", ONE_PAGE, "page.pdf"),
        ("example", "sam_minutes", "--out", "record.json"),
    ):
        assert tsmforms(*arguments, cwd=folder).status == 0
    spec = Path(__file__).parents[2] / "form_specs/letter_2b/2024-09.yaml"
    (folder / "spec.yaml").write_bytes(spec.read_bytes())
    (folder / "register.csv").write_text("Name,08/09/2025 AM\nAsh Example,/\n", encoding="utf-8")
    save(folder / "export.csv", export(1))
    return folder


@pytest.fixture
def here(made: Path, tmp_path: Path) -> Path:
    """The same, with files of a person's where commands would write."""
    for path in made.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for name in TAKEN:
        (tmp_path / name).write_bytes(b"mine")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() if path.is_file() else b"" for path in folder.iterdir()}


@pytest.mark.parametrize("arguments", WRITING.values(), ids=WRITING)
def test_a_file_that_is_there_is_two_and_nothing_is_touched(arguments: tuple[str, ...], here: Path) -> None:
    before = contents(here)
    ended = tsmforms(*arguments, cwd=here)
    assert (ended.status, ended.out) == (2, "")
    assert "is there already and was not touched" in ended.err
    assert "--force" in ended.err
    assert contents(here) == before


@pytest.mark.parametrize("arguments", WRITING.values(), ids=WRITING)
def test_force_writes_over_it(arguments: tuple[str, ...], here: Path) -> None:
    assert tsmforms(*arguments, "--force", cwd=here).status == 0
    assert len([name for name in TAKEN if (here / name).read_bytes() != b"mine"]) == 1


@pytest.mark.parametrize(
    "arguments", [*PRINTING.values(), ("read", "absent.docx", "--json")], ids=[*PRINTING, "refused"]
)
def test_out_holds_what_would_be_printed(arguments: tuple[str, ...], here: Path) -> None:
    printed = tsmforms(*arguments, cwd=here)
    written = tsmforms(*arguments, "--out", "new.txt", cwd=here)
    assert (written.status, written.out) == (printed.status, "")
    assert (here / "new.txt").read_bytes() == printed.out.encode()
    assert written.err == f"{printed.err}wrote new.txt\n"


@pytest.mark.parametrize("arguments", PRINTING.values(), ids=PRINTING)
def test_out_leaves_a_file_that_is_there_alone(arguments: tuple[str, ...], here: Path) -> None:
    before = contents(here)
    ended = tsmforms(*arguments, "--out", "taken.txt", cwd=here)
    assert (ended.status, ended.out) == (2, "")
    assert "is there already" in ended.err
    assert contents(here) == before


def test_out_with_force_writes_over_it(here: Path) -> None:
    assert tsmforms("guide", "sam_minutes", "--out", "taken.txt", "--force", cwd=here).status == 0
    assert (here / "taken.txt").read_bytes().startswith(b"# ")


def test_a_command_that_fails_writes_no_out(here: Path) -> None:
    assert tsmforms("guide", "no_such_form", "--out", "new.txt", cwd=here).status == 2
    assert not (here / "new.txt").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("blank", "sam_minutes", "new.pdf"),
        ("write", "record.json", "new.xlsx"),
        ("preview", "page.pdf", "new.png"),
        ("preview", "form.pdf", "new.png"),
    ],
)
def test_what_was_written_is_said_on_standard_error(arguments: tuple[str, ...], here: Path) -> None:
    ended = tsmforms(*arguments, cwd=here)
    assert (ended.status, ended.out) == (0, "")
    made = {path.name for path in here.glob("new*")}
    assert made
    assert set(ended.err.splitlines()) == {f"wrote {name}" for name in made}


@pytest.mark.skipif(os.name == "nt", reason="permissions of Unix")
def test_the_umask_decides_who_may_read_a_document(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert tsmforms("blank", "letter_2c", "new.docx", cwd=tmp_path).status == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.docx").stat().st_mode) == 0o640


def test_a_record_is_one_line_whatever_ends_a_line_elsewhere(here: Path) -> None:
    record = json.loads((here / "record.json").read_text(encoding="utf-8"))
    record["answers"]["additional_information"] = "a\u2028b\u2029c\x85d"
    assert tsmforms("write", "-", "ends.docx", stdin=json.dumps(record), cwd=here).status == 0
    out = tsmforms("read", "ends.docx", "--json", cwd=here).out
    (line,) = out.splitlines()
    assert json.loads(line)["answers"]["additional_information"] == "a\nb\nc\nd"
