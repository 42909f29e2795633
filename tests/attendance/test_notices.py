"""The look-back of penalty notices: the day before, on and after three years."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsmforms.attendance import third_notice_barred, years_before

FIRST, SECOND = date(2024, 9, 16), date(2025, 3, 10)


def barred(proposed: date, issued: list[date], withdrawn: tuple[date, ...] = ()) -> bool:
    return third_notice_barred(proposed, issued, withdrawn, limit=2, years=3)


@pytest.mark.parametrize(
    ("proposed", "expected"),
    [
        (date(2027, 9, 15), True),
        (date(2027, 9, 16), False),
        (date(2027, 9, 17), False),
    ],
)
def test_a_third_notice_is_barred_until_three_years_after_the_first(proposed: date, expected: bool) -> None:
    assert barred(proposed, [FIRST, SECOND]) is expected


def test_one_notice_bars_none() -> None:
    assert not barred(date(2025, 9, 1), [FIRST])


def test_a_withdrawn_notice_does_not_count() -> None:
    assert not barred(date(2026, 1, 5), [FIRST, SECOND], (SECOND,))
    assert barred(date(2026, 1, 5), [FIRST, SECOND, date(2025, 6, 2)], (SECOND,))


def test_of_two_notices_of_one_day_one_may_be_withdrawn() -> None:
    assert not barred(date(2026, 1, 5), [FIRST, FIRST], (FIRST,))
    assert barred(date(2026, 1, 5), [FIRST, FIRST])


def test_the_years_roll_and_do_not_start_with_the_first_notice() -> None:
    assert barred(date(2028, 1, 10), [FIRST, SECOND, date(2027, 10, 4)])
    assert not barred(date(2028, 3, 10), [FIRST, SECOND, date(2027, 10, 4)])


def test_a_notice_of_the_day_itself_counts_and_a_later_one_does_not() -> None:
    day = date(2026, 1, 5)
    assert barred(day, [SECOND, day])
    assert not barred(day, [SECOND, date(2026, 1, 6)])


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2028, 2, 29), date(2025, 2, 28)),
        (date(2027, 2, 28), date(2024, 2, 28)),
        (date(2027, 3, 1), date(2024, 3, 1)),
        (date.min, date.min),
    ],
)
def test_leap_days_are_looked_back_from(day: date, before: date) -> None:
    assert years_before(day, 3) == before


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.lists(st.dates(date(2022, 1, 1), date(2030, 1, 1)), max_size=5))
def test_whether_one_is_barred_does_not_depend_on_the_order_or_on_later_notices(
    proposed: date, issued: list[date]
) -> None:
    until = [day for day in reversed(issued) if day <= proposed]
    assert barred(proposed, issued) is barred(proposed, until)
