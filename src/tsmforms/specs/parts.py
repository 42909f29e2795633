"""Parts that specs share: fields, blocks, computed values and rules that stand once and are used by name.

A spec names them (`parts: [letter]`), gives the prefix of its rules' ids
(`rule_prefix: L1`) and places their blocks (`part: letter.opening`). What the spec
says itself under the same key, or as a rule of the same id, stands instead.
The merge happens on the located tree, before anything is read: so a fault in a
part shows the part's own file, and everything later knows plain specs only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from tsmforms.located.shape import MappingKey
from tsmforms.located.yamltree import Faults, Located

PART_KEYS = {
    "part": MappingKey("text", "the part's name", required=True),
    "choices": MappingKey("raw", "lists of choices by name"),
    "fields": MappingKey("raw", "its fields"),
    "derived": MappingKey("raw", "values that are computed and printed"),
    "blocks": MappingKey("raw", "its layout nodes, in blocks by name"),
    "rules": MappingKey("raw", "its rules; a form's prefix is put before each id"),
}
NODE = "part"
"""The layout word that places a block of a part."""
_BY_KEY = ("choices", "fields", "derived")
_INNER = ("then", "blocks")


@attrs.frozen
class SharedPart:
    """One shared part: its name and its tree."""

    name: str
    tree: Mapping[str, Located]

    def keyed(self, key: str) -> Mapping[str, Located]:
        """What stands under `fields`, `derived` or `choices`."""
        return self.tree[key].mapping() if key in self.tree else {}


def part_names(tree: Located) -> tuple[str, ...]:
    """The parts a spec names."""
    names = tree.mapping().get("parts")
    return tuple(item.text() for item in names.items()) if names else ()


def with_parts(tree: Located, parts: Mapping[str, SharedPart], faults: Faults) -> Located:
    """The tree of a spec with the parts it names put in."""
    own = tree.mapping()
    used = {name: parts[name] for name in part_names(tree) if name in parts}
    for item in own["parts"].items() if "parts" in own else ():
        if item.text() not in parts:
            faults.unknown("S0007", "no such part:", item.text(), item.location, parts)
    merged = dict(own)
    for key in _BY_KEY:
        shared = {name: child for part in used.values() for name, child in part.keyed(key).items()}
        if shared:
            merged[key] = Located({**shared, **(own[key].mapping() if key in own else {})}, tree.location)
    if "layout" in own:
        merged["layout"] = attrs.evolve(own["layout"], value=list(_expanded(own["layout"].items(), used, faults)))
    rules = list(_rules(own, used, faults))
    if rules:
        merged["rules"] = Located([*rules, *(own["rules"].items() if "rules" in own else ())], tree.location)
    return attrs.evolve(tree, value=merged)


def _expanded(nodes: Iterable[Located], used: Mapping[str, SharedPart], faults: Faults) -> Iterator[Located]:
    """Layout nodes with the blocks of parts in the place of their names."""
    for node in nodes:
        keys = node.mapping()
        if NODE in keys:
            yield from _expanded(_block(keys[NODE], used, faults), used, faults)
            continue
        inner = {
            key: attrs.evolve(keys[key], value=list(_expanded(keys[key].items(), used, faults)))
            for key in _INNER
            if key in keys
        }
        yield attrs.evolve(node, value={**keys, **inner}) if inner else node


def _block(name: Located, used: Mapping[str, SharedPart], faults: Faults) -> list[Located]:
    known = {f"{part.name}.{key}": child for part in used.values() for key, child in part.keyed("blocks").items()}
    if name.text() not in known:
        faults.unknown("S0007", "no such block of a part:", name.text(), name.location, known)
        return []
    return known[name.text()].items()


def _rules(own: Mapping[str, Located], used: Mapping[str, SharedPart], faults: Faults) -> Iterator[Located]:
    """The rules of the parts, each id with the form's prefix, without those the form writes itself."""
    prefix = own["rule_prefix"].text() if "rule_prefix" in own else ""
    written = (
        {rule.mapping()["id"].text() for rule in own["rules"].items() if "id" in rule.mapping()}
        if "rules" in own
        else set()
    )
    shared = [rule for part in used.values() if "rules" in part.tree for rule in part.tree["rules"].items()]
    if shared and not prefix:
        faults.add(
            "S0004",
            'the form uses rules of a part and has no "rule_prefix"',
            own["parts"].location,
            'add "rule_prefix": what stands before the ids of its rules',
        )
    for rule in shared:
        keys = rule.mapping()
        id = keys["id"]
        named = attrs.evolve(id, value=f"{prefix}-{id.text()}")
        if named.text() not in written:
            yield attrs.evolve(rule, value={**keys, "id": named})


def part_files(folder: Path) -> list[Path]:
    """The files of shared parts in a folder of specs."""
    return sorted((folder / "parts").glob("*.yaml"))
