"""Attendance: sessions to figures, the national threshold, the look-back of penalty notices. Pure, in whole numbers.

No number of the law stands here: how many sessions, weeks, years or per cent
are arguments, and `form_specs/facts/` and the profile's settings hold them.
"""

from tsmforms.attendance.checks import Difference, TypedFigures, figures_check
from tsmforms.attendance.columns import find_layout, known_headings
from tsmforms.attendance.figures import (
    Figures,
    Tally,
    at_risk,
    is_persistent,
    is_rounded,
    is_severe,
    shown_percent,
    tally,
)
from tsmforms.attendance.judging import Period, PupilFinding, Standing, Thresholds, judge_register
from tsmforms.attendance.notices import third_notice_barred, years_before
from tsmforms.attendance.reading import read_rows
from tsmforms.attendance.register import PupilRegister, Register
from tsmforms.attendance.sessions import Half, Session, unexplained
from tsmforms.attendance.threshold import RollingWindow, ThresholdFinding, ten_in_ten

__all__ = [
    "Difference",
    "Figures",
    "Half",
    "Period",
    "PupilFinding",
    "PupilRegister",
    "Register",
    "RollingWindow",
    "Session",
    "Standing",
    "Tally",
    "ThresholdFinding",
    "Thresholds",
    "TypedFigures",
    "at_risk",
    "figures_check",
    "find_layout",
    "is_persistent",
    "is_rounded",
    "is_severe",
    "judge_register",
    "known_headings",
    "read_rows",
    "shown_percent",
    "tally",
    "ten_in_ten",
    "third_notice_barred",
    "unexplained",
    "years_before",
]
