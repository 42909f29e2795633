"""The same document reads the same in every run, whatever the order of sets in memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_FILE = Path(__file__).parents[1] / "corpus" / "originals" / "b" / "termly_record_3_c.xlsx"
_READ = """
import sys, tsmforms
(found,) = tsmforms.read_all(sys.argv[1])
print(found.answers, [(d.code, d.field, d.found, d.related) for d in found.diagnostics])
"""


def _read(seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(_FILE)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return done.stdout


@pytest.mark.atlength
def test_an_original_reads_the_same_whatever_the_hash_seed() -> None:
    first = _read("1")
    assert len(first) > 1000
    assert first == _read("2") == _read("3")
