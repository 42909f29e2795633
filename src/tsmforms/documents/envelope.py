"""The JSON of a record: form, edition, record id, answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

import attrs

from tsmforms.diagnostics import ReadError, worded

_KEYS = ("form", "edition", "record_id", "answers")
OF_READING = frozenset({"file", "evidence", "diagnostics", "changes"})
"""What a line of `tsmforms read` holds beside the record."""


@attrs.frozen
class Envelope:
    """A record's JSON, taken apart; `edition` and `record_id` may be absent."""

    form: str
    edition: str | None
    record_id: str | None
    answers: Mapping[str, object]


def read_envelope(text: str) -> Envelope:
    """A record from its JSON.

    Raises:
        ReadError: The text is not a record's JSON (D0911).
    """
    return envelope_of(_loaded(text))


def read_envelopes(text: str) -> tuple[Envelope, ...]:
    """The records of a text: one record's JSON, or one record a line, as `tsmforms read` prints them.

    What a line of `read` holds beside its record is passed over, and so is the line of a file that was refused.

    Raises:
        ReadError: The text is neither (D0911).
    """
    try:
        found: list[object] = [_loaded(text)]
    except ReadError:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2:
            raise
        found = [_loaded(line) for line in lines]
    return tuple(_of_lines(found))


def _of_lines(found: list[object]) -> Iterator[Envelope]:
    for raw in found:
        if not isinstance(raw, dict) or not raw.keys() & OF_READING:
            yield envelope_of(raw)
        elif raw.get("form") is not None:
            yield envelope_of({key: value for key, value in raw.items() if key not in OF_READING})


def _loaded(text: str) -> object:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_no_repeats)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno}, column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        why = str(error) if isinstance(error, _RepeatedKey) else "it is not JSON"
        raise ReadError(
            "D0911",
            worded("D0911", "json_fault", why=why, where=where),
            'give the JSON that "tsmforms example" or "tsmforms read" prints',
        ) from None


class _RepeatedKey(ValueError):
    pass


def _refuse(name: str) -> object:
    raise _RepeatedKey(f"{name} is not a number")


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    out: dict[str, object] = {}
    for key, value in pairs:
        if key in out:
            raise _RepeatedKey(f"{_named(key)} is there twice in one object")
        out[key] = value
    return out


def _named(key: str) -> str:
    """A key of ours by name; any other may be somebody's name, which a message does not hold."""
    return f'the key "{key}"' if key in _KEYS else "a key"


def envelope_of(raw: object) -> Envelope:
    """A record from its JSON as an object.

    Raises:
        ReadError: It is not a record's (D0911).
    """
    hint = "a record has form, edition, record_id and answers"
    if not isinstance(raw, Mapping):
        raise ReadError("D0911", worded("D0911", "json"), hint)
    extra = [key for key in raw if key not in _KEYS]
    if extra:
        raise ReadError("D0911", worded("D0911", "key"), hint)
    for key in ("form", "edition", "record_id"):
        if not isinstance(raw.get(key), str | None):
            raise ReadError("D0911", worded("D0911", "not_text", key=key), hint)
    if not raw.get("form"):
        raise ReadError("D0911", worded("D0911", "no_form"), hint)
    if not isinstance(raw.get("answers", {}), Mapping):
        raise ReadError("D0911", worded("D0911", "answers"), hint)
    return Envelope(raw["form"], raw.get("edition"), raw.get("record_id"), raw.get("answers", {}))


def envelope_json(form: str, edition: str, record_id: str | None, answers: Mapping[str, object]) -> dict[str, object]:
    """The record's JSON as an object, keys in their fixed order."""
    return {"form": form, "edition": edition, "record_id": record_id, "answers": dict(answers)}
