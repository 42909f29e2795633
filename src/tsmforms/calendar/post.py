"""Days of post: when a posted letter is taken to have arrived."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal

import attrs

from tsmforms.calendar.england import bank_holidays
from tsmforms.calendar.school import FRIDAY
from tsmforms.calendar.steps import nth_day
from tsmforms.law import law, sources

PostClass = Literal["first", "second"]


@attrs.frozen
class PostRules:
    """How many working days after posting a letter is deemed received, by class of post.

    `assumed` is the class where none is recorded. `in_force_from` and
    `in_force_to` are the first and last day of posting they hold for; the
    first is that of the year where the source names no more.
    """

    days: Mapping[PostClass, int] = attrs.field(hash=False)
    assumed: PostClass
    source: str
    in_force_from: datetime.date
    in_force_to: datetime.date | None = None


def _post_rules() -> PostRules:
    """The working days of `form_specs/facts/post.yaml`."""
    first, second = (law("post")[name] for name in ("first", "second"))
    return PostRules(
        days={"first": first.value, "second": second.value},
        assumed="second",
        source=sources((first, second)),
        in_force_from=max(first.since, second.since),
    )


POST = _post_rules()
"""The second working day after posting by first class, the fourth by second class."""


def working_day(day: datetime.date) -> bool:
    """Whether the post counts this day: Monday to Friday, and no bank holiday of England."""
    return day.weekday() <= FRIDAY and day not in bank_holidays(day.year)


def add_working_days(day: datetime.date, count: int) -> datetime.date:
    """The `count`-th working day after a date, which itself does not count; before it where negative."""
    return nth_day(day, count, working_day)


def deemed_receipt(
    posted: datetime.date, post_class: PostClass | None = None, rules: PostRules = POST
) -> datetime.date:
    """The day on which a letter is taken to have arrived, unless the contrary is proved.

    Args:
        posted: The day of posting; the working days after it are counted.
        post_class: The class of post; where none is recorded, the one the rules assume.
        rules: The working days of each class.
    """
    return add_working_days(posted, rules.days[post_class or rules.assumed])
