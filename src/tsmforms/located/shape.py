"""The shape of a mapping: which keys it may have, of which type, and which it must have.

The one description from which the loader checks, the schema for editors and the
reference of spec keys are made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import attrs

from tsmforms.diagnostics import worded
from tsmforms.located.yamltree import Faults, Located
from tsmforms.model.spec import GivenArgs

_WHOLE = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")


@attrs.frozen
class MappingKey:
    """One key: its type, what it means, whether it must be there, its values or the least and greatest number."""

    type: str
    meaning: str
    required: bool = False
    one_of: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    example: str = ""


def _plain_text(node: Located, faults: Faults) -> object:
    if isinstance(node.value, str):
        return node.value
    return _wrong(node, faults, "text")


def _boolean(node: Located, faults: Faults) -> object:
    if node.plain and node.value in ("true", "false"):
        return node.value == "true"
    return _wrong(node, faults, "true or false")


def _integer(node: Located, faults: Faults) -> object:
    if node.plain and isinstance(node.value, str) and _WHOLE.fullmatch(node.value):
        return int(node.value)
    return _wrong(node, faults, "a whole number")


def _number(node: Located, faults: Faults) -> object:
    if node.plain and isinstance(node.value, str) and _DECIMAL.fullmatch(node.value):
        return float(node.value)
    return _wrong(node, faults, "a number")


def _texts(node: Located, faults: Faults) -> object:
    if isinstance(node.value, list) and all(isinstance(item.value, str) for item in node.value):
        return tuple(item.text() for item in node.value)
    return _wrong(node, faults, "a list of texts")


def _numbers(node: Located, faults: Faults) -> object:
    if isinstance(node.value, list):
        return tuple(1.0 if (number := _number(item, faults)) is None else number for item in node.value)
    return _wrong(node, faults, "a list of numbers")


def _paths_grid(node: Located, faults: Faults) -> object:
    if isinstance(node.value, list):
        return tuple(_texts(row, faults) or () for row in node.value)
    return _wrong(node, faults, "a list of lists of field paths")


def _raw(node: Located, _faults: Faults) -> object:
    return node


_EXAMPLES = {
    "text": "Home visit",
    "a whole number": "3",
    "a number": "1.5",
    "a list of texts": "[first, second]",
    "a list of numbers": "[3, 1]",
    "a list of lists of field paths": "[[name, visit_date], [notes]]",
}


def _wrong(node: Located, faults: Faults, wanted: str) -> object:
    example = f", such as {_EXAMPLES[wanted]}" if wanted in _EXAMPLES else ""
    faults.add(
        "S0005",
        worded("S0005", "other_type", wanted=wanted),
        node.location,
        f"write {wanted}{example}",
        len(node.text()) or 1,
    )
    return None


_TYPES: Mapping[str, Callable[[Located, Faults], object]] = {
    "text": _plain_text,
    "boolean": _boolean,
    "integer": _integer,
    "number": _number,
    "texts": _texts,
    "numbers": _numbers,
    "grid": _paths_grid,
    "raw": _raw,
    "sentences": _raw,
    "example": _raw,
    "hint": _raw,
}


def read_mapping(node: Located, keys: Mapping[str, MappingKey], what: str, faults: Faults) -> GivenArgs:
    """The keys of a mapping as Python values; everything that does not fit is a fault and left out."""
    if not isinstance(node.value, dict):
        _wrong(node, faults, f"the keys of {what}")
        return {}
    out: dict[str, object] = {}
    for name, child in node.value.items():
        key = keys.get(name)
        if key is None:
            faults.unknown("S0003", worded("S0003", "unknown_key"), name, child.key_location or child.location, keys)
            continue
        value = _TYPES[key.type](child, faults)
        if value is not None and _allowed(key, value, child, faults):
            out[name] = value
    for name, key in keys.items():
        if key.required and name not in node.value:
            example = f", such as {name}: {key.example}" if key.example else ""
            faults.add(
                "S0004",
                worded("S0004", "key", what=what, name=name),
                node.location,
                f'add "{name}": {key.meaning}{example}',
            )
    return out


def _allowed(key: MappingKey, value: object, node: Located, faults: Faults) -> bool:
    if isinstance(value, int) and not isinstance(value, bool) and not _between(key, value):
        limits = f"{key.least} or more" if key.most is None else f"{key.least} to {key.most}"
        faults.add(
            "S0005",
            worded("S0005", "limits", value=value, limits=limits),
            node.location,
            f"write a whole number, {limits}",
            len(str(value)),
        )
        return False
    if not key.one_of or value in key.one_of:
        return True
    faults.unknown("S0015", worded("S0015", "not_allowed"), str(value), node.location, key.one_of)
    return False


def _between(key: MappingKey, value: int) -> bool:
    return (key.least is None or key.least <= value) and (key.most is None or value <= key.most)


def plain_value(node: Located) -> object:
    """Text, whole numbers, booleans, lists and mappings as plain Python: for the parameters of a rule."""
    if isinstance(node.value, dict):
        return {name: plain_value(child) for name, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain_value(item) for item in node.value]
    if node.plain and node.value in ("true", "false"):
        return node.value == "true"
    if node.plain and _WHOLE.fullmatch(node.value):
        return int(node.value)
    return node.value
