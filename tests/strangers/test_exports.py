"""Exports as other programs write them: what cannot be read with certainty is refused by row, never guessed."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from tests.bulk.exports import Table, export, letter, put, save
from tsmforms.bulk import RunResult, run
from tsmforms.bulk.dateorder import may_be_month_first

MEETING, LETTER = "Date of meeting", "Date of letter"


def judged(tmp_path: Path, table: Table) -> RunResult:
    return run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", dry_run=True,
               today=datetime.date(2025, 11, 30))


def refused(result: RunResult, code: str) -> set[tuple[int, str]]:
    return {(r.row, r.field) for r in result.refusals if r.code == code}


def dated(heading: str, *dates: str) -> Table:
    """An export with these dates in one column; those of the others can be read one way only."""
    table = [[re.sub(r"\A(\d\d)/(\d\d)/(\d{4})\Z", r"\3-\2-\1", text) for text in row] for row in export(len(dates))]
    for row, text in enumerate(dates, 1):
        put(table, row, heading, text)
    return table


# --- day first or month first

@pytest.mark.parametrize("foreign", ["11/21/2025", "11-21-2025", "11.21.25", "11/21/25", "11/21/2025 00:00",
                                     "11/21/2025 12:00:00 AM", "1/13/2025"])
def test_one_month_first_date_puts_the_ambiguous_dates_of_its_column_in_doubt(tmp_path: Path, foreign: str) -> None:
    result = judged(tmp_path, dated(MEETING, "11/05/2025", foreign, "10/11/25", "2025-11-05", "11/11/2025",
                                    "5 November 2025"))
    assert refused(result, "B0114") == {(2, "meeting_date"), (4, "meeting_date")}
    assert refused(result, "D0201") == {(3, "meeting_date")}
    assert "month first" in next(r.message for r in result.refusals if r.code == "B0114")


def test_the_doubt_does_not_depend_on_the_order_of_the_rows(tmp_path: Path) -> None:
    last = judged(tmp_path, dated(MEETING, "11/05/2025", "10/05/2025", "11/21/2025"))
    assert refused(last, "B0114") == {(2, "meeting_date"), (3, "meeting_date")}


def test_a_wholly_ambiguous_column_is_day_first(tmp_path: Path) -> None:
    result = judged(tmp_path, dated(MEETING, "11/05/2025", "10/11/2025", "03/10/2025"))
    assert refused(result, "B0114") == set()


def test_a_month_first_column_puts_wholly_ambiguous_columns_beside_it_in_doubt(tmp_path: Path) -> None:
    table = dated(MEETING, "11/21/2025", "11/24/2025", "11/13/2025")
    for row in (1, 2, 3):
        put(table, row, LETTER, "01/12/2025")
    assert refused(judged(tmp_path, table), "B0114") == {(row, "issue_date") for row in (2, 3, 4)}


def test_a_column_that_is_proven_day_first_stays_so_beside_a_month_first_one(tmp_path: Path) -> None:
    table = dated(MEETING, "11/21/2025", "11/24/2025", "11/13/2025")
    for row, text in enumerate(("28/11/2025", "01/12/2025", "02/12/2025"), 1):
        put(table, row, LETTER, text)
    assert refused(judged(tmp_path, table), "B0114") == set()


def test_one_slip_among_british_dates_throws_no_doubt_on_other_columns(tmp_path: Path) -> None:
    table = dated(MEETING, "11/21/2025", "24/11/2025", "03/11/2025")
    for row in (1, 2, 3):
        put(table, row, LETTER, "01/12/2025")
    assert refused(judged(tmp_path, table), "B0114") == {(4, "meeting_date")}


@pytest.mark.parametrize(("text", "both"), [("1/2/25", True), (" 01 . 02 . 2025 ", True), ("1/2/2025 09:30", True),
                                            ("13/2/2025", False), ("2/13/2025", False), ("2025-01-02", False),
                                            ("2 January 2025", False), ("1/2/20255", False), ("", False)])
def test_a_date_that_reads_both_ways_is_known(text: str, both: bool) -> None:
    assert may_be_month_first(text) is both
