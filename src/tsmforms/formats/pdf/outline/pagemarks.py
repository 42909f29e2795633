"""What lines, tints and rings over words make of their look: struck, underlined, highlighted, ringed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

import attrs

from tsmforms.formats.pdf.outline.drawings import Fill, RulingLine
from tsmforms.model.outline import Colour, Look, Rect, Word

_STRUCK = (0.33, 0.68)
_UNDERLINED = (-0.1, 0.33)
"""Where a line lies in the height of a word, measured from the foot of its lowest letters."""
_MOST_OF = 0.7
_HIGHLIGHT_HEIGHT = (0.5, 2.4)
_RING_WORDS = 12
_ENDS = 6.0
_TALLEST = 60.0
_MOST = 5_000
_PAPER = "FFFFFF"


@attrs.frozen
class Marked:
    """Areas that were marked, by a drawing or a viewer's tool.

    Args:
        struck, underlined: Areas of words struck through or underlined.
        fills: Areas tinted.
        rings: Areas ringed.
    """

    struck: Sequence[Rect] = ()
    underlined: Sequence[Rect] = ()
    fills: Sequence[Fill] = ()
    rings: Sequence[Rect] = ()


def marked_words(
    words: Sequence[Word], lines: Sequence[RulingLine], tints: Sequence[Fill], by_tool: Marked, rings: Sequence[Rect]
) -> list[Word]:
    """The words with what lies over and behind them in their look.

    Args:
        words: The words of a page.
        lines: Lines from left to right that rule no table.
        tints: Filled rectangles that are no cell's tint.
        by_tool: What a viewer's tools marked.
        rings: Drawn rings.
    """
    if not (lines or tints or rings or attrs.astuple(by_tool, recurse=False) != ((),) * 4):
        return list(words)
    levels = _Levels(words)
    found: dict[int, dict[str, bool | Colour]] = defaultdict(dict)
    for line in lines[:_MOST]:
        _lined(levels, line, found)
    for fill in tints[:_MOST]:
        for n in levels.inside(fill.rect) if fill.colour != _PAPER else ():
            height = words[n].rect[3] - words[n].rect[1]
            if _HIGHLIGHT_HEIGHT[0] * height <= fill.rect[3] - fill.rect[1] <= _HIGHLIGHT_HEIGHT[1] * height:
                found[n]["highlight"] = fill.colour
    _by_tools(levels, by_tool, found)
    for ring in [*rings, *by_tool.rings][:_MOST]:
        inside = levels.inside(ring)
        for n in inside if len(inside) <= _RING_WORDS else ():
            found[n]["ringed"] = True
    return _looked(words, found)


class _Levels:
    """Words by how high up the page they stand."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self._order = sorted(range(len(words)), key=lambda n: words[n].rect[1] + words[n].rect[3])
        self._levels = [(words[n].rect[1] + words[n].rect[3]) / 2 for n in self._order]

    def between(self, low: float, high: float) -> Sequence[int]:
        """The words whose middle lies between two levels."""
        return self._order[bisect_left(self._levels, low) : bisect_right(self._levels, high)]

    def inside(self, area: Rect) -> list[int]:
        """The words whose middle and most of whose width lie in an area."""
        return [n for n in self.between(area[1], area[3]) if _lies_in(self.words[n].rect, area)]


def _by_tools(levels: _Levels, by_tool: Marked, found: dict[int, dict[str, bool | Colour]]) -> None:
    for name, areas in (("struck", by_tool.struck), ("underlined", by_tool.underlined)):
        for area in areas:
            for n in levels.inside(area):
                found[n][name] = True
    for fill in by_tool.fills:
        for n in levels.inside(fill.rect):
            found[n]["highlight"] = fill.colour


def _looked(words: Sequence[Word], found: Mapping[int, Mapping[str, bool | Colour]]) -> list[Word]:
    """The words with the looks found; words that look the same share one."""
    looks: dict[Look, Look] = {}
    out = list(words)
    for n, changes in found.items():
        look = attrs.evolve(words[n].look, **changes)  # type: ignore[arg-type]
        out[n] = attrs.evolve(words[n], look=looks.setdefault(look, look))
    return out


def _lined(levels: _Levels, line: RulingLine, found: dict[int, dict[str, bool | Colour]]) -> None:
    """What a line strikes through; or underlines, where it is as long as the words: a longer one is a ruling."""
    words, under = levels.words, []
    for n in levels.between(line.at - _TALLEST, line.at + _TALLEST):
        left, bottom, right, top = words[n].rect
        height = max(top - bottom, 0.1)
        share = (line.at - bottom) / height
        if not _UNDERLINED[0] < share < _STRUCK[1] or min(line.high, right) - max(line.low, left) < _MOST_OF * max(
            right - left, 0.1
        ):
            continue
        if share > _STRUCK[0]:
            found[n]["struck"] = True
        else:
            under.append(n)
    if (
        under
        and abs(min(words[n].rect[0] for n in under) - line.low) < _ENDS
        and abs(max(words[n].rect[2] for n in under) - line.high) < _ENDS
    ):
        for n in under:
            found[n]["underlined"] = True


def _lies_in(rect: Rect, area: Rect) -> bool:
    """Whether most of the width of a rectangle lies in an area."""
    shared = min(rect[2], area[2]) - max(rect[0], area[0])
    return shared >= _MOST_OF * max(rect[2] - rect[0], 0.1)
