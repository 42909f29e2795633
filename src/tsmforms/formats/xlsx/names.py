"""From the workbook's defined names to the boxes of a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import attrs

from tsmforms import keys
from tsmforms.formats.xlsx.book import Area, Name
from tsmforms.layout.build import path_is_hidden
from tsmforms.model import FormSpec, Leaf

REFERENCE_NAME = "_tsmforms.record_id"
"""The name of the column of record ids in a letter's table."""

OWN_PREFIX = "_tsmforms."
"""Names of computed words and the identity line: no answers."""


@attrs.frozen
class Box:
    """One named box of the form; `area` is None where its cell was deleted."""

    path: str
    option: str | None
    leaf: Leaf
    area: Area | None


@attrs.frozen
class Names:
    """The names of a workbook sorted: boxes, open lists, computed words, and ours that this form does not know."""

    boxes: tuple[Box, ...]
    regions: dict[str, Area]
    own: tuple[Area, ...]
    unknown: tuple[Name, ...]


def sort_names(spec: FormSpec, names: Iterable[Name]) -> Names:
    """Which name stands for which box. Names know no case; those of a copied sheet count too."""
    boxes: list[Box] = []
    regions: dict[str, Area] = {}
    own: list[Area] = []
    unknown: list[Name] = []
    for name in names:
        if name.name.lower().startswith(OWN_PREFIX):
            own += [name.area] if name.area else []
            continue
        parsed = keys.from_defined_name(name.name.lower())
        if parsed is None:
            continue
        path, option = parsed
        leaf = spec.leaves.get(keys.pattern(path))
        if leaf is not None and (option is None or (option := _code(leaf, option)) is not None):
            boxes.append(Box(path, option, leaf, name.area))
        elif keys.pattern(path) in spec.lists and name.area:
            regions.setdefault(path, name.area)
        elif name.area:
            unknown.append(name)
    return Names(tuple(boxes), regions, tuple(own), tuple(unknown))


def _code(leaf: Leaf, option: str) -> str | None:
    return next((c.code for c in leaf.field.choices if c.code.casefold() == option.casefold()), None)


@lru_cache(maxsize=64)
def expected(spec: FormSpec) -> tuple[tuple[str, str | None, Leaf], ...]:
    """The boxes that every copy of a form has: those outside open lists."""
    return tuple((pattern, option, leaf) for pattern, leaf in spec.leaves.items()
                 if "[]" not in pattern and not _is_hidden(spec, pattern) for option in _options(leaf))


def _options(leaf: Leaf) -> Iterator[str | None]:
    if leaf.field.box == "options":
        yield from (choice.code for choice in leaf.field.choices)
    elif leaf.field.box != "image":
        yield None


def _is_hidden(spec: FormSpec, pattern: str) -> bool:
    parent, _, key = pattern.rpartition(".")
    field = spec.containers.get(parent)
    child = field.child(key) if field else None
    return field is not None and child is not None and path_is_hidden(field, child)
