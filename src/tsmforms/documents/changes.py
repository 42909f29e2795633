"""What a school changed: the record that was sent against the return that came back, by values, not by words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Literal

import attrs

from tsmforms.convert import show, to_json
from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.documents.envelope import Envelope
from tsmforms.keys import pattern
from tsmforms.model import FormSpec, Return, Values
from tsmforms.model.answers import Value
from tsmforms.rules import question
from tsmforms.specs.values import values_from_json

JsonValue = object
"""A text, a number, true or false, or a list of codes, as a record's JSON holds it."""


@attrs.frozen
class Change:
    """One answer that is not what was sent.

    Args:
        field: Its path in the return; of an answer that is gone, its path in the record that was sent.
        question: The question as its reader sees it, with the row of a list.
        sent: The value that was sent; None where it was unanswered.
        returned: The value that came back; None where it was emptied.
        place: Where it is in the returned file.
        words: Both as the document prints them; empty where there is none.
    """

    field: str
    question: str
    sent: JsonValue
    returned: JsonValue
    place: Place | None = None
    words: tuple[str, str] = ("", "")

    @property
    def kind(self) -> Literal["answered", "emptied", "changed"]:
        """What became of the answer."""
        return "answered" if self.sent is None else "emptied" if self.returned is None else "changed"

    def to_json(self) -> dict[str, JsonValue]:
        """The fixed JSON shape of a change."""
        return {
            "field": self.field,
            "question": self.question,
            "sent": self.sent,
            "returned": self.returned,
            "place": self.place.to_json() if self.place else None,
        }


def changes_of(spec: FormSpec, sent: Mapping[str, object], returned: Return) -> tuple[Change, ...]:
    """Every answer that was answered, changed or emptied since, in the order of the form's questions.

    The entries of a list are compared with those they are most like, so that an entry taken out or put in changes no
    other. What could not be read is no change: the return's diagnostics say so.

    Args:
        spec: The form of the return.
        sent: The answers that were sent, as JSON.
        returned: What came back.
    """
    before, _ = values_from_json(spec, sent)
    found = [_change(spec, old, new, before, returned) for old, new in _pairs(spec, before, returned.values)]
    order = {name: at for at, name in enumerate(spec.leaves)}
    return tuple(sorted((one for one in found if one is not None), key=lambda one: order.get(pattern(one.field), 0)))


def _change(spec: FormSpec, old: str | None, new: str | None, before: Values, returned: Return) -> Change | None:
    was = before.get(old) if old else None
    now = returned.values.get(new) if new else None
    path = new if now is not None else old
    if (
        was == now
        or path is None
        or _follows_a_picture(spec, path)
        or (now is None and _is_unread(returned, new or path))
    ):
        return None
    return Change(
        path,
        question(spec, path),
        _json(was),
        _json(now),
        _place(spec, new, path, returned),
        (_words(spec, path, was), _words(spec, path, now)),
    )


def _follows_a_picture(spec: FormSpec, path: str) -> bool:
    """Whether it is the type of a picture, which changes with its bytes."""
    return path.endswith(".media_type") and f"{pattern(path).removesuffix('media_type')}data" in spec.leaves


def _place(spec: FormSpec, new: str | None, path: str, returned: Return) -> Place | None:
    """Where the answer is, or its empty box; of an entry that is gone, its list."""
    if new is None:
        return returned.places.get(_list_of(path, spec.lists) or "")
    evidence = returned.evidence.get(new)
    return evidence[0].place if evidence else returned.places.get(new)


def _json(value: Value | None) -> JsonValue:
    return None if value is None else to_json(value)


def _words(spec: FormSpec, path: str, value: Value | None) -> str:
    leaf = spec.leaves[pattern(path)]
    if isinstance(value, bytes):
        return "a picture"
    return "" if value is None else show(leaf.field, value, spec.is_letter)


def _is_unread(returned: Return, path: str) -> bool:
    """Whether the reading says that an answer may be there which it could not read, or that its box is gone."""
    return any(_covers(one, path) for one in returned.diagnostics)


_NOT_READ = ("D01", "D02")


def _covers(one: Diagnostic, path: str) -> bool:
    if one.severity == "info" or not one.code.startswith(_NOT_READ):
        return False
    if one.field is None:
        return one.code == "D0103"
    return path == one.field or pattern(path) == one.field or path.startswith(f"{one.field}.")


# --- which answer of the return is compared with which that was sent


def _pairs(spec: FormSpec, before: Values, after: Values) -> Iterator[tuple[str | None, str | None]]:
    """Paths of the same answer: as sent, as returned; of an entry that only one of them has, None in the other."""
    listed = tuple(name for name in spec.lists if "[]" not in name)
    for path in dict.fromkeys((*before, *after)):
        if _list_of(path, listed) is None:
            yield path, path
    for name in listed:
        yield from _list_pairs(name, _entries(name, before), _entries(name, after))


def _list_of(path: str, listed: Iterable[str]) -> str | None:
    return next((name for name in listed if path.startswith(f"{name}.")), None)


Entry = dict[str, Value]
"""The answers of an entry of a list, by their path inside it."""


def _entries(name: str, values: Values) -> list[Entry]:
    out: dict[int, Entry] = {}
    for path, value in values.items():
        if path.startswith(f"{name}."):
            position, _, inside = path[len(name) + 1 :].partition(".")
            out.setdefault(int(position), {})[inside] = value
    return [out.get(number, {}) for number in range(max(out, default=-1) + 1)]


def _list_pairs(name: str, before: list[Entry], after: list[Entry]) -> Iterator[tuple[str | None, str | None]]:
    for old, new in _aligned(before, after):
        inside = dict.fromkeys((*(before[old] if old is not None else ()), *(after[new] if new is not None else ())))
        for path in inside:
            yield (None if old is None else f"{name}.{old}.{path}"), (None if new is None else f"{name}.{new}.{path}")


def _aligned(before: list[Entry], after: list[Entry]) -> Iterator[tuple[int | None, int | None]]:
    """Positions of entries that are the same, or that took each other's place."""
    kinds: list[Entry] = []
    olds, news = ([_number(entry, kinds) for entry in entries] for entries in (before, after))
    for _, old, old_end, new, new_end in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        for step in range(max(old_end - old, new_end - new)):
            yield (old + step if old + step < old_end else None), (new + step if new + step < new_end else None)


def _number(entry: Entry, kinds: list[Entry]) -> int:
    """A number for what an entry holds, the same for equal ones."""
    if entry not in kinds:
        kinds.append(entry)
    return kinds.index(entry)


# --- which of several records was sent


def sent_record(sent: Iterable[Envelope], returned: Return) -> tuple[Envelope | None, Diagnostic | None]:
    """The record that a return is of: by its reference, else the only one; or why none can be meant."""
    records = list(sent)
    own = [one for one in records if one.record_id is not None and one.record_id == returned.record_id]
    if len(own) == 1:
        found = own[0]
    elif len(own) > 1:
        return None, _another(worded("D0412", "several"))
    elif len(records) != 1:
        return None, _another(worded("D0412", "none"))
    else:
        found = records[0]
    if found.form != returned.form:
        return None, _another(worded("D0412", "other_form"))
    if found.record_id and returned.record_id and found.record_id != returned.record_id:
        return None, _another(worded("D0412", "other_reference"))
    return found, None


def _another(message: str) -> Diagnostic:
    return Diagnostic("D0412", "error", message, "give the record that this return was made from; nothing was compared")
