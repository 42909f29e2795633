"""Ten thousand returned forms read and collated: time, and the most memory that one process had.

`python -m tests.benchmarks.many` writes its part of docs/benchmarks.md. It takes most of an hour, so `make bench` leaves it out.
"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import attrs

import tsmforms
from tests.benchmarks.returns import put_part

HEADING = "## Ten thousand files"
FILES, EVERY = 10_000, 100
FORMATS = ("docx", "pdf", "xlsx")


@attrs.frozen
class ManyFigure:
    """What a command took over so many files.

    Args:
        seconds: By the clock.
        processor: Processor time of all its processes.
        largest: The most memory that one of its processes had, in MB.
        said: The last lines that it printed.
    """

    seconds: float
    processor: float
    largest: float
    said: str


def make_many(folder: Path, files: int = FILES) -> int:
    """Minutes of meetings in three formats, every hundredth an audit, one cut in the middle, one empty; how many are bad."""
    minutes, audit = tsmforms.form("sam_minutes"), tsmforms.form("rag_audit")
    bad = 0
    for number in range(files):
        form = audit if number % EVERY == 0 else minutes
        kind = FORMATS[number % 3]
        inside = folder / f"{number // 500:02d}"
        inside.mkdir(parents=True, exist_ok=True)
        made = form.example(number % 500)
        data = form.write(made["answers"], kind, f"return-{number:05d}")
        if number % EVERY in (1, 2):
            data = data[: len(data) // 3] if number % EVERY == 1 else b""
            bad += 1
        (inside / f"return {number:05d}.{kind}").write_bytes(data)
    return bad


def measured(*arguments: str | Path) -> ManyFigure:
    """The command in a process of its own; the most memory is that of its largest process so far."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "tsmforms", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1, 3):
        raise RuntimeError(done.stderr[-400:])
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return ManyFigure(seconds, processor, after.ru_maxrss / 1024, (done.stdout + done.stderr)[-2000:])


def section() -> str:
    """The part of docs/benchmarks.md on ten thousand files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bad = make_many(folder / "back")
        figures = [
            ("read, records to a file", measured("read", folder / "back", "--json", "--out", folder / "read.jsonl")),
            (
                "collate, workbook and page",
                measured("collate", folder / "back", folder / "picture.xlsx", "--html", folder / "page.html"),
            ),
        ]
        load = os.getloadavg()[0]
    rows = [
        f"| {work} | {one.processor / 60:.0f} min | {one.seconds / 60:.0f} min | {one.largest:.0f} MB |"
        for work, one in figures
    ]
    return "\n".join(
        [
            HEADING,
            "",
            f"Made by `python -m tests.benchmarks.many`: {FILES:,} files in 20 folders, minutes and audits in three formats,",
            f"{bad} of them empty or cut. Both commands end, name every bad file, and read one file at a time.",
            f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, on which",
            f"{max(load - 1, 0):.0f} other processes were at work.",
            "",
            "| work | processor time | by the clock | most memory of a process |",
            "|---|--:|--:|--:|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    put_part(HEADING, section())
