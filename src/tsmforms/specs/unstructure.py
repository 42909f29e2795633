"""From a typed record to its answers: nothing is coerced, cut or guessed, and what a program got wrong is said.

A record's attributes are what a program put there. Values of other libraries are taken where they are exact: a whole
number of NumPy, a time stamp at midnight where a date is asked for.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal

from tsmforms.convert import as_json, exact
from tsmforms.convert.natives import is_whole_minutes
from tsmforms.diagnostics import MisuseError
from tsmforms.jsontypes import JsonObject
from tsmforms.model.recordtree import RecordNode
from tsmforms.specs.records import FormRecord, answered, part_of


def answers_of(record: FormRecord) -> JsonObject:
    """The answers of a record as JSON, its numbers exact.

    Raises:
        MisuseError: An attribute has a value of another type than its own; the message names it by its path.
    """
    return _answers(record, "")


def _answers(record: FormRecord, before: str) -> JsonObject:
    nodes = {node.key: node for node in part_of(type(record)).nodes}
    return {key: _answer(record, nodes[key], value, before + key) for key, value in answered(record).items()}


def _answer(record: FormRecord, node: RecordNode, value: object, path: str) -> object:
    if node.is_leaf:
        return _leaf(node, value, path)
    wanted = part_of(type(record)).types[node.key]
    if node.type != "list":
        return _inner(wanted, value, path)
    if not isinstance(value, tuple | list):
        raise _wrong(path, f"a tuple of {wanted.__name__}", value)
    return [_inner(wanted, entry, f"{path}.{position}") for position, entry in enumerate(value)]


def _inner(wanted: type[FormRecord], value: object, path: str) -> JsonObject:
    if not fits(type(value), wanted):
        raise _wrong(path, wanted.__name__, value)
    assert isinstance(value, FormRecord)
    return _answers(value, f"{path}.")


def fits(given: type, wanted: type[FormRecord]) -> bool:
    """Whether a class may stand where another is wanted: itself, one that adds to it, or one to which it only adds."""
    return issubclass(given, wanted) or (issubclass(given, FormRecord) and issubclass(wanted, given))


def _leaf(node: RecordNode, value: object, path: str) -> object:
    wanted, take = _LEAVES[node.type]
    plain = exact(value)
    if not take(plain):
        raise _wrong(path, wanted, value)
    return as_json(plain)


def _wrong(path: str, wanted: str, value: object) -> MisuseError:
    return MisuseError(f"{path}: {wanted} is needed here, not a value of type {type(value).__name__}{_why(value)}")


def _why(value: object) -> str:
    """What keeps a value of nearly the right type from being taken; the value itself is never said."""
    if isinstance(value, datetime.datetime):
        return ", whose time of day a date does not have"
    if isinstance(value, datetime.time):
        return " with seconds or a time zone, which the form does not have"
    if isinstance(value, Decimal | float):
        return " that is not finite" if not Decimal(value).is_finite() else ""
    return ""


def _is_number(value: object) -> bool:
    return type(value) is int or (isinstance(value, float | Decimal) and Decimal(value).is_finite())


def _is_texts(value: object) -> bool:
    return isinstance(value, tuple | list) and all(isinstance(item, str) for item in value)


_LEAVES: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "str": ("text", lambda value: type(value) is str),
    "date": ("a datetime.date", lambda value: type(value) is datetime.date),
    "time": (
        "a datetime.time in whole minutes",
        lambda value: type(value) is datetime.time and is_whole_minutes(value),
    ),
    "int": ("a whole number", lambda value: type(value) is int),
    "Decimal": ("a number", _is_number),
    "bool": ("True or False", lambda value: type(value) is bool),
    "tuple[str, ...]": ("a tuple of texts", _is_texts),
    "bytes": ("bytes", lambda value: type(value) is bytes),
}
"""What each type of leaf is called and takes."""
