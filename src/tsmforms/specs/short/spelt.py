"""What a spec may say in short, spelt out on the located tree before anything is read.

So the readers know plain specs only, a fault shows the line that was written, and a
spec in short is the same spec as one in full.

| in short | in full |
|---|---|
| `choices: [Illness, By bus]`, `choices: {illness: Illness, by_bus: By bus}` | `{code: illness, label: Illness}`, ... |
| a field with `rows`, `columns`, `of`, `fields` or `choices`, and no type | `type: rows`, `list`, `group`, `choice` |
| `table: actions`, and so each node over one field | `table: {field: actions}` |
| `subheading: Parents` | `heading: Parents` with `level: 2` |
| `grid: [venue, [chair, notes]]` | `grid: [[venue], [chair, notes]]` |
| `please_say: other` in a field with choices | a text `FIELD_other` behind it, needed where that choice is made |
| rules by their ids, the predicate with its parameters: `in_order: {on: a, before: b}` | a list of rules |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import attrs

from tsmforms.diagnostics import worded
from tsmforms.located.yamltree import Faults, Located, Raw
from tsmforms.rules import PREDICATES
from tsmforms.specs.nodes import WORDS
from tsmforms.specs.rulespecs import RULE_KEYS

IMPLIED = {"rows": "rows", "columns": "list", "of": "list", "fields": "group", "choices": "choice"}
"""The kind of a field that does not name one, by the first of these keys that it has."""
SUBHEADING = "subheading"
SAY = "please_say"
_INNER = ("then", "blocks")
_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")
_BESIDE = frozenset({*RULE_KEYS, "only_when"}) - {"on", "predicate"}
"""What a rule in short says beside its predicate."""

_Spell = Callable[[Located, Faults], Located]


def spelt_out(tree: Located, faults: Faults) -> Located:
    """The tree of a form, a shared group or a part, with everything said in full."""
    return _with_said(_sections(tree, faults, _IN_A_SPEC), faults)


def overlay_spelt_out(tree: Located, faults: Faults) -> Located:
    """The tree of an overlay: its rules are changes by id, its layout steps with nodes."""
    return _sections(tree, faults, _IN_AN_OVERLAY)


def _sections(tree: Located, faults: Faults, table: Mapping[str, _Spell]) -> Located:
    keys = tree.mapping()
    return _with(tree, {key: spell(keys[key], faults) for key, spell in table.items() if key in keys})


def _with(node: Located, changed: Mapping[str, Located]) -> Located:
    return attrs.evolve(node, value={**node.mapping(), **changed}) if changed else node


def _standing(value: Raw, where: Located) -> Located:
    """A value as if it were written there."""
    return Located(value, where.location, key_location=where.key_location)


# --- choices and fields


def _choice_lists(node: Located, faults: Faults) -> Located:
    return _with(node, {name: _choices(child, faults) for name, child in node.mapping().items()})


def _choices(node: Located, faults: Faults) -> Located:
    keys = node.mapping()
    if "code" in keys:
        return node
    if keys:
        return attrs.evolve(node, value=[_by_code(code, child) for code, child in keys.items()])
    if isinstance(node.value, list):
        return attrs.evolve(node, value=[_by_label(item, faults) for item in node.items()])
    return node


def _by_code(code: str, child: Located) -> Located:
    where = child.key_location or child.location
    words = child.mapping() or {"label": child}
    return Located({"code": Located(code, where), **words}, where)


def _by_label(item: Located, faults: Faults) -> Located:
    if not isinstance(item.value, str):
        return item
    code = _NOT_IN_CODES.sub("_", item.text().lower().replace("'", "")).strip("_")
    if not code:
        faults.add(
            "S0005", worded("S0005", "no_code", text=item.text()), item.location, "write {code: ..., label: ...}"
        )
    return Located({"code": Located(code, item.location), "label": item}, item.location)


def _fields(node: Located, faults: Faults) -> Located:
    return _with(node, {key: _field(child, faults) for key, child in node.mapping().items()})


def _field(node: Located, faults: Faults) -> Located:
    keys = node.mapping()
    changed = {key: _FIELD_SECTIONS[key](keys[key], faults) for key in _FIELD_SECTIONS if key in keys}
    if not {"type", "group"} & set(keys) and (implied := next((IMPLIED[key] for key in IMPLIED if key in keys), None)):
        changed["type"] = Located(implied, node.location)
    return _with(node, changed)


def _changed_fields(node: Located, faults: Faults) -> Located:
    """Fields of an overlay: those that there are keep their kind, so nothing is implied."""
    out = {}
    for key, child in node.mapping().items():
        keys = child.mapping()
        sections = {**_FIELD_SECTIONS, "fields": _changed_fields, "columns": _changed_fields}
        out[key] = _with(child, {one: sections[one](keys[one], faults) for one in sections if one in keys})
    return _with(node, out)


_FIELD_SECTIONS: Mapping[str, _Spell] = {"choices": _choices, "fields": _fields, "columns": _fields}


# --- other, please say


def _with_said(tree: Located, faults: Faults) -> Located:
    """The fields with a text behind each that has `please_say`, placed in the grids next to it."""
    keys = tree.mapping()
    if "fields" not in keys:
        return tree
    lists = keys["choices"].mapping() if "choices" in keys else {}
    fields: dict[str, Located] = {}
    said: dict[str, str] = {}
    for key, child in keys["fields"].mapping().items():
        code = child.mapping().get(SAY)
        fields[key] = attrs.evolve(child, value=_without(child, SAY)) if code else child
        if code and f"{key}_other" in keys["fields"].mapping():
            where = code.key_location or code.location
            faults.add("S0014", worded("S0014", "name", name=f"{key}_other"), where, "give your own text another name")
        elif code and (text := _said(key, child, code, lists, faults)):
            said[key] = f"{key}_other"
            fields[said[key]] = text
    if not said:
        return _with(tree, {"fields": attrs.evolve(keys["fields"], value=fields)})
    layout = {"layout": _placed(keys["layout"], said)} if "layout" in keys else {}
    return _with(tree, {"fields": attrs.evolve(keys["fields"], value=fields), **layout})


def _without(node: Located, key: str) -> dict[str, Located]:
    return {name: child for name, child in node.mapping().items() if name != key}


def _said(key: str, node: Located, code: Located, lists: Mapping[str, Located], faults: Faults) -> Located | None:
    """The text for a choice that does not say enough."""
    given = node.mapping().get("choices")
    choices = given and (given if given.items() else lists.get(given.text()))
    labels = {
        item.mapping()["code"].text(): item.mapping().get("label", code)
        for item in (choices.items() if choices else [])
        if "code" in item.mapping()
    }
    where = code.key_location or code.location
    if code.text() not in labels:
        faults.unknown("S0007", worded("S0007", "choice", key=key), code.text(), code.location, labels)
        return None
    value: dict[str, Raw] = {"label": f"{labels[code.text()].text()}: please say", "type": "text", "max_length": "300"}
    condition = {"field": Located(key, where), "is": Located(code.text(), where, plain=code.plain)}
    return Located(
        {**{name: Located(one, where) for name, one in value.items()}, "required_when": Located(condition, where)},
        where,
    )


def _placed(node: Located, said: Mapping[str, str]) -> Located:
    """Layout nodes in whose grids the text stands next to its choices, unless the layout places it itself."""
    named = set(_texts(node))
    free = {key: text for key, text in said.items() if text not in named}

    def row(cells: Located) -> Located:
        names = [(cell, free.get(cell.text())) for cell in cells.items()]
        value = [one for cell, text in names for one in ((cell, Located(text, cell.location)) if text else (cell,))]
        return attrs.evolve(cells, value=value)

    def placed(one: Located) -> Located:
        if isinstance(one.value, list):
            return attrs.evolve(one, value=[placed(item) for item in one.value])
        changed = {
            name: attrs.evolve(child, value=[row(cells) for cells in child.items()])
            if name == "grid"
            else placed(child)
            for name, child in one.mapping().items()
        }
        return _with(one, changed)

    return placed(node)


def _texts(node: Located) -> list[str]:
    """Every text below a node."""
    if isinstance(node.value, str):
        return [node.value]
    children = node.value if isinstance(node.value, list) else node.value.values()
    return [text for child in children for text in _texts(child)]


# --- layout


def _nodes(node: Located, faults: Faults) -> Located:
    if not isinstance(node.value, list):
        return node
    return attrs.evolve(node, value=[_node(item, faults) for item in node.value])


def _node(item: Located, faults: Faults) -> Located:
    keys = dict(item.mapping())
    if not keys:
        return item
    if SUBHEADING in keys:
        heading = keys.pop(SUBHEADING)
        keys = {"heading": heading, **keys, "level": _standing("2", heading)}
    for name, child in keys.items():
        if name in WORDS:
            keys[name] = _value_of(name, child, faults)
        elif name in _INNER:
            keys[name] = _nodes(child, faults)
    return attrs.evolve(item, value=keys)


def _value_of(name: str, node: Located, faults: Faults) -> Located:
    if "field" in WORDS[name].inside and isinstance(node.value, str):
        return _standing({"field": node}, node)
    if name == "grid":
        return attrs.evolve(node, value=[_grid_row(row) for row in node.items()]) if node.items() else node
    return _with(node, {key: _nodes(node.mapping()[key], faults) for key in _INNER if key in node.mapping()})


def _grid_row(row: Located) -> Located:
    return _standing([row], row) if isinstance(row.value, str) else row


def _blocks(node: Located, faults: Faults) -> Located:
    return _with(node, {name: _nodes(child, faults) for name, child in node.mapping().items()})


def _steps(node: Located, faults: Faults) -> Located:
    if not isinstance(node.value, list):
        return node
    steps = [
        _with(step, {"nodes": _nodes(step.mapping()["nodes"], faults)} if "nodes" in step.mapping() else {})
        for step in node.value
    ]
    return attrs.evolve(node, value=steps)


# --- rules


def _rules(node: Located, faults: Faults) -> Located:
    if isinstance(node.value, dict):
        named = [_named(id, child) for id, child in node.value.items()]
        return attrs.evolve(node, value=[_rule(child, faults) for child in named])
    if isinstance(node.value, str):
        return node
    return attrs.evolve(node, value=[_rule(child, faults) for child in node.items()])


def _named(id: str, node: Located) -> Located:
    where = node.key_location or node.location
    return Located({"id": Located(id, where), **node.mapping()}, where)


def _rule(node: Located, faults: Faults) -> Located:
    """A rule whose predicate is a key, with its parameters beside the rule's other keys."""
    keys = node.mapping()
    if not keys or "predicate" in keys:
        return node
    named = [key for key in keys if key in PREDICATES]
    if len(named) != 1:
        _no_one_predicate(node, named, faults)
        return node
    name, given = named[0], keys[named[0]]
    params = given.mapping() if isinstance(given.value, dict) else {"on": given}
    for key in set(params) & _BESIDE:
        where = params[key].key_location or node.location
        faults.add(
            "S0003", worded("S0003", "parameter", name=name, key=key), where, f'write it next to "{name}"', len(key)
        )
    beside = {key: child for key, child in keys.items() if key != name}
    for key in set(beside) - _BESIDE:
        where = beside.pop(key).key_location or node.location
        faults.add("S0003", worded("S0003", "named", key=key), where, f'write it inside "{name}: {{...}}"', len(key))
    return attrs.evolve(
        node, value={"predicate": Located(name, given.key_location or given.location), **params, **beside}
    )


def _no_one_predicate(node: Located, named: list[str], faults: Faults) -> None:
    keys = node.mapping()
    if named:
        where = keys[named[1]].key_location or node.location
        faults.add(
            "S0005", worded("S0005", "two_predicates", named=named[0], named_2=named[1]), where, "make two rules"
        )
        return
    for key in [key for key in keys if key not in _BESIDE][:1]:
        faults.unknown("S0015", worded("S0015", "predicate"), key, keys[key].key_location or node.location, PREDICATES)


_IN_A_SPEC: Mapping[str, _Spell] = {
    "choices": _choice_lists,
    "fields": _fields,
    "layout": _nodes,
    "blocks": _blocks,
    "rules": _rules,
}
_IN_AN_OVERLAY: Mapping[str, _Spell] = {
    "choices": _choice_lists,
    "fields": _changed_fields,
    "layout": _steps,
    "added_rules": _rules,
}
