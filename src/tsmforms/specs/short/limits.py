"""Limits written in a field, as the rules they stand for.

`not_after: today` in a field is the rule `in_order` on that field: the same predicate, the same code. Its id is the
form's `rule_prefix` (or its id), the field's path and the limit (`HOME-VISIT-VISIT-DATE-NOT-AFTER`), its source the
first of the form's sources, unless the limit says so itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import attrs

from tsmforms.diagnostics import worded
from tsmforms.located.shape import MappingKey
from tsmforms.located.yamltree import Faults, Located
from tsmforms.model import Location
from tsmforms.specs.rulespecs import RULE_KEYS

SAID = tuple(key for key in RULE_KEYS if key not in ("predicate", "on"))
"""What a limit may say of its rule, as a rule does."""
UNITS = ("days", "weeks", "months", "school_days", "working_days")
_BESIDE = frozenset({*SAID, "only_when", "where"})
_Params = dict[str, Located]


@attrs.frozen
class _Limited:
    """The field of a limit: its path, how it is printed, and the fields next to it, which go before those of the form."""

    path: str
    label: str
    prefix: str
    beside: Mapping[str, Located]
    all: Mapping[str, Located]

    def named(self, other: Located) -> Located:
        """The path of another field: of one next to this one, or from the top of the form."""
        name = other.text()
        return attrs.evolve(other, value=f"{self.prefix}{name}") if name in self.beside else other

    def words(self, other: Located) -> str:
        """How another field is printed."""
        name = other.text()
        field = self.beside.get(name) or self.all.get(name)
        label = field.mapping().get("label") if field else None
        return "today" if name == "today" else f'"{label.text() if label else _words(name)}"'


@attrs.frozen
class Limit:
    """A limit: what it means, the key that its value alone stands for, its predicate, and what is wrong without it."""

    meaning: str
    main: str
    predicate: str
    params: Callable[[_Params, _Limited], _Params]
    fault: Callable[[_Params, _Limited], str]
    inside: Mapping[str, MappingKey] = attrs.field(factory=dict)


def _order(word: str, strict: bool) -> Callable[[_Params, _Limited], _Params]:
    def params(given: _Params, field: _Limited) -> _Params:
        out = {word: field.named(given["field"])} if "field" in given else {}
        return {**out, "strict": Located("true", given["field"].location)} if strict and out else out

    return params


def _ordered(words: str) -> Callable[[_Params, _Limited], str]:
    return lambda given, field: f'"{field.label}" is {words} {field.words(given["field"])}'


def _within(given: _Params, field: _Limited) -> _Params:
    """`weeks: [2, 4]`: from 2 to 4 weeks after the other date; one number: up to so many."""
    out: _Params = {"from": field.named(given["of"])} if "of" in given else {}
    for unit, span in ((unit, given[unit]) for unit in UNITS if unit in given):
        bounds = span.items() or [Located("0", span.location), span]
        for name, bound in zip(("at_least", "at_most"), bounds, strict=False):
            known = out[name].mapping() if name in out else {}
            out[name] = Located({**known, unit: bound}, span.location)
    extended = {"extend_by": given["extend_by"]} if "extend_by" in given else {}
    return {**out, **extended}


def _outside(given: _Params, field: _Limited) -> str:
    units = [unit for unit in UNITS if unit in given]
    spans = " and ".join(f"{_numbers(given[unit])} {unit.replace('_', ' ')}" for unit in units)
    return f'"{field.label}" is not within {spans} of {field.words(given["of"])}'


def _numbers(node: Located) -> str:
    return " to ".join(item.text() for item in node.items()) or node.text()


_NAMING = frozenset({"field", "answered", "unanswered"})


def _condition(given: _Params, field: _Limited) -> _Params:
    condition = {
        key: field.named(child) if key in _NAMING else child for key, child in given.items() if key not in _BESIDE
    }
    first = next(iter(condition.values()), None)
    return {"when": Located(condition, first.location)} if first else {}


def _mask(given: _Params, _field: _Limited) -> _Params:
    """One mask is a list of one; it stays text, whatever it looks like."""
    if "mask" not in given:
        return {}
    node = given["mask"]
    masks = [attrs.evolve(one, plain=False) for one in (node.items() or [node])]
    return {"mask": Located(masks, node.location)}


def _masks(given: _Params) -> str:
    node = given.get("mask")
    return " or ".join(one.text() for one in (node.items() or [node])) if node is not None else ""


_OTHER = {"field": MappingKey("text", "the other field, or today", required=True)}
LIMITS: Mapping[str, Limit] = {
    "not_after": Limit(
        "not later or greater than another field, or `today`",
        "field",
        "in_order",
        _order("before", strict=False),
        _ordered("after"),
        _OTHER,
    ),
    "not_before": Limit(
        "not earlier or smaller than another field, or `today`",
        "field",
        "in_order",
        _order("after", strict=False),
        _ordered("before"),
        _OTHER,
    ),
    "before": Limit(
        "earlier or smaller than another field, or `today`",
        "field",
        "in_order",
        _order("before", strict=True),
        _ordered("not before"),
        _OTHER,
    ),
    "after": Limit(
        "later or greater than another field, or `today`",
        "field",
        "in_order",
        _order("after", strict=True),
        _ordered("not after"),
        _OTHER,
    ),
    "within": Limit(
        "so long after another date, both ends included: `{weeks: [2, 4], of: meeting_date}`",
        "of",
        "date_window",
        _within,
        _outside,
        {
            "of": MappingKey("text", "the other date, or today", required=True),
            **{unit: MappingKey("raw", f"so many {unit.replace('_', ' ')}: the least and the most") for unit in UNITS},
            "extend_by": MappingKey("text", "closed_school_weeks: each allows 7 days more"),
        },
    ),
    "required_when": Limit(
        "required where a condition holds: `{field: reason, is: other}`",
        "answered",
        "required_when",
        _condition,
        lambda _given, field: f'"{field.label}" is not answered',
    ),
    "unique": Limit(
        "no two entries of the column are the same",
        "unique",
        "unique",
        lambda _given, _field: {},
        lambda _given, field: f'"{field.label}" has the same entry twice',
    ),
    "pattern": Limit(
        "written as a mask: 9 a digit, A a letter, X either: `pattern: AA-9999`, or several as a list",
        "mask",
        "written_as",
        _mask,
        lambda given, field: f'"{field.label}" is not written as {_masks(given)}',
        {"mask": MappingKey("raw", "the mask, or several", required=True)},
    ),
    "complete": Limit(
        "the columns that each entry of the list has to answer",
        "columns",
        "each_row",
        lambda given, _field: {"columns": given["columns"]} if "columns" in given else {},
        lambda _given, field: f'An entry of "{field.label}" is not complete',
        {"columns": MappingKey("texts", "the columns", required=True)},
    ),
    "min_rows": Limit(
        "the fewest entries of the list",
        "rows",
        "count_between",
        lambda given, _field: {"at_least": given["rows"]} if "rows" in given else {},
        lambda _given, field: f'"{field.label}" has too few entries',
        {"rows": MappingKey("integer", "the fewest entries", required=True)},
    ),
}


def with_limits(tree: Located, faults: Faults, laid_over: bool = False) -> Located:
    """The tree of a form whose fields have no limits any more, with their rules behind its own.

    Args:
        tree: The tree, spelt out, with its parts.
        faults: Where faults are collected.
        laid_over: An overlay was laid over the tree; a limit it names stands in the place of the form's own.
    """
    own = tree.mapping()
    if "fields" not in own:
        return tree
    fields = own["fields"].mapping()
    found: list[Located] = []
    kept = {
        key: _taken(key, child, _Limited("", "", "", fields, fields), own, found, faults)
        for key, child in fields.items()
    }
    if not found:
        return tree
    ids = {rule.mapping()["id"].text() for rule in found}
    rules = own["rules"].items() if "rules" in own else []
    if laid_over:
        rules = [rule for rule in rules if "id" not in rule.mapping() or rule.mapping()["id"].text() not in ids]
    merged = {
        **own,
        "fields": attrs.evolve(own["fields"], value=kept),
        "rules": Located([*rules, *found], tree.location),
    }
    return attrs.evolve(tree, value=merged)


def _taken(
    key: str, node: Located, around: _Limited, form: Mapping[str, Located], found: list[Located], faults: Faults
) -> Located:
    """The field without its limits and those of its fields; the rules go into `found`."""
    keys = node.mapping()
    label = keys["label"].text() if "label" in keys else _words(key)
    field = attrs.evolve(around, path=f"{around.prefix}{key}", label=label)
    for name, limit in LIMITS.items():
        if name in keys:
            found += _rule(name, limit, keys[name], field, form, faults)
    out = {name: child for name, child in keys.items() if name not in LIMITS}
    for inner, step in (("fields", "."), ("columns", ".*." if "rows" in keys else "[].")):
        if inner in keys:
            beside = keys[inner].mapping()
            below = attrs.evolve(around, prefix=f"{field.path}{step}", beside=beside)
            value = {one: _taken(one, child, below, form, found, faults) for one, child in beside.items()}
            out[inner] = attrs.evolve(keys[inner], value=value)
    return attrs.evolve(node, value=out) if keys else node


def _rule(
    name: str, limit: Limit, node: Located, field: _Limited, form: Mapping[str, Located], faults: Faults
) -> list[Located]:
    """The rule of a limit; none where the limit has faults."""
    where = node.key_location or node.location
    given = node.mapping() or {limit.main: node}
    before = len(faults.found)
    _check(name, limit, given, where, faults)
    if len(faults.found) > before:
        return []
    usual = {
        "id": Located(_id(name, field.path, form), where),
        "message": Located(limit.fault(given, field), where, plain=False),
        "source": _source(form),
    }
    fixed = {"predicate": Located(limit.predicate, where), "on": Located(field.path, where)}
    said = {key: child for key, child in given.items() if key in _BESIDE}
    return [Located({**usual, **fixed, **limit.params(given, field), **said}, where)]


def _check(name: str, limit: Limit, given: _Params, where: Location, faults: Faults) -> None:
    known = {**limit.inside, **{key: RULE_KEYS[key] for key in SAID}}
    for key, one in limit.inside.items():
        if one.required and key not in given:
            faults.add(
                "S0004", worded("S0004", "limit", name=name, key=key), where, f'add "{key}": {one.meaning}', len(name)
            )
    for key in [key for key in given if limit.inside and key not in known and key not in _BESIDE]:
        faults.unknown("S0003", worded("S0003", "unknown_key"), key, given[key].key_location or where, known)
    if name == "unique" and "unique" in given and given["unique"].text() != "true":
        faults.add("S0005", worded("S0005", "true_or_absent", name=name), where, f'write "{name}: true"', len(name))
    for unit in [unit for unit in UNITS if unit in limit.inside and unit in given]:
        if isinstance(given[unit].value, list) and len(given[unit].items()) != 2:
            faults.add("S0005", worded("S0005", "one_or_two", unit=unit), given[unit].location, f"write {unit}: [2, 4]")


def _id(name: str, path: str, form: Mapping[str, Located]) -> str:
    prefix = (form.get("rule_prefix") or form.get("form") or Located("", form["fields"].location)).text()
    return re.sub(r"[^A-Z0-9]+", "-", f"{prefix}-{path}-{name}".upper())


def _source(form: Mapping[str, Located]) -> Located:
    sources = form["sources"].items() if "sources" in form else []
    if sources:
        return sources[0]
    title = form.get("title") or form["fields"]
    return Located({"document": form.get("form", title), "part": title}, form["fields"].location)


def _words(name: str) -> str:
    return name.rpartition(".")[2].replace("_", " ").capitalize()
