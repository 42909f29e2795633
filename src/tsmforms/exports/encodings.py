"""The encoding of a text file without a mark of its own: judged by what its letters would be, never by a count of bytes.

One byte is "é" in one encoding, "Ž" in a second and "‚" in a third. Within words a wrong one puts signs, or capitals
behind small letters. The only encoding under which the most words could be some is taken, and named; where several are
left, nothing is settled. Words that still are none refuse their rows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import attrs

UTF8, WESTERN = "utf-8", "cp1252"
CALLED = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows' own for Western Europe (cp1252)",
    "mac_roman": "that of old Macintosh programs (mac_roman)",
    "cp850": "that of DOS programs (cp850)",
    "cp1250": "Windows' own for Central Europe (cp1250)",
    "cp1254": "Windows' own for Turkish (cp1254)",
}
"""What a person calls the encodings that are judged."""
_CANDIDATES = ("cp1252", "mac_roman", "cp850", "cp1250", "cp1254")
_BETWEEN_WORDS = bytes(c if chr(c).isalpha() or c in b"'-" or c >= 0x80 else 0x20 for c in range(0x100))
"""A table that makes a space of every ASCII character that no word has."""
_LONGEST_WORD = 400
_MOST_WORDS = 5000
_LATIN = 0x250
"""Where other alphabets begin."""
_LETTERS = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿßšžŵŷẁẃẅỳāēīōūăąćčďđęěğıķłļńňņřśşșťţțůűźżģħĥĵŝŭĝĉßİ"
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜÝŸŠŽŴŶĀĒĪŌŪĂĄĆČĎĐĘĚĞĶŁĻŃŇŅŘŚŞȘŤŢȚŮŰŹŻĢĦ"
)
_RARE = frozenset("ýÝðÐþÞ")
"""Letters of Icelandic and Czech in Western text that are Turkish ones in `cp1254`, which is far likelier here."""
_WITHIN = frozenset("’‘´–")
_BEFORE_WORDS = frozenset("“‘–—•«¿¡\u00a0")
_BEHIND_WORDS = frozenset("”’…–—»•\u00a0")
_BEFORE_FIGURES = frozenset("£€§±–—\u00a0")
_BEHIND_FIGURES = frozenset("°½¼¾²³%–—…”’ªº\u00a0")
_ALONE = frozenset("–—•·£€°½¼¾©®™§“”…\u00a0«»±×")


@attrs.frozen
class JudgedEncoding:
    """The encoding, and the others that it may as well be."""

    name: str
    others: tuple[str, ...] = ()


class Words:
    """Gathers the words of a file that are not ASCII, each once, and judges them."""

    def __init__(self) -> None:
        self._found: dict[bytes, None] = {}
        self._rest = b""

    def take(self, block: bytes) -> None:
        """The next bytes of the file."""
        words = (self._rest + block).translate(_BETWEEN_WORDS)
        cut = words.rfind(b" ") + 1
        self._rest = words[cut:] if len(words) - cut < _LONGEST_WORD else b""
        self._gather(words[:cut])

    def judged(self) -> JudgedEncoding:
        """The encoding of what was taken, which is not all UTF-8."""
        self._gather(self._rest)
        self._rest = b""
        return judged_words(tuple(self._found))

    def second_opinion(self) -> str:
        """What charset-normalizer takes the words for."""
        return second_opinion(self._found)

    def _gather(self, words: bytes) -> None:
        if len(self._found) < _MOST_WORDS and not words.isascii():
            self._found |= dict.fromkeys(word for word in words.split() if not word.isascii())


def judged_words(words: Sequence[bytes]) -> JudgedEncoding:
    """The encoding under which the most of these words could be words.

    >>> judged_words(["René".encode("mac_roman")]).name, judged_words(["Siân".encode("cp1252")]).name
    ('mac_roman', 'cp1252')
    """
    counts = {name: sum(_is_word(word, name) for word in words) for name in _CANDIDATES}
    most = max(counts.values(), default=0)
    possible = [name for name, count in counts.items() if count == most and most]
    if WESTERN in possible and not any(_RARE & set(word.decode(WESTERN, "replace")) for word in words):
        return JudgedEncoding(WESTERN)
    read: dict[tuple[str, ...], str] = {}
    for name in possible:
        read.setdefault(tuple(word.decode(name, "replace") for word in words), name)
    if not read:
        return JudgedEncoding(WESTERN)
    first, *others = read.values()
    return JudgedEncoding(first, tuple(others))


def second_opinion(words: Iterable[bytes]) -> str:
    """What charset-normalizer takes the words for; empty where it takes them for none of those judged here."""
    from charset_normalizer import from_bytes

    best = from_bytes(b" ".join(words), cp_isolation=list(_CANDIDATES)).best()
    return best.encoding if best else ""


def is_strange(text: str) -> bool:
    """Whether a word has a sign or letter beside its letters that no name has: what a wrong encoding leaves.

    >>> is_strange("RenŽ"), is_strange("Ren‚"), is_strange("Siân"), is_strange("O’Example"), is_strange("D’Arcy-Żak")
    (True, True, False, False, False)
    """
    return not text.isascii() and not all(_plausible(word) for word in re.split(r"[\s,;:()/\"]+", text) if word)


def _is_word(raw: bytes, encoding: str) -> bool:
    try:
        return _plausible(raw.decode(encoding))
    except UnicodeDecodeError:
        return False


def _plausible(word: str) -> bool:
    """Whether a word could be one: letters of the Latin alphabets used here, capitals in their place, signs outside."""
    if word.isascii() or all(c in _ALONE or c.isascii() for c in word):
        return True
    core = word.strip("'\"-.()")
    while core and core[0] in _BEFORE_WORDS | _BEFORE_FIGURES and _fits(core[1:2], core[0] in _BEFORE_WORDS, core[0]):
        core = core[1:]
    while (
        core and core[-1] in _BEHIND_WORDS | _BEHIND_FIGURES and _fits(core[-2:-1], core[-1] in _BEHIND_WORDS, core[-1])
    ):
        core = core[:-1]
    return all(c.isascii() or _in_its_place(core, at) for at, c in enumerate(core))


def _fits(beside: str, by_words: bool, sign: str) -> bool:
    """Whether a sign may be next to this character."""
    return by_words or not beside.isalpha() or sign in _WITHIN


def _in_its_place(core: str, at: int) -> bool:
    c, before, behind = core[at], core[at - 1] if at else "", core[at + 1 : at + 2]
    if c in _WITHIN:
        return before.isalnum() and behind.isalnum()
    if c not in _LETTERS and c not in _RARE:
        return ord(c) >= _LATIN and unicodedata.category(c)[0] not in "SP"
    if behind.isdigit() or before.isdigit():
        return False
    small = any(other.islower() for other in core)
    return not (c.isupper() and before.isalpha() and small and not _is_prefix(core[:at]))


def _is_prefix(text: str) -> bool:
    """Mc, Mac, O', De: what may stand before a capital in one word."""
    return text.rpartition("-")[2].casefold() in ("mc", "mac", "de", "di", "la", "le", "du", "van", "ap", "ni", "nic")
