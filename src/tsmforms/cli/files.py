"""The files that a command is given, with a word on those that are passed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tsmforms.cli.warning import warn
from tsmforms.diagnostics import MisuseError
from tsmforms.intake.folders import listed


def to_read(named: Iterable[Path]) -> tuple[Path, ...]:
    """The files that are to be read; what is passed over is reported."""
    found = listed(named)
    if found.skipped:
        warn(f"skipped: {found.skipped} (hidden files, lock files and links to folders)")
    if not found.files:
        warn("there are no files to read")
    return found.files


def some_to_read(named: Sequence[Path]) -> tuple[Path, ...]:
    """The same for a command that makes something of all files together, which of none would be empty.

    Raises:
        MisuseError: There is no file.
    """
    found = listed(named)
    if not found.files:
        places = ", ".join(f'"{path}"' for path in named)
        passed = f"; {found.skipped} hidden and lock files were skipped" if found.skipped else ""
        raise MisuseError(f"there are no files to read in {places}{passed}")
    return to_read(named)
