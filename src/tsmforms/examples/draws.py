"""One invented answer for each kind of field, before the rules have their say."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from tsmforms.codes import CODES_2024
from tsmforms.examples.invented import Asked, Person, address_lines, invented_text, phone, postcode, professionals, upn
from tsmforms.model.answers import Value

_PARENT = re.compile(r"parent|carer|recipient|guardian|home|address|household")
_SCHOOL = re.compile(r"school|contact|officer|team")
_PRESENT = re.compile(r"attendees$|present$|invited$")
_PHYSICAL = re.compile(r"signed$|consent|agreed$|acknowledged$")
_NUMBERS: tuple[tuple[re.Pattern[str], tuple[int, int]], ...] = tuple(
    (re.compile(words), span)
    for words, span in (
        (r"agenda", (5, 15)),
        (r"on_track", (8, 45)),
        (r"persistent", (40, 110)),
        (r"severe|counts", (1, 9)),
        (r"possible", (180, 330)),
        (r"attended|present$", (90, 170)),
        (r"unauthorised|late", (2, 24)),
        (r"authorised|absent|missed", (4, 30)),
        (r"minutes", (5, 90)),
        (r"pupils|roll|number_on", (90, 900)),
    )
)


def draw(asked: Asked) -> Value:
    """An invented answer to one question, of the right type and inside the field's own limits."""
    handler = _DRAWS.get(asked.field.kind)
    return handler(asked) if handler else _text(asked)


def _text(asked: Asked) -> str:
    text = invented_text(asked)
    if asked.field.kind == "text":
        text = " ".join(text.split())
    limit = asked.field.max_length
    return text if limit is None or len(text) <= limit else _shortened(text, limit)


def _shortened(text: str, limit: int) -> str:
    words = text[: limit + 1].rsplit(None, 1)[0]
    return words if 0 < len(words) <= limit else text[:limit].rstrip() or text[:limit]


def _integer(asked: Asked) -> int:
    return int(asked.rng.randint(*_limits(asked)))


def _limits(asked: Asked) -> tuple[int, int]:
    low, high = next((span for words, span in _NUMBERS if words.search(asked.pattern)), (1, 40))
    least, most = asked.field.minimum, asked.field.maximum
    if least is not None and low < least:
        low, high = least, max(high, least + 20)
    if most is not None and high > most:
        low, high = min(low, most), most
    return low, max(low, high)


def _decimal(asked: Asked) -> Decimal:
    low, high = _limits(asked)
    return Decimal(asked.rng.randint(low * 10, high * 10)) / 10


_PERCENTAGES: tuple[tuple[re.Pattern[str], tuple[int, int]], ...] = (
    (re.compile(r"target"), (900, 970)),
    (re.compile(r"persistent"), (120, 290)),
    (re.compile(r"statistics|year_to_date"), (895, 955)),
)
"""Tenths of a per cent, by what the key says; those of one pupil if nothing does."""


def _percentage(asked: Asked) -> Decimal:
    span = next((span for words, span in _PERCENTAGES if words.search(asked.pattern)), (520, 899))
    return Decimal(asked.rng.randint(*span)) / 10


def _money(asked: Asked) -> Decimal:
    return Decimal(asked.rng.choice(("80", "160", "2.50", "12.75", "4")))


def _yes_no(asked: Asked) -> bool:
    return True if _PHYSICAL.search(asked.pattern) else asked.rng.random() < 0.6


def _choice(asked: Asked) -> str:
    codes = [choice.code for choice in asked.field.choices]
    year = str(asked.cast.family.year)
    return year if year in codes and "year" in asked.field.key else asked.rng.choice(codes)


def _several(asked: Asked) -> tuple[str, ...]:
    codes = [choice.code for choice in asked.field.choices]
    chosen = set(asked.rng.sample(codes, asked.rng.randint(1, len(codes))))
    return tuple(code for code in codes if code in chosen)


def _attendance_code(asked: Asked) -> str:
    return asked.rng.choice(sorted(code for code, meaning in CODES_2024.items() if meaning.endswith("authorised")))


def _phone(asked: Asked) -> str:
    if "officer" in asked.pattern:
        return phone(asked.rng)
    if _SCHOOL.search(asked.pattern):
        return asked.cast.school.phone
    return asked.cast.family.phone if _PARENT.search(asked.pattern) else phone(asked.rng)


def _email(asked: Asked) -> str:
    if "officer" in asked.pattern:
        return _at_host(asked.cast.school.officer, "council.example")
    if _SCHOOL.search(asked.pattern):
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
    if _PRESENT.search(asked.pattern):
        return professionals(asked)
    return address_lines(asked.cast.family, asked.rng)


def _postcode(asked: Asked) -> str:
    return asked.cast.family.postcode if _PARENT.search(asked.pattern) else postcode(asked.rng)


_DRAWS: dict[str, Callable[[Asked], Value]] = {
    "lines": _lines,
    "date": lambda _asked: datetime.date(2026, 1, 14),
    "time": lambda _asked: datetime.time(9, 0),
    "integer": _integer,
    "decimal": _decimal,
    "percentage": _percentage,
    "money": _money,
    "yes_no": _yes_no,
    "choice": _choice,
    "multiple_choice": _several,
    "rating": _choice,
    "attendance_code": _attendance_code,
    "postcode": _postcode,
    "upn": lambda asked: upn(asked.rng),
    "urn": lambda asked: f"999{asked.rng.randrange(1000):03d}",
    "phone": _phone,
    "email": _email,
    "image": lambda _asked: b"",
}
