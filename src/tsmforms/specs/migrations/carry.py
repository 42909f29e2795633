"""Answers of one edition carried to the next: each is moved, mapped, or lost with its value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from tsmforms.convert import from_json, to_json
from tsmforms.keys import pattern
from tsmforms.model import FormSpec, Values
from tsmforms.model.answers import Value
from tsmforms.model.migration import ChoiceStep, DropStep, MergeStep, Migration, MoveStep, SplitStep

_POSITION = re.compile(r"\.(\d+)(?=\.|\Z)")


@attrs.frozen
class Lost:
    """An answer that the newer edition has no place for, with its value and why."""

    path: str
    value: Value
    why: str


@attrs.frozen
class Carried:
    """The answers in the newer edition, where each came from, and what is lost."""

    values: dict[str, Value]
    moved: Mapping[str, tuple[str, ...]]
    lost: tuple[Lost, ...]


def carry(new: FormSpec, migration: Migration, values: Values) -> Carried:
    """The answers of a record of the older edition as those of the newer one."""
    work = _Carrying(new, migration)
    for path, value in values.items():
        work.answer(path, value)
    work.merges(values)
    return Carried(work.values, work.moved, tuple(work.lost))


def covers(prefix: str, path: str) -> bool:
    """Whether a path pattern is this question or one inside it."""
    return path == prefix or path.startswith((f"{prefix}.", f"{prefix}[]"))


def moved(steps: Migration, path: str) -> str:
    """Where a path pattern is in the newer edition, by the first step that moves it."""
    for step in steps.steps:
        if isinstance(step, MoveStep) and covers(step.before, path):
            return step.after + path[len(step.before) :]
    return path


@attrs.define(eq=False)
class _Carrying:
    """One record on its way to the newer edition."""

    new: FormSpec
    migration: Migration
    values: dict[str, Value] = attrs.field(factory=dict)
    moved: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    lost: list[Lost] = attrs.field(factory=list)

    def answer(self, path: str, value: Value) -> None:
        """Carry one answer; those that are merged wait for the others."""
        where = pattern(path)
        for step in self.migration.steps:
            if isinstance(step, DropStep) and covers(step.before, where):
                self.lost.append(Lost(path, value, step.lost))
                return
            if isinstance(step, MergeStep) and where in step.before:
                return
            if isinstance(step, SplitStep) and where == step.before:
                self._split(step, path, value)
                return
        self._put(path, moved(self.migration, where), value)

    def _put(self, path: str, target: str, value: Value) -> None:
        leaf = self.new.leaves.get(target)
        if leaf is None:
            self.lost.append(Lost(path, value, "the newer edition does not ask it"))
            return
        codes = next(
            (s.codes for s in self.migration.steps if isinstance(s, ChoiceStep) and s.field in (pattern(path), target)),
            {},
        )
        raw = _mapped(to_json(value), codes)
        parsed = from_json(leaf.field, raw)
        if parsed.value is None or parsed.problem:
            self.lost.append(Lost(path, value, "the newer edition asks it in another way"))
            return
        there = _at(target, path)
        if there in self.values:
            self.lost.append(Lost(path, value, "another answer went to the same question"))
            return
        self.values[there] = parsed.value
        self.moved[path] = (there,)

    def _split(self, step: SplitStep, path: str, value: Value) -> None:
        parts = str(value).split(step.at, len(step.after) - 1)
        before = len(self.lost)
        for target, part in zip(step.after, parts, strict=False):
            if part.strip():
                came = self.moved.pop(path, ())
                self._put(path, target, part if step.at.strip() else part.strip())
                self.moved[path] = (*came, *self.moved.get(path, ()))
        if len(self.lost) > before:
            del self.lost[before:]
            self.lost.append(Lost(path, value, "its parts are not answers of the newer edition"))

    def merges(self, values: Values) -> None:
        """The answers that become one."""
        for step in self.migration.steps:
            if isinstance(step, MergeStep):
                for group in _groups(step, values):
                    self._merged(step, group)

    def _merged(self, step: MergeStep, group: Mapping[str, Value]) -> None:
        leaf = self.new.leaves.get(step.after)
        words = step.between.join(str(to_json(value)) for value in group.values())
        parsed = from_json(leaf.field, words) if leaf else None
        there = _at(step.after, next(iter(group)))
        if parsed is None or parsed.value is None or parsed.problem or there in self.values:
            self.lost += [
                Lost(path, value, "the newer edition cannot take them as one answer") for path, value in group.items()
            ]
            return
        self.values[there] = parsed.value
        self.moved |= dict.fromkeys(group, (there,))


def _groups(step: MergeStep, values: Values) -> Iterator[dict[str, Value]]:
    """The answers to be merged, those of each entry of a list apart, in the order of the step."""
    entries: dict[tuple[str, ...], dict[str, Value]] = {}
    for want in step.before:
        for path, value in values.items():
            if pattern(path) == want:
                entries.setdefault(tuple(_POSITION.findall(path)), {})[path] = value
    yield from entries.values()


def _mapped(raw: object, codes: Mapping[str, str]) -> object:
    if not codes:
        return raw
    if isinstance(raw, list):
        return list(dict.fromkeys(codes.get(str(one), one) for one in raw))
    if isinstance(raw, bool):
        return codes.get("true" if raw else "false", raw)
    return codes.get(raw, raw) if isinstance(raw, str) else raw


def _at(target: str, path: str) -> str:
    """A pattern at the positions that another path has; a list that comes new has one entry."""
    for position in _POSITION.findall(path):
        target = target.replace("[]", f".{position}", 1)
    return target.replace("[]", ".0")
