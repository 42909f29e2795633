"""What only the whole table shows: ids that are nearly the same, one id with two children, columns of yes and no."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tsmforms.bulk.columns import FreeColumn
from tsmforms.bulk.incoming.survey import NEARLY, TWO_CHILDREN, Survey


def surveyed(*rows: tuple[str, ...], own: bool = False) -> Survey:
    """A table of an id, a name, and a free column "Zyx"."""
    free = [FreeColumn("Zyx", 2, is_place=False)]
    shared = [SimpleNamespace(path="pupil.forename", at=(1,))]
    columns: Any = SimpleNamespace(free=free, shared=shared, key_at=0, is_own_table=own)
    made = Survey(columns)
    for row in rows:
        made.take(row)
    return made


@pytest.mark.parametrize(
    ("rows", "conflicts", "nearly"),
    [
        ([("A1", "Ann"), ("A1", " ann ")], [], 0),
        ([("A1", "Ann"), ("A1", "Ben")], [TWO_CHILDREN], 0),
        ([("A1", "Ann"), ("a 01", "Ann")], [NEARLY], 1),
        ([("A1", "Ann"), ("a-1", "Ben")], [], 1),
        ([("", "Ann"), ("", "Ben")], [], 0),
        ([("A1",), ("A1",)], [], 0),
    ],
)
def test_one_child_of_two_ids_and_two_children_of_one_are_told_apart(
    rows: list[tuple[str, ...]], conflicts: list[str], nearly: int
) -> None:
    made = surveyed(*rows)
    assert (list(made.conflicts.values()), made.nearly, len(made.notes)) == (conflicts, nearly, int(nearly > 0))


def test_a_table_of_our_own_may_have_an_id_on_every_row() -> None:
    assert surveyed(("A1", "Ann"), ("A1", "Ben"), own=True).conflicts == {}


@pytest.mark.parametrize(
    ("cells", "flagged"),
    [(["Y", ""], True), (["", ""], False), (["Y", "soon"], False), (["No", "no"], False), (["yes", "N"], True)],
)
def test_a_column_is_one_of_yes_and_no_only_if_every_cell_is_and_one_says_yes(cells: list[str], flagged: bool) -> None:
    made = surveyed(*((f"A{n}", "Ann", cell) for n, cell in enumerate(cells)))
    assert [one.heading for one in made.flagged] == (["Zyx"] if flagged else [])
