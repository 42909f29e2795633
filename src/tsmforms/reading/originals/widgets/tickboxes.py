"""Tick boxes and radio buttons put together with the choices that are printed next to them.

A mark is bound to a word by where both lie, never by their order: the words of
each box stand on the same side of it all along a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import attrs

from tsmforms.model.outline import Piece, Run
from tsmforms.reading.originals.folding import fold
from tsmforms.reading.originals.scan import Finder
from tsmforms.reading.originals.widgets.fieldboxes import FieldBox, PrintedPart, around
from tsmforms.reading.originals.wording import Wording, choice_words

_REACH = 40.0
"""Points that a box may lie from its word."""
_LEVEL = 4.0
_STACKED = 2.2
"""Lines of choices below each other are not farther apart than this many of their heights."""
_LONGEST_CHOICE = 8


@attrs.frozen(eq=False)
class _Worded:
    """A tick box with the part that has its choice, and which of its words are the choice."""

    box: FieldBox
    part: PrintedPart | None
    word: str
    first: int = 0
    last: int = 0


@lru_cache(maxsize=64)
def _choices(wording: Wording) -> Mapping[str, frozenset[frozenset[str]]]:
    """Each choice as it is folded, with the sets of choices that have it."""
    out: dict[str, set[frozenset[str]]] = {}
    for question in wording.questions.values():
        words = frozenset(fold(word) for _, word in choice_words(question.field))
        for word in words:
            out.setdefault(word, set()).add(words)
    return {word: frozenset(found) for word, found in out.items() if word}


def with_choices(
    boxes: Sequence[FieldBox], parts: Sequence[PrintedPart], finder: Finder
) -> tuple[list[FieldBox], list[PrintedPart]]:
    """The boxes of a page, tick boxes with their choices as one; and the parts of lines that are left."""
    known = _choices(finder.wording)
    out = [box for box in boxes if not box.is_tick]
    left = list(parts)
    lines: list[FieldBox] = []
    for row in _rows([box for box in boxes if box.is_tick]):
        worded, left = _row_worded(row, left, known)
        lines += _grouped(worded, left, known)
    return [*out, *_by_state(_stacked(lines, left, known), known)], left


def _by_state(boxes: Sequence[FieldBox], known: Mapping[str, frozenset[frozenset[str]]]) -> Iterator[FieldBox]:
    """The boxes; the buttons of one field without printed words, as one where their states are choices of a question."""
    groups: dict[frozenset[str], list[_Worded]] = {}
    for box in boxes:
        if box.is_tick:
            key = box.spots[0].keys[0]
            groups.setdefault(box.names, []).append(
                _Worded(box, None, key.labels.get(key.state or "", key.state or ""))
            )
    told = {
        names: group
        for names, group in groups.items()
        if len(group) > 1 and _are_of_one([one.word for one in group], known)
    }
    for box in boxes:
        if not box.is_tick or box.names not in told:
            yield box
        elif box is told[box.names][0].box:
            yield _joined(told[box.names])


def _rows(ticks: Sequence[FieldBox]) -> list[list[FieldBox]]:
    rows: list[list[FieldBox]] = []
    for tick in sorted(ticks, key=lambda box: -_middle(box)):
        if rows and abs(_middle(rows[-1][0]) - _middle(tick)) <= _LEVEL:
            rows[-1].append(tick)
        else:
            rows.append([tick])
    for row in rows:
        row.sort(key=lambda box: box.rect[0])
    return rows


def _middle(box: FieldBox) -> float:
    return (box.rect[1] + box.rect[3]) / 2


# --- one line


def _row_worded(
    row: Sequence[FieldBox], parts: Sequence[PrintedPart], known: Mapping[str, object]
) -> tuple[list[_Worded], list[PrintedPart]]:
    """Each tick box of a line with its choice, on the side on which most have one; and the parts without these."""
    level = _middle(row[0])
    line = [part for part in parts if part.rect[1] - 1 <= level <= part.rect[3] + 1]
    behind = [_behind(tick, line, row, known) for tick in row]
    before = [_before(tick, line, row, known) for tick in row]
    found = max((behind, before), key=lambda side: (sum(1 for one in side if one.word), -_gaps(side)))
    return list(found), _rest(parts, found)


def _behind(
    tick: FieldBox, line: Sequence[PrintedPart], row: Sequence[FieldBox], known: Mapping[str, object]
) -> _Worded:
    nearest = min((p for p in line if p.rect[0] >= tick.rect[2] - 2), key=lambda p: p.rect[0], default=None)
    if nearest is None or nearest.rect[0] - tick.rect[2] > _REACH or _is_parted(tick, nearest, row):
        return _Worded(tick, None, "")
    for count in range(min(_LONGEST_CHOICE, len(nearest.words)), 0, -1):
        text = " ".join(word.text for word in nearest.words[:count])
        follows = nearest.words[count].text if count < len(nearest.words) else "("
        if fold(text) in known and (follows[0] in "(-\u2013/," or fold(follows) in ("if", "please")):
            return _Worded(tick, nearest, text, 0, count)
    return _Worded(tick, None, "")


def _before(
    tick: FieldBox, line: Sequence[PrintedPart], row: Sequence[FieldBox], known: Mapping[str, object]
) -> _Worded:
    nearest = max((p for p in line if p.rect[2] <= tick.rect[0] + 2), key=lambda p: p.rect[2], default=None)
    if nearest is None or tick.rect[0] - nearest.rect[2] > _REACH or _is_parted(tick, nearest, row):
        return _Worded(tick, None, "")
    total = len(nearest.words)
    for count in range(min(_LONGEST_CHOICE, total), 0, -1):
        text = " ".join(word.text for word in nearest.words[total - count :])
        leads = nearest.words[total - count - 1].text if count < total else "?"
        if fold(text) in known and leads[-1] in "?:.)/,":
            return _Worded(tick, nearest, text, total - count, total)
    return _Worded(tick, None, "")


def _is_parted(tick: FieldBox, part: PrintedPart, row: Sequence[FieldBox]) -> bool:
    """Whether another tick box lies between one and a part."""
    low, high = sorted((tick.rect[0], part.rect[0]))
    return any(other is not tick and low < other.rect[0] < high for other in row)


def _gaps(side: Sequence[_Worded]) -> float:
    """How far the boxes of a line lie from their words, together."""
    return sum(
        min(abs(one.part.words[one.first].rect[0] - one.box.rect[2]), abs(one.box.rect[0] - one.part.rect[2]))
        for one in side
        if one.part is not None
    )


def _rest(parts: Sequence[PrintedPart], worded: Sequence[_Worded]) -> list[PrintedPart]:
    """The parts without the words that are choices of boxes."""
    out: list[PrintedPart] = []
    for part in parts:
        taken = [one for one in worded if one.part is part]
        if not taken:
            out.append(part)
            continue
        kept = [w for n, w in enumerate(part.words) if not any(one.first <= n < one.last for one in taken)]
        if kept:
            out.append(PrintedPart(kept))
    return out


# --- several boxes as one answer


def _grouped(
    worded: Sequence[_Worded], parts: Sequence[PrintedPart], known: Mapping[str, frozenset[frozenset[str]]]
) -> Iterator[FieldBox]:
    """Boxes next to each other that are choices of one question as one; a box without a choice as it is."""
    group: list[_Worded] = []
    for one in worded:
        if group and not _goes_on(group, one, parts, known):
            yield _joined(group)
            group = []
        if one.word:
            group.append(one)
        else:
            yield one.box
    if group:
        yield _joined(group)


def _goes_on(
    group: Sequence[_Worded],
    one: _Worded,
    parts: Sequence[PrintedPart],
    known: Mapping[str, frozenset[frozenset[str]]],
) -> bool:
    if not one.word or not _are_of_one([*(each.word for each in group), one.word], known):
        return False
    left, right = group[-1].box.rect[2], one.box.rect[0]
    level = _middle(one.box)
    return not any(left <= p.rect[0] and p.rect[2] <= right and p.rect[1] <= level <= p.rect[3] for p in parts)


def _are_of_one(words: Sequence[str], known: Mapping[str, frozenset[frozenset[str]]]) -> bool:
    """Whether words are different choices of one question."""
    folded = [fold(word) for word in words]
    sets = [known.get(word, frozenset()) for word in folded]
    return len(set(folded)) == len(folded) and bool(frozenset.intersection(*sets))


def _joined(group: Sequence[_Worded]) -> FieldBox:
    pieces: list[Piece] = []
    for one in group:
        mark = one.box.pieces[0]
        pieces.append(Run(f"{'   ' if pieces else ''}{mark.text if isinstance(mark, Run) else ''} {one.word}"))
    words = [word for one in group if one.part is not None for word in one.part.words[one.first : one.last]]
    return FieldBox(
        [spot for one in group for spot in one.box.spots],
        around([*(one.box.rect for one in group), *(word.rect for word in words)]),
        tuple(pieces),
        frozenset(name for one in group for name in one.box.names),
        _common([one.box.alias for one in group]),
        choices=tuple(one.word for one in group),
        words=words,
    )


def _common(aliases: Sequence[str]) -> str:
    """The tooltip that all boxes have."""
    return aliases[0] if len(set(aliases)) == 1 else ""


def _stacked(
    lines: Sequence[FieldBox],
    parts: Sequence[PrintedPart],
    known: Mapping[str, frozenset[frozenset[str]]],
) -> list[FieldBox]:
    """Boxes of choices below each other as one."""
    out: list[FieldBox] = []
    for line in sorted(lines, key=lambda box: -box.rect[3]):
        above = next((box for box in reversed(out) if _is_below(line, box, parts, known)), None)
        if above is None:
            out.append(line)
            continue
        above.pieces = (*above.pieces, Run("\n"), *line.pieces)
        above.spots, above.rect = [*above.spots, *line.spots], around([above.rect, line.rect])
        above.names |= line.names
        above.choices += line.choices
        above.words = [*above.words, *line.words]
        above.alias = _common([above.alias, line.alias])
    return out


def _is_below(
    line: FieldBox,
    above: FieldBox,
    parts: Sequence[PrintedPart],
    known: Mapping[str, frozenset[frozenset[str]]],
) -> bool:
    if not line.choices or not above.choices or abs(line.rect[0] - above.rect[0]) > _LEVEL:
        return False
    height = line.spots[0].rect[3] - line.spots[0].rect[1] if line.spots[0].rect else line.rect[3] - line.rect[1]
    if above.rect[1] - line.rect[1] > _STACKED * max(height, 10.0):
        return False
    if not _are_of_one([*above.choices, *line.choices], known):
        return False
    level = _middle(line)
    asked = any(p.rect[2] <= line.rect[0] and p.rect[1] <= level <= p.rect[3] for p in parts)
    between = any(
        line.rect[3] - 2 <= (p.rect[1] + p.rect[3]) / 2 <= above.rect[1] + 2
        and p.rect[0] < line.rect[2]
        and p.rect[2] > line.rect[0]
        for p in parts
    )
    return line.names == above.names or not (asked or between)
