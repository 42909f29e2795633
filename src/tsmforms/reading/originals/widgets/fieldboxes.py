"""The fields of a page as boxes with what stands in them, and the printed words around them as parts of lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import attrs

from tsmforms.model.lines import lines_of
from tsmforms.model.outline import End, Key, Outline, Piece, Rect, Run, Spot, Start, Word
from tsmforms.reading.originals.folding import fold, has_filler, is_blank
from tsmforms.reading.prompts import is_prompt

MARKED, EMPTY, UNCLEAR = "\u2612", "\u2610", "\u2612 (not certain)"
_CHOOSE = re.compile(r"\W*(?:please\s+)?(?:select|choose|pick)\b.{0,40}|\W*", re.IGNORECASE | re.DOTALL)
_TYPE_HERE = re.compile(
    r"\W*(?:please\s+)?(?:click|tap|enter|type|insert|write)\b.{0,40}\bhere"
    r"(?:\s+to\s+(?:add|enter|insert|type|write)\b.{0,40})?\W*",
    re.IGNORECASE,
)
_COLUMN_GAP = 1.43
_LEAST = 3.0
"""Points; what is smaller than this is seen by nobody."""
_EDGE = 1.0


@attrs.define(eq=False, slots=False)
class FieldBox:
    """A field, or several tick boxes with their words, as one place for an answer.

    Args:
        spots: The fillable places it is made of.
        rect: Where it lies.
        pieces: What stands in it.
        names: The names of its fields.
        alias: Its tooltip.
        is_tick: Whether it is a tick box or radio button without words of its own.
        choices: The words of the choices it shows.
        words: The printed words of these.
    """

    spots: list[Spot]
    rect: Rect
    pieces: tuple[Piece, ...]
    names: frozenset[str]
    alias: str = ""
    is_tick: bool = False
    choices: tuple[str, ...] = ()
    words: list[Word] = attrs.field(factory=list)


@attrs.define(eq=False, slots=False)
class PrintedPart:
    """Words of a line of the page, up to a wide gap or a field."""

    words: list[Word]

    @cached_property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def rect(self) -> Rect:
        """Where it lies."""
        return around(word.rect for word in self.words)


def around(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle around several."""
    found = list(rects)
    return min(r[0] for r in found), min(r[1] for r in found), max(r[2] for r in found), max(r[3] for r in found)


def field_boxes(outline: Outline) -> dict[int, list[FieldBox]]:
    """The fields of each page, by its number; fields that are on none, are not seen or hold a signature are none."""
    out: dict[int, list[FieldBox]] = {}
    for spot in outline.spots:
        key = next((key for key in spot.keys if key.space == "acroform"), None)
        rect, page = spot.rect, spot.place.page
        if key is None or spot.hidden or rect is None or page is None or key.widget in ("other", "picture"):
            continue
        if min(rect[2] - rect[0], rect[3] - rect[1]) < _LEAST:
            continue
        is_tick = key.widget == "tick"
        pieces: tuple[Piece, ...] = (_tick(spot, key),) if is_tick else (Start(key), *_words(spot, key), End(key))
        box = FieldBox([spot], rect, pieces, frozenset({key.name}), key.alias.strip(), is_tick)
        out.setdefault(page, []).append(box)
    return out


def _tick(spot: Spot, key: Key) -> Run:
    shown = bool(spot.text)
    if bool(key.stored) != shown:
        return Run(UNCLEAR)
    return Run(MARKED if shown else EMPTY)


def _words(spot: Spot, key: Key) -> Iterator[Run]:
    """The words of a field; a prompt that was in the blank form is nobody's."""
    text = spot.text
    is_unset = key.widget == "list" and _CHOOSE.fullmatch(text) is not None
    is_hint = _TYPE_HERE.fullmatch(text) is not None or is_prompt(text)
    is_tip = bool(fold(text)) and fold(text) == fold(key.alias)
    if text.strip() and not is_unset and not is_hint and not is_tip:
        yield Run(text)


# --- the printed words


def printed_parts(words: Iterable[Word], boxes: Sequence[FieldBox]) -> tuple[list[PrintedPart], dict[int, list[Word]]]:
    """The words of a page around its fields; and those that are printed where a field lies, by its number."""
    free: list[Word] = []
    under: dict[int, list[Word]] = {}
    for word in words:
        home = next((n for n, box in enumerate(boxes) if _lies_in(word.rect, box.rect)), None)
        if home is not None:
            under.setdefault(home, []).append(word)
        elif not (has_filler(word.text) and is_blank(word.text)):
            free.append(word)
    return [part for row in lines_of(free) for part in _parts(row, boxes)], under


def _lies_in(inner: Rect, outer: Rect) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] - _EDGE <= x <= outer[2] + _EDGE and outer[1] - _EDGE <= y <= outer[3] + _EDGE


def _parts(row: Sequence[Word], boxes: Sequence[FieldBox]) -> Iterator[PrintedPart]:
    part = [row[0]]
    for word in row[1:]:
        before = part[-1].rect
        height = min(before[3] - before[1], word.rect[3] - word.rect[1])
        if word.rect[0] - before[2] > _COLUMN_GAP * height or _between(before, word.rect, boxes):
            yield PrintedPart(part)
            part = []
        part.append(word)
    yield PrintedPart(part)


def _between(left: Rect, right: Rect, boxes: Sequence[FieldBox]) -> bool:
    """Whether a field lies between two words of a line."""
    level = (left[1] + left[3]) / 2
    return any(
        left[2] - _EDGE <= (box.rect[0] + box.rect[2]) / 2 <= right[0] + _EDGE and box.rect[1] <= level <= box.rect[3]
        for box in boxes
    )
