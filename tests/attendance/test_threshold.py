"""Ten sessions in ten school weeks: both boundaries, over holidays, and against a count by brute force."""

from __future__ import annotations

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsmforms.attendance import Session, unexplained
from tsmforms.attendance.threshold import ThresholdFinding, ten_in_ten
from tsmforms.calendar import Calendar, Term, is_school_week, monday_of, why_no_school

WEEK = datetime.timedelta(days=7)
DAY = datetime.timedelta(days=1)
YEAR = Calendar(
    (
        Term(date(2025, 6, 2), date(2025, 7, 18)),
        Term(date(2025, 9, 1), date(2025, 10, 24)),
        Term(date(2025, 11, 3), date(2025, 12, 19)),
        Term(date(2026, 1, 5), date(2026, 2, 13)),
    )
)
"""The summer closes six weeks, half term one, Christmas two."""
COUNTED = frozenset("GNOU")
MONDAY = date(2025, 9, 8)


def find(
    sessions: list[Session], calendar: Calendar | None = YEAR, weeks: frozenset[date] | None = None
) -> ThresholdFinding:
    return ten_in_ten(sessions, calendar, COUNTED, at_least=10, school_weeks=10, weeks=weeks)


def days_of(start: date, count: int, code: str = "O") -> list[Session]:
    """So many sessions from a Monday on, two a day, five days a week."""
    return [
        Session(start + WEEK * (n // 10) + DAY * (n % 10 // 2), "pm" if n % 2 else "am", code) for n in range(count)
    ]


@pytest.mark.parametrize(("count", "met"), [(9, False), (10, True), (11, True)])
def test_ten_sessions_meet_the_threshold_and_nine_do_not(count: int, met: bool) -> None:
    finding = find(days_of(MONDAY, count))
    assert finding.met is met
    assert finding.latest is not None
    assert len(finding.latest.sessions) == count
    assert finding.first_reached_on == (MONDAY + 4 * DAY if met else None)


def test_nothing_counted_is_no_window() -> None:
    finding = find(days_of(MONDAY, 20, "I"))
    assert (finding.met, finding.window, finding.first_reached_on) == (False, None, None)


def weekly(first: date, weeks: list[date]) -> list[Session]:
    return [Session(monday, "am", "U") for monday in [first, *weeks]]


def test_the_tenth_session_must_lie_in_the_tenth_school_week() -> None:
    mondays = [date(2025, 9, 1) + WEEK * n for n in range(12)]
    school = [monday for monday in mondays if is_school_week(monday, YEAR)]
    assert len(school) == 11
    nine_then_tenth = [Session(school[0], half, "O") for half in ("am", "pm")] + days_of(school[1], 7)
    in_the_tenth = [*nine_then_tenth, Session(school[9], "am", "O")]
    in_the_eleventh = [*nine_then_tenth, Session(school[10], "am", "O")]
    assert find(in_the_tenth).met
    assert not find(in_the_eleventh).met


def test_a_holiday_week_uses_up_none_of_the_ten() -> None:
    first, last = date(2025, 9, 1), date(2025, 11, 10)
    assert (last - first).days // 7 == 10, "eleven weeks, one of them half term"
    sessions = [*days_of(first, 9), Session(last, "am", "U")]
    finding = find(sessions)
    assert finding.met
    assert finding.window is not None
    assert (finding.window.start, finding.window.end) == (first, date(2025, 11, 14))
    assert len(finding.window.weeks) == 10
    assert not find(sessions, None).met, "without a calendar half term is a school week"


def test_a_window_may_span_school_years() -> None:
    sessions = [*days_of(date(2025, 7, 7), 5, "G"), *days_of(date(2025, 9, 15), 5, "U")]
    finding = find(sessions)
    assert finding.met
    assert finding.window is not None
    assert finding.window.by_code == {"G": 5, "U": 5}
    assert finding.first_reached_on == date(2025, 9, 17)


def test_a_week_of_one_day_is_a_school_week() -> None:
    one_day = Calendar(YEAR.terms, frozenset(date(2025, 9, 15) + DAY * n for n in range(4)))
    sessions = [*days_of(date(2025, 9, 1), 9), Session(date(2025, 11, 17), "am", "O")]
    assert not find(sessions, one_day).met
    no_day = Calendar(YEAR.terms, frozenset(date(2025, 9, 15) + DAY * n for n in range(5)))
    assert find(sessions, no_day).met


def test_an_earlier_window_that_met_it_is_told_beside_the_latest() -> None:
    sessions = [*days_of(date(2025, 6, 2), 12), Session(date(2026, 1, 5), "am", "O")]
    finding = find(sessions)
    assert finding.met
    assert finding.latest is not None
    assert not finding.latest.met
    assert [window.weeks[-1] for window in finding.earlier] == [date(2025, 6, 2), date(2025, 6, 9)]
    assert finding.window == finding.earlier[-1]
    assert finding.first_reached_on == date(2025, 6, 6)


def test_the_codes_that_count_are_a_choice_and_marks_without_a_reason_are_told() -> None:
    sessions = [*days_of(MONDAY, 8), *days_of(MONDAY + WEEK, 2, "N")]
    assert find(sessions).met
    without = ten_in_ten(sessions, YEAR, frozenset("GOU"), at_least=10, school_weeks=10)
    assert not without.met
    assert len(find(sessions).unestablished) == len(without.unestablished) == 2


@pytest.mark.parametrize("code", ["O", "N"])
@pytest.mark.parametrize(
    ("day", "calendar", "counts"),
    [
        (date(2025, 10, 24), YEAR, True),
        (date(2025, 10, 25), YEAR, False),
        (date(2025, 10, 28), YEAR, False),
        (date(2025, 10, 28), None, True),
        (date(2025, 10, 25), None, False),
        (date(2025, 12, 26), None, False),
        (date(2026, 3, 2), YEAR, True),
        (date(2026, 4, 3), YEAR, False),
    ],
)
def test_a_session_on_a_day_without_school_is_no_absence(
    day: date, calendar: Calendar | None, counts: bool, code: str
) -> None:
    tenth = Session(day, "am", code)
    finding = find([*days_of(monday_of(day) - WEEK, 9), tenth], calendar)
    assert finding.met is counts
    assert finding.on_closed_days == (() if counts else (tenth,))
    assert finding.unestablished == ((tenth,) if counts and code == "N" else ())
    assert finding.window is not None
    assert (monday_of(day) in finding.window.weeks) is counts


def test_a_session_on_a_day_without_school_counts_where_its_day_is_judged_elsewhere() -> None:
    saturday = Session(MONDAY + 5 * DAY, "am", "O")
    finding = ten_in_ten([*days_of(MONDAY, 9), saturday], YEAR, COUNTED, at_least=10, school_weeks=10, on_any_day=True)
    assert finding.met
    assert finding.on_closed_days == ()


def test_a_session_listed_twice_counts_once() -> None:
    sessions = days_of(MONDAY, 9)
    finding = find([*sessions, sessions[0]])
    assert not finding.met
    assert finding.repeated == (sessions[0],)


def test_the_weeks_of_a_register_stand_in_for_a_calendar() -> None:
    first, last = date(2025, 9, 1), date(2025, 11, 10)
    mondays = frozenset(first + WEEK * n for n in range(11)) - {date(2025, 10, 27)}
    finding = find([*days_of(first, 9), Session(last, "am", "U")], None, mondays)
    assert finding.met
    assert finding.window is not None
    assert finding.window.start == first
    assert find([Session(last, "am", "U")], None, frozenset()).window is not None


def test_sessions_at_the_ends_of_time_are_looked_at_without_end() -> None:
    assert not find([Session(date.min, "am", "O"), Session(date.min + 30 * WEEK, "am", "O")]).met


SESSIONS = st.lists(
    st.builds(
        Session,
        st.dates(date(2025, 6, 2), date(2026, 2, 13)),
        st.sampled_from(["am", "pm", None]),
        st.sampled_from("GNOUI/"),
    ),
    max_size=40,
    unique_by=lambda one: one.order,
)


def _by_brute_force(sessions: list[Session], calendar: Calendar | None, at_least: int, length: int) -> bool:
    """Every stretch of school weeks there could be, each counted from the start."""
    counted = [one for one in sessions if one.code in COUNTED and why_no_school(one.date, calendar) is None]
    own = {monday_of(one.date) for one in counted}
    mondays = [date(2025, 3, 3) + WEEK * n for n in range(60)]
    weeks = [monday for monday in mondays if monday in own or is_school_week(monday, calendar)]
    for at in range(len(weeks) - length + 1):
        stretch = set(weeks[at : at + length])
        if sum(monday_of(one.date) in stretch for one in counted) >= at_least:
            return True
    return False


@given(SESSIONS, st.sampled_from([YEAR, None]), st.integers(1, 12), st.integers(1, 12))
def test_the_finding_is_that_of_every_window_counted_one_by_one(
    sessions: list[Session], calendar: Calendar | None, at_least: int, length: int
) -> None:
    finding = ten_in_ten(sessions, calendar, COUNTED, at_least=at_least, school_weeks=length)
    assert finding.met is _by_brute_force(sessions, calendar, at_least, length)
    for window in [*finding.earlier, *([finding.latest] if finding.latest else [])]:
        assert len(window.weeks) == length
        assert all(window.start <= one.date <= window.end for one in window.sessions)
        assert window.met is (len(window.sessions) >= at_least)
    if finding.first_reached_on:
        until = [one for one in sessions if one.date <= finding.first_reached_on]
        assert _by_brute_force(until, calendar, at_least, length)
        before = [one for one in sessions if one.date < finding.first_reached_on]
        assert not _by_brute_force(before, calendar, at_least, length)


# --- marks that wait for a reason


@pytest.mark.parametrize(("on", "late"), [(date(2025, 9, 15), False), (date(2025, 9, 16), True)])
def test_a_reason_may_be_recorded_for_five_school_days(on: date, late: bool) -> None:
    mark = Session(MONDAY, "am", "N")
    assert bool(unexplained([mark, Session(MONDAY, "pm", "I")], on, YEAR, codes="N", days=5)) is late


def test_a_holiday_gives_no_less_time_for_a_reason() -> None:
    mark = Session(date(2025, 10, 23), "am", "N")
    assert unexplained([mark], date(2025, 11, 6), YEAR, codes="N", days=5) == ()
    assert unexplained([mark], date(2025, 11, 7), YEAR, codes="N", days=5) == (mark,)
