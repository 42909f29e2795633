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
from collections.abc import Iterator
from pathlib import Path

import attrs

import tsmforms

HEADING = "## Ten thousand files"
FILES, EVERY = 10_000, 100
FORMATS = ("docx", "pdf", "xlsx")
MEGABYTES = 300
"""What a process may have, as docs/memory.md says for one file at a time, with the answers of ten thousand kept."""


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
    done = subprocess.run([sys.executable, "-m", "tsmforms", *map(str, arguments)], capture_output=True, text=True)
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1, 3):
        raise RuntimeError(done.stderr[-400:])
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return ManyFigure(seconds, processor, after.ru_maxrss / 1024, (done.stdout + done.stderr)[-2000:])
