"""Invented answers for the cases at a rule's edges: any number of different ones, in ascending order."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from tsmforms.keys import at, pattern
from tsmforms.model import FieldSpec, FormSpec, Kind
from tsmforms.model.answers import Known, Value
from tsmforms.rules.conditions import AnyCondition, Condition
from tsmforms.rules.model import TODAY, Evaluation

FIRST_DAY = datetime.date(2026, 3, 6)
"""A Friday in term: the next Monday to Friday is a week of its own."""
_TRIED = 20_000
"""The most combinations of answers that are tried to meet conditions."""


@attrs.frozen
class Sampler:
    """Invented answers to the questions of one form."""

    spec: FormSpec

    def field(self, path: str) -> FieldSpec:
        """The leaf a path names, or the first leaf of a group or row."""
        return self.spec.leaves[pattern(self.leaf_path(path))].field

    def leaf_path(self, path: str) -> str:
        """The path itself, or that of the first leaf inside it; a list's first row."""
        if pattern(path) in self.spec.leaves:
            return path
        for leaf in self.spec.leaves:
            first = at(leaf, *([0] * leaf.count("[]")))
            if first.startswith(f"{path}."):
                return first
            placed = pattern(path)
            if leaf.startswith(f"{placed}.") or leaf.startswith(f"{placed}[]"):
                return path + at(leaf[len(placed) :], 0, 0)
        raise KeyError("no question at this path")

    def value(self, path: str, n: int = 0) -> Value:
        """The nth invented answer; for ordered kinds a greater n is a later or greater one."""
        field = self.field(path)
        return field.kind.nth(field, n)

    def answer(self, path: str, n: int = 0) -> dict[str, Value]:
        """An answer to a question or to something in a group; none for `today`."""
        return {} if path == TODAY else {self.leaf_path(path): self.value(path, n)}

    def without(self, *paths: str) -> dict[str, Value] | None:
        """Answers of a record in which these are unanswered.

        In a list another column of the same row is answered, so that the row is
        there; None where the row has no other column.
        """
        in_a_list = any(part.isdecimal() for part in paths[0].split("."))
        return self.beside(*paths) if in_a_list else {}

    def beside(self, *paths: str) -> dict[str, Value] | None:
        """An answer to another question of the same row or group; None where there is no other."""
        positions = [int(part) for part in paths[0].split(".") if part.isdecimal()]
        row = paths[0].rpartition(".")[0]
        columns = (at(leaf, *positions) for leaf in self.spec.leaves)
        others = (one for one in columns if one not in paths and "[]" not in one and one.startswith(f"{row}."))
        other = next(others, None)
        return self.answer(other) if other else None

    def solve(
        self,
        wishes: Sequence[tuple[AnyCondition, bool]],
        given: Mapping[str, Value] | None = None,
        kept: Iterable[str] = (),
        today: datetime.date = FIRST_DAY,
    ) -> dict[str, Value] | None:
        """The given answers, and others beside them under which each condition holds, or does not, as wished.

        Questions that are `kept` stay as they are given, answered or not. As few as
        may be are answered. None where no invented answers do it.
        """
        known = dict(given or {})
        fixed = {*known, *(self.leaf_path(path) for path in kept)}
        wished = [(_in_first_row(condition), truth) for condition, truth in wishes]
        options = self._options([one for condition, _ in wished for one in condition.parts()])
        free = [path for path in options if path not in fixed]
        for answers in itertools.islice(_together([options[path] for path in free]), _TRIED):
            values = known | {path: value for path, value in zip(free, answers, strict=True) if value is not None}
            run = Evaluation(values, today, None, self.spec)
            if all(condition.holds(run) is truth for condition, truth in wished):
                return values
        return None

    def _options(self, conditions: Sequence[Condition]) -> dict[str, list[Value | None]]:
        """For each question that conditions look at, what may be tried: no answer first."""
        out: dict[str, list[Value | None]] = {}
        for condition in conditions:
            for path in condition.paths:
                leaf = self.leaf_path(path)
                tried = out.setdefault(leaf, [None])
                tried += [value for value in self._candidates(leaf, condition) if value not in tried]
        return out

    def _candidates(self, path: str, condition: Condition) -> Iterator[Value]:
        field = self.field(path)
        if field.kind.type is bool:
            yield from (True, False)  # in this order everywhere: yes to all, then no to all
            return
        if path == condition.path:
            for wanted in condition.wanted:
                yield wanted if field.kind.takes_one else (str(wanted),)
            yield from (one.code for one in field.choices if one.code not in condition.wanted and field.kind.takes_one)
            for bound in (condition.at_least, condition.at_most):
                if bound is not None:
                    yield from (of_kind(field.kind, moved) for sign in (0, 1, -1) if (moved := step(bound, sign)))
        yield from (self.value(path, n) for n in (0, 1, 2))
        if condition.same_as or condition.mentions:
            yield from (self.value(condition.path, n) for n in (0, 1) if field.kind.is_text)
        if TODAY in (condition.before, condition.after):
            yield from (FIRST_DAY - datetime.timedelta(days=30), FIRST_DAY + datetime.timedelta(days=30))


def _together(options: Sequence[Sequence[Value | None]]) -> Iterator[tuple[Value | None, ...]]:
    """Each combination; first those of a like answer to every question, such as yes to all."""
    yield from itertools.islice(itertools.zip_longest(*options), 1, None)
    yield from itertools.product(*options)


def _in_first_row(condition: AnyCondition) -> AnyCondition:
    return condition.mapped(lambda path: at(path, *[0] * path.count("[]")))


def step(bound: Known, sign: int) -> object:
    """The next value after a bound (sign 1), before it (-1), or itself (0); None where there is none."""
    if isinstance(bound, datetime.time):
        minute = bound.hour * 60 + bound.minute + sign
        return datetime.time(minute // 60, minute % 60) if 0 <= minute < 24 * 60 else None
    return bound + sign * (datetime.timedelta(days=1) if isinstance(bound, datetime.date) else 1)


def of_kind(kind: Kind, number: Known) -> Value:
    """A number as a value of this kind."""
    value: Value = int(number) if kind.type is int else number
    return value
