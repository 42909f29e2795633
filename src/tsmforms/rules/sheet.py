"""A sheet as predicates see it: what they say of its boxes becomes formulas in a workbook, and truths in a test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import attrs

from tsmforms.diagnostics import Severity
from tsmforms.model.spec import Args

if TYPE_CHECKING:
    from tsmforms.rules.conditions import AnyCondition
    from tsmforms.rules.model import Span

T = TypeVar("T")


class Unsaid(Exception):
    """This sheet cannot say it for certain, so nothing is marked."""


@attrs.frozen
class SheetMark(Generic[T]):
    """That an answer does not fit, where it is shown, and its severity where that is softer than the rule's."""

    path: str
    wrong: T
    severity: Severity | None = None


class Sheet(Protocol[T]):
    """What can be said of the boxes of a sheet. What cannot raises `Unsaid`."""

    def number(self, path: str) -> T:
        """An answer as a number, a date in days, a time in minutes; 0 where there is none; `today` is a day."""

    def known(self, *paths: str) -> list[T]:
        """That each is answered by a number, a date or a time."""

    def answered(self, path: str) -> T:
        """That there is an answer, or any in a group, row or list."""

    def begun(self) -> T:
        """That the document has its date: before, what is missing is not missed yet."""

    def holds(self, condition: AnyCondition) -> T:
        """That a condition holds."""

    def every(self, path: str) -> Sequence[str]:
        """The paths of a column, one a row; of any other path itself."""

    def literal(self, value: object) -> T:
        """A number, date or time."""

    def compare(self, first: T, sign: str, second: T) -> T:
        """That two numbers compare so."""

    def after(self, span: Span, start: T) -> T:
        """The day so long after another."""

    def difference(self, first: T, second: T) -> T:
        """The first number less the second."""

    def distance(self, first: T, added: Sequence[T]) -> T:
        """How far a number is from the sum of others, whichever is greater."""

    def is_share(self, percentage: T, part: T, whole: T, places: int) -> T:
        """That a percentage has no more than so many places, and is part of whole rounded to them."""

    def count(self, truths: Sequence[T]) -> T:
        """How many of them hold."""

    def all_of(self, *truths: T) -> T:
        """That all of them hold."""

    def any_of(self, truths: Iterable[T]) -> T:
        """That at least one of them holds; of none, never."""

    def negated(self, truth: T) -> T:
        """That it does not hold."""


class Marking(Protocol):
    """What a predicate marks on any sheet."""

    def __call__(self, args: Args, sheet: Sheet[T], /) -> Iterable[SheetMark[T]]:
        """A mark for each way in which the answers do not fit."""


def outside(number: T, args: Args, sheet: Sheet[T]) -> T:
    """That a number lies outside `at_least` and `at_most`."""
    return sheet.any_of(
        sheet.compare(number, sign, sheet.literal(args[name]))
        for name, sign in (("at_least", "<"), ("at_most", ">"))
        if args.get(name) is not None
    )
