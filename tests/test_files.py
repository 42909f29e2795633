"""Files of people: text as it is saved, files written whole, and nothing written over unless that was asked for."""

from __future__ import annotations

import codecs
import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from tsmforms.diagnostics import EnvironmentProblem, MisuseError
from tsmforms.files import check_free, decode_text, write_file

unix = pytest.mark.skipif(os.name == "nt", reason="permissions of Unix")


@pytest.mark.parametrize(
    "data",
    [
        b"\xc5\xb5\nb",
        codecs.BOM_UTF8 + b"\xc5\xb5\nb",
        codecs.BOM_UTF16_LE + "ŵ\nb".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "ŵ\nb".encode("utf-16-be"),
        codecs.BOM_UTF16_LE + "ŵ\r\nb".encode("utf-16-le"),
        b"\xc5\xb5\r\nb",
        b"\xc5\xb5\rb",
    ],
    ids=["utf-8", "utf-8 marked", "utf-16 le", "utf-16 be", "utf-16 as Notepad saves it", "windows", "old mac"],
)
def test_text_is_read_in_every_encoding_that_people_save(data: bytes) -> None:
    assert decode_text(data) == "ŵ\nb"


@pytest.mark.parametrize("data", [b"caf\xe9", codecs.BOM_UTF16_LE + b"a"])
def test_what_is_not_text_in_them_is_not_guessed(data: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        decode_text(data)


def test_a_new_file_is_all_there_is_in_the_folder(tmp_path: Path) -> None:
    write_file(tmp_path / "a.txt", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"new"}


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    for attempt in (lambda: check_free(path), lambda: write_file(path, b"new")):
        with pytest.raises(MisuseError, match="is there already"):
            attempt()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_with_force_it_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    check_free(path, force=True)
    write_file(path, b"new", force=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"new"}


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_never_written_over(tmp_path: Path, force: bool) -> None:
    with pytest.raises(MisuseError):
        write_file(tmp_path, b"new", force)
    assert list(tmp_path.iterdir()) == []


@unix
def test_a_link_is_a_file_that_is_there_even_where_it_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "absent")
    with pytest.raises(MisuseError):
        write_file(tmp_path / "link", b"new")
    write_file(tmp_path / "link", b"new", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "absent").read_bytes() == b"new"


@unix
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_the_umask_decides_who_may_read_a_new_file(tmp_path: Path, mask: int, mode: int, force: bool) -> None:
    before = os.umask(mask)
    try:
        write_file(tmp_path / "a.txt", b"new", force)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == mode


@unix
def test_a_file_that_is_written_over_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_file(path, b"new", force=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def no_links(source: str, target: str) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def appears(path: Path) -> None:
    """Somebody saves a file there, after the place was looked at."""
    path.write_bytes(b"theirs")


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_of_many_who_write_one_new_file_one_succeeds(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path, won, start = tmp_path / "a.txt", [], threading.Barrier(8)

    def attempt(number: int) -> None:
        start.wait()
        try:
            write_file(path, b"%d" % number * 1000)
            won.append(number)
        except MisuseError:
            pass

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"%d" % won[0] * 1000}


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_file_that_appears_after_the_look_is_left_alone(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    monkeypatch.setattr("tsmforms.files.check_free", lambda path, force: appears(path))
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(MisuseError, match="is there already"):
        write_file(path, b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"theirs"}


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_no_half_file(
    tmp_path: Path, force: bool, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(EnvironmentProblem, match=os.strerror(errno.ENOSPC)):
        write_file(tmp_path / "a.txt", b"new", force)
    assert list(tmp_path.iterdir()) == []
