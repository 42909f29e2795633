"""The words beside a place: to its left in the same row, else above it in the same column; on a page by rectangles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from tsmforms.model.outline import GridArea, Outline, Page, Rect, Run, Spot, Word
from tsmforms.reading.blanks import printed, tidy

_LONGEST = 120
_MOST_COLUMNS = 400
"""Columns of a spanning cell that words above may cover; a title over a whole sheet labels no column beyond."""


@attrs.frozen
class Neighbours:
    """The words beside a cell; empty where there are none.

    `after` is what is directly behind a tick box. `is_heading` is whether it is tinted as cells of its row with words are, so that an empty one is a part of a heading
    and not a place to write in.
    """

    label: str = ""
    is_heading: bool = False
    after: str = ""


NOTHING = Neighbours()
"""Beside a spot outside every grid."""


@attrs.frozen
class _Words:
    """Words of a cell: whether they are set as a heading, and its column."""

    text: str
    is_heading: bool
    column: int


def beside(outline: Outline, is_tick: Callable[[Spot], bool] = lambda _: False) -> Mapping[int, Neighbours]:
    """For the cell of each grid, by the number of its spot, the words beside it.

    Answers are not labels where that is known: words inside a key, or in a cell of a workbook that may be changed. The
    words behind a cell that is a tick box are those of its choice, and label no other.
    """
    return {number: found for grid in outline.grids for number, found in _of_grid(grid, is_tick)}


def _of_grid(grid: GridArea, is_tick: Callable[[Spot], bool]) -> Iterator[tuple[int, Neighbours]]:
    above: dict[int, _Words] = {}
    for row in grid.rows:
        fills = {spot.fill for spot in row if spot.fill and spot.text.strip()}
        words = [_words(spot) for spot in row]
        after = [""] * len(row)
        for at, (spot, behind) in enumerate(zip(row, words[1:], strict=False)):
            if behind is not None and is_tick(spot):
                after[at], words[at + 1] = behind.text, None
        nearest = [*_nearest(words)]
        leftmost = next((one for one in words if one is not None), None)
        empty = Counter(id(left) for own, left in zip(words, nearest, strict=True) if own is None)
        for spot, own, left, choice in zip(row, words, nearest, after, strict=True):
            label = _label(leftmost if left else None, left, above.get(spot.column), empty[id(left)] > 1)
            yield spot.number, Neighbours(label, own is None and spot.fill in fills, choice)
        for spot, own in zip(row, words, strict=True):
            if own is not None:
                _cover(above, spot, own)


def _words(spot: Spot) -> _Words | None:
    text = "" if spot.is_open or spot.hidden else tidy(printed(spot.pieces))
    return (
        _Words(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…", _is_heading(spot), spot.column)
        if text
        else None
    )


def _nearest(words: Iterable[_Words | None]) -> Iterator[_Words | None]:
    """For each cell of a row the nearest words to its left."""
    left = None
    for one in words:
        yield left
        left = one or left


def _label(first: _Words | None, left: _Words | None, above: _Words | None, is_shared: bool) -> str:
    """The words to the left, else those above.

    Under the heading of a column it is the row's first words and the heading: what is nearest may be an answer. A
    heading over the whole row is none of a column.
    """
    if left is None or above is None or first is None:
        return (left or above or _NONE).text
    is_of_column = above.is_heading and first.column < above.column
    if is_of_column and (not left.is_heading or is_shared):
        return f"{first.text}: {above.text}"
    return left.text


_NONE = _Words("", False, 0)


def _cover(above: dict[int, _Words], spot: Spot, words: _Words) -> None:
    """These words are now those above their columns; a heading stays until another one."""
    for column in range(spot.column, spot.column + min(spot.columns, _MOST_COLUMNS)):
        if words.is_heading or not above.get(column, _NONE).is_heading:
            above[column] = words


def _is_heading(spot: Spot) -> bool:
    return spot.fill is not None or any(isinstance(piece, Run) and piece.look.bold for piece in spot.pieces)


# --- on a page of a PDF


_REACH_LEFT = 220.0
_REACH_RIGHT = 15.0
_REACH_ABOVE = 26.0
_SAME_LINE = 0.4
_WORD_GAP = 9.0
"""Points that words of one label are apart at most; those of the next column are further away."""


@attrs.frozen(eq=False)
class NearWords:
    """A page with its words, and the rectangles of the places on it, which end a label."""

    page: Page
    places: Sequence[Rect]

    def label(self, place: Rect, is_tick: bool) -> str:
        """The words left of a place, else above it; of a tick those right of it first, as they are printed mostly."""
        ways = (self._right, self._left, self._above) if is_tick else (self._left, self._above)
        return next((words for way in ways if (words := tidy(way(place)))), "")

    def _line(self, place: Rect) -> list[Word]:
        beside = (word for word in self.page.words if _share(word.rect, place, 1) > _SAME_LINE)
        return sorted(beside, key=lambda one: one.rect[0])

    def _left(self, place: Rect) -> str:
        before = [one[2] for one in self.places if one[2] <= place[0] + 1 and _share(one, place, 1) > _SAME_LINE]
        edge = max([place[0] - _REACH_LEFT, *before]) - 1
        near = [word for word in self._line(place) if edge <= word.rect[0] and word.rect[2] <= place[0] + 2]
        return " ".join(word.text for word in reversed(list(_chain(reversed(near)))))

    def _right(self, place: Rect) -> str:
        after = [one[0] for one in self.places if one[0] >= place[2] - 1 and _share(one, place, 1) > _SAME_LINE]
        edge = min([self.page.width, *after]) + 1
        near = [word for word in self._line(place) if place[2] - 2 <= word.rect[0] and word.rect[2] <= edge]
        if not near or near[0].rect[0] - place[2] > _REACH_RIGHT:
            return ""
        return " ".join(word.text for word in _chain(near))

    def _above(self, place: Rect) -> str:
        over = [
            word
            for word in self.page.words
            if _share(word.rect, place, 0) > 0 and place[3] - 3 <= word.rect[1] <= place[3] + _REACH_ABOVE
        ]
        lowest = min((word.rect[1] for word in over), default=0.0)
        line = sorted((word for word in over if word.rect[1] - lowest < 4), key=lambda one: one.rect[0])
        return " ".join(word.text for word in line)


def _chain(words: Iterable[Word]) -> Iterator[Word]:
    """Words as long as each is close to the one before, to either side."""
    before: Word | None = None
    for word in words:
        if before and max(before.rect[0] - word.rect[2], word.rect[0] - before.rect[2]) > _WORD_GAP:
            return
        yield word
        before = word


def _share(first: Rect, second: Rect, axis: int) -> float:
    """How much of the smaller of two rectangles lies within the other, across (0) or upwards (1): from 0 to 1."""
    both = min(first[axis + 2], second[axis + 2]) - max(first[axis], second[axis])
    least = min(first[axis + 2] - first[axis], second[axis + 2] - second[axis])
    return max(both, 0.0) / least if least > 0 else 0.0
