"""Tick boxes: the character that is shown against the state that is stored.

Where the two differ neither is chosen: two marks of either sort on a question
that takes one are two marks, anything else is a contradiction.
"""

from __future__ import annotations

import attrs

from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.formats.docx.anchors import Anchor, Question
from tsmforms.formats.docx.outline import Box
from tsmforms.formats.docx.symbols import EMPTY, is_marked
from tsmforms.model import Found


@attrs.frozen
class _Torn:
    anchor: Anchor
    shown: bool
    text: str


def is_ticked(question: Question, text: str) -> bool | None:
    """Whether the box of one choice is marked, which its own choice does too when it is written there: "R" or "Red".

    None where it holds something else.
    """
    marked = is_marked(text)
    word = text.strip().strip("".join(EMPTY)).strip().casefold()
    return True if marked is None and word in _own_words(question) else marked


def _own_words(question: Question) -> set[str]:
    field = question.leaf.field
    label = next((c.label for c in field.choices if c.code == question.option), "").casefold()
    return {label, label[:1]} if field.kind == "rating" else {label}


class Ticks:
    """The tick boxes of one file; what is to be said of them goes to `diagnostics`."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self.diagnostics = diagnostics
        self._torn: dict[str, list[_Torn]] = {}
        self.contradicted: set[str] = set()

    def state(self, anchor: Anchor, box: Box) -> bool:
        """Whether a box is ticked in any sense; `settled` judges those that are torn."""
        shown = is_ticked(anchor.question, box.text)
        if shown is None:
            self._note("D0207", anchor, "holds something that is neither a tick nor nothing",
                       "tick the box or leave it empty", box.text)
            return False
        if box.checked is not None and box.text.strip() and shown != box.checked:
            self._torn.setdefault(anchor.path, []).append(_Torn(anchor, shown, box.text))
            return True
        return shown or (box.checked is True and not box.text.strip())

    def settled(self, found: list[Found]) -> list[Found]:
        """The boxes, with none ticked where the two senses contradict each other."""
        if not self._torn:
            return found
        unticked: set[tuple[str, str | None]] = set()
        for path, torn in self._torn.items():
            boxes = [f for f in found if f.path == path and f.option is not None]
            if _takes_one(torn[0].anchor.question) and _two_marked(boxes, torn):
                continue
            self.contradicted.add(path)
            for item in torn:
                shown, stored = ("a tick", "without one") if item.shown else ("no tick", "as ticked")
                self._note("D0101", item.anchor, f"shows {shown} and is stored {stored}, so it was not read",
                           "tick the box again in Word, or untick it", item.text)
            unticked |= _unticked(path, boxes, torn)
        return [attrs.evolve(f, value=False) if (f.path, f.option) in unticked else f for f in found]

    def _note(self, code: str, anchor: Anchor, what: str, advice: str, found: str) -> None:
        place: Place = anchor.spot.place
        self.diagnostics.append(Diagnostic(
            code, "error", f'"{anchor.question.name}" {what}', advice, field=anchor.path or None, place=place,
            found=found))


def _takes_one(question: Question) -> bool:
    return question.leaf.field.kind != "multiple_choice"


def _two_marked(boxes: list[Found], torn: list[_Torn]) -> bool:
    """Whether two boxes are shown as marked, or two are stored so."""
    sure = sum(f.value is True for f in boxes) - len(torn)
    shown = sum(item.shown for item in torn)
    return max(sure + shown, sure + len(torn) - shown) > 1


def _unticked(path: str, boxes: list[Found], torn: list[_Torn]) -> set[tuple[str, str | None]]:
    if _takes_one(torn[0].anchor.question):
        return {(path, f.option) for f in boxes}
    return {(path, item.anchor.question.option) for item in torn}
