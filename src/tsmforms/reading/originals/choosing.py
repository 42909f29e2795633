"""Which of the choices printed at a place are marked: signs on words; what stands in a box of its own `marks` judges.

A choice is marked by a tick, cross or filled box next to its word, by being
the only one that is not struck out, by a ring or highlight, or by bold,
underlined or coloured words where the others are plain. Signs that point to
two choices are both returned: what that means is judged where answers are put
together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import attrs

from tsmforms.model import FieldSpec
from tsmforms.model.outline import Colour, Look, Piece, Run
from tsmforms.reading.marks import BOXES, COLOURED, MARKS
from tsmforms.reading.originals.folding import fold, tidy, without_lead
from tsmforms.reading.originals.wording import choice_words

TICKS = MARKS - frozenset("xX/+*\u2022\u2219\u00b7")
"""Marks that are not also letters, strokes and bullets of a line of words."""


@attrs.frozen
class Chosen:
    """What was made of the choices of a place.

    `codes` are those marked; `typed` that the words are an answer and no printed
    choices; `is_clear` is False where a sign stands between two choices, or
    words that are none of this.
    """

    codes: frozenset[str] = frozenset()
    typed: bool = False
    printed: bool = False
    is_clear: bool = True
    rest: str = ""


@attrs.frozen
class _Item:
    """A choice's word, or a tick, in the words of a place, with its look."""

    start: int
    end: int
    code: str | None
    mark: bool
    looks: tuple[Look, ...] = ()


def chosen(field: FieldSpec, pieces: Sequence[Piece]) -> Chosen:
    """What is chosen among the choices of a question at a place."""
    runs = [
        piece
        for piece in pieces
        if isinstance(piece, Run) and not piece.look.prompt and not piece.look.deleted and not piece.look.hidden
    ]
    text = "".join(run.text for run in runs)
    items = _items(field, text, runs)
    words = [item for item in items if item.code is not None]
    rest = _rest(text, items)
    codes = {item.code for item in words}
    if len(codes) < _SEVERAL:
        return _one_word(words, items, rest) if words else _one_code(field, rest)
    marked, clear = _signs(text, words, items)
    standing = any(not look.is_gone for item in words for look in item.looks)
    return Chosen(frozenset(marked), printed=True, is_clear=clear and standing and not rest, rest=rest)


_SEVERAL = 2
EMPTY_BOX = "\u2610"


def _one_word(words: Sequence[_Item], items: Sequence[_Item], rest: str) -> Chosen:
    word = words[0]
    gone = all(look.is_gone for item in words for look in item.looks)
    ticks = [item for item in items if item.code is None]
    if gone or word.code is None or (ticks and not any(item.mark for item in ticks)):
        return Chosen(rest=rest)
    return Chosen(frozenset((word.code,)), typed=True, is_clear=not rest, rest=rest)


def _one_code(field: FieldSpec, rest: str) -> Chosen:
    """A choice written as its code: "K"."""
    code = next((choice.code for choice in field.choices if fold(choice.code) == fold(rest)), None)
    return Chosen(rest=rest, is_clear=not rest) if code is None else Chosen(frozenset((code,)), typed=True)


# --- the words of choices and the ticks


def _items(field: FieldSpec, text: str, runs: Sequence[Run]) -> list[_Item]:
    out = [*_choices(field, text), *_ticks(text)]
    taken: list[_Item] = []
    for item in sorted(out, key=lambda item: (item.start, -(item.end - item.start), item.code is None)):
        if not taken or item.start >= taken[-1].end:
            taken.append(item)
    return [attrs.evolve(item, looks=tuple(_looks(runs, item.start, item.end))) for item in taken]


def _choices(field: FieldSpec, text: str) -> Iterator[_Item]:
    words = sorted({(word, code) for code, word in choice_words(field)}, key=lambda pair: -len(pair[0]))
    if field.kind.is_coloured:
        yield from (_Item(at, at + 1, COLOURED[sign], False) for at, sign in enumerate(text) if sign in COLOURED)
    all_words = "|".join(_loose(word) for word, _ in words)
    for word, code in words:
        for match in re.finditer(
            rf"(?<![^\W_]){_loose(word)}(?=(?:[xX\u00d7]?(?:{all_words}))*[xX\u00d7]?(?![^\W_]))"
            rf"|(?<=[a-z]){_loose(word)}(?![^\W_])"
            if len(word) > 1
            else rf"(?<![^\W_'\u2019]){re.escape(word)}(?![^\W_'\u2019])",
            text,
            re.IGNORECASE,
        ):
            if len(word) == 1 or match.start() == 0 or not text[match.start() - 1].isalnum() or match[0][0].isupper():
                yield _Item(match.start(), match.end(), code, False)


def _loose(word: str) -> str:
    return r"[\s\-\u2010\u2011]*".join(map(re.escape, re.split(r"[\s-]+", word.strip())))


