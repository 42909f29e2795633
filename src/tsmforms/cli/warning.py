"""A line to standard error; a module of its own, so that `--help` loads nothing else of the library."""

from __future__ import annotations

import sys


def warn(text: str) -> None:
    """A line to standard error."""
    sys.stderr.write(text + "\n")
