"""Printed pages put together again: wrapped lines of a cell or paragraph, rows that a page's end has cut.

A page gives lines as they were broken for its width. A line was broken by the
page, and not by a person, where the next word would not have fitted behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

from tsmforms.model.outline import Outline, Piece, Rect, Run, Spot, Word
from tsmforms.reading.originals.folding import fold, has_bullet
from tsmforms.reading.originals.pagecolumns import in_columns, without_heads
from tsmforms.reading.originals.pagesheets import with_sheets
from tsmforms.reading.originals.scan import Finder
from tsmforms.reading.originals.widgets.poured import poured

_WIDE = 5.2
"""Points of an average character where no words tell it."""
_MARGIN = 12.0
"""Points of a cell that no words are printed on."""
_GAP = 1.5
"""Lines of a paragraph are not farther apart than this many of their heights."""


@attrs.frozen(eq=False)
class Pages:
    """An outline whose printed paragraphs and cells are whole, and which spots each of its spots was joined from."""

    outline: Outline
    joined: Mapping[int, Sequence[int]] = attrs.field(factory=dict)
    wrapped: frozenset[int] = frozenset()
    """The numbers of the cells of which some line ends were taken to be the page's."""

    def numbers(self, number: int) -> Sequence[int]:
        """The numbers of the spots that this one was joined from, its own first."""
        return (number, *(far for near in self.joined.get(number, ()) for far in self.numbers(near)))


def whole_pages(outline: Outline, finder: Finder) -> Pages:
    """An outline whose printed paragraphs and cells are whole; that of a workbook or Word file as it is."""
    if not any(spot.part == "page" for spot in outline.spots):
        return Pages(outline)
    filled = poured(outline, finder)
    outline = filled.outline
    widths = _Widths(outline)
    joined: dict[int, list[int]] = {number: list(more) for number, more in filled.joined.items()}
    read = in_columns(without_heads(with_sheets(outline, joined, finder)), finder)
    spots = list(_one_table(list(_joined_rows(read, finder, joined)), finder))
    whole = [_unwrapped(spot, widths) if spot.table is not None else spot for spot in spots]
    wrapped = frozenset(one.number for one, before in zip(whole, spots, strict=True) if one.text != before.text)
    return Pages(attrs.evolve(outline, spots=tuple(_paragraphs(whole, widths, joined, finder))), joined, wrapped)


class _Widths:
    """How wide characters and pages are."""

    def __init__(self, outline: Outline) -> None:
        words = [word for page in outline.pages for word in page.words]
        letters = sum(len(word.text) for word in words)
        self.character = sum(w.rect[2] - w.rect[0] for w in words) / letters if letters else _WIDE
        self.words = {page.number: page.words for page in outline.pages}
        self.right: dict[int, float] = {}
        for word in words:
            self.right[word.page] = max(self.right.get(word.page, 0.0), word.rect[2])

    def lines(self, spot: Spot, count: int) -> list[tuple[float, float]] | None:
        """Width of the first word and right end of each printed line of a cell; None if they are not as many."""
        if spot.rect is None or spot.place.page is None:
            return None
        left, bottom, right, top = spot.rect
        inside = [
            w
            for w in self.words.get(spot.place.page, ())
            if left - 1 <= w.rect[0] and w.rect[2] <= right + 1 and bottom - 1 <= (w.rect[1] + w.rect[3]) / 2 <= top + 1
        ]
        rows: list[list[Word]] = []
        for word in sorted(inside, key=lambda w: -w.rect[1]):
            if rows and abs(rows[-1][0].rect[1] - word.rect[1]) < (word.rect[3] - word.rect[1]) / 2:
                rows[-1].append(word)
            else:
                rows.append([word])
        if len(rows) != count:
            return None
        firsts = [min(row, key=lambda w: w.rect[0]) for row in rows]
        return [
            (first.rect[2] - first.rect[0], max(w.rect[2] for w in row))
            for first, row in zip(firsts, rows, strict=True)
        ]

    def of(self, text: str) -> float:
        """The width of words, about."""
        return len(text) * self.character


# --- cells


def _unwrapped(spot: Spot, widths: _Widths) -> Spot:
    """A cell with the line ends that a person made; those of the page are spaces."""
    if spot.rect is None or "\n" not in spot.text:
        return spot
    pieces: list[Piece] = []
    text, at, line = spot.text, 0, 0
    wrapped = _wrapped_lines(spot, text.split("\n"), widths)
    for piece in spot.pieces:
        if isinstance(piece, Run) and not (piece.look.is_gone or piece.look.prompt):
            words, line = _line_ends(piece.text, text, at, wrapped, line)
            pieces.append(attrs.evolve(piece, text=words))
            at += len(piece.text)
        else:
            pieces.append(piece)
    return attrs.evolve(spot, pieces=tuple(pieces))


