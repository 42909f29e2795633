"""Conditions on other answers: what `where`, `when` and `then` of a rule say, alone or several together."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from tsmforms.keys import at
from tsmforms.model import FieldSpec
from tsmforms.model.answers import Known, Value
from tsmforms.rules import paths
from tsmforms.rules.model import TODAY, Evaluation, Names, bound_words


@attrs.frozen
class Condition:
    """What must hold of one question.

    That it is answered or not, that its answer is one of `wanted` (`shown` as they
    are printed), lies inside bounds, comes before or after the answer to another
    question (or `today`), is the same as another, or contains the words of another. Of an unanswered question only
    that it is unanswered holds.

    A path that still has `[]` when a record is judged means any row (`any_row`).
    `several`: the question may have several answers, one of which is enough.
    """

    path: str
    answered: bool = True
    wanted: tuple[Value, ...] = ()
    shown: tuple[str, ...] = ()
    at_least: Known = None
    at_most: Known = None
    before: str | None = None
    after: str | None = None
    same_as: str | None = None
    mentions: str | None = None
    any_row: bool = False
    is_number: bool = False
    several: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        """The questions it looks at."""
        return tuple(path for path in (self.path, *self.others) if path != TODAY)

    @property
    def others(self) -> tuple[str, ...]:
        """The questions whose answers it compares with, or `today`."""
        named = (self.before, self.after, self.same_as, self.mentions)
        return tuple(path for path in named if path is not None)

    @property
    def compares(self) -> bool:
        """Whether it is about the answer itself, not only about there being one."""
        bounded = self.at_least is not None or self.at_most is not None
        return bool(self.wanted) or bounded or bool(self.others)

    def parts(self) -> Iterator[Condition]:
        """Itself."""
        yield self

    def holds(self, run: Evaluation) -> bool:
        """Whether it is so in this record; where its path means any row, in one of them."""
        if "[]" in self.path:
            return any(self._holds_at(path, run) for path in run.every(self.path))
        return self._holds_at(self.path, run)

    def _holds_at(self, path: str, run: Evaluation) -> bool:
        if not self.compares:
            return run.answered(path) is self.answered
        value: Known = run.values.get(path)
        if value is None or (self.wanted and not self._is_wanted(value)):
            return False
        inside = (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)
        return inside and self._in_order(path, value, run) and self._is_alike(path, value, run)

    def _is_wanted(self, value: Value) -> bool:
        if isinstance(value, tuple):
            return any(code in self.wanted for code in value)
        return value in self.wanted

    def _in_order(self, path: str, value: object, run: Evaluation) -> bool:
        for other, sign in ((self.before, 1), (self.after, -1)):
            if other is not None:
                beside = run.value(_in_same_row(other, self.path, path))
                if beside is None or not (value < beside if sign > 0 else value > beside):
                    return False
        return True

    def _is_alike(self, path: str, value: Value, run: Evaluation) -> bool:
        for other, alike in ((self.same_as, _is_same), (self.mentions, _is_mentioned)):
            if other is not None:
                rows = run.every(_in_same_row(other, self.path, path))
                if not any(alike(run.values[row], value) for row in rows if row in run.values):
                    return False
        return True

    def mapped(self, change: Callable[[str], str]) -> Condition:
        """The same with every path changed."""
        named = (self.before, self.after, self.same_as, self.mentions)
        before, after, same_as, mentions = (None if path is None else change(path) for path in named)
        return attrs.evolve(
            self, path=change(self.path), before=before, after=after, same_as=same_as, mentions=mentions
        )

    def over_rows(self, containers: Mapping[str, FieldSpec]) -> AnyCondition:
        """The same with a `*` that is still there taken as any of the printed rows."""
        starred = paths.first_starred(self.path)
        if starred is None:
            return self
        rows = tuple(
            self.mapped(lambda path, key=key: paths.in_row(path, starred, key)).over_rows(containers)  # type: ignore[misc]
            for key in paths.row_keys(containers, self.path)
        )
        return Together(rows, every=False, of_rows=self)

    def under(self, on: str) -> Condition:
        """The same, knowing what the rule judges: whether its path means any row."""
        starred = paths.first_starred(self.path)
        other_row = starred is not None and not on.startswith(starred)
        return attrs.evolve(self, any_row=other_row or self.path.count("[]") > paths.shared_depth(self.path, on))

    def excluded(self, names: Names, must: str) -> str:
        """That it must not be so, of a question that is compared with answers."""
        return self.words(names, must).replace(f" {must} ", f" {must} not ", 1)

    def forbids(self, other: AnyCondition) -> bool:
        """Whether it leaves the question unanswered that another condition compares with answers."""
        unanswered = not self.answered and not self.compares
        return unanswered and isinstance(other, Condition) and self.path == other.path and bool(other.wanted)

    def just_answers(self, other: AnyCondition) -> bool:
        """Whether it is only that the question is answered which another condition is about."""
        return isinstance(other, Condition) and self.path == other.path and self.answered and not self.compares

    def words(self, names: Names, must: str = "") -> str:
        """In plain English, without capital and full stop: that it is so, or that it "must" or "should" be."""
        name = names(self.path)
        name = name.replace(", each row", ", any row") if self.any_row else name
        be, is_ = ("include", "includes") if self.several and self.compares else ("be", "is")
        verb = f"{name} {must} {be}" if must else f"{name} {is_}"
        if not self.compares and not self.answered:
            return f"{verb} {'left unanswered' if must else 'not answered'}"
        compared = [*self._comparisons(names)]
        said = [f"{verb} {' and '.join(compared)}"] if compared or not self.compares else []
        if not self.compares:
            return f"{verb} answered"
        if self.mentions is not None:
            contain = f"{must} contain" if must else "contains"
            said.append(f"{name} {contain} {names(self.mentions).replace(', each row', ', any row')}")
        return " and ".join(said)

    def _comparisons(self, names: Names) -> Iterator[str]:
        if self.wanted:
            yield " or ".join(_quoted(self.shown))
        if self.at_least is not None or self.at_most is not None:
            yield bound_words(self.at_least, self.at_most)
        for word, path in (("before", self.before), ("after", self.after)):
            if path is not None:
                yield f"{_LESS_OR_MORE[word] if self.is_number else word} {names(path)}"
        if self.same_as is not None:
            yield f"the same as {names(self.same_as).replace(', each row', ', any row')}"


def _quoted(answers: Sequence[str]) -> Sequence[str]:
    """Answers as a sentence shows them: short ones bare; with one of many words, all between quotation marks."""
    bare = all(len(answer.split()) <= _A_FEW_WORDS for answer in answers)
    return answers if bare else [f"“{answer.rstrip('.')}”" for answer in answers]


@attrs.frozen
class Together:
    """Several conditions: every one must hold, or at least one; `of_rows` is one condition in any printed row."""

    conditions: tuple[AnyCondition, ...]
    every: bool
    of_rows: Condition | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The questions they look at."""
        return tuple(dict.fromkeys(path for one in self.conditions for path in one.paths))

    def parts(self) -> Iterator[Condition]:
        """The single conditions."""
        for one in self.conditions:
            yield from one.parts()

    def holds(self, run: Evaluation) -> bool:
        """Whether it is so in this record."""
        found = (one.holds(run) for one in self.conditions)
        return all(found) if self.every else any(found)

    def mapped(self, change: Callable[[str], str]) -> Together:
        """The same with every path changed."""
        return attrs.evolve(self, conditions=tuple(one.mapped(change) for one in self.conditions))

    def over_rows(self, containers: Mapping[str, FieldSpec]) -> Together:
        """The same with each `*` that is still there taken as any of the printed rows."""
        return attrs.evolve(self, conditions=tuple(one.over_rows(containers) for one in self.conditions))

    def under(self, on: str) -> Together:
        """The same, knowing what the rule judges."""
        return attrs.evolve(self, conditions=tuple(one.under(on) for one in self.conditions))

    def forbids(self, _other: AnyCondition) -> bool:
        """Never; see `Condition.forbids`."""
        return False

    def just_answers(self, _other: AnyCondition) -> bool:
        """Never; see `Condition.just_answers`."""
        return False

    def words(self, names: Names, must: str = "") -> str:
        """In plain English, without capital and full stop: that it is so, or that it "must" or "should" be."""
        if self.of_rows is not None:
            return self.of_rows.words(names, must)
        said = [
            f"({one.words(names, must)})"
            if isinstance(one, Together) and one.every is not self.every and one.of_rows is None
            else one.words(names, must)
            for one in self.conditions
        ]
        return (" and " if self.every else " or ").join(said)


