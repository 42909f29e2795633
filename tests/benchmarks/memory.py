"""`make memory`: how much memory a run of letters needs, at 1,000 and at many more rows.

Each run is a process of its own; measured is the most memory that it and any one of its workers held.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import attrs

import tsmforms
from tsmforms.examples.make import example_table

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/memory.md"
FEW, INVENTED, MOST = 1000, 1000, 1.3
_RUN = """
import json, resource, sys
import tsmforms
from tsmforms.bulk import run
source, out, format, workers = sys.argv[1:]
more = {"print_run": out + ".pdf"} if format == "pdf" else {}
result = run(tsmforms.form("letter_2b"), source, out, formats=(format,), workers=int(workers), **more)
peak = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps([result.made, *peak]))
"""


@attrs.frozen
class Peak:
    """What one run made, and the most memory of the process and of a worker in MB (0 without workers)."""

    letters: int
    parent: float
    worker: float


def rows(count: int) -> Iterator[list[str]]:
    """An invented export of any length: a thousand invented rows over and over, each pupil with an id of its own."""
    header, *table = map(list, example_table(tsmforms.form("letter_2b").spec, min(count, INVENTED), 1))
    pupil = header.index("Pupil id")
    yield header
    for number, row in enumerate(islice(cycle(table), count)):
        yield [*row[:pupil], f"{row[pupil]}-{number}", *row[pupil + 1 :]]


def measured(count: int, format: str, workers: int) -> Peak:
    """One run, in a process of its own.

    Raises:
        SystemExit: The run failed, or made no letters.
    """
    import json

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "export.csv"
        with source.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows(count))
        done = subprocess.run(
            [sys.executable, "-c", _RUN, str(source), f"{folder}/out", format, str(workers)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"a run of {count} rows failed: {done.stderr[-500:]}")
        letters, parent, worker = json.loads(done.stdout)
    if letters < count:
        sys.exit(f"a run of {count} rows made {letters} letters only")
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Peak(letters, parent / unit, worker / unit if workers > 1 else 0.0)


def compared(format: str, workers: int, many: int) -> tuple[str, bool]:
    """A line of the table for few rows and for many, and whether the memory is flat."""
    few, more = measured(FEW, format, workers), measured(many, format, workers)
    growth = max(more.parent / few.parent, more.worker / few.worker if few.worker else 0.0)
    shown = [f"{peak.parent:.0f} MB" + (f" and {peak.worker:.0f} MB" if peak.worker else "") for peak in (few, more)]
    flat = growth <= MOST
    cells = [
        f"{format}, workers {workers}",
        str(few.letters),
        shown[0],
        str(more.letters),
        shown[1],
        f"{growth:.2f}x",
        f"{MOST}x, {'met' if flat else 'not met'}",
    ]
    return f"| {' | '.join(cells)} |", flat


def main() -> None:
    parser = argparse.ArgumentParser(description="Memory of runs of letters.")
    parser.add_argument("--rows", type=int, default=20_000, help="rows of the long runs (default 20000)")
    many = parser.parse_args().rows
    lines = [compared("docx", 1, many), compared("docx", 2, many), compared("pdf", 2, max(FEW, many // 5))]
    text = "\n".join(
        [
            "# Memory of runs",
            "",
            f"Made by `make memory` (`python -m tests.benchmarks.memory --rows {many}`): letters from a CSV file, each run",
            "in a process of its own; the most memory the process held, and a worker where there are some. A PDF run makes",
            f"its print run as well. Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores.",
            "",
            "| run | letters | memory | letters | memory | growth | target |",
            "|---|--:|--:|--:|--:|--:|---|",
            *(line for line, _ in lines),
            "",
        ]
    )
    print(text)
    PAGE.write_text(text, encoding="utf-8")
    if not all(flat for _, flat in lines):
        sys.exit("memory grows with the length of a run")


if __name__ == "__main__":
    main()
