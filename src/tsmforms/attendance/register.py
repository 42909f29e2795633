"""A register as read: each pupil's sessions or counts, and what could not be read."""

from __future__ import annotations

import datetime
from functools import cached_property

import attrs

from tsmforms.attendance.checks import NOTHING_TYPED, TypedFigures
from tsmforms.attendance.columns import Kind
from tsmforms.attendance.sessions import Session
from tsmforms.diagnostics import Diagnostic

_CLOSED = "#"
_PRESENT = frozenset({"/", "\\"})


@attrs.frozen
class PupilRegister:
    """One pupil: as the register names them, the line they begin on, their sessions in order, figures as typed.

    `unmarked` counts the sessions for which the register shows that no mark was made.
    """

    pupil: str
    pupil_id: str
    line: int
    sessions: tuple[Session, ...] = ()
    typed: TypedFigures = NOTHING_TYPED
    unmarked: int = 0


@attrs.frozen(slots=False)
class Register:
    """What a file of marks or counts came to.

    `diagnostics` are the faults of reading, in the order of the file; `sheet` is the sheet of a workbook.
    """

    kind: Kind
    pupils: tuple[PupilRegister, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    sheet: str = ""

    @cached_property
    def whole(self) -> bool:
        """Whether it shows presence too, so that a week without any mark was no school week."""
        return any(one.code in _PRESENT for pupil in self.pupils for one in pupil.sessions)

    @cached_property
    def days(self) -> frozenset[datetime.date]:
        """The days on which any pupil has a session other than of a planned closure."""
        return frozenset(one.date for pupil in self.pupils for one in pupil.sessions if one.code != _CLOSED)

    @cached_property
    def first_day(self) -> datetime.date | None:
        """The day of its first session; None where it has none."""
        return min((pupil.sessions[0].date for pupil in self.pupils if pupil.sessions), default=None)

    @cached_property
    def last_day(self) -> datetime.date | None:
        """The day of its last session; None where it has none."""
        return max((pupil.sessions[-1].date for pupil in self.pupils if pupil.sessions), default=None)
