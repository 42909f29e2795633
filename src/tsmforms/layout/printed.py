"""The words a document prints, to know by them what somebody added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs

from tsmforms.layout.nodes import PICTURE_HINT, Bullets, Document, Prose, RepeatedBlock, Text, walk

_NUMBERED = re.compile(r" \d+\Z")
_NOT_A_WORD = re.compile(r"[\W_]+")


def printed_words(document: Document) -> frozenset[str]:
    """Every paragraph, cell and piece of either that the document prints, folded for `is_printed`."""
    whole = ("".join(inline.text.replace("{number}", "0") for inline in line if isinstance(inline, Text))
             for block in walk(document.blocks) for line in _lines(block))
    numbered = (f"{block.title} 0" for block in walk(document.blocks) if isinstance(block, RepeatedBlock))
    return frozenset(map(_folded, (PICTURE_HINT, *_strings(document), *whole, *numbered)))


def is_printed(words: str, printed: frozenset[str]) -> bool:
    """Whether a document prints these words, whatever the spaces, stops and case; a block's number does not count."""
    folded = _folded(words)
    return not folded or folded in printed or _NUMBERED.sub(" 0", folded) in printed


def _folded(words: str) -> str:
    return _NOT_A_WORD.sub(" ", words).strip().casefold()


def _lines(block: object) -> Iterator[tuple[Any, ...]]:
    if isinstance(block, Prose):
        yield block.inlines
    elif isinstance(block, Bullets):
        yield from block.items


def _strings(item: Any) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, tuple):
        for one in item:
            yield from _strings(one)
    elif attrs.has(type(item)):
        for attribute in attrs.fields(type(item)):
            yield from _strings(getattr(item, attribute.name))
