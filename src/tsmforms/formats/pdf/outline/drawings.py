"""What is drawn on a page besides words: ruling lines, frames, filled areas, rings, small marks; by pdfium.

Programs draw the same table as strokes, as thin filled rectangles, or as a
frame for each cell; all become lines here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

import attrs

from tsmforms.formats.pdf.outline.upright import Point, Upright
from tsmforms.formats.pdf.pages import Pdfium
from tsmforms.model.outline import Colour, Rect

_MOST_OBJECTS = 50_000
_MOST_SEGMENTS = 200_000
_DEEPEST = 6
THIN = 2.6
"""Points; what is filled and no thicker is a line."""
_STRAIGHT = 0.6
_SMALL = (4.0, 17.0)
"""Points; sides of a tick box."""
_WHITE = "FFFFFF"
_CLOSED = 0.35
_FRAME_SHARE = 0.5

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@attrs.frozen
class RulingLine:
    """A line along an axis: where it lies across it, and from where to where it runs."""

    at: float
    low: float
    high: float


@attrs.frozen
class Fill:
    """A filled rectangle and its colour."""

    rect: Rect
    colour: Colour


@attrs.define
class Drawings:
    """Everything drawn on a page, each in the order of the file.

    Args:
        across, upright: Lines from left to right, and from bottom to top.
        fills: Filled rectangles; later ones lie over earlier ones.
        ticks: Small square or round boxes.
        rings: Closed curves larger than those.
        strokes: Small lines that are no box: a drawn tick or cross.
        blots: Small filled shapes: a dot, or the inside of a tick box.
        pictures: Rectangles of images.
    """

    across: list[RulingLine] = attrs.field(factory=list)
    upright: list[RulingLine] = attrs.field(factory=list)
    fills: list[Fill] = attrs.field(factory=list)
    ticks: list[Rect] = attrs.field(factory=list)
    rings: list[Rect] = attrs.field(factory=list)
    strokes: list[Rect] = attrs.field(factory=list)
    blots: list[Rect] = attrs.field(factory=list)
    pictures: list[Rect] = attrs.field(factory=list)


@attrs.frozen
class _Path:
    """A run of points: how much of it runs straight along the axes, whether it has curves, is closed, how painted."""

    points: Sequence[Point]
    along: float
    curved: bool
    closed: bool
    stroked: bool
    filled: Colour | None

    @property
    def box(self) -> Rect:
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)


def drawings_of(page: Pdfium, upright: Upright) -> Drawings:
    """What is drawn on a page, in the coordinates of the page as it is read."""
    from pypdfium2 import raw

    out = Drawings()
    left = _MOST_SEGMENTS
    for thing, kind, matrix in _things(page.raw):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            out.pictures += _picture(thing, matrix, upright)
            continue
        left -= raw.FPDFPath_CountSegments(thing)
        if left < 0:
            break
        for path in _paths(thing, matrix, upright):
            _sort(path, out)
    return out


def _things(page: Pdfium) -> Iterator[tuple[Pdfium, int, Matrix]]:
    """Every path and picture of the page with what places it, those inside drawings too."""
    from pypdfium2 import raw

    passed = 0
    waiting: list[tuple[Pdfium, Matrix, int]] = [
        (raw.FPDFPage_GetObject(page, n), _SAME, 0)
        for n in reversed(range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)))
    ]
    while waiting and passed < _MOST_OBJECTS:
        thing, matrix, deep = waiting.pop()
        passed += 1
        kind = raw.FPDFPageObj_GetType(thing)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield thing, kind, _joined(_matrix(thing), matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and deep < _DEEPEST:
            inner = _joined(_matrix(thing), matrix)
            count = min(max(raw.FPDFFormObj_CountObjects(thing), 0), _MOST_OBJECTS)
            waiting += [(raw.FPDFFormObj_GetObject(thing, n), inner, deep + 1) for n in reversed(range(count))]


def _matrix(thing: Pdfium) -> Matrix:
    from pypdfium2 import raw

    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _joined(inner: Matrix, outer: Matrix) -> Matrix:
    if outer == _SAME:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _picture(thing: Pdfium, matrix: Matrix, upright: Upright) -> list[Rect]:
    """A picture fills the square from (0, 0) to (1, 1)."""
    del thing
    a, b, c, d, e, f = matrix
    corners = [(e, f), (e + a, f + b), (e + c, f + d), (e + a + c, f + b + d)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return [upright.rect((min(xs), min(ys), max(xs), max(ys)))]


def _paths(thing: Pdfium, matrix: Matrix, upright: Upright) -> Iterator[_Path]:
    """The parts of a path that hang together."""
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    filled = _colour(thing) if fill.value else None
    if not (filled or stroke.value):
        return
    for points, along, curved, closed in _parts(thing, matrix, upright):
        yield _Path(points, along, curved, closed, bool(stroke.value), filled)


def _parts(thing: Pdfium, matrix: Matrix, upright: Upright) -> Iterator[tuple[list[Point], float, bool, bool]]:
    from pypdfium2 import raw

    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    along, curved, closed = 0.0, False, False
    for n in range(raw.FPDFPath_CountSegments(thing)):
        segment = raw.FPDFPath_GetPathSegment(thing, n)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, along, curved, closed
            points, along, curved, closed = [], 0.0, False, False
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        px, py = x.value, y.value
        points.append(upright.point(a * px + c * py + e, b * px + d * py + f))
        if kind == raw.FPDF_SEGMENT_LINETO and len(points) > 1:
            along += _along(points[-2], points[-1])
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        closed = closed or bool(raw.FPDFPathSegment_GetClose(segment))
    if len(points) > 1:
        yield points, along, curved, closed


def _colour(thing: Pdfium) -> Colour | None:
    from pypdfium2 import raw

    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(thing, *parts) or not parts[3].value:
        return None
    return "".join(f"{part.value:02X}" for part in parts[:3])


# --- what a path is


def _sort(path: _Path, out: Drawings) -> None:
    box = path.box
    width, height = box[2] - box[0], box[3] - box[1]
    if not path.curved and _is_along_axes(path.points):
        _straight(path, box, out)
    elif max(width, height) <= _SMALL[1]:
        _small(path, box, out)
    elif path.stroked and _is_closed(path):
        if _straight_share(path) > _FRAME_SHARE:
            _framed(box, out)
        else:
            out.rings.append(box)


def _small(path: _Path, box: Rect, out: Drawings) -> None:
    """A small path with curves or slopes: a round tick box, a drawn mark, a dot."""
    if path.stroked and path.curved and _is_closed(path) and _is_tick_sized(box):
        out.ticks.append(box)
    elif path.filled and path.filled != _WHITE:
        out.blots.append(box)
    elif path.stroked:
        out.strokes.append(box)


def _straight(path: _Path, box: Rect, out: Drawings) -> None:
    """A path of lines along the axes: a filled area, a frame, or ruling lines."""
    width, height = box[2] - box[0], box[3] - box[1]
    if path.filled and min(width, height) <= THIN:
        if max(width, height) > THIN:
            _ruled(
                ((box[0], (box[1] + box[3]) / 2), (box[2], (box[1] + box[3]) / 2))
                if width > height
                else (((box[0] + box[2]) / 2, box[1]), ((box[0] + box[2]) / 2, box[3])),
                out,
            )
        return
    if path.filled:
        out.fills.append(Fill(box, path.filled))
        if not path.stroked and path.filled != _WHITE and _is_tick_sized(box):
            out.blots.append(box)
    if path.stroked:
        if _is_closed(path) and _is_tick_sized(box):
            out.ticks.append(box)
            return
        for ends in pairwise(path.points):
            _ruled(ends, out)
        if path.closed:
            _ruled((path.points[-1], path.points[0]), out)


def _framed(box: Rect, out: Drawings) -> None:
    left, bottom, right, top = box
    corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
    for ends in pairwise(corners):
        _ruled(ends, out)


def _ruled(ends: tuple[Point, Point], out: Drawings) -> None:
    (a, b), (c, d) = ends
    if abs(a - c) > abs(b - d):
        out.across.append(RulingLine((b + d) / 2, min(a, c), max(a, c)))
    elif b != d:
        out.upright.append(RulingLine((a + c) / 2, min(b, d), max(b, d)))


def _is_along_axes(points: Sequence[Point]) -> bool:
    return all(abs(a - c) < _STRAIGHT or abs(b - d) < _STRAIGHT for (a, b), (c, d) in pairwise(points))


def _is_closed(path: _Path) -> bool:
    if path.closed:
        return True
    (a, b), (c, d) = path.points[0], path.points[-1]
    box = path.box
    return len(path.points) > 3 and max(abs(a - c), abs(b - d)) < _CLOSED * max(box[2] - box[0], box[3] - box[1])


def _is_square(box: Rect) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return max(width, height) <= 1.4 * min(width, height)


def _is_tick_sized(box: Rect) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return _SMALL[0] <= min(width, height) and max(width, height) <= _SMALL[1] and _is_square(box)


def _straight_share(path: _Path) -> float:
    """How much of the way round its rectangle a path runs along the axes."""
    box = path.box
    way = 2 * (box[2] - box[0] + box[3] - box[1])
    return path.along / way if way else 0


def _along(start: Point, end: Point) -> float:
    """How long a line along an axis is; 0 for a slope."""
    wide, high = abs(start[0] - end[0]), abs(start[1] - end[1])
    return max(wide, high) if min(wide, high) < _STRAIGHT else 0.0
