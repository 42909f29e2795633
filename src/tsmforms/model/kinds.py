"""The kinds of field: what each holds, and the parts of those that are made of several boxes."""

from __future__ import annotations

from typing import Literal

import attrs

Widget = Literal["text", "multiline", "date", "time", "number", "dropdown", "options", "image"]
"""How a box looks: `options` is one tick box per choice, `dropdown` one box with a list."""


@attrs.frozen
class KindInfo:
    """A kind of leaf: the Python type of its value and the box it gets by default."""

    name: str
    python: str
    widget: Widget
    meaning: str
    max_length: int | None = None


_KINDS = (
    KindInfo("text", "str", "text", "one line of text", 1000),
    KindInfo("long_text", "str", "multiline", "text of several lines", 20000),
    KindInfo("lines", "tuple[str, ...]", "multiline", "several short lines", 1000),
    KindInfo("date", "date", "date", "a date, day first"),
    KindInfo("time", "time", "time", "a time of day, 24 hours"),
    KindInfo("integer", "int", "number", "a whole number"),
    KindInfo("decimal", "Decimal", "number", "a number"),
    KindInfo("percentage", "Decimal", "number", "a percentage, 0 to 100"),
    KindInfo("money", "Decimal", "number", "an amount in pounds"),
    KindInfo("yes_no", "bool", "dropdown", "yes or no"),
    KindInfo("choice", "str", "dropdown", "one of a list"),
    KindInfo("multiple_choice", "tuple[str, ...]", "options", "any of a list"),
    KindInfo("rating", "str", "options", "red, amber or green"),
    KindInfo("attendance_code", "str", "text", "a register code of the 2024 set", 2),
    KindInfo("postcode", "str", "text", "a UK postcode", 8),
    KindInfo("upn", "str", "text", "a unique pupil number: 13 characters with a check letter", 13),
    KindInfo("urn", "str", "text", "a school's unique reference number: 6 digits", 6),
    KindInfo("phone", "str", "text", "a telephone number", 40),
    KindInfo("email", "str", "text", "an e-mail address", 254),
    KindInfo("image", "bytes", "image", "the bytes of a picture"),
)

KINDS: dict[str, KindInfo] = {kind.name: kind for kind in _KINDS}
"""Leaf kinds by name."""


@attrs.frozen
class KindPart:
    """One box of a kind made of several."""

    key: str
    label: str
    kind: str


PARTS: dict[str, tuple[KindPart, ...]] = {
    "person": (
        KindPart("title", "Title", "text"),
        KindPart("forename", "Forename", "text"),
        KindPart("surname", "Surname", "text"),
        KindPart("role", "Role", "text"),
    ),
    "address": (KindPart("lines", "Address", "lines"), KindPart("postcode", "Postcode", "postcode")),
    "signature": (
        KindPart("name", "Name", "text"),
        KindPart("position", "Position", "text"),
        KindPart("signed", "Signed", "yes_no"),
        KindPart("date", "Date", "date"),
    ),
    "image": (
        KindPart("alt", "What the picture shows", "text"),
        KindPart("media_type", "Media type", "text"),
        KindPart("data", "Picture", "image"),
    ),
}
"""Kinds made of several boxes, in the order in which the boxes are printed."""

RATINGS = (("red", "Red"), ("amber", "Amber"), ("green", "Green"))
YES_NO = (("yes", "Yes"), ("no", "No"))
