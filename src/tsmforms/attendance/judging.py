"""What a register says of each pupil: figures, persistent and severe absence, the threshold."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from tsmforms.attendance.checks import TypedFigures, figures_check
from tsmforms.attendance.figures import Figures, at_risk, is_persistent, is_severe, tally
from tsmforms.attendance.register import PupilRegister, Register
from tsmforms.attendance.sessions import Session, unexplained
from tsmforms.attendance.threshold import UNESTABLISHED, ThresholdFinding, ten_in_ten
from tsmforms.calendar import Calendar, monday_of, why_no_school
from tsmforms.codes import POSSIBLE, code_class
from tsmforms.diagnostics import Diagnostic, Place, worded

Period = tuple[datetime.date | None, datetime.date | None]
"""The first and last day that are looked at; None for an open end."""
_HUNDRED = 100


@attrs.frozen
class Thresholds:
    """The numbers a register is judged by: law, guidance, and what a council or school decides otherwise."""

    persistent_percent: int
    severe_percent: int
    advise_below: int
    threshold_codes: frozenset[str]
    threshold_sessions: int
    threshold_school_weeks: int
    unexplained_days: int
    threshold_since: datetime.date = datetime.date.min
    """The day from which the threshold is in force."""


@attrs.frozen
class Standing:
    """Sessions of one pupil and what they amount to. Absences that only a total tells apart are None."""

    possible: int
    attended: int
    authorised: int | None
    unauthorised: int | None
    late: int | None = None
    late_after_close: int | None = None
    persistent: bool = False
    severe: bool = False
    at_risk: bool = False

    @property
    def absent(self) -> int:
        """The sessions missed."""
        return self.possible - self.attended

    @property
    def percentage(self) -> Fraction | None:
        """Attended of possible, exact; None where no session was possible."""
        return Fraction(_HUNDRED * self.attended, self.possible) if self.possible else None


@attrs.frozen
class PupilFinding:
    """One pupil judged.

    No standing where their figures contradict each other or say too little, as where a register shows absence alone.
    """

    pupil: PupilRegister
    standing: Standing | None
    threshold: ThresholdFinding | None
    diagnostics: tuple[Diagnostic, ...] = ()


def judge_register(
    register: Register, limits: Thresholds, calendar: Calendar | None = None, period: Period = (None, None)
) -> Iterator[PupilFinding]:
    """Every pupil of a register, in its order.

    Figures count the sessions of the period; the threshold looks at every
    session up to its end, since its school weeks may begin before it. What the
    calendar does not speak of, the register settles if it shows presence too:
    a week without any mark was no school week. Else every week is taken for one.
    Of a register that shows absence alone there are no figures: nobody knows how
    many sessions were possible. A mark on a day without school counts for nothing.
    """
    closed = frozenset(day for day in register.days if why_no_school(day, calendar))
    weeks = frozenset(map(monday_of, register.days - closed)) if register.whole else None
    last = period[1] or register.last_day
    for pupil in register.pupils:
        if register.kind == "counts":
            yield _of_counts(pupil, limits)
        else:
            until = tuple(one for one in pupil.sessions if last is None or one.date <= last)
            with_school = tuple(one for one in until if one.date not in closed)
            finding = ten_in_ten(
                until,
                calendar,
                limits.threshold_codes,
                at_least=limits.threshold_sessions,
                school_weeks=limits.threshold_school_weeks,
                weeks=weeks,
                since=limits.threshold_since,
            )
            overdue = bool(
                last and unexplained(with_school, last, calendar, codes={UNESTABLISHED}, days=limits.unexplained_days)
            )
            judged = _of_marks(pupil, limits, finding, with_school, period, overdue)
            said = (*judged.diagnostics, *_without_school(pupil, [one for one in until if one.date in closed], limits))
            yield attrs.evolve(judged, standing=judged.standing if register.whole else None, diagnostics=said)


def _of_marks(
    pupil: PupilRegister,
    limits: Thresholds,
    finding: ThresholdFinding,
    until: tuple[Session, ...],
    period: Period,
    overdue: bool,
) -> PupilFinding:
    """Figures as typed are of the whole register, and say nothing of a part of it."""
    first, last = period
    figures = tally(until, (first or datetime.date.min, last or datetime.date.max)).figures
    standing = _standing(figures.possible, figures.attended, figures.authorised, figures.unauthorised, limits, figures)
    typed = _typed_faults(pupil, figures) if period == (None, None) else ()
    return PupilFinding(pupil, standing, finding, (*typed, *_mark_faults(pupil, finding, overdue)))


def _of_counts(pupil: PupilRegister, limits: Thresholds) -> PupilFinding:
    faults = tuple(_typed_faults(pupil, None))
    known = None if faults else _completed(pupil.typed)
    if known is None:
        return PupilFinding(pupil, None, None, faults or (_too_few(pupil),))
    return PupilFinding(pupil, _standing(*known, limits, None), None)


def _too_few(pupil: PupilRegister) -> Diagnostic:
    return Diagnostic(
        "D0517",
        "warning",
        worded("D0517"),
        "enter the possible sessions and those attended, or both kinds of absence",
        place=Place(line=pupil.line),
    )


def _completed(typed: TypedFigures) -> tuple[int, int, int | None, int | None] | None:
    """Possible, attended and both absences, the one that is not typed made from the others; None for too few."""
    possible, attended, authorised, unauthorised = typed.possible, typed.attended, typed.authorised, typed.unauthorised
    if authorised is not None and unauthorised is not None:
        absent = authorised + unauthorised
        if possible is None and attended is not None:
            possible = attended + absent
        elif attended is None and possible is not None:
            attended = possible - absent
    if possible is None or attended is None:
        return None
    absent = possible - attended
    if authorised is None and unauthorised is not None:
        authorised = absent - unauthorised
    elif unauthorised is None and authorised is not None:
        unauthorised = absent - authorised
    return possible, attended, authorised, unauthorised


def _standing(
    possible: int,
    attended: int,
    authorised: int | None,
    unauthorised: int | None,
    limits: Thresholds,
    figures: Figures | None,
) -> Standing:
    absent = possible - attended
    return Standing(
        possible,
        attended,
        authorised,
        unauthorised,
        figures.late if figures else None,
        figures.late_after_close if figures else None,
        persistent=is_persistent(absent, possible, limits.persistent_percent),
        severe=is_severe(absent, possible, limits.severe_percent),
        at_risk=at_risk(absent, possible, limits.persistent_percent, limits.advise_below),
    )


# --- faults of one pupil


def _typed_faults(pupil: PupilRegister, figures: Figures | None) -> Iterator[Diagnostic]:
    """Typed figures against the marks; where there are none, among themselves, which leaves no figures at all."""
    for one in figures_check(pupil.typed, figures):
        against = "the marks" if figures else "the other figures of its row"
        related = () if one.expected is None else ((f"by {against}", str(one.expected)),)
        yield Diagnostic(
            "D0507",
            "warning" if figures else "error",
            worded("D0507", name=one.name, against=against),
            "check the figure; the marks are taken, for the sessions they cover"
            if figures
            else "check the figures; attended and both absences make the possible sessions",
            place=Place(line=pupil.line),
            found=str(one.typed),
            related=related,
            question=one.name,
        )


def _mark_faults(pupil: PupilRegister, finding: ThresholdFinding, is_overdue: bool) -> Iterator[Diagnostic]:
    place = Place(line=pupil.line)
    if finding.unestablished:
        overdue = "; for some of them the time to record one is over" if is_overdue else ""
        yield Diagnostic(
            "D0513",
            "warning",
            worded("D0513", unestablished=UNESTABLISHED, overdue=overdue),
            "record the reason, or O where none is known, before a referral",
            place=place,
            found=_listed(finding.unestablished),
        )
    if finding.too_early and finding.latest:
        yield Diagnostic(
            "D0518",
            "info",
            worded("D0518", "some_before"),
            "nothing is to be done",
            place=place,
            found=_listed(finding.too_early),
        )
    if pupil.unmarked:
        yield Diagnostic(
            "D0515",
            "info",
            worded("D0515"),
            "complete the register",
            place=place,
            found=str(pupil.unmarked),
        )


def _without_school(pupil: PupilRegister, sessions: Sequence[Session], limits: Thresholds) -> Iterator[Diagnostic]:
    """Marks that would count, on days on which nobody can be present or absent."""
    wrong = tuple(
        one for one in sessions if code_class(one.code, one.date) in POSSIBLE or one.code in limits.threshold_codes
    )
    if wrong:
        yield Diagnostic(
            "D0514",
            "warning",
            worded("D0514"),
            "check the dates of the register, or the calendar of the profile",
            place=Place(line=pupil.line),
            found=_listed(wrong),
        )


def _listed(sessions: tuple[Session, ...]) -> str:
    return ", ".join(f"{one.date:%d/%m/%Y}{f' {one.half}' if one.half else ''}" for one in sessions)
