"""The bank holidays of England, substitute days among them."""

from __future__ import annotations

import datetime
from functools import lru_cache


def bank_holidays(year: int) -> frozenset[datetime.date]:
    """The bank holidays of England in a year; a holiday at a weekend stands beside its substitute day.

    From the package `holidays`, which also knows the single days proclaimed so
    far. It knows nothing of years after 2100, nor of days yet to be proclaimed.
    """
    return _known(year)


@lru_cache(maxsize=256)
def _known(year: int) -> frozenset[datetime.date]:
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
