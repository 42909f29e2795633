"""Words that are struck through, deleted or hidden: never an answer in any format, and reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model.outline import Look, Run, Spot, gone_words_of
from tsmforms.model.spec import choices_of
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.anchors import Anchored
from tsmforms.reading.marks import folded
from tsmforms.reading.scene import Scene

_NAMED_AT_MOST = 30
_ADVICE = "look at it; if it is meant as an answer, type it anew"


def gone(scene: Scene, before: Findings) -> Findings:
    """A diagnostic for each spot with such words, at the question whose box it is; not for choices judged before."""
    owners = _owners(scene.anchored)
    reported = {note.field for note in before.notes if note.code in ("D0101", "D0109")}
    notes = [
        note
        for spot in scene.outline.spots
        if _gone(spot) and spot.part not in ("header", "footer") and not _was_judged(scene, spot, before)
        for note in _notes(scene, spot, owners.get(spot.number), reported)
    ]
    if len(notes) > _NAMED_AT_MOST:
        rest = [note for note in notes if note.field is None]
        notes = [note for note in notes if note.field is not None] + rest[:_NAMED_AT_MOST]
    return Findings(notes=tuple(notes))


def _gone(spot: Spot) -> list[Run]:
    return [p for p in spot.pieces if p.__class__ is Run and p.look.is_gone and p.text.strip()]


def _was_judged(scene: Scene, spot: Spot, before: Findings) -> bool:
    """Whether the struck words of a copy without our boxes are choices that were read as "delete as appropriate"."""
    if spot.number not in before.used or scene.anchored:
        return False
    struck = {folded(word) for word in _BETWEEN.split(gone_words_of(spot.pieces))} - {""}
    return struck <= {folded(choice.label) for box in scene.boxes.all for choice in choices_of(box.field)}


_BETWEEN = re.compile(r"[/|,;\n\t]| {2,}")
"""What stands between choices printed side by side."""


def _owners(anchored: Iterable[Anchored]) -> dict[int, Anchored]:
    out: dict[int, Anchored] = {}
    for one in anchored:
        if one.path and one.kind != "label":
            out.setdefault(one.spot.number, one)
    return out


def _notes(scene: Scene, spot: Spot, owner: Anchored | None, reported: set[str | None]) -> Iterator[Diagnostic]:
    runs = _gone(spot)
    words = "".join(run.text for run in runs).strip()
    if owner is not None and owner.path in reported:
        return
    if (owner is None and scene.ground.printed.has_piece(words)) or (owner is not None and _is_choice(owner, words)):
        return
    how = _how(runs[0].look)
    if owner is not None:
        yield Diagnostic(
            "D0111",
            "warning",
            worded("D0111", "in_answer", question=owner.box.leaf.question, how=how),
            _ADVICE,
            field=owner.path,
            place=spot.place,
            found=words,
        )
    else:
        yield Diagnostic(
            "D0111", "warning", worded("D0111", "elsewhere", how=how), _ADVICE, place=spot.place, found=words
        )


def _is_choice(owner: Anchored, words: str) -> bool:
    """Whether it is the word of a choice next to its box: the box says whether it is meant."""
    return owner.box.option is not None and folded(words) in {folded(c.label) for c in choices_of(owner.box.field)}


def _how(look: Look) -> str:
    return "struck through" if look.struck else "deleted" if look.deleted else "hidden"
