"""What a caller gives as a record of a form: the typed record, its answers, its JSON with envelope, or a return."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import attrs

from tsmforms.diagnostics import MisuseError
from tsmforms.documents.envelope import OF_READING, Envelope, envelope_of
from tsmforms.model import FormSpec, Return
from tsmforms.model.answers import R
from tsmforms.specs.records import FormRecord, part_of, record_type
from tsmforms.specs.unstructure import answers_of, fits

_OF_ENVELOPE = frozenset({"form", "answers"})


@attrs.frozen
class Taken:
    """The answers that a caller gave, as JSON, and the record's id where it has one."""

    answers: Mapping[str, Any]
    record_id: str | None = None


def taken(spec: FormSpec, record: Any) -> Taken:
    """What a caller gave as a record of this form.

    Raises:
        MisuseError: It is none, or one of another form or edition.
        ReadError: It is a record's JSON whose envelope is not in order (D0911).
    """
    if isinstance(record, FormRecord):
        return Taken(_typed(spec, record))
    if isinstance(record, Return):
        return _own(spec, Envelope(record.form or "", record.edition, record.record_id, record.answers))
    if not isinstance(record, Mapping):
        raise MisuseError(f"{_wanted(spec)}, not a value of type {type(record).__name__}")
    if record.keys() >= _OF_ENVELOPE and not {field.key for field in spec.fields} >= _OF_ENVELOPE:
        return _own(spec, envelope_of({key: value for key, value in record.items() if key not in OF_READING}))
    return Taken(record)


def _wanted(spec: FormSpec) -> str:
    return f"a record of {spec.form} {spec.edition} is needed: {record_type(spec).__name__}, its answers or its JSON"


def _typed(spec: FormSpec, record: FormRecord) -> dict[str, Any]:
    given = type(record)
    if not fits(given, record_type(spec)):
        shape = part_of(given).shape
        raise MisuseError(f"{_wanted(spec)}, not {given.__name__} of {shape.form} {shape.edition}")
    return answers_of(record)


def _own(spec: FormSpec, envelope: Envelope) -> Taken:
    plain = spec.edition.partition("+")[0]
    if envelope.form != spec.form or envelope.edition not in (None, spec.edition, plain):
        named = f"{envelope.form} {envelope.edition or ''}".strip()
        raise MisuseError(f"{_wanted(spec)}, not one of {named or 'a file that was refused'}")
    return Taken(envelope.answers, envelope.record_id)


def own_return(spec: FormSpec, returned: Return[R]) -> None:
    """A return is judged by the rules of its own form, edition and overlay, and by no others.

    Raises:
        MisuseError: It is of another, or of a file that was refused.
    """
    taken(spec, returned)
    if returned.edition not in (None, spec.edition):
        raise MisuseError(f"{_wanted(spec)}, not one of {returned.form} {returned.edition}")


def reference(record_id: Any) -> str | None:
    """A record id as a caller gave it.

    Raises:
        MisuseError: It is not text.
    """
    if isinstance(record_id, str | None):
        return record_id
    raise MisuseError(f"record_id is a text, not a value of type {type(record_id).__name__}")


def day(today: Any) -> datetime.date:
    """The day of judgement as a caller gave it; today in Europe/London where none is given.

    Raises:
        MisuseError: It is not a date.
    """
    if today is None:
        return today_in_london()
    if type(today) is datetime.date:
        return today
    raise MisuseError(f"today is a datetime.date, not a value of type {type(today).__name__}")


def today_in_london() -> datetime.date:
    """Today where the schools are."""
    from zoneinfo import ZoneInfo

    return datetime.datetime.now(ZoneInfo("Europe/London")).date()
