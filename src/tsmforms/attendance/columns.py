"""What the columns of an exported register are: whose marks, of which session, or counts of sessions.

Three kinds of table are known by their headings. Of marks: a row a pupil, and a
column for each session, day or week. Long: a row a session. Of counts: a row a
pupil, with possible and attended sessions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import attrs

from tsmforms.attendance.headings import Dated, dated, half_in
from tsmforms.attendance.sessions import Half
from tsmforms.diagnostics import ReadError, worded

Line: TypeAlias = tuple[int, Sequence[str]]
"""A row of text: the line of the file on which it begins, and its cells."""
Kind = Literal["marks", "long", "counts"]

ROLES: Mapping[str, tuple[str, ...]] = {
    "pupil": (
        "pupil",
        "pupilname",
        "name",
        "fullname",
        "pupilfullname",
        "student",
        "studentname",
        "child",
        "childname",
        "legalname",
        "nameofpupil",
    ),
    "forename": ("forename", "pupilforename", "legalforename", "firstname", "givenname", "preferredforename"),
    "surname": ("surname", "pupilsurname", "legalsurname", "lastname", "familyname"),
    "id": ("pupilid", "upn", "uniquepupilnumber", "id", "studentid", "pupilnumber", "admissionnumber", "admno", "adno"),
    "date": ("date", "sessiondate", "markdate", "dateofsession"),
    "half": ("session", "half", "ampm", "sessiontype", "sessionname"),
    "code": ("code", "mark", "attendancecode", "attendancemark", "registercode", "markcode", "sessionmark"),
    "possible": ("possible", "possiblesessions", "sessionspossible", "possibleattendances", "totalpossible"),
    "attended": (
        "attended",
        "sessionsattended",
        "attendedsessions",
        "attendances",
        "totalattended",
        "actualattendances",
    ),
    "authorised": (
        "authorised",
        "authorisedabsences",
        "authorisedabsence",
        "authorisedsessions",
        "authabsences",
        "authabs",
        "sessionsauthorised",
    ),
    "unauthorised": (
        "unauthorised",
        "unauthorisedabsences",
        "unauthorisedabsence",
        "unauthorisedsessions",
        "unauthabsences",
        "unauthabs",
        "sessionsunauthorised",
    ),
    "percentage": (
        "percent",
        "percentage",
        "attendancepercent",
        "percentattendance",
        "attendancepercentage",
        "percentageattendance",
        "percentattended",
        "attendedpercent",
    ),
}
"""What a column is, by its heading's letters and digits, the likeliest first; `%` reads as `percent`."""
COUNTS = ("possible", "attended", "authorised", "unauthorised")
_WHO = frozenset({"pupil", "forename", "surname", "id"})
_SEARCHED = 30
_HALVES_BELOW = 2
_FEWEST_COUNTS = 2
_NAMES: Mapping[str, str] = {name: role for role, names in ROLES.items() for name in names}


@attrs.frozen
class SessionColumn:
    """A column of marks: its position from 0, the day (of a week: its Monday) and how much of it; no date if unread."""

    index: int
    dated: Dated
    half: Half | None = None


@attrs.frozen
class ExportLayout:
    """What the columns of one table are; `body` is the position of its first row below the headings."""

    kind: Kind
    roles: Mapping[str, int]
    sessions: tuple[SessionColumn, ...]
    headings: tuple[str, ...]
    line: int
    body: int
    unused: tuple[str, ...] = ()

    def cell(self, role: str, cells: Sequence[str]) -> str:
        """What stands in the column of a role; empty where there is none."""
        index = self.roles.get(role)
        return cells[index].strip() if index is not None and index < len(cells) else ""

    def heading(self, index: int) -> str:
        """The heading of a column as it stands."""
        return self.headings[index] if index < len(self.headings) else ""


def known_headings() -> frozenset[str]:
    """Every heading that is known, folded: by these the delimiter of a table is found."""
    return frozenset(_NAMES)


def fold_heading(heading: str) -> str:
    """A heading's letters and digits alone, with `%` as a word.

    >>> fold_heading("Attendance %")
    'attendancepercent'
    """
    return "".join(c for c in heading.replace("%", "percent").casefold() if c.isalnum())


