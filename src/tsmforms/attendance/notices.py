"""The look-back of penalty notices: how many may be issued to one parent for one child."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

_LEAP_DAY = (2, 29)


def years_before(day: datetime.date, years: int) -> datetime.date:
    """The same day so many years before; 28 February for a 29th that the year lacks."""
    year = max(day.year - years, datetime.MINYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return datetime.date(year, _LEAP_DAY[0], _LEAP_DAY[1] - 1)


def third_notice_barred(
    proposed: datetime.date,
    issued: Iterable[datetime.date],
    withdrawn: Iterable[datetime.date] = (),
    *,
    limit: int,
    years: int,
) -> bool:
    """Whether a further notice to this parent for this child is barred on the day proposed.

    Counted are the notices issued in the years that end with the day proposed:
    after the same day so many years before, up to the day itself. An unpaid
    notice counts, and one that went to court. The years roll: they do not start
    with the first notice. Notices to other parents, for other children, or for
    an excluded child in a public place are none of these; leave them out.

    Args:
        proposed: The day on which it is proposed to issue the notice.
        issued: The days of issue of every earlier notice, withdrawn ones among them or not.
        withdrawn: The days of issue of those that were withdrawn: they do not count.
        limit: How many notices may be issued in that time.
        years: How many years are looked back over.
    """
    after = years_before(proposed, years)
    standing = Counter(issued) - Counter(withdrawn)
    return sum(count for day, count in standing.items() if after < day <= proposed) >= limit
