"""School time: terms, school days and weeks, academic years, bank holidays, working days of post.

Everything takes plain arguments: dates, and a `Calendar` or None. Without a
calendar, and for what a calendar knows nothing of, school is taken to be open
Monday to Friday. Arithmetic that runs past the last date there is ends on it.
"""

from tsmforms.calendar.days import (
    add_school_days,
    is_school_day,
    next_school_day,
    school_days_between,
    school_weeks_between,
    why_no_school,
)
from tsmforms.calendar.england import bank_holidays
from tsmforms.calendar.post import POST, PostClass, PostRules, add_working_days, deemed_receipt, working_day
from tsmforms.calendar.school import LONGEST_BREAK, Calendar, Closed, Term
from tsmforms.calendar.weeks import (
    closed_school_weeks,
    is_school_week,
    monday_of,
    weekdays_between,
    weekdays_of_school_weeks,
)
from tsmforms.calendar.years import AcademicYear, academic_year_of, parse_academic_year

__all__ = [
    "LONGEST_BREAK",
    "POST",
    "AcademicYear",
    "Calendar",
    "Closed",
    "PostClass",
    "PostRules",
    "Term",
    "academic_year_of",
    "add_school_days",
    "add_working_days",
    "bank_holidays",
    "closed_school_weeks",
    "deemed_receipt",
    "is_school_day",
    "is_school_week",
    "monday_of",
    "next_school_day",
    "parse_academic_year",
    "school_days_between",
    "school_weeks_between",
    "weekdays_between",
    "weekdays_of_school_weeks",
    "why_no_school",
    "working_day",
]
