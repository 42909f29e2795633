"""Field key to content-control tag, bookmark, AcroForm name and defined name.

A *path* is dotted: keys of fields, row keys, and list positions from 0
(`actions.0.owner`). A *path pattern* has `[]` behind the key of a list
(`actions[].owner`). An *option* is the code of one choice where each choice has
a box of its own (`rating` with `red`, `amber`, `green`).

Each function here is injective over the keys `check_key` admits, so a name in
a returned file stands for exactly one question.
"""

from __future__ import annotations

import hashlib
import keyword
import re
from functools import lru_cache
from typing import Literal, NamedTuple

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_INDEX = re.compile(r"\[\]|\.[0-9]+(?=\.|\Z)")
_BOOKMARK_PREFIX = "tf_"
_BOOKMARK = re.compile(r"(tf_[0-9a-z]{25})(_v)?((?:_\d+)*)(?:_(?:C[a-zA-Z_0-9]*)?)?\Z")
_NAME_PREFIX = "f."
TAG_LIMIT = 64
"""Characters Word keeps of a content control's tag."""


def check_key(key: str) -> str | None:
    """Why some format cannot hold this key, or None.

    Double underscores separate an option from its path in workbook and PDF
    names, and a leading underscore marks a list position there.
    """
    if not _KEY.match(key):
        return "a key is lower-case letters, digits and single underscores, starts with a letter, 40 characters at most"
    if "__" in key or key.endswith("_"):
        return "a key has single underscores, and none at its end"
    if keyword.iskeyword(key) or key == "self":
        return "a key is an attribute of the typed record, and this word means something else in Python"
    return None


@lru_cache(maxsize=20_000)
def pattern(path: str) -> str:
    """The path pattern of a path: list positions replaced by `[]`.

    >>> pattern("actions.0.owner")
    'actions[].owner'
    """
    return _INDEX.sub("[]", path)


def at(path_pattern: str, *positions: int) -> str:
    """The path of a pattern at list positions, outermost first.

    >>> at("actions[].owner", 2)
    'actions.2.owner'
    """
    path = path_pattern
    for position in positions:
        path = path.replace("[]", f".{position}", 1)
    return path


def tag(path_pattern: str, option: str | None = None) -> str:
    """The content control's tag: the pattern itself, `#option` behind; hashed when over 64 characters.

    Rows of a list carry the same tag: a row's number is its position in the
    table, so that rows added or copied in Word still count.
    """
    name = path_pattern if option is None else f"{path_pattern}#{option}"
    return name if len(name) <= TAG_LIMIT else f"{name[: TAG_LIMIT - 27]}~{_digest(name)}"


_TAG = re.compile(r"[a-z][a-z0-9_]*(?:\[\])?(?:\.[a-z][a-z0-9_]*(?:\[\])?)*(?:#[^\s#]+|~[0-9a-z]{25})?\Z")


def is_tag(name: str) -> bool:
    """Whether a content control's tag is written as ours are, of whichever form."""
    return _TAG.match(name) is not None


def bookmark(path_pattern: str) -> str:
    """The bookmark on a field's label: at most 40 characters, as Word allows."""
    return _BOOKMARK_PREFIX + _digest(path_pattern)


def label_bookmark(path_pattern: str, option: str | None = None) -> str:
    """The bookmark on a label; where each choice has a column of its own, one for each."""
    return bookmark(path_pattern if option is None else tag(path_pattern, option))


def value_bookmark(path_pattern: str, option: str | None = None) -> str:
    """The bookmark around a box that has no label of its own: `_v` behind it; repeated ones have a number behind."""
    return label_bookmark(path_pattern, option) + "_v"


class BookmarkName(NamedTuple):
    """What a bookmark of ours in a returned file names: the bookmark on the label, and whether it lies on that."""

    label: str
    around: Literal["label", "value"]


@lru_cache(maxsize=8192)
def parse_bookmark(name: str) -> BookmarkName | None:
    """What a bookmark's name says; None for another's. Numbers and `_Copy_1`, which LibreOffice adds, fall away.

    A copy of a copy is cut at 40 characters: `_Copy_1_Co`.
    """
    match = _BOOKMARK.match(name)
    return BookmarkName(match[1], "value" if match[2] else "label") if match else None


def is_label(name: str) -> bool:
    """Whether a bookmark's name is that of one on a label."""
    found = parse_bookmark(name)
    return found is not None and found.around == "label"


def acroform_name(path: str, option: str | None = None) -> str:
    """The fully qualified AcroForm name; each part between dots is a node of the field tree."""
    return path if option is None else f"{path}.__{option}"


def defined_name(path: str, option: str | None = None) -> str:
    """The workbook's defined name: `f.` keeps it apart from cell references, `_0` is a list position."""
    parts = [f"_{part}" if part.isdigit() else part for part in path.split(".")]
    if option is not None:
        parts.append(f"__{option}")
    return _NAME_PREFIX + ".".join(parts)


def from_defined_name(name: str) -> tuple[str, str | None] | None:
    """Path and option of a defined name of ours, or None for another's."""
    if not name.lower().startswith(_NAME_PREFIX):
        return None
    return _split_parts(name[len(_NAME_PREFIX) :].split("."))


def from_acroform_name(name: str) -> tuple[str, str | None]:
    """Path and option of a fully qualified AcroForm name; a `_` behind a part under another is not of the key."""
    first, *below = name.split(".")
    return _split_parts([first, *(part.removesuffix("_") for part in below)])


def _split_parts(parts: list[str]) -> tuple[str, str | None]:
    option = parts.pop()[2:] if parts[-1].startswith("__") else None
    return ".".join(p[1:] if p.startswith("_") and p[1:].isdigit() else p for p in parts), option


def _digest(text: str) -> str:
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:16], "big")
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    out = []
    while number:
        number, rest = divmod(number, 36)
        out.append(digits[rest])
    return "".join(reversed(out)).rjust(25, "0")
