"""Tables of a collation: plain typed rows under titled columns, which workbook, page and program show alike."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

import attrs

ColumnKind = Literal["text", "words", "date", "time", "number", "percent", "colour", "file"]
"""How a column is shown: `words` are wide and wrapped, `colour` is red, amber or green, `file` leads to a file."""

Datum: TypeAlias = str | int | float | Decimal | datetime.date | datetime.time | None
"""What a cell contains."""


@attrs.frozen
class TitledColumn:
    """A column: its title as printed, what it contains, and the path of its question where it is an answer."""

    title: str
    kind: ColumnKind = "text"
    path: str = ""


@attrs.frozen
class ResultTable:
    """A table with a name, a sentence on what it shows, and its rows."""

    name: str
    about: str
    columns: tuple[TitledColumn, ...]
    rows: tuple[tuple[Datum, ...], ...]

    def plain(self) -> list[dict[str, Datum]]:
        """Its rows by the titles of their columns."""
        titles = [column.title for column in self.columns]
        return [dict(zip(titles, row, strict=True)) for row in self.rows]


def columns(*titled: str | tuple[str, ColumnKind]) -> tuple[TitledColumn, ...]:
    """Columns by their titles; of words where no kind is named."""
    return tuple(TitledColumn(one) if isinstance(one, str) else TitledColumn(*one) for one in titled)


def sorted_rows(rows: Sequence[tuple[Datum, ...]], by: Sequence[int]) -> tuple[tuple[Datum, ...], ...]:
    """Rows in the order of some columns, dates and numbers before nothing."""
    return tuple(sorted(rows, key=lambda row: tuple(_order(row[at]) for at in by)))


def _order(value: Datum) -> tuple[int, str]:
    if value is None or value == "":
        return 1, ""
    if isinstance(value, datetime.date):
        return 0, value.isoformat()
    if isinstance(value, int | float | Decimal):
        return 0, f"{value:020.4f}"
    return 0, str(value).casefold()


KIND_OF: Mapping[str, ColumnKind] = {
    "date": "date",
    "time": "time",
    "whole": "number",
    "number": "number",
    "money": "number",
    "share": "percent",
    "lines": "words",
}
"""The kind of a column by what is entered in the boxes of its question."""
