"""Registers from files: marks or counts of sessions, as systems export them, read and judged by a profile's numbers."""

from tsmforms.registers.read import calendar_note, judge, limits_of, read_register, register_notes
from tsmforms.registers.report import (
    Summary,
    finding_json,
    finding_text,
    register_json,
    register_text,
    summary_of,
)

__all__ = [
    "Summary",
    "calendar_note",
    "finding_json",
    "finding_text",
    "judge",
    "limits_of",
    "read_register",
    "register_json",
    "register_notes",
    "register_text",
    "summary_of",
]
