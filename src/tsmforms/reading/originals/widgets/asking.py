"""Which printed words ask for what is in a field: those left of it, above it, behind a tick box, or its tooltip.

A label belongs to one field, the nearest to its right before the one below it.
Where words are a label of the form they go before others that are not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from tsmforms.model.outline import Rect, Run
from tsmforms.reading.originals.folding import bag, bullet_of, fold
from tsmforms.reading.originals.scan import Finder, Label
from tsmforms.reading.originals.widgets.fieldboxes import FieldBox, PrintedPart, around

_ABOVE = 14.0
"""Points between a label and the field below it."""
_BEHIND = 40.0
_SUFFIX = 8.0
_SAME_EDGE = 8.0
_LINE = 1.7
"""Lines of a label are not farther apart than this many of their heights."""
_MOST_LINES = 4
_SURE = 0.9
_NUMBERED = re.compile(r"[^\W\d_]{2,20}\s*(?:no\.?\s*)?\(?\d{1,2}[).:]*")
_CASES = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|[_\-.]+")
_PREFIX = re.compile(
    r"\A(?:txt|text|fld|field|chk|cb|dd|cbo|form1|topmostsubform|page ?\d+)\b[\s\[\]\d]*", re.IGNORECASE
)


@attrs.define(eq=False, slots=False)
class AskedBox:
    """A field with the printed words around it.

    Args:
        box: The field.
        left: The lines of words left of it (or behind a tick box) that ask for it.
        above: The lines of words right above it.
        upper: The field right above it, in the same column.
        text: The words of its own label, where one was settled.
        used: The parts of lines that these words are.
        is_numbered: Whether nothing but a number or bullet stands left of it: "1.", "Target 1".
    """

    box: FieldBox
    left: list[PrintedPart] = attrs.field(factory=list)
    above: list[PrintedPart] = attrs.field(factory=list)
    upper: AskedBox | None = None
    text: str = ""
    used: list[PrintedPart] = attrs.field(factory=list)
    is_numbered: bool = False

    @property
    def rect(self) -> Rect:
        """Where the field lies."""
        return self.box.rect


def text_of(parts: Sequence[PrintedPart]) -> str:
    """The words of lines, one after the other."""
    return " ".join(part.text for part in parts)


def asked(boxes: Sequence[FieldBox], parts: Sequence[PrintedPart], finder: Finder) -> list[AskedBox]:
    """The fields of a page from its top, each with the words around it."""
    found = [AskedBox(box) for box in sorted(boxes, key=lambda box: (-box.rect[3], box.rect[0]))]
    for one in found:
        one.left = _left(one, found, parts, finder)
        one.is_numbered = _is_number(text_of(one.left), finder)
    for one in found:
        if one.box.is_tick and not _is_known(one.left, finder):
            behind = _behind(one, found, parts)
            if behind and (not one.left or _is_known(behind, finder)):
                one.left = behind
    claimed = {id(part) for one in found for part in one.left if not one.is_numbered}
    for one in found:
        one.upper = _upper(one, found, parts)
        if one.upper is None:
            one.above = _above(one, found, parts, claimed, finder)
    return found


def _is_number(words: str, finder: Finder) -> bool:
    if not words:
        return False
    if bullet_of(f"{words} ").strip() == words or words.strip("().:").isdecimal():
        return True
    label = known(words, finder) if _NUMBERED.fullmatch(words) else None
    return _NUMBERED.fullmatch(words) is not None and (label is None or (label.number is not None and not label.owns))


def _is_known(parts: Sequence[PrintedPart], finder: Finder) -> bool:
    return bool(parts) and known(text_of(parts), finder) is not None


def known(text: str, finder: Finder) -> Label | None:
    """The label of the form that words are, with its colon or hint."""
    return finder.whole(text.strip())


# --- left of it


def _left(one: AskedBox, boxes: Sequence[AskedBox], parts: Sequence[PrintedPart], finder: Finder) -> list[PrintedPart]:
    rect = one.rect
    level = [p for p in parts if p.rect[2] <= rect[0] + 3 and _is_level(p, rect)]
    nearest = max(
        level, key=lambda p: (p.rect[2] > max(q.rect[2] for q in level) - _SAME_EDGE, p.rect[3]), default=None
    )
    if nearest is None or any(_lies_between(nearest, other, rect) for other in boxes if other is not one):
        return []
    if _is_suffix(nearest, one, boxes) and known(nearest.text, finder) is None:
        return []
    return _with_lines(nearest, parts, rect, finder)


def _is_level(part: PrintedPart, rect: Rect) -> bool:
    """Whether a line of words stands at the height of a field."""
    middle = (part.rect[1] + part.rect[3]) / 2
    return rect[1] - 3 <= middle <= rect[3] + 3


def _lies_between(part: PrintedPart, other: AskedBox, rect: Rect) -> bool:
    return (
        part.rect[2] - 3 <= other.rect[0]
        and other.rect[2] <= rect[0] + 3
        and other.rect[1] < part.rect[3]
        and other.rect[3] > part.rect[1]
    )


def _is_suffix(part: PrintedPart, one: AskedBox, boxes: Sequence[AskedBox]) -> bool:
    """Whether words are the unit behind another field: "[ ] minutes"."""
    before = [o for o in boxes if o is not one and o.rect[2] <= part.rect[0] + 2 and _is_level(part, o.rect)]
    if not before:
        return False
    gap = part.rect[0] - max(o.rect[2] for o in before)
    return gap < _SUFFIX and one.rect[0] - part.rect[2] > gap + _SUFFIX


def _with_lines(part: PrintedPart, parts: Sequence[PrintedPart], rect: Rect, finder: Finder) -> list[PrintedPart]:
    """A line with those above and below it that are the same label: the most that the form knows, else those level."""
    column = sorted(
        (p for p in parts if abs(p.rect[0] - part.rect[0]) <= _SAME_EDGE and p.rect[2] <= rect[0] + 3),
        key=lambda p: -p.rect[3],
    )
    at = next(n for n, p in enumerate(column) if p is part)
    runs = [column[a : b + 1] for a in range(max(0, at - 3), at + 1) for b in range(at, min(len(column), at + 4))]
    runs = [run for run in runs if len(run) <= _MOST_LINES and _are_close(run)]
    telling = [run for run in runs if known(text_of(run), finder) is not None]
    if telling:
        return max(telling, key=lambda run: (_quality(run, finder), len(run)))
    level = [run for run in runs if all(_is_level(p, rect) for p in run)]
    return max(level, key=len, default=[part])


def _quality(run: Sequence[PrintedPart], finder: Finder) -> float:
    label = known(text_of(run), finder)
    return label.quality if label is not None else 0.0


def _are_close(run: Sequence[PrintedPart]) -> bool:
    """Whether lines follow each other, in the same type."""
    return all(_set_alike(upper, lower) for upper, lower in pairwise(run)) and all(
        -2 <= upper.rect[1] - lower.rect[3] + (upper.rect[3] - upper.rect[1]) <= _LINE * (upper.rect[3] - upper.rect[1])
        for upper, lower in pairwise(run)
    )


def _set_alike(one: PrintedPart, other: PrintedPart) -> bool:
    heights = [part.rect[3] - part.rect[1] for part in (one, other)]
    return abs(heights[0] - heights[1]) < 1 and one.words[-1].look.bold == other.words[0].look.bold


# --- behind a tick box, and above a field


def _behind(one: AskedBox, boxes: Sequence[AskedBox], parts: Sequence[PrintedPart]) -> list[PrintedPart]:
    level = [p for p in parts if p.rect[0] >= one.rect[2] - 2 and _is_level(p, one.rect)]
    nearest = min(level, key=lambda p: p.rect[0], default=None)
    if nearest is None or nearest.rect[0] - one.rect[2] > _BEHIND:
        return []
    between = any(
        one.rect[2] <= o.rect[0] + 2 and o.rect[2] <= nearest.rect[0] + 2 and _is_level(nearest, o.rect) for o in boxes
    )
    return [] if between else [nearest]


def _upper(one: AskedBox, boxes: Sequence[AskedBox], parts: Sequence[PrintedPart]) -> AskedBox | None:
    """The field right above one, as wide, with no words between."""
    left, _, right, top = one.rect
    over = [
        o
        for o in boxes
        if o.rect[1] >= top - 3 and abs(o.rect[0] - left) <= _SAME_EDGE and abs(o.rect[2] - right) <= 2 * _SAME_EDGE
    ]
    upper = min(over, key=lambda o: o.rect[1], default=None)
    if upper is None or upper.rect[1] - top > 2 * _ABOVE:
        return None
    words = any(
        top - 3 <= (p.rect[1] + p.rect[3]) / 2 <= upper.rect[1] + 3 and p.rect[0] < right and p.rect[2] > left
        for p in parts
    )
    return None if words else upper


def _above(
    one: AskedBox, boxes: Sequence[AskedBox], parts: Sequence[PrintedPart], claimed: set[int], finder: Finder
) -> list[PrintedPart]:
    left, _, right, top = one.rect
    over = [
        p
        for p in parts
        if id(p) not in claimed
        and p.rect[1] >= top - 5
        and p.rect[1] - top <= _ABOVE
        and p.rect[0] < right - 2
        and p.rect[2] > left + 2
    ]
    over = [p for p in over if not any(_covers(o.rect, p, one) for o in boxes if o is not one)]
    nearest = min(over, key=lambda p: (round(p.rect[1] / 4), abs(p.rect[0] - left)), default=None)
    if nearest is None:
        return []
    column = [nearest]
    for part in sorted(parts, key=lambda p: p.rect[1]):
        last = column[0]
        if (
            part.rect[1] > last.rect[1]
            and id(part) not in claimed
            and part.rect[0] < last.rect[2]
            and part.rect[2] > last.rect[0]
            and _are_close([part, last])
            and len(column) < _MOST_LINES
        ):
            column.insert(0, part)
    runs = [column[start:] for start in range(len(column))]
    best = max(runs, key=lambda run: (_quality(run, finder), len(run)))
    return best if _quality(best, finder) else [nearest]


def _covers(rect: Rect, part: PrintedPart, one: AskedBox) -> bool:
    """Whether a field lies between words and the field below them."""
    return (
        rect[3] <= part.rect[1] + 5 and rect[1] >= one.rect[3] - 3 and rect[0] < part.rect[2] and rect[2] > part.rect[0]
    )


# --- what asks, in the end


def settled(found: Sequence[AskedBox], finder: Finder) -> None:
    """Gives each field that is in no table its label: printed words, a tooltip that says the same more nearly, a name."""
    tips = Counter(fold(one.box.alias) for one in found)
    for one in found:
        one.text, one.used = _printed(one, finder)
        tip = _tip(one)
        if tip and tips[fold(tip)] == 1:
            by_tip, by_print = known(tip, finder), known(one.text, finder) if one.text else None
            is_more = set(bag(fold(one.text))) <= set(bag(fold(tip)))
            if by_tip is not None and (by_print is None or is_more or _is_nearer(by_tip, by_print)):
                one.text = tip
        if not one.text:
            one.text = tip or next(_named(one, finder), "")


def _printed(one: AskedBox, finder: Finder) -> tuple[str, list[PrintedPart]]:
    left = [] if one.is_numbered else one.left
    above = one.above
    if left and above and not _is_known(left, finder) and _is_known(above, finder):
        return text_of(above), above
    return (text_of(left), left) if left else (text_of(above), above)


def _is_nearer(tip: Label, printed: Label) -> bool:
    """Whether a tooltip tells which of the questions is meant that the printed words may ask for."""
    if not printed.owns:
        return bool(tip.owns)
    return bool(tip.owns) and tip.owns < printed.owns


def _tip(one: AskedBox) -> str:
    """A tooltip that is words, not the name of the field again."""
    tip = one.box.alias
    if not re.search(r"[^\W\d_]{2}", tip) or any(fold(tip) == fold(name) for name in one.box.names):
        return ""
    return (
        ""
        if re.fullmatch(r"(?:text|check ?box|group|dropdown|field|combo ?box|radio)\W*\d*", tip, re.IGNORECASE)
        else tip
    )


def _named(one: AskedBox, finder: Finder) -> Iterator[str]:
    """The label that the name of a field is: "PupilName", "pupil_name"."""
    for name in one.box.names:
        words = _PREFIX.sub("", " ".join(_CASES.sub(" ", name.rpartition("]")[0] or name).split()))
        found = known(words, finder) if words else None
        if found is not None and found.owns and found.quality >= _SURE:
            yield words


def words_as_spot(parts: Sequence[PrintedPart]) -> tuple[Rect | None, tuple[Run, ...]]:
    """The rectangle and the words of lines of a label, as bold as they are printed."""
    words = [word for part in parts for word in part.words]
    if not words:
        return None, ()
    runs: list[Run] = []
    for n, word in enumerate(words):
        text = f" {word.text}" if n else word.text
        if runs and runs[-1].look == word.look:
            runs[-1] = Run(runs[-1].text + text, word.look)
        else:
            runs.append(Run(text, word.look))
    return around(word.rect for word in words), tuple(runs)
