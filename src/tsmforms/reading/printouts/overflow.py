"""Words that ran out of their box: programs that do not wrap what they fill in print it over the boxes next to it.

On the screen it is cut off at the edge of the box, but it is in the file, and
lies in boxes that it was not written in. Then neither box can be read.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import attrs

from tsmforms.model.outline import Rect, Spot, Word
from tsmforms.reading.printouts.cellwords import Filled
from tsmforms.reading.printouts.pagelines import PageRow, Passage

_TIGHT = 0.4
"""Share of the height of words that lies at least between those of two cells next to each other."""
_CLOSE = 1.25
"""Heights of words by which lines of two cells one above the other are apart at least."""
_NEXT_LINE = 1.45
"""Heights of words by which a line is at most above the next of the same answer, where it has no other to tell."""
_EVEN = 1.05
"""By how much the distance of the next line may be more than that of the lines before."""
_SHARED = 0.25
"""Share of the height of a word that another line of the same box does not reach into."""
_OVER = 0.35
"""Share of the height of a word that may lie over the edge of its cell, or over another word."""
_EXACT = 1.0
_LEAST = 0.1
"""Points that any word is high."""


@attrs.frozen(eq=False)
class _Owned:
    """A word, the number of the spot it lies in, the edges of that, and what it is.

    `is_loose` words are answers, and words that the form does not print; `is_text`: of an answer in words.
    """

    word: Word
    spot: int
    rect: Rect | None
    is_loose: bool
    is_text: bool


def overflowing(rows: Sequence[PageRow], boxes: Iterable[Filled], printed: Container[int]) -> frozenset[int]:
    """The numbers of the spots whose words ran out of them, or into them.

    Args:
        rows: The rows and lines of a file.
        boxes: What was found in the boxes of its tables.
        printed: The numbers of spots that print what the form does.
    """
    answers: dict[int, bool] = {}
    for box in boxes:
        in_words = box.slot is not None and box.slot.option is None
        answers.update((id(word), in_words) for line in box.lines for word in line.words)
    pages: dict[int, list[_Owned]] = {}
    for row in rows:
        for passage, spot in zip(row.cells, row.spots, strict=True):
            pages.setdefault(row.page, []).extend(_owned(row, passage, spot, answers, printed))
    out = {
        spot
        for words in pages.values()
        for found in (_over_edges(words), _side_by_side(words), _above_each_other(words), _run_on(words))
        for spot in found
    }
    return frozenset(
        {
            *out,
            *(
                spot.number
                for row in rows
                if row.grid is not None
                for passage, spot in zip(row.cells, row.spots, strict=True)
                if _reaches_too_far(passage, answers)
            ),
        }
    )


def _owned(
    row: PageRow, passage: Passage, spot: Spot, answers: Mapping[int, bool], printed: Container[int]
) -> Iterator[_Owned]:
    rect = spot.rect if row.grid is not None else None
    is_stray = spot.number not in printed
    for line in passage.lines:
        for word in line.words:
            in_words = answers.get(id(word))
            yield _Owned(word, spot.number, rect, is_stray or in_words is not None, is_stray or in_words is True)


def _height(word: Word) -> float:
    return word.rect[3] - word.rect[1]


def _over_edges(words: Iterable[_Owned]) -> Iterator[int]:
    for one in words:
        if one.rect is not None and one.is_loose:
            left, bottom, right, top = one.rect
            rect, over = one.word.rect, _OVER * _height(one.word)
            if rect[0] < left - 1 or rect[2] > right + 1 or rect[1] < bottom - over or rect[3] > top + over:
                yield one.spot


def _side_by_side(words: Sequence[_Owned]) -> Iterator[int]:
    """Words of two spots on one line that are as near to each other as words of one, or lie on each other."""
    ordered = sorted(words, key=lambda one: one.word.rect[0])
    for n, one in enumerate(ordered):
        reach = one.word.rect[2] + _TIGHT * _height(one.word)
        for other in ordered[n + 1 :]:
            if other.word.rect[0] > reach:
                break
            if (one.is_loose or other.is_loose) and (
                (one.spot != other.spot and (one.rect or other.rect) and _share(one.word, other.word) > 1 - _OVER)
                or (_is_on(one.word, other.word) and _share(one.word, other.word) > _SHARED)
            ):
                yield from (one.spot, other.spot)


def _share(one: Word, other: Word) -> float:
    """The share of their height that two words have side by side."""
    shared = min(one.rect[3], other.rect[3]) - max(one.rect[1], other.rect[1])
    return shared / max(min(_height(one), _height(other)), _LEAST)


def _is_on(one: Word, other: Word) -> bool:
    return min(one.rect[2], other.rect[2]) - max(one.rect[0], other.rect[0]) > _OVER * _height(one)


def _above_each_other(words: Sequence[_Owned]) -> Iterator[int]:
    """Lines of answers in two spots, one below the other, that are as near as lines of one."""
    ordered = sorted((one for one in words if one.is_text), key=lambda one: -one.word.rect[1])
    for n, one in enumerate(ordered):
        reach = one.word.rect[1] - _CLOSE * _height(one.word)
        for other in ordered[n + 1 :]:
            if other.word.rect[1] < reach:
                break
            if one.spot != other.spot and _is_below(one, other):
                yield from (one.spot, other.spot)


def _run_on(words: Iterable[_Owned]) -> Iterator[int]:
    """Answers whose lines go on below their box: as far apart, from the same left edge, over the edge of the next."""
    by_spot: dict[int, list[_Owned]] = {}
    beginnings: dict[int, list[_Owned]] = {}
    for one in words:
        if one.is_text:
            by_spot.setdefault(one.spot, []).append(one)
            beginnings.setdefault(round(one.word.rect[0]), []).append(one)
    for spot, mine in by_spot.items():
        last = min(mine, key=lambda one: (one.word.rect[1], one.word.rect[0]))
        left, height = last.word.rect[0], _height(last.word)
        above = [one.word.rect[1] for one in mine if one.word.rect[1] > last.word.rect[1] + height / 2]
        reach = _EVEN * (min(above) - last.word.rect[1]) if above else _NEXT_LINE * height
        for near in (round(left) - 1, round(left), round(left) + 1):
            for other in beginnings.get(near, ()):
                if (
                    other.spot != spot
                    and last.rect is not None
                    and abs(other.word.rect[0] - left) < 1
                    and 0 < last.word.rect[1] - other.word.rect[1] <= reach
                    and _is_over_top(other)
                ):
                    yield from (spot, other.spot)


def _is_over_top(one: _Owned) -> bool:
    """Whether a word is at the upper edge of its cell, or in none."""
    return one.rect is None or one.word.rect[3] > one.rect[3] - _EXACT / 2


def _is_below(one: _Owned, other: _Owned) -> bool:
    """Whether a word lies in another spot under this word's cell."""
    if one.rect is None:
        return False
    across = min(one.word.rect[2], other.word.rect[2]) > max(one.word.rect[0], other.word.rect[0])
    top = other.rect[3] if other.rect is not None else other.word.rect[3] - _OVER * _height(other.word)
    return across and top <= one.rect[1] + 1


def _reaches_too_far(passage: Passage, answers: Container[int]) -> bool:
    """Whether an answer comes nearer to the right edge of its cell than it begins from the left."""
    words = [word for line in passage.lines for word in line.words if id(word) in answers]
    if passage.left is None or passage.right is None or not words:
        return False
    begin = min(word.rect[0] for word in words) - passage.left
    return max(word.rect[2] for word in words) > passage.right - begin + _EXACT
