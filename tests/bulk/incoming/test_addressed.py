"""Whether a letter is addressed to one person, as somebody would check the envelope."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bulk.exports import Table, cell, changed, export, letter, put, save
from tsmforms.bulk import RunResult, run


def judged(tmp_path: Path, table: Table, formats: tuple[str, ...] = ("docx",)) -> RunResult:
    return run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", dry_run=True, formats=formats)  # type: ignore[arg-type]


def reasons(result: RunResult) -> set[tuple[int, str, str]]:
    return {(r.row, r.code, r.field) for r in result.refusals}


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Parent 1 salutation", "Mr & Mrs Example"),
        ("Parent 1 salutation", "Mr and Mrs Example"),
        ("Parent 1 salutation", "Mrs Somebodyelse"),
        ("Parent 1 title", "Mr & Mrs"),
        ("Parent 1 forename", "Ash and Bo"),
        ("Parent 1 forename", "Ash (deceased)"),
        ("Parent 1 surname", "Example (dec'd)"),
        ("Parent 1 surname", "Example - do not contact"),
        ("Parent 1 surname", "Example 07700 900001"),
        ("Parent 1 surname", "(Example)"),
        ("Parent 1 surname", "Example - aunt of Bo"),
        ("Parent 1 forename", "The parents of"),
        ("Parent 1 forename", "To whom it may"),
    ],
)
def test_a_letter_to_two_people_or_another_or_the_dead_is_refused(tmp_path: Path, heading: str, text: str) -> None:
    path = {"salutation": "salutation"}.get(
        heading.rsplit(maxsplit=1)[-1], f"recipient.{heading.rsplit(maxsplit=1)[-1]}"
    )
    assert (2, "B0207", path) in reasons(judged(tmp_path, changed({(1, heading): text}, 2)))


def test_a_forename_may_have_the_one_in_use_next_to_it(tmp_path: Path) -> None:
    assert not judged(tmp_path, changed({(1, "Parent 1 forename"): "Elizabeth (Liz)"}, 2)).refused


def test_dear_is_printed_once_and_told(tmp_path: Path) -> None:
    table = export(2)
    put(table, 1, "Parent 1 salutation", f"Dear Dear {cell(table, 1, 'Parent 1 salutation')},")
    result = judged(tmp_path, table)
    assert (result.refused, [note.code for note in result.notes]) == (0, ["B0213"])


@pytest.mark.parametrize("salutation", ["Parent or carer", "Sir or Madam", "Parent/Carer"])
def test_a_salutation_that_names_nobody_goes(tmp_path: Path, salutation: str) -> None:
    assert not judged(tmp_path, changed({(1, "Parent 1 salutation"): salutation}, 2)).refused


def test_an_address_with_two_postcodes_is_refused_and_one_that_repeats_its_own_is_told(tmp_path: Path) -> None:
    own = cell(export(2), 1, "Parent 1 postcode")
    two = judged(
        tmp_path, changed({(1, "Parent 1 address"): "1 Sample Row\nZZ99 1AA", (1, "Parent 1 postcode"): "ZZ99 3WZ"}, 2)
    )
    assert reasons(two) == {(2, "B0207", "address.lines")}
    repeated = judged(tmp_path, changed({(1, "Parent 1 address"): f"1 Sample Row\n{own}"}, 2))
    assert (repeated.refused, repeated.warned) == (0, 1)


def test_one_person_twice_in_a_row_gets_no_letter(tmp_path: Path) -> None:
    table = export(4)
    for part in ("title", "forename", "surname", "address", "postcode", "salutation"):
        put(
            table,
            1,
            f"Parent 2 {part}",
            cell(table, 1, f"Parent 1 {part}").upper() if part == "surname" else cell(table, 1, f"Parent 1 {part}"),
        )
    assert {(row, code) for row, code, _ in reasons(judged(tmp_path, table))} == {(2, "B0208")}


def test_one_child_under_two_spellings_of_an_id_is_refused(tmp_path: Path) -> None:
    table = export(3)
    put(table, 1, "Pupil id", "004711")
    table.append(list(table[1]))
    put(table, 4, "Pupil id", "4711")
    assert {(row, code) for row, code, _ in reasons(judged(tmp_path, table))} == {(2, "B0204"), (5, "B0204")}


def test_ids_that_are_nearly_the_same_of_two_children_are_told(tmp_path: Path) -> None:
    result = judged(tmp_path, changed({(1, "Pupil id"): "A-1", (2, "Pupil id"): "a1"}, 3))
    assert (result.refused, [note.code for note in result.notes]) == (0, ["B0204"])


def test_one_id_with_two_names_is_refused(tmp_path: Path) -> None:
    table = export(3)
    put(table, 2, "Pupil id", cell(table, 1, "Pupil id"))
    assert {(row, code) for row, code, _ in reasons(judged(tmp_path, table))} == {(2, "B0205"), (3, "B0205")}


def test_a_date_far_ahead_is_refused(tmp_path: Path) -> None:
    table = changed({(1, "Date to review these actions"): "14/01/2055"}, 2)
    assert (2, "B0209", "review_date") in reasons(judged(tmp_path, table))


def test_a_name_that_a_pdf_does_not_give_back_refuses_its_row_and_the_run_goes_on(tmp_path: Path) -> None:
    table = export(3)
    for part in ("surname", "salutation"):
        put(table, 1, f"Parent 1 {part}", "N\u0304a\u0304m M\u0303\u0254\u0303d\u0301e")
    result = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", formats=("pdf",))
    assert result.stopped is None
    assert {row for row, _, _ in reasons(result)} <= {2}
    assert result.letters >= 2
