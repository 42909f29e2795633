"""Sessions counted, and what the counts say of absence. Whole numbers: a boundary is never judged by a rounded one."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import attrs

from tsmforms.attendance.sessions import Session, once
from tsmforms.codes import POSSIBLE, code_class

_HUNDRED = 100
_LATE, _AFTER_CLOSE = "L", "U"


@attrs.frozen
class Figures:
    """How many sessions of each kind. `late` are among the present, `late_after_close` among the unauthorised."""

    present: int = 0
    approved: int = 0
    authorised: int = 0
    unauthorised: int = 0
    late: int = 0
    late_after_close: int = 0

    @property
    def attended(self) -> int:
        """Present, or at an approved educational activity."""
        return self.present + self.approved

    @property
    def absent(self) -> int:
        """Absent, authorised or not."""
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        """The sessions that could be attended: those attended and those missed."""
        return self.attended + self.absent

    @property
    def percentage(self) -> Fraction | None:
        """Attended of possible, exact; None where no session was possible."""
        return Fraction(_HUNDRED * self.attended, self.possible) if self.possible else None

    @property
    def absence_percentage(self) -> Fraction | None:
        """Missed of possible, exact; None where no session was possible."""
        return Fraction(_HUNDRED * self.absent, self.possible) if self.possible else None

    @property
    def days_absent(self) -> Decimal:
        """Absence in days as parents count them: two sessions a day, halves as .5."""
        return Decimal(self.absent) / 2


def shown_percent(percentage: Fraction | None, places: int = 1) -> Decimal | None:
    """A percentage as it is printed: rounded half up.

    >>> shown_percent(Fraction(100 * 343, 381))
    Decimal('90.0')
    """
    if percentage is None:
        return None
    scaled = percentage * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole).scaleb(-places)


@attrs.frozen
class Tally:
    """What a register came to: the figures, and every session that is not among them.

    `not_possible` and `not_collected` count for nothing by their code;
    `unknown` have a code that was not in force on their day; `repeated` stand
    a second time.
    """

    figures: Figures
    not_possible: int = 0
    not_collected: int = 0
    unknown: tuple[Session, ...] = ()
    repeated: tuple[Session, ...] = ()


def tally(sessions: Iterable[Session], period: tuple[datetime.date, datetime.date] | None = None) -> Tally:
    """The figures of one pupil's sessions, those of a period where one is given (both ends included)."""
    inside = [one for one in sessions if period is None or period[0] <= one.date <= period[1]]
    kept, repeated = once(inside)
    each = [code_class(one.code, one.date) for one in kept]
    classes = Counter(each)
    codes = Counter(one.code for one in kept)
    counted: dict[str, int] = {str(name): classes[name] for name in POSSIBLE}
    return Tally(
        Figures(**counted, late=codes[_LATE], late_after_close=codes[_AFTER_CLOSE]),
        classes["not_possible"],
        classes["not_collected"],
        tuple(one for one, known in zip(kept, each, strict=True) if known is None),
        repeated,
    )


def _misses(absent: int, possible: int, percent: int | Decimal | Fraction) -> bool:
    return possible > 0 and _HUNDRED * absent >= Fraction(percent) * possible


def is_persistent(absent: int, possible: int, percent: int | Decimal | Fraction) -> bool:
    """Persistent absence: `percent` of the possible sessions missed, or more.

    >>> is_persistent(38, 380, 10), is_persistent(38, 381, 10)
    (True, False)
    """
    return _misses(absent, possible, percent)


def is_severe(absent: int, possible: int, percent: int | Decimal | Fraction) -> bool:
    """Severe absence: `percent` of the possible sessions missed, or more. Whoever is, is persistently absent too.

    >>> is_severe(190, 380, 50), is_severe(189, 380, 50)
    (True, False)
    """
    return _misses(absent, possible, percent)


def at_risk(
    absent: int, possible: int, percent: int | Decimal | Fraction, advise_below: int | Decimal | Fraction
) -> bool:
    """At risk of persistent absence: not there yet, and attendance below `advise_below` per cent.

    A school adds its own judgement, of a downward trend for one.
    """
    attended = possible - absent
    below = possible > 0 and _HUNDRED * attended < Fraction(advise_below) * possible
    return below and not is_persistent(absent, possible, percent)


def is_rounded(percentage: Decimal, attended: int, possible: int, places: int | None = None) -> bool:
    """Whether a percentage is attended / possible, rounded to as many places as it has.

    Half a unit of the last place is allowed either way, so 12.5 may be written
    12, 13 or 12.5. Trailing zeros do not count as places. Whole numbers only:
    |p x possible - 100 x attended x scale| x 2 <= possible, where p is the
    percentage without its point and scale the power of ten it was divided by.
    """
    typed = max(0, -int(percentage.normalize().as_tuple().exponent))
    scale: int = 10 ** max(typed, places or 0)
    digits = int(percentage * scale)
    return abs(digits * possible - _HUNDRED * attended * scale) * 2 <= possible
