"""What differs between what two templates say: multisets, so that order and look are free.

Passages are held together with the conditions they stand in and the headings over them, boxes with what they print.
What is left on both sides is paired, so that a difference is named as what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal

import attrs

from tsmforms.diagnostics import Place
from tsmforms.templates.said import PlacedBox, Role, TemplatePassage, TemplateText, shown, without_marks

Kind = Literal[
    "words gone",
    "words added",
    "reworded",
    "said again",
    "condition",
    "heading",
    "label",
    "region",
    "boxes moved",
    "box gone",
    "box twice",
    "box prints another answer",
    "box prints nothing",
    "box without a control",
    "address order",
    "box added",
]
"""What a difference is."""

_ALIKE = 0.55
"""How much of two passages is the same where one is the other reworded."""


@attrs.frozen
class SaidDifference:
    """One difference: what was said and is said now, in the words of a report.

    `where` is the passage it is in, on the side of the newer template if it is there.
    """

    kind: Kind
    before: str = ""
    after: str = ""
    where: str = ""
    role: Role = "paragraph"
    box: str = ""
    known: bool = False
    place: Place | None = attrs.field(default=None, eq=False)


def differences(
    before: TemplateText, after: TemplateText, letterhead: Iterable[str] = ()
) -> tuple[SaidDifference, ...]:
    """Everything that the second says differently from the first.

    Args:
        before: What should be said: of the template built from the spec, or of an older version.
        after: What is said.
        letterhead: Lines of the sender, which may be anywhere, or be a picture.
    """
    boxes = _boxes(before.boxes, after.boxes)
    troubled = frozenset(one.box for one in boxes if one.kind in ("box gone", "box twice", "box added"))
    free = frozenset(letterhead)
    old = [_without(one, troubled) for one in before.passages if one.words not in free]
    new = [_without(one, troubled) for one in after.passages if one.words not in free]
    gone, come = _left(old, new), _left(new, old)
    pairing = _Pairing(gone, come, old)
    pairing.run()
    return (*boxes, *pairing.found, *_address_order(old, new))


def _without(passage: TemplatePassage, names: frozenset[str]) -> TemplatePassage:
    """A passage without boxes that are reported already."""
    return attrs.evolve(passage, words=without_marks(passage.words, names)) if names else passage


def _left(some: Sequence[TemplatePassage], others: Sequence[TemplatePassage]) -> list[TemplatePassage]:
    """What is there more often than on the other side."""
    spare = Counter(_key(one) for one in others)
    out = []
    for one in some:
        if spare[_key(one)]:
            spare[_key(one)] -= 1
        elif one.words:
            out.append(one)
    return out


def _key(one: TemplatePassage) -> tuple[object, ...]:
    return one.region, one.words, one.when, one.column, one.row


# --- boxes


def _boxes(before: Sequence[PlacedBox], after: Sequence[PlacedBox]) -> tuple[SaidDifference, ...]:
    wanted, there = Counter(one.name for one in before), Counter(one.name for one in after)
    prints = {one.name: one.expression for one in before}
    out = []
    for name in wanted:
        if there[name] < wanted[name]:
            out.append(SaidDifference("box gone", name, box=name))
        elif there[name] > wanted[name]:
            place = [one.place for one in after if one.name == name][-1]
            out.append(SaidDifference("box twice", name, name, box=name, place=place))
    for one in after:
        if one.name in prints and one.expression != prints[one.name]:
            kind: Kind = "box prints another answer" if one.expression else "box prints nothing"
            out.append(SaidDifference(kind, prints[one.name], one.expression, box=one.name, place=one.place))
        elif one.name not in prints:
            out.append(SaidDifference("box added", "", one.name, box=one.name, place=one.place))
    return tuple(out)


# --- passages


@attrs.define(eq=False)
class _Pairing:
    """Passages of both sides that are left, paired by what they have in common."""

    gone: list[TemplatePassage]
    come: list[TemplatePassage]
    old: list[TemplatePassage]
    found: list[SaidDifference] = attrs.field(factory=list)

    def run(self) -> None:
        """Pair what is left, the surest pairs first."""
        self._joined(self.gone, self.come)
        self._joined(self.come, self.gone)
        self._same(lambda one: (one.words, one.column, one.row, one.region), self._condition)
        self._same(lambda one: (one.words, one.when, one.row, one.region), self._heading)
        self._same(lambda one: (one.words, one.when, one.column, one.region), self._label)
        self._same(lambda one: (one.words, one.when, one.column, one.row), self._region)
        self._same(lambda one: (one.words, one.region), self._two_things)
        self._same(lambda one: (without_marks(one.words), one.when, one.region, bool(one.boxes)), self._moved)
        self._reworded()
        self._rest()
        self.found = _once(self._without_consequences())

    def _without_consequences(self) -> list[SaidDifference]:
        """A heading or label that was reworded is named itself, and not at each box under or next to it."""
        reworded = {(one.before, one.after) for one in self.found if one.kind == "reworded" and one.role != "cell"}
        return [
            one
            for one in self.found
            if not (one.kind in ("heading", "label") and not one.known and (one.before, one.after) in reworded)
        ]

    def _pair(self, gone: TemplatePassage, come: TemplatePassage) -> None:
        self.gone.remove(gone)
        self.come.remove(come)

    def _joined(self, whole: list[TemplatePassage], pieces: list[TemplatePassage]) -> None:
        """Take out paragraphs that were only cut in two or put together: their words are the same."""
        for one in list(whole):
            run = _run_of(one, pieces)
            if run:
                whole.remove(one)
                for piece in run:
                    pieces.remove(piece)

    def _same(
        self,
        key: Callable[[TemplatePassage], object],
        tell: Callable[[TemplatePassage, TemplatePassage], Iterable[SaidDifference]],
    ) -> None:
        for gone in list(self.gone):
            come = next((one for one in self.come if key(one) == key(gone)), None)
            if come is not None and come.words:
                self.found += tell(gone, come)
                self._pair(gone, come)

    def _condition(self, gone: TemplatePassage, come: TemplatePassage) -> Iterable[SaidDifference]:
        yield _difference("condition", _conditions(gone), _conditions(come), come)

    def _heading(self, gone: TemplatePassage, come: TemplatePassage) -> Iterable[SaidDifference]:
        known = come.column in {one.column for one in self.old if one.table == gone.table or not come.column}
        yield _difference("heading", gone.column, come.column, come, known)

    def _label(self, gone: TemplatePassage, come: TemplatePassage) -> Iterable[SaidDifference]:
        known = come.row in {one.row for one in self.old}
        yield _difference("label", gone.row, come.row, come, known)

    def _region(self, gone: TemplatePassage, come: TemplatePassage) -> Iterable[SaidDifference]:
        yield _difference("region", gone.region or "the text", come.region or "the text", come)

    def _two_things(self, gone: TemplatePassage, come: TemplatePassage) -> Iterable[SaidDifference]:
        if gone.when != come.when:
            yield from self._condition(gone, come)
        if gone.column != come.column:
            yield from self._heading(gone, come)
        if gone.row != come.row:
            yield from self._label(gone, come)

    def _moved(self, gone: TemplatePassage, come: TemplatePassage) -> Iterable[SaidDifference]:
        if not gone.boxes or sorted(gone.boxes) == sorted(come.boxes):
            kind: Kind = "boxes moved" if gone.boxes else "reworded"
        else:
            kind = "boxes moved"
        yield _difference(kind, shown(gone.words), shown(come.words), come, True)

    def _reworded(self) -> None:
        """The pairs that are most alike; in doubt the same boxes decide."""
        scored = sorted(
            ((_alike(gone, come), -at, gone, come) for at, gone in enumerate(self.gone) for come in self.come),
            key=lambda one: one[:2],
            reverse=True,
        )
        for score, _, gone, come in scored:
            if score >= _ALIKE and _is_in(gone, self.gone) and _is_in(come, self.come):
                known = without_marks(come.words) in {
                    without_marks(one.words) for one in self.old if one.boxes != come.boxes
                }
                self.found.append(_difference("reworded", shown(gone.words), shown(come.words), come, known))
                if gone.when != come.when:
                    self.found += self._condition(gone, come)
                _take(gone, self.gone)
                _take(come, self.come)

    def _rest(self) -> None:
        said = Counter(one.words for one in self.old)
        for one in self.gone:
            self.found.append(_difference("words gone", shown(one.words), "", one))
        for one in self.come:
            kind: Kind = "said again" if said[one.words] else "words added"
            self.found.append(_difference(kind, "", shown(one.words), one))


def _is_in(one: TemplatePassage, some: Sequence[TemplatePassage]) -> bool:
    return any(other is one for other in some)


def _take(one: TemplatePassage, some: list[TemplatePassage]) -> None:
    some[:] = [other for other in some if other is not one]


def _difference(kind: Kind, before: str, after: str, passage: TemplatePassage, known: bool = False) -> SaidDifference:
    box = passage.boxes[0] if passage.boxes else ""
    return SaidDifference(kind, before, after, shown(passage.words), passage.role, box, known, passage.place)


def _conditions(one: TemplatePassage) -> str:
    return " and ".join(one.when) or "always"


def _run_of(whole: TemplatePassage, pieces: Sequence[TemplatePassage]) -> list[TemplatePassage]:
    """Passages that follow each other, under the same conditions, and say together what this one says."""
    for start, first in enumerate(pieces):
        if not first.words or not whole.words.startswith(first.words):
            continue
        run, words = [first], first.words
        for piece in pieces[start + 1 :]:
            if words == whole.words:
                break
            run.append(piece)
            words = f"{words} {piece.words}"
        alike = all((one.when, one.region) == (whole.when, whole.region) for one in run)
        if len(run) > 1 and words == whole.words and alike and len({(one.column, one.row) for one in run}) == 1:
            return run
    return []


def _alike(gone: TemplatePassage, come: TemplatePassage) -> float:
    if gone.region != come.region or (gone.role == "heading") != (come.role == "heading"):
        return 0.0
    if gone.boxes and gone.boxes == come.boxes and gone.when == come.when:
        return 2.0
    if gone.role == come.role == "heading" and gone.table == come.table:
        return 1.0
    return SequenceMatcher(None, shown(gone.words), shown(come.words), autojunk=False).ratio()


def _address_order(old: Sequence[TemplatePassage], new: Sequence[TemplatePassage]) -> Iterable[SaidDifference]:
    """The lines of the address, whose order is not free."""
    was = [one.words for one in old if one.region == "window"]
    now = [one for one in new if one.region == "window"]
    words = [one.words for one in now]
    if was != words and sorted(was) == sorted(words):
        yield SaidDifference(
            "address order", " / ".join(map(shown, was)), " / ".join(map(shown, words)), place=now[0].place
        )


def _once(found: Iterable[SaidDifference]) -> list[SaidDifference]:
    """A heading or label that changed is named once for its column or row."""
    kept: list[SaidDifference] = []
    seen: set[tuple[object, ...]] = set()
    for one in found:
        key = (one.kind, one.before, one.after, one.where if one.kind not in ("heading", "label") else "")
        if key in seen and one.kind != "said again":
            continue
        seen.add(key)
        kept.append(one)
    return kept
