"""An export from standard input: a file of its owner's alone while the run lasts, since it is read more than once."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tsmforms.disk import drop, plainly

STANDARD_INPUT = "-"
_ZIP = b"PK"


@contextlib.contextmanager
def export_file(source: Path | str) -> Iterator[Path]:
    """The file of an export; of standard input (`-`) a copy that is gone at the end, whatever happens.

    Raises:
        EnvironmentProblem: The disk or a permission stopped it.
    """
    if str(source) != STANDARD_INPUT:
        yield Path(source)
        return
    with plainly("keep standard input in a file"):
        first = sys.stdin.buffer.read(len(_ZIP))
        file, path = tempfile.mkstemp(suffix=".xlsx" if first == _ZIP else ".csv", prefix="tsmforms-")
    try:
        with plainly("keep standard input in a file"), os.fdopen(file, "wb") as stream:
            stream.write(first)
            shutil.copyfileobj(sys.stdin.buffer, stream)
        yield Path(path)
    finally:
        drop(path)
