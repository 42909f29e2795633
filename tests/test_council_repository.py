"""The repository of a council in `docs/examples/council`: its own tests, run as the council runs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

COUNCIL = Path(__file__).resolve().parents[1] / "docs/examples/council"


@pytest.mark.atlength
def test_the_tests_of_a_councils_repository_pass() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--rootdir", str(COUNCIL)]
    done = subprocess.run([*command, str(COUNCIL)], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith(".....")
