"""Attendance: sessions to figures, the national threshold, the look-back of penalty notices. Pure, in whole numbers.

No number of the law stands here: how many sessions, weeks, years or per cent
are arguments, and `form_specs/facts/` and the profile's settings hold them.
"""

from tsmforms.attendance.checks import Difference, TypedFigures, figures_check
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
from tsmforms.attendance.notices import third_notice_barred, years_before
from tsmforms.attendance.sessions import Half, Session, unexplained
from tsmforms.attendance.threshold import ThresholdFinding, Window, ten_in_ten

__all__ = [
    "Difference",
    "Figures",
    "Half",
    "Session",
    "Tally",
    "ThresholdFinding",
    "TypedFigures",
    "Window",
    "at_risk",
    "figures_check",
    "is_persistent",
    "is_rounded",
    "is_severe",
    "shown_percent",
    "tally",
    "ten_in_ten",
    "third_notice_barred",
    "unexplained",
    "years_before",
]