def _line_ends(words: str, text: str, at: int, wrapped: Sequence[bool], line: int) -> tuple[str, int]:
    out = []
    for offset, char in enumerate(words):
        if char != "\n":
            out.append(char)
            continue
        before = text[: at + offset].rpartition("\n")[2]
        after = text[at + offset + 1 :].partition("\n")[0]
        out.append(_joint(before, after) if wrapped[line] else char)
        line += 1
    return "".join(out), line


def _wrapped_lines(spot: Spot, lines: Sequence[str], widths: _Widths) -> list[bool]:
    """Of each line of a cell, whether the page broke it: the first word of the next would not have fitted behind it."""
    assert spot.rect is not None
    printed = widths.lines(spot, len(lines))
    out = []
    for number, (before, after) in enumerate(pairwise(lines)):
        first = re.split(r"(?<=[-/\u2010])", after.split(maxsplit=1)[0])[0] if after.split() else ""
        if not first or has_bullet(after) or (", " in before and ", " in after):
            out.append(False)
        elif printed is not None:
            (_, right), (word, _) = printed[number], printed[number + 1]
            share = len(first) / max(1, len(after.split(maxsplit=1)[0]))
            out.append(right + _SPACE + word * share > spot.rect[2] - _EDGE)
        else:
            out.append(widths.of(f"{before} {first}") > spot.rect[2] - spot.rect[0] - _MARGIN)
    return [*out, False]


_SPACE, _EDGE = 2.2, 4.0
"""Points of a space, and of a cell's edge that stays white."""


def _joint(before: str, after: str) -> str:
    """What stands where two lines meet: nothing behind a hyphen or stroke inside a word, else a space."""
    return "" if re.search(r"[^\W\d_][-\u2010/]\Z", before) and after[:1].isalnum() else " "


# --- paragraphs


def _paragraphs(spots: Sequence[Spot], widths: _Widths, joined: dict[int, list[int]], finder: Finder) -> Iterator[Spot]:
    """Lines outside tables that are one paragraph as one spot."""
    held: Spot | None = None
    last: Rect | None = None
    for spot in spots:
        goes_on = held is not None and last is not None and _goes_on(held, last, spot, widths)
        if held is not None and goes_on and not _begins_with_label(spot.text, finder):
            joint = _joint(held.text.rpartition("\n")[2], spot.text)
            held = attrs.evolve(held, pieces=(*held.pieces, Run(joint), *spot.pieces))
            joined.setdefault(held.number, []).append(spot.number)
        else:
            if held is not None:
                yield held
            held = spot
        last = spot.rect
    if held is not None:
        yield held


def _goes_on(held: Spot, last: Rect, spot: Spot, widths: _Widths) -> bool:
    """Whether a line is the next of a paragraph: just below, as far left or hanging, and the one before is full."""
    if held.part != "page" or spot.part != "page" or held.table is not None or spot.table is not None:
        return False
    rect, page = spot.rect, spot.place.page
    if rect is None or held.rect is None or held.place.page != page or page is None:
        return False
    height = max(last[3] - last[1], 1.0)
    if not 0 < last[1] - rect[1] <= _GAP * height or abs(rect[0] - held.rect[0]) > 2.5 * height:
        return False
    room = widths.right.get(page, rect[2]) - last[0]
    first = spot.text.split(maxsplit=1)[0] if spot.text.split() else ""
    is_full = (last[2] - last[0]) + widths.of(f" {first}") > room - 2
    return bool(first) and is_full and not has_bullet(spot.text) and bool(held.text)


def _begins_with_label(text: str, finder: Finder) -> bool:
    """Whether a line begins with the label of a question and a colon, so that it is not the rest of the line before."""
    first = next(iter(finder.inside(text)), None) if ":" in text else None
    return (
        first is not None
        and not text[: first.start].strip()
        and text.lstrip()[:1].isupper()
        and any(ref.by == "label" for ref in first.owns)
        and ":" in text[first.end : first.behind]
    )


# --- rows cut by a page's end


def _joined_rows(spots: Sequence[Spot], finder: Finder, joined: dict[int, list[int]]) -> Iterator[Spot]:
    """The cells of a row of which the next page has the rest, each with its rest."""
    tables: dict[int, list[Spot]] = {}
    for spot in spots:
        if spot.table is not None and spot.part == "page":
            tables.setdefault(spot.table, []).append(spot)
    rest: dict[int, list[Spot]] = {}
    gone: set[int] = set()
    numbers = sorted(tables)
    for at, other in enumerate(numbers[1:], 1):
        found = (_cut_row(tables[one], tables[other], finder) for one in numbers[max(0, at - _BEFORE) : at][::-1])
        pairs = next(filter(None, found), [])
        for first, second in pairs:
            rest.setdefault(id(first), []).append(second)
            joined.setdefault(first.number, []).append(second.number)
            gone.add(id(second))
    for spot in spots:
        if id(spot) not in gone:
            yield _with_rest(spot, rest.get(id(spot), []))


_BEFORE = 2
"""Tables before one whose last row may go on in it: the last may lie in a cell of the one before."""


