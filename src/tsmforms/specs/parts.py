"""Parts that specs share: fields, blocks, computed values and rules that stand once and are used by name.

A spec names them (`parts: [letter]`), gives the prefix of its rules' ids
(`rule_prefix: L1`) and places their blocks (`part: letter.opening`). What the spec
says itself under the same key, or as a rule of the same id, stands instead.
A single field or rule of a part, also of one that is not named in `parts`, is taken
where it stands: `venue: meeting.venue`, `SAM-AGE: meeting.AGE`, or with changes
`venue: {part: meeting.venue, required: true}`.
The merge happens on the located tree, before anything is read: so a fault in a
part shows the part's own file, and everything later knows plain specs only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import attrs

from tsmforms.diagnostics import Diagnostic, SpecError, worded
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


T = TypeVar("T")


class SharedNames(dict[str, T]):
    """Shared groups or parts by name.

    One whose file has faults is known by its name, and raises them where it is asked for: it stands in the way of the
    forms that use it, and of no others.
    """

    def __init__(self) -> None:
        super().__init__()
        self.refused: dict[str, tuple[Diagnostic, ...]] = {}

    def asked(self, name: str) -> T | None:
        """What has this name, or None.

        Raises:
            SpecError: Its file has faults.
        """
        if name in self.refused:
            raise SpecError(self.refused[name])
        return self.get(name)

    def add(self, others: SharedNames[T]) -> None:
        """Those of another folder too, which go before these."""
        for name in others.refused:
            self.pop(name, None)
        for name in others:
            self.refused.pop(name, None)
        self.update(others)
        self.refused.update(others.refused)


@attrs.frozen
class SharedPart:
    """One shared part: its name and its tree."""

    name: str
    tree: Mapping[str, Located]

    def keyed(self, key: str) -> Mapping[str, Located]:
        """What stands under `fields`, `derived` or `choices`."""
        return self.tree[key].mapping() if key in self.tree else {}

    def single(self, key: str) -> Mapping[str, Located]:
        """Its fields by their keys, or its rules by their ids, which are left out of what is taken."""
        if key != "rules":
            return self.keyed(key)
        rules = [rule.mapping() for rule in self.tree["rules"].items()] if "rules" in self.tree else []
        return {
            keys["id"].text(): Located({name: one for name, one in keys.items() if name != "id"}, keys["id"].location)
            for keys in rules
            if "id" in keys
        }


def part_names(tree: Located) -> tuple[str, ...]:
    """The parts a spec names."""
    names = tree.mapping().get("parts")
    return tuple(item.text() for item in names.items()) if names else ()


def with_taken(tree: Located, parts: SharedNames[SharedPart], faults: Faults) -> Located:
    """The tree of a spec, as it is written, with the single fields and rules that it takes from parts.

    The choice lists of a part from which a field is taken are known to the spec.
    """
    own = tree.mapping()
    merged = dict(own)
    for key in ("fields", "rules"):
        if key in own and own[key].mapping():
            for name in sorted(_parts_of(own, key)):
                parts.asked(name)
            known = {f"{name}.{one}": child for name, part in parts.items() for one, child in part.single(key).items()}
            taken = {name: _taken(child, key, known, faults) for name, child in own[key].mapping().items()}
            merged[key] = attrs.evolve(own[key], value=taken)
    named = _parts_of(own, "fields")
    lists = {name: child for part in sorted(named & set(parts)) for name, child in parts[part].keyed("choices").items()}
    if lists:
        merged["choices"] = Located({**lists, **(own["choices"].mapping() if "choices" in own else {})}, tree.location)
    return attrs.evolve(tree, value=merged)


def _parts_of(own: Mapping[str, Located], key: str) -> set[str]:
    """The parts from which single fields or rules are taken."""
    return {_name(child).partition(".")[0] for child in own[key].mapping().values()} if key in own else set()


def _name(node: Located) -> str:
    """The field or rule of a part that stands here by its name, PART.NAME; empty where something else does."""
    if NODE in node.mapping():
        return node.mapping()[NODE].text()
    return node.text() if "." in node.text() else ""


def _taken(node: Located, key: str, known: Mapping[str, Located], faults: Faults) -> Located:
    """What stands in the part, with the changes that are written beside its name."""
    name = _name(node)
    if not name:
        return node
    if name not in known:
        where = node.mapping().get(NODE, node).location
        faults.unknown("S0007", worded("S0007", "key_of_part", key=key[:-1]), name, where, known)
        return attrs.evolve(node, value={})
    changes = {one: child for one, child in node.mapping().items() if one != NODE}
    return attrs.evolve(known[name], value={**known[name].mapping(), **changes}, key_location=node.key_location)


def with_parts(tree: Located, parts: SharedNames[SharedPart], faults: Faults) -> Located:
    """The tree of a spec with the parts it names put in."""
    own = tree.mapping()
    used = {name: part for name in part_names(tree) if (part := parts.asked(name))}
    for item in own["parts"].items() if "parts" in own else ():
        if item.text() not in parts:
            faults.unknown("S0007", worded("S0007", "part"), item.text(), item.location, parts)
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


def _expanded(
    nodes: Iterable[Located], used: Mapping[str, SharedPart], faults: Faults, around: tuple[str, ...] = ()
) -> Iterator[Located]:
    """Layout nodes with the blocks of parts in the place of their names; `around` are the blocks they are in."""
    for node in nodes:
        keys = node.mapping()
        if NODE in keys:
            name = keys[NODE]
            if name.text() in around:
                message = worded("S0005", "block_in_itself", name=name.text())
                faults.add("S0005", message, name.location, "leave it out there", len(name.text()))
                continue
            yield from _expanded(_block(name, used, faults), used, faults, (*around, name.text()))
            continue
        inner = {
            key: attrs.evolve(keys[key], value=list(_expanded(keys[key].items(), used, faults, around)))
            for key in _INNER
            if key in keys
        }
        yield attrs.evolve(node, value={**keys, **inner}) if inner else node


def _block(name: Located, used: Mapping[str, SharedPart], faults: Faults) -> list[Located]:
    known = {f"{part.name}.{key}": child for part in used.values() for key, child in part.keyed("blocks").items()}
    if name.text() not in known:
        faults.unknown("S0007", worded("S0007", "block_of_part"), name.text(), name.location, known)
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
            worded("S0004", "rule_prefix"),
            own["parts"].location,
            'add "rule_prefix": what the ids of its rules begin with',
        )
    for rule in shared:
        keys = rule.mapping()
        id = keys.get("id")
        if id is None:
            yield rule
            continue
        named = attrs.evolve(id, value=f"{prefix}-{id.text()}")
        if named.text() not in written:
            yield attrs.evolve(rule, value={**keys, "id": named})


def part_files(folder: Path) -> list[Path]:
    """The files of shared parts in a folder of specs."""
    return sorted((folder / "parts").glob("*.yaml"))
