"""The words of a page in lines."""

from __future__ import annotations

from collections.abc import Iterable

from tsmforms.model.outline import Word

_SAME_LINE = 0.5
"""Of the smaller of two heights: words whose middles lie nearer are in one line."""


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words in lines from the top, each from left to right."""
    lines: list[list[Word]] = []
    level = height = 0.0
    for word in sorted(words, key=lambda word: -(word.rect[1] + word.rect[3])):
        own = (word.rect[1] + word.rect[3]) / 2
        tall = word.rect[3] - word.rect[1]
        if not lines or level - own > _SAME_LINE * min(height, tall):
            lines.append([])
            level, height = own, tall
        lines[-1].append(word)
    for line in lines:
        line.sort(key=lambda word: word.rect[0])
    return lines
