"""The two sets of codes: that of the 2024 regulations, and the one before."""

from __future__ import annotations

import datetime
from functools import lru_cache

from tsmforms.codes.model import AttendanceCode, CodeSet, StatisticalClass

_NEW_FROM = datetime.date(2024, 8, 19)
_OLD_TO = _NEW_FROM - datetime.timedelta(days=1)

_PRESENT = (
    AttendanceCode("/", "Present in the morning", "present"),
    AttendanceCode("\\", "Present in the afternoon", "present"),
    AttendanceCode("L", "Late, before the register closed", "present"),
)
_ALWAYS_APPROVED = (
    AttendanceCode("V", "On an educational visit or trip", "approved"),
    AttendanceCode("P", "At a sporting activity", "approved"),
    AttendanceCode("W", "On work experience", "approved"),
)
_ALWAYS_AUTHORISED = (
    AttendanceCode("I", "Ill", "authorised"),
    AttendanceCode("M", "At a medical or dental appointment", "authorised"),
    AttendanceCode("R", "Religious observance", "authorised"),
    AttendanceCode("S", "Study leave", "authorised"),
)
_NOT_COLLECTED = (
    AttendanceCode("Z", "Not yet on the register", "not_collected"),
    AttendanceCode("#", "School closed to all, as planned", "not_collected"),
)

_SET_2024 = (
    *_PRESENT,
    AttendanceCode("K", "At provision that the local authority arranged", "approved"),
    *_ALWAYS_APPROVED,
    AttendanceCode("B", "At another approved educational activity, supervised", "approved"),
    AttendanceCode("C", "On leave for exceptional circumstances", "authorised"),
    AttendanceCode("C1", "On leave for a regulated performance or work abroad", "authorised"),
    AttendanceCode(
        "C2",
        "On a part-time timetable",
        "authorised",
        "an absence that the school has agreed, yet it lowers the percentage",
    ),
    AttendanceCode("E", "Suspended or excluded, with no other provision yet", "authorised"),
    AttendanceCode(
        "J1",
        "At an interview for work or for a place to study",
        "authorised",
        "counted as attendance, under the code J, before 19 August 2024",
    ),
    *_ALWAYS_AUTHORISED,
    AttendanceCode("T", "Travelling with a parent whose work is mobile", "authorised"),
    AttendanceCode("G", "On a holiday that the school did not grant", "unauthorised"),
    AttendanceCode(
        "N",
        "Reason for absence not yet established",
        "unauthorised",
        "stands for a few school days only, until a reason is recorded or O takes its place",
    ),
    AttendanceCode("O", "Absent for another reason, or for none that is known", "unauthorised"),
    AttendanceCode("U", "Arrived after the register closed", "unauthorised"),
    AttendanceCode("D", "At another school where the pupil is registered too", "not_possible"),
    AttendanceCode("Q", "No access: transport that should have been arranged was not", "not_possible"),
    AttendanceCode("X", "Not of compulsory school age, and not required to attend", "not_possible"),
    AttendanceCode("Y1", "The usual transport is not running", "not_possible"),
    AttendanceCode("Y2", "Travel is disrupted widely", "not_possible"),
    AttendanceCode("Y3", "Part of the school is closed", "not_possible"),
    AttendanceCode("Y4", "The whole school is closed unexpectedly", "not_possible"),
    AttendanceCode("Y5", "Held within the criminal justice system", "not_possible"),
    AttendanceCode("Y6", "Kept away by public health guidance or law", "not_possible"),
    AttendanceCode("Y7", "Kept away by another unavoidable cause", "not_possible"),
    *_NOT_COLLECTED,
)
_SET_EARLIER = (
    *_PRESENT,
    *_ALWAYS_APPROVED,
    AttendanceCode("B", "Educated elsewhere, not on a second register", "approved"),
    AttendanceCode("J", "At an interview", "approved"),
    AttendanceCode("C", "Absent in other circumstances that the school authorised", "authorised"),
    AttendanceCode("E", "Excluded, with no other provision yet", "authorised"),
    AttendanceCode("F", "On an extended family holiday that the school agreed to", "authorised"),
    AttendanceCode("H", "On a family holiday that the school agreed to", "authorised"),
    *_ALWAYS_AUTHORISED,
    AttendanceCode("T", "Traveller child travelling", "authorised"),
    AttendanceCode(
        "G", "On a family holiday that the school did not agree to, or longer than it agreed to", "unauthorised"
    ),
    AttendanceCode("N", "No reason yet provided", "unauthorised"),
    AttendanceCode("O", "Absent without authorisation, and no other code fits", "unauthorised"),
    AttendanceCode("U", "Arrived after the register closed", "unauthorised"),
    AttendanceCode(
        "D",
        "At another school where the pupil is registered too",
        "not_possible",
        "some forms of the time count it as an approved educational activity",
    ),
    AttendanceCode("X", "Not of compulsory school age, and not required to attend", "not_possible"),
    AttendanceCode("Y", "Unable to attend in exceptional circumstances", "not_possible"),
    *_NOT_COLLECTED,
)

CODE_SETS = (
    CodeSet(
        "before 2024", "termly-record-form, Attendance Codes", None, _OLD_TO, {one.code: one for one in _SET_EARLIER}
    ),
    CodeSet(
        "2024",
        "School Attendance (Pupil Registration) (England) Regulations 2024, SI 2024/208, regulation 10",
        _NEW_FROM,
        None,
        {one.code: one for one in _SET_2024},
    ),
)
"""Every set, the oldest first. Each day is one set's and no other's."""

CODES_2024: dict[str, StatisticalClass] = {one.code: one.statistical_class for one in _SET_2024}
"""The set in force now: code to its class in national statistics."""

EARLIER_CODES: frozenset[str] = frozenset(one.code for one in _SET_EARLIER) - frozenset(CODES_2024)
"""Codes that a register can no longer hold for a session since 19 August 2024."""


@lru_cache(maxsize=4096)
def codes_in_force(on: datetime.date) -> CodeSet:
    """The set of codes for a session of this day."""
    return next(one for one in CODE_SETS if one.holds(on))


def code_class(code: str, on: datetime.date) -> StatisticalClass | None:
    """What a session of this day counts as; None where the code was not in force on it.

    >>> code_class("J", datetime.date(2024, 5, 1)), code_class("J", datetime.date(2024, 9, 2))
    ('approved', None)
    """
    known = codes_in_force(on).codes.get(code)
    return known.statistical_class if known else None


def tidy_code(text: str) -> str:
    """A code as the sets write it: without spaces around it, in capitals."""
    return text.strip().upper()
