"""Sessions to figures, and the boundaries of absence on both sides."""

from __future__ import annotations

import datetime
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsmforms.attendance import (
    Figures,
    Half,
    Session,
    at_risk,
    is_persistent,
    is_rounded,
    is_severe,
    shown_percent,
    tally,
)
from tsmforms.attendance.checks import TypedFigures, figures_check
from tsmforms.codes import ATTENDED, CODES_2024, POSSIBLE

MONDAY = date(2025, 9, 8)


def register(codes: str, start: date = MONDAY) -> list[Session]:
    """Sessions from marks, two a day: `/\\ IN` is two present, then an illness and an unexplained absence."""
    halves: tuple[Half, Half] = ("am", "pm")
    return [
        Session(start + datetime.timedelta(days=n // 2), halves[n % 2], mark)
        for n, mark in enumerate(codes.replace(" ", ""))
    ]


def test_a_week_of_marks_is_counted_by_class() -> None:
    counted = tally(register("/\\ LU IV ND #X"))
    assert counted.figures == Figures(present=3, approved=1, authorised=1, unauthorised=2, late=1, late_after_close=1)
    assert (counted.not_possible, counted.not_collected) == (2, 1)
    assert (counted.figures.possible, counted.figures.attended, counted.figures.absent) == (7, 4, 3)
    assert counted.figures.days_absent == Decimal("1.5")


def test_only_sessions_of_the_period_count_both_ends_included() -> None:
    sessions = register("/\\ /\\ OO /\\ /\\")
    inside = tally(sessions, (MONDAY + datetime.timedelta(days=1), MONDAY + datetime.timedelta(days=2)))
    assert inside.figures == Figures(present=2, unauthorised=2)


def test_the_class_is_that_of_the_day_of_the_session() -> None:
    old, new = date(2024, 7, 1), date(2024, 9, 2)
    counted = tally(
        [Session(old, "am", "J"), Session(old, "pm", "H"), Session(new, "am", "J1"), Session(new, "pm", "H")]
    )
    assert counted.figures == Figures(approved=1, authorised=2)
    assert counted.unknown == (Session(new, "pm", "H"),)


def test_a_session_that_stands_twice_counts_once() -> None:
    first, second = Session(MONDAY, "am", "/"), Session(MONDAY, "am", "O")
    counted = tally([first, second])
    assert counted.figures.possible == 1
    assert counted.repeated == (second,)


def test_a_day_without_named_halves_has_two_sessions_at_most() -> None:
    counted = tally([Session(MONDAY, None, "O")] * 3)
    assert counted.figures.unauthorised == 2
    assert len(counted.repeated) == 1


@pytest.mark.parametrize(
    ("absent", "possible", "persistent", "severe"),
    [
        (38, 380, True, False),
        (38, 381, False, False),
        (37, 380, False, False),
        (39, 380, True, False),
        (190, 380, True, True),
        (189, 380, True, False),
        (191, 380, True, True),
        (1, 1, True, True),
        (0, 1, False, False),
        (0, 0, False, False),
        (1, 10, True, False),
        (1, 11, False, False),
        (1, 2, True, True),
    ],
)
def test_absence_is_persistent_and_severe_from_the_boundary_on(
    absent: int, possible: int, persistent: bool, severe: bool
) -> None:
    assert is_persistent(absent, possible, 10) is persistent
    assert is_severe(absent, possible, 50) is severe


def test_38_of_381_is_shown_as_90_per_cent_and_is_not_persistent() -> None:
    figures = Figures(present=343, unauthorised=38)
    assert shown_percent(figures.percentage) == Decimal("90.0")
    assert not is_persistent(figures.absent, figures.possible, 10)


def test_a_limit_may_be_a_decimal() -> None:
    assert is_persistent(15, 200, Decimal("7.5"))
    assert not is_persistent(14, 200, Decimal("7.5"))


@pytest.mark.parametrize(("absent", "expected"), [(5, False), (6, True), (9, True), (10, False), (50, False)])
def test_at_risk_is_below_the_advice_and_not_yet_persistent(absent: int, expected: bool) -> None:
    assert at_risk(absent, 100, 10, 95) is expected


def test_without_a_possible_session_there_is_no_percentage() -> None:
    assert Figures().percentage is None
    assert Figures().absence_percentage is None
    assert shown_percent(None) is None
    assert not at_risk(0, 0, 10, 95)


@pytest.mark.parametrize(
    ("attended", "possible", "places", "shown"),
    [
        (1, 8, 1, "12.5"),
        (1, 8, 0, "13"),
        (1, 3, 1, "33.3"),
        (2, 3, 1, "66.7"),
        (1, 16, 1, "6.3"),
        (1, 16, 3, "6.250"),
        (342, 380, 1, "90.0"),
        (0, 5, 1, "0.0"),
        (5, 5, 1, "100.0"),
        (199, 200, 0, "100"),
    ],
)
def test_a_percentage_is_shown_rounded_half_up(attended: int, possible: int, places: int, shown: str) -> None:
    figures = Figures(present=attended, authorised=possible - attended)
    assert str(shown_percent(figures.percentage, places)) == shown


CODES = st.sampled_from([*sorted(CODES_2024), "H", "A"])
SESSIONS = st.lists(
    st.builds(
        Session,
        st.dates(date(2025, 9, 1), date(2025, 10, 31)),
        st.sampled_from(["am", "pm"]),
        CODES,
    ),
    max_size=60,
    unique_by=lambda one: one.order,
)


@given(SESSIONS)
def test_every_session_is_counted_in_one_place(sessions: list[Session]) -> None:
    counted = tally(sessions)
    figures = counted.figures
    by_class = Counter(CODES_2024.get(one.code) for one in sessions)
    assert figures.attended == sum(by_class[name] for name in ATTENDED)
    assert figures.possible == sum(by_class[name] for name in POSSIBLE)
    assert figures.attended + figures.absent == figures.possible
    left_out = counted.not_possible + counted.not_collected + len(counted.unknown)
    assert figures.possible + left_out == len(sessions)
    if figures.percentage is not None and figures.absence_percentage is not None:
        assert figures.percentage + figures.absence_percentage == 100
        shown = shown_percent(figures.percentage)
        assert shown is not None
        assert abs(Fraction(shown) - figures.percentage) <= Fraction(1, 20)
        assert is_rounded(shown, figures.attended, figures.possible)


@given(SESSIONS, st.randoms())
def test_the_order_of_the_sessions_does_not_matter(sessions: list[Session], random: object) -> None:
    shuffled = list(sessions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tally(shuffled) == tally(sessions)


# --- typed figures


def test_typed_figures_that_agree_with_the_register_have_no_difference() -> None:
    computed = Figures(present=170, approved=4, authorised=12, unauthorised=4)
    assert figures_check(TypedFigures(190, 174, 12, 4, Decimal("91.6")), computed) == ()
    assert figures_check(TypedFigures(), computed) == ()


def test_typed_figures_are_held_against_the_register_one_by_one() -> None:
    computed = Figures(present=170, approved=4, authorised=12, unauthorised=4)
    found = figures_check(TypedFigures(190, 170, 12, 8, Decimal("89.5")), computed)
    assert [(one.name, one.typed, one.expected) for one in found] == [
        ("attended", 170, 174),
        ("unauthorised", 8, 4),
        ("percentage", Decimal("89.5"), Decimal("91.6")),
    ]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (TypedFigures(190, 174, 12, 4), []),
        (TypedFigures(190, 174, 12, 5), ["possible"]),
        (TypedFigures(190, 174, 12), []),
        (TypedFigures(190, 191), ["attended"]),
        (TypedFigures(190, 174, percentage=Decimal("91.6")), []),
        (TypedFigures(190, 174, percentage=Decimal("91.5")), ["percentage"]),
        (TypedFigures(0, 0, 0, 0, Decimal(0)), ["percentage"]),
        (TypedFigures(percentage=Decimal("91.5")), []),
    ],
)
def test_typed_figures_are_held_against_each_other(typed: TypedFigures, names: list[str]) -> None:
    assert [one.name for one in figures_check(typed)] == names
