"""From the number, date or share that a workbook's cell stores to what it answers."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from tests.reading.scenes import box
from tsmforms.diagnostics import Place
from tsmforms.model.answers import Primitive
from tsmforms.model.outline import NumberFormat, TypedCell
from tsmforms.reading.keyed.typed import Typed, typed_value


def typed(path: str, cell: TypedCell, text: str | None = None) -> Typed:
    return typed_value(cell, cell.stored if text is None else text, box(path).leaf, path, Place())


def number(stored: str, format: NumberFormat = "general", is_1904: bool = False) -> TypedCell:
    return TypedCell(stored, "number", format, is_1904)


@pytest.mark.parametrize(
    ("cell", "value", "raw", "code"),
    [
        (number("0.88", "percent"), 88, "88%", None),
        (number("0.875", "percent"), Decimal("87.5"), "87.5%", None),
        (number("1", "percent"), 100, "100%", None),  # a full share, not one hundredth
        (number("88", "percent"), 88, "8800%", "D0221"),
        (number("100", "percent"), 100, "10000%", "D0221"),
        (number("101", "percent"), 10100, "10100%", None),  # judged by the limits of the question
        (number("88"), 88, "88", None),
        (number("0"), 0, "0", None),
        (number("0.88"), "", "0.88", "D0221"),
        (number("1"), "", "1", "D0221"),  # one per cent, or all of it
        (number("1.5"), Decimal("1.5"), "1.5", None),
    ],
)
def test_a_percentage_is_a_share_in_a_percent_cell_and_reported_where_both_could_be_meant(
    cell: TypedCell, value: Primitive, raw: str, code: str | None
) -> None:
    found = typed("share", cell)
    assert (found.value, found.raw, [note.code for note in found.notes]) == (value, raw, [code] if code else [])


@pytest.mark.parametrize(
    ("path", "cell", "value", "raw"),
    [
        ("visit_date", number("45914", "date"), datetime.date(2025, 9, 14), "14/09/2025"),
        ("visit_date", number("44452", "date", True), datetime.date(2025, 9, 14), "14/09/2025"),  # 1,462 days fewer
        ("visit_date", number("59", "date"), datetime.date(1900, 2, 28), "28/02/1900"),  # before Excel's 29 February
        ("visit_date", number("61", "date"), datetime.date(1900, 3, 1), "01/03/1900"),
        ("visit_date", number("45914.5", "date"), datetime.datetime(2025, 9, 14, 12), "14/09/2025 12:00"),
        ("visit_date", number("45914"), 45914, "45914"),  # no day: nobody sees one in the cell
        ("name", number("45914", "date"), "14/09/2025", "14/09/2025"),
        ("start", number("0.375"), datetime.time(9), "09:00"),
        ("start", number("45914.375", "date"), datetime.time(9), "09:00"),
        ("name", number("0.5", "percent"), "50%", "50%"),
        ("absences", number("12.0"), 12, "12"),
        ("absences", number("2.50"), Decimal("2.5"), "2.5"),
        ("absences", number("-1", "date"), -1, "-1"),
        ("absences", TypedCell("TRUE", "bool"), True, "TRUE"),
        ("absences", TypedCell("1_0", "number"), "1_0", "1_0"),
    ],
)
def test_a_number_is_what_its_cell_shows_for_the_question_that_is_asked(
    path: str, cell: TypedCell, value: Primitive, raw: str
) -> None:
    found = typed(path, cell)
    assert (found.value, found.raw, found.notes) == (value, raw, ())
    assert type(found.value) is type(value)


def test_a_number_that_was_struck_through_is_no_answer() -> None:
    assert typed("absences", number("12"), text=" ") == Typed("", "")


@pytest.mark.parametrize(
    ("cell", "severity"),
    [
        (TypedCell("3", "text", formula=True), ("D0106", "info")),
        (TypedCell("", "text", formula=True, cached=False), ("D0106", "error")),
        (TypedCell("#REF!", "error"), ("D0220", "error")),
    ],
)
def test_a_formula_or_an_error_of_the_workbook_is_reported(cell: TypedCell, severity: tuple[str, str]) -> None:
    found = typed("name", cell)
    assert [(note.code, note.severity) for note in found.notes] == [severity]
    assert found.value == ("" if cell.shape == "error" else cell.stored)
