"""Strict YAML: scalars stay text, every value keeps line and column, faults are collected.

Only `true` and `false` are booleans; a key that is there twice is a fault; aliases and
tags of one's own are refused, since a spec says each thing in its own place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.diagnostics.nearest import nearest
from tsmforms.model import Location

if TYPE_CHECKING:
    import yaml

YamlNode: TypeAlias = Any
"""A node of PyYAML, whose types do not tell scalars, sequences and mappings apart by their `id`."""

Raw: TypeAlias = "str | list[Located] | dict[str, Located]"


@attrs.frozen(eq=False)
class Located:
    """A value of the file: text, a list or a mapping, and where it is."""

    value: Raw
    location: Location
    plain: bool = True
    key_location: Location | None = None

    def mapping(self) -> dict[str, Located]:
        """The value as a mapping; empty if it is not one."""
        return self.value if isinstance(self.value, dict) else {}

    def items(self) -> list[Located]:
        """The value as a list; empty if it is not one."""
        return self.value if isinstance(self.value, list) else []

    def text(self) -> str:
        """The value as text; empty if it is not text."""
        return self.value if isinstance(self.value, str) else ""


@attrs.define
class Faults:
    """Collects the faults of one file, and of those that are read into it (`others`, by name their lines)."""

    file: str
    lines: list[str]
    found: list[Diagnostic] = attrs.field(factory=list)
    others: dict[str, list[str]] = attrs.field(factory=dict)

    def add(self, code: str, message: str, location: Location, help: str = "", width: int = 1) -> None:
        """One fault, with the author's own line and a mark under it."""
        self.found.append(
            Diagnostic(
                code=code,
                severity="error",
                message=message,
                help=help,
                place=Place(file=location.file, line=location.line, column=location.column),
                echo=self._echo(location, width),
            )
        )

    def _echo(self, location: Location, width: int) -> str | None:
        lines = self.lines if location.file == self.file else self.others.get(location.file, [])
        if not 0 < location.line <= len(lines):
            return None
        number = str(location.line)
        line = lines[location.line - 1]
        mark = " " * (location.column - 1) + "^" * max(1, min(width, len(line) - location.column + 1))
        return f"{number} | {line}\n{' ' * len(number)} | {mark}"

    def unknown(self, code: str, what: str, name: str, location: Location, known: Iterable[str]) -> None:
        """An unknown name, with the nearest known one."""
        self.add(code, f'{what} "{name}"', location, nearest_help(name, known), len(name))


def nearest_help(name: str, known: Iterable[str]) -> str:
    """Which known name is meant, or which there are."""
    names = sorted(known)
    if match := nearest(name, names):
        return f'the nearest known one is "{match}"'
    return "known here: " + ", ".join(names) if names else ""


def read_yaml(text: str, file: str) -> tuple[Located | None, Faults]:
    """The file's tree, or None where it is not YAML."""
    import yaml

    faults = Faults(file, text.splitlines() if _OURS.match(text) else [])
    loader: yaml.SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        location = Location(file, (mark.line if mark else 0) + 1, (mark.column if mark else 0) + 1)
        faults.add("S0001", worded("S0001", "fault", problem=error.problem), location, "fix the line shown")
        return None, faults
    except yaml.YAMLError:
        faults.add("S0001", worded("S0001", "character"), Location(file, 1, 1))
        return None, faults
    except RecursionError:
        return _too_deep(file, faults)
    finally:
        loader.dispose()
    if node is None:
        faults.add("S0001", worded("S0001", "empty"), Location(file, 1, 1), "copy a built-in spec and change it")
        return None, faults
    if _is_record(node):
        faults.add(
            "S0005",
            worded("S0005", "record"),
            Location(file, 1, 1),
            'a record goes to "tsmforms write" or "tsmforms check"',
        )
        return None, faults
    try:
        return _Converter(file, faults).convert(node), faults
    except RecursionError:
        return _too_deep(file, faults)


def _too_deep(file: str, faults: Faults) -> tuple[None, Faults]:
    faults.add("S0001", worded("S0001", "nested"), Location(file, 1, 1), "copy a built-in spec and change it")
    return None, faults


_KNOWN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("null", "bool", "int", "float", "timestamp", "merge", "value", "str", "seq", "map")
)
"""Tags that YAML itself gives to what is written without one."""

_OURS = re.compile(r"""(?:[ \t]*(?:\#[^\n]*)?\n|---[^\n]*\n)*["']?\w[^:\n]*:(?:\s|\Z)""")
"""A file whose own lines a fault may quote: it begins with a key, as authors write YAML. A record, a table of pupils or
a letter that was named by mistake does not, and what stands there is not for a message."""


def _is_record(node: YamlNode) -> bool:
    """Whether the tree is a record's JSON, of which a message says nothing."""
    return node.id == "mapping" and {"form", "answers"} <= {key.value for key, _ in node.value if key.id == "scalar"}


@attrs.define
class _Converter:
    file: str
    faults: Faults
    seen: set[int] = attrs.field(factory=set)

    def convert(self, node: YamlNode, key_location: Location | None = None) -> Located:
        location = self._location(node)
        if id(node) in self.seen:
            self.faults.add(
                "S0005",
                worded("S0005", "alias"),
                key_location or location,
                "write the value itself at both places",
            )
            return Located("", location)
        self.seen.add(id(node))
        if node.tag not in _KNOWN_TAGS:
            self.faults.add("S0005", worded("S0005", "tag"), location, "write the value alone")
        if node.id == "scalar":
            return Located(node.value, location, plain=not node.style, key_location=key_location)
        if node.id == "sequence":
            return Located([self.convert(item) for item in node.value], location, key_location=key_location)
        return Located(dict(self._pairs(node)), location, key_location=key_location)

    def _pairs(self, node: YamlNode) -> Iterator[tuple[str, Located]]:
        seen: dict[str, Location] = {}
        for key_node, value_node in node.value:
            location = self._location(key_node)
            key = key_node.value if key_node.id == "scalar" else "?"
            if key in seen:
                self.faults.add(
                    "S0002",
                    worded("S0002", key=key),
                    location,
                    f"it appears first in line {seen[key].line}; remove one",
                    len(key),
                )
                continue
            seen[key] = location
            yield key, self.convert(value_node, location)

    def _location(self, node: YamlNode) -> Location:
        mark = node.start_mark
        return Location(self.file, mark.line + 1, mark.column + 1)
