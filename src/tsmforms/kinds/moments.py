"""Dates and times of day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import attrs

from tsmforms.convert.moments import read_date, read_time
from tsmforms.convert.show import show_date
from tsmforms.model.answers import Known, Primitive
from tsmforms.model.kinds import Entry, Kind
from tsmforms.model.parsed import Parsed
from tsmforms.model.spec import FieldSpec

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_ISO_TIME = re.compile(r"[0-9]{2}:[0-9]{2}\Z")
_FIRST_DAY = datetime.date(2026, 3, 6)
"""A Friday in term: the next Monday to Friday is a week of its own."""


def _written(
    pattern: re.Pattern[str], read: Callable[[Primitive], Parsed], advice: str
) -> Callable[[FieldSpec, Known], Parsed | None]:
    """JSON that is a text of this pattern; where it cannot be read, the advice is for JSON, not for a person's form."""

    def from_json(_field: FieldSpec, raw: Known) -> Parsed | None:
        if not isinstance(raw, str) or not pattern.match(raw):
            return None
        found = read(raw)
        if found.value is not None or found.problem is None:
            return found
        return Parsed(problem=attrs.evolve(found.problem, help=advice))

    return from_json


DATE = Kind(
    name="date",
    meaning="a date, day first",
    type=datetime.date,
    widget="date",
    entry=Entry(
        "date",
        "Enter a date, day first, for example 14/09/2026.",
        pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        format="date",
        column=13.0,
    ),
    parse=lambda _, raw: read_date(raw),
    show=lambda _, value: show_date(value),
    show_long=lambda _, value: show_date(value, long=True),
    from_json=_written(_ISO_DATE, read_date, "give a date that exists as YYYY-MM-DD, for example 2026-09-14"),
    json="a date as YYYY-MM-DD",
    sample=lambda _, _rng: datetime.date(2026, 1, 14),
    hints=frozenset({"date", "from", "to"}),
    nth=lambda _, n: _FIRST_DAY + datetime.timedelta(days=n),
    unit="days",
)

TIME = Kind(
    name="time",
    meaning="a time of day, 24 hours",
    type=datetime.time,
    widget="time",
    entry=Entry("time", "Enter a time such as 08:50 or 14:15.", pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$", column=9.0),
    parse=lambda _, raw: read_time(raw),
    show=lambda _, value: f"{value.hour:02d}:{value.minute:02d}",
    from_json=_written(_ISO_TIME, read_time, "give a time as HH:MM, for example 14:15"),
    json="a time as HH:MM",
    sample=lambda _, _rng: datetime.time(9, 0),
    hints=frozenset({"time"}),
    nth=lambda _, n: datetime.time(9 + n // 6, 10 * (n % 6)),
    unit="minutes",
)
