"""The files that a command is given, with a word on those that are passed over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tsmforms.cli.warning import warn
from tsmforms.intake.folders import listed


def to_read(named: Iterable[Path]) -> tuple[Path, ...]:
    """The files that are to be read; what is passed over is reported."""
    found = listed(named)
    if found.skipped:
        warn(f"skipped: {found.skipped} (hidden files, lock files and links to folders)")
    if not found.files:
        warn("there are no files to read")
    return found.files
