"""Words made comparable: labels of a form against what a council's own document prints.

Spaces, stops, apostrophes and case do not count, "&" is "and", a Greek Alpha
is an A (it is copied from a column headed for amber). `bag` goes further: the
order of the words, plurals and the usual abbreviations do not count either, so
"Name of pupil", "Pupil's name" and "Child's name" are one.
"""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])|[^\W_]+(?:['\u2018\u2019\u02bc`\u00b4][^\W_]+)*|[%&]")
_APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc`\u00b4]")
_LETTERS = {"\u03b1": "a", "&": "and"}
_ENTRIES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*[:?*.]*\s*\Z")
_PRINTED_CHOICES = re.compile(r"(?<=\w)[\s\-\u2013:?]*\b(?:yes\s*/\s*no|y\s*/\s*n)\s*[:?.]*\s*\Z", re.IGNORECASE)
"""Choices printed at the end of a label: "Signed Y/N"."""
_FILLER = re.compile(r"(?!(?<=[^\W_]|[)\]%'\"\u2019!?])\.[\u2026_])(?:[._\u2026\u00b7]{3,}|_{2,}|\u2026+)")
"""A blank to write on; the full stop of a sentence that was typed in front of the rest of it is none of it."""
_FILLER_END = re.compile(r"(?:[._\u2026\u00b7]{3,}|\u2026|_{2,})[.)]?\Z")
_ONLY_FILLER = re.compile(
    r"(?:\s*\(?\d{1,2}[.)]\s*(?=\n|\Z))?[\s._\u2026\u00b7\u2022\u25cf\u25aa\u25e6\-\u2013\u2014:/\\|()\[\],;]*\Z"
)
_HINT = re.compile(
    r"[\[<(]?\s*(?:click or tap|click here|enter (?:date|text|name|details)|please (?:enter|state|specify|complete)"
    r"|insert |dd\s*/\s*mm\s*/\s*yy(?:yy)?|type here)(?!.*(?:\d|:\s*\w))[^\n]{0,60}\Z",
    re.IGNORECASE,
)
_TOLD_HOW = re.compile(
    r"[\[(<*\s]*(?:e\.?\s?g\b\.?|i\.e\.|for example\b|such as\b|leave (?:this )?(?:blank|empty)\b"
    r"|please (?:delete|tick|circle|complete|state|specify|list|enter|give|use|write|choose|select|print|attach|indicate)\b"
    r"|(?:delete|circle|tick|ring|choose|select|underline|highlight) (?:one|all that|as app|which|yes|either)"
    r"|one (?:per|on each|to a|for each) line\b|list (?:all|every|each|any)\b|24[ -]?(?:hour|hr)s?(?: clock)?\W*\Z"
    r"|(?:in )?block capitals\b|(?:first|full) names?(?: and (?:surname|last name|family name))?\W*\Z"
    r"|(?:please )?(?:print|type|enter|give|write|insert|state)(?: (?:your|full|the))* names?(?: (?:here|in full|clearly|in capitals))?\W*\Z"
    r"|(?:please )?(?:print|sign|type)(?: here| clearly| below| in capitals)?\W*\Z|if there (?:is|was|are) (?:one|any)\W*\Z"
    r"|(?:full |all )?names?(?: (?:and|&|/) |[/,] ?)(?:roles?|positions?|job titles?|titles?|agency|designations?|relationships?)\W*\Z|(?:continue|attach) .{0,40}\bsheet\b|max(?:imum)?\.? \d+ (?:words|characters)"
    r"|d{1,2}[\W_]*m{1,3}[\W_]*y{2,4}\b|hh[:.]?mm\b|to be completed by\b|(?:if (?:known|any|applicable)|optional|required)\W*\Z)",
    re.IGNORECASE,
)
"""How a form says what to write: nobody answers in these words."""
_YEARS = re.compile(r"\s*20\s*(?:[-/\u2013]\s*20\s*)?\Z")
"""What is left of "20__ - 20__"."""
_BULLET = re.compile(
    r"\s*(?:[\u2022\u25cf\u25aa\u25e6\u00b7*\u2013\u2014-]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+|\d{1,2}[.)](?=[^\s\d]))"
)


@attrs.frozen
class Token:
    """A word as compared, and where it stands in its text."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text in order."""
    return [Token(_word(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def _word(raw: str) -> str:
    word = _APOSTROPHES.sub("", raw).replace(".", "").casefold()
    return _LETTERS.get(word, word)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The words alone.

    >>> fold("Child\u2019s name:")
    'childs name'
    """
    return " ".join(_word(raw) for raw in _TOKEN.findall(text))


def without_hint(text: str) -> str:
    """A label without the brackets at its end: "Date (dd/mm/yy):" is "Date"."""
    return _ENTRIES.sub("", text)


def without_choices(text: str) -> str:
    """A label without the choices printed at its end: "Signed Y/N" is "Signed"."""
    return _PRINTED_CHOICES.sub("", text)


# --- words whose order and form do not count

_SAME: dict[str, tuple[str, ...]] = {
    "dob": ("date", "birth"),
    "telephone": ("phone",),
    "tel": ("phone",),
    "mobile": ("phone",),
    "telno": ("phone",),
    "email": ("email",),
    "mail": ("email",),
    "childs": ("pupil",),
    "child": ("pupil",),
    "children": ("pupil",),
    "pupils": ("pupil",),
    "student": ("pupil",),
    "students": ("pupil",),
    "yr": ("year",),
    "ncy": ("year",),
    "ewo": ("education", "welfare", "officer"),
    "carers": ("carer",),
    "guardian": ("carer",),
    "signatures": ("signature",),
    "headteachers": ("headteacher",),
    "organisation": ("organization",),
    "welface": ("welfare",),
    "mtg": ("meeting",),
    "ref": ("reference",),
    "sch": ("school",),
    "att": ("attendance",),
    "attn": ("attendance",),
    "percentage": ("%",),
    "per": (),
    "cent": ("%",),
}
_IDLE = frozenset(("of", "the", "a", "an", "s", "es", "and", "your", "our", "please", "their"))
_KEPT_S = frozenset(("this", "was", "is", "has", "does", "us", "pass", "address", "class", "process", "less", "sens"))
_LONG_ENOUGH = 4


@lru_cache(maxsize=8192)
def bag(folded: str) -> tuple[str, ...]:
    """The words of a folded label without order, plurals and abbreviations.

    >>> bag("name of pupil") == bag("childs name") == bag("pupils name")
    True
    """
    out: list[str] = []
    for word in folded.replace("e mail", "email").split():
        if word not in _IDLE:
            out.extend(_SAME.get(word) or (_SAME.get(_singular(word)) or (_singular(word),)))
    return tuple(sorted(set(out)))


def _singular(word: str) -> str:
    if len(word) < _LONG_ENOUGH or word in _KEPT_S or not word.endswith("s") or word.endswith("ss"):
        return word
    return word[:-1]


# --- what is no answer


def is_blank(text: str) -> bool:
    """Whether nothing is answered: dots, lines, bullets and brackets alone, or a prompt such as "dd/mm/yyyy"."""
    stripped = without_lead(_FILLER.sub(" ", _DATE_HINT.sub("", text)))
    if _YEARS.match(stripped) and ("20" in stripped.replace("20", "", 1) or stripped != text):
        return True
    return _ONLY_FILLER.match(stripped) is not None or _HINT.match(stripped.strip()) is not None


def is_hint(text: str) -> bool:
    """Whether words say how a place is to be filled in, and answer nothing.

    >>> is_hint("e.g. 9B"), is_hint("one per line, with role"), is_hint("9B")
    (True, True, False)
    """
    return len(text) <= _LONGEST_HINT and _TOLD_HOW.match(text) is not None


_LONGEST_HINT = 100


_NOTE = re.compile(
    r"\s*(?:\(?\s*NOTES?\b|N\.?B\.?\b|\(?please (?:delete|tick|circle|complete|note)"
    r"|\(?(?:delete|circle|tick) (?:as|which|one))[^\n]*",
    re.IGNORECASE,
)


def without_notes(text: str) -> str:
    """Words without the lines at their beginning that say how to fill the place in."""
    lines = text.split("\n")
    while lines and _NOTE.match(lines[0]):
        lines.pop(0)
    return "\n".join(lines)


_BRACKETED = re.compile(r"\s*[(\[<]([^()\[\]<>\n]{2,80})[)\]>]\s*")


def without_hints(text: str) -> str:
    """An answer without what the form prints in front of it or behind it to say how it is written.

    >>> without_hints("(print name) A. Example"), without_hints("Names and roles\\nA. Example, tutor")
    ('A. Example', 'A. Example, tutor')
    """
    lines = text.split("\n")
    while len(lines) > 1 and _is_told(lines[0]):
        lines.pop(0)
    while len(lines) > 1 and _is_told(lines[-1]):
        lines.pop()
    cut = "\n".join(lines)
    match = _BRACKETED.match(cut)
    return cut[match.end() :] if match and _is_told(match[1]) and cut[match.end() :].strip() else cut


def _is_told(line: str) -> bool:
    """Whether a line says how to fill the place in, and holds no value."""
    bare = line.strip().strip("()[]<>*").strip()
    return bool(bare) and is_hint(bare) and not _EXAMPLE.match(bare)


_EXAMPLE = re.compile(r"(?:i\.e\.|such as)", re.IGNORECASE)
"""Words that may as well begin somebody's own line."""


_LEAD = re.compile(r"\s*(?:A\s*:|(?:Ans|Answer|Response|Reply)\s*[:.])(?=\s|\Z)\s*")
"""What stands in front of an answer where questions and answers are numbered or lettered: "A: "."""


def without_lead(text: str) -> str:
    """An answer without the "A:" or "Answer:" that is printed in front of it."""
    match = _LEAD.match(text)
    return text[match.end() :] if match else text


_DATE_HINT = re.compile(r"\A\s*[\[(<]?\s*dd\W{1,3}mm\W{1,3}yy(?:yy)?\s*[\])>:]?\s*(?=[^\n]*\d)", re.IGNORECASE)
"""How a date is to be written, left in front of the date."""


def tidy(text: str) -> str:
    """An answer without the blank it was written on, the hint left in front of a date, and spaces around it.

    >>> tidy("dd/mm/yyyy Fri 17 Oct 2025")
    'Fri 17 Oct 2025'
    """
    cut = _FILLER.sub(" ", text) if _FILLER.search(text) else text
    cut = _DATE_HINT.sub("", cut, count=1)
    lines = [line.strip(" \t\u00a0") for line in cut.split("\n")]
    while lines and is_blank(lines[0]):
        lines.pop(0)
    while lines and is_blank(lines[-1]):
        lines.pop()
    return "\n".join(lines)


def has_filler(text: str) -> bool:
    """Whether a dotted or underlined blank is printed in a text."""
    return _FILLER.search(text) is not None


def without_bullet(line: str) -> str:
    """A line without its number, letter or bullet."""
    match = _BULLET.match(line)
    return line[match.end() if match else 0 :].strip()


def ends_blank(text: str) -> bool:
    """Whether a dotted or underlined blank ends here, so that nothing goes on behind it."""
    return _FILLER_END.search(text.rstrip()) is not None


def bullet_of(text: str) -> str:
    """The number, letter or bullet that a text begins with, and the spaces behind it."""
    match = _BULLET.match(text)
    return match[0] if match else ""


def has_bullet(line: str) -> bool:
    """Whether a line begins with a number, letter or bullet of a list."""
    return _BULLET.match(line) is not None
