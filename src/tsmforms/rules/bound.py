"""A rule made ready: its parameters typed, taken apart into printed rows, bound to rows of lists when judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from tsmforms.diagnostics import MisuseError
from tsmforms.keys import at
from tsmforms.model import FieldSpec, FormSpec, Leaf, RuleSpec
from tsmforms.rules import paths
from tsmforms.rules.model import Args, Condition, Fault, Finding, Predicate, Run
from tsmforms.rules.table import PREDICATES
from tsmforms.rules.typed import Fields, nearest, typed

_PATH_TYPES = frozenset({"path", "path_or_today", "paths", "columns", "condition"})
_ROWS_KEPT = 500
"""Rows of one rule whose paths are kept from record to record."""


def prepared(rule: RuleSpec, spec: FormSpec) -> tuple[Predicate, dict[str, Any]]:
    """A rule's predicate and typed parameters, its paths still patterns.

    Raises:
        MisuseError: The predicate is unknown or a parameter does not fit; the spec loader finds both before.
    """
    predicate = PREDICATES.get(rule.predicate)
    if predicate is None:
        raise MisuseError(f'rule {rule.id}: no predicate "{rule.predicate}"')
    args, faults = typed(predicate, {"on": rule.on, **rule.params}, Fields(spec.leaves, spec.containers))
    if faults:
        raise MisuseError(f"rule {rule.id}: {faults[0][1]}")
    container = Fields(spec.leaves, spec.containers).container(rule.on)
    args["is_list"] = container is not None and container.container == "list"
    return predicate, predicate.prepare(args)


def _map_paths(predicate: Predicate, args: Args, change: Callable[[str], str]) -> dict[str, Any]:
    """The parameters with every path changed."""
    return {name: _changed(value, change) if _holds_paths(predicate, name) else value for name, value in args.items()}


def _holds_paths(predicate: Predicate, name: str) -> bool:
    param = predicate.parameters.get(name)
    return param.type in _PATH_TYPES if param else name == "columns"


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Condition):
        return attrs.evolve(value, path=change(value.path))
    return tuple(change(path) for path in value)


@attrs.frozen
class Instance:
    """A rule for one printed row (or for none): concrete but for the rows of lists."""

    predicate: Predicate
    args: Args
    lists: tuple[str, ...]
    _rows: dict[tuple[int, ...], Args] = attrs.field(factory=dict, eq=False, repr=False)

    def check(self, run: Run) -> Sequence[Finding]:
        """What is found in this record, row by row."""
        check = self.predicate.check
        if not self.lists:
            return check(self.args, run)
        return [finding for positions in self.positions(run) for finding in check(self.in_row(positions), run)]

    def positions(self, run: Run) -> list[tuple[int, ...]]:
        """The positions of each row that has an answer, outermost list first."""
        if len(self.lists) == 1:
            return [(n,) for n in run.rows(self.lists[0])]
        found: list[tuple[int, ...]] = [()]
        for pattern in self.lists:
            found = [(*outer, n) for outer in found for n in run.rows(at(pattern, *outer))]
        return found

    def in_row(self, positions: tuple[int, ...]) -> Args:
        """The parameters with the paths of one row."""
        args = self._rows.get(positions)
        if args is None:
            scope = self.args["on"]
            args = _map_paths(self.predicate, self.args,
                              lambda path: at(path, *positions[: paths.shared_depth(path, scope)]))
            if len(self._rows) < _ROWS_KEPT:
                self._rows[positions] = args
        return args


def instances(rule: RuleSpec, spec: FormSpec) -> tuple[Instance, ...]:
    """A rule taken apart: one instance, or one for each printed row `*` stands for."""
    predicate, args = prepared(rule, spec)
    each = [args] if predicate.whole else _by_row(predicate, args, spec)
    return tuple(
        Instance(predicate, one, () if predicate.whole else tuple(paths.list_patterns(one["on"])))
        for one in (_every_row(predicate, row, spec) for row in each)
    )


def _by_row(predicate: Predicate, args: dict[str, Any], spec: FormSpec) -> list[dict[str, Any]]:
    starred = paths.first_starred(args["on"])
    if starred is None:
        return [args]
    out: list[dict[str, Any]] = []
    for key in paths.row_keys(spec.containers, args["on"]):
        row = _map_paths(predicate, args, lambda path, key=key: paths.in_row(path, starred, key))  # type: ignore[misc]
        out += _by_row(predicate, row, spec)
    return out


def _every_row(predicate: Predicate, args: dict[str, Any], spec: FormSpec) -> dict[str, Any]:
    """Lists of paths with each `*` that is still there as one path for each printed row."""
    return {
        name: tuple(one for path in value for one in paths.every_row(path, spec.containers))
        if _holds_paths(predicate, name) and isinstance(value, tuple) else value
        for name, value in args.items()
    }


def parameter_faults(
    predicate: str, params: Mapping[str, Any], leaves: Mapping[str, Leaf], containers: Mapping[str, FieldSpec]
) -> list[Fault]:
    """What does not fit in a rule's parameters; `on` is one of them.

    Returns:
        For each fault the parameter (`predicate` where it is the rule as a whole),
        what is wrong, and the nearest known name or None.
    """
    known = PREDICATES.get(predicate)
    if known is None:
        return [("predicate", f'no such predicate: "{predicate}"', nearest(predicate, PREDICATES))]
    args, faults = typed(known, params, Fields(leaves, containers))
    if not faults:
        faults += known.faults(params)
        faults += [fault for name in args for fault in _unbound(known, name, args)]
    return faults


def _unbound(predicate: Predicate, name: str, args: Args) -> Iterator[Fault]:
    """Rows that are not those of `on`: which of them would be meant?"""
    param = predicate.parameters[name]
    if name == "on" or param.every_row or param.type == "columns" or not _holds_paths(predicate, name):
        return
    value = args[name]
    for path in (value,) if isinstance(value, str) else (value.path,) if isinstance(value, Condition) else value:
        starred = paths.first_starred(path)
        other_printed_row = starred is not None and not args["on"].startswith(f"{starred}.")
        if other_printed_row or path.count("[]") > paths.shared_depth(path, args["on"]):
            yield name, f'"{path}" has many rows, and "on" is in none of them', None
