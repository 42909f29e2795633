"""Whether a letter may be made: its cells, its rules, and whether each format can show it whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

import attrs

from tsmforms.bulk.incoming.addressing import far_dates
from tsmforms.bulk.letterlog import school_year_of
from tsmforms.bulk.letters import Letter
from tsmforms.bulk.versions import USUAL, form_of, formats_of
from tsmforms.diagnostics import Diagnostic
from tsmforms.documents import Form
from tsmforms.model.formatnames import WrittenName

_UNANSWERED = "R0201"
LETTER_DATE = "issue_date"
"""The answer that says the day of a letter."""


@attrs.frozen
class Verdict:
    """A letter judged. `errors` refuse it; `notes` are its warnings in words. Holds no answer."""

    row: int
    line: int
    place: int
    pupil: str
    recipient: str
    record: str
    content: bytes
    errors: tuple[tuple[str, str, str, str], ...] = ()
    notes: str = ""
    school_year: str = ""
    version: str = USUAL


def judge(form: Form, formats: Sequence[WrittenName], today: datetime.date, letter: Letter, place: int) -> Verdict:
    """Every reason against a letter, and its warnings."""
    found = letter.faults
    if letter.values is not None:
        unread = {fault.field for fault in found}
        rules = (
            d
            for d in form.check_values(letter.values, today)
            if not (d.code == _UNANSWERED and _is_below(d.field, unread))
        )
        found = (*found, *far_dates(letter.values, today), *rules, *_unshown(form, formats, letter))
    errors = tuple(dict.fromkeys((d.code, d.field or "", d.message, d.help) for d in found if d.severity == "error"))
    return Verdict(
        letter.row,
        letter.line,
        place,
        letter.pupil,
        letter.recipient,
        letter.record,
        letter.content,
        errors,
        "" if errors else _notes(found),
        school_year_of(_date_of(letter) or today),
        letter.version,
    )


def _date_of(letter: Letter) -> datetime.date | None:
    """The letter's own date."""
    said = letter.values.get(LETTER_DATE) if letter.values else None
    return said if isinstance(said, datetime.date) else None


def _unshown(form: Form, formats: Sequence[WrittenName], letter: Letter) -> Iterable[Diagnostic]:
    assert letter.values is not None
    for format in formats_of(letter.version, formats):
        yield from form_of(form, letter.version).problems(letter.values, format)


def _is_below(field: str | None, unread: set[str | None]) -> bool:
    """Whether a question is one whose cell could not be read, or the list or group it lies in."""
    return field in unread or any(other and other.startswith(f"{field}.") for other in unread)


def _notes(found: Iterable[Diagnostic]) -> str:
    """What is said against a letter that is made all the same, in words; none of them is an answer."""
    noted = (d for d in found if d.severity == "warning" or d.code.startswith("D02"))
    return "; ".join(dict.fromkeys(f"{d.code} {d.field or ''}".rstrip() + f": {d.message}" for d in noted))
