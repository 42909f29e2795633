"""Numbers of law and guidance that no form owns, `form_specs/facts/`, with source and dates in force.

A number that changes is a second entry of the same name with other dates.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import attrs

from tsmforms.datafolders import form_specs
from tsmforms.diagnostics import MisuseError, SourceRef, SpecError, worded
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import Faults, Located, read_yaml
from tsmforms.specs.rulespecs import read_source

FILE_KEYS = {
    "facts": MappingKey("text", "the name of the file", required=True),
    "meaning": MappingKey("text", "what the facts are about", required=True),
    "values": MappingKey("raw", "the facts", required=True),
}
FACT_KEYS = {
    "name": MappingKey("text", "what rules and code call it", required=True),
    "value": MappingKey("integer", "the number", required=True),
    "unit": MappingKey("text", "what it counts", required=True),
    "meaning": MappingKey("text", "what it says", required=True),
    "setting": MappingKey("text", "the setting whose default it is"),
    "source": MappingKey("raw", "where it is", required=True),
    "from": MappingKey("text", "the first day it is in force, YYYY-MM-DD; the sources name none without it"),
    "to": MappingKey("text", "the last day it is in force, YYYY-MM-DD; still in force without it"),
}


@attrs.frozen
class Fact:
    """One number, what it counts, where it stands, and the days it is in force (None: open)."""

    name: str
    value: int
    unit: str
    meaning: str
    source: SourceRef
    setting: str = ""
    in_force_from: datetime.date | None = None
    in_force_to: datetime.date | None = None

    def holds(self, on: datetime.date) -> bool:
        """Whether it is in force on a day."""
        return (self.in_force_from or on) <= on <= (self.in_force_to or on)

    def meets(self, other: Fact) -> bool:
        """Whether there is a day on which both are in force."""
        first = max(self.in_force_from or datetime.date.min, other.in_force_from or datetime.date.min)
        last = min(self.in_force_to or datetime.date.max, other.in_force_to or datetime.date.max)
        return first <= last


@attrs.frozen
class FactFile:
    """The facts of one file, in its order."""

    name: str
    meaning: str
    facts: tuple[Fact, ...]

    def value(self, name: str, on: datetime.date) -> int:
        """The number in force on a day.

        Raises:
            MisuseError: There is no such fact, or none on that day.
        """
        named = [fact for fact in self.facts if fact.name == name]
        if not named:
            raise MisuseError(f'there is no fact "{name}" of {self.name}')
        for fact in named:
            if fact.holds(on):
                return fact.value
        raise MisuseError(f'no fact "{name}" of {self.name} is in force on {on.isoformat()}')


def fact_files() -> tuple[FactFile, ...]:
    """Every file of facts, in order of name.

    Raises:
        SpecError: One of them has faults.
    """
    return tuple(load_facts(path) for path in sorted((form_specs() / "facts").glob("*.yaml")))


def facts(name: str) -> FactFile:
    """The facts of one file, by its name.

    Raises:
        SpecError: The file has faults.
        MisuseError: There is no such file.
    """
    return load_facts(form_specs() / "facts" / f"{name}.yaml")


@lru_cache(maxsize=32)
def load_facts(path: Path) -> FactFile:
    """The facts in a file.

    Raises:
        SpecError: The file has faults; all of them are in it.
        MisuseError: There is no such file.
    """
    found, faults = read_facts(read_text(path), str(path))
    if faults.found or found is None:
        raise SpecError(faults.found)
    return found


def read_facts(text: str, file: str) -> tuple[FactFile | None, Faults]:
    """The facts of a file's text, as far as they can be read, and every fault."""
    tree, faults = read_yaml(text, file)
    args = read_mapping(tree, FILE_KEYS, "the file of facts", faults) if tree else {}
    if not set(FILE_KEYS) <= set(args):
        return None, faults
    found = [(fact, node) for node in args["values"].items() if (fact := _fact(node, faults))]
    for (one, _), (other, node) in combinations(found, 2):
        if one.name == other.name and one.meets(other):
            faults.add(
                "S0014",
                worded("S0014", "fact", name=one.name),
                node.location,
                'give the older one a "to" before the "from" of the newer one',
            )
    return FactFile(args["facts"], args["meaning"], tuple(fact for fact, _ in found)), faults


def _fact(node: Located, faults: Faults) -> Fact | None:
    args = read_mapping(node, FACT_KEYS, "the fact", faults)
    if not {name for name, key in FACT_KEYS.items() if key.required} <= set(args):
        return None
    mapping = node.mapping()
    first, last = (_day(mapping[key], faults) if key in args else None for key in ("from", "to"))
    if first and last and last < first:
        faults.add("S0015", worded("S0015", "last_day"), mapping["to"].location, 'give "to" a later date')
    return Fact(
        args["name"],
        args["value"],
        args["unit"],
        args["meaning"],
        read_source(args["source"], faults),
        args.get("setting", ""),
        first,
        last,
    )


def _day(node: Located, faults: Faults) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(node.text())
    except ValueError:
        faults.add("S0015", worded("S0015", "date"), node.location, "write a date as YYYY-MM-DD", len(node.text()) or 1)
        return None


_HEAD = """\
# Facts

Generated from `form_specs/facts/`. Numbers of law and guidance that no form owns, each with its source and the dates
it is in force. A number that changes is a second entry with other dates; the older one stays for older documents.
"""


def facts_page() -> str:
    """`docs/reference/facts.md`."""
    return "\n".join([_HEAD, *(line for one in fact_files() for line in _section(one))]).rstrip() + "\n"


def _section(of: FactFile) -> Iterator[str]:
    yield from (f"## {of.meaning}", "", "| fact | number | meaning | in force | source |", "|---|---|---|---|---|")
    for fact in of.facts:
        first = f"from {fact.in_force_from.isoformat()}" if fact.in_force_from else ""
        last = f"to {fact.in_force_to.isoformat()}" if fact.in_force_to else ""
        setting = f" A profile may decide differently: `{fact.setting}`." if fact.setting else ""
        yield (
            f"| `{of.name}.{fact.name}` | {fact.value} {fact.unit} | {fact.meaning}{setting} "
            f"| {' '.join(filter(None, (first, last)))} | {fact.source} |"
        )
    yield ""
