"""A Word document that lost some of its boxes: what the others do not answer is read by the printed words around it.

Whole tables that were pasted back as plain text, or of which every control was
removed, hold answers still. What a key or bookmark gave is not touched. Of a
list of which some boxes are left the others are read too, where the words around
the boxes that are left say the same as these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from operator import attrgetter

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model import Found
from tsmforms.model.boxes import Box, Boxes
from tsmforms.reading.findings import BoxKey, Findings, is_answered
from tsmforms.reading.keyed.missing import may_be_left_out
from tsmforms.reading.printouts.pagelines import squeezed
from tsmforms.reading.printouts.printout import read_printout
from tsmforms.reading.scene import Scene

_Sign = tuple[str, str | None]
_BEHIND_LABEL = re.compile("[:\n]")
_is_printed = attrgetter("is_printed")


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
    """Whether a question of the form has no box anywhere in the file.

    A final copy leaves out what was not answered, with its label: there the label must be printed.
    """
    have = before.have
    patterns = {(keys.pattern(path), option) for path, option in have}
    lacking = [
        box
        for box in scene.boxes.all
        if box.is_printed and not patterns & {(box.pattern, box.option), (box.pattern, None)}
    ]
    if not scene.is_final or not all(map(may_be_left_out, lacking)):
        return bool(lacking)
    labels = tuple({label for box in lacking for label in _labels_of(box)})
    bare = (spot for spot in scene.outline.spots if spot.part == "body" and spot.number not in scene.anchored_spots)
    return any(squeezed(spot.text).startswith(labels) for spot in bare)


def _lacks_a_block(scene: Scene) -> bool:
    """Whether a label of a list's repeated block stands there without its boxes: one block may have lost all.

    A label that has no bookmark of its own, such as a row's heading, has its boxes behind it, before it is printed again.
    """
    asked = _asked_below(scene.boxes)
    if not asked:
        return False
    keyed = _keyed_boxes(scene)
    waiting: dict[str, set[_Sign]] = {}
    for spot in scene.outline.spots:
        if spot.part != "body":
            continue
        label = _label_in(spot.text)
        if label in asked:
            if not _has_all(waiting.pop(label, None), asked[label]):
                return True
            if spot.number not in scene.anchored_spots:
                waiting[label] = set()
        for box in keyed.get(spot.number, ()) if waiting else ():
            for other in _labels_of(box) & waiting.keys():
                waiting[other].add((box.pattern, box.option))
    return not all(_has_all(found, asked[label]) for label, found in waiting.items())


def _keyed_boxes(scene: Scene) -> dict[int, list[Box]]:
    """The boxes of each spot, by its number."""
    out: dict[int, list[Box]] = {}
    for one in scene.anchored:
        if one.kind == "key":
            out.setdefault(one.spot.number, []).append(one.box)
    return out


def _has_all(found: Set[_Sign] | None, groups: Iterable[Set[_Sign]]) -> bool:
    """Whether behind a label are all boxes of one of the blocks that print it; None where it was not printed yet."""
    return found is None or any(found >= group for group in groups)


@lru_cache(maxsize=4096)
def _label_in(text: str) -> str:
    """What a label of a block would be in these words: all before a colon or line end."""
    return squeezed(_BEHIND_LABEL.split(text, maxsplit=1)[0])


@lru_cache(maxsize=20_000)
def _labels_of(box: Box) -> frozenset[str]:
    return frozenset(map(_label_in, (box.field.label, *box.leaf.context))) - {""}


@lru_cache(maxsize=64)
def _asked_below(boxes: Boxes) -> Mapping[str, tuple[frozenset[_Sign], ...]]:
    """What is printed in front of the boxes of repeated blocks, without colons, with the boxes behind it.

    They are in a group for each block; outside the blocks any box that has the label is a group.
    """
    groups: dict[str, dict[object, set[_Sign]]] = {}
    in_blocks = set()
    for box in filter(_is_printed, boxes.all):
        blocks = boxes.blocks.intersection(box.lists)
        for label in _labels_of(box):
            sign = (box.pattern, box.option)
            groups.setdefault(label, {}).setdefault(blocks or sign, set()).add(sign)
            if blocks:
                in_blocks.add(label)
    return {label: tuple(map(frozenset, groups[label].values())) for label in in_blocks}


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
            worded("D0115", "lost_boxes", count=len(questions)),
            "look at these answers before you use them",
        )


def _uncertain(scene: Scene, path: str) -> Diagnostic:
    leaf = scene.spec.leaves.get(path)
    name = leaf.question if leaf is not None else scene.spec.label(path)
    return Diagnostic(
        "D0107",
        "warning",
        worded("D0107", "lost_boxes", name=name),
        "type what is missing into the form as it was issued",
        field=path,
    )


def _question(path: str) -> str:
    """A question by its path, a list as one."""
    return keys.pattern(path).partition("[]")[0]
