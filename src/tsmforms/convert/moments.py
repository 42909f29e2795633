"""Dates and times of day as people write them, day first."""

from __future__ import annotations

import datetime
import re

from tsmforms.convert.text import closed_up
from tsmforms.diagnostics import worded
from tsmforms.model.answers import Primitive
from tsmforms.model.parsed import Parsed, Problem, unread

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMERIC_DATE = re.compile(r"(\d{1,2})\s*[./\\-]\s*(\d{1,2})\s*[./\\-]\s*(\d{4}|\d{2})\Z")
_ISO_DATE = re.compile(r"(\d{4})[-./](\d{2})[-./](\d{2})\Z")
_NO_YEAR = re.compile(
    r"\d{1,2}\s*[./-]\s*\d{1,2}\Z|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[a-z]{3,9}\Z"
    r"|[a-z]{3,9}\s+\d{1,2}(?:st|nd|rd|th)?\Z"
)
_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-", "\u2044": "/"})
"""Word makes a dash of a hyphen between spaces, and a fraction's stroke of a slash."""
_AT_MIDNIGHT = re.compile(r"(?<=\d)(?:t|\s+)00:00(?::00(?:\.0+)?)?\Z")
"""What an export adds to a date that its database holds with a time."""
_DAY_MONTH = re.compile(
    r"(?:the\s+)?(\d{1,2})\s?(?:st|nd|rd|th)?[\s./-]*(?:of\s+)?([a-z]{3,9})[.,]*[\s./-]*['\u2018\u2019]?(\d{4}|\d{2})\Z"
)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}|\d{2})\Z")
_WEEKDAY = re.compile(r"(?:(mon)|(tues?)|(wed(?:nes)?)|(thu(?:rs?)?)|(fri)|(sat(?:ur)?)|(sun))(?:day)?\.?,?\s+")
_TIME = re.compile(r"(\d{1,2})(?:\s?[:.\u00b7]\s?(\d{2}))?(?::00)?\s*([ap]\.?\s?m\.?)?(\s*(?:h|hrs?|hours)\.?)?\Z")
_TIME_OF_FOUR = re.compile(r"(\d{2})(\d{2})(?:\s*(?:h|hrs?|hours)\.?)?()\Z")
_HALF_DAY = 12
_SCHOOL_DAY_BEGINS = 7
"""Before this hour a time without am or pm, such as 2.15, may well be of the afternoon."""
_NOON = frozenset(("noon", "midday", "12 noon", "12noon", "12 midday"))
_MIDNIGHT = datetime.time()
_CENTURY_PIVOT = 70


def read_date(raw: Primitive) -> Parsed:
    """A date that exists; a typed cell's as it is."""
    if isinstance(raw, datetime.datetime):
        return Parsed(raw.date(), None if raw.time() == _MIDNIGHT else _left_out("a time of day behind its date"))
    if isinstance(raw, datetime.date):
        return Parsed(raw)
    return _written_date(raw.strip().lower()) if isinstance(raw, str) else _no_date(worded("D0201", "no_date"))


def _no_date(what: str) -> Parsed:
    return unread("D0201", what, "enter a date that exists, day first, for example 14/09/2026")


def _left_out(what: str) -> Problem:
    return Problem("D0222", worded("D0222", what=what), "check the cell", "info")


def _written_date(text: str) -> Parsed:
    text = text.translate(_DASHES).rstrip(" .,;")
    weekday = _WEEKDAY.match(text)
    numbers = _date_numbers(_AT_MIDNIGHT.sub("", text[weekday.end() :] if weekday else text))
    if numbers is None:
        return _no_date(worded("D0201", "without_year") if _lacks_year(text) else worded("D0201", "no_date"))
    year, month, day, short = numbers
    try:
        value = datetime.date(year, month, day)
    except ValueError:
        return _no_date(worded("D0201", "not_existing"))
    if weekday and weekday.lastindex != value.isoweekday():
        return _no_date(worded("D0201", "other_weekday"))
    century = f"the year with two digits; it was read as one of the {year // 100}00s"
    return Parsed(
        value, Problem("D0214", worded("D0214", century=century), "check the year", "info") if short else None
    )


def _date_numbers(text: str) -> tuple[int, int, int, bool] | None:
    if m := _ISO_DATE.match(text):
        return int(m[1]), int(m[2]), int(m[3]), False
    if m := _NUMERIC_DATE.match(text):
        return _year(m[3]), int(m[2]), int(m[1]), len(m[3]) == 2
    if (m := _DAY_MONTH.match(text)) and (month := _month(m[2])):
        return _year(m[3]), month, int(m[1]), len(m[3]) == 2
    if (m := _MONTH_DAY.match(text)) and (month := _month(m[1])):
        return _year(m[3]), month, int(m[2]), len(m[3]) == 2
    return None


def _lacks_year(text: str) -> bool:
    weekday = _WEEKDAY.match(text)
    return _NO_YEAR.match(text[weekday.end() :] if weekday else text) is not None


def _month(name: str) -> int | None:
    short = name[:3]
    if short not in _MONTHS:
        return None
    full = _MONTH_NAMES[_MONTHS.index(short)]
    return _MONTHS.index(short) + 1 if full.startswith(name) or name == "sept" else None


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    return 2000 + number if number < _CENTURY_PIVOT else 1900 + number


def read_time(raw: Primitive) -> Parsed:
    """A time of day, in whole minutes; a typed cell's as it is."""
    if isinstance(raw, datetime.datetime):
        raw = raw.time()
    if isinstance(raw, datetime.time):
        minutes = raw.replace(second=0, microsecond=0, tzinfo=None)
        return Parsed(minutes, None if minutes == raw else _left_out("seconds"))
    return _written_time(closed_up(raw).lower()) if isinstance(raw, str) else _no_time()


def _no_time() -> Parsed:
    return unread("D0202", worded("D0202"), "enter a time such as 08:50 or 2.15pm")


def _written_time(text: str) -> Parsed:
    if text in _NOON:
        return Parsed(datetime.time(12))
    match = _TIME_OF_FOUR.match(text) or _TIME.match(text)
    if not match or (match[2] is None and not match[3]):
        return _no_time()
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "")[:1]
    if half and not 1 <= hour <= _HALF_DAY:
        return _no_time()
    bare = not half and len(match[1]) == 1 and 1 <= hour < _SCHOOL_DAY_BEGINS
    hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0) if half else hour
    if hour > 23 or minute > 59:
        return _no_time()
    return Parsed(datetime.time(hour, minute), _morning_or_not() if bare else None)


def _morning_or_not() -> Problem:
    return Problem(
        "D0224",
        worded("D0224"),
        "write it with am or pm, or as 14:15",
        "warning",
    )
