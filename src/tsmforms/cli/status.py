"""Exit statuses, and from what happened to one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tsmforms.diagnostics import Diagnostic

GOOD = 0
FOUND = 1
"""The work was done, and there is a diagnostic of severity error, or a refused row."""
USAGE = 2
REFUSED = 3
"""A file was refused or cannot be read."""
ENVIRONMENT = 4
"""Disk, permission, a program needed and absent, a folder in use."""
STOPPED = 5
"""A run of letters was stopped before its end."""


def of(diagnostics: Iterable[Diagnostic]) -> int:
    """0, or 1 where one of them is an error."""
    from tsmforms.diagnostics import worst

    return FOUND if worst(diagnostics) == "error" else GOOD
