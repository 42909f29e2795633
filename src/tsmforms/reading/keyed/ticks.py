"""Tick boxes: what is shown against what is stored.

Where the two differ neither is chosen: two marks of either sort on a question
that takes one are two marks, anything else is a contradiction.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import attrs

from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.model import Found
from tsmforms.model.answers import Method
from tsmforms.model.boxes import Box
from tsmforms.model.outline import Piece, TypedCell, words_of
from tsmforms.model.spec import choices_of
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.anchors import Anchored
from tsmforms.reading.keyed.typed import error_note, formula_notes
from tsmforms.reading.marks import Mark, mark_of


@attrs.frozen(eq=False)
class Tick:
    """The box of one choice: what it shows, what the file stores, and the words in it.

    `is_drawn`: a file of this format draws the mark itself, so that nothing
    shown means an empty box (PDF); else it may be one that a program emptied.
    """

    box: Box
    path: str
    shown: Mark
    stored: bool | None
    text: str
    place: Place
    notes: tuple[Diagnostic, ...] = ()
    is_drawn: bool = False

    @property
    def is_torn(self) -> bool:
        """Whether it shows something other than it stores."""
        is_blank = not self.text.strip() and not self.is_drawn
        return (
            self.stored is not None
            and not is_blank
            and self.shown in ("marked", "empty")
            and (self.shown == "marked") != self.stored
        )


def judge(box: Box, text: str) -> Mark:
    """What stands in the box of a choice of this question."""
    return _known(box, text) if len(text) < _SHORT else _judged(box, text)


_SHORT = 8
"""Most tick boxes contain a mark or nothing, which is judged once for each box of the form."""


def _judged(box: Box, text: str) -> Mark:
    choices = choices_of(box.field)
    own = next((choice for choice in choices if choice.code == box.option), None)
    if own is None:
        return "unclear"
    return mark_of(text, own, [choice for choice in choices if choice is not own])


_known = lru_cache(maxsize=20_000)(_judged)


def tick_of(one: Anchored, pieces: Sequence[Piece], place: Place) -> Tick:
    """The tick box of a key, from what stands in it."""
    key, cell = one.key, one.spot.cell
    text = words_of(pieces) if cell is None else _shown(cell, one.spot.text)
    stored = key.stored if key is not None and isinstance(key.stored, bool) else None
    notes = () if cell is None else _cell_notes(one, cell, place)
    shown: Mark = "empty" if cell is not None and cell.shape == "error" else judge(one.box, text)
    drawn = key is not None and key.space == "acroform"
    return Tick(one.box, one.path, shown, stored, text, place, notes, is_drawn=drawn)


def _shown(cell: TypedCell, text: str) -> str:
    return cell.stored.removesuffix(".0") if cell.shape in ("number", "bool") and text.strip() else text


def _cell_notes(one: Anchored, cell: TypedCell, place: Place) -> tuple[Diagnostic, ...]:
    errors = (error_note(cell, one.box.leaf, one.path, place),) if cell.shape == "error" else ()
    return (*formula_notes(cell, one.box.leaf, one.path, place), *errors)


def settled(ticks: Sequence[Tick], method: Method = "key", sure: float = 1.0) -> Findings:
    """The boxes of choices, with none marked where what is shown and what is stored contradict each other."""
    found = [_found(tick, method, sure) for tick in ticks]
    notes = [
        note
        for tick in ticks
        for note in (*tick.notes, *strange(tick.shown, tick.box, tick.path, tick.place, tick.text))
    ]
    torn: dict[str, list[Tick]] = {}
    for tick in ticks:
        if tick.is_torn:
            torn.setdefault(tick.path, []).append(tick)
    unticked: set[tuple[str, str | None]] = set()
    contradicted: set[str] = set()
    for path, group in torn.items():
        boxes = [tick for tick in ticks if tick.path == path]
        if group[0].box.takes_one and _two_marked(boxes, group):
            continue
        contradicted.add(path)
        notes += map(_torn, group)
        unticked |= {(path, tick.box.option) for tick in (boxes if group[0].box.takes_one else group)}
    kept = tuple(attrs.evolve(one, value=False) if (one.path, one.option) in unticked else one for one in found)
    return Findings(kept, tuple(notes), settled=frozenset(contradicted))


def _found(tick: Tick, method: Method, sure: float) -> Found:
    marked = tick.is_torn or tick.shown == "marked" or (tick.stored is True and not tick.text.strip())
    raw = tick.box.choice_label if tick.is_drawn and marked else tick.text
    return Found(tick.path, marked, raw, method, tick.place, sure, tick.box.option)


def strange(shown: Mark, box: Box, path: str, place: Place, text: str) -> tuple[Diagnostic, ...]:
    """That a tick box contains words that are neither a mark nor nothing, or the word of another choice."""
    if shown == "unclear":
        return (
            Diagnostic(
                "D0219",
                "error",
                worded("D0219", question=box.question),
                "mark the box with X, or empty it",
                field=path or None,
                place=place,
                found=text,
            ),
        )
    if shown == "other choice":
        return (
            Diagnostic(
                "D0207",
                "error",
                worded("D0207", "word_of_another", question=box.question),
                "mark one box with X",
                field=path or None,
                place=place,
                found=text,
            ),
        )
    return ()


def _two_marked(boxes: Sequence[Tick], torn: Sequence[Tick]) -> bool:
    """Whether two boxes are shown as marked, or two are stored so."""
    sure = sum(_found(tick, "key", 1.0).value is True for tick in boxes) - len(torn)
    shown = sum(tick.shown == "marked" for tick in torn)
    return max(sure + shown, sure + len(torn) - shown) > 1


def _torn(tick: Tick) -> Diagnostic:
    shown, stored = ("a mark", "without one") if tick.shown == "marked" else ("no mark", "as marked")
    return Diagnostic(
        "D0101",
        "error",
        worded("D0101", "shown_and_stored", question=tick.box.question, shown=shown, stored=stored),
        "mark the box again, or clear it, and save the file",
        field=tick.path,
        place=tick.place,
        found=tick.text or None,
    )
