"""The rows and lines of an outline in reading order, their words squeezed so that wrapping does not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from tsmforms.diagnostics import Place
from tsmforms.model.identity import COPY, FINAL
from tsmforms.model.outline import Outline, Page, Rect, Spot, Word

_SAME = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
    }
)
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0e\ufe0f")
PAGE_NUMBER = re.compile(r"Page\s*(\d{1,4})\s*of\s*(\d{1,4})\Z")
"""What the foot of a page ends with, squeezed or not: its number, and how many there are."""
_BELOW = re.compile(
    rf"(?:{FINAL.replace(' ', '')}(?:·?Reference[A-Za-z0-9_.:/-]{{1,100}})?|Reference[A-Za-z0-9_.:/-]{{1,100}})\Z"
)
"""What the foot of a page says below its first line, squeezed: that it is a final copy, its reference, or both."""
_FRAME = "box"
"""The style of a spot that is a frame on its own on a page."""
_SAME_LINE = 0.5
"""Share of the height of a word by which the middle of another may be off on the same line."""


def squeezed(text: str) -> str:
    """A text without white space and characters that nobody sees, its quotation marks and dashes alike."""
    return "".join(
        c for c in unicodedata.normalize("NFC", text).translate(_SAME) if not c.isspace() and c not in _UNSEEN
    )


@attrs.frozen(eq=False)
class Line:
    """A line of words; `words` with their rectangles where the file has pages."""

    text: str
    words: tuple[Word, ...] = ()


@attrs.frozen(slots=False, eq=False)
class Passage:
    """Some lines that are read as one: of a cell, or between two tables.

    Args:
        lines: Its lines from the top.
        place: Where it stands.
        left, right: The edges of the cell or page, where known.
    """

    lines: tuple[Line, ...]
    place: Place
    left: float | None = None
    right: float | None = None

    @cached_property
    def letters(self) -> str:
        """Its words, squeezed."""
        return "".join(squeezed(line.text) for line in self.lines)

    @cached_property
    def beginnings(self) -> tuple[int, ...]:
        """Where among the letters each line begins."""
        out, at = [], 0
        for line in self.lines:
            out.append(at)
            at += len(squeezed(line.text))
        return tuple(out)

    def between(self, first: int, last: int) -> tuple[Line, ...]:
        """The lines, or parts of them, from one letter to before another."""
        out = []
        for line, start in zip(self.lines, self.beginnings, strict=True):
            cut = _cut(line, first - start, last - start)
            if cut is not None:
                out.append(cut)
        return tuple(out)


def _cut(line: Line, first: int, last: int) -> Line | None:
    """The part of a line between two of its letters; None where nothing of it is."""
    length = len(squeezed(line.text))
    if last <= 0 or first >= length or last <= first:
        return None
    if first <= 0 and last >= length:
        return line
    words = []
    at = 0
    for text, word in _texts(line):
        n = len(squeezed(text))
        kept = _letters(text, max(0, first - at), min(n, last - at))
        if kept:
            words.append((kept, word))
        at += n
    return Line(" ".join(text for text, _ in words), tuple(word for _, word in words if word is not None))


def _texts(line: Line) -> Iterator[tuple[str, Word | None]]:
    if line.words:
        yield from ((word.text, word) for word in line.words)
    else:
        yield from ((text, None) for text in line.text.split())


def _letters(text: str, first: int, last: int) -> str:
    """The part of a word between two letters that count."""
    out, at = "", 0
    for c in unicodedata.normalize("NFC", text):
        if squeezed(c):
            if first <= at < last:
                out += c
            at += 1
    return out


@attrs.frozen(eq=False)
class PageRow:
    """A row of a table, a frame on its own, or (`grid` None) a line outside tables.

    `follows` are the numbers of rows that it may continue: the one above, and across a page the last before it.
    """

    cells: tuple[Passage, ...]
    spots: tuple[Spot, ...]
    page: int
    grid: int | None = None
    follows: tuple[int, ...] = ()


@attrs.frozen(eq=False)
class Rows:
    """The rows and lines of a file in reading order.

    Args:
        all: The rows and lines.
        numbers: The number that each page prints at its foot, by the page's number in the file.
        feet: The numbers of the spots at the foot of pages.
        framed: The numbers of frames in cells, as round a rating; what is in them is in the cell.
        is_named: Whether some foot says which form it is.
    """

    all: tuple[PageRow, ...]
    numbers: Mapping[int, int]
    feet: frozenset[int]
    is_named: bool
    framed: frozenset[int] = frozenset()


# --- lines of words


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """Words as lines from the top, each from the left."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (-_middle(w), w.rect[0])):
        if lines and _is_level(lines[-1][0], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    ordered = (tuple(sorted(line, key=lambda w: w.rect[0])) for line in lines)
    return tuple(Line(" ".join(word.text for word in line), line) for line in ordered)


def _is_level(one: Word, other: Word) -> bool:
    return abs(_middle(one) - _middle(other)) < _SAME_LINE * min(_height(one), _height(other))


def _middle(word: Word) -> float:
    return (word.rect[1] + word.rect[3]) / 2


def _height(word: Word) -> float:
    return word.rect[3] - word.rect[1]


def inside(word: Word, rect: Rect) -> bool:
    """Whether the middle of a word lies in a rectangle."""
    x, y = (word.rect[0] + word.rect[2]) / 2, _middle(word)
    return rect[0] <= x < rect[2] and rect[1] <= y < rect[3]


def passage_of(spot: Spot, words: Sequence[Word]) -> Passage:
    """The words of a spot as lines: those of the page inside its rectangle, or the lines of its text."""
    if spot.rect is None or not words:
        lines = tuple(Line(line) for line in spot.text.split("\n") if line.strip())
        return Passage(lines, spot.place)
    rect = spot.rect
    return Passage(lines_of(word for word in words if inside(word, rect)), spot.place, rect[0], rect[2])


# --- rows


def rows_of(outline: Outline, footer: str, title: str = "") -> Rows:
    """The rows and lines of an outline in reading order.

    Args:
        outline: Read with its printed pages.
        footer: What the foot of every page begins with; such lines are left out.
        title: The form's: a line of the foot that begins with it, as only there, is left out too.
    """
    pages = {page.number: page for page in outline.pages}
    found: list[PageRow] = []
    numbers: dict[int, int] = {}
    feet: set[int] = set()
    said = _solid(squeezed(footer))
    feet_of_word = (_solid(squeezed(spot.text)) for spot in outline.spots if spot.part == "footer")
    is_named = bool(said) and any(said in words for words in feet_of_word)  # title and child may be before it
    framed = frozenset(_framed(outline))
    about = _solid(squeezed(COPY + title)) if title else ""
    titled = (
        squeezed(f"{title}\u00b7") if title else ""
    )  # with the child's name, which other programs part from the number
    for spots in _grouped(outline, framed):
        row = _row(spots, pages)
        if row.grid is None:
            is_foot, number = _foot(row.cells[0].letters, squeezed(footer))
            if number:
                numbers[row.page] = number
            is_named = is_named or _names(row.cells[0].letters, squeezed(footer))
            letters = row.cells[0].letters
            if is_foot or (title and (letters.startswith(titled) or _solid(letters).startswith(about))):
                feet.add(spots[0].number)
                if found and _is_title(found[-1], row.page, title):  # without a child's name, parted from the number
                    feet.add(found.pop().spots[0].number)
                continue
        found.append(row)
    return Rows(tuple(found), numbers, frozenset(feet), is_named, framed)


def _is_title(row: PageRow, page: int, title: str) -> bool:
    """Whether a row is the form's title on this page: next to the foot it is the foot's, not the form's head."""
    return row.page == page and row.grid is None and bool(title) and row.cells[0].letters == squeezed(title)


def _framed(outline: Outline) -> Iterator[int]:
    """The numbers of frames that lie in a cell of a table."""
    cells: dict[int | None, list[Rect]] = {}
    for spot in outline.spots:
        if spot.table is not None and spot.style != _FRAME and spot.rect is not None:
            cells.setdefault(spot.place.page, []).append(spot.rect)
    for spot in outline.spots:
        if spot.style == _FRAME and spot.rect is not None:
            left, bottom, right, top = spot.rect
            if any(
                cell[0] <= left and cell[1] <= bottom and right <= cell[2] and top <= cell[3]
                for cell in cells.get(spot.place.page, ())
            ):
                yield spot.number


def _grouped(outline: Outline, framed: Container[int]) -> Iterator[tuple[Spot, ...]]:
    """The cells of each row together, and each line; notes, frames in cells and a page's fields left out."""
    row: list[Spot] = []
    for spot in outline.spots:
        if (
            spot.number in framed
            or spot.part not in ("page", "body", "sheet")
            or (spot.keys and outline.format == "pdf")
        ):
            continue
        if row and (spot.table is None or (spot.table, spot.row) != (row[0].table, row[0].row)):
            yield tuple(row)
            row = []
        if spot.table is None:
            yield (spot,)
        else:
            row.append(spot)
    if row:
        yield tuple(row)


def _row(spots: tuple[Spot, ...], pages: dict[int, Page]) -> PageRow:
    number = spots[0].place.page or 0
    words = pages[number].words if number in pages else ()
    first = spots[0]
    grid = -1 - first.number if first.style == _FRAME else first.table
    return PageRow(tuple(passage_of(spot, words) for spot in spots), spots, number, grid)


def _foot(letters: str, footer: str) -> tuple[bool, int | None]:
    """Whether a line is the foot of a page, and the page number it prints."""
    number = PAGE_NUMBER.search(letters)
    is_foot = bool(number or _names(letters, footer) or _BELOW.match(letters) or letters == "\u00b7")
    return is_foot, int(number[1]) if number else None


def _names(letters: str, footer: str) -> bool:
    """Whether a line begins as the foot of our pages does."""
    said = _solid(footer)
    return bool(said) and _solid(letters).startswith(said)


def _solid(letters: str) -> str:
    """Letters and digits only: programs print the dots between them in another font, a line of their own."""
    return "".join(c for c in letters if c.isalnum())
