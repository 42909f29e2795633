"""A table of many audits: every returned RAG audit of a folder is read, in several processes, into one CSV.

Run it: `python many_audits.py FOLDER OUT.csv [PROFILE.yaml]`. Records are typed and cross the process pool as they are.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import attrs

import tsmforms
from tsmforms.records import RagAudit, RagAuditImprovingAbsenceRow

COLOURS = ("red", "amber", "green")


def audit(file: Path, profile: Path | None) -> tuple[str, RagAudit | None]:
    """One audit, or None where the file cannot be read; runs in a process of the pool."""
    form = tsmforms.form("rag_audit", profile=profile)
    try:
        return file.name, form.read(file).record
    except tsmforms.TsmFormsError:
        return file.name, None


def ratings(record: RagAudit) -> Iterator[tuple[str, str]]:
    """Each statement of the first section as the form prints it, with its colour."""
    section = record.improving_absence
    if section is None:
        return
    for question in attrs.fields(type(section)):
        row: RagAuditImprovingAbsenceRow | None = getattr(section, question.name)
        if row is not None and row.rating is not None:
            yield question.metadata["label"], row.rating


def table(folder: Path, out: Path, profile: Path | None = None, workers: int = 2) -> Counter[str]:
    """Write the table, a row for each audit, and count what became of the files."""
    files = sorted(path for path in folder.iterdir() if path.suffix in (".docx", ".pdf", ".xlsx"))
    with ProcessPoolExecutor(workers) as pool, out.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["file", "school", "date", *COLOURS, "red statements"])
        done: Counter[str] = Counter()
        for name, record in pool.map(partial(audit, profile=profile), files):
            done["read" if record else "not read"] += 1
            if record is None:
                continue
            found = list(ratings(record))
            counts = Counter(colour for _, colour in found)
            red = "; ".join(label for label, colour in found if colour == "red")
            rows.writerow([name, record.school_name, record.meeting_date, *(counts[c] for c in COLOURS), red])
    return done


if __name__ == "__main__":
    print(dict(table(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)))  # noqa: T201
