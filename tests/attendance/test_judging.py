"""A register judged: figures, absence, the threshold, and what the register still lacks."""

from __future__ import annotations

import datetime
from datetime import date
from decimal import Decimal

import pytest

from tsmforms.attendance import PupilRegister, Register, Session, TypedFigures
from tsmforms.attendance.judging import PupilFinding, Thresholds, judge_register
from tsmforms.calendar import Calendar, Term

LIMITS = Thresholds(10, 50, 95, frozenset("GNOU"), 10, 10, 5)
MONDAY = date(2025, 9, 8)
TERM = Calendar((Term(date(2025, 9, 1), date(2025, 10, 24)),))


def pupil(codes: str, typed: TypedFigures = TypedFigures(), start: date = MONDAY) -> PupilRegister:  # noqa: B008
    marks = codes.split()
    days = [day for n in range(3 * len(marks)) if (day := start + datetime.timedelta(days=n)).weekday() < 5]
    sessions = tuple(Session(days[n // 2], "pm" if n % 2 else "am", mark) for n, mark in enumerate(marks))
    return PupilRegister("Ash", "A1", 2, sessions, typed)


def judged(one: PupilRegister, calendar: Calendar | None = TERM, **period: date | None) -> PupilFinding:
    register = Register("marks" if one.sessions else "counts", (one,))
    (found,) = judge_register(register, LIMITS, calendar, (period.get("first"), period.get("last")))
    return found


def codes(found: PupilFinding) -> list[str]:
    return [one.code for one in found.diagnostics]


def test_marks_become_figures_and_bands() -> None:
    found = judged(pupil("/ \\ " * 9 + "O U"))
    assert found.standing is not None
    assert (found.standing.possible, found.standing.attended, found.standing.absent) == (20, 18, 2)
    assert (found.standing.persistent, found.standing.severe, found.standing.at_risk) == (True, False, False)
    assert found.standing.late_after_close == 1
    assert codes(found) == []


def test_figures_are_those_of_the_period_and_the_threshold_looks_back_before_it() -> None:
    one = pupil("O " * 10 + "/ \\ O O")
    found = judged(one, first=date(2025, 9, 15))
    assert found.standing is not None
    assert found.standing.possible == 4
    assert found.threshold is not None
    assert found.threshold.window is not None
    assert len(found.threshold.window.sessions) == 12
    until = judged(one, last=date(2025, 9, 11))
    assert until.threshold is not None
    assert not until.threshold.met
    assert until.standing is not None
    assert until.standing.possible == 8


def test_a_mark_without_a_reason_is_a_warning_that_says_when_it_is_overdue() -> None:
    fresh = judged(pupil("/ \\ N /"))
    assert [(one.code, one.severity, one.found) for one in fresh.diagnostics] == [("D0513", "warning", "09/09/2025 am")]
    assert "over" not in fresh.diagnostics[0].message
    old = judged(pupil("N " + "/ " * 13))
    assert "is over" in old.diagnostics[0].message


TWO_TERMS = Calendar((Term(date(2025, 9, 1), date(2025, 10, 24)), Term(date(2025, 11, 3), date(2025, 12, 19))))


def marked(day: date, codes: str) -> tuple[Session, Session]:
    return Session(day, "am", codes[0]), Session(day, "pm", codes[1])


@pytest.mark.parametrize(
    ("day", "calendar", "counts"),
    [
        (date(2025, 10, 24), TWO_TERMS, True),
        (date(2025, 10, 25), TWO_TERMS, False),
        (date(2025, 10, 27), TWO_TERMS, False),
        (date(2025, 10, 27), None, True),
        (date(2025, 10, 25), None, False),
        (date(2025, 8, 25), None, False),
        (date(2025, 8, 25), TERM, False),
    ],
)
@pytest.mark.parametrize("marks", ["OO", "NU", "/O", "/\\", "IM"])
def test_a_mark_on_a_day_without_school_counts_for_nothing_and_is_listed(
    day: date, calendar: Calendar | None, counts: bool, marks: str
) -> None:
    week = [one for n in range(4) for one in marked(date(2025, 10, 13) + datetime.timedelta(days=n), "OO")]
    sessions = tuple(
        sorted([*week, *marked(date(2025, 10, 20), "/\\"), *marked(day, marks)], key=lambda one: one.order)
    )
    found = judged(PupilRegister("Ash", "A1", 2, sessions), calendar)
    assert found.standing is not None
    assert found.threshold is not None
    assert found.standing.possible == (12 if counts else 10)
    assert found.threshold.met is (counts and marks in ("OO", "NU"))
    assert ("D0513" in codes(found)) is (counts and "N" in marks)
    told = [one for one in found.diagnostics if one.code == "D0514"]
    assert [(one.severity, one.found) for one in told] == (
        [] if counts else [("warning", f"{day:%d/%m/%Y} am, {day:%d/%m/%Y} pm")]
    )


@pytest.mark.parametrize("code", ["#", "Y1", "X"])
def test_a_mark_that_counts_for_nothing_anyway_may_be_on_a_day_without_school(code: str) -> None:
    sessions = (*marked(date(2025, 9, 8), "/\\"), Session(date(2025, 9, 13), "am", code))
    assert codes(judged(PupilRegister("Ash", "A1", 2, sessions))) == []


def test_marks_at_weekends_alone_make_no_week_a_school_week() -> None:
    """The week of half term has marks on its Saturday only, so that it uses up none of the ten."""
    weeks = [date(2025, 9, 8) + datetime.timedelta(weeks=n) for n in range(11) if n != 7]
    saturday = Session(date(2025, 11, 1), "am", "/")
    marks = [*marked(weeks[0], "OO"), *(Session(one, "am", "/") for one in weeks[1:]), saturday]
    marks += [one for n in range(1, 5) for one in marked(weeks[9] + datetime.timedelta(days=n), "UU")]
    ash = PupilRegister("Ash", "A1", 2, tuple(sorted(marks, key=lambda one: one.order)))
    (found,) = judge_register(Register("marks", (ash,)), LIMITS)
    assert found.threshold is not None
    assert found.threshold.met


def test_sessions_without_a_mark_are_noted() -> None:
    one = PupilRegister("Ash", "A1", 2, (Session(MONDAY, "am", "/"),), unmarked=3)
    found = judged(one)
    assert [(one.code, one.severity, one.found) for one in found.diagnostics] == [("D0515", "info", "3")]


def test_typed_figures_are_held_against_the_marks_of_the_whole_register_only() -> None:
    one = pupil("/ \\ O O", TypedFigures(possible=4, attended=3))
    found = judged(one)
    assert [(one.code, one.severity, one.found) for one in found.diagnostics] == [("D0507", "warning", "3")]
    assert codes(judged(one, first=MONDAY)) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (TypedFigures(380, 342, 30, 8), (380, 342, 30, 8)),
        (TypedFigures(380, None, 30, 8), (380, 342, 30, 8)),
        (TypedFigures(None, 342, 30, 8), (380, 342, 30, 8)),
        (TypedFigures(380, 342, 30), (380, 342, 30, 8)),
        (TypedFigures(380, 342, None, 8), (380, 342, 30, 8)),
        (TypedFigures(380, 342), (380, 342, None, None)),
    ],
)
def test_counts_are_completed_where_the_others_settle_them(
    typed: TypedFigures, expected: tuple[int, int, int | None, int | None]
) -> None:
    found = judged(PupilRegister("Ash", "", 2, typed=typed))
    standing = found.standing
    assert standing is not None
    assert (standing.possible, standing.attended, standing.authorised, standing.unauthorised) == expected
    assert standing.persistent
    assert found.threshold is None


@pytest.mark.parametrize(
    "typed",
    [
        TypedFigures(380, 343, 30, 8),
        TypedFigures(380, 381),
        TypedFigures(380, 370, None, 11),
        TypedFigures(380, None, 300, 100),
        TypedFigures(0, 0, 0, 0, percentage=Decimal(1)),
    ],
)
def test_counts_that_contradict_each_other_have_no_figures(typed: TypedFigures) -> None:
    found = judged(PupilRegister("Ash", "", 2, typed=typed))
    assert found.standing is None
    assert {(one.code, one.severity) for one in found.diagnostics} == {("D0507", "error")}


def test_counts_that_say_too_little_have_no_figures() -> None:
    found = judged(PupilRegister("Ash", "", 2, typed=TypedFigures(attended=3)))
    assert found.standing is None
    assert [(one.code, one.severity) for one in found.diagnostics] == [("D0517", "warning")]


def test_without_a_calendar_the_weeks_of_a_whole_register_are_the_school_weeks() -> None:
    gap = [Session(date(2025, 9, 1) + datetime.timedelta(weeks=n), "am", "/") for n in range(11) if n != 8]
    other = PupilRegister("Bo", "B1", 3, tuple(gap))
    absent = [
        Session(date(2025, 9, 1), "am", "O"),
        Session(date(2025, 9, 1), "pm", "O"),
        *(Session(date(2025, 9, 8) + datetime.timedelta(days=n // 2), "pm" if n % 2 else "am", "O") for n in range(7)),
        Session(date(2025, 11, 10), "am", "O"),
    ]
    ash = PupilRegister("Ash", "A1", 2, tuple(absent))
    findings = list(judge_register(Register("marks", (ash, other)), LIMITS))
    assert findings[0].threshold is not None
    assert findings[0].threshold.met
    absences_only = list(judge_register(Register("marks", (ash,)), LIMITS))
    assert absences_only[0].threshold is not None
    assert not absences_only[0].threshold.met, "every week is taken for a school week"


def test_what_a_calendar_does_not_speak_of_the_register_settles() -> None:
    """The register begins in May, the calendar in September: the summer is no school time for either."""
    weeks = [date(2025, 6, 30) + datetime.timedelta(weeks=n) for n in (0, 1, 2, 9, 10)]
    marks = [Session(monday, "am", "/") for monday in weeks]
    absences = [Session(weeks[0] + datetime.timedelta(days=n // 2), "pm" if n % 2 else "am", "O") for n in range(2, 10)]
    late = [Session(date(2025, 9, 9), half, "U") for half in ("am", "pm")]  # type: ignore[arg-type]
    ash = PupilRegister("Ash", "A1", 2, tuple(sorted([*marks, *absences, *late], key=lambda one: one.order)))
    (found,) = judge_register(Register("marks", (ash,)), LIMITS, TERM)
    assert found.threshold is not None
    assert found.threshold.met
    assert found.threshold.window is not None
    assert found.threshold.window.weeks == tuple(weeks)