def _with_rest(spot: Spot, more: Sequence[Spot]) -> Spot:
    pieces = list(spot.pieces)
    for other in more:
        if other.text.strip():
            pieces += [Run("\n"), *other.pieces]
    return attrs.evolve(spot, pieces=tuple(pieces)) if more else spot


def _cut_row(before: Sequence[Spot], after: Sequence[Spot], finder: Finder) -> list[tuple[Spot, Spot]]:
    """The cells of the last row with those of the first on the next page, if these are its rest."""
    last = [spot for spot in before if spot.row == max(s.row for s in before)]
    first = [spot for spot in after if spot.row == 0]
    pages = {spot.place.page for spot in last}, {spot.place.page for spot in first}
    if len(last) != len(first) or not last or min(p or 0 for p in pages[1]) != max(p or 0 for p in pages[0]) + 1:
        return []
    if any(a.rect and b.rect and abs(a.rect[0] - b.rect[0]) > 4 for a, b in zip(last, first, strict=True)):
        return []
    pairs = list(zip(last, first, strict=True))
    if not any(b.text.strip() for _, b in pairs):
        return []
    return pairs if all(_is_rest(a.text, b.text, finder) for a, b in pairs) and _any_rest(pairs, finder) else []


def _is_rest(before: str, after: str, finder: Finder) -> bool:
    """Whether words may be the rest of those before: nothing, or together a label, or no label of their own."""
    if not after.strip():
        return True
    if finder.whole(f"{before}\n{after}".strip()) is not None:
        return True
    return finder.whole(after.strip()) is None and finder.whole(before.strip()) is None and bool(before.strip())


def _any_rest(pairs: Sequence[tuple[Spot, Spot]], finder: Finder) -> bool:
    """Whether a row without its own label, with the rest of one, or of a line of a list, begins the page."""
    label, rest = pairs[0][0].text.strip(), pairs[0][1].text.strip()
    if not rest:
        return bool(label)
    if has_bullet(label) and not has_bullet(rest):
        return True
    joined = [f"{a.text}\n{b.text}".strip() for a, b in pairs if a.text.strip() and b.text.strip()]
    return any(
        finder.whole(text) is not None and finder.whole(text.rpartition("\n")[0]) is None
        for text in joined
        if fold(text)
    )


# --- tables that go on, on the next page

_SHORT = 60
"""Letters of a line that may be a page's head or foot."""


def _one_table(spots: Sequence[Spot], finder: Finder) -> Iterator[Spot]:
    """Tables that the end of a page has cut, as one: nothing but a page's foot and head stands between them."""
    number: dict[int, int] = {}
    offset: dict[int, int] = {}
    at: dict[int, Mapping[int, int]] = {}
    last: list[Spot] = []
    between = 0
    for spot in spots:
        table = spot.table
        if table is None or spot.part != "page":
            between += len(spot.text) > _SHORT or finder.whole(spot.text.strip()) is not None
            yield spot
            continue
        if table not in number:
            own = [s for s in spots if s.table == table]
            begins, known = _columns(own), _columns(last)
            is_next = bool(last) and not between and _next_page(last[-1], spot)
            goes_on = is_next and (begins == known or (len(begins) > _PAIR and set(begins) < set(known)))
            number[table] = number.get(last[-1].table or 0, table) if goes_on and last else table
            offset[table] = _end(last, offset) if goes_on else 0
            at[table] = (
                _numbers_of_columns(last, at.get(last[-1].table or 0, {})) if goes_on and begins != known else {}
            )
            last = own
        between = 0
        yield _renumbered(attrs.evolve(spot, table=number[table], row=spot.row + offset[table]), at[table])


_PAIR = 2


def _numbers_of_columns(spots: Sequence[Spot], before: Mapping[int, int]) -> dict[int, int]:
    """The number of the column at each left edge of a table."""
    return dict(before) or {round(spot.rect[0] / 4): spot.column for spot in spots if spot.rect is not None}


def _renumbered(spot: Spot, at: Mapping[int, int]) -> Spot:
    """A cell of a table that goes on without the columns that only other rows have, in the columns of its beginning."""
    if not at or spot.rect is None or (column := at.get(round(spot.rect[0] / 4))) is None:
        return spot
    following = [number for edge, number in at.items() if edge * 4 < spot.rect[2] - 4]
    return attrs.evolve(spot, column=column, columns=max(1, max(following, default=column) - column + 1))


def _end(last: Sequence[Spot], offset: dict[int, int]) -> int:
    return offset.get(last[0].table or 0, 0) + max(s.row + s.rows for s in last)


def _next_page(one: Spot, other: Spot) -> bool:
    return one.place.page is not None and other.place.page == one.place.page + 1


def _columns(spots: Sequence[Spot]) -> tuple[int, ...]:
    """The left edges of a table's columns, in units of 4 points."""
    return tuple(sorted({round(spot.rect[0] / 4) for spot in spots if spot.rect is not None}))
