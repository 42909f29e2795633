"""Days to be kept in mind as an iCalendar file (RFC 5545), with ids that stay the same when it is made again.

Days are whole days, which no change of the clock moves; what has a time is in
Europe/London, with the rules of its summer time in the file.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator

import attrs

from tsmforms.version import VERSION

_LONGEST = 75
"""Octets of a line."""
_SPACE = uuid.UUID("5b1e2a52-6f0c-5a6b-9f43-0c5e5d0a7d11")
_SUMMER_TIME = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/London",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "TZNAME:BST",
    "DTSTART:19960331T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "TZNAME:GMT",
    "DTSTART:19961027T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@attrs.frozen
class DiaryDay:
    """A day to be kept in mind.

    Args:
        key: What tells it from every other; the same when the file is made again.
        day: The day.
        title: What it is.
        note: More on it.
        at: When on that day, in London; a whole day without it.
        minutes: How long it lasts, where it has a time.
    """

    key: str
    day: datetime.date
    title: str
    note: str = ""
    at: datetime.time | None = None
    minutes: int = 60


def diary_text(days: Iterable[DiaryDay], made: datetime.date) -> str:
    """The days as an iCalendar file.

    Args:
        days: The days; of two with one key the first is taken.
        made: The day it is made, which programs take for the version of each entry.
    """
    once = {one.key: one for one in reversed(list(days))}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//tsmforms//{VERSION}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    lines += _SUMMER_TIME
    for one in sorted(once.values(), key=lambda one: (one.day, one.at or datetime.time(), one.key)):
        lines += _event(one, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(one: DiaryDay, made: datetime.date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(_SPACE, one.key)}@tsmforms"
    yield f"DTSTAMP:{made:%Y%m%d}T000000Z"
    if one.at is None:
        yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{one.day + datetime.timedelta(days=1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    else:
        start = datetime.datetime.combine(one.day, one.at)
        yield f"DTSTART;TZID=Europe/London:{start:%Y%m%dT%H%M%S}"
        yield f"DURATION:PT{one.minutes}M"
    yield f"SUMMARY:{_escaped(one.title)}"
    if one.note:
        yield f"DESCRIPTION:{_escaped(one.note)}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    safe = "".join(char for char in text if char == "\n" or char.isprintable() or char == "\t")
    for char, shown in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        safe = safe.replace(char, shown)
    return safe


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, no letter cut in two; all but the first begin with a space."""
    piece, size = "", 0
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece += char
        size += width
    yield piece
