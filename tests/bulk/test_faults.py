"""The list of faults over a run of 120 rows; `make matrices` has 300, `make soak` 10,000."""

from __future__ import annotations

from pathlib import Path

from tests.bulk.faults import main
from tests.support.everyday import EVERYDAY


def test_a_run_survives_every_fault_and_its_account_agrees(tmp_path: Path) -> None:
    assert main(tmp_path, 120 if EVERYDAY else 300) == 0
