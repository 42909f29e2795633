"""What is counted of a year, `form_specs/casework/counts.yaml`, read strictly, every fault located."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import attrs

from tsmforms.datafolders import form_specs
from tsmforms.diagnostics import SpecError, worded
from tsmforms.located.shape import MappingKey, plain_value, read_mapping
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import Faults, Located, read_yaml

_KEYS = {
    "counts": MappingKey("text", "its name", required=True),
    "meaning": MappingKey("text", "what it counts", required=True),
    "events": MappingKey("raw", "what is counted once", required=True),
    "numbers": MappingKey("raw", "what is counted of them", required=True),
}
_EVENT_KEYS = {
    "forms": MappingKey("texts", "the forms that record it", required=True),
    "together": MappingKey("boolean", "whether these forms of one day are one event"),
    "day": MappingKey("texts", "the answer by which it falls in a school year", required=True),
    "same": MappingKey("texts", "what else makes two of them different"),
    "each": MappingKey("text", "the printed rows of which each is one"),
}
_NUMBER_KEYS = {
    "id": MappingKey("text", "its name", required=True),
    "topic": MappingKey("text", "what it belongs to", required=True),
    "title": MappingKey("text", "what it counts", required=True),
    "of": MappingKey("texts", "the events", required=True),
    "where": MappingKey("raw", "the answer, and which values of it count"),
    "unanswered": MappingKey("text", "the answer that is lacking"),
}


@attrs.frozen
class CountedEvent:
    """What is counted once, and how it is told from another.

    Args:
        name: Its name.
        forms: The forms that record it.
        day: The paths of which the first that is answered is its day.
        same: Further paths whose answers tell two of them apart.
        together: Whether documents of different forms, of one pupil and day, are one.
        each: The printed rows of which each with a day is one; the paths of `day` are inside the row.
    """

    name: str
    forms: tuple[str, ...]
    day: tuple[str, ...]
    same: tuple[str, ...] = ()
    together: bool = False
    each: str = ""


@attrs.frozen
class CountedNumber:
    """What is counted of events.

    Args:
        id: Its name in CSV and JSON.
        topic: What it belongs to.
        title: What it counts, in words.
        of: The events.
        path: The answer on which it depends; empty where every event counts.
        values: The values that count; none where it counts events that leave it unanswered.
    """

    id: str
    topic: str
    title: str
    of: tuple[CountedEvent, ...]
    path: str = ""
    values: tuple[object, ...] = ()


@lru_cache(maxsize=1)
def counted_numbers() -> tuple[CountedNumber, ...]:
    """The built-in numbers, in their order; read once.

    Raises:
        SpecError: Their file has faults.
    """
    path = form_specs() / "casework" / "counts.yaml"
    found, faults = read_numbers(read_text(path), str(path))
    if faults.found:
        raise SpecError(faults.found)
    return found


def read_numbers(text: str, file: str) -> tuple[tuple[CountedNumber, ...], Faults]:
    """The numbers of a file's text, with every fault of it."""
    tree, faults = read_yaml(text, file)
    args = read_mapping(tree, _KEYS, "the counts", faults) if tree else {}
    if not set(_KEYS) <= set(args):
        return (), faults
    events = {name: _event(name, node, faults) for name, node in args["events"].mapping().items()}
    return tuple(_number(node, events, faults) for node in args["numbers"].items()), faults


def _event(name: str, node: Located, faults: Faults) -> CountedEvent:
    args = read_mapping(node, _EVENT_KEYS, "the event", faults)
    return CountedEvent(
        name,
        args.get("forms", ()),
        args.get("day", ()),
        args.get("same", ()),
        args.get("together", False),
        args.get("each", ""),
    )


def _number(node: Located, events: Mapping[str, CountedEvent], faults: Faults) -> CountedNumber:
    args = read_mapping(node, _NUMBER_KEYS, "the number", faults)
    for name in args.get("of", ()):
        if name not in events:
            faults.unknown("S0003", worded("S0003", "event"), name, node.mapping()["of"].location, events)
    where = plain_value(args["where"]) if "where" in args else None
    path, values = next(iter(where.items())) if isinstance(where, dict) and where else (args.get("unanswered", ""), ())
    return CountedNumber(
        args.get("id", ""),
        args.get("topic", ""),
        args.get("title", ""),
        tuple(events[name] for name in args.get("of", ()) if name in events),
        path,
        tuple(values),
    )
