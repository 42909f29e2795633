"""Run the command line as a user does: in this process, or in one of its own where that is what is tried."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

import attrs


@attrs.frozen
class Ended:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def tsmforms(
    *arguments: str | Path,
    stdin: str | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    python: str | None = None,
) -> Ended:
    """Run `tsmforms ARGUMENTS`.

    It runs in this process, whose specs are loaded once for all tests: a process for each command takes a second and a
    half. With an environment or an interpreter of its own it runs in a process of its own.
    """
    words = [str(argument) for argument in arguments]
    if env or python:
        return _apart(python or sys.executable, words, stdin, env or {}, cwd)
    return _here(words, stdin or "", cwd)


def _apart(python: str, words: list[str], stdin: str | None, env: Mapping[str, str], cwd: Path | None) -> Ended:
    done = subprocess.run(
        [python, "-m", "tsmforms", *words],
        capture_output=True,
        input=stdin,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **env},
        cwd=cwd,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def _here(words: list[str], stdin: str, cwd: Path | None) -> Ended:
    from tsmforms.cli.app import run

    out, err = _stream(), _stream()
    with contextlib.chdir(cwd or Path.cwd()), _streams(_stream(stdin), out, err):
        try:
            run(words)
        except SystemExit as end:
            status = end.code
    assert isinstance(status, int)
    return Ended(status, _text(out), _text(err))


@contextlib.contextmanager
def _streams(stdin: io.TextIOWrapper, out: io.TextIOWrapper, err: io.TextIOWrapper) -> Iterator[None]:
    with (
        mock.patch.object(sys, "stdin", stdin),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
    ):
        yield


def _stream(text: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
