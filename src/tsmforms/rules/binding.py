"""A rule made ready: its parameters typed, taken apart into printed rows, bound to rows of lists when judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from tsmforms.diagnostics import MisuseError
from tsmforms.diagnostics.nearest import nearest
from tsmforms.keys import at
from tsmforms.model import FieldSpec, FormSpec, Leaf, RuleSpec
from tsmforms.model.answers import Known
from tsmforms.model.spec import Args, GivenArgs
from tsmforms.rules import paths
from tsmforms.rules.conditions import Condition, Together
from tsmforms.rules.model import COMMON, Evaluation, Fault, Finding, Param, Predicate
from tsmforms.rules.table import PREDICATES
from tsmforms.rules.typed import Fields, typed

_PATH_TYPES = frozenset({"path", "column", "path_or_today", "paths", "columns", "condition"})
_CONDITIONS = (Condition, Together)
_COLUMNS = ("column", "columns")
_ROWS_KEPT = 500
"""Rows of one rule whose paths are kept from record to record."""


def prepared(rule: RuleSpec, spec: FormSpec) -> tuple[Predicate, GivenArgs]:
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
    judged = Fields(spec.leaves, spec.containers).leaf(rule.on)
    args["kind"] = judged.kind if judged else None
    args = predicate.prepare(args)
    return predicate, {
        name: value.under(args["on"]) if isinstance(value, _CONDITIONS) else value for name, value in args.items()
    }


def _map_paths(predicate: Predicate, args: Args, change: Callable[[str], str]) -> dict[str, object]:
    """The parameters with every path changed."""
    return {name: _changed(value, change) if _holds_paths(predicate, name) else value for name, value in args.items()}


def _holds_paths(predicate: Predicate, name: str) -> bool:
    param = _param(predicate, name)
    return param.type in _PATH_TYPES if param else name == "columns"


def _param(predicate: Predicate, name: str) -> Param | None:
    return predicate.parameters.get(name) or COMMON.get(name)


def _changed(value: Known, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, _CONDITIONS):
        return value.mapped(change)
    return tuple(change(path) for path in value)


@attrs.frozen
class Instance:
    """A rule for one printed row (or for none): concrete but for the rows of lists."""

    predicate: Predicate
    args: Args
    lists: tuple[str, ...]
    _rows: dict[tuple[int, ...], Args] = attrs.field(factory=dict, eq=False, repr=False)

    def check(self, run: Evaluation) -> Sequence[Finding]:
        """What is found in this record, row by row."""
        if not self.lists:
            return self._judge(self.args, run)
        return [finding for positions in self.positions(run) for finding in self._judge(self.in_row(positions), run)]

    def _judge(self, args: Args, run: Evaluation) -> Sequence[Finding]:
        return self.predicate.check(args, run) if applies(args, run) else ()

    def positions(self, run: Evaluation) -> list[tuple[int, ...]]:
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
            args = _map_paths(
                self.predicate, self.args, lambda path: at(path, *positions[: paths.shared_depth(path, scope)])
            )
            if len(self._rows) < _ROWS_KEPT:
                self._rows[positions] = args
        return args


def applies(args: Args, run: Evaluation) -> bool:
    """Whether the rule is judged in this record and row: its `where` holds, or it has none."""
    return "where" not in args or bool(args["where"].holds(run))


def instances(rule: RuleSpec, spec: FormSpec) -> tuple[Instance, ...]:
    """A rule taken apart: one instance, or one for each printed row `*` stands for."""
    predicate, args = prepared(rule, spec)
    each = [args] if predicate.whole else _by_row(predicate, args, spec)
    return tuple(
        Instance(predicate, one, () if predicate.whole else tuple(paths.list_patterns(one["on"])))
        for one in (_every_row(predicate, row, spec) for row in each)
    )


def _by_row(predicate: Predicate, args: GivenArgs, spec: FormSpec) -> list[dict[str, object]]:
    starred = paths.first_starred(args["on"])
    if starred is None:
        return [args]
    out: list[dict[str, object]] = []
    for key in paths.row_keys(spec.containers, args["on"]):
        row = _map_paths(predicate, args, lambda path, key=key: paths.in_row(path, starred, key))  # type: ignore[misc]
        out += _by_row(predicate, row, spec)
    return out


def _every_row(predicate: Predicate, args: dict[str, object], spec: FormSpec) -> GivenArgs:
    """Each `*` that is still there: in a list of paths one path for each printed row, in a condition any row."""

    def widened(name: str, value: object) -> object:
        if isinstance(value, _CONDITIONS):
            return value.over_rows(spec.containers)
        if not _holds_paths(predicate, name) or not isinstance(value, tuple):
            return value
        return tuple(one for path in value for one in paths.every_row(path, spec.containers))

    return {name: widened(name, value) for name, value in args.items()}


def parameter_faults(
    predicate: str, params: Args, leaves: Mapping[str, Leaf], containers: Mapping[str, FieldSpec]
) -> list[Fault]:
    """What does not fit in a rule's parameters; `on` is one of them.

    Returns:
        For each fault the parameter (`predicate` where it is the rule as a whole),
        what is wrong, and the nearest known name or None.
    """
    known = PREDICATES.get(predicate)
    if known is None:
        return [("predicate", f'no such predicate: "{predicate}"', nearest(predicate, PREDICATES))]
    fields = Fields(leaves, containers)
    args, faults = typed(known, params, fields)
    if not faults:
        faults += known.faults(params)
        faults += [] if faults else known.misfits(args, lambda path: fields.leaf(path) or fields.container(path))
        faults += [fault for name in args for fault in _unbound(known, name, args)]
    return faults


def _unbound(predicate: Predicate, name: str, args: Args) -> Iterator[Fault]:
    """Rows that are not those of `on`: which of them would be meant?"""
    param = _param(predicate, name)
    if isinstance(args[name], _CONDITIONS):
        yield from _unbound_comparisons(name, args)
        return
    if param is None or name == "on" or param.every_row or param.type in _COLUMNS or not _holds_paths(predicate, name):
        return
    value = args[name]
    for path in (value,) if isinstance(value, str) else value:
        if _is_elsewhere(path, args["on"]):
            yield name, f'"{path}" has many rows, and "on" is in none of them', None


def _unbound_comparisons(name: str, args: Args) -> Iterator[Fault]:
    """What a condition compares with, in rows that are neither those of `on` nor those of its own question."""
    for part in args[name].parts():
        for other in (part.before, part.after):
            if other is not None and _is_elsewhere(other, args["on"]) and _is_elsewhere(other, part.path):
                yield name, f'"{other}" has many rows, and "{part.path}" is in none of them', None


def _is_elsewhere(path: str, scope: str) -> bool:
    starred = paths.first_starred(path)
    other_printed_row = starred is not None and not scope.startswith(f"{starred}.")
    return other_printed_row or path.count("[]") > paths.shared_depth(path, scope)


def boundary(rule: RuleSpec, spec: FormSpec) -> str:
    """What lies exactly on the rule's bound, in a few words: whether it counts, and its unit; empty where there is none."""
    predicate, args = prepared(rule, spec)
    return predicate.limits(args, args["kind"]) if predicate.limits else ""
