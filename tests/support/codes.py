"""Which codes the tests produce: noted as they are made, in every process of a run, and counted when it ends.

A code that no test produces is a promise that nobody has seen kept.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

FOLDER = "TSMFORMS_SEEN_CODES"
"""The environment variable with the folder in which processes of a run note the codes they made."""
_seen: set[str] = set()


def note_codes() -> None:
    """From now on each code that is made in this process is noted once, as an empty file of its name."""
    from tsmforms.bulk.manifest import RowRefusal
    from tsmforms.diagnostics import Diagnostic, ReadError
    from tsmforms.model.parsed import Problem

    for made in (Diagnostic, Problem, ReadError, RowRefusal):
        _wrap(made)


def _wrap(made: Any) -> None:
    plain = made.__init__

    def noted(self: Any, *args: Any, **more: Any) -> None:
        plain(self, *args, **more)
        if self.code not in _seen:
            _seen.add(self.code)
            Path(os.environ[FOLDER], self.code).touch()

    made.__init__ = noted


def codes_seen(folder: Path) -> set[str]:
    """The codes noted in a folder."""
    return {path.name for path in folder.iterdir()}
