"""Rules and derivations of a spec."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import attrs

from tsmforms.diagnostics import SourceRef, worded
from tsmforms.located.shape import MappingKey, plain_value, read_mapping
from tsmforms.located.yamltree import Faults, Located, nearest_help
from tsmforms.model import Derivation, FieldSpec, Leaf, RuleSpec
from tsmforms.model.spec import GivenArgs
from tsmforms.rules import PREDICATES, parameter_faults

SOURCE_KEYS = {
    "document": MappingKey("text", "the slug of the document", required=True),
    "part": MappingKey("text", "the part of it"),
}
RULE_KEYS = {
    "id": MappingKey("text", "the rule's id, which its tests carry", required=True),
    "predicate": MappingKey("text", "the name of a predicate", required=True),
    "on": MappingKey("text", "the field that is judged", required=True),
    "severity": MappingKey("text", "how grave", one_of=("error", "warning", "info")),
    "message": MappingKey("text", "what is wrong, as a plain sentence", required=True),
    "help": MappingKey("text", "what to do"),
    "source": MappingKey("raw", "where the rule is", required=True),
    "in_force": MappingKey("raw", "the dates from and to which it is in force"),
}
FORCE_KEYS = {"from": MappingKey("text", "the first date"), "to": MappingKey("text", "the last date")}
DERIVE_KEYS = {
    "percent": MappingKey("texts", "part and whole: what percentage the one is of the other"),
    "days": MappingKey("text", "sessions as days, two to a day"),
    "school_days": MappingKey("text", "the same in words: six school days, half a school day"),
    "were": MappingKey("text", "was or were, for a figure before it"),
    "weekday": MappingKey("text", "the weekday of a date"),
    "sum": MappingKey("texts", "fields that are added"),
}


def read_source(node: Located, faults: Faults) -> SourceRef:
    """A reference to a source document."""
    args = read_mapping(node, SOURCE_KEYS, "the source", faults)
    return SourceRef(args.get("document", ""), args.get("part", ""))


def read_rules(
    nodes: list[Located], leaves: Mapping[str, Leaf], containers: Mapping[str, FieldSpec], faults: Faults
) -> tuple[RuleSpec, ...]:
    """The rules; ids are unique, parameters fit the predicate."""
    out: list[RuleSpec] = []
    for node in nodes:
        rule = _rule(node, leaves, containers, faults)
        if rule and rule.id in {other.id for other in out}:
            faults.add("S0014", worded("S0014", "rule", id=rule.id), node.location, "give each rule its own id")
        elif rule:
            out.append(rule)
    return tuple(out)


def _rule(
    node: Located, leaves: Mapping[str, Leaf], containers: Mapping[str, FieldSpec], faults: Faults
) -> RuleSpec | None:
    predicate_node = node.mapping().get("predicate")
    name = predicate_node.text() if predicate_node else ""
    if predicate_node and name not in PREDICATES:
        faults.unknown("S0015", worded("S0015", "predicate"), name, predicate_node.location, PREDICATES)
        return None
    node = _by_own_names(node, name, faults)
    own = {key: child for key, child in node.mapping().items() if key in RULE_KEYS}
    args = read_mapping(Located(own, node.location), RULE_KEYS, "the rule", faults)
    params = {key: plain_value(child) for key, child in node.mapping().items() if key not in RULE_KEYS}
    if not {"id", "predicate", "on", "message", "source"} <= set(args):
        return None
    for key, message, suggestion in parameter_faults(name, {"on": args["on"], **params}, leaves, containers):
        where = node.mapping().get(key, node)
        help = f'the nearest known one is "{suggestion}"' if suggestion else nearest_help("", ())
        at_key = key not in PREDICATES[name].parameters and where.key_location
        faults.add("S0013", message, at_key or where.location, help, len(key))
    force = _in_force(args["in_force"], faults) if "in_force" in args else {}
    return RuleSpec(
        id=args["id"],
        predicate=name,
        on=args["on"],
        params=params,
        severity=args.get("severity", "error"),
        message=args["message"],
        help=args.get("help", ""),
        source=read_source(args["source"], faults),
        code=PREDICATES[name].code,
        in_force_from=force.get("from"),
        in_force_to=force.get("to"),
        location=node.location,
    )


def _by_own_names(node: Located, predicate: str, faults: Faults) -> Located:
    """A rule with the predicate's own names for parameters that a spec may call by another."""
    also = {one.also: one.name for one in PREDICATES[predicate].parameters.values() if one.also} if predicate else {}
    keys = dict(node.mapping())
    for other, own in also.items():
        child = keys.pop(other, None)
        if child is not None and own in keys:
            where = child.key_location or child.location
            message = worded("S0013", "two_names", name=own, other=other)
            faults.add("S0013", message, where, f'keep one of "{own}" and "{other}"', len(other))
        elif child is not None:
            keys[own] = child
    return attrs.evolve(node, value=keys)


def _in_force(node: Located, faults: Faults) -> GivenArgs:
    """The dates from and to which a rule is in force, as they are written."""
    force = read_mapping(node, FORCE_KEYS, "in_force", faults)
    for key, text in force.items():
        try:
            datetime.date.fromisoformat(text)
        except ValueError:
            faults.add(
                "S0005",
                worded("S0005", "date", text=text),
                node.mapping()[key].location,
                "write it as 2024-08-19",
                len(text),
            )
    return force


def read_derived(node: Located, leaves: Mapping[str, Leaf], faults: Faults) -> tuple[Derivation, ...]:
    """The computed values of a spec."""
    out = []
    for name, child in node.mapping().items():
        args: GivenArgs = read_mapping(child, DERIVE_KEYS, f'the derived value "{name}"', faults)
        for function, given in args.items():
            fields = (given,) if isinstance(given, str) else given
            for path in fields:
                if path not in leaves and path not in node.mapping():
                    faults.unknown("S0007", worded("S0007", "field_path"), path, child.location, leaves)
                elif path in leaves and (wrong := _misfit(function, path, leaves[path])):
                    faults.add("S0005", wrong, child.location, "name another field", len(path))
            out.append(Derivation(name, function, fields))
    return tuple(out)


def _misfit(function: str, path: str, leaf: Leaf) -> str | None:
    """Why a value cannot be computed from a field."""
    kind = leaf.field.kind
    if function == "weekday":
        return None if kind.name == "date" else f'"{path}" is of type {kind.name}, and only a date has a weekday'
    return None if kind.is_number else f'"{path}" is of type {kind.name}, and "{function}" needs a number'
