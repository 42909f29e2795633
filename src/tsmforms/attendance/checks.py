"""Figures as somebody typed them, held against each other and against a register."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import attrs

from tsmforms.attendance.figures import Figures, is_rounded, shown_percent


@attrs.frozen
class TypedFigures:
    """Session counts and a percentage of attendance as typed; None where a count is not given."""

    possible: int | None = None
    attended: int | None = None
    authorised: int | None = None
    unauthorised: int | None = None
    percentage: Decimal | None = None


NOTHING_TYPED = TypedFigures()


@attrs.frozen
class Difference:
    """A typed figure that another one contradicts: its name, as typed, and what it should be."""

    name: str
    typed: int | Decimal
    expected: int | Decimal | None


_COUNTS = ("possible", "attended", "authorised", "unauthorised")


def figures_check(typed: TypedFigures, computed: Figures | None = None) -> tuple[Difference, ...]:
    """Where typed figures do not agree: with those computed from a register, or among themselves without one.

    Among themselves: attended and both absences make the possible sessions, and
    the percentage is attended of possible, rounded to as many places as it has.
    """
    return tuple(_against(typed, computed) if computed else _among_themselves(typed))


def _against(typed: TypedFigures, computed: Figures) -> Iterator[Difference]:
    for name in _COUNTS:
        figure, expected = getattr(typed, name), getattr(computed, name)
        if figure is not None and figure != expected:
            yield Difference(name, figure, expected)
    yield from _percentage(typed.percentage, computed.attended, computed.possible)


def _among_themselves(typed: TypedFigures) -> Iterator[Difference]:
    possible, attended = typed.possible, typed.attended
    absences = (typed.authorised, typed.unauthorised)
    if possible is not None and None not in absences:
        absent = sum(one for one in absences if one is not None)
        made = absent if attended is None else attended + absent
        if made > possible or (attended is not None and made != possible):
            yield Difference("possible", possible, made)
    if possible is not None and attended is not None:
        if attended > possible:
            yield Difference("attended", attended, possible)
        elif None in absences:
            yield from _beyond(typed, possible - attended)
        yield from _percentage(typed.percentage, attended, possible)


def _beyond(typed: TypedFigures, absent: int) -> Iterator[Difference]:
    """One kind of absence alone that is more than all of it."""
    for name, figure in (("authorised", typed.authorised), ("unauthorised", typed.unauthorised)):
        if figure is not None and figure > absent:
            yield Difference(name, figure, absent)


def _percentage(percentage: Decimal | None, attended: int, possible: int) -> Iterator[Difference]:
    if percentage is None:
        return
    if not possible or not is_rounded(percentage, attended, possible):
        exact = Figures(present=attended, authorised=possible - attended).percentage
        yield Difference("percentage", percentage, shown_percent(exact))
