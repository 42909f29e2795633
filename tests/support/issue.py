"""A new dated set of the issued corpus, as `tests/corpus/issued/README.md` says; no set is ever overwritten."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tsmforms
from tsmforms.model import Return

ISSUED = Path(__file__).resolve().parents[1] / "corpus/issued"
EXPECTED = "expected.json"


def told(found: Return) -> list[list[str | None]]:
    """The warnings and errors of a return: code, severity, field. An info may join them when a spec changes."""
    return [[d.code, d.severity, d.field] for d in found.diagnostics if d.severity != "info"]


def reading(path: Path) -> list[dict[str, Any]]:
    """What a file reads as: each of its records, and what is told of it."""
    return [
        {
            "form": found.form,
            "edition": found.edition,
            "record_id": found.record_id,
            "told": told(found),
            "answers": json.loads(json.dumps(found.answers)),
        }
        for found in tsmforms.read_all(path)
    ]


def issue(folder: Path, forms: Iterable[str] = ()) -> None:
    """Every form, or those named, in every format, blank and as the example of seed 0, and what each of them reads as."""
    folder.mkdir()
    expected = {}
    for form in map(tsmforms.form, forms or tsmforms.forms()):
        record = form.example(0)
        for format in form.spec.formats:
            made = {"blank": form.blank(format), "example": form.write(record["answers"], format, record["record_id"])}
            for state, data in made.items():
                path = folder / f"{form.id}-{state}.{format}"
                path.write_bytes(data)
                expected[path.name] = {"sha256": hashlib.sha256(data).hexdigest(), "records": reading(path)}
            if expected[f"{form.id}-example.{format}"]["records"][0]["answers"] != record["answers"]:
                sys.exit(f"{form.id} in {format} does not read as it was written; a set is not made of it")
    (folder / EXPECTED).write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not re.fullmatch(r"\d{4}-\d\d-\d\d", sys.argv[1]):
        sys.exit("name the day of the set, YYYY-MM-DD, and the forms if not all")
    if (ISSUED / sys.argv[1]).exists():
        sys.exit(f"there is a set of {sys.argv[1]}; issued documents are never made again")
    issue(ISSUED / sys.argv[1], sys.argv[2:])
