"""Which row of a file is which row of the form: one alignment of both in their order.

Rows are told by the words they print. A row without printed words, the entry of
a list, is told by the row it stands under. What one side has and the other has
not is passed over, at a price, so that lost pages and added rows move nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import attrs

from tsmforms.layout import Slot, Text
from tsmforms.reading.printouts.cellwords import missing
from tsmforms.reading.printouts.expected import Inlines, Strip
from tsmforms.reading.printouts.pagelines import PageRow, Passage, squeezed

_NEVER = float("-inf")
_LEFT_OUT = -0.5
"""Price of a row that only one side has."""
_AS_WELL = 1e-6
"""By how much two sums of the same prices may differ, which were added in another order."""
_BARE = 0.3
"""What a cell without printed words is worth."""
_MOST_LETTERS_OF_A_MARK = 6


@attrs.frozen
class Match:
    """A row of the form (its position among the strips) and one of the file."""

    strip: int
    row: int


def aligned(strips: Sequence[Strip], rows: Sequence[PageRow], is_final: bool = False) -> tuple[Match, ...]:
    """The best alignment; the strip of a list's entries may have several rows, a header may come again on each page.

    Args:
        strips: What the form prints.
        rows: What the file has.
        is_final: Whether it is a final copy: of rows that print the same it has the one under the heading that it
            prints, which is the first that follows.
    """
    table = _PairTable(strips, rows)
    return tuple(table.traced(is_final))


class _PairTable:
    """The best alignment of every beginning of the strips with every beginning of the rows."""

    def __init__(self, strips: Sequence[Strip], rows: Sequence[PageRow]) -> None:
        self._strips, self._rows = strips, rows
        headers = {tuple(_printed(cell) for cell in strip.cells) for strip in strips if strip.kind == "header"}
        self._is_header = [tuple(cell.letters for cell in row.cells) in headers for row in rows]
        n, m = len(strips), len(rows)
        self._ends = [[_NEVER] * m for _ in range(n)]
        self._from: dict[tuple[int, int], tuple[int, int] | None] = {}
        self._best = [[0.0] * (m + 1) for _ in range(n + 1)]
        self._fill()

    def _fill(self) -> None:
        for j in range(len(self._rows)):
            self._best[0][j + 1] = self._best[0][j] + self._price(j)
        for i, strip in enumerate(self._strips):
            self._best[i + 1][0] = self._best[i][0] + _LEFT_OUT
            for j, row in enumerate(self._rows):
                score = worth(strip, row)
                if score > _NEVER:
                    before, came = self._before(i, j)
                    self._ends[i][j] = before + score
                    self._from[i, j] = came
                self._best[i + 1][j + 1] = max(
                    self._best[i][j + 1] + _LEFT_OUT, self._best[i + 1][j] + self._price(j), self._ends[i][j]
                )

    def _price(self, j: int) -> float:
        row = self._rows[j]
        return 0.0 if row.grid is None or self._is_header[j] else _LEFT_OUT

    def _before(self, i: int, j: int) -> tuple[float, tuple[int, int] | None]:
        """The best that may stand before this match, and with which match it ends (None: any)."""
        if self._strips[i].kind != "entry":
            return self._best[i][j], None
        if self._is_header[j]:
            return _NEVER, None
        options = [(self._ends[k][p], (k, p)) for p in self._rows[j].follows for k in (i - 1, i)]
        return max(options, default=(_NEVER, None), key=lambda option: option[0])

    def traced(self, is_first: bool) -> list[Match]:
        """The matches in order; `is_first`: of strips that fit a row as well the first, else the last."""
        out: list[Match] = []
        i, j = len(self._strips), len(self._rows)
        while i and j:
            here = self._best[i][j]
            if is_first and self._best[i - 1][j] + _LEFT_OUT > here - _AS_WELL:
                i -= 1
            elif here == self._ends[i - 1][j - 1] and self._ends[i - 1][j - 1] > _NEVER:
                i, j = self._chain(i - 1, j - 1, out)
            elif here == self._best[i][j - 1] + self._price(j - 1):
                j -= 1
            else:
                i -= 1
        return out[::-1]

    def _chain(self, i: int, j: int, out: list[Match]) -> tuple[int, int]:
        """Follow a match to the one it had to stand under, as far as that goes."""
        out.append(Match(i, j))
        while (came := self._from[i, j]) is not None:
            i, j = came
            out.append(Match(i, j))
        return i, j


def worth(strip: Strip, row: PageRow) -> float:
    """How well a row of the file is this row of the form; never, where its cells or printed words differ."""
    if strip.kind == "words" or len(strip.cells) != len(row.cells):
        return _NEVER
    if (strip.kind == "heading") != (row.grid is None):
        return _NEVER
    total = 0.0
    for inlines, passage in zip(strip.cells, row.cells, strict=True):
        score = _cell(inlines, passage)
        if score == _NEVER:
            return _NEVER
        total += score
    return total


def _cell(inlines: Inlines, passage: Passage) -> float:
    printed = _printed(inlines)
    slots = [inline for inline in inlines if isinstance(inline, Slot)]
    if not slots:
        return len(printed) + _BARE if passage.letters == printed else _NEVER
    if not printed:
        marks = slots[0].option is not None
        return _NEVER if marks and len(passage.letters) > _MOST_LETTERS_OF_A_MARK else _BARE
    return float(len(printed)) if passage.letters and not missing(inlines, passage) else _NEVER


@lru_cache(maxsize=20000)
def _squeezed(text: str) -> str:
    return squeezed(text)


def _printed(inlines: Inlines) -> str:
    return "".join(_squeezed(inline.text) for inline in inlines if isinstance(inline, Text))


# --- rows in the order of the form


def followed(rows: Sequence[PageRow]) -> tuple[PageRow, ...]:
    """The rows with what each may continue: the row above in its table, and over a page the last row before it."""
    out: list[PageRow] = []
    last_of_page: int | None = None
    for n, row in enumerate(rows):
        previous = rows[n - 1] if n else None
        if previous is not None and previous.page != row.page:
            last_of_page = n - 1 if previous.grid is not None else None
        follows: tuple[int, ...] = ()
        if row.grid is not None and previous is not None:
            if previous.grid == row.grid:
                follows = (n - 1, *((last_of_page,) if _is_second(rows, n) and last_of_page is not None else ()))
            elif previous.page != row.page and last_of_page is not None:
                follows = (last_of_page,)
        out.append(attrs.evolve(row, follows=follows))
    return tuple(out)


def _is_second(rows: Sequence[PageRow], n: int) -> bool:
    """Whether a row is the second of a table that begins its page, so that a header printed again is above it."""
    return rows[n - 1].grid == rows[n].grid and (n == 1 or rows[n - 2].page != rows[n].page)


def in_order(rows: Sequence[PageRow], strips: Sequence[Strip], numbers: Mapping[int, int]) -> tuple[PageRow, ...]:
    """The rows with their pages in the order of the form, whatever order the file has them in.

    By the numbers that the pages print, where each has one of its own; else by what they print.
    """
    pages: dict[int, list[PageRow]] = {}
    for row in rows:
        pages.setdefault(row.page, []).append(row)
    if len({numbers.get(page) for page in pages} - {None}) == len(pages):
        return tuple(row for page in sorted(pages, key=lambda page: numbers[page]) for row in pages[page])
    landmarks = _landmarks(strips)
    keys: dict[int, float] = {}
    before = -1.0
    for number, here in pages.items():
        seen = sorted(position for row in here if (position := landmarks.get(_of_row(row))) is not None)
        before = keys[number] = float(seen[len(seen) // 2]) if seen else before + 0.001
    return tuple(row for number in sorted(pages, key=lambda page: keys[page]) for row in pages[number])


def _landmarks(strips: Sequence[Strip]) -> Mapping[str, int]:
    """Rows and headings that the form prints once, by their words."""
    places: dict[str, list[int]] = {}
    for n, words in _landmark_words(strips):
        places.setdefault(words, []).append(n)
    return {words: found[0] for words, found in places.items() if len(found) == 1}


def _landmark_words(strips: Sequence[Strip]) -> Iterator[tuple[int, str]]:
    for n, strip in enumerate(strips):
        first = strip.cells[0] if strip.cells else ()
        if strip.kind != "entry" and first and isinstance(first[0], Text) and (words := _squeezed(first[0].text)):
            yield n, words


def _of_row(row: PageRow) -> str:
    return squeezed(row.cells[0].lines[0].text) if row.cells and row.cells[0].lines else ""