_A_FEW_WORDS = 4
_LESS_OR_MORE = {"before": "less than", "after": "more than"}
AnyCondition: TypeAlias = Condition | Together


def _in_same_row(other: str, pattern: str, path: str) -> str:
    """Another path in the rows in which `path` is an instance of `pattern`."""
    if "[]" not in other:
        return other
    steps = zip(pattern.replace("[]", ".[]").split("."), path.split("."), strict=True)
    positions = [int(step) for wanted, step in steps if wanted == "[]"]
    return at(other, *positions[: paths.shared_depth(other, pattern)])


def _is_same(other: Value, value: Value) -> bool:
    """Whether two answers are the same; of texts whatever the case of their letters and their spacing."""
    return _words_of(other) == _words_of(value) if isinstance(other, str) and isinstance(value, str) else other == value


def _is_mentioned(other: Value, value: Value) -> bool:
    """Whether one text is in another as whole words, one after the other."""
    lines = value if isinstance(value, tuple) else (value,)
    words = _words_of(str(other))
    return any(f" {words} " in f" {_words_of(str(line))} " for line in lines) if words else False


def _words_of(text: str) -> str:
    return " ".join(_WORD.findall(text)).casefold()


_WORD = re.compile(r"\w(?:[\w'’-]*\w)?")


def is_timed(condition: AnyCondition) -> bool:
    """Whether it depends on dates or times, so that moving one may change it."""
    return any(
        one.before or one.after or isinstance(one.at_least or one.at_most, datetime.date | datetime.time)
        for one in condition.parts()
    )
