"""Day first or month first: judged over whole columns, before any row makes a letter.

`05/11/2025` is 5 November here and 11 May to a program that was set up for the
United States. A single cell does not say which; its column may. Nothing is
turned round: dates that may be meant the other way are refused by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import attrs

from tsmforms.bulk.columns import Columns, Use
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.exports.source import ExportRow
from tsmforms.kinds import DATE

_NUMERIC = re.compile(r"\s*(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(?:\d{4}|\d{2})(?!\d)")
_MONTHS = 12
_DAYS = 31


def may_be_month_first(text: str) -> bool:
    """Whether a date in figures is another date once day and month change places.

    >>> may_be_month_first("05/11/2025"), may_be_month_first("21/11/2025"), may_be_month_first("11/11/2025")
    (True, False, False)
    """
    pair = _pair(text)
    return pair is not None and max(pair) <= _MONTHS and pair[0] != pair[1]


def judged(columns: Columns, rows: Iterable[ExportRow]) -> Columns:
    """The columns, with those marked whose dates may have the month first.

    A column with a date such as `11/21/2025` is in doubt. Once a column holds
    such dates and none that can only be day first, its file was made month
    first, and every column that shows nothing to the contrary is in doubt too.
    """
    dates = [use for use in columns.shared if use.field.kind is DATE]
    if not dates:
        return columns
    seen = _seen(dates, rows)
    if not any(order.month for order in seen.values()):
        return columns
    foreign = any(order.month and not order.day for order in seen.values())
    doubtful = {path for path, order in seen.items() if order.month or (foreign and not order.day)}
    return attrs.evolve(
        columns,
        shared=tuple(attrs.evolve(use, is_doubtful=True) if use.path in doubtful else use for use in columns.shared),
    )


def doubt(use: Use, raw: str) -> Diagnostic | None:
    """Why a date of a column in doubt cannot be read; None where it can be read one way only."""
    if not may_be_month_first(raw):
        return None
    return Diagnostic(
        "B0114",
        "error",
        worded("B0114", question=use.question),
        f'export the dates of the column "{use.heading}" day first, or as 2025-11-21',
        field=use.path,
    )


@attrs.define
class _Order:
    """What the dates of a column show: that some can only be day first, that some can only be month first."""

    day: bool = False
    month: bool = False

    def take(self, text: str) -> None:
        pair = _pair(text)
        if pair is not None:
            self.day = self.day or (pair[1] <= _MONTHS < pair[0] <= _DAYS)
            self.month = self.month or (pair[0] <= _MONTHS < pair[1] <= _DAYS)


def _seen(dates: Sequence[Use], rows: Iterable[ExportRow]) -> Mapping[str, _Order]:
    seen = {use.path: _Order() for use in dates}
    places = [(use.at[0], seen[use.path]) for use in dates]
    for row in rows:
        cells = row.cells
        for at, order in places:
            if at < len(cells) and not (order.day and order.month):
                order.take(cells[at])
    return seen


def _pair(text: str) -> tuple[int, int] | None:
    found = _NUMERIC.match(text)
    return (int(found[1]), int(found[2])) if found else None
