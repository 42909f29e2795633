"""Where and how somebody is reached: postcode, telephone, e-mail."""

from __future__ import annotations

import random
import re

from tsmforms.convert.jsonvalues import text_from_json
from tsmforms.convert.text import plain
from tsmforms.diagnostics import worded
from tsmforms.kinds.words import LENGTH
from tsmforms.model.answers import Primitive
from tsmforms.model.kinds import Entry, Kind
from tsmforms.model.parsed import Parsed, unread
from tsmforms.model.spec import FieldSpec

# --- postcode

_POSTCODE = re.compile(
    r"(GIR(?=0AA)|ZZ99|[A-PR-UWYZ](?:[0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9]{1,2}|[A-HK-Y][0-9][ABEHMNPRVWXY]))"
    r"\s*([0-9][ABD-HJLNP-UW-Z]{2})\Z"
)


def _postcode(_field: FieldSpec, raw: Primitive) -> Parsed:
    match = _POSTCODE.match(re.sub(r"\s+", "", plain(raw)).upper())
    if not match:
        return unread("D0208", worded("D0208"), "enter a full postcode, for example ZZ99 3WZ")
    return Parsed(f"{match[1]} {match[2]}")


def sample_postcode(rng: random.Random) -> str:
    """A postcode of the area kept for places that are none."""
    return f"ZZ99 {rng.randrange(10)}{rng.choice('ABDEFGHJLNPQRSTUWXYZ')}{rng.choice('ABDEFGHJLNPQRSTUWXYZ')}"


POSTCODE = Kind(
    name="postcode",
    meaning="a UK postcode",
    type=str,
    max_length=8,
    entry=Entry("text", LENGTH, pattern="^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$|^GIR 0AA$", column=11.0),
    parse=_postcode,
    from_json=text_from_json,
    sample=lambda _, rng: sample_postcode(rng),
    hints=frozenset({"of"}),
    nth=lambda _, n: f"ZZ99 {n % 10}ZZ",
    called="a UK postcode",
    good=("ZZ99 3WZ", "gir 0aa"),
    bad=("ZZ99", "12345"),
)


# --- telephone

_PHONE = re.compile(r"[+(]?[\d][\d ().+-]{4,30}(?:\s*(?:ext\.?|x)\s*\d{1,6})?\Z", re.IGNORECASE)
_WITHOUT_ITS_NOUGHT = re.compile(r"\(?[1-9](?:[ ().-]*\d){8,9}(?![ ().-]*\d)")
_AS_TYPED = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
"""Spaces that do not break, and dashes, that programs put for those that people type."""
"""Nine or ten digits: a number of this country as it is dialled, but for its first digit."""


def _phone(_field: FieldSpec, raw: Primitive) -> Parsed:
    text = plain(raw).translate(_AS_TYPED).strip()
    if _PHONE.match(text):
        return (
            unread(
                "D0215",
                worded("D0215", "no_zero"),
                "enter it as text, with its 0",
            )
            if _WITHOUT_ITS_NOUGHT.match(text)
            else Parsed(text)
        )
    return unread("D0215", worded("D0215", "no_number"), "enter the number in figures, for example 01632 960123")


def sample_phone(rng: random.Random) -> str:
    """A telephone number of the ranges kept for drama."""
    return rng.choice(("01632 960{:03d}", "020 7946 0{:03d}", "07700 900{:03d}")).format(rng.randrange(1000))


PHONE = Kind(
    name="phone",
    meaning="a telephone number",
    type=str,
    max_length=40,
    entry=Entry("text", LENGTH),
    parse=_phone,
    from_json=text_from_json,
    sample=lambda _, rng: sample_phone(rng),
    hints=frozenset({"of"}),
    nth=lambda _, n: f"01632 9600{n + 10:02d}",
    called="a telephone number",
    good=("01632 960123", "+44 20 7946 0000", "(01632) 960 999 ext 12", "01632.960.123"),
    bad=("call me", "12"),
)


# --- e-mail

_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}\Z")


def _email(_field: FieldSpec, raw: Primitive) -> Parsed:
    text = plain(raw).strip()
    if _EMAIL.match(text):
        return Parsed(text)
    return unread("D0211", worded("D0211"), "enter an address such as office@school.example")


EMAIL = Kind(
    name="email",
    meaning="an e-mail address",
    type=str,
    max_length=254,
    entry=Entry("text", LENGTH, format="email"),
    parse=_email,
    from_json=text_from_json,
    sample=lambda _, rng: f"somebody{rng.randrange(1000)}@family.example",
    hints=frozenset({"of"}),
    nth=lambda _, n: f"sample{n}@school.example",
    called="an e-mail address",
    good=("office@school.example", "o'example+tsm@a-b.example", "x@y.z.example"),
    bad=("office", "a@b"),
)
