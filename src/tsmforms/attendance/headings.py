"""A heading that names a day: its date, the half of it, or the week that begins on it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Literal

import attrs

from tsmforms.attendance.sessions import Half
from tsmforms.convert import parse
from tsmforms.diagnostics import worded
from tsmforms.kinds import DATE
from tsmforms.model import FieldSpec
from tsmforms.model.parsed import Problem

Span = Literal["day", "week"]
_DATE = FieldSpec("date", "Date", DATE)
_HALF = re.compile(r"(?<![a-z])(?:(am|a\.m\.|morning)|(pm|p\.m\.|afternoon))(?![a-z])", re.IGNORECASE)
_WEEK = re.compile(r"(?:w\s*[/.]?\s*[cb]|week\s+(?:commencing|beginning)|week)[\s:.]+", re.IGNORECASE)
_NOISE = re.compile(r"(?<![a-z])(?:session|sess|registration|register|reg|marks?)(?![a-z])", re.IGNORECASE)
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_LIKE_A_DATE = re.compile(
    rf"(?:{_WEEKDAY}[\s,]+)?(?:\d{{1,2}}/\d{{1,2}}|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]+{_MONTH}(?:[\s,-]+\d{{2,4}})?|{_MONTH}\s+\d{{1,2}}(?:[\s,]+\d{{2,4}})?)",
    re.IGNORECASE,
)
_TRAILING_WEEKDAY = re.compile(rf"(.*\d.*?)[\s,]+({_WEEKDAY})", re.IGNORECASE)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
_WITHOUT_A_YEAR = re.compile(
    rf"(?:{_WEEKDAY}[\s,]+)?(?:\d{{1,2}}/\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?[\s-]+{_MONTH}|{_MONTH}\s+\d{{1,2}})",
    re.IGNORECASE,
)
_NO_YEAR = Problem("D0201", worded("D0201", "no_year"), "write the year too, for example 14/09/2026")
_MONTHS_IN_A_YEAR = 12
_FRIDAY = 4


@attrs.frozen
class Dated:
    """What a heading or cell names as its day: the date, or the problem with it."""

    text: str
    date: datetime.date | None = None
    half: Half | None = None
    span: Span = "day"
    problem: Problem | None = None


def half_in(text: str, alone: bool = False) -> Half | None:
    """The half of a day that a text names; with `alone`, only if it says nothing else but "session" or the like."""
    found = _HALF.search(text)
    if not found:
        return None
    rest = _NOISE.sub("", text[: found.start()] + text[found.end() :])
    return None if alone and re.search(r"\w", rest) else ("am" if found[1] else "pm")


def dated(text: str) -> Dated | None:
    """The day that a heading names; None where it names none.

    One that is written like a date and is none comes back with its problem.
    """
    half = half_in(text)
    rest = _NOISE.sub(" ", _HALF.sub(" ", text))
    rest = re.sub(r"\s+", " ", rest).strip(" ()[]:,;|-–")
    week = _WEEK.match(rest)
    if week:
        rest = rest[week.end() :]
    if turned := _TRAILING_WEEKDAY.fullmatch(rest):
        rest = f"{turned[2]} {turned[1]}"
    if not _LIKE_A_DATE.fullmatch(rest):
        return None
    if _WITHOUT_A_YEAR.fullmatch(rest):
        return Dated(rest, None, half, "week" if week else "day", _NO_YEAR)
    parsed = parse(_DATE, rest)
    date = parsed.value if isinstance(parsed.value, datetime.date) else None
    return Dated(rest, date, half, "week" if week else "day", parsed.problem)


def month_first(texts: Iterable[str]) -> bool:
    """Whether dates in figures seem to have the month first, as they are not written here.

    They do where one is a date only in that order, or where some lie on a weekend
    read day first and none does read month first.
    """
    written = [(int(m[1]), int(m[2]), int(m[3])) for text in texts if (m := _NUMERIC.search(text))]
    if any(first <= _MONTHS_IN_A_YEAR < second for first, second, _ in written):
        return True
    read = [(_date(year, second, first), _date(year, first, second)) for first, second, year in written]
    weekend = any(day is not None and day.weekday() > _FRIDAY for day, _ in read)
    return weekend and all(other is not None and other.weekday() <= _FRIDAY for _, other in read)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None
