"""What was put on top of the pages of a returned form: typed words, notes, drawings, stamps.

Viewers let anyone type or draw where no box is. Kept: the words typed, the sort
of thing (`Highlight`, `Ink`) as the spot's style, its colour, and where it lies.
Not attempted: reading what was drawn.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tsmforms.diagnostics import Place
from tsmforms.formats.pdf.annotated import Annotated
from tsmforms.formats.pdf.objects import cleaned, number, numbers, rect, string
from tsmforms.model.outline import Colour, Rect, Run, Spot

OUR_NAME = "tsmforms"
"""The author of the notes that this library writes on returned forms; they are never read."""
_NOT_ADDED = frozenset({"/Widget", "/Link", "/Popup", "/PrinterMark", "/TrapNet", "/Watermark"})
_HIDDEN = 1 << 1 | 1 << 5
"""Hidden, and not to be viewed."""
_LARGEST_RICH_TEXT = 100_000
_TAG = re.compile(r"<[^<>]*>")


def overlays(over: Iterable[Annotated], count: Iterator[int]) -> Iterator[Spot]:
    """A spot for each thing that somebody put on a page, our own notes left out; numbered by `count`."""
    for one in over:
        if one.kind not in _NOT_ADDED and string(one.item.get("/T")) != OUR_NAME:
            yield _spot(one, next(count))


def _spot(one: Annotated, count: int) -> Spot:
    words = _contents(one.item)
    corners = rect(one.item.get("/Rect"))
    hidden = bool(number(one.item.get("/F")) & _HIDDEN)
    return Spot(count, Place(page=one.page, rect=corners), (Run(words),) if words else (), "annotation",
                one.kind.removeprefix("/"), fill=colour_of(one.item), hidden=hidden, rect=corners)


def _contents(item: Any) -> str:
    """The words of a note, of its rich text where it has no other; a value of another type has none."""
    import pikepdf

    words = item.get("/Contents")
    if isinstance(words, pikepdf.String):
        return string(words).strip()
    rich = item.get("/RC")
    if not isinstance(rich, pikepdf.String):
        return ""
    return cleaned(html.unescape(_TAG.sub("", str(rich)[:_LARGEST_RICH_TEXT]))).strip()


def colour_of(item: Any) -> Colour | None:
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


def marked_areas(one: Annotated) -> list[Rect]:
    """The areas that a highlight, underline or strike-out covers: its quadrilaterals, else its rectangle."""
    points = numbers(one.item.get("/QuadPoints"))
    quads = [points[at : at + 8] for at in range(0, len(points) - 7, 8)]
    found = [(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in quads]
    whole = rect(one.item.get("/Rect"))
    return found or ([whole] if whole else [])
