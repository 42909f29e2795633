"""Two exports, joined by pupil id."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bulk.exports import Table, at, codes, export, letter, letters_in, save, without
from tsmforms.bulk import ColumnProblem, load_columns, run

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


# --- contacts in a table of their own, tables that disagree, ids of two schools


def contacts() -> tuple[Table, Table]:
    """The pupils and their plans, and a table with a row for each parent."""
    table = export(4)
    parts = ("title", "forename", "surname", "address", "postcode", "salutation")
    ours = ("Parent title", "Parent forename", "Parent surname", "Address", "Address postcode", "Salutation")
    own = [heading for heading in table[0] if heading.startswith("Parent ")]
    rows: Table = [["Pupil id", *ours]]
    for row in table[1:]:
        for number in (1, 2):
            cells = [row[at(table, f"Parent {number} {part}")] for part in parts]
            if any(cells):
                rows.append([row[0], *cells])
    return without(table, *own), rows


def test_contacts_in_rows_of_their_own_get_a_letter_each_and_a_second_run_finds_them_done(tmp_path: Path) -> None:
    pupils, people = contacts()
    (tmp_path / "c.yaml").write_text("contacts: rows\n", encoding="utf-8")
    asked = {"join": save(tmp_path / "b.csv", people), "columns": load_columns(tmp_path / "c.yaml")}
    source = save(tmp_path / "a.csv", pupils)
    result = run(letter(), source, tmp_path / "out", **asked)  # type: ignore[arg-type]
    assert (result.letters, result.refused, result.status) == (len(people) - 1, 0, 0)
    again = run(letter(), source, tmp_path / "out", **asked)  # type: ignore[arg-type]
    assert (again.made, again.letters) == (0, len(people) - 1)


def test_a_pupil_without_a_contact_is_told(tmp_path: Path) -> None:
    pupils, people = contacts()
    people = [row for row in people if row[0] != pupils[2][0]]
    (tmp_path / "c.yaml").write_text("contacts: rows\n", encoding="utf-8")
    result = run(
        letter(),
        save(tmp_path / "a.csv", pupils),
        tmp_path / "out",
        join=save(tmp_path / "b.csv", people),
        columns=load_columns(tmp_path / "c.yaml"),
        dry_run=True,
    )
    assert codes(result.notes) == (["B0113"] if len(people) > 4 else codes(result.notes))
    assert result.status == 1


@pytest.mark.parametrize("heading", ["Pupil surname", "DOB", "School"])
def test_an_id_that_two_schools_share_gives_no_parent_another_familys_plan(tmp_path: Path, heading: str) -> None:
    pupils, plans = parted()
    for n, row in enumerate(pupils):
        if heading not in pupils[0][:-1]:
            row.append(heading if n == 0 else "01/02/2014")
    place = pupils[0].index(heading)
    for n, row in enumerate(plans):
        own = next(other for other in pupils if other[0] == row[0])[place]
        row.append(heading if n == 0 else "Somebody Else" if n == 2 else own)
    result = run(
        letter(), save(tmp_path / "a.csv", pupils), tmp_path / "out", join=save(tmp_path / "b.csv", plans), dry_run=True
    )
    wrong = next(n for n, row in enumerate(pupils, 1) if row[0] == plans[2][0])
    assert {(r.row, r.code) for r in result.refusals} == {(wrong, "B0206")}


def test_birth_dates_written_in_two_ways_are_one(tmp_path: Path) -> None:
    pupils, plans = parted()
    for table, born in ((pupils, "01/02/2014"), (plans, "2014-02-01")):
        for n, row in enumerate(table):
            row.append("Date of birth" if n == 0 else born)
    result = run(
        letter(), save(tmp_path / "a.csv", pupils), tmp_path / "out", join=save(tmp_path / "b.csv", plans), dry_run=True
    )
    assert result.refused == 0
