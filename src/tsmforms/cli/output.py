"""What commands print: JSON lines and reports to standard output, everything else to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tsmforms.diagnostics import Diagnostic, EnvironmentProblem, as_json, as_text
from tsmforms.model import Evidence, Return


def say(text: str = "") -> None:
    """A line to standard output."""
    sys.stdout.write(text + "\n")


def warn(text: str) -> None:
    """A line to standard error."""
    sys.stderr.write(text + "\n")


def json_line(value: Any) -> None:
    """One JSON value on one line."""
    say(json.dumps(value, ensure_ascii=False))


def json_text(value: Any) -> None:
    """One JSON value, indented for reading."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def report(diagnostics: Iterable[Diagnostic], file: str | None, to: Any = None) -> None:
    """Diagnostics in plain English, a blank line between them."""
    stream = to or sys.stdout
    for diagnostic in diagnostics:
        stream.write(as_text(diagnostic, file) + "\n\n")


def evidence_json(item: Evidence) -> dict[str, Any]:
    """The fixed JSON shape of evidence."""
    return {"method": item.method, "confidence": item.confidence,
            "place": item.place.to_json() if item.place else None, "raw": item.raw}


def return_json(file: str, found: Return) -> dict[str, Any]:
    """The line that `read --json` prints."""
    return {
        "file": file, "form": found.form, "edition": found.edition, "record_id": found.record_id,
        "answers": found.answers,
        "evidence": {path: [evidence_json(item) for item in items] for path, items in found.evidence.items()},
        "diagnostics": [as_json(d) for d in found.diagnostics],
    }


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        EnvironmentProblem: The disk or a permission stopped it.
    """
    import tempfile

    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".tsmforms-")
    except OSError as error:
        raise EnvironmentProblem(f"cannot write {path}: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise EnvironmentProblem(f"cannot write {path}: {error.strerror}") from error
