"""Choices crossed out, as a form says that is printed "delete as appropriate".

Who fills in such a form strikes a word through, or deletes it, and ticks
nothing. Where each choice has its box and its words in one cell, and one choice
alone has its words left, that is the answer; it is told, since nobody ticked it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from tsmforms.diagnostics import Diagnostic
from tsmforms.formats.docx.anchors import Anchor
from tsmforms.formats.docx.outline import Spot
from tsmforms.model import Found

_SURE = 0.8


def uncrossed(found: list[Found], anchors: Iterable[Anchor], diagnostics: list[Diagnostic]) -> list[Found]:
    """The boxes, with the one choice marked whose words are left; none where the one ticked is crossed out."""
    changes: dict[tuple[str, str | None], Found] = {}
    by_key = {(f.path, f.option): f for f in found}
    for (path, _), group in _questions(anchors).items():
        words = _words(group)
        labels = {c.code: c.label for c in group[0].question.leaf.field.choices}
        left = [code for code, said in words.items() if _folded(said) == _folded(labels[code])]
        gone = [code for code, said in words.items() if not any(c.isalnum() for c in said)]
        if not left and len(gone) == len(labels) and not any(_is_ticked(by_key.get((path, code))) for code in gone):
            diagnostics.append(_all_crossed(group[0]))
        if not left or not gone:
            continue
        boxes = {code: by_key[path, code] for code in words if (path, code) in by_key}
        ticked = {code for code, box in boxes.items() if box.value is True}
        answer = left[0] if len(left) == 1 and len(left) + len(gone) == len(labels) and not ticked else None
        if ticked and not ticked & set(gone):
            continue
        diagnostics.append(_told(group[0], ticked=bool(ticked), answered=answer is not None, left=labels[left[0]]))
        for code, box in boxes.items():
            changes[path, code] = attrs.evolve(box, value=code == answer, raw=words[code].strip() or box.raw,
                                               confidence=_SURE)
    return [changes.get((f.path, f.option), f) for f in found] if changes else found


def _questions(anchors: Iterable[Anchor]) -> Mapping[tuple[str, int], list[Anchor]]:
    """The boxes of each question that takes one choice, where several stand in one cell or paragraph."""
    groups: dict[tuple[str, int], list[Anchor]] = {}
    for anchor in anchors:
        question = anchor.question
        if question.option and anchor.path and anchor.kind != "label" and question.leaf.field.kind != "multiple_choice":
            groups.setdefault((anchor.path, id(anchor.spot)), []).append(anchor)
    return {key: group for key, group in groups.items() if len({a.question.option for a in group}) > 1}


def _words(group: list[Anchor]) -> dict[str, str]:
    """What stands behind the box of each choice, up to the next box."""
    spot: Spot = group[0].spot
    begins = {anchor.at: anchor.question.option or "" for anchor in group}
    out: dict[str, str] = dict.fromkeys(begins.values(), "")
    inside, code = 0, ""
    for at, (kind, what) in enumerate(spot.pieces):
        code = begins.get(at, code)
        if kind != "text":
            inside = max(0, inside + (1 if kind in ("box", "start") else -1))
        elif code and not inside:
            out[code] += str(what)
    return out


def _told(anchor: Anchor, *, ticked: bool, answered: bool, left: str) -> Diagnostic:
    name, place, path = anchor.question.leaf.question, anchor.spot.place, anchor.path
    if ticked:
        return Diagnostic("D0101", "error", f'"{name}" has a choice that is both ticked and crossed out',
                          "tick one choice, and put back the words that were crossed out", field=path, place=place)
    what = "read as the one that is left" if answered else "not read, since more than one is left"
    return Diagnostic(
        "D0109", "warning", f'"{name}" has choices crossed out and none ticked; it was {what}',
        "tick the choice that is meant", field=path, place=place, found=left if answered else None)


def _all_crossed(anchor: Anchor) -> Diagnostic:
    return Diagnostic(
        "D0109", "warning", f'"{anchor.question.leaf.question}" has all its choices crossed out and none ticked, so it '
        "has no answer", "tick the choice that is meant", field=anchor.path, place=anchor.spot.place)


def _folded(text: str) -> str:
    return " ".join(text.split()).strip(" /|,;").casefold()


def _is_ticked(box: Found | None) -> bool:
    return box is not None and box.value is True
