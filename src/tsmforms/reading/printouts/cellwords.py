"""The boxes of one cell, or of a stretch of running words: what stands between the words that the form prints there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from tsmforms.layout import DerivedText, Inline, Slot, Text
from tsmforms.model.outline import Rect
from tsmforms.reading.printouts.pagelines import Line, Passage, lines_of, squeezed


@attrs.frozen(eq=False)
class Filled:
    """What stands in one box of a passage.

    Args:
        slot: The box; None for words that belong to no box.
        lines: The lines in it.
        passage: Where; with the edges that its lines keep to.
        is_sure: Whether the printed words around it are there, and each in one place only.
    """

    slot: Slot | None
    lines: tuple[Line, ...]
    passage: Passage
    is_sure: bool = True

    @property
    def letters(self) -> str:
        """Its words, squeezed."""
        return "".join(squeezed(line.text) for line in self.lines)


@attrs.frozen
class _Span:
    """Where a printed piece stands among the letters; `is_sure` whether it can stand nowhere else."""

    first: int
    last: int
    is_sure: bool


def filled(inlines: Sequence[Inline], passage: Passage, *, is_cell: bool = True) -> tuple[Filled, ...]:
    """What stands in each box, and the words that belong to none.

    Args:
        inlines: What the form prints there, boxes between.
        passage: What the page has.
        is_cell: Whether the passage begins and ends where the printed words do; else there may be more around them.
    """
    parts = _side_by_side(inlines, passage) if is_cell else None
    if parts is not None:
        return tuple(one for inner, piece in parts for one in filled(inner, piece))
    return tuple(_between(inlines, passage, _spans(inlines, passage, is_cell), is_cell))


def missing(inlines: Sequence[Inline], passage: Passage) -> int:
    """How many of the printed letters are not there in their order."""
    if (parts := _side_by_side(inlines, passage)) is not None:
        return sum(missing(inner, piece) for inner, piece in parts)
    spans = _spans(inlines, passage, True)
    return sum(
        len(squeezed(inline.text))
        for inline, span in zip(inlines, spans, strict=True)
        if isinstance(inline, Text) and span is None
    )


def _spans(inlines: Sequence[Inline], passage: Passage, is_cell: bool) -> list[_Span | None]:
    """Where each printed piece stands; None for boxes, and for pieces that are not there."""
    texts = [squeezed(inline.text) if isinstance(inline, Text) else "" for inline in inlines]
    starts = _beginners(inlines)
    early = _placed(texts, starts, passage, is_cell)
    late = _placed_from_behind(texts, starts, passage, early)
    return [
        None if first is None else _Span(first, first + len(text), first == last)
        for text, first, last in zip(texts, early, late, strict=True)
    ]


def _beginners(inlines: Sequence[Inline]) -> list[bool]:
    """Which printed pieces begin a line: those behind a box of words."""
    before: list[Inline | None] = [None, *inlines][: len(inlines)]
    return [
        isinstance(one, Text) and isinstance(box, Slot) and box.option is None
        for one, box in zip(inlines, before, strict=True)
    ]


def _placed(texts: Sequence[str], starts: Sequence[bool], passage: Passage, is_cell: bool) -> list[int | None]:
    out: list[int | None] = []
    at = 0
    for n, text in enumerate(texts):
        found = -1
        if text:
            found = passage.letters.find(text, at)
            if starts[n] and found >= 0:
                found = next((i for i in _all(passage.letters, text, at) if i in passage.beginnings), found)
            if n == 0 and is_cell and found != 0:
                found = -1
        out.append(found if found >= 0 else None)
        at = found + len(text) if found >= 0 else at
    return out


def _placed_from_behind(
    texts: Sequence[str], starts: Sequence[bool], passage: Passage, early: Sequence[int | None]
) -> list[int | None]:
    out: list[int | None] = []
    end = len(passage.letters)
    for n in reversed(range(len(texts))):
        first = early[n]
        last = None
        if first is not None:
            if n == 0 and first == 0:
                last = 0
            else:
                places = [i for i in _all(passage.letters, texts[n], first) if i + len(texts[n]) <= end]
                on_line = [i for i in places if i in passage.beginnings] if starts[n] else []
                last = (on_line or places or [first])[-1]
            end = last
        out.append(last)
    return out[::-1]


def _all(letters: str, text: str, at: int) -> Iterator[int]:
    found = letters.find(text, at)
    while found >= 0:
        yield found
        found = letters.find(text, found + 1)


def _between(
    inlines: Sequence[Inline], passage: Passage, spans: Sequence[_Span | None], is_cell: bool
) -> Iterator[Filled]:
    """The stretches between printed pieces: of one box, of none, or of several, which cannot be told apart."""
    waiting: list[Slot | DerivedText] = []
    first, is_sure = (0 if is_cell else None), True
    for inline, span in zip(inlines, spans, strict=True):
        if not isinstance(inline, Text):
            waiting.append(inline)
        elif not squeezed(inline.text):
            continue
        elif span is None:
            is_sure = False
        else:
            yield from _stretch(waiting, passage, first, span.first, is_sure=is_sure and span.is_sure)
            waiting, first, is_sure = [], span.last, span.is_sure
    end = len(passage.letters) if is_cell else first if not waiting else len(passage.letters)
    yield from _stretch(waiting, passage, first, end, is_sure=is_sure)


def _stretch(
    boxes: Sequence[Slot | DerivedText], passage: Passage, first: int | None, last: int | None, *, is_sure: bool
) -> Iterator[Filled]:
    lines = passage.between(first or 0, last or 0) if last is not None else ()
    slots = [box for box in boxes if isinstance(box, Slot)]
    if not boxes:
        if lines:
            yield Filled(None, lines, passage)
        return
    alone = len(boxes) == 1 and (first is not None or is_sure)
    for slot in slots:
        yield Filled(slot, lines, passage, is_sure and (alone or not lines))


# --- parts of an answer next to each other


def _side_by_side(inlines: Sequence[Inline], passage: Passage) -> list[tuple[tuple[Inline, ...], Passage]] | None:
    """The parts of a composite that a wide cell has next to each other: its caption, then each label with its box."""
    pairs = len(inlines) // 2
    if len(inlines) < 5 or len(inlines) % 2 == 0 or passage.left is None or passage.right is None:
        return None
    if not all(isinstance(one, Text) != bool(n % 2 == 0 and n) for n, one in enumerate(inlines)):
        return None
    caption = squeezed(inlines[0].text) if isinstance(inlines[0], Text) else ""
    if not passage.letters.startswith(caption):
        return None
    below = passage.between(len(caption), len(passage.letters))
    words = [word for line in below for word in line.words]
    width = (passage.right - passage.left) / pairs
    out: list[tuple[tuple[Inline, ...], Passage]] = [
        ((inlines[0],), Passage(passage.between(0, len(caption)), passage.place, passage.left, passage.right))
    ]
    for n in range(pairs):
        left = passage.left + n * width
        rect: Rect = (left, -1e6, left + width, 1e6)
        mine = lines_of(w for w in words if rect[0] <= w.rect[0] + 0.5 < rect[2])
        part = Passage(mine, passage.place, left, left + width)
        label = inlines[1 + 2 * n]
        if not isinstance(label, Text) or not part.letters.startswith(squeezed(label.text)):
            return None
        out.append(((label, inlines[2 + 2 * n]), part))
    return out
