"""One invented answer for each kind of field, before the rules have their say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from tsmforms.examples.invented import Asked, Person, address_lines, invented_text, professionals
from tsmforms.kinds import CHOICE, EMAIL, LINES, LONG_TEXT, PHONE, POSTCODE, TEXT
from tsmforms.kinds.addresses import sample_phone, sample_postcode
from tsmforms.model import Kind
from tsmforms.model.answers import Value


def draw(asked: Asked) -> Value:
    """An invented answer to one question, of the right type and inside the field's own limits."""
    of_cast = _OF_CAST.get(asked.field.kind)
    return of_cast(asked) if of_cast else asked.field.kind.sample(asked.field, asked.rng)


def _text(asked: Asked) -> str:
    text = invented_text(asked)
    if asked.field.kind is TEXT:
        text = " ".join(text.split())
    limit = asked.field.max_length
    return text if limit is None or len(text) <= limit else _shortened(text, limit)


def _shortened(text: str, limit: int) -> str:
    words = text[: limit + 1].rsplit(None, 1)[0]
    return words if 0 < len(words) <= limit else text[:limit].rstrip() or text[:limit]


def _choice(asked: Asked) -> Value:
    year = str(asked.cast.family.year)
    if asked.field.hint.of == "pupil" and any(choice.code == year for choice in asked.field.choices):
        return year
    if asked.field.example:
        return asked.rng.choice(asked.field.example)
    return CHOICE.sample(asked.field, asked.rng)


def _phone(asked: Asked) -> str:
    known = {"school": asked.cast.school.phone, "family": asked.cast.family.phone}
    return known.get(asked.field.hint.of or "") or sample_phone(asked.rng)


def _email(asked: Asked) -> str:
    of = asked.field.hint.of
    if of == "officer":
        return _at_host(asked.cast.school.officer, "council.example")
    if of == "school":
        return asked.cast.school.email if not asked.line + asked.row else _own_email(asked)
    return f"{asked.cast.family.mark.lower() or 'somebody'}{asked.rng.randrange(1000)}@family.example"


def _own_email(asked: Asked) -> str:
    """The address of one of the school's staff, at the school's host."""
    return _at_host(asked.colleague, asked.cast.school.email.partition("@")[2])


def _at_host(person: Person, host: str) -> str:
    surname = unicodedata.normalize("NFKD", person.surname).encode("ascii", "ignore").decode().lower()
    return f"{re.sub('[^a-z]+', '-', surname).strip('-')}@{host}"


def _lines(asked: Asked) -> tuple[str, ...]:
    """People, where it asks for those at a meeting; else an address."""
    if asked.field.hint.text == "professionals":
        return professionals(asked)
    return address_lines(asked.cast.family, asked.rng)


def _postcode(asked: Asked) -> str:
    return asked.cast.family.postcode if asked.field.hint.of == "family" else sample_postcode(asked.rng)


_OF_CAST: Mapping[Kind, Callable[[Asked], Value]] = {
    TEXT: _text,
    LONG_TEXT: _text,
    LINES: _lines,
    CHOICE: _choice,
    POSTCODE: _postcode,
    PHONE: _phone,
    EMAIL: _email,
}
"""The kinds of which the people in a record say more; others give a sample of their own."""
