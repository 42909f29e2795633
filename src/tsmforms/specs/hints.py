"""The key `example` of a field: texts that examples draw from, or a hint in a few closed words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

import attrs

from tsmforms.diagnostics import worded
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.yamltree import Faults, Located
from tsmforms.model import FieldSpec, Kind
from tsmforms.model.answers import Known
from tsmforms.model.hints import COUNTS, DATES, FACES, NO_HINT, OWNERS, PEOPLE, SHARES, TEXTS, Hint
from tsmforms.model.spec import GivenArgs

HINT_KEYS = {
    "person": MappingKey("text", "whom the text names", one_of=tuple(PEOPLE)),
    "as": MappingKey("text", "how it names that person", one_of=tuple(FACES)),
    "text": MappingKey("text", "what the text says", one_of=tuple(TEXTS)),
    "of": MappingKey("text", "whose it is", one_of=tuple(OWNERS)),
    "date": MappingKey("text", "where the date lies", one_of=tuple(DATES)),
    "from": MappingKey("number", "the least number; of a date, how many days from the record's day at the least"),
    "to": MappingKey("number", "the greatest number; of a date, how many days from the record's day at the most"),
    "time": MappingKey("text", "the time of day, HH:MM"),
    "answer": MappingKey("text", "the answer", one_of=("yes", "no")),
    "count": MappingKey("text", "what the number counts", one_of=tuple(COUNTS)),
    "share": MappingKey("text", "how much of a total it is", one_of=tuple(SHARES)),
}


def read_example(node: Located, kind: Kind, faults: Faults) -> GivenArgs:
    """What `example` says of one field: its `example` texts or its `hint`."""
    if isinstance(node.value, dict):
        hint = _hint(node, faults)
        for name, child in node.value.items():
            if name in HINT_KEYS and name not in kind.hints:
                _unsuited(name, f"a field of type {kind.name}", kind.hints, child, faults)
        return {"hint": hint, "example": ()}
    if isinstance(node.value, list) and all(isinstance(item.value, str) for item in node.value):
        return {"example": tuple(item.text() for item in node.value)}
    faults.add(
        "S0005",
        worded("S0005", "texts_or_hint"),
        node.location,
        "write invented answers as a list, or a hint such as {person: parent}",
        len(node.text()) or 1,
    )
    return {}


def hinted(children: tuple[FieldSpec, ...], node: Located, faults: Faults) -> tuple[FieldSpec, ...]:
    """The fields of a group, a list or an answer of several boxes with the hint that stands at the whole.

    A `person` changes whom they name, where they name somebody; other words go to each field they suit that has no
    hint or texts of its own.
    """
    hint = _hint(node, faults)
    keys = {name: child for name, child in node.mapping().items() if name in HINT_KEYS}
    kinds = {child.kind for child in children if child.container is None}
    for name, child in keys.items():
        if not any(name in kind.hints for kind in kinds):
            known = frozenset().union(*(kind.hints for kind in kinds))
            _unsuited(name, "any of its fields", known, child, faults)
    return tuple(_with(child, hint, frozenset(keys)) for child in children)


def _with(field: FieldSpec, hint: Hint, keys: frozenset[str]) -> FieldSpec:
    if hint.person and field.hint.person:
        return attrs.evolve(field, hint=attrs.evolve(field.hint, person=hint.person))
    is_free = field.hint == NO_HINT and not field.example
    return attrs.evolve(field, hint=hint) if is_free and keys <= field.kind.hints else field


def _unsuited(name: str, what: str, known: frozenset[str], node: Located, faults: Faults) -> None:
    faults.add(
        "S0015",
        worded("S0015", "hint", name=name, what=what),
        node.key_location or node.location,
        f"known here: {', '.join(sorted(known))}" if known else "remove it",
        len(name),
    )


def _hint(node: Located, faults: Faults) -> Hint:
    args = read_mapping(node, HINT_KEYS, "the hint", faults)
    found = {name: _VALUES[name](node.mapping()[name], faults) for name in args}
    low, high = found.get("from"), found.get("to")
    if (low is None) != (high is None) and ("from" in args) != ("to" in args):
        faults.add("S0004", worded("S0004", "from_and_to"), node.location, "write both")
    if low is not None and high is not None and low > high:
        faults.add(
            "S0015", worded("S0015", "from_and_to"), node.mapping()["from"].location, "write the lesser one first"
        )
    if "as" in args and "person" not in args:
        faults.add("S0004", worded("S0004", "hint_person"), node.location, 'add "person": whom the text names')
    return Hint(**{_ATTRIBUTES.get(name, name): value for name, value in found.items()})


_ATTRIBUTES = {"as": "face", "from": "low", "to": "high"}


def _number(node: Located, _faults: Faults) -> Decimal | None:
    try:
        return Decimal(node.text())
    except InvalidOperation:
        return None


def _minutes(node: Located, faults: Faults) -> int | None:
    hour, _, minute = node.text().partition(":")
    if hour.isdecimal() and minute.isdecimal() and len(minute) == 2 and int(hour) < 24 and int(minute) < 60:
        return 60 * int(hour) + int(minute)
    faults.add("S0015", worded("S0015", "time"), node.location, 'write HH:MM, such as "08:45"', len(node.text()) or 1)
    return None


_VALUES: Mapping[str, Callable[[Located, Faults], Known]] = {
    **{name: lambda node, _faults: node.text() for name in ("person", "as", "text", "of", "date", "count", "share")},
    "from": _number,
    "to": _number,
    "time": _minutes,
    "answer": lambda node, _faults: node.text() == "yes",
}
