"""Ids and names compared: what a person would call the same, however it was typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u02b9\u00b4`\u2032", "'") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")
)
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_REMEMBERED = 4096


@lru_cache(maxsize=_REMEMBERED)
def fold_name(text: str) -> str:
    """A name without what nobody sees or means: case, width, apostrophes, how a letter is composed, spaces, hyphens.

    >>> fold_name("O\u2019Example  SMITH-Jones") == fold_name("o'example smith jones")
    True
    """
    if text.isascii():
        return " ".join(text.lower().replace("-", " ").replace("`", "'").split())
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFC", text).translate(_MARKS))
    seen = "".join(" " if c == "-" else c for c in plain if unicodedata.category(c) != "Cf")
    return " ".join(seen.casefold().split())


def fold_id(text: str) -> str:
    """An id by which two spellings are one: as a name, without spaces and zeros before figures.

    >>> fold_id("004711") == fold_id("4711 "), fold_id("A-01") == fold_id("a1"), fold_id("A1") == fold_id("A10")
    (True, True, False)
    """
    return _LEADING_ZEROS.sub("", fold_name(text).replace(" ", ""))
