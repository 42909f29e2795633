"""Attendance codes: which are in force on the day of a session, their meaning and their statistical class.

The set is chosen by the date of the session, never by that of the document.
"""

from tsmforms.codes.model import ATTENDED, CLASS_LABELS, POSSIBLE, AttendanceCode, CodeSet, StatisticalClass
from tsmforms.codes.sets import CODE_SETS, CODES_2024, EARLIER_CODES, code_class, codes_in_force, tidy_code

__all__ = [
    "ATTENDED",
    "CLASS_LABELS",
    "CODES_2024",
    "CODE_SETS",
    "EARLIER_CODES",
    "POSSIBLE",
    "AttendanceCode",
    "CodeSet",
    "StatisticalClass",
    "code_class",
    "codes_in_force",
    "tidy_code",
]
