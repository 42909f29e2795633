"""The answers of many returns as rows and as plain dictionaries."""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from tests.collation.small import returned
from tests.rules.forms import FORM
from tsmforms.collation.answers import answer_table, column_kind, datum, entries, list_tables
from tsmforms.collation.plain import csv_text, jsonl_text, plain_rows

ONE = returned("Ash", percent=Decimal("92.5"), met="yes", actions__0__action="Ring", actions__3__hours=Decimal(2))


def test_entries_keep_their_positions_and_a_list_of_a_longer_name_is_another() -> None:
    assert entries({"a.2.x": 1, "a.10.x": 1, "a.2.y": 1, "ab.0.x": 1}, "a") == (2, 10)


@pytest.mark.parametrize(
    ("path", "value", "cell"),
    [
        ("percent", Decimal("92.5"), Decimal("92.5")),
        ("meeting_date", date(2026, 3, 6), date(2026, 3, 6)),
        ("opens", time(8, 45), time(8, 45)),
        ("met", "some_improvement", "Some improvement"),
        ("held", False, "No"),
        ("needs", ("plan", "panel"), "New plan; Attendance panel"),
        ("reason", None, None),
    ],
)
def test_a_cell_has_numbers_and_dates_as_such_and_choices_as_printed(path: str, value: Any, cell: object) -> None:
    assert datum(FORM.leaves[path].field, value) == cell


def test_a_list_is_counted_in_the_row_of_its_return_and_has_a_table_of_its_own() -> None:
    table = answer_table("Answers", FORM, [ONE])
    row = dict(zip((column.path or column.title for column in table.columns), table.rows[0], strict=True))
    assert (row["actions"], row["percent"], row["met"]) == (2, Decimal("92.5"), "Yes")
    (actions,) = list_tables(FORM, [ONE, returned("Beech")])
    assert [row[3:6] for row in actions.rows] == [(1, "Ring", None), (4, None, None)]
    assert len({column.title for column in table.columns}) == len(table.columns)


def test_columns_are_shown_by_the_kind_of_their_question() -> None:
    kinds = {path: column_kind(FORM.leaves[path].field) for path in ("audit.policy.rating", "meeting_date", "reason")}
    assert kinds == {"audit.policy.rating": "colour", "meeting_date": "date", "reason": "words"}


def test_plain_rows_have_the_same_keys_and_csv_says_yes_and_no_within_a_list_too() -> None:
    notices = {"notices__0__issued": date(2026, 3, 1), "notices__0__withdrawn": True}
    rows = plain_rows([ONE, returned("Beech", reason="=1+1", held=False, **notices)])
    assert list(rows[0]) == list(rows[1])
    first, second = (dict(zip(rows[0], cells, strict=True)) for cells in _cells(csv_text(rows)))
    assert (second["reason"], second["held"], second["notices"]) == ("'=1+1", "no", "2026-03-01; yes")
    assert (first["reason"], first["counted"], first["actions"]) == ("", "yes", "Ring\n2")
    assert json.loads(jsonl_text(rows).splitlines()[1])["notices"] == [
        {"issued": "2026-03-01", "until": None, "withdrawn": True}
    ]


def _cells(text: str) -> list[list[str]]:
    import csv
    import io

    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1:]
