"""The list of faults over a run of 300 rows; `make soak` has 10,000."""

from __future__ import annotations

from pathlib import Path

from tests.bulk.faults import main


def test_a_run_of_three_hundred_rows_survives_every_fault_and_its_account_agrees(tmp_path: Path) -> None:
    assert main(tmp_path, 300) == 0
