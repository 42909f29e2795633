"""Academic years: 1 August to 31 July, as the school census counts them, and how people write them."""

from __future__ import annotations

import datetime
import re

import attrs

_WRITTEN = re.compile(r"\s*([12][0-9]{3})\s*(?:[/–—-]|to)\s*((?:[12][0-9])?[0-9]{2})\s*", re.IGNORECASE)
_AUGUST, _JULY = (8, 1), (7, 31)
_LAST_YEAR = datetime.MAXYEAR - 1


@attrs.frozen(order=True)
class AcademicYear:
    """The academic year that begins in the August of `start`."""

    start: int

    @property
    def name(self) -> str:
        """As it is written everywhere here.

        >>> AcademicYear(2026).name
        '2026/27'
        """
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    @property
    def first(self) -> datetime.date:
        """Its first day, 1 August."""
        return datetime.date(self.start, *_AUGUST) if self.start >= datetime.MINYEAR else datetime.date.min

    @property
    def last(self) -> datetime.date:
        """Its last day, 31 July."""
        return datetime.date(min(self.start, _LAST_YEAR) + 1, *_JULY)

    def __contains__(self, day: datetime.date) -> bool:
        return academic_year_of(day) == self


def academic_year_of(day: datetime.date) -> AcademicYear:
    """The academic year in which a day lies.

    >>> academic_year_of(datetime.date(2027, 7, 31)).name
    '2026/27'
    """
    return AcademicYear(day.year if (day.month, day.day) >= _AUGUST else day.year - 1)


def parse_academic_year(text: str) -> AcademicYear | None:
    """The academic year that a text names; None where it names none, or two years that do not follow on.

    >>> parse_academic_year("2026 - 2027") == parse_academic_year("2026/27") == AcademicYear(2026)
    True
    """
    written = _WRITTEN.fullmatch(text)
    if not written:
        return None
    year, second = int(written[1]), written[2]
    following = str(year + 1)
    return AcademicYear(year) if second in (following, following[2:]) else None
