"""What was put on top of the pages of a returned form: typed words, notes, drawings, stamps.

Viewers let anyone type or draw where no box is. Kept: the words typed, the sort
of thing (`Highlight`, `Ink`) as the spot's style, its colour, and where it lies.
Not attempted: reading what was drawn.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from tsmforms.diagnostics import Place
from tsmforms.formats.pdf.objects import (
    PdfObject,
    cleaned,
    dictionary,
    is_text,
    items,
    number,
    numbers,
    rect,
    string,
    under,
)
from tsmforms.formats.pdf.outline.annotated import Annotated
from tsmforms.formats.pdf.outline.drawings import Fill
from tsmforms.formats.pdf.outline.pagemarks import Marked
from tsmforms.formats.pdf.outline.pictures import pictures_of
from tsmforms.model.marking import MARK_AUTHOR
from tsmforms.model.outline import Colour, Look, Picture, Rect, Run, Spot

_NOT_ADDED = frozenset({"/Widget", "/Link", "/Popup", "/PrinterMark", "/TrapNet", "/Watermark"})
_HIDDEN = 1 << 1 | 1 << 5
"""Hidden, and not to be viewed."""
_STRUCK = Look(struck=True)
_LARGEST_RICH_TEXT = 100_000
_TAG = re.compile(r"<[^<>]*>")


def overlays(over: Iterable[Annotated], count: Iterator[int]) -> Iterator[Spot]:
    """A spot for each thing that somebody put on a page, our own notes left out; numbered by `count`."""
    for one in over:
        if one.kind not in _NOT_ADDED and string(one.item.get("/T")) != MARK_AUTHOR:
            yield _spot(one, next(count))


def with_strikes(spots: Iterable[Spot], over: Iterable[Annotated]) -> Iterator[Spot]:
    """The spots of fields, the words of those struck that somebody struck through with a viewer's tool."""
    strikes = [(one.page, where) for one in over if _is_strike(one) for where in _areas(one)]
    for spot in spots:
        yield _struck(spot) if strikes and any(_is_over(where, spot, page) for page, where in strikes) else spot


def _is_strike(one: Annotated) -> bool:
    return one.kind == "/StrikeOut" and not number(one.item.get("/F")) & _HIDDEN


def _is_over(strike: Rect, spot: Spot, page: int | None) -> bool:
    """Whether the middle of a strike is in a box."""
    if spot.rect is None or spot.place.page != page:
        return False
    left, bottom, right, top = spot.rect
    return left <= (strike[0] + strike[2]) / 2 <= right and bottom <= (strike[1] + strike[3]) / 2 <= top


def _struck(spot: Spot) -> Spot:
    pieces = tuple(attrs.evolve(one, look=_STRUCK) if isinstance(one, Run) else one for one in spot.pieces)
    return attrs.evolve(spot, pieces=pieces)


def _spot(one: Annotated, count: int) -> Spot:
    words = _contents(one.item)
    corners = rect(one.item.get("/Rect"))
    hidden = bool(number(one.item.get("/F")) & _HIDDEN)
    return Spot(
        count,
        Place(page=one.page, rect=corners),
        (*((Run(words),) if words else ()), *(_stamped(one.item) if one.kind in _STAMPS else ())),
        "annotation",
        one.kind.removeprefix("/"),
        fill=colour_of(one.item),
        hidden=hidden,
        rect=corners,
    )


_STAMPS = frozenset({"/Stamp", "/Square", "/FreeText"})
"""What viewers put a pasted picture into."""


def _stamped(item: PdfObject) -> Iterator[Picture]:
    """The pictures of a stamp."""
    look = under(dictionary(item.get("/AP")), "/N")
    return pictures_of(look)


def _contents(item: PdfObject) -> str:
    """The words of a note, of its rich text where it has no other; a value of another type has none."""
    words = item.get("/Contents")
    if is_text(words):
        return string(words).strip()
    rich = item.get("/RC")
    if not is_text(rich):
        return ""
    return cleaned(html.unescape(_TAG.sub("", str(rich)[:_LARGEST_RICH_TEXT]))).strip()


def colour_of(item: PdfObject) -> Colour | None:
    """The colour of a note or highlight; None where it has none."""
    return colour(numbers(item.get("/C")))


def colour(parts: Sequence[float]) -> Colour | None:
    """The colour of one grey, three or four (CMYK) numbers from 0 to 1."""
    if len(parts) == 4:
        black = 1 - parts[3]
        parts = [(1 - part) * black for part in parts[:3]]
    if len(parts) == 1:
        parts = [*parts] * 3
    if len(parts) != 3:
        return None
    return "".join(f"{min(255, max(0, round(255 * part))):02X}" for part in parts)


_Areas: TypeAlias = tuple[list[Rect], list[Rect], list[Fill], list[Rect]]
_YELLOW = "FFFF00"
"""What a highlight without a colour of its own is."""
_RING_CLOSED = 0.4


def marked_by_tools(over: Iterable[Annotated]) -> Mapping[int, Marked]:
    """What viewers' tools struck through, underlined, highlighted and ringed, by page; our own notes left out."""
    pages: dict[int, _Areas] = {}
    for one in over:
        if one.kind in _MARKING and string(one.item.get("/T")) != MARK_AUTHOR:
            _MARKING[one.kind](one, pages.setdefault(one.page, ([], [], [], [])))
    return {page: Marked(*areas) for page, areas in pages.items()}


def _areas(one: Annotated) -> list[Rect]:
    """The quadrilaterals that an annotation covers, else its rectangle."""
    points = numbers(one.item.get("/QuadPoints"))
    quads = [points[at : at + 8] for at in range(0, len(points) - 7, 8)]
    found = [(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in quads]
    whole = rect(one.item.get("/Rect"))
    return found or ([whole] if whole else [])


def _ring(one: Annotated, areas: _Areas) -> None:
    whole = rect(one.item.get("/Rect"))
    if whole and (one.kind != "/Ink" or _goes_round(one.item)):
        areas[3].append(whole)


def _goes_round(item: PdfObject) -> bool:
    """Whether a line drawn by hand ends near where it began."""
    for stroke in map(numbers, items(item.get("/InkList"))[:1]):
        xs, ys = stroke[::2], stroke[1::2]
        if len(stroke) < 8 or len(xs) != len(ys):
            return False
        wide = max(max(xs) - min(xs), max(ys) - min(ys))
        return max(abs(xs[0] - xs[-1]), abs(ys[0] - ys[-1])) < _RING_CLOSED * wide
    return False


_MARKING: Mapping[str, Callable[[Annotated, _Areas], None]] = {
    "/StrikeOut": lambda one, areas: areas[0].extend(_areas(one)),
    "/Underline": lambda one, areas: areas[1].extend(_areas(one)),
    "/Squiggly": lambda one, areas: areas[1].extend(_areas(one)),
    "/Highlight": lambda one, areas: areas[2].extend(
        Fill(area, colour_of(one.item) or _YELLOW) for area in _areas(one)
    ),
    "/Circle": _ring,
    "/Square": _ring,
    "/Polygon": _ring,
    "/Ink": _ring,
}
