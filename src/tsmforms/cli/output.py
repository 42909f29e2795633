"""What commands print and write: JSON lines and reports to standard output, everything else to standard error."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from tsmforms.cli.warning import warn
from tsmforms.diagnostics import Diagnostic, as_json, as_text
from tsmforms.files import check_free, write_file
from tsmforms.model import Evidence, Return

_IN_MEMORY = 1 << 20
"""From so many bytes what is printed into a file is kept on the disk until it is whole."""


def say(text: str = "") -> None:
    """A line to standard output."""
    sys.stdout.write(text + "\n")


def json_line(value: object) -> None:
    """One JSON value on one line, for any program's idea of a line."""
    say(_json(value))


def json_text(value: object) -> None:
    """One JSON value, indented for reading."""
    say(_json(value, indent=2))


_LINE_ENDS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}
"""What ends a line in Python's `splitlines` and in JavaScript, and JSON allows in a text as it is."""


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent).translate(_LINE_ENDS)


def report(diagnostics: Iterable[Diagnostic], file: str | None, to: TextIO | None = None) -> None:
    """Diagnostics in plain English, a blank line between them."""
    stream = to or sys.stdout
    for diagnostic in diagnostics:
        stream.write(as_text(diagnostic, file) + "\n\n")


def evidence_json(item: Evidence) -> dict[str, object]:
    """The fixed JSON shape of evidence."""
    return {
        "method": item.method,
        "confidence": item.confidence,
        "place": item.place.to_json() if item.place else None,
        "raw": item.raw,
    }


def return_json(file: str, found: Return) -> dict[str, object]:
    """The line that `read --json` prints."""
    return {
        "file": file,
        "form": found.form,
        "edition": found.edition,
        "record_id": found.record_id,
        "answers": found.answers,
        "evidence": {path: [evidence_json(item) for item in items] for path, items in found.evidence.items()},
        "diagnostics": [as_json(d) for d in found.diagnostics],
    }


def put(path: Path, data: bytes | Iterable[bytes], force: bool) -> None:
    """Write a file and say so.

    Raises:
        MisuseError: There is a file already, and `force` is not set.
        EnvironmentProblem: The disk or a permission stopped it.
    """
    write_file(path, data, force)
    warn(f"wrote {path}")


@contextlib.contextmanager
def printed_to(out: Path | None, force: bool) -> Iterator[None]:
    """What is printed inside goes into a file, whole at the end, where one is named; nothing if an exception ends it.

    Raises:
        MisuseError: There is a file already, and `force` is not set; before any work is done.
        EnvironmentProblem: The disk or a permission stopped it.
    """
    if out is None:
        yield
        return
    check_free(out, force)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as kept:
        printed = io.TextIOWrapper(kept, "utf-8", "backslashreplace", newline="")
        with contextlib.redirect_stdout(printed):
            yield
        printed.flush()
        kept.seek(0)
        put(out, iter(lambda: kept.read(_IN_MEMORY), b""), force)
        printed.detach()