def _ticks(text: str) -> Iterator[_Item]:
    for match in re.finditer(r"[\[(]\s*([xX\u2713\u2714\u221a]?)\s*[\])]|(?<![^\W_])[xX](?![^\W_])", text):
        yield _Item(match.start(), match.end(), None, match[0][0] not in "[(" or bool(match[1]))
    for match in re.finditer(r"(?<=[a-z])[X\u00d7](?![a-z])", text):
        yield _Item(match.start(), match.end(), None, True)
    for at, char in enumerate(text):
        if char in TICKS or char in BOXES:
            yield _Item(at, at + 1, None, char in TICKS)


def _looks(runs: Sequence[Run], start: int, end: int) -> Iterator[Look]:
    at = 0
    for run in runs:
        if at < end and at + len(run.text) > start and run.text[max(0, start - at) : end - at].strip():
            yield run.look
        at += len(run.text)


_SEPARATORS = re.compile(
    r"[\s/|\\,;:.\-\u2013\u2014()\[\]_\u2026\u00b7?*]+"
    r"|\b(?:or|and|delete as (?:appropriate|applicable)|please (?:tick|circle|delete))\b",
    re.IGNORECASE,
)


def _rest(text: str, items: Sequence[_Item]) -> str:
    """The words that are neither choices nor ticks."""
    out, at = "", len(text) - len(without_lead(text))
    for item in items:
        out += text[at : item.start] + " "
        at = item.end
    return tidy(_SEPARATORS.sub(" ", out + text[at:])).strip()


# --- signs


def _signs(text: str, words: Sequence[_Item], items: Sequence[_Item]) -> tuple[set[str], bool]:
    ticked, clear = _ticked(text, items)
    marked = set(ticked)
    for sign in (_ring, _highlight):
        marked |= _looked(words, sign)
    standing = {item.code for item in words if not any(look.is_gone for look in item.looks)}
    struck = {item.code for item in words if item.looks and all(look.is_gone for look in item.looks)}
    if struck and len(standing - struck) == 1:
        marked |= {code for code in standing - struck if code}
    if not marked and not struck:
        for sign in (_bold, _underline, _coloured):
            found = _looked(words, sign)
            if len(found) == 1:
                marked |= found
    return marked, clear


def _looked(words: Sequence[_Item], sign: Callable[[Look], object]) -> set[str]:
    """The choices that have a sign, where others have none."""
    having = {item.code for item in words if item.looks and all(sign(look) for look in item.looks)}
    lacking = {item.code for item in words} - having
    return {code for code in having if code} if lacking else set()


def _ring(look: Look) -> object:
    return look.ringed


def _highlight(look: Look) -> object:
    return look.highlight


def _bold(look: Look) -> object:
    return look.bold


def _underline(look: Look) -> object:
    return look.underlined


def _coloured(look: Look) -> object:
    return look.colour


def _ticked(text: str, items: Sequence[_Item]) -> tuple[set[str], bool]:
    """The choices with a tick next to them, and whether each tick is that of one choice."""
    boxes = [item for item in items if item.code is None]
    words = [item for item in items if item.code is not None]
    if not any(box.mark for box in boxes):
        return set(), True
    out: set[str] = set()
    clear = True
    for at, item in enumerate(items):
        if item.code is None and item.mark:
            owner = _owner(text, items, at, boxes, words)
            if owner is None or owner.code is None:
                clear = False
            else:
                out.add(owner.code)
    return out, clear


def _owner(text: str, items: Sequence[_Item], at: int, boxes: Sequence[_Item], words: Sequence[_Item]) -> _Item | None:
    before = items[at - 1] if at and items[at - 1].code is not None else None
    after = items[at + 1] if at + 1 < len(items) and items[at + 1].code is not None else None
    if len(boxes) == len(words):
        leads = items[0].code is None
        return after if leads else before
    if before is None or after is None:
        return before or after
    gaps = [text[before.end : items[at].start], text[items[at].end : after.start]]
    parted = [bool(re.search(r"[/|,;\n\t]| {2}", gap)) for gap in gaps]
    if parted[0] == parted[1]:
        return None
    return after if parted[0] else before


# --- colours

_LOW, _HIGH = 110, 150


def rating_of(fill: Colour | None) -> str | None:
    """The rating that a cell's colour shows; None where it is none of red, amber and green, or pale grey and white."""
    if fill is None:
        return None
    red, green, blue = (int(fill[at : at + 2], 16) for at in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < 60 or blue > max(red, green) - 20:
        return None
    if green > red + 20:
        return "green"
    if red > 150 and green < 0.45 * red + 20:
        return "red"
    return "amber" if red > 150 and green > 0.5 * red else None


__all__ = ["EMPTY_BOX", "TICKS", "Chosen", "chosen", "rating_of"]
