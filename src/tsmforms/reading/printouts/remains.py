"""A Word document that lost some of its boxes: what the others do not answer is read by the printed words around it.

Whole tables that were pasted back as plain text, or of which every control was
removed, hold answers still. What a key or bookmark gave is not touched. Of a
list of which some boxes are left the others are read too, where the words around
the boxes that are left say the same as these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic
from tsmforms.model import Found
from tsmforms.model.boxes import Boxes
from tsmforms.reading.findings import BoxKey, Findings, is_answered
from tsmforms.reading.keyed.missing import may_be_left_out
from tsmforms.reading.printouts.pagelines import squeezed
from tsmforms.reading.printouts.printout import read_printout
from tsmforms.reading.scene import Scene

_BEHIND_LABEL = re.compile("[:\n]")


def remaining(scene: Scene, before: Findings) -> Findings:
    """Answers of boxes that are not in the file any more, and what is to be said of these."""
    if scene.outline.format != "docx" or not (_lacks_some(scene, before) or _lacks_a_block(scene)):
        return Findings()
    more = read_printout(scene)
    of_others = frozenset(_of_other_boxes(scene, more.found))
    known = {(one.path, one.option): one for one in before.found}
    unlike = _unlike(more.found, known)
    answered = {one.path for one in more.found if is_answered(one)} | more.settled
    lost = [
        one
        for one in more.found
        if (one.path, one.option) not in known and one.path in answered and one.path not in of_others
    ]
    found = tuple(one for one in lost if _question(one.path) not in unlike)
    paths = {one.path for one in found}
    notes = tuple(note for note in more.notes if note.field in paths)
    places = {one.place for one in found}
    used = frozenset(spot.number for spot in scene.outline.spots if spot.number in more.used and spot.place in places)
    uncertain = dict.fromkeys(_question(one.path) for one in lost if _question(one.path) in unlike)
    return Findings(
        found, (*_said(found), *notes, *(_uncertain(scene, path) for path in uncertain)), used, more.settled & paths
    )


def _of_other_boxes(scene: Scene, found: Iterable[Found]) -> Iterator[str]:
    """The paths that were found in rows whose own boxes are all of other questions: the words around only look alike.

    A final copy leaves out whole blocks, and another block may print the same label.
    """
    rows = {spot.place: (spot.table, spot.row) for spot in scene.outline.spots if spot.table is not None}
    by_row: dict[tuple[int, int], set[str]] = {}
    for one in found:
        row = rows.get(one.place) if one.place is not None else None
        if row is not None and row in scene.keyed_rows:
            by_row.setdefault(row, set()).add(one.path)
    for row, paths in by_row.items():
        own = {keys.pattern(key.path) for key in scene.keyed_rows[row]}
        if own.isdisjoint(map(keys.pattern, paths)):
            yield from paths


def _lacks_some(scene: Scene, before: Findings) -> bool:
    """Whether a question of the form has no box anywhere in the file."""
    have = before.have
    patterns = {(keys.pattern(path), option) for path, option in have}
    return any(
        box.is_printed
        and not (scene.is_final and may_be_left_out(box))
        and not patterns & {(box.pattern, box.option), (box.pattern, None)}
        for box in scene.boxes.all
    )


def _lacks_a_block(scene: Scene) -> bool:
    """Whether a label of a list's repeated block stands there without key or bookmark: one block may have lost all."""
    labels = _block_labels(scene.boxes)
    return bool(labels) and any(
        spot.number not in scene.anchored_spots and squeezed(_BEHIND_LABEL.split(spot.text, maxsplit=1)[0]) in labels
        for spot in scene.outline.spots
        if spot.part == "body"
    )


@lru_cache(maxsize=64)
def _block_labels(boxes: Boxes) -> frozenset[str]:
    """What is printed in front of the boxes of repeated blocks, without their colons."""
    return frozenset(
        squeezed(label)
        for box in boxes.all
        if box.is_printed and boxes.blocks.intersection(box.lists)
        for label in (box.field.label, *box.leaf.context)
    ) - {""}


def _unlike(found: Iterable[Found], known: Mapping[BoxKey, Found]) -> frozenset[str]:
    """The questions and lists of which the printed words do not say the same as the boxes that are left."""
    return frozenset(
        _question(one.path)
        for one in found
        if (box := known.get((one.path, one.option))) is not None
        and squeezed(str(box.value)) != squeezed(str(one.value))
    )


def _said(found: Iterable[Found]) -> Iterator[Diagnostic]:
    questions = {_question(one.path) for one in found}
    if questions:
        yield Diagnostic(
            "D0115",
            "info",
            f"{len(questions)} questions have lost boxes in the file; these were read by the printed words around them",
            "look at these answers before you use them",
        )


def _uncertain(scene: Scene, path: str) -> Diagnostic:
    leaf = scene.spec.leaves.get(path)
    name = leaf.question if leaf is not None else scene.spec.label(path)
    return Diagnostic(
        "D0107",
        "warning",
        f'"{name}" has lost some of its boxes, and not all of it could be read',
        "type what is missing into the form as it was issued",
        field=path,
    )


def _question(path: str) -> str:
    """A question by its path, a list as one."""
    return keys.pattern(path).partition("[]")[0]
