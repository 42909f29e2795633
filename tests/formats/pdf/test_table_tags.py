"""Each row of a table has a header: a reader of the page aloud says which row a cell is of."""

from __future__ import annotations

import io

import pikepdf
import pytest

import tsmforms
from tests.checkers.structure import heads_its_row, tables
from tsmforms.formats.pdf.typesetting.tabletags import with_row_headers

HEADING = (
    "{} 0 obj\n<</Type/StructElem/S/TH/P 9 0 R/ID({}x{}y0)/A[<</O/Table/Scope/Column/Headers[]>>]/K[1]>>\nendobj\n"
)
CELL = "{} 0 obj\n<</Type/StructElem/S/TD/P 8 0 R/A[<</O/Table/Headers[{}]>>]/K[2]>>\nendobj\n"


@pytest.mark.parametrize("name", ["pupil_voice", "letter_3a"])
def test_the_first_cell_of_each_row_heads_it(name: str) -> None:
    form = tsmforms.form(name)
    with pikepdf.open(io.BytesIO(form.write(form.example(1)["answers"], "pdf"))) as pdf:
        rows = [row for table in tables(pdf) for row in table[1:] if len(row) > 1]
        heads = [cell for table in tables(pdf) for cell in table[0]]
    assert rows
    assert all(heads_its_row(row[0]) and not any(map(heads_its_row, row[1:])) for row in rows)
    assert any(cell.S == "/TH" for cell in heads)


def test_the_corner_heads_no_data_and_no_list_of_headers_hides_those_of_rows() -> None:
    made = with_row_headers(
        "".join(
            [
                HEADING.format(1, "U1", 0),
                HEADING.format(2, "U1", 1),
                CELL.format(3, "(U1x0y0)"),
                CELL.format(4, "(U1x1y0)"),
            ]
        ).encode()
    )
    lines = [line for line in made.decode().splitlines() if "StructElem" in line]
    assert [line[19:23] for line in lines] == ["S/TD", "S/TH", "S/TH", "S/TD"]
    assert ["/Scope/Row" in line for line in lines] == [False, False, True, False]
    assert ["/Scope/Column" in line for line in lines] == [False, True, False, False]
    assert "(U1x1y0)]" not in made.decode()


@pytest.mark.parametrize(
    "cells",
    [
        [HEADING.format(1, "U1", 0), CELL.format(3, "(U1x0y0)")],
        [HEADING.format(1, "U1", 0), HEADING.format(2, "U1", 1), CELL.format(3, "(U1x0y0)(U1x1y0)")],
        ["3 0 obj <</Type/StructElem/S/TD/P 8 0 R/A[<</O/Table/Headers[(U1x0y0)]>>"],
    ],
    ids=["one column", "a cell over all columns", "words that look like it"],
)
def test_no_cell_becomes_a_header_that_heads_nothing(cells: list[str]) -> None:
    made = with_row_headers("".join(cells).encode())
    assert b"/Scope/Row" not in made
    assert len(made) == len("".join(cells))
