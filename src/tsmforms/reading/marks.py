"""Whether a choice is marked: one vocabulary for every format and program.

A choice's own word comes first: "Yes" in the box for No is another choice's
word and not a tick. What is neither a mark nor nothing is for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from tsmforms.model import Choice

MARKS = frozenset("☒☑✓✔✗✘✕✖🗹🗸✅❌⮽🗷🗴🗶xX×√/●⬤⚫■◼⏺◉🔘⦿⊠⊗•∙·*+")
"""Characters that mark a box: ticks, crosses, filled boxes and dots of Word, Wingdings, LibreOffice and Google."""

EMPTY = frozenset("☐□▢◻⬜❏❐❑❒🔲○◯⚪◌⚬⭘_.…-–—")
"""Characters of an empty box, or of a line to write on."""

COLOURED: Mapping[str, str] = MappingProxyType(
    {"🔴": "red", "🟥": "red", "🟠": "amber", "🟧": "amber", "🟡": "amber", "🟨": "amber", "🟢": "green", "🟩": "green"}
)
"""Signs that show a rating by their colour."""

_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff\u200e\u200f\u00a0")
_MARKING_WORDS = frozenset({"x", "xx", "xxx", "y", "yes", "1", "true", "tick", "ticked", "v"})
_EMPTY_WORDS = frozenset({"", "n", "no", "0", "false"})

Mark = Literal["marked", "empty", "other choice", "unclear"]


def mark_of(text: str, choice: Choice, others: Iterable[Choice] = ()) -> Mark:
    """What stands in the box of one choice.

    Args:
        text: The words in its box.
        choice: The choice whose box it is.
        others: The other choices of the question.

    A mark may stand before the choice's own word, as in the cell of a rating.

    >>> yes, no = Choice("yes", "Yes"), Choice("no", "No")
    >>> mark_of("No", no, [yes]), mark_of("Yes", no, [yes]), mark_of("✓", no, [yes])
    ('marked', 'other choice', 'marked')
    """
    seen = "".join(c for c in text if c not in _UNSEEN)
    bare = "".join(c for c in seen if c not in BOXES).strip()
    word = folded(bare)
    siblings = list(others)
    own = own_words(choice, siblings)
    if word and (word in own or (bare[0] in MARKS and folded(bare[1:]) in own)):
        return "marked"
    if word and any(word in own_words(other, [choice, *(o for o in siblings if o is not other)]) for other in siblings):
        return "other choice"
    glyphs = {c for c in seen if not c.isspace()}
    if not glyphs - EMPTY:
        return "empty"
    if glyphs - BOXES <= MARKS or word in _MARKING_WORDS:
        return "marked"
    return "empty" if word in _EMPTY_WORDS else "unclear"


BOXES = frozenset("☐□▢◻⬜❏❐❑❒🔲")
"""A mark typed next to the empty box of the form is a mark."""


def is_glyph(text: str) -> bool | None:
    """Whether a text is nothing but a mark (True) or an empty box (False); None for anything else."""
    seen = {c for c in text if c not in _UNSEEN and not c.isspace()}
    if not seen:
        return None
    if seen <= BOXES | frozenset("○◯⚪"):
        return False
    return True if seen - BOXES <= MARKS and seen & MARKS else None


def own_words(choice: Choice, others: Sequence[Choice]) -> frozenset[str]:
    """The words by which a choice is written into a box: label, code, aliases, and its initial if it alone has it."""
    words = {folded(choice.label), folded(choice.code), *map(folded, choice.aliases)}
    words |= {sign for sign, code in COLOURED.items() if code == choice.code}
    initial = folded(choice.label)[:1]
    alone = initial and all(folded(other.label)[:1] != initial for other in others)
    if alone and 0 < len(others) <= _MOST_INITIALS:
        words.add(initial)
    return frozenset(words - {""})


_MOST_INITIALS = 2
"""Initials stand for words among two or three choices (R, A, G; Y, N), not in a long list."""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Words without case, spaces and stops at their ends."""
    return " ".join(text.replace("\u00a0", " ").split()).strip(" .,;:/|()[]").casefold()
