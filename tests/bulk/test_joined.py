"""Two exports, joined by pupil id."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bulk.exports import Table, at, codes, export, letter, letters_in, save, without
from tsmforms.bulk import ColumnProblem, run

PLAN = ("Target", "Action", "Support", "Date to review", "Time of review", "Place of review", "Date of meeting")


def parted() -> tuple[Table, Table]:
    """The invented export in two: the pupils, and their plans in another order."""
    table = export(4)
    plan = [heading for heading in table[0] if heading.startswith(PLAN)]
    plans = [[row[0], *(row[at(table, heading)] for heading in plan)] for row in table]
    return without(table, *plan), [plans[0], *reversed(plans[1:])]


def test_two_tables_make_the_letters_of_the_one(tmp_path: Path) -> None:
    pupils, plans = parted()
    run(letter(), save(tmp_path / "x.csv", export(4)), tmp_path / "one")
    result = run(letter(), save(tmp_path / "a.csv", pupils), tmp_path / "two", join=save(tmp_path / "b.csv", plans))
    assert letters_in(tmp_path / "one") == letters_in(tmp_path / "two")
    assert (result.status, result.notes) == (0, ())


def test_a_pupil_without_a_plan_is_refused_and_inherits_none(tmp_path: Path) -> None:
    pupils, plans = parted()
    del plans[2]
    result = run(
        letter(), save(tmp_path / "a.csv", pupils), tmp_path / "out", join=save(tmp_path / "b.csv", plans), dry_run=True
    )
    assert {r.row for r in result.refusals} == {4}
    assert {"meeting_date", "targets", "actions", "review_date"} <= {r.field for r in result.refusals}


def test_a_plan_without_its_pupil_is_told(tmp_path: Path) -> None:
    pupils, plans = parted()
    del pupils[2]
    result = run(letter(), save(tmp_path / "a.csv", pupils), tmp_path / "out", join=save(tmp_path / "b.csv", plans))
    assert codes(result.notes) == ["B0113"]
    assert result.notes[0].place is not None
    assert result.notes[0].place.row == 4
    assert (result.status, result.refused) == (1, 0)


def test_two_plans_of_one_pupil_contradict_each_other(tmp_path: Path) -> None:
    pupils, plans = parted()
    plans.append(list(plans[4]))
    result = run(
        letter(), save(tmp_path / "a.csv", pupils), tmp_path / "out", join=save(tmp_path / "b.csv", plans), dry_run=True
    )
    assert {(r.row, r.code) for r in result.refusals} == {(2, "B0105")}


def test_a_row_longer_than_the_first_header_is_still_refused(tmp_path: Path) -> None:
    pupils, plans = parted()
    pupils[1].append("stray")
    result = run(
        letter(), save(tmp_path / "a.csv", pupils), tmp_path / "out", join=save(tmp_path / "b.csv", plans), dry_run=True
    )
    assert {(r.row, r.code) for r in result.refusals} == {(2, "B0111")}


def test_a_second_table_without_ids_is_misuse(tmp_path: Path) -> None:
    pupils, plans = parted()
    with pytest.raises(ColumnProblem, match="missing in the second table"):
        run(
            letter(),
            save(tmp_path / "a.csv", pupils),
            tmp_path / "out",
            join=save(tmp_path / "b.csv", without(plans, "Pupil id")),
        )
