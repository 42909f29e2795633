"""Choices printed in front of the label that they answer: "[x] Yes [ ] No Home visits"."""

from __future__ import annotations

from tsmforms.model import FieldSpec
from tsmforms.model.outline import Run
from tsmforms.reading.originals.choosing import chosen
from tsmforms.reading.originals.folding import tokens
from tsmforms.reading.originals.scan import Finder, Label

_MOST_WORDS = 12
"""Words of choices that may stand in front of a label."""
_SURE = 0.9


def led_by_choices(text: str, finder: Finder) -> Label | None:
    """The label that a text ends with, where nothing but choices of its question stand in front of it.

    The words in front of its beginning are the answer.
    """
    for token in tokens(text)[1 : _MOST_WORDS + 1]:
        label = finder.whole(text[token.start :].strip())
        if label is None or label.quality < _SURE:
            continue
        questions = finder.wording.questions
        fields = [questions[ref.path].field for ref in label.owns if ref.path in questions]
        if any(_are_choices(field, text[: token.start]) for field in fields):
            return Label(token.start, len(text), len(text), label.refs, label.quality)
    return None


def _are_choices(field: FieldSpec, words: str) -> bool:
    read = chosen(field, [Run(words)])
    return read.printed and not read.rest
