"""Lists that a run leaves for people: no cell is a formula, pieces join to one table, and old files keep their name."""

from __future__ import annotations

import csv
import io

import pytest

from tsmforms.bulk.account.lists import csv_pieces, safe_cell, superseded_name


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=1+1", "'=1+1"), ("-5", "'-5"), (-5, "'-5"), ("\tx", "'\tx"), ("a=b", "a=b"), (None, ""), (0, "0")],
)
def test_no_cell_is_taken_for_a_formula(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


@pytest.mark.parametrize("rows", [0, 499, 500, 501])
def test_the_pieces_of_a_long_table_are_one_table_with_one_mark_and_one_header(rows: int) -> None:
    pieces = list(csv_pieces(("row", "name"), ((n, "Zoë\nSample") for n in range(rows))))
    assert len(pieces) == 1 + rows // 500
    text = b"".join(pieces).decode("utf-8-sig")
    assert "\ufeff" not in text
    read = list(csv.reader(io.StringIO(text)))
    assert (read[0], len(read)) == (["row", "name"], rows + 1)


def test_a_file_whose_name_another_takes_keeps_its_ending_and_the_beginning_of_its_digest() -> None:
    assert superseded_name("a.b.docx", "0123456789abcdef") == "a.b-01234567.docx"
    assert superseded_name("letter.pdf", "0123456789abcdef", "changed-") == "letter-changed-01234567.pdf"
