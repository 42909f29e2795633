"""What a code is, and a set of them with the days on which it is in force."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal

import attrs

StatisticalClass = Literal["present", "approved", "authorised", "unauthorised", "not_possible", "not_collected"]
"""What a session with a code counts as. `approved` is an approved educational activity, which is attendance."""

ATTENDED: frozenset[StatisticalClass] = frozenset({"present", "approved"})
POSSIBLE: frozenset[StatisticalClass] = ATTENDED | {"authorised", "unauthorised"}
"""The classes whose sessions the pupil could have attended; the others count for nothing."""


@attrs.frozen
class AttendanceCode:
    """A code of the register, what it stands for, and what a session with it counts as.

    `note` says where a register or an older form may count it otherwise.
    """

    code: str
    meaning: str
    statistical_class: StatisticalClass
    note: str = ""


@attrs.frozen
class CodeSet:
    """The codes in force on the sessions of a stretch of time; None stands for an open end."""

    name: str
    source: str
    in_force_from: datetime.date | None
    in_force_to: datetime.date | None
    codes: Mapping[str, AttendanceCode] = attrs.field(repr=False, hash=False)

    def holds(self, on: datetime.date) -> bool:
        """Whether this set is the one for a session of this day."""
        return (self.in_force_from or on) <= on <= (self.in_force_to or on)


CLASS_LABELS: Mapping[StatisticalClass, str] = {
    "present": "Present",
    "approved": "Approved educational activity",
    "authorised": "Authorised absence",
    "unauthorised": "Unauthorised absence",
    "not_possible": "Not counted in possible attendances",
    "not_collected": "Not counted in possible attendances",
}
"""What a class is called in a list of codes."""
