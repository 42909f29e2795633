"""How many milliseconds a file takes longer in the kept worker than in the calling process.

`python -m tests.benchmarks.worker [--files N]` writes as many returns as asked for (200), reads each in the process
and in the worker in turn, and prints what the worker adds to a file after its first: the mean, in wall time and in
the CPU time of both processes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import attrs

import tsmforms
from tsmforms import FormatName

MOST = 10.0
"""Milliseconds that the worker may add to a file."""
FORMS = ("sam_minutes", "tsm_agenda", "sam_plan", "family_action_plan")

FORMATS: tuple[FormatName, ...] = ("docx", "pdf", "xlsx")


@attrs.frozen
class Added:
    """Milliseconds that the worker adds to a file on average, and how many files were read."""

    files: int
    wall: float
    cpu: float


def returns(folder: Path, count: int) -> Iterator[Path]:
    """Filled forms in every format, several records of each."""
    for n in range(count):
        name, format = FORMS[n % len(FORMS)], FORMATS[n // len(FORMS) % len(FORMATS)]
        form = tsmforms.form(name)
        record = form.example(n)
        path = folder / f"{n:03}.{format}"
        path.write_bytes(form.write(record["answers"], format, record["record_id"], is_open=True))
        yield path


def measured(count: int) -> Added:
    """Each file read here and in the worker in turn; the first of each format is not counted."""
    with tempfile.TemporaryDirectory() as name:
        files = list(returns(Path(name), count))
        for file in files[: 3 * len(FORMS)]:
            list(tsmforms.read_all(file))
            list(tsmforms.read_all(file, isolated=True))
        here, there = [], []
        for file in files:
            here.append(_timed(file, isolated=False))
            there.append(_timed(file, isolated=True))
    wall, cpu = (
        1000 * (statistics.fmean(one[which] for one in there) - statistics.fmean(one[which] for one in here))
        for which in (0, 1)
    )
    return Added(count, wall, cpu)


def _timed(file: Path, *, isolated: bool) -> tuple[float, float]:
    """Seconds of wall time, and of CPU time here and in the processes started from here, of reading a file."""
    began, used = time.perf_counter(), _cpu()
    list(tsmforms.read_all(file, isolated=isolated))
    return time.perf_counter() - began, _cpu() - used


def _cpu() -> float:
    """Seconds of CPU time of this process and, where the system says it, of its running children."""
    return time.process_time() + sum(map(_of_child, _children()))


def _children() -> list[int]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(pid) for pid in listed.read_text().split()] if listed.exists() else []


def _of_child(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def row(count: int = 200) -> str:
    """A line of docs/benchmarks.md."""
    found = measured(count)
    verdict = "met" if found.cpu <= MOST else "not met"
    return (
        f"| {found.files} files in the kept worker, each after its first | {found.cpu:.1f} ms of CPU time a file more "
        f"than in the process ({found.wall:.1f} ms by the clock) | at most {MOST:.0f} ms, {verdict} |"
    )


def main() -> None:
    """Print the line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    print(row(parser.parse_args().files))


if __name__ == "__main__":
    main()
