"""Where the bytes of a file come from: regular files of a possible size, bytes, binary handles; all else is refused."""

from __future__ import annotations

import contextlib
import io
import os
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tsmforms.diagnostics import MisuseError, ReadError
from tsmforms.intake import FORM, source_bytes

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def refusal(source: Any) -> ReadError:
    with pytest.raises(ReadError) as caught:
        source_bytes(source)
    return caught.value


def test_a_path_bytes_and_a_handle_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(b"words")
    assert source_bytes(path) == source_bytes(str(path)) == (b"words", "form.docx")
    assert source_bytes(b"words") == source_bytes(memoryview(b"words")) == (b"words", None)
    with path.open("rb") as handle:
        assert source_bytes(handle) == (b"words", str(path))


def test_a_file_that_is_too_large_is_refused_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.docx"
    with path.open("wb") as stream:
        stream.truncate(6 << 30)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    assert refusal(path).code == "D0906"


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "just.docx"
    path.write_bytes(bytes(FORM.file))
    assert len(source_bytes(path)[0]) == FORM.file


def a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.docx")
    return folder / "pipe.docx"


def a_socket(folder: Path) -> Path:
    os.chdir(folder)  # a socket's path may have 100 characters
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("s.docx")
    return folder / "s.docx"


@posix
@pytest.mark.parametrize("make", [a_pipe, a_socket, lambda _: Path("/dev/zero"), lambda _: Path("/dev/null")])
def test_what_is_not_a_regular_file_is_refused_at_once(
    make: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    error = refusal(make(tmp_path))
    assert error.code == "D0910"
    assert "not a file" in error.message


def test_a_folder_a_missing_file_and_an_impossible_name_are_refused(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path).message
    assert "no such file" in refusal(tmp_path / "absent.docx").message
    assert "name" in refusal("for\0m.docx").message
    assert {refusal(one).code for one in (tmp_path, tmp_path / "absent.docx", "for\0m.docx")} == {"D0910"}


class Endless(io.RawIOBase):
    """Gives a few bytes at each read and never ends."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        self.given += 60_000
        return b"x" * min(size, 60_000)


def test_a_handle_is_read_with_a_bound() -> None:
    handle = Endless()
    assert refusal(handle).code == "D0906"
    assert handle.given < FORM.file + 200_000


def test_a_handle_that_gives_a_part_at_a_time_is_read_whole() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 3))

    assert source_bytes(Slow(b"many words"))[0] == b"many words"


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.open("r", encoding="utf-8"),
        lambda path: io.StringIO("words"),
        lambda path: io.StringIO(""),
        lambda path: path.open("ab"),
        lambda path: closed(path.open("rb")),
        lambda path: 3,
        lambda path: None,
        lambda path: ["form.docx"],
    ],
    ids=["text", "text in memory", "no text", "for writing", "closed", "a number", "nothing", "a list"],
)
def test_what_does_not_give_bytes_is_misuse(make: Callable[[Path], Any], tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(b"\xffwords")
    source = make(path)
    end = contextlib.closing(source) if hasattr(source, "close") else contextlib.nullcontext()
    with end, pytest.raises(MisuseError):
        source_bytes(source)


def closed(handle: Any) -> Any:
    handle.close()
    return handle


def test_a_handle_that_breaks_is_refused_without_its_words() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise RuntimeError("Jo Example")

    error = refusal(Broken())
    assert error.code == "D0910"
    assert "Jo" not in f"{error} {error.hint}"


def test_the_number_of_a_handle_is_not_its_name() -> None:
    with tempfile.TemporaryFile() as handle:
        assert source_bytes(handle) == (b"", None)
