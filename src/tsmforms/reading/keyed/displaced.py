"""Cells of a workbook that moved away from their names, so that a name shows another question's place.

A program that deletes or inserts sheet rows without moving the names leaves
each name on a cell of another row. The words that the form prints next to a box
give it away: they are the label of another question.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import attrgetter

import attrs

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model import Found
from tsmforms.model.boxes import Box, Boxes
from tsmforms.model.outline import Outline, Spot, fingerprint
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.anchors import Anchored
from tsmforms.reading.scene import Scene

_MOVED_WORDS, _MOVED_ANSWERS = 2, 10


def displaced(scene: Scene, before: Findings) -> Findings:
    """Without the answers of boxes that stand next to another question's words; those are reported, not read."""
    if scene.outline.format != "xlsx" or scene.spec.is_letter:
        return before
    named = [one for one in scene.anchored if one.kind == "key" and one.at >= 0 and one.spot.table is not None]
    if not named:
        return before
    wrong = _wrongly_placed(scene, named)
    if not wrong and not _have_moved(scene, named):
        return before
    note = Diagnostic(
        "D0108",
        "error",
        worded("D0108", "cells_moved"),
        "a program moved rows or columns without the names; fill the form in again, or use Excel",
    )
    lost = {one.path: one for one in wrong}
    notes = [note, *(_note(one) for path, one in lost.items() if path in before.marked)]
    kept = tuple(one for one in before.found if one.path not in lost)
    return Findings(
        (*kept, *_emptied(before.found, lost)), (*before.notes, *notes), before.used, before.settled | frozenset(lost)
    )


def _emptied(found: Iterable[Found], lost: Mapping[str, Anchored]) -> Iterable[Found]:
    return [attrs.evolve(one, value=False if one.option else "", raw="") for one in found if one.path in lost]


def _note(one: Anchored) -> Diagnostic:
    return Diagnostic(
        "D0108",
        "error",
        worded("D0108", "box_moved", question=one.box.leaf.question),
        "fill the form in again, or use Excel",
        field=one.path,
        place=one.spot.place,
        found=one.spot.text or None,
    )


def _wrongly_placed(scene: Scene, named: Iterable[Anchored]) -> list[Anchored]:
    """The boxes next to whose cell the form prints the words of other questions and none of its own."""
    labels = _labels(scene.boxes)
    keyed = scene.keyed_spots
    nearest = _Landmarks(scene.outline, keyed)
    out = []
    for one in named:
        own = _own_labels(one.box)
        there = [_folded(spot.text) for spot in nearest.of(one.spot)]
        if (
            there
            and not any(words in own for words in there)
            and all(words in labels and one.box.pattern not in labels[words] for words in there)
        ):
            out.append(one)
    return out


_column, _row = attrgetter("column"), attrgetter("row")


class _Landmarks:
    """The nearest words to the left of a cell and above it that are in no box."""

    def __init__(self, outline: Outline, keyed: frozenset[int]) -> None:
        self.rows: dict[tuple[int, int], list[Spot]] = {}
        self.columns: dict[tuple[int, int], list[Spot]] = {}
        for spot in outline.spots:
            if spot.table is not None and spot.number not in keyed and spot.text.strip():
                self.rows.setdefault((spot.table, spot.row), []).append(spot)
                self.columns.setdefault((spot.table, spot.column), []).append(spot)

    def of(self, spot: Spot) -> list[Spot]:
        """Those of one cell."""
        row = self.rows.get((spot.table or 0, spot.row), ())
        column = self.columns.get((spot.table or 0, spot.column), ())
        left, above = bisect_left(row, spot.column, key=_column), bisect_left(column, spot.row, key=_row)
        return [*row[max(0, left - 1) : left], *column[max(0, above - 1) : above]]


@lru_cache(maxsize=64)
def _labels(boxes: Boxes) -> Mapping[str, frozenset[str]]:
    """The questions that each printed label belongs to, by path pattern."""
    out: dict[str, set[str]] = {}
    for box in boxes.all:
        for words in (box.field.label, box.field.column_label or "", *box.leaf.context):
            out.setdefault(_folded(words), set()).add(box.pattern)
    out.pop("", None)
    return {words: frozenset(patterns) for words, patterns in out.items()}


@lru_cache(maxsize=20_000)
def _own_labels(box: Box) -> frozenset[str]:
    return frozenset(map(_folded, (box.field.label, box.field.column_label or "", box.choice_label, *box.leaf.context)))


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return " ".join(text.split()).rstrip(":").casefold()


def _have_moved(scene: Scene, named: Iterable[Anchored]) -> bool:
    """Whether boxes hold printed words while answers stand outside boxes, or most answers stand outside."""
    printed = scene.outline.fingerprints
    keyed = scene.keyed_spots
    strangers = sum(
        1
        for spot in scene.outline.spots
        if spot.part == "sheet"
        and spot.number not in keyed
        and spot.text.strip()
        and printed
        and fingerprint(spot.text) not in printed
        and not spot.keys
    )
    if not strangers:
        return False
    held = [
        one.spot.text for one in named if one.box.option is None and not one.box.field.choices and one.spot.text.strip()
    ]
    inside = sum(fingerprint(words) in printed for words in held)
    return inside >= _MOVED_WORDS or strangers >= max(_MOVED_ANSWERS, len(held))