def find_layout(top: Sequence[Line]) -> ExportLayout | None:
    """The layout of a table from its first rows; None where they are no headings of a register.

    Raises:
        ReadError: Two columns have the same heading.
    """
    for position, (line, cells) in enumerate(top[:_SEARCHED]):
        for found in (_long(position, line, cells), _counts(position, line, cells), _marks(position, top)):
            if found:
                return found
    return None


def _roles(cells: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """The column of each role, and the headings of the other columns."""
    folded = [fold_heading(cell) for cell in cells]
    roles: dict[str, int] = {}
    for role, names in ROLES.items():
        for name in names:
            at = [index for index, one in enumerate(folded) if one == name]
            if len(at) > 1:
                raise ReadError(
                    "D0501",
                    worded("D0501", "column_twice", heading=cells[at[0]].strip()),
                    "remove one of the two, or give it another heading",
                )
            if at and role not in roles:
                roles[role] = at[0]
    taken = set(roles.values())
    return roles, tuple(cell.strip() for index, cell in enumerate(cells) if cell.strip() and index not in taken)


def _long(position: int, line: int, cells: Sequence[str]) -> ExportLayout | None:
    roles, unused = _headed(cells)
    if not _WHO & set(roles) or not {"date", "code"} <= set(roles):
        return None
    return ExportLayout("long", roles, (), _trimmed(cells), line, position + 1, unused)


def _counts(position: int, line: int, cells: Sequence[str]) -> ExportLayout | None:
    roles, unused = _headed(cells)
    if not _WHO & set(roles) or len(set(COUNTS) & set(roles)) < _FEWEST_COUNTS or _dated_columns(cells):
        return None
    return ExportLayout("counts", roles, (), _trimmed(cells), line, position + 1, unused)


def _headed(cells: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """The roles of a row that is a row of headings; none of another row, whose cells may stand twice."""
    known = sum(fold_heading(cell) in _NAMES for cell in cells)
    return _roles(cells) if known > 1 else ({}, ())


def _marks(position: int, top: Sequence[Line]) -> ExportLayout | None:
    """A table with a column for each session: a row of dates, and halves in it or in a row below."""
    line, cells = top[position]
    dates = _dated_columns(cells)
    if not dates:
        return None
    below = next(
        (n for n in range(1, _HALVES_BELOW + 1) if position + n < len(top) and _halves(top[position + n][1])), 0
    )
    under = _halves(top[position + below][1]) if below else {}
    columns = _joined(dates, under) if below else tuple(SessionColumn(i, one, one.half) for i, one in dates.items())
    rows = [top[position + n][1] for n in range(below + 1)]
    headings = _stacked(rows)
    own = {column.index for column in columns}
    roles, unused = _roles(["" if index in own else words for index, words in enumerate(headings)])
    if not _WHO & set(roles) and position:
        roles, unused = _roles(_beside(top[position - 1][1], own))
    return (
        ExportLayout("marks", roles, columns, headings, line, position + below + 1, unused)
        if _WHO & set(roles)
        else None
    )


def _dated_columns(cells: Sequence[str]) -> dict[int, Dated]:
    return {index: one for index, cell in enumerate(cells) if (one := dated(cell))}


def _halves(cells: Sequence[str]) -> dict[int, Half]:
    """The columns whose cell is a half of a day and nothing else."""
    return {index: half for index, cell in enumerate(cells) if (half := half_in(cell, alone=True))}


def _joined(dates: Mapping[int, Dated], halves: Mapping[int, Half]) -> tuple[SessionColumn, ...]:
    """Each half with the date above it; above an afternoon the date may stand over the morning on its left alone."""
    out = []
    for index, half in halves.items():
        date = dates.get(index)
        if date is None and half == "pm" and halves.get(index - 1) == "am":
            date = dates.get(index - 1)
        out.append(SessionColumn(index, date or Dated(""), half))
    lone = (SessionColumn(index, date, date.half) for index, date in dates.items() if index not in halves)
    return tuple(sorted((*out, *lone), key=lambda column: column.index))


def _stacked(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The headings of each column, those of several rows one after the other."""
    width = max(map(len, rows))
    cells = ([row[index].strip() for row in rows if index < len(row)] for index in range(width))
    return tuple(re.sub(r"\s+", " ", " ".join(filter(None, words))) for words in cells)


def _beside(above: Sequence[str], own: set[int]) -> Sequence[str]:
    """The row above the dates, if it says nothing of their columns; else it is the header of another table."""
    return () if any(above[index].strip() for index in own if index < len(above)) else above


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in cells)
