"""Run the command line as a user does, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

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
    python: str = sys.executable,
) -> Ended:
    """Run `tsmforms ARGUMENTS`."""
    done = subprocess.run(
        [python, "-m", "tsmforms", *map(str, arguments)],
        capture_output=True,
        input=stdin,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        cwd=cwd,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
