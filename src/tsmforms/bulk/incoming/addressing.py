"""Whether a letter is addressed to one person at one address, as somebody would check the envelope."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping

from tsmforms.bulk.incoming.shaping import TITLES, without_dear
from tsmforms.convert import parse
from tsmforms.convert.comparing import fold_name
from tsmforms.diagnostics import Diagnostic, Severity, worded
from tsmforms.exports.stopwords import stop_words
from tsmforms.kinds import POSTCODE
from tsmforms.model import FieldSpec
from tsmforms.model.answers import Value

FARTHEST_AHEAD = datetime.timedelta(days=400)
"""A letter speaks of a school year; a date beyond it is a slip of the hand."""
_SEVERAL = re.compile(r"&|\+|/|;|\n|(?<!\w)(?:and|or)(?!\w)", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]|\s[-–—]\s(.*)\Z")
_DEAD = re.compile(r"(?<!\w)(?:deceased|dec['’]?d|r\.?i\.?p\.?|died|late)(?!\w)", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:the\s+)?(?:parents?|carers?|guardians?|sir|madam|family|mum|dad|mother|father)"
    r"(?:\s*(?:/|,|and|or|of|&)?\s*(?:the\s+)?(?:parents?|carers?|guardians?|sirs?|madam)|(?:\(s\)))*\Z",
    re.IGNORECASE,
)
_POSTCODE_IN_LINE = re.compile(r"(?<!\w)[A-Z]{1,2}[0-9][0-9A-Z]?\s*[0-9][ABD-HJLNP-UW-Z]{2}(?!\w)", re.IGNORECASE)
_POSTCODE = FieldSpec("postcode", "Postcode", POSTCODE)
_CARE_OF = re.compile(r"(?<!\w)(?:c/o|care of)(?!\w)", re.IGNORECASE)
_LATIN = 0x24F
"""The last letter of the Latin alphabets that every type face has."""
_NOBODY = re.compile(
    r"(?:the\s+)?(?:parents?|carers?|guardians?|famil(?:y|ies)|occupiers?|householders?|residents?|addressee)\b"
    r"|to\s+whom\b|whom\s+it\b",
    re.IGNORECASE,
)
_FIGURE_OR_ASIDE = re.compile(r"\d|[()\[\]{}@]|\s[-–—]\s|[-–—]\Z")
_KNOWN_AS = re.compile(r"[^()\d@]+\([^()\d@]+\)")
_PARTS = ("title", "forename", "surname")


def address_faults(values: Mapping[str, Value]) -> Iterator[Diagnostic]:
    """What speaks against an envelope: several people, somebody else, the dead, an address that says things twice."""
    parts = {part: str(values.get(f"recipient.{part}") or "") for part in _PARTS}
    salutation = str(values.get("salutation") or "").strip()
    for part, text in (*((f"recipient.{part}", text) for part, text in parts.items()), ("salutation", salutation)):
        yield from _not_one_person(part, text, parts["surname"])
    if salutation and parts["surname"] and not _is_of(salutation, parts):
        is_formal = salutation.split(maxsplit=1)[0].rstrip(".").casefold() in TITLES
        yield _fault(
            "salutation",
            worded("B0207", "other_name"),
            "correct it, or let it be made of the name (salutation: title surname, in the file for --columns)",
            "error" if is_formal else "warning",
        )
    yield from _address(values, parts)


def _not_one_person(path: str, text: str, surname: str) -> Iterator[Diagnostic]:
    if not text:
        return
    if path == "salutation" and without_dear(text) != text:
        yield _fault(path, worded("B0207", "dear"), "leave it out")
    if _SEVERAL.search(text) and not (path == "salutation" and _GENERIC.match(text)):
        yield _fault(
            path,
            worded("B0207", "several"),
            "give each parent columns or a row of their own; salutations can be made of the name "
            "(salutation: title surname, in the file for --columns)",
        )
    if path in ("recipient.forename", "recipient.surname"):
        yield from _not_a_name(path, text)
    aside = " ".join(filter(None, (part for found in _BRACKETS.finditer(text) for part in found.groups())))
    said = text.removesuffix(surname) if path == "salutation" else text  # there are people called Late
    if _DEAD.search(said) and (path != "recipient.surname" or _DEAD.search(aside) or " " in text):
        yield _fault(path, worded("B0207", "died"), "look who is to be written to")
    elif aside and stop_words().cell(aside):
        yield _fault(path, worded("B0207", "speaks_against"), "look who is to be written to")


def _not_a_name(path: str, text: str) -> Iterator[Diagnostic]:
    """What is in a name that is no name; a forename may have the one in use in brackets: Elizabeth (Liz)."""
    if path == "recipient.forename" and _NOBODY.match(text):
        yield _fault(path, worded("B0207", "nobody"), "look who is to be written to")
    elif _FIGURE_OR_ASIDE.search(text) and not (path == "recipient.forename" and _KNOWN_AS.fullmatch(text)):
        yield _fault(path, worded("B0207", "aside"), "give them a column of their own")
    elif text.islower() and len(text) > 1 and path == "recipient.surname":
        yield _fault(path, worded("B0207", "small"), "write it as its owner does", "warning")


def _is_of(salutation: str, parts: Mapping[str, str]) -> bool:
    if _GENERIC.match(salutation.strip()):
        return True
    words = set(fold_name(salutation).split())
    surname = fold_name(parts["surname"])
    own = {*surname.split(), *fold_name(parts["forename"]).split()}
    return (
        not own
        or bool(words & own)
        or (bool(surname) and surname.replace(" ", "") in fold_name(salutation).replace(" ", ""))
    )


def _address(values: Mapping[str, Value], parts: Mapping[str, str]) -> Iterator[Diagnostic]:
    lines = values.get("address.lines")
    if not isinstance(lines, tuple):
        return
    postcode, names = values.get("address.postcode"), fold_name(f"{parts['forename']} {parts['surname']}")
    for line in map(str, lines):
        folded = fold_name(line)
        if names and folded.endswith(names):
            yield _fault("address.lines", worded("B0207", "begins_with_name"), "leave the name out", "warning")
        elif folded.split(" ")[0].rstrip(".") in TITLES - {"st", "lady", "lord", "father", "sister", "dame", "sir"}:
            yield _fault("address.lines", worded("B0207", "line_of_another"), "look who lives there", "error")
        if _CARE_OF.search(line):
            yield _fault("address.lines", worded("B0207", "home_of_another"), "look who opens it", "warning")
        for found in _POSTCODE_IN_LINE.findall(line):
            parsed = parse(_POSTCODE, found).value
            if parsed is not None and parsed == postcode:
                yield _fault("address.lines", worded("B0207", "postcode_twice"), "leave it out there", "warning")
            elif parsed is not None and postcode:
                yield _fault("address.lines", worded("B0207", "two_postcodes"), "find out which is right")
    folded_lines = [fold_name(str(line)) for line in lines]
    if len(set(folded_lines)) < len(folded_lines):
        yield _fault("address.lines", worded("B0207", "line_twice"), "leave one out", "warning")


def far_dates(values: Mapping[str, Value], today: datetime.date) -> Iterator[Diagnostic]:
    """Dates that are farther ahead than any letter speaks of."""
    for path, value in values.items():
        if isinstance(value, datetime.date) and value - today > FARTHEST_AHEAD:
            yield Diagnostic("B0209", "error", worded("B0209"), "correct its year", field=path)


def is_seldom_printed(text: str) -> bool:
    """Whether a text has marks that stand alone (M with a tilde has no letter of its own), or other alphabets.

    >>> is_seldom_printed("Si\u00e2n O\u2019Example"), is_seldom_printed("M\u0303ba")
    (False, True)
    """
    if text.isascii():
        return False
    return any(
        unicodedata.category(c)[0] == "M" or (ord(c) > _LATIN and unicodedata.category(c)[0] == "L")
        for c in unicodedata.normalize("NFC", text)
    )


def same_parent(one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    """Whether two parents of a row are one person at one address, as far as the letter says."""
    paths = ("recipient.forename", "recipient.surname", "address.lines", "address.postcode")
    return all(_folded(one.get(path)) == _folded(other.get(path)) for path in paths)


def _folded(value: Value | None) -> str:
    return fold_name("\n".join(map(str, value)) if isinstance(value, tuple) else str(value or ""))


def _fault(path: str, message: str, help: str, severity: Severity = "error") -> Diagnostic:
    return Diagnostic("B0207", severity, message, help, field=path)
