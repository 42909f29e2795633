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

_NUMBERS = (1, 40)
_PERCENTAGES = (Decimal(52), Decimal("89.9"))
"""Those of one pupil."""


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
    hint = asked.field.hint
    low, high = _NUMBERS if hint.low is None or hint.high is None else (int(hint.low), int(hint.high))
    least, most = asked.field.minimum, asked.field.maximum
    if least is not None and low < least:
        low, high = least, max(high, least + 20)
    if most is not None and high > most:
        low, high = min(low, most), most
    return low, max(low, high)


def _decimal(asked: Asked) -> Decimal:
    low, high = _limits(asked)
    return Decimal(asked.rng.randint(low * 10, high * 10)) / 10


def _percentage(asked: Asked) -> Decimal:
    hint = asked.field.hint
    low, high = _PERCENTAGES if hint.low is None or hint.high is None else (hint.low, hint.high)
    return Decimal(asked.rng.randint(int(10 * low), int(10 * high))) / 10


def _money(asked: Asked) -> Decimal:
    return Decimal(asked.rng.choice(("80", "160", "2.50", "12.75", "4")))


def _yes_no(asked: Asked) -> bool:
    wanted = asked.field.hint.answer
    return asked.rng.random() < 0.6 if wanted is None else wanted


def _choice(asked: Asked) -> str:
    codes = [choice.code for choice in asked.field.choices]
    year = str(asked.cast.family.year)
    return year if year in codes and asked.field.hint.of == "pupil" else asked.rng.choice(codes)


def _several(asked: Asked) -> tuple[str, ...]:
    codes = [choice.code for choice in asked.field.choices]
    chosen = set(asked.rng.sample(codes, asked.rng.randint(1, len(codes))))
    return tuple(code for code in codes if code in chosen)


def _attendance_code(asked: Asked) -> str:
    return asked.rng.choice(sorted(code for code, meaning in CODES_2024.items() if meaning.endswith("authorised")))


def _phone(asked: Asked) -> str:
    known = {"school": asked.cast.school.phone, "family": asked.cast.family.phone}
    return known.get(asked.field.hint.of or "") or phone(asked.rng)


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
    return asked.cast.family.postcode if asked.field.hint.of == "family" else postcode(asked.rng)


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
