"""Compulsory school age in England (Education Act 1996, section 8), as dated facts and one pure function."""

from __future__ import annotations

import datetime

STARTS_AT = 5
"""The age from which a child is of compulsory school age, from the prescribed day on or after that birthday."""
PRESCRIBED_DAYS = ((3, 31), (8, 31), (12, 31))
"""Month and day of each prescribed day (SI 1998/1607)."""
ENDS_AT = 16
"""The age in whose school year compulsory school age ends."""
SCHOOL_YEAR_STARTS = (9, 1)
LEAVING_MONTH = 6
"""It ends with the last Friday of this month (SI 1997/1970)."""
IN_WORDS = ("from 31 March, 31 August or 31 December, whichever comes first on or after the fifth birthday, to the "
            "last Friday in June of the school year of the sixteenth")
"""The facts above as a sentence says them."""
_FRIDAY = 4
_DAY = datetime.timedelta(days=1)


def compulsory_school_age(born: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day on which somebody born on this day is of compulsory school age.

    >>> compulsory_school_age(datetime.date(2020, 9, 1))
    (datetime.date(2025, 12, 31), datetime.date(2037, 6, 26))
    """
    fifth = _birthday(born, STARTS_AT)
    first = min(day for year in (fifth.year, fifth.year + 1) for month, of_month in PRESCRIBED_DAYS
                if (day := _day(year, month, of_month)) >= fifth)
    last_birthday = _birthday(born, ENDS_AT)
    next_year_has_begun = last_birthday >= _day(last_birthday.year, *SCHOOL_YEAR_STARTS)
    return first, _last_friday(last_birthday.year + next_year_has_begun, LEAVING_MONTH)


def _birthday(born: datetime.date, age: int) -> datetime.date:
    """The day on which an age is reached; one born on 29 February reaches it on 1 March of a common year."""
    try:
        return _day(born.year + age, born.month, born.day)
    except ValueError:
        return _day(born.year + age, born.month + 1, 1)


def _day(year: int, month: int, day: int) -> datetime.date:
    return datetime.date(year, month, day) if year <= datetime.MAXYEAR else datetime.date.max


def _last_friday(year: int, month: int) -> datetime.date:
    last = _day(year, month + 1, 1) - _DAY
    return last - _DAY * ((last.weekday() - _FRIDAY) % 7)
