"""Choices printed as words next to their boxes, of which people strike, ring, highlight or embolden some.

Who fills in a form that says "delete as appropriate" strikes a word through, or
deletes it, and ticks nothing. Others ring or highlight the word they mean, or
colour its cell. Where one choice alone stands out, that is the answer, with
method `mark`, and it is reported, since nobody ticked it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model import Found
from tsmforms.model.outline import Run, Spot, Start
from tsmforms.reading.findings import BoxKey, Findings
from tsmforms.reading.keyed.anchors import Anchored
from tsmforms.reading.keyed.regions import inside
from tsmforms.reading.marks import folded
from tsmforms.reading.scene import Scene

_SURE = 0.8
_ADVICE = "tick the choice that is meant"


@attrs.frozen(slots=False, eq=False)
class _Question:
    """The boxes of one question, for each choice its anchor; `group` are those in the spots that are looked at."""

    path: str
    anchors: Mapping[str, Anchored]
    group: Sequence[Anchored]

    @cached_property
    def words(self) -> Mapping[str, tuple[Run, ...]]:
        """For each choice the runs printed behind its box in the same spot."""
        spots = {one.spot.number: one.spot for one in self.group}
        return {
            code: runs
            for spot in spots.values()
            for code, runs in _words(spot, [one for one in self.group if one.spot is spot]).items()
        }

    @property
    def takes_one(self) -> bool:
        """Whether one choice at most may be marked."""
        return self.first.box.takes_one

    @property
    def name(self) -> str:
        return self.first.box.leaf.question

    @property
    def first(self) -> Anchored:
        return next(iter(self.anchors.values()))

    def label(self, code: str) -> str:
        return self.anchors[code].box.choice_label

    def shown(self, code: str) -> str:
        """The words of a choice that count."""
        return "".join(run.text for run in self.words.get(code, ()) if not run.look.is_gone)


def struck(scene: Scene, before: Findings) -> Findings:
    """Questions whose choices stand in one spot with their words, some of which were struck through or deleted."""
    changes: list[Found] = []
    notes: list[Diagnostic] = []
    boxes = {(one.path, one.option): one for one in before.found}
    for question in _questions(scene, printed_together=True):
        left = [code for code in question.anchors if folded(question.shown(code)) == folded(question.label(code))]
        gone = [code for code in question.anchors if not any(c.isalnum() for c in question.shown(code))]
        if not gone:
            continue
        ticked = {code for code in question.anchors if _is_ticked(boxes.get((question.path, code)))}
        complete = len(gone) + len(left) == len(question.first.box.field.choices)
        if not left:
            notes += [_all_struck(question)] if len(gone) == len(question.anchors) and complete and not ticked else []
        elif not ticked or ticked & set(gone):
            answer = left[0] if len(left) == 1 and complete and not ticked else None
            notes.append(_struck_note(question, left[0], is_ticked=bool(ticked), is_answer=answer is not None))
            changes += _changed(question, boxes, answer)
    return before.replaced(changes, Findings(notes=tuple(notes)))


def _questions(scene: Scene, printed_together: bool) -> Iterator[_Question]:
    """Every question that has a box for each choice; `printed_together`: those that take one, in one spot only."""
    groups: dict[tuple[str, int], list[Anchored]] = {}
    for one in scene.anchored:
        if one.box.option and one.path and one.kind != "label" and (one.box.takes_one or not printed_together):
            groups.setdefault((one.path, one.spot.number if printed_together else 0), []).append(one)
    for (path, _), group in groups.items():
        anchors = {one.box.option or "": one for one in group}
        if len(anchors) > 1 or not group[0].box.takes_one:
            yield _Question(path, anchors, group)


def _words(spot: Spot, group: Sequence[Anchored]) -> dict[str, tuple[Run, ...]]:
    """What is printed behind the box of each choice, up to the next box."""
    begins = {one.at: one.box.option or "" for one in group}
    out: dict[str, list[Run]] = {code: [] for code in begins.values()}
    inside, code = 0, ""
    for at, piece in enumerate(spot.pieces):
        code = begins.get(at, code)
        if piece.__class__ is not Run:
            inside = max(0, inside + (1 if piece.__class__ is Start else -1))
        elif code and not inside:
            out[code].append(piece)
    return {code: tuple(runs) for code, runs in out.items()}


def _changed(question: _Question, boxes: Mapping[BoxKey, Found], answer: str | None) -> Iterable[Found]:
    for code in question.anchors:
        if (box := boxes.get((question.path, code))) is not None:
            yield attrs.evolve(
                box,
                value=code == answer,
                raw=question.shown(code).strip() or box.raw,
                method="mark" if code == answer else box.method,
                confidence=_SURE,
            )


def _is_ticked(box: Found | None) -> bool:
    return box is not None and box.value is True


def _struck_note(question: _Question, left: str, *, is_ticked: bool, is_answer: bool) -> Diagnostic:
    place, path = question.first.spot.place, question.path
    if is_ticked:
        return Diagnostic(
            "D0101",
            "error",
            worded("D0101", "ticked_and_struck", name=question.name),
            "tick one choice, and put back the words that were struck through",
            field=path,
            place=place,
        )
    what = "read as the one that is left" if is_answer else "not read, since more than one is left"
    return Diagnostic(
        "D0109",
        "warning",
        worded("D0109", "some_struck", name=question.name, what=what),
        _ADVICE,
        field=path,
        place=place,
        found=question.label(left) if is_answer else None,
    )


def _all_struck(question: _Question) -> Diagnostic:
    return Diagnostic(
        "D0109",
        "warning",
        worded("D0109", "all_struck", name=question.name),
        _ADVICE,
        field=question.path,
        place=question.first.spot.place,
    )


# --- choices that stand out


def standing_out(scene: Scene, before: Findings) -> Findings:
    """Questions that nobody ticked, of which one choice is coloured, highlighted, ringed or bold and no other is.

    Of a question that takes several choices each that stands out is marked.
    """
    open_questions = [
        question
        for question in _questions(scene, printed_together=False)
        if question.path not in before.marked and question.path not in before.settled
    ]
    boxes = {(one.path, one.option): one for one in before.found}
    changes: list[Found] = []
    notes: list[Diagnostic] = []
    for question in open_questions:
        signs = {code: sign for code in question.anchors if (sign := _sign(scene, question, code))}
        all_alike = len(signs) == len(question.anchors) > 1 and len(set(signs.values())) == 1
        if not signs or (all_alike and question.takes_one):
            notes += _rings(question) if not signs else ()
        elif all_alike or (len(signs) > 1 and question.takes_one):
            notes.append(_too_many_signs(question, list(signs)))
        else:
            changes += (box for code in signs for box in _stood_out(question, boxes, code))
            notes.append(_sign_note(question, signs))
    for question in _questions(scene, printed_together=False):
        if question.path in before.marked and not question.takes_one and _is_uneven(question, boxes):
            changes += (attrs.evolve(boxes[question.path, code], value=False) for code in question.anchors)
            notes.append(_written_and_set(question))
    return before.replaced(changes, Findings(notes=tuple(notes)))


def _is_uneven(question: _Question, boxes: Mapping[BoxKey, Found]) -> bool:
    """Whether the word or letter of each choice is written in its box, and only some of them in bold."""
    found = [boxes.get((question.path, code)) for code in question.anchors]
    written = all(one is not None and one.value is True and any(map(str.isalpha, one.raw)) for one in found)
    crossed = all(one is not None and folded(one.raw) in _CROSSES for one in found)
    runs = [[run for run in inside(one) if isinstance(run, Run)] for one in question.anchors.values()]
    bold = sum(any(run.look.bold for run in those) for those in runs)
    return written and not crossed and 0 < bold < len(runs)


_CROSSES = frozenset(("x", "xx", "v", "y", "yes", "tick"))
"""Letters and words that mark a box whichever choice it is of."""


def _written_and_set(question: _Question) -> Diagnostic:
    return Diagnostic(
        "D0101",
        "error",
        worded("D0101", "only_some_bold", name=question.name),
        _ADVICE,
        field=question.path,
        place=question.first.spot.place,
    )


def _sign(scene: Scene, question: _Question, code: str) -> str | None:
    """How a choice stands out from the blank; None where it does not."""
    one = question.anchors[code]
    spot = one.spot
    alone = sum(other.spot is spot for other in question.anchors.values()) == 1
    runs = [
        run
        for run in (*question.words.get(code, ()), *(p for p in spot.pieces if alone and isinstance(p, Run)))
        if run.text.strip()
    ]
    tick = [piece for piece in inside(one) if isinstance(piece, Run)] if one.kind == "key" else []
    printed = _highlights_of_blank(scene, one)
    signs = {
        "ringed": any(run.look.ringed for run in (*runs, *tick)) or (alone and spot.ringed),
        "highlighted": any(run.look.highlight not in printed for run in (*runs, *tick)),
    }
    for sign, there in signs.items():
        if there:
            return sign
    if alone and spot.fill is not None and _is_coloured(scene, one):
        return "coloured"
    if runs and any(run.look.bold for run in question.words.get(code, ()) if run.text.strip()):
        return "bold" if not _is_bold_in_blank(scene, question, code) else None
    return None


def _is_coloured(scene: Scene, one: Anchored) -> bool:
    """Whether the cell of a choice has another colour than the blank gives it."""
    return one.spot.fill != scene.ground.tint(one.box.pattern, one.box.option)


def _highlights_of_blank(scene: Scene, one: Anchored) -> frozenset[str | None]:
    """The colours that the blank lays behind words where a choice stands; None, for none, is always among them."""
    blank = scene.ground.spots.get((one.box.pattern, one.box.option))
    pieces = blank.pieces if blank is not None else ()
    return frozenset({None, *(piece.look.highlight for piece in pieces if isinstance(piece, Run))})


def _is_bold_in_blank(scene: Scene, question: _Question, code: str) -> bool:
    one = question.anchors[code]
    blank = scene.ground.spots.get((one.box.pattern, one.box.option))
    if blank is None:
        return True
    return any(
        isinstance(piece, Run) and piece.look.bold and folded(piece.text) == folded(question.label(code))
        for piece in blank.pieces
    )


def _stood_out(question: _Question, boxes: Mapping[BoxKey, Found], answer: str) -> Iterable[Found]:
    box = boxes.get((question.path, answer))
    if box is not None:
        yield attrs.evolve(box, value=True, raw=question.label(answer), method="mark", confidence=_SURE)


def _sign_note(question: _Question, signs: Mapping[str, str]) -> Diagnostic:
    code, sign = next(iter(signs.items()))
    said = "one choice" if len(signs) == 1 else f"{len(signs)} choices"
    return Diagnostic(
        "D0114",
        "warning",
        worded("D0114", "read_as_that", name=question.name, said=said, sign=sign),
        _ADVICE,
        field=question.path,
        place=question.anchors[code].spot.place,
        found=_labels(question, signs),
    )


def _too_many_signs(question: _Question, codes: Sequence[str]) -> Diagnostic:
    return Diagnostic(
        "D0102",
        "error",
        worded("D0102", "several_stand_out", name=question.name, count=len(codes)),
        _ADVICE,
        field=question.path,
        place=question.anchors[codes[1]].spot.place,
        found=_labels(question, codes),
    )


def _labels(question: _Question, codes: Iterable[str]) -> str:
    return " and ".join(question.label(code) for code in codes)


def _rings(question: _Question) -> Iterator[Diagnostic]:
    """That a ring was drawn where several choices are printed: a file does not say over which of them it lies."""
    spots = {one.spot.number: one.spot for one in question.anchors.values() if one.spot.ringed}
    for spot in list(spots.values())[:1]:
        yield Diagnostic(
            "D0114",
            "warning",
            worded("D0114", "ring", name=question.name),
            _ADVICE,
            field=question.path,
            place=spot.place,
        )
