"""Compulsory school age starts on a prescribed day and ends with a summer term's last Friday in June."""

from __future__ import annotations

from datetime import date

import pytest

from tsmforms.calendar.ages import COMPULSORY_AGE, compulsory_school_age


@pytest.mark.parametrize(
    ("born", "first"),
    [
        (date(2020, 12, 31), date(2025, 12, 31)),
        (date(2021, 1, 1), date(2026, 3, 31)),
        (date(2021, 3, 31), date(2026, 3, 31)),
        (date(2021, 4, 1), date(2026, 8, 31)),
        (date(2021, 8, 31), date(2026, 8, 31)),
        (date(2021, 9, 1), date(2026, 12, 31)),
        (date(2020, 2, 29), date(2025, 3, 31)),
    ],
)
def test_it_starts_on_the_prescribed_day_on_or_after_the_fifth_birthday(born: date, first: date) -> None:
    assert compulsory_school_age(born)[0] == first


@pytest.mark.parametrize(
    ("born", "last"),
    [
        (date(2009, 8, 31), date(2025, 6, 27)),
        (date(2009, 9, 1), date(2026, 6, 26)),
        (date(2010, 6, 30), date(2026, 6, 26)),
        (date(2010, 8, 31), date(2026, 6, 26)),
        (date(2010, 9, 1), date(2027, 6, 25)),
    ],
)
def test_it_ends_on_the_last_friday_in_june_of_the_sixteenth_birthday_s_year(born: date, last: date) -> None:
    assert compulsory_school_age(born)[1] == last


@pytest.mark.parametrize("born", [date.min, date(9983, 9, 1), date(9994, 6, 1), date.max])
def test_the_ends_of_time_raise_nothing(born: date) -> None:
    first, last = compulsory_school_age(born)
    assert first >= born
    assert last >= first or last.year >= date.max.year - 1


def test_the_facts_name_their_source() -> None:
    assert "education-act-1996, section 8" in COMPULSORY_AGE.source
    for number in ("31 March", "31 August", "31 December", "fifth", "sixteenth", "June"):
        assert number in COMPULSORY_AGE.in_words
