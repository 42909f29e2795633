"""Compulsory school age in England: dated facts and one pure function."""

from __future__ import annotations

import datetime
from calendar import month_name

import attrs

from tsmforms.law import LawNumber, law, sources

_FRIDAY = 4
_DAY = datetime.timedelta(days=1)


@attrs.frozen
class AgeRules:
    """From when to when somebody is of compulsory school age.

    Attributes:
        starts_at: The age from which it starts, on the first prescribed day from that birthday on.
        prescribed_days: Month and day of each.
        ends_at: The age in whose school year it ends.
        school_year_starts: Month and day.
        leaving_month: It ends with the last Friday of this month.
        in_words: All of that, as a sentence says it.
        source: Where it stands.
        in_force_from: The first day it holds for.
    """

    starts_at: int
    prescribed_days: tuple[tuple[int, int], ...]
    ends_at: int
    school_year_starts: tuple[int, int]
    leaving_month: int
    in_words: str
    source: str
    in_force_from: datetime.date


_ORDINALS = {4: "fourth", 5: "fifth", 6: "sixth", 15: "fifteenth", 16: "sixteenth", 17: "seventeenth", 18: "eighteenth"}


def _age_rules() -> AgeRules:
    """The numbers of `form_specs/facts/ages.yaml`."""
    known = law("ages")
    prescribed = tuple(_of_year(known[f"prescribed_{season}"]) for season in ("spring", "summer", "autumn"))
    starts_at, ends_at, month = (known[name].value for name in ("starts_at", "ends_at", "leaving_month"))
    *first, last = (f"{day} {month_name[of]}" for of, day in prescribed)
    return AgeRules(
        starts_at=starts_at,
        prescribed_days=prescribed,
        ends_at=ends_at,
        school_year_starts=_of_year(known["school_year_starts"]),
        leaving_month=month,
        in_words=f"from {', '.join(first)} or {last}, whichever comes first on or after the {_ORDINALS[starts_at]} "
        f"birthday, to the last Friday in {month_name[month]} of the school year of the {_ORDINALS[ends_at]}",
        source=sources(known.values()),
        in_force_from=max(one.since for one in known.values()),
    )


def _of_year(day: LawNumber) -> tuple[int, int]:
    """Month and day of a day of the year."""
    month, of_month = divmod(day.value, 100)
    return month, of_month


COMPULSORY_AGE = _age_rules()


def compulsory_school_age(born: datetime.date, rules: AgeRules = COMPULSORY_AGE) -> tuple[datetime.date, datetime.date]:
    """The first and the last day on which somebody born on this day is of compulsory school age.

    >>> compulsory_school_age(datetime.date(2020, 9, 1))
    (datetime.date(2025, 12, 31), datetime.date(2037, 6, 26))
    """
    starts, ends = _birthday(born, rules.starts_at), _birthday(born, rules.ends_at)
    first = min(
        day
        for year in (starts.year, starts.year + 1)
        for month, of_month in rules.prescribed_days
        if (day := _day(year, month, of_month)) >= starts
    )
    next_year_has_begun = ends >= _day(ends.year, *rules.school_year_starts)
    return first, _last_friday(ends.year + next_year_has_begun, rules.leaving_month)


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
