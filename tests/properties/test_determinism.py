"""The same input gives the same bytes, whatever the clock, the time zone, the locale and the order of sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import tsmforms

SRC = Path(__file__).resolve().parents[2] / "src"
PROGRAM = """
import hashlib, sys, time
late = float(sys.argv[1])
if late:
    real = time.gmtime, time.localtime
    time.time = lambda: late
    time.gmtime = lambda seconds=None: real[0](late if seconds is None else seconds)
    time.localtime = lambda seconds=None: real[1](late if seconds is None else seconds)
import tsmforms
from tsmforms.examples.make import example_table
for id in tsmforms.forms():
    form = tsmforms.form(id)
    record = form.example(5)
    print(id, hashlib.sha256(repr(record).encode()).hexdigest())
    for format in ("docx", "pdf", "xlsx"):
        for data in (form.blank(format), form.write(record["answers"], format, record["record_id"])):
            print(id, format, hashlib.sha256(data).hexdigest())
print(hashlib.sha256(repr(example_table(tsmforms.form("letter_2b").spec, 5, 1)).encode()).hexdigest())
"""


def output(clock: str, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, clock],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(SRC), **environment},
    )
    return done.stdout.splitlines()


@pytest.mark.atlength
def test_clock_zone_locale_and_hash_seed_change_no_byte() -> None:
    here = output("0", TZ="Europe/London", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    there = output("1709164800", TZ="Pacific/Kiritimati", PYTHONHASHSEED="2", LC_ALL="C")
    assert len(here) == len(tsmforms.forms()) * 7 + 1
    assert here == there
