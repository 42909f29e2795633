"""Kinds whose answers are choices: of a list that the field gives, or of their own."""

from __future__ import annotations

import random
import re

from tsmforms.convert.text import plain
from tsmforms.diagnostics import worded
from tsmforms.model.answers import Known, Primitive
from tsmforms.model.kinds import Choice, Entry, Kind
from tsmforms.model.parsed import Parsed, unread
from tsmforms.model.spec import FieldSpec

_MOST_CHOICES = 200
_FROM_LIST = "Choose one of the list."
_GREEK_ALPHA = "\u03b1"
"""Some audit forms head their column for amber with the Greek letter, and it is copied from there."""
_MOSTLY = 0.6


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


# --- yes or no


def _yes_no(field: FieldSpec, raw: Primitive) -> Parsed:
    """Yes or no, or the words that the field has for them."""
    if isinstance(raw, bool):
        return Parsed(raw)
    if (code := _match(field, plain(raw))) is not None:
        return Parsed(code == "yes")
    word = str(raw).strip().rstrip(" .!,;").lower()
    if word in ("yes", "y"):
        return Parsed(True)
    if word in ("no", "n"):
        return Parsed(False)
    return unread("D0206", worded("D0206"), "enter Yes or No")


def _show_yes_no(field: FieldSpec, value: Known) -> str:
    code = "yes" if value else "no"
    return next((one.label for one in field.choices if one.code == code), code.capitalize())


YES_NO = Kind(
    name="yes_no",
    meaning="yes or no",
    type=bool,
    widget="dropdown",
    entry=Entry("yes_no", _FROM_LIST, column=9.0),
    choices=(Choice("yes", "Yes"), Choice("no", "No")),
    parse=_yes_no,
    show=_show_yes_no,
    from_json=lambda _, raw: Parsed(raw) if isinstance(raw, bool) else None,
    json="true or false",
    sample=lambda field, rng: rng.random() < _MOSTLY if field.hint.answer is None else field.hint.answer,
    hints=frozenset({"answer"}),
    nth=lambda _, n: n % 2 == 0,
)


# --- one choice


def _match(field: FieldSpec, word: str) -> str | None:
    """The one choice of this label, else of this code, else of this alias; None where two share it."""
    folded = _fold(word)
    for names in (lambda c: (c.label,), lambda c: (c.code,), lambda c: c.aliases):
        matches = [choice.code for choice in field.choices if folded in map(_fold, names(choice))]
        if matches:
            return matches[0] if len(matches) == 1 else None
    return None


def _choice(field: FieldSpec, raw: Primitive) -> Parsed:
    code = _match(field, plain(raw))
    if code is None:
        return unread(
            "D0207", worded("D0207", "none_of_them"), "choose one of: " + "; ".join(c.label for c in field.choices)
        )
    return Parsed(code)


def _code(field: FieldSpec, raw: Known) -> Parsed | None:
    if not isinstance(raw, str):
        return None
    if raw in {choice.code for choice in field.choices}:
        return Parsed(raw)
    codes = ", ".join(choice.code for choice in field.choices)
    return unread("D0207", worded("D0207", "none_of_them"), f"give one of: {codes}")


def _show(field: FieldSpec, value: Known) -> str:
    return next((c.label for c in field.choices if c.code == value), str(value))


def _sample(field: FieldSpec, rng: random.Random) -> str:
    return rng.choice([choice.code for choice in field.choices])


CHOICE = Kind(
    name="choice",
    meaning="one of a list",
    type=str,
    widget="dropdown",
    entry=Entry("one", _FROM_LIST),
    parse=_choice,
    show=_show,
    from_json=_code,
    json="a code",
    sample=_sample,
    hints=frozenset({"of"}),
    nth=lambda field, n: field.choices[n % len(field.choices)].code,
)


# --- several choices


def _several(field: FieldSpec, raw: Primitive) -> Parsed:
    words = [word.strip() for word in re.split(r"[;\n]", plain(raw)) if word.strip()]
    codes = _codes_of(field, words) if len(words) <= _MOST_CHOICES else None
    if codes is None:
        return unread(
            "D0207",
            worded("D0207", "named"),
            "choose from: " + "; ".join(c.label for c in field.choices),
        )
    return Parsed(tuple(c.code for c in field.choices if c.code in codes) or None)


def _codes_of(field: FieldSpec, words: list[str]) -> set[str] | None:
    """The choices of a list, longest first, since a label may hold a semicolon itself; None where one is none."""
    if not words:
        return set()
    longest = 1 + max((choice.label.count(";") for choice in field.choices), default=0)
    for count in range(min(longest, len(words)), 0, -1):
        first = _match(field, "; ".join(words[:count]))
        rest = _codes_of(field, words[count:]) if first else None
        if first and rest is not None:
            return {first, *rest}
    return None


def _codes(field: FieldSpec, raw: Known) -> Parsed | None:
    if not isinstance(raw, list) or not all(isinstance(code, str) for code in raw):
        return None
    for code in raw:
        parsed = _code(field, code)
        if parsed and parsed.problem:
            return parsed
    return Parsed(tuple(choice.code for choice in field.choices if choice.code in raw))


def _sample_several(field: FieldSpec, rng: random.Random) -> tuple[str, ...]:
    codes = [choice.code for choice in field.choices]
    chosen = set(rng.sample(codes, rng.randint(1, len(codes))))
    return tuple(code for code in codes if code in chosen)


MULTIPLE_CHOICE = Kind(
    name="multiple_choice",
    meaning="any of a list",
    type=tuple[str, ...],
    widget="options",
    entry=Entry("several"),
    parse=_several,
    show=lambda field, value: "; ".join(_show(field, code) for code in value),
    from_json=_codes,
    json="a list of codes",
    sample=_sample_several,
    nth=lambda field, n: (field.choices[n % len(field.choices)].code,),
)


# --- red, amber, green

_RATINGS = (Choice("red", "Red"), Choice("amber", "Amber"), Choice("green", "Green"))
_RATING_LABELS = {choice.code: choice.label for choice in _RATINGS}


def _rating(_field: FieldSpec, raw: Primitive) -> Parsed:
    word = _fold(plain(raw)).replace(_GREEK_ALPHA, "a")
    for choice in _RATINGS:
        if word in (choice.code, choice.label[0].lower()):
            return Parsed(choice.code)
    return unread("D0207", worded("D0207", "no_rating"), "enter Red, Amber or Green")


RATING = Kind(
    name="rating",
    meaning="red, amber or green",
    type=str,
    widget="options",
    entry=Entry("one", _FROM_LIST),
    choices=_RATINGS,
    parse=_rating,
    show=lambda _, value: _RATING_LABELS[value],
    from_json=_code,
    json="a code",
    sample=_sample,
    nth=lambda _, n: _RATINGS[n % len(_RATINGS)].code,
    is_coloured=True,
)
