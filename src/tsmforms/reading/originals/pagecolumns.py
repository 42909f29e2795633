"""Printed pages in the order in which they are read: two columns of text one after the other, no running heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tsmforms.model.outline import Rect, Spot
from tsmforms.reading.originals.folding import fold
from tsmforms.reading.originals.scan import Finder

_EDGE = 3.0
"""Points by which the left edges of a column's lines may differ."""
_LINES, _LABELS = 4, 2
"""Lines that a column has at least, and how many of them begin with a label."""


def without_heads(spots: Sequence[Spot]) -> list[Spot]:
    """Without the lines that are the first or last of several pages, with the same words."""
    pages: dict[int, list[Spot]] = {}
    for spot in spots:
        if spot.part == "page" and spot.place.page is not None and spot.text.strip():
            pages.setdefault(spot.place.page, []).append(spot)
    edges = [spot for found in pages.values() for spot in _edges(found)]
    counts = Counter(fold(spot.text) for spot in edges)
    gone = {id(spot) for spot in edges if counts[fold(spot.text)] > 1 and spot.place.page != min(pages)}
    return [spot for spot in spots if id(spot) not in gone]


def _edges(spots: Sequence[Spot]) -> Iterator[Spot]:
    """The first and last line of a page."""
    ends = [spots[0]] if len(spots) == 1 else [spots[0], spots[-1]]
    return (spot for spot in ends if spot.table is None)


def in_columns(spots: Sequence[Spot], finder: Finder) -> list[Spot]:
    """The spots of pages, those of two columns of text one column after the other."""
    out: list[Spot] = []
    held: list[Spot] = []
    for spot in spots:
        if held and (spot.part != "page" or spot.place.page != held[-1].place.page):
            out += _page(held, finder)
            held = []
        (held if spot.part == "page" and spot.rect is not None else out).append(spot)
    return out + _page(held, finder)


def _page(spots: Sequence[Spot], finder: Finder) -> list[Spot]:
    """One page; as it is where it has no two columns."""
    for edge in _right_edges(spots):
        region = _uncrossed(spots, edge)
        left = [spot for spot in region if _rect(spot)[2] <= edge]
        right = [spot for spot in region if _rect(spot)[0] >= edge - _EDGE]
        if _is_column(left, finder) and _is_column(right, finder):
            ids = {id(spot) for spot in region}
            first = next(n for n, spot in enumerate(spots) if id(spot) in ids)
            rest = [spot for spot in spots[first:] if id(spot) not in ids]
            return [*spots[:first], *left, *right, *rest]
    return list(spots)


def _rect(spot: Spot) -> Rect:
    assert spot.rect is not None
    return spot.rect


def _right_edges(spots: Iterable[Spot]) -> list[float]:
    """Left edges that several lines have, those of most lines first, without that of the page's first column."""
    edges = Counter(round(_rect(spot)[0]) for spot in spots if spot.table is None)
    leftmost = min(edges, default=0)
    return [float(edge) for edge, count in edges.most_common(4) if count >= _LINES and edge > leftmost + 20 * _EDGE]


def _uncrossed(spots: Sequence[Spot], edge: float) -> list[Spot]:
    """The longest run of spots down the page none of which lies on both sides of an edge."""
    best: list[Spot] = []
    run: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: -_rect(spot)[3]):
        left, _, right, _ = _rect(spot)
        if left < edge - _EDGE and right > edge:
            run = []
        else:
            run.append(spot)
        if len(run) > len(best):
            best = list(run)
    return [spot for spot in spots if any(spot is other for other in best)]


def _is_column(spots: Sequence[Spot], finder: Finder) -> bool:
    """Whether lines are a column of a form: some begin with a label, so that they are not the answers to the other."""
    lines = [spot for spot in spots if spot.table is None]
    begun = sum(
        1
        for spot in lines
        if any(not spot.text[: label.start].strip() and label.owns for label in finder.inside(spot.text)[:1])
    )
    return len(lines) >= _LINES and begun >= _LABELS
